"""The demo's documents are what the demo says they are."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from demo.arriving import UnseenDocument
from demo.documents import MAIN_DOCUMENT, DemoDocument, batch_of_views, documents, write_to
from demo.unseen import ROUNDS, unseen_documents
from extraction.formats import read

_NUMBER = re.compile(r"\b(?:SUB|BZW|VRG|PRJ|STV|BEL|AKK)-\d{4}-\d{2,4}\b")

_NUMBERS = {
    "Aanvraag restauratie molen Vorenzate.docx": {"SUB-2026-0147"},
    "Beschikking molen De Zeshoek.pdf": {"SUB-2026-0147"},
    "Beschikking molen De Zeshoek getekend.pdf": {"SUB-2026-0147"},
    "Kruidenrijke randen SUB-2026-0098.eml": {"SUB-2026-0098"},
    "RE Besluit op uw aanvraag.eml": {"SUB-2025-0318"},
    "telefoonnotitie 17 november.txt": {"SUB-2026-0131"},
    "Aanvullend besluit fietsbrug en verlichting.pdf": {"SUB-2026-0088", "SUB-2026-0103"},
    "Vaststellingsverzoek Leerwerkplekken.docx": {"SUB-2026-0076"},
    "Streekmarkt aanvulling gronden.docx": {"BZW-2026-0012"},
    "Brief sportvereniging De Wijmer.pdf": {"SUB-2026-0119"},
    "Streekmarkt beslissing op bezwaar DEF.docx": {"BZW-2026-0012", "SUB-2026-0064"},
    "Beslissing op bezwaar molen De Zeshoek.pdf": {"BZW-2026-0008", "SUB-2026-0147"},
    "brief stichting 7 mei.pdf": set(),
    "dorpshuis brief bestuur.odt": set(),
    "brief Kolkweg.docx": set(),
    "Programma afdelingsuitje.pdf": set(),
    "Verklaring van geen bezwaar luchtvaartdagen.pdf": set(),
}
_PROBLEMS = {
    "Scan_20261123_0914.pdf": "no_text_layer",
    "IMG_2041.jpg": "no_text_layer",
    "jaarrekening Akkerrand (beveiligd).pdf": "encrypted",
    "Voortgangsrapportage Q3.docx": "broken",
    "Nieuw - Microsoft Word-document.docx": "empty",
}
_CHANNELS = {
    "Subsidies": {"Algemeen", "Inkomende post", "Bezwaren", "Personele zaken"},
    "Vergunningen": {"Algemeen", "Inkomende post"},
    "Beleid en Bestuur": {"Algemeen", "Coalitieakkoord", "Statenvoorstellen", "Ringweg Noord"},
}


@pytest.fixture(scope="module")
def made() -> tuple[DemoDocument, ...]:
    return documents()


@pytest.fixture(scope="module")
def by_name(made: tuple[DemoDocument, ...]) -> dict[str, DemoDocument]:
    return {_name(document): document for document in made}


@pytest.fixture(scope="module")
def unseen() -> tuple[UnseenDocument, ...]:
    return tuple(each for which in ROUNDS for each in unseen_documents(which))


def _name(document: DemoDocument) -> str:
    return document.path.rpartition("/")[2]


def _place(document: DemoDocument) -> tuple[str, str, str]:
    return (document.team, document.channel, document.path)


def test_no_two_lie_in_the_same_place(
    made: tuple[DemoDocument, ...], unseen: tuple[UnseenDocument, ...]
) -> None:
    everything = (*made, *batch_of_views(), *(each.document for each in unseen))
    places = [tuple(part.lower() for part in _place(each)) for each in everything]
    assert len(places) == len(set(places))


def test_every_channel_gets_something_and_no_other_does(made: tuple[DemoDocument, ...]) -> None:
    used = {(document.team, document.channel) for document in made}
    assert used == {(team, name) for team, names in _CHANNELS.items() for name in names}


def test_the_main_document_is_among_them(made: tuple[DemoDocument, ...]) -> None:
    assert MAIN_DOCUMENT in {_place(document) for document in made}


@pytest.mark.parametrize("name", _NUMBERS)
def test_a_letter_can_be_read_and_quotes_its_numbers(
    by_name: dict[str, DemoDocument], name: str
) -> None:
    reading = read(name, by_name[name].content)
    assert reading.problem is None
    assert reading.text is not None
    assert 120 <= len(reading.text.split()) <= 450
    assert set(_NUMBER.findall(reading.text)) == _NUMBERS[name]


def test_only_those_that_should_not_be_readable_are_not(made: tuple[DemoDocument, ...]) -> None:
    problems = {_name(each): read(each.path, each.content).problem for each in made}
    assert {name: problem for name, problem in problems.items() if problem} == _PROBLEMS


def test_the_confidential_document_has_a_narrower_audience(made: tuple[DemoDocument, ...]) -> None:
    narrow = {each.path: each.restricted_to for each in made if each.restricted_to}
    assert narrow == {"Vertrouwelijk/Vaststellingsverzoek Leerwerkplekken.docx": ("Jurist",)}


def test_one_letter_lies_in_two_teams_byte_for_byte(made: tuple[DemoDocument, ...]) -> None:
    twice = Counter(each.content for each in made).most_common(1)[0][0]
    assert [each.team for each in made if each.content == twice] == ["Subsidies", "Vergunningen"]


def test_the_signature_covers_the_whole_file_but_itself(by_name: dict[str, DemoDocument]) -> None:
    content = by_name["Beschikking molen De Zeshoek getekend.pdf"].content
    fields = PdfReader(io.BytesIO(content)).get_fields()
    assert fields is not None
    signature = fields["Handtekening1"]["/V"]
    start, length, after, rest = signature["/ByteRange"]
    assert (start, after + rest) == (0, len(content))
    assert content[length : length + 1] == b"<"
    assert content[after - 1 : after] == b">"


def test_a_document_called_final_has_changes_and_comments(by_name: dict[str, DemoDocument]) -> None:
    content = by_name["Statenvoorstel akkerranden DEF.docx"].content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read("word/document.xml").decode()
        assert package.read("word/comments.xml").count(b"<w:comment ") == 3
    assert "<w:ins " in text
    assert "<w:delText" in text


def test_the_same_documents_are_made_each_time(made: tuple[DemoDocument, ...]) -> None:
    assert documents() == made


def test_two_hundred_views_differ_only_in_their_sender() -> None:
    views = batch_of_views()
    texts = [view.content.decode() for view in views]
    assert len(set(texts)) == len(texts) == 200
    assert len({re.sub(r"bewoner van .*", "", text) for text in texts}) == 1
    assert len({(view.batch, view.path.rpartition("/")[0]) for view in views}) == 1


def test_each_round_has_ten_unseen_documents_with_names_of_their_own() -> None:
    for which in ROUNDS:
        assert len({_name(each.document) for each in unseen_documents(which)}) == 10


def test_unseen_documents_can_be_read_and_say_what_is_defensible(
    unseen: tuple[UnseenDocument, ...],
) -> None:
    for each in unseen:
        assert read(each.document.path, each.document.content).problem is None
        assert each.defensible
        assert each.verdedigbaar


def test_they_can_be_written_to_a_folder_for_looking_at(
    tmp_path: Path, made: tuple[DemoDocument, ...]
) -> None:
    write_to(tmp_path / "new", made)
    files = [path for path in (tmp_path / "new").rglob("*") if path.is_file()]
    written = {path.relative_to(tmp_path / "new").as_posix() for path in files}
    assert written == {"/".join(_place(document)) for document in made}
