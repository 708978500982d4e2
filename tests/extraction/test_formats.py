"""What a person sees in a document is what is read of it."""

import io
import zipfile

import pytest
from docx import Document

from extraction.formats import read
from tests.extraction.made import docx, docx_of_xml, mail, pdf, pdf_of_a_picture, saved


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


def test_a_pdf_that_only_limits_printing_is_read() -> None:
    assert _text("a.pdf", pdf("openbaar", owner_password="eigenaar")) == "openbaar"


# -------------------------------------------------------------------------------------------- eml


def test_a_mail_gives_its_subject_people_and_date_before_its_body() -> None:
    message = mail(
        "Geachte,\n\nHierbij één verslag.\n",
        Subject="Verslag één SUB-2026-0147",
        From="Stichting Voorbeeld <info@stichting.example>",
        To="subsidies@provincie.example",
        Date="Thu, 12 Mar 2026 10:00:00 +0100",
    )
    assert _text("a.eml", message.as_bytes()).splitlines() == [
        "Onderwerp: Verslag één SUB-2026-0147",
        "Van: Stichting Voorbeeld <info@stichting.example>",
        "Aan: subsidies@provincie.example",
        "Datum: Thu, 12 Mar 2026 10:00:00 +0100",
        "",
        "Geachte,",
        "",
        "Hierbij één verslag.",
    ]


def test_attachments_of_a_mail_are_named_and_not_read() -> None:
    message = mail("Zie bijlagen.", Subject="Stukken")
    message.add_attachment(
        b"niet gelezen", maintype="application", subtype="pdf", filename="verslag 2026.pdf"
    )
    message.add_attachment(mail("Hallo", Subject="Het eerdere bericht"))
    assert _text("a.eml", message.as_bytes()).splitlines() == [
        "Onderwerp: Stukken",
        "Bijlage: verslag 2026.pdf",
        "Bijlage: Het eerdere bericht",
        "",
        "Zie bijlagen.",
    ]


def test_a_mail_in_html_gives_what_is_seen_of_it() -> None:
    html = (
        "<html><head><title>Niet</title><style>p {}</style><body><p>Geachte&nbsp;heer,</p>"
        "<p>E&eacute;n <b>regel</b>\n verder<br>en</p><table><tr><td>a<td>b</table>"
    )
    text = _text("a.eml", mail(html, html=True, Subject="x").as_bytes())
    assert text.split("\n\n", 1)[1].replace("\n\n", "\n").splitlines() == [
        "Geachte heer,",
        "Eén regel verder",
        "en",
        "a\tb",
    ]


def test_a_mail_that_declares_a_wrong_encoding_is_read() -> None:
    content = (
        b"Subject: caf\xe9\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nE\xe9n \x80 5\r\n"
    )
    assert _text("a.eml", content) == "Onderwerp: café\n\nEén € 5"


@pytest.mark.parametrize(
    "kind",
    [
        'application/pkcs7-mime; smime-type="enveloped-data"; name="smime.p7m"',
        "application/x-microsoft-rpmsg-message",
    ],
)
def test_a_sealed_mail_is_encrypted(kind: str) -> None:
    content = f"Subject: x\r\nContent-Type: {kind}\r\n\r\nAAAA\r\n".encode()
    assert read("a.eml", content).problem == "encrypted"


# -------------------------------------------------------------------------------------------- txt


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_windows(encoding: str) -> None:
    assert _text("a.txt", "één brief\r\nvan € 5".encode(encoding)) == "één brief\nvan € 5"


def test_what_a_person_cannot_see_is_not_in_the_text() -> None:
    written = "sub\u00adsidie \ufb01ets SUB\u20112026\u20100147\u200b\u00a0x  \n\n\n\ny\x0cz"
    assert _text("a.txt", written.encode()) == "subsidie fiets SUB-2026-0147 x\n\ny\nz"


# ------------------------------------------------------------------------- what cannot be read


def _locked_office_file() -> bytes:
    """As much of an encrypted Office file as tells that it is one."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le")


def _old_office_file() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "WordDocument".encode("utf-16-le")


def _workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr(
            "_rels/.rels",
            '<R xmlns="x"><A Type="http://x/officeDocument" Target="xl/workbook.xml"/></R>',
        )
        package.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


def _plain_zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("brief.txt", "hallo")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("truncated.docx", docx("brief")[:-200], "broken"),
        ("half.docx", docx("brief")[:2000], "broken"),
        ("zip.docx", _plain_zip(), "broken"),
        ("workbook.docx", _workbook(), "broken"),
        ("old.docx", _old_office_file(), "broken"),
        ("pdf.docx", pdf("brief"), "broken"),
        ("locked.docx", _locked_office_file(), "encrypted"),
        ("empty.docx", docx(), "empty"),
        ("blank.docx", docx(" ", "\u00ad"), "empty"),
        ("nothing.docx", b"", "empty"),
        ("docx.pdf", docx("brief"), "broken"),
        ("half.pdf", pdf("brief")[:500], "broken"),
        ("text.pdf", b"brief", "broken"),
        ("nothing.pdf", b"", "empty"),
        ("docx.eml", docx("brief"), "broken"),
        ("text.eml", b"Geachte heer, mevrouw,\r\n\r\nHierbij.", "broken"),
        ("docx.txt", docx("brief"), "broken"),
        ("binary.txt", b"brief\x00\x01", "broken"),
        ("undefined.txt", b"brief \x81", "broken"),
        ("blank.txt", b" \r\n\t", "empty"),
        ("nothing.txt", b"", "empty"),
        ("sheet.xlsx", b"x", "unsupported"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: bytes, problem: str) -> None:
    reading = read(name, content)
    assert (reading.text, reading.pages, reading.problem) == (None, (0,), problem)


def test_the_extension_may_be_written_in_capitals() -> None:
    assert _text("BRIEF.DOCX", docx("brief")) == "brief"


def test_a_text_beyond_all_letters_is_too_large() -> None:
    assert read("a.txt", b"brief " * 2_000_000).problem == "too_large"


def test_a_docx_that_unpacks_to_far_more_than_it_is_is_too_large() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "_rels/.rels", '<R><A Type="http://x/officeDocument" Target="word/document.xml"/></R>'
        )
        with package.open("word/document.xml", "w") as part:
            for _ in range(101):
                part.write(b" " * 1_000_000)
    assert len(content.getvalue()) < 1_000_000
    assert read("a.docx", content.getvalue()).problem == "too_large"


def test_a_docx_whose_entities_multiply_is_broken() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 1000}">' for n in range(9)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr(
            "_rels/.rels", '<R><A Type="http://x/officeDocument" Target="word/document.xml"/></R>'
        )
        package.writestr(
            "word/document.xml", f"<!DOCTYPE document [{entities}]><document>&e8;</document>"
        )
    assert read("a.docx", content.getvalue()).problem == "broken"
