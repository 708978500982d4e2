"""Sheets, slides, web pages and OpenDocument files are read as they are seen."""

import io
from datetime import date

from odfdo import Document as OdfDocument
from odfdo import Header as OdfHeading
from odfdo import Paragraph, Table
from openpyxl import Workbook
from openpyxl.comments import Comment
from pptx import Presentation
from pptx.util import Inches

from extraction.formats import read
from tests.extraction.made import docx, repacked

_LEFT = Inches(1)


def xlsx(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return saved_book(book)


def with_shared_strings(strings: str, sheet: str) -> bytes:
    """A workbook of one sheet whose cells share `strings`, as Excel writes it."""
    relations = (
        '<R><A Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<A Id="rId9" Type="x/sharedStrings" Target="sharedStrings.xml"/></R>'
    )
    return repacked(
        xlsx([["a"]]),
        {
            "xl/_rels/workbook.xml.rels": relations,
            "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
            "xl/worksheets/sheet1.xml": sheet,
        },
    )


def saved_book(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def pptx(*slides: str, notes: str = "") -> bytes:
    made = Presentation()
    for text in slides:
        slide = made.slides.add_slide(made.slide_layouts[6])
        slide.shapes.add_textbox(_LEFT, _LEFT, _LEFT, _LEFT).text_frame.text = text
        if notes:
            frame = slide.notes_slide.notes_text_frame
            assert frame is not None
            frame.text = notes
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def odt(*paragraphs: str) -> bytes:
    made = OdfDocument("text")
    made.body.clear()
    for text in paragraphs:
        made.body.append(Paragraph(text))
    return saved_odf(made)


def saved_odf(made: OdfDocument) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


# ------------------------------------------------------------------------------------------ xlsx


def test_each_sheet_of_a_workbook_is_a_page_with_its_name_and_rows() -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Begroting"
    first.append(["Post", "Bedrag", "Op"])
    first.append(["SUB-2026-0147", 1250.5, date(2026, 3, 12)])
    first.append([None, True, 0.1 + 0.2])
    hidden = book.create_sheet("Verborgen")
    hidden.sheet_state = "hidden"
    hidden["C3"] = "Een adres\nvan twee regels"
    reading = read("a.xlsx", saved_book(book))
    text = reading.text or ""
    first_page, second_page = text[: reading.pages[1]], text[reading.pages[1] :]
    assert first_page.splitlines() == [
        "Begroting",
        "Post\tBedrag\tOp",
        "SUB-2026-0147\t1250.5\t2026-03-12",
        "WAAR\t0.3",
        "",
    ]
    assert second_page.splitlines() == ["Verborgen", "Een adres van twee regels"]


def test_notes_headers_and_footers_of_a_sheet_are_text() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "cel"
    sheet["A1"].comment = Comment("een notitie", "Jurist")
    sheet["A2"] = "nog een"
    sheet["A2"].comment = Comment("[Threaded comment] niet", "tc={0}")
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    sheet.oddHeader.center.text = "Kop & staart"
    sheet.oddFooter.left.text = "Voet &P"
    assert (read("a.xlsm", saved_book(book)).text or "").splitlines() == [
        "Sheet",
        "Kop & staart",
        "cel",
        "nog een",
        "een notitie",
        "Voet",
    ]


def test_strings_that_cells_share_are_read_without_how_they_are_said() -> None:
    strings = (
        "<si><t>een</t></si><si><r><t>SUB-</t></r><r><t>2026-0147</t></r>"
        "<rPh><t>niet</t></rPh></si>"
    )
    cells = '<c t="s"><v>1</v></c><c t="s"><v>0</v></c>'
    sheet = f"<worksheet><row>{cells}</row></worksheet>"
    reading = read("a.xlsx", with_shared_strings(strings, sheet))
    assert reading.text == "Sheet\nSUB-2026-0147\teen"


def test_text_in_a_shape_on_a_sheet_is_read() -> None:
    content = repacked(
        xlsx([["cel"]]),
        {
            "xl/worksheets/_rels/sheet1.xml.rels": '<R><A Id="r1" Type="x/drawing" '
            'Target="../drawings/drawing1.xml"/></R>',
            "xl/drawings/drawing1.xml": '<d xmlns:a="a"><a:p><a:r><a:t>in een vak</a:t></a:r></a:p></d>',
        },
    )
    assert (read("a.xlsx", content).text or "").splitlines() == ["Sheet", "cel", "in een vak"]


# ------------------------------------------------------------------------------------------ pptx


def test_each_slide_is_a_page_with_its_notes() -> None:
    reading = read("a.pptx", pptx("Eerste\nregel", "Tweede", notes="zeg dit erbij"))
    text = reading.text or ""
    assert [text[start:].splitlines()[0] for start in reading.pages] == ["Eerste", "Tweede"]
    assert text.count("zeg dit erbij") == 2


def test_tables_and_groups_on_a_slide_are_text() -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    table = slide.shapes.add_table(1, 2, _LEFT, _LEFT, _LEFT, _LEFT).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Kenmerk", "SUB-2026-0147"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(_LEFT, _LEFT, _LEFT, _LEFT).text_frame.text = "in een groep"
    content = io.BytesIO()
    made.save(content)
    lines = (read("a.pptm", content.getvalue()).text or "").splitlines()
    assert [line for line in lines if line] == ["Kenmerk\tSUB-2026-0147", "in een groep"]


# ---------------------------------------------------------------------------------- opendocument


def test_headings_paragraphs_and_tables_of_an_odt_come_in_their_order() -> None:
    made = OdfDocument("text")
    made.body.clear()
    made.body.append(OdfHeading(1, "Beschikking"))
    made.body.append(Paragraph("Kenmerk\tSUB-2026-0147"))
    table = Table("t", width=2, height=1)
    table.set_value("A1", "links")
    table.set_value("B1", "rechts")
    made.body.append(table)
    made.body.append(Paragraph("Slot"))
    lines = (read("a.odt", saved_odf(made)).text or "").splitlines()
    assert lines[:2] == ["Beschikking", "Kenmerk\tSUB-2026-0147"]
    assert lines[2:] == ["links\trechts", "Slot"]


def test_each_sheet_of_an_ods_is_a_page() -> None:
    made = OdfDocument("spreadsheet")
    made.body.clear()
    for name in ("Een", "Twee"):
        table = Table(name)
        table.set_value("A1", f"cel van {name}")
        made.body.append(table)
    reading = read("a.ods", saved_odf(made))
    assert reading.text == "Een\ncel van Een\n\nTwee\ncel van Twee"
    assert len(reading.pages) == 2


# ------------------------------------------------------------------------------------------ html


def test_a_web_page_is_read_in_the_encoding_that_it_names() -> None:
    page = "<html><meta charset='windows-1252'><script>niet</script><h1>Één</h1><p>regel &lt;"
    assert read("a.htm", page.encode("cp1252")).text == "Één\n\nregel <"


def test_macros_are_not_looked_at() -> None:
    content = repacked(docx("brief"), {"word/vbaProject.bin": b"\0macro"})
    assert read("a.docm", content).text == "brief"
