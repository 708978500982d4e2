"""The demo's documents are what the demo says they are."""

import re
from pathlib import Path, PurePosixPath

import pytest

from demo.documents import DemoDocument, documents, write_to
from extraction.formats import read

_NUMBER = re.compile(r"\b(?:SUB|BZW)-\d{4}-\d{4}\b")

_NUMBERS = {
    "Aanvraag restauratie molen Vorenzate.docx": {"SUB-2026-0147"},
    "Beschikking molen De Zeshoek.pdf": {"SUB-2026-0147"},
    "Kruidenrijke randen SUB-2026-0098.eml": {"SUB-2026-0098"},
    "telefoonnotitie 17 november.txt": {"SUB-2026-0131"},
    "Aanvullend besluit fietsbrug en verlichting.pdf": {"SUB-2026-0088", "SUB-2026-0103"},
    "Vertrouwelijk/Vaststellingsverzoek Leerwerkplekken.docx": {"SUB-2026-0076"},
    "Streekmarkt aanvulling gronden.docx": {"BZW-2026-0012"},
    "Brief sportvereniging De Wijmer.pdf": {"SUB-2026-0119"},
    "Streekmarkt beslissing op bezwaar DEF.docx": {"BZW-2026-0012", "SUB-2026-0064"},
    "Programma afdelingsuitje.pdf": set(),
    "Verklaring van geen bezwaar luchtvaartdagen.pdf": set(),
}
_BROKEN = "Voortgangsrapportage Q3.docx"


@pytest.fixture(scope="module")
def made() -> dict[str, DemoDocument]:
    return {document.path: document for document in documents()}


def test_there_are_twelve_and_no_two_have_the_same_path() -> None:
    paths = [document.path.lower() for document in documents()]
    assert len(paths) == len(set(paths)) == 12


def test_every_document_is_described_here(made: dict[str, DemoDocument]) -> None:
    assert set(made) == {*_NUMBERS, _BROKEN}


@pytest.mark.parametrize("path", _NUMBERS)
def test_a_document_is_a_letter_that_can_be_read_and_quotes_its_numbers(
    made: dict[str, DemoDocument], path: str
) -> None:
    reading = read(path, made[path].content)
    assert reading.problem is None
    assert reading.text is not None
    assert 120 <= len(reading.text.split()) <= 350
    assert set(_NUMBER.findall(reading.text)) == _NUMBERS[path]


def test_the_upload_that_broke_off_cannot_be_read(made: dict[str, DemoDocument]) -> None:
    assert read(_BROKEN, made[_BROKEN].content).problem == "broken"


def test_the_confidential_document_has_a_narrower_audience(made: dict[str, DemoDocument]) -> None:
    narrow = {path: each.restricted_to for path, each in made.items() if each.restricted_to}
    assert narrow == {"Vertrouwelijk/Vaststellingsverzoek Leerwerkplekken.docx": ("Jurist",)}


def test_they_can_be_written_to_a_folder_for_looking_at(tmp_path: Path) -> None:
    write_to(tmp_path / "new")
    written = {
        str(PurePosixPath(path.relative_to(tmp_path / "new")))
        for path in (tmp_path / "new").rglob("*")
        if path.is_file()
    }
    assert written == {document.path for document in documents()}
