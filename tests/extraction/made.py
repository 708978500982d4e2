"""Documents made for the tests of reading."""

import io
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage

from aspose.email_foss import cfb, msg  # type: ignore[import-untyped]
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(document: DocumentObject) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def docx_of_xml(*blocks: str) -> bytes:
    """A document whose body holds `blocks`, written with the prefixes `w` and `mc`."""
    document = Document()
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block.replace(">", f" {_W} {_MC}>", 1)))
    return saved(document)


MADE_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def pdf(*pages: str, password: str | None = None, owner_password: str | None = None) -> bytes:
    """A page for each text; every line of it is set as it stands. The same bytes for the same pages."""
    made = FPDF()
    made.set_creation_date(MADE_AT)
    made.set_font("Helvetica", size=11)
    if owner_password:
        made.set_encryption(owner_password=owner_password, user_password=password or "")
    for page in pages:
        made.add_page()
        for line in page.split("\n"):
            made.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def pdf_of_a_picture() -> bytes:
    made = FPDF()
    made.add_page()
    made.rect(20, 20, 100, 50, style="F")
    return bytes(made.output())


def mail(body: str, *, html: bool = False, **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content(body, subtype="html" if html else "plain")
    return message


def packed(files: dict[str, bytes | str]) -> bytes:
    """A zip with `files`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, held in files.items():
            package.writestr(name, held)
    return content.getvalue()


def repacked(content: bytes, files: dict[str, bytes | str]) -> bytes:
    """The zip `content` with `files` in it, new or in the place of what was there."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        kept = {name: package.read(name) for name in package.namelist()}
    return packed({**kept, **files})


def locked(content: bytes) -> bytes:
    """The zip `content` with the flag of a password on each file."""
    changed = bytearray(content)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := changed.find(mark, at + 1)) >= 0:
            changed[at + flags] |= 1
    return bytes(changed)


def compound(*streams: str) -> bytes:
    """A compound file with `streams`, as Office wraps what it encrypts and once kept all it had."""
    root = cfb.CFBStorage("Root Entry")
    for name in streams:
        root.add_stream(cfb.CFBStream(name, b"x" * 5000))
    made: bytes = cfb.CFBWriter.to_bytes(cfb.CFBDocument(root))
    return made


def outlook(
    body: str = "",
    *,
    html: str = "",
    attached: dict[str, bytes] | None = None,
    **properties: str,
) -> msg.MapiMessage:
    """A message of Outlook; `properties` are called as in the library that writes it."""
    message = msg.MapiMessage.create(properties.pop("subject", "Onderwerp van de mail"), body)
    for name, value in properties.items():
        message.set_property(msg.PropertyId[name], value)
    if html:
        message.body_html = html
    for name, content in (attached or {}).items():
        message.add_attachment(name, content)
    return message


def pdf_with_pictures(
    *pages: str | bytes, width: float = 210, paper: tuple[float, float] = (210, 297)
) -> bytes:
    """A page for each text, and for each picture one that holds nothing else, so many mm wide."""
    made = FPDF(format=paper)
    made.set_font("Helvetica", size=11)
    for page in pages:
        made.add_page()
        if isinstance(page, str):
            made.cell(0, 6, page)
        else:
            made.image(io.BytesIO(page), 0, 0, width)
    return bytes(made.output())


def picture(*lines: str, shade: int = 255) -> bytes:
    """A page of A4 at 150 dots per inch, with `lines` on it."""
    page = Image.new("L", (1240, 1754), shade)
    font = ImageFont.load_default(27)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((150, 170 + 44 * number), line, 0, font)
    content = io.BytesIO()
    page.save(content, "PNG")
    return content.getvalue()
