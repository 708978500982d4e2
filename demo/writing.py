"""From a plain text to a file as an office makes it: Word, PDF, mail.

Blocks are parted by an empty line. `# ` starts a heading, `> ` a line that stays a line (an
address), `label | value` a row of particulars; the lines of any other block are one paragraph.
In a Word document `[+added+]`, `[-taken out-]` and `[!remark!]` become changes and comments.

The same text gives the same bytes: every date inside a file is `MADE_AT`.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from typing import Final, Literal

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from fpdf import FPDF

MADE_AT: Final = dt.datetime(2026, 11, 23, 7, 30, tzinfo=dt.UTC)

_LETTERHEAD = "Provincie Voorbeeld"
_WINDOWS = "windows-1252"  # Latin-1, fpdf2's default for its own fonts, has no euro sign
_CHANGES = re.compile(r"(\[\+.*?\+\]|\[-.*?-\]|\[!.*?!\])")
_MAIL_TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class _Block:
    kind: Literal["heading", "lines", "particulars", "paragraph"]
    lines: tuple[str, ...]


def docx_of(text: str, *, letterhead: bool = False, author: str = "") -> bytes:
    """Return `text` as a Word document, with the province's letterhead as its header if asked.

    `author` is the role that wrote it, and who made its changes and comments.
    """
    document = Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = MADE_AT.replace(tzinfo=None)
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
            _add_with_changes(document.add_paragraph(), "\n".join(block.lines), author)
    for comment in document.comments:
        comment._comment_elm.date = MADE_AT  # noqa: SLF001 - python-docx takes no date
    content = io.BytesIO()
    document.save(content)
    with zipfile.ZipFile(content) as saved:
        return zip_of({name: saved.read(name) for name in saved.namelist()})


def _add_with_changes(paragraph: Paragraph, text: str, author: str) -> None:
    for part in _CHANGES.split(text):
        mark, inner = part[:2], part[2:-2]
        if mark == "[!":
            run = paragraph.runs[-1] if paragraph.runs else paragraph.add_run("")
            initials = "".join(word[0] for word in author.split())
            paragraph.part.document.add_comment(run, inner, author, initials)  # type: ignore[attr-defined]
        elif mark in {"[+", "[-"}:
            _mark_as_changed(paragraph.add_run(inner), added=mark == "[+", author=author)
        elif part:
            paragraph.add_run(part)


def _mark_as_changed(run: Run, *, added: bool, author: str) -> None:
    change = OxmlElement("w:ins" if added else "w:del")
    around = run._r  # noqa: SLF001 - python-docx has no tracked changes
    change.set(
        qn("w:id"), str(len(list(around.getroottree().iter(qn("w:ins"), qn("w:del")))) + 100)
    )
    change.set(qn("w:author"), author)
    change.set(qn("w:date"), MADE_AT.strftime("%Y-%m-%dT%H:%M:%SZ"))
    around.addprevious(change)
    change.append(around)
    if not added:
        for words in around.findall(qn("w:t")):
            words.tag = qn("w:delText")


def pdf_of(text: str, *, letterhead: bool = False, password: str | None = None) -> bytes:
    """Return `text` as a PDF of A4 pages, with the province's letterhead above it if asked.

    With a `password` it opens only for who knows it.
    """
    page = FPDF()
    page.core_fonts_encoding = _WINDOWS
    page.set_creation_date(MADE_AT)
    page.set_margin(25)
    if password is not None:
        page.set_encryption(owner_password=password, user_password=password)
    page.add_page()
    if letterhead:
        page.set_font("Helvetica", "B", 14)
        page.cell(0, 14, _LETTERHEAD, new_x="LMARGIN", new_y="NEXT")
    for block in _blocks(text):
        page.set_font("Helvetica", "B" if block.kind == "heading" else "", 11)
        labels = [page.get_string_width(_particular(line)[0]) for line in block.lines]
        for line in block.lines:
            if block.kind == "particulars":
                label, value = _particular(line)
                page.cell(max(35, max(labels) + 3), 5.5, label)
                page.multi_cell(0, 5.5, value, align="L", new_x="LMARGIN", new_y="NEXT")
            else:
                page.multi_cell(0, 5.5, line, align="L", new_x="LMARGIN", new_y="NEXT")
        page.ln(3)
    return bytes(page.output())


def mail_of(text: str, headers: dict[str, str], attachments: dict[str, bytes]) -> bytes:
    """Return `text` as a mail message with `headers` and `attachments` by their names."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content(text, cte="quoted-printable")
    for name, content in attachments.items():
        maintype, subtype = _MAIL_TYPES[name.rpartition(".")[2]].split("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    if attachments:
        message.set_boundary(f"deel-{sha256(text.encode()).hexdigest()[:24]}")
    return message.as_bytes()


def txt_of(text: str) -> bytes:
    """Return `text` as Windows' notepad saves it."""
    return text.replace("\n", "\r\n").encode()


def zip_of(files: dict[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """Return a zip of `files` in their order; the names in `stored` are not compressed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, file in files.items():
            entry = zipfile.ZipInfo(name, MADE_AT.timetuple()[:6])
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, file, kind)
    return content.getvalue()


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
