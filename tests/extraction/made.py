"""Documents made for the tests of reading."""

import io
from email.message import EmailMessage

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from fpdf import FPDF

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


def pdf(*pages: str, password: str | None = None, owner_password: str | None = None) -> bytes:
    """A page for each text; every line of it is set as it stands."""
    made = FPDF()
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
