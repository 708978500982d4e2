"""Of a PDF with scans among its pages it is told which pages were not read."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

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
