"""From a plain text to a file as an office makes it: Word, PDF, mail.

Blocks are parted by an empty line. `# ` starts a heading, `> ` a line that stays a line (an
address), `label | value` a row of particulars; the lines of any other block are one paragraph.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from docx import Document
from fpdf import FPDF

_LETTERHEAD = "Provincie Voorbeeld"
_WINDOWS = "windows-1252"  # Latin-1, fpdf2's default for its own fonts, has no euro sign


@dataclass(frozen=True, slots=True)
class _Block:
    kind: Literal["heading", "lines", "particulars", "paragraph"]
    lines: tuple[str, ...]


def docx_of(text: str, *, letterhead: bool = False) -> bytes:
    """Return `text` as a Word document, with the province's letterhead as its header if asked."""
    document = Document()
    if letterhead:
        document.sections[0].header.paragraphs[0].text = _LETTERHEAD
    for block in _blocks(text):
        if block.kind == "heading":
            document.add_heading(block.lines[0], 2)
        elif block.kind == "particulars":
            table = document.add_table(0, 2)
            for line in block.lines:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = _particular(line)
        else:
            document.add_paragraph("\n".join(block.lines))
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def pdf_of(text: str, *, letterhead: bool = False) -> bytes:
    """Return `text` as a PDF of A4 pages, with the province's letterhead above it if asked."""
    page = FPDF()
    page.core_fonts_encoding = _WINDOWS
    page.set_margin(25)
    page.add_page()
    if letterhead:
        page.set_font("Helvetica", "B", 14)
        page.cell(0, 14, _LETTERHEAD, new_x="LMARGIN", new_y="NEXT")
    for block in _blocks(text):
        page.set_font("Helvetica", "B" if block.kind == "heading" else "", 11)
        for line in block.lines:
            if block.kind == "particulars":
                label, value = _particular(line)
                page.cell(35, 5.5, label)
                page.multi_cell(0, 5.5, value, align="L", new_x="LMARGIN", new_y="NEXT")
            else:
                page.multi_cell(0, 5.5, line, align="L", new_x="LMARGIN", new_y="NEXT")
        page.ln(3)
    return bytes(page.output())


def mail_of(text: str, headers: dict[str, str], attachments: dict[str, bytes]) -> bytes:
    """Return `text` as a mail message with `headers` and PDF `attachments` by their names."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def _blocks(text: str) -> Iterator[_Block]:
    for block in text.strip().split("\n\n"):
        lines = tuple(block.strip().splitlines())
        if lines[0].startswith("# "):
            yield _Block("heading", (lines[0].removeprefix("# "),))
        elif lines[0].startswith("> "):
            yield _Block("lines", tuple(line.removeprefix("> ") for line in lines))
        elif " | " in lines[0]:
            yield _Block("particulars", lines)
        else:
            yield _Block("paragraph", (" ".join(lines),))


def _particular(line: str) -> tuple[str, str]:
    label, _, value = line.partition(" | ")
    return label, value
