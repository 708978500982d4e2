"""What a person sees in a document is what is read of it."""

import pytest
from docx import Document

from extraction.formats import read
from tests.extraction.made import docx, docx_of_xml, pdf, pdf_of_a_picture, saved


def _text(name: str, content: bytes) -> str:
    reading = read(name, content)
    assert reading.problem is None
    assert reading.text is not None
    return reading.text


# ------------------------------------------------------------------------------------------- docx


def test_headings_paragraphs_lists_and_tables_of_a_docx_come_in_their_order() -> None:
    document = Document()
    document.add_heading("Beschikking", 1)
    document.add_paragraph("Eerste alinea\nmet een tweede regel")
    document.add_paragraph("een punt", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Ons kenmerk"
    table.cell(0, 1).text = "SUB-2026-0147"
    document.add_paragraph("Slot")
    assert _text("a.docx", saved(document)).splitlines() == [
        "Beschikking",
        "Eerste alinea",
        "met een tweede regel",
        "een punt",
        "Ons kenmerk\tSUB-2026-0147",
        "",
        "Slot",
    ]


def test_the_properties_of_a_docx_are_not_in_its_text() -> None:
    document = Document()
    document.core_properties.title = "Een titel in de eigenschappen"
    document.core_properties.author = "Een auteur in de eigenschappen"
    document.add_paragraph("Inhoud")
    assert _text("a.docx", saved(document)) == "Inhoud"


def test_headers_come_before_the_text_of_a_docx_and_footers_after_it() -> None:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Ons kenmerk SUB-2026-0147"
    section.footer.paragraphs[0].text = "Bezoekadres"
    document.add_paragraph("Inhoud")
    lines = _text("a.docx", saved(document)).split("\n\n")
    assert lines == ["Ons kenmerk SUB-2026-0147", "Inhoud", "Bezoekadres"]


def test_content_controls_insertions_and_fields_of_a_docx_are_text() -> None:
    content = docx_of_xml(
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>blok</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        '<w:p><w:ins w:id="1"><w:r><w:t>ingevoegd</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>verwijderd</w:delText></w:r></w:del></w:p>',
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>",
    )
    assert _text("a.docx", content).splitlines() == ["blok", "ingevoegd", "3"]


def test_a_number_in_pieces_of_a_docx_is_whole_and_apart_from_its_label() -> None:
    content = docx_of_xml(
        "<w:p><w:r><w:t>Kenmerk</w:t><w:tab/><w:t>SUB</w:t><w:noBreakHyphen/><w:t>2026-</w:t></w:r>"
        "<w:r><w:rPr><w:b/></w:rPr><w:t>0147</w:t></w:r></w:p>"
    )
    assert _text("a.docx", content) == "Kenmerk\tSUB-2026-0147"


def test_a_text_box_of_a_docx_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>in een vak</w:t></w:r></w:p></w:txbxContent>"
    content = docx_of_xml(
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert _text("a.docx", content) == "in een vak"


def test_hidden_text_of_a_docx_is_not_read() -> None:
    content = docx_of_xml(
        "<w:p><w:r><w:t>zichtbaar</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r></w:p>"
    )
    assert _text("a.docx", content) == "zichtbaar"


def test_signs_of_markup_in_a_docx_stay_as_they_are_written() -> None:
    assert _text("a.docx", docx("a < b & c > d <b>vet</b> *x*")) == "a < b & c > d <b>vet</b> *x*"


# -------------------------------------------------------------------------------------------- pdf


def test_the_pages_of_a_pdf_start_where_the_reading_says() -> None:
    reading = read("a.pdf", pdf("eerste bladzijde", "", "derde bladzijde", ""))
    assert reading.text == "eerste bladzijde\n\nderde bladzijde"
    assert [reading.text[start:] for start in reading.pages] == [
        "eerste bladzijde\n\nderde bladzijde",
        "derde bladzijde",
        "derde bladzijde",
        "",
    ]


def test_numbers_and_words_broken_at_the_end_of_a_line_of_a_pdf_are_whole() -> None:
    content = pdf("kenmerk SUB-\n2026-0147 en BZW-2026-\n0012 voor Noord-\nwest, de provin-\ncie")
    assert (
        _text("a.pdf", content) == "kenmerk SUB-2026-0147 en BZW-2026-0012 voor Noordwest, "
        "de provincie"
    )


def test_a_hyphen_that_stands_for_a_part_left_out_stays() -> None:
    assert _text("a.pdf", pdf("subsidie-\nen begroting")) == "subsidie-\nen begroting"


def test_a_pdf_without_text_has_no_text_layer() -> None:
    assert read("a.pdf", pdf_of_a_picture()).problem == "no_text_layer"


def test_a_pdf_that_asks_for_a_password_is_encrypted() -> None:
    content = pdf("geheim", owner_password="eigenaar", password="gebruiker")
    assert read("a.pdf", content).problem == "encrypted"


def test_a_pdf_that_a_sensitivity_label_encrypts_says_so() -> None:
    content = pdf("geheim", owner_password="eigenaar", password="gebruiker")
    sealed = content.replace(b"/Filter /Standard", b"/Filter /MicrosoftIRMServices")
    assert sealed != content
    assert read("a.pdf", sealed).problem == "sensitivity_label"


def test_a_pdf_that_only_limits_printing_is_read() -> None:
    assert _text("a.pdf", pdf("openbaar", owner_password="eigenaar")) == "openbaar"


# -------------------------------------------------------------------------------------------- txt


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_windows(encoding: str) -> None:
    assert _text("a.txt", "één brief\r\nvan € 5".encode(encoding)) == "één brief\nvan € 5"


def test_what_a_person_cannot_see_is_not_in_the_text() -> None:
    written = "sub\u00adsidie \ufb01ets SUB\u20112026\u20100147\u200b\u00a0x  \n\n\n\ny\x0cz"
    assert _text("a.txt", written.encode()) == "subsidie fiets SUB-2026-0147 x\n\ny\nz"
