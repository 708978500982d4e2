"""The kinds of filing that the crash matrix plays: the tenant, the file plan, what people do."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from demo.tenant import PROJECT, TenantAt
from tests.journeys.journey import APPLICATION, PROVINCE, SMALL, STAFF, texts_of
from tests.journeys.test_crashes_in_archives import LETTER, REPORT
from tests.journeys.test_province import mail

NUMBER = "SUB-2026-0147"
ARCHIVE = {"site": "Archief", "library": "Subsidiedossiers"}
DOCUMENTEN = {"site": "Subsidies", "library": "Documenten"}
ALGEMEEN = {"team": "Subsidies", "channel": "Algemeen"}
SEED = PROJECT / "graph_simulator" / "tenants" / "province" / "tenant.json"
Act = Callable[[TenantAt], None]


def _nothing(_tenant: TenantAt) -> None:
    pass


@dataclass(frozen=True)
class Kind:
    """One document and where it goes. `before` is what people did before, `act` makes it arrive.

    `has_arrived`: it arrived, and was dealt with, before the play begins.
    `own_library`: the team's library carries the columns of an archive, as it does where the
    dossiers lie in the same library as the channel.
    """

    name: str
    texts: Mapping[str, str]
    act: Act
    before: Act = _nothing
    own_library: bool = False
    has_arrived: bool = False

    def prepare(self, address: str) -> None:
        """Let people do what they did before, in the tenant at that address."""
        self.before(TenantAt(address))

    def arrive(self, address: str) -> None:
        """Let the document arrive there."""
        self.act(TenantAt(address))


def seed_of(kind: Kind, folder: Path) -> Path:
    """Return the folder with the seed of the kind's tenant; one of its own is made in `folder`."""
    return seed_with_own_library(folder) if kind.own_library else SEED.parent


def seed_with_own_library(folder: Path) -> Path:
    """Return the folder, with a seed in which a team's library carries the columns of an archive."""
    seed = json.loads(SEED.read_text(encoding="utf-8"))
    archive = next(site for site in seed["sites"] if site["path"] == "/sites/archief")
    team = next(site for site in seed["sites"] if site["path"] == "/sites/subsidies")
    for asked in ("columns", "content_types"):
        team["libraries"][0][asked] = archive["libraries"][0][asked]
    folder.mkdir(exist_ok=True)
    (folder / "tenant.json").write_text(json.dumps(seed), encoding="utf-8")
    return folder


def _people(person: str, do: str, path: str, content: bytes, where: Mapping[str, str]) -> Act:
    def act(tenant: TenantAt) -> None:
        more = {"content_base64": base64.b64encode(content).decode()} if content else {}
        tenant.post("people", person=person, do=do, path=path, **where, **more)

    return act


def _province(*sources: str) -> Mapping[str, str]:
    """Return the province's file plan with those sources alone."""
    texts = texts_of(PROVINCE)
    head, *lines = texts["bronnen.yaml"].splitlines()
    kept = [one for one in lines if any(f"bron: {source}," in one for source in sources)]
    assert len(kept) == len(sources)
    return {**texts, "bronnen.yaml": "\n".join([head, *kept, ""])}


def _in_own_library() -> Mapping[str, str]:
    """Return the small file plan with the dossiers in the library of the channel itself."""
    texts = texts_of(SMALL)
    file, plan = "dossiertypen/subsidie.yaml", "ordeningsplan.yaml"
    site = "sites:\n  Team: provincievoorbeeld.sharepoint.com:/sites/subsidies\n"
    return {
        **texts,
        plan: texts[plan].replace("sites:\n", site),
        file: texts[file].replace("Archief / Subsidiedossiers", "Team / Documenten"),
    }


def _wherever_it_files() -> Mapping[str, str]:
    """Return the province's file plan with sources that listen to all places it files from and to."""
    texts = dict(_province(*SOURCES[:-1]))
    place = f"bibliotheek: Archief / {SOURCES[-1]}, stand: uitvoeren, dossiertypen: [Bezwaar]"
    texts["bronnen.yaml"] += f"  - {{bron: {SOURCES[-1]}, {place}}}\n"
    return texts


SOURCES = ("Algemeen", "Post subsidies", "Subsidiedossiers", "Bezwaardossiers")
_SAVES = _people(STAFF, "upload", "brief.txt", APPLICATION.encode(), ALGEMEEN)
_MAIL = mail(LETTER, {"Begroting.txt": b"Begroting: dak 12.000 euro", "Plan.txt": b"Het dak."})
_RING_ROAD = {"team": "Beleid en Bestuur", "channel": "Ringweg Noord"}
_POST = {"team": "Subsidies", "channel": "Inkomende post"}

KINDS = (
    Kind("within a drive, new dossier", _in_own_library(), _SAVES, own_library=True),
    Kind(
        "within a drive, existing dossier",
        _in_own_library(),
        _SAVES,
        before=_people(STAFF, "folder", NUMBER, b"", DOCUMENTEN),
        own_library=True,
    ),
    Kind("between drives, new dossier", texts_of(SMALL), _SAVES),
    Kind(
        "between drives, existing dossier",
        texts_of(SMALL),
        _SAVES,
        before=_people("Recordmanager", "folder", NUMBER, b"", ARCHIVE),
    ),
    Kind(
        "document set, managed metadata",
        _province("Ringweg Noord"),
        _people("Projectleider", "upload", "Q3.txt", REPORT.encode(), _RING_ROAD),
    ),
    Kind(
        "tagged in place",
        _province("Subsidiedossiers"),
        _people("Recordmanager", "upload", f"{NUMBER}/brief.txt", LETTER.encode(), ARCHIVE),
    ),
    Kind(
        "mail with attachments",
        _province("Post subsidies"),
        _people(STAFF, "upload", "mail.eml", _MAIL, _POST),
    ),
)


def _a_few(tenant: TenantAt) -> None:
    for act in (
        _people(STAFF, "upload", "eerste.txt", f"{LETTER}Eerste.".encode(), _POST),
        _people(STAFF, "upload", "tweede.txt", f"{LETTER}Tweede.".encode(), _POST),
        _people(STAFF, "upload", "derde.eml", _MAIL, _POST),
        _people(STAFF, "upload", "lunch.txt", b"De lunch is om half een.", ALGEMEEN),
        _people("Recordmanager", "upload", f"{NUMBER}/zelf.txt", LETTER.encode(), ARCHIVE),
    ):
        act(tenant)


# Where anybody may do anything, in any order: for the state machine, not for the matrix.
EVERYTHING = Kind("everything", _wherever_it_files(), _a_few, has_arrived=True)
