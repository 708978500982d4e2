"""What shows that a document is signed, or that people still work on it."""

import base64
import io

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from extraction.formats import read
from tests.extraction.made import docx, docx_of_xml, mail, outlook, pdf, repacked, saved
from tests.extraction.test_office import odt, xlsx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx_with_header(line: str) -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = line
    document.add_paragraph("Inhoud")
    return saved(document)


# ------------------------------------------------------------------------------------ unfinished


@pytest.mark.parametrize(
    "change",
    [
        '<w:p><w:ins w:id="1"><w:r><w:t>erbij</w:t></w:r></w:ins></w:p>',
        '<w:p><w:r><w:t>x</w:t></w:r><w:del w:id="1"><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>',
        '<w:p><w:r><w:t>x</w:t></w:r><w:moveFrom w:id="1"><w:r><w:t>weg</w:t></w:r></w:moveFrom></w:p>',
    ],
)
def test_tracked_changes_show_that_a_docx_is_not_finished(change: str) -> None:
    assert read("a.docx", docx_of_xml(change)).unfinished == ("tracked_changes",)


@pytest.mark.parametrize(("done", "unfinished"), [("0", ("comments",)), ("1", ())])
def test_comments_show_that_a_docx_is_not_finished_until_they_are_resolved(
    done: str, unfinished: tuple[str, ...]
) -> None:
    document = Document()
    paragraph = document.add_paragraph("Inhoud")
    document.add_comment(paragraph.runs, text="klopt dit?", author="Jurist")
    content = saved(document)
    comments = (
        f'<w:comments xmlns:w="{_W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        '<w:comment w:id="0"><w:p w14:paraId="0A"><w:r><w:t>klopt dit?</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="1"><w:p w14:paraId="0B"><w:r><w:t>ja</w:t></w:r></w:p></w:comment>'
        "</w:comments>"
    )
    states = (
        '<x:commentsEx xmlns:x="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<x:commentEx x:paraId="0A" x:done="{done}"/>'
        '<x:commentEx x:paraId="0B" x:paraIdParent="0A" x:done="0"/></x:commentsEx>'
    )
    relations = (
        '<R><A Id="c" Type="x/comments" Target="comments.xml"/>'
        '<A Id="e" Type="x/commentsExtended" Target="commentsExtended.xml"/></R>'
    )
    content = repacked(
        content,
        {
            "word/comments.xml": comments,
            "word/commentsExtended.xml": states,
            "word/_rels/document.xml.rels": relations,
        },
    )
    reading = read("a.docx", content)
    assert (reading.text, reading.unfinished) == ("Inhoud", unfinished)


@pytest.mark.parametrize(
    "line",
    ["CONCEPT", "Concept 0.3", "- DRAFT -", "Ontwerp-versie", "conceptversie 2", "Draft v1.2"],
)
def test_a_draft_mark_by_itself_in_the_header_counts(line: str) -> None:
    assert read("a.docx", _docx_with_header(line)).unfinished == ("draft_watermark",)


@pytest.mark.parametrize("line", ["Ontwerp", "Concepten van beleid", "Ontwerpbesluit", "Kenmerk X"])
def test_other_words_in_the_header_are_no_draft_mark(line: str) -> None:
    assert read("a.docx", _docx_with_header(line)).unfinished == ()


def test_a_draft_mark_in_the_text_does_not_count() -> None:
    assert read("a.docx", docx("CONCEPT", "Inhoud")).unfinished == ()


def test_a_watermark_in_the_header_counts() -> None:
    content = _docx_with_header("Provincie")
    header = (
        f'<w:hdr xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:p><w:r><w:pict>'
        '<v:shape><v:textpath string="CONCEPT"/></v:shape></w:pict></w:r></w:p></w:hdr>'
    )
    content = repacked(content, {"word/header1.xml": header})
    assert read("a.docx", content).unfinished == ("draft_watermark",)


def test_a_draft_mark_above_every_page_of_a_pdf_counts() -> None:
    assert read("a.pdf", pdf("CONCEPT\neen", "CONCEPT\ntwee")).unfinished == ("draft_watermark",)
    assert read("a.pdf", pdf("CONCEPT\neen", "twee")).unfinished == ()


# ---------------------------------------------------------------------------------------- signed


