"""What cannot be read says why, by one of a few codes."""

import io
import zipfile

import pytest

from extraction.formats import read
from tests.extraction.made import (
    compound,
    docx,
    locked,
    mail,
    outlook,
    packed,
    pdf,
    pdf_of_a_picture,
    repacked,
)
from tests.extraction.test_office import odt, pptx, with_shared_strings, xlsx

_MAIN = (
    ("a.docx", "word/document.xml", "document"),
    ("a.xlsx", "xl/workbook.xml", "workbook"),
    ("a.pptx", "ppt/presentation.xml", "presentation"),
)


def _package(part: str, content: bytes | str) -> bytes:
    relation = f'<R><A Type="http://x/officeDocument" Target="{part}"/></R>'
    return packed({"_rels/.rels": relation, part: content})


def _odt_with_a_password() -> bytes:
    manifest = "<m:manifest xmlns:m='x'><m:encryption-data/></m:manifest>"
    return repacked(odt("geheim"), {"META-INF/manifest.xml": manifest})


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("truncated.docx", docx("brief")[:-200], "broken"),
        ("half.docx", docx("brief")[:2000], "broken"),
        ("zip.docx", packed({"brief.txt": "hallo"}), "broken"),
        ("workbook.docx", xlsx([["a"]]), "broken"),
        ("document.xlsx", docx("brief"), "broken"),
        ("document.pptx", docx("brief"), "broken"),
        ("document.odt", docx("brief"), "broken"),
        ("old.docx", compound("WordDocument"), "broken"),
        ("old.xlsm", compound("Workbook"), "broken"),
        ("pdf.docx", pdf("brief"), "broken"),
        ("locked.docx", compound("EncryptedPackage", "EncryptionInfo"), "encrypted"),
        ("locked.xlsx", compound("EncryptedPackage", "EncryptionInfo"), "encrypted"),
        ("locked.pptx", compound("EncryptedPackage", "EncryptionInfo"), "encrypted"),
        ("label.docx", compound("DRMEncryptedDataSpace", "EncryptedPackage"), "sensitivity_label"),
        ("locked.odt", _odt_with_a_password(), "encrypted"),
        ("locked.zip", locked(packed({"a.txt": "geheim"})), "encrypted"),
        ("empty.docx", docx(), "empty"),
        ("blank.docx", docx(" ", "\u00ad"), "empty"),
        ("nothing.docx", b"", "empty"),
        ("empty.pptx", pptx(), "empty"),
        ("empty.zip", packed({}), "empty"),
        ("nothing.xlsx", b"", "empty"),
        ("nothing.png", b"", "empty"),
        ("docx.pdf", docx("brief"), "broken"),
        ("half.pdf", pdf("brief")[:500], "broken"),
        ("text.pdf", b"brief", "broken"),
        ("scan.pdf", pdf_of_a_picture(), "no_text_layer"),
        ("nothing.pdf", b"", "empty"),
        ("docx.eml", docx("brief"), "broken"),
        ("text.eml", b"Geachte heer, mevrouw,\r\n\r\nHierbij.", "broken"),
        ("mail.msg", mail("hallo", Subject="x").as_bytes(), "broken"),
        ("old.msg", compound("WordDocument"), "broken"),
        ("half.msg", outlook("hallo").to_bytes()[:1500], "broken"),
        ("docx.txt", docx("brief"), "broken"),
        ("docx.html", docx("brief"), "broken"),
        ("docx.rtf", docx("brief"), "broken"),
        ("text.zip", b"brief", "broken"),
        ("binary.txt", b"brief\x00\x01", "broken"),
        ("undefined.txt", b"brief \x81", "broken"),
        ("blank.txt", b" \r\n\t", "empty"),
        ("blank.html", b"<p> </p>", "empty"),
        ("nothing.txt", b"", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "no_text_layer"),
        ("a.JPG", b"\xff\xd8\xff\xe0", "no_text_layer"),
        ("a.jpeg", b"\xff\xd8\xff\xe1", "no_text_layer"),
        ("a.tif", b"II*\0", "no_text_layer"),
        ("a.tiff", b"MM\0*", "no_text_layer"),
        ("a.heic", b"\0\0\0\x18ftypheic", "no_text_layer"),
        ("a.bmp", b"BM", "no_text_layer"),
        ("a.gif", b"GIF89a", "no_text_layer"),
        ("docx.png", docx("brief"), "broken"),
        ("old.doc", compound("WordDocument"), "unsupported"),
        ("old.xls", compound("Workbook"), "unsupported"),
        ("old.ppt", compound("PowerPoint Document"), "unsupported"),
        ("film.mp4", b"x", "unsupported"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: bytes, problem: str) -> None:
    reading = read(name, content)
    assert (reading.text, reading.pages, reading.problem) == (None, (0,), problem)


