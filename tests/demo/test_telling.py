"""What the demo says, as it stands on a page of eighty columns."""

import pytest

from checker.account import Line
from demo.telling import Teller

NAMES = (
    "Vaststellingsverzoek Leerwerkplekken.docx",
    "Verklaring van geen bezwaar luchtvaartdagen.pdf",
    "Uitvoeringsprogramma 2026 versie 1.0.docx",
)
TREE = """BZW-2026-0008
├── rust op
│   └── → bezwaar tegen: SUB-2026-0147 (Subsidie) die zo lang heet dat zij niet op een regel past
│       «U maakte bezwaar tegen ons besluit van 2 april, waarin wij u subsidie verleenden» (brief)
└── einde
  - het document krijgt de rechten van het dossier, en een deellink naar het document werkt niet"""


@pytest.fixture(params=[80, 110])
def teller(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Teller:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return Teller(json_lines=False, language="nl")


def line(name: str, outcome: str, code: str, reason: str) -> Line:
    origin = f"Subsidies / Documenten: /Inkomende post/{name}"
    return Line(name, name, f"Archief / Dossiers: /X-1/{name}", origin, outcome, "en", reason, code)


def test_a_line_that_is_too_long_goes_on_under_its_own_branch(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    teller.shown(TREE)
    told = capsys.readouterr().out.splitlines()
    assert all(one.startswith("  │ ") and len(one) <= teller.width for one in told)
    branch = told[2 : next(place for place, one in enumerate(told) if "└── einde" in one)]
    assert all(one.startswith(("  │ │   └── ", "  │ │       ")) for one in branch)
    assert told[-1].startswith(("  │   - het", "  │     "))
    words = " ".join(one.removeprefix("  │ ").lstrip("│ ") for one in told).split()
    assert words == TREE.replace("│", "").split()


def test_no_name_is_broken_within_a_word_in_either_table(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = "In het dossier zouden meer mensen het document kunnen zien dan nu. " * 3
    teller.lines([line(name, "waiting", "audience_wider", sentence) for name in NAMES])
    teller.filed([line(name, "filed", "rule_fits", sentence) for name in NAMES])
    told = capsys.readouterr().out
    for word in " ".join(NAMES).split():
        assert told.count(word) == 2 * sum(word in name.split() for name in NAMES), word


def test_the_title_of_a_column_is_not_broken_where_all_names_are_short(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    teller.lines([line("x.txt", "left", "no_rule_fits", "Geen regel past.")])
    assert "document " in capsys.readouterr().out


def test_what_there_is_to_do_is_told_once_and_so_is_a_reason_that_all_share(
    teller: Teller, capsys: pytest.CaptureFixture[str]
) -> None:
    teller.lines(
        [
            line("a.docx", "waiting", "no_dossier_named", "Geen nummer SUB."),
            line("b.docx", "waiting", "no_dossier_named", "Geen nummer BZW."),
            line("c.docx", "left", "no_rule_fits", "Geen regel past."),
            line("d.docx", "left", "no_rule_fits", "Geen regel past."),
        ]
    )
    told = capsys.readouterr().out
    assert told.count("wacht op een mens (2)  -> Geef het een dossiernummer") == 1
    assert "Geen nummer SUB." in told
    assert "Geen nummer BZW." in told
    assert told.count("gelaten (2)  Geen regel past.") == told.count("Geen regel past.") == 1