def _pdf_with_a_signature_field(*, filled: bool) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("brief"))))
    field = DictionaryObject({NameObject("/FT"): NameObject("/Sig")})
    if filled:
        numbers = ArrayObject(NumberObject(each) for each in (0, 1, 2, 3))
        field[NameObject("/V")] = DictionaryObject({NameObject("/ByteRange"): numbers})
    parent = DictionaryObject({NameObject("/Kids"): ArrayObject([writer._add_object(field)])})
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(parent)])})
    writer.root_object[NameObject("/AcroForm")] = form
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


@pytest.mark.parametrize("filled", [True, False])
def test_a_pdf_is_signed_when_a_signature_field_is_filled(*, filled: bool) -> None:
    assert read("a.pdf", _pdf_with_a_signature_field(filled=filled)).signed is filled


def _pdf_with_a_note(**more: str) -> bytes:
    """A PDF on which somebody stuck a note."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("besluit"))))
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Text")})
    note.update({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in more.items()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def test_a_note_on_a_pdf_shows_that_it_is_not_finished() -> None:
    assert read("a.pdf", _pdf_with_a_note()).unfinished == ("comments",)
    assert read("a.pdf", _pdf_with_a_note(StateModel="Review")).unfinished == ()


def test_office_files_with_a_signature_in_them_are_signed() -> None:
    signature: dict[str, bytes | str] = {"_xmlsignatures/sig1.xml": "<Signature/>"}
    assert read("a.docx", repacked(docx("brief"), signature)).signed
    assert read("a.xlsx", repacked(xlsx([["a"]]), signature)).signed
    assert not read("a.docx", docx("brief")).signed
    marked = repacked(odt("brief"), {"META-INF/documentsignatures.xml": "<s/>"})
    assert read("a.odt", marked).signed


_CLEAR = (
    b'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b\r\n\r\n'
    b"--b\r\nContent-Type: text/plain\r\n\r\nondertekende woorden\r\n"
    b"--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nAAAA\r\n--b--\r\n"
)


def _block(*, endless: bool) -> bytes:
    """What was signed, in a frame of CMS without any signer."""
    held = b"Content-Type: text/plain\r\n\r\nondertekende woorden\r\n"

    def framed(tag: int, value: bytes) -> bytes:
        if endless and tag != 0x04:
            return bytes([tag, 0x80]) + value + b"\0\0"
        return bytes([tag, 0x82]) + len(value).to_bytes(2) + value

    octets = framed(0x24, framed(0x04, held[:9]) + framed(0x04, held[9:]))
    data = bytes.fromhex("06092a864886f70d010701") + framed(0xA0, octets)
    signed = bytes.fromhex("0201013100") + framed(0x30, data) + bytes.fromhex("3100")
    name = bytes.fromhex("06092a864886f70d010702")
    return framed(0x30, name + framed(0xA0, framed(0x30, signed)))


def test_a_mail_that_is_signed_in_the_clear_is_read_without_its_signature() -> None:
    reading = read("a.eml", b"Subject: x\r\n" + _CLEAR)
    assert (reading.text, reading.signed, reading.attachments) == (
        "Onderwerp: x\n\nondertekende woorden",
        True,
        (),
    )


@pytest.mark.parametrize("endless", [True, False])
def test_a_mail_that_is_signed_as_one_block_is_opened(*, endless: bool) -> None:
    kind = b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
    encoded = base64.encodebytes(_block(endless=endless))
    content = b"Subject: x\r\n" + kind + b"Content-Transfer-Encoding: base64\r\n\r\n" + encoded
    reading = read("a.eml", content)
    assert (reading.text, reading.signed) == ("Onderwerp: x\n\nondertekende woorden", True)


@pytest.mark.parametrize(
    ("message_class", "content"),
    [("IPM.Note.SMIME.MultipartSigned", _CLEAR), ("IPM.Note.SMIME", _block(endless=True))],
)
def test_a_signed_message_of_outlook_is_read(message_class: str, content: bytes) -> None:
    message = outlook(
        "verouderd", subject="x", attached={"smime.p7m": content}, MESSAGE_CLASS=message_class
    )
    reading = read("a.msg", message.to_bytes())
    assert (reading.text, reading.signed) == ("Onderwerp: x\n\nondertekende woorden", True)


def test_a_plain_mail_is_not_signed() -> None:
    assert not read("a.eml", mail("x", Subject="x").as_bytes()).signed
