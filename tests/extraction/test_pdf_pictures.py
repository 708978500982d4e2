"""Of a PDF with scans among its pages it is told which pages were not read."""

import io
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
)

from extraction.formats import read
from extraction.worker import Reader
from tests.extraction.made import mail, packed, pdf, pdf_with_pictures, picture

SCAN = picture("Bijlage bij onze brief")


def _in_forms(content: bytes, *, depth: int = 1, times: int = 1) -> bytes:
    """The PDF with what its last page shows in a form, in forms within each other."""
    made = PdfWriter(io.BytesIO(content))
    page = made.pages[-1]
    contents = page.get_contents()
    assert contents is not None
    drawn, resources = contents.get_data(), page["/Resources"]
    for _ in range(depth):
        form = StreamObject()
        form.set_data(drawn)
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/Matrix")] = ArrayObject(map(NumberObject, (1, 0, 0, 1, 0, 0)))
        form[NameObject("/Resources")] = resources
        forms = DictionaryObject({NameObject("/F"): made._add_object(form)})
        resources = DictionaryObject({NameObject("/XObject"): forms})
        drawn = b"/F Do " * times
    shown = StreamObject()
    shown.set_data(drawn)
    page[NameObject("/Contents")] = made._add_object(shown)
    page[NameObject("/Resources")] = resources
    saved = io.BytesIO()
    made.write(saved)
    return saved.getvalue()


def _drawing(instructions: bytes) -> bytes:
    """A page of text, and one that only these instructions draw."""
    made = PdfWriter(io.BytesIO(pdf_with_pictures("brief", SCAN)))
    shown = StreamObject()
    shown.set_data(instructions)
    of_text: Any = made.pages[0]["/Resources"]
    own: Any = made.pages[1]["/Resources"]
    own[NameObject("/Font")] = of_text["/Font"]
    made.pages[1][NameObject("/Contents")] = made._add_object(shown)
    saved = io.BytesIO()
    made.write(saved)
    return saved.getvalue()


def test_pages_that_are_only_a_picture_are_told_among_pages_of_text() -> None:
    reading = read("a.pdf", pdf_with_pictures("brief", SCAN, SCAN, "slot", SCAN))
    assert (reading.text, reading.problem) == ("brief\n\nslot", None)
    assert reading.unread_pages == (2, 3, 5)


def test_a_blank_page_and_one_with_a_logo_alone_are_no_pictures() -> None:
    assert read("a.pdf", pdf("brief", "", "slot")).unread_pages == ()
    assert read("a.pdf", pdf_with_pictures("brief", SCAN, width=50)).unread_pages == ()


def test_a_page_with_text_and_a_picture_is_read() -> None:
    made = PdfWriter(io.BytesIO(pdf_with_pictures(SCAN, "brief")))
    made.pages[0].merge_page(PdfReader(io.BytesIO(pdf("ontvangen 12 maart"))).pages[0])
    saved = io.BytesIO()
    made.write(saved)
    reading = read("a.pdf", saved.getvalue())
    assert reading.text == "ontvangen 12 maart\n\nbrief"
    assert reading.unread_pages == ()


@pytest.mark.parametrize("depth", [1, 3])
def test_a_picture_in_a_form_is_seen_and_a_small_one_is_none_there_either(depth: int) -> None:
    assert read("a.pdf", _in_forms(pdf_with_pictures("brief", SCAN), depth=depth)).unread_pages
    small = _in_forms(pdf_with_pictures("brief", SCAN, width=50), depth=depth)
    assert read("a.pdf", small).unread_pages == ()


def test_a_picture_among_the_instructions_of_a_page_is_seen() -> None:
    inline = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    assert read("a.pdf", _drawing(inline)).unread_pages == (2,)
    assert read("a.pdf", _drawing(inline.replace(b"595", b"50"))).unread_pages == ()


@pytest.mark.parametrize(
    "content",
    [
        _in_forms(pdf_with_pictures("brief", SCAN, width=1), depth=9),
        _in_forms(pdf_with_pictures("brief", SCAN, width=1), depth=3, times=1000),
        _drawing(b"0 0 m 9 9 l S " * 10_000),
        _drawing(b"q nonsense cm BI Q"),
        _drawing(b"q 9 cm /Nothing Do Q"),
    ],
    ids=["deep", "many", "drawing", "broken", "missing"],
)
def test_a_page_without_text_into_which_cannot_be_looked_does_not_pass_for_a_blank_one(
    content: bytes,
) -> None:
    reading = read("a.pdf", content)
    assert (reading.text, reading.unread_pages) == ("brief", (2,))