def test_the_extension_may_be_written_in_capitals() -> None:
    assert read("BRIEF.DOCX", docx("brief")).text == "brief"


def test_a_text_beyond_all_letters_is_too_large() -> None:
    assert read("a.txt", b"brief " * 2_000_000).problem == "too_large"


@pytest.mark.parametrize(("name", "part", "root"), _MAIN)
def test_a_document_that_unpacks_to_far_more_than_it_is_is_too_large(
    name: str, part: str, root: str
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", f'<R><A Type="x/officeDocument" Target="{part}"/></R>')
        with package.open(part, "w") as held:
            for _ in range(101):
                held.write(b" " * 1_000_000)
    assert len(content.getvalue()) < 1_000_000
    assert read(name, content.getvalue()).problem == "too_large"


@pytest.mark.parametrize(("name", "part", "root"), _MAIN)
def test_a_document_that_declares_entities_is_broken(name: str, part: str, root: str) -> None:
    declared = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    assert read(name, _package(part, f"{declared}<{root}>&e;</{root}>")).problem == "broken"
    assert read(name, _package(part, f"<!DOCTYPE x><{root}/>")).problem == "broken"


def test_entities_that_multiply_are_not_counted_out() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 1000}">' for n in range(9)
    )
    declared = f"<!DOCTYPE worksheet [{entities}]><worksheet>&e8;</worksheet>"
    content = repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": declared})
    assert read("a.xlsx", content).problem == "broken"
    content = repacked(odt("a"), {"content.xml": declared})
    assert read("a.odt", content).problem == "broken"


def test_one_string_in_very_many_cells_is_too_large_before_memory_is_full() -> None:
    sheet = "<worksheet><row>" + '<c t="s"><v>0</v></c>' * 1_000_000 + "</row></worksheet>"
    content = with_shared_strings(f"<si><t>{'x' * 100_000}</t></si>", sheet)
    assert read("a.xlsx", content).problem == "too_large"


def test_a_million_cells_are_read() -> None:
    row = "<row>" + "<c><v>12345</v></c>" * 100 + "</row>"
    sheet = f"<worksheet>{row * 10_000}</worksheet>"
    reading = read("a.xlsx", repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": sheet}))
    assert (reading.text or "").count("12345") == 1_000_000


def test_two_cells_at_the_far_corners_of_a_sheet_cost_nothing() -> None:
    sheet = (
        '<worksheet><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></worksheet>'
    )
    content = repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": sheet})
    assert (read("a.xlsx", content).text or "").splitlines()[1:] == ["1", "2"]


# ------------------------------------------------------------------------------------------- zip


def test_a_zip_names_its_files_and_gives_their_texts() -> None:
    reading = read("a.zip", packed({"map/een.txt": "eerste", "twee.docx": docx("tweede")}))
    assert (reading.text or "").splitlines() == [
        "Bestand: map/een.txt",
        "eerste",
        "",
        "Bestand: twee.docx",
        "tweede",
    ]
    assert reading.own_end == 0
    assert [each.name for each in reading.attachments] == ["map/een.txt", "twee.docx"]


def test_a_zip_in_a_zip_is_only_named() -> None:
    inner = packed({"diep.zip": packed({"diepst.txt": "te diep"})})
    reading = read("a.zip", packed({"b.zip": inner}))
    assert reading.text == "Bestand: b.zip\nBestand: diep.zip"


def test_a_file_in_a_zip_that_unpacks_to_far_more_than_it_is_is_not_unpacked() -> None:
    reading = read("a.zip", packed({"bom.txt": b"0" * 10_000_000, "goed.txt": "gelezen"}))
    assert [(each.problem, not each.keys) for each in reading.attachments] == [
        ("too_large", True),
        (None, False),
    ]


def test_a_zip_with_more_files_than_anyone_sends_is_too_large() -> None:
    assert read("a.zip", packed({f"{n}.txt": "x" for n in range(1001)})).problem == "too_large"


def test_of_very_many_files_the_first_are_read_and_the_others_named() -> None:
    reading = read("a.zip", packed({f"{n:03}.txt": "x" for n in range(300)}))
    problems = [each.problem for each in reading.attachments]
    assert problems == [None] * 200 + ["too_large"] * 100


def test_attachments_that_are_too_long_together_are_left_out_from_there() -> None:
    part = b"brief " * 1_000_000
    message = mail("hallo", Subject="x")
    for number in range(2):
        message.add_attachment(part, maintype="a", subtype="b", filename=f"{number}.txt")
    reading = read("a.eml", message.as_bytes())
    assert [each.problem for each in reading.attachments] == [None, "too_large"]
