"""Whole files of every format that we read, and how they are damaged."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Final

from fpdf import FPDF
from PIL import Image

from tests.extraction.made import docx, mail, outlook, packed, pdf, pdf_with_pictures
from tests.extraction.test_office import odt, pptx, xlsx

_LETTER: Final = (
    "Onderwerp: aanvraag om subsidie SUB-2026-0147",
    "Geacht college, hierbij vragen wij subsidie aan voor het herstel van het dorpshuis.",
    "Wij maken ook bezwaar tegen uw besluit van 12 maart 2026, kenmerk BZW-2026-0012.",
)
# What parsers are known to stumble over, in their own languages.
_NUMBERS: Final = (b"0", b"-1", b"65536", b"4294967296", b"9" * 20, b"9" * 5000, b"1e999", b"NaN")
_WORDS: Final = (
    *(b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", "\u202e\u0301\ufdfa".encode()),
    *(b"&amp;", b"&#0;", b"&#x110000;", b"<!DOCTYPE a>", b"<![CDATA[", b"]]>", b"<!--", b"xmlns="),
    *(b"<<", b">>", b"endobj", b"stream\n", b"0 0 R", b"/Kids[1 0 R]", b"/Length 1", b"/Filter"),
    *(b"\\bin99999999", b"\\u-1?", b"{", b"}", b"\\'zz", b"=?utf-8?q?", b"\n\n", b"--b\n"),
    *(b"Content-Type: multipart/mixed; boundary=b\n", b"charset=utf-7", b"base64", b"PK\x03\x04"),
)

Damage = Callable[[random.Random, bytes], bytes]


def seeds() -> Mapping[str, bytes]:
    """Return a whole file of each format by its name."""
    message = mail("\n".join(_LETTER), Subject="Aanvraag", From="a@x.nl", To="b@x.nl")
    message.add_alternative(f"<p>{'<p>'.join(_LETTER)}<blockquote>ouder", subtype="html")
    message.add_attachment(
        docx(*_LETTER), maintype="application", subtype="docx", filename="brief.docx"
    )
    text = "\n".join(_LETTER)
    html = f"<html><head><meta charset=utf-8><title>x</title></head><p>{'<p>'.join(_LETTER)}"
    rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 %s\par caf\'e9 \u8364?}"
    return {
        "brief.docx": docx(*_LETTER),
        "dia.pptx": pptx(*_LETTER, notes="bij de dia"),
        "blad.xlsx": xlsx([list(_LETTER), [1, 2.5, "x"]]),
        "brief.odt": odt(*_LETTER),
        "brief.pdf": pdf(text, text),
        "open.pdf": _open_pdf(),
        "deels.pdf": pdf_with_pictures(text, _picture("PNG")),
        "slot.pdf": pdf(text, owner_password="x"),
        "mail.eml": message.as_bytes(),
        "mail.msg": outlook(text, html=html, attached={"a.txt": text.encode()}).to_bytes(),
        "pagina.html": html.encode(),
        "brief.rtf": (rtf % r"\par ".join(_LETTER)).encode(),
        "brief.txt": text.encode(),
        "alles.zip": packed({"brief.docx": docx(*_LETTER), "a/b.pdf": pdf(text), "c.txt": text}),
        "scan.png": _picture("PNG"),
        "scan.jpg": _picture("JPEG"),
        "scan.tiff": _picture("TIFF"),
    }


def damaged(number: int, whole: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return name and content of the damaged file of that number, made of one of `whole`.

    The same number damages in the same way; what libraries write at random may differ.
    """
    chance = random.Random(number)
    names = list(whole)
    name = names[number % len(names)]
    content = whole[name]
    for _ in range(chance.choice((1, 1, 2, 4))):
        content = _inside(chance, content) if chance.random() < 0.6 else _outside(chance, content)
    if chance.random() < 0.05:  # another format than its name says
        name = f"{name}.{names[chance.randrange(len(names))].rpartition('.')[2]}"
    return name, content


def _inside(chance: random.Random, content: bytes) -> bytes:
    """Damage what is packed, so that it is unpacked before the damage is met."""
    if content.startswith(b"PK"):
        return _in_a_zip(chance, content)
    if content.startswith(b"%PDF"):
        return _in_a_pdf(chance, content)
    return _outside(chance, content)


def _in_a_zip(chance: random.Random, content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            files: dict[str, bytes | str] = {
                each: package.read(each) for each in package.namelist()
            }
    except Exception:  # noqa: BLE001 - it is damaged, and `zipfile` raises nearly anything
        files = {}
    if not files:
        return _outside(chance, content)
    for name in chance.sample(sorted(files), min(len(files), chance.choice((1, 1, 3)))):
        held = files[name]
        assert isinstance(held, bytes)
        files[name] = _outside(chance, held)
        if chance.random() < 0.05:
            del files[name]
    return packed(files)


def _in_a_pdf(chance: random.Random, content: bytes) -> bytes:
    start = content.find(b"stream\n", chance.randrange(len(content)))
    end = content.find(b"\nendstream", start)
    if start < 0 or end < 0:
        return _outside(chance, content)
    start += len(b"stream\n")
    try:
        held = zlib.decompress(content[start:end])
    except zlib.error:
        return _outside(chance, content)
    return content[:start] + zlib.compress(_outside(chance, held)) + content[end:]


def _outside(chance: random.Random, content: bytes) -> bytes:
    return chance.choice(_DAMAGES)(chance, content) if content else b"\0"


def _bits(chance: random.Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 4, 32))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _hole(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 200) :]


def _noise(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    noise = chance.randbytes(chance.randrange(1, 64))
    return content[:start] + noise + content[start + len(noise) :]


def _word(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.choice(_WORDS) + content[at + chance.choice((0, 0, 1, 8)) :]


def _number(chance: random.Random, content: bytes) -> bytes:
    """Put another number where one stands."""
    numbers = list(re.finditer(rb"\d+", content))
    if not numbers:
        return _noise(chance, content)
    number = chance.choice(numbers)
    return content[: number.start()] + chance.choice(_NUMBERS) + content[number.end() :]


def _again(chance: random.Random, content: bytes) -> bytes:
    """Repeat a piece of it, a few times or very often."""
    start = chance.randrange(len(content))
    end = start + chance.randrange(1, 300)
    return content[:end] + content[start:end] * chance.choice((1, 8, 3000)) + content[end:]


_DAMAGES: Final[tuple[Damage, ...]] = (_bits, _cut, _hole, _noise, _word, _word, _number, _again)


def _open_pdf() -> bytes:
    """A PDF whose pages are not packed."""
    made = FPDF()
    made.set_compression(False)
    made.set_font("Helvetica", size=11)
    made.add_page()
    for line in _LETTER:
        made.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def _picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("L", (40, 30), 200).save(made, kind)
    return made.getvalue()