@pytest.mark.parametrize(
    "instructions",
    [
        b"9 9 m 9 10 10 11 11 12 c 9 9 l f " * 50,
        b"/Pattern cs /P scn 0 0 595 842 re f",
        b"/S sh",
        b"BT /F1 12 Tf 50 700 Td (\\001\\002) Tj ET",
        b"BT /F1 12 Tf 50 700 Td [(\\001) -200 (\\002)] TJ ET",
        b"BT /Unknown 12 Tf 50 700 Td (abc) Tj ET",
    ],
    ids=["curves", "pattern", "shading", "letters", "spaced letters", "unknown letters"],
)
def test_a_page_without_text_that_shows_more_than_rules_is_not_blank(instructions: bytes) -> None:
    reading = read("a.pdf", _drawing(instructions))
    assert (reading.text or "").split()[0] == "brief"
    assert reading.unread_pages == (2,)


@pytest.mark.parametrize(
    "instructions",
    [
        b"50 700 m 545 700 l S " * 20,
        b"BT /F1 12 Tf 50 700 Td ( ) Tj [( ) -200 ( )] TJ ET",
        b"/DeviceRGB cs 1 1 1 scn 0 0 595 842 re f",
    ],
    ids=["rules", "spaces", "colour"],
)
def test_a_page_of_rules_and_spaces_is_blank(instructions: bytes) -> None:
    assert read("a.pdf", _drawing(instructions)).unread_pages == ()


def _stamped(side: int, looks: bytes = b"/I Do", flags: int = 4) -> bytes:
    """A page of text, and one without any on which stands a stamp so many points wide and high."""
    made = PdfWriter(io.BytesIO(pdf_with_pictures("brief", SCAN)))
    page = made.pages[1]
    pictures: Any = page["/Resources"]
    drawn = pictures["/XObject"]
    look = StreamObject()
    look.set_data(b"10 0 0 10 0 0 cm " + looks.replace(b"/I", max(drawn).encode()))
    look[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 10, 10)))
    look[NameObject("/Resources")] = pictures
    stamp = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/F"): NumberObject(flags),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (0, 0, side, side))),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): made._add_object(look)}),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([made._add_object(stamp)])
    del page["/Contents"]
    saved = io.BytesIO()
    made.write(saved)
    return saved.getvalue()


def test_a_stamp_of_some_size_or_with_words_on_a_page_without_text_is_seen() -> None:
    words = b"BT /F1 1 Tf (Ontvangen) Tj ET"
    for stamp in (_stamped(500), _stamped(99, words)):
        assert read("a.pdf", stamp).unread_pages == (2,)
    hidden = 2
    for stamp in (_stamped(99), _stamped(500, b""), _stamped(0), _stamped(500, flags=hidden)):
        assert read("a.pdf", stamp).unread_pages == ()


def test_of_a_page_counts_what_lies_within_the_paper() -> None:
    made = PdfWriter(io.BytesIO(pdf_with_pictures("brief", SCAN)))
    made.pages[1].cropbox = RectangleObject((-9000, -9000, 9000, 9000))
    saved = io.BytesIO()
    made.write(saved)
    assert read("a.pdf", saved.getvalue()).unread_pages == (2,)


async def test_an_enclosure_with_such_pages_tells_them_and_so_does_the_worker() -> None:
    mixed = pdf_with_pictures("brief", SCAN)
    message = mail("Zie de brief.", Subject="Brief")
    message.add_attachment(mixed, maintype="application", subtype="pdf", filename="brief.pdf")
    reader = Reader()
    try:
        of_mail = await reader.read("mail.eml", message.as_bytes())
        of_zip = await reader.read("alles.zip", packed({"a.pdf": mixed, "b.pdf": pdf("b")}))
        alone = await reader.read("brief.pdf", mixed)
    finally:
        await reader.close()
    assert [one.unread_pages for one in of_mail.attachments] == [(2,)]
    assert [one.unread_pages for one in of_zip.attachments] == [(2,), ()]
    assert (of_mail.unread_pages, alone.unread_pages) == ((), (2,))
