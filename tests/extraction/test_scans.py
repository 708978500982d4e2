"""Scans are recognised by tesseract, within bounds, where it is installed."""

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import pytest_asyncio
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from classification.classify import classify
from demo.writing_images import scan_of
from extraction import recognising
from extraction.with_ocr import ReaderWithOcr
from extraction.worker import Reader
from records.verdicts import evidence_told
from tests.extraction.made import docx, mail, packed, pdf, pdf_with_pictures, picture
from tests.records.made import document, dossier_type, plan, rule

LETTER = (
    "Onderwerp: aanvraag om subsidie SUB-2026-0147",
    "Geacht college, hierbij vragen wij subsidie aan",
    "voor het herstel van het dorpshuis.",
)
needs_tesseract = pytest.mark.skipif(
    recognising.program() is None, reason="not tested: scans, for tesseract-ocr-nld is missing"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reading() -> AsyncIterator[ReaderWithOcr]:
    reader = ReaderWithOcr(Reader(), seconds=60)
    yield reader
    await reader.close()


def _white(size: tuple[int, int] = (600, 800), bits: str = "L") -> bytes:
    made = io.BytesIO()
    Image.new(bits, size, 255).save(made, "PNG")
    return made.getvalue()


def _with_broken_picture(content: bytes) -> bytes:
    """The PDF with the picture on its last page as nobody can decode it."""
    made = PdfWriter(io.BytesIO(content))
    resources: Any = made.pages[-1]["/Resources"]
    pictures = resources["/XObject"]
    last = max(pictures)
    broken = StreamObject()
    broken.update(pictures[last])
    broken[NameObject("/Filter")] = NameObject("/JPXDecode")
    broken.set_data(b"no picture")
    pictures[NameObject(last)] = made._add_object(broken)
    saved = io.BytesIO()
    made.write(saved)
    return saved.getvalue()


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_a_scanned_letter_is_read_and_says_that_it_was_recognised(
    reading: ReaderWithOcr,
) -> None:
    answer = await reading.read("scan.pdf", scan_of(LETTER))
    assert answer.problem is None
    assert (answer.text or "").split() == " ".join(LETTER).split()
    assert answer.recognised == ((0, len(answer.text or "")),)
    assert "tesseract" in answer.reader


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_a_picture_of_several_pages_is_read_page_by_page(reading: ReaderWithOcr) -> None:
    made = io.BytesIO()
    pages = [Image.new("L", (1240, 400), 255) for _ in range(2)]
    for page in pages:
        font = ImageFont.load_default(40)
        ImageDraw.Draw(page).text((60, 150), "Geachte heer, hierbij onze aanvraag.", 0, font)
    pages[0].save(made, "TIFF", save_all=True, append_images=pages[1:])
    answer = await reading.read("fax.tiff", made.getvalue())
    assert len(answer.pages) == len(answer.recognised) == 2
    assert (answer.text or "").count("aanvraag") == 2


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_of_a_mail_only_the_scan_that_it_encloses_is_recognised(
    reading: ReaderWithOcr,
) -> None:
    message = mail("Zie de brief.", Subject="Brief")
    message.add_attachment(
        scan_of(LETTER), maintype="application", subtype="pdf", filename="brief.pdf"
    )
    answer = await reading.read("mail.eml", message.as_bytes())
    (attachment,) = answer.attachments
    assert attachment.problem is None
    assert answer.recognised == ((attachment.start, attachment.end),)


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("leeg.png", _white(), "nothing_recognised"),
        ("half.png", _white()[:60], "broken"),
        ("lijst.gif", b"GIF8\n/etc/hostname\n", "broken"),
        ("groot.png", _white((20_000, 20_000), bits="1"), "too_large"),
        ("foto.heic", b"\0\0\0\x18ftypheic", "no_text_layer"),
    ],
)
async def test_what_cannot_be_recognised_says_why(
    reading: ReaderWithOcr, name: str, content: bytes, problem: str
) -> None:
    answer = await reading.read(name, content)
    assert (answer.text, answer.problem) == (None, problem)


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_a_scan_of_very_many_pages_is_too_large(reading: ReaderWithOcr) -> None:
    made = FPDF()
    for _ in range(41):
        made.add_page()
        made.rect(20, 20, 100, 50, style="F")
    assert (await reading.read("boek.pdf", bytes(made.output()))).problem == "too_large"


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_a_document_with_text_of_its_own_is_not_recognised(reading: ReaderWithOcr) -> None:
    answer = await reading.read("brief.pdf", pdf("leesbaar"))
    assert (answer.text, answer.recognised) == ("leesbaar", ())


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_scans_among_the_pages_of_a_letter_are_recognised_in_their_places(
    reading: ReaderWithOcr,
) -> None:
    blank, scan, scrawl = picture(shade=9), picture(*LETTER), picture("~ ~ ~")
    content = pdf_with_pictures("aanbiedingsbrief", scan, blank, "", "slot", scrawl)
    answer = await reading.read("brief.pdf", content)
    starts = (*answer.pages, len(answer.text or ""))
    told = [(answer.text or "")[a:b].split() for a, b in pairwise(starts)]
    assert told[0] == ["aanbiedingsbrief"]
    assert told[1] == " ".join(LETTER).split()
    assert told[4] == ["slot"]
    [(start, end)] = answer.recognised
    assert (answer.text or "")[start:end].split() == told[1]
    assert "tesseract" in answer.reader
    assert answer.unread_pages == (3, 6)  # nothing is recognised there; 4 holds no picture


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_a_picture_that_cannot_be_drawn_does_not_pass_for_a_blank_page(
    reading: ReaderWithOcr,
) -> None:
    among_text = pdf_with_pictures("aanbiedingsbrief", picture(*LETTER, shade=250))
    all_scans = pdf_with_pictures(picture(*LETTER), "", picture(*LETTER, shade=250))
    for content, unread in ((among_text, (2,)), (all_scans, (3,))):
        answer = await reading.read("brief.pdf", _with_broken_picture(content))
        assert answer.text
        assert answer.unread_pages == unread


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_of_very_many_scans_among_pages_with_text_the_first_are_recognised(
    reading: ReaderWithOcr,
) -> None:
    scans = [picture(*LETTER), *[picture()] * 39, picture(*LETTER)]
    content = pdf_with_pictures("brief", *scans, width=100, paper=(100, 141))
    answer = await reading.read("boek.pdf", content)
    assert (answer.text or "").count("dorpshuis") == 1
    assert answer.unread_pages == tuple(range(3, 43))


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_pages_and_enclosures_that_were_read_stay_so_where_recognising_takes_too_long() -> (
    None
):
    message = mail("Zie bijlagen.", Subject="Brief")
    mixed = pdf_with_pictures("brief", *[picture(*LETTER * 8)] * 9)
    for name, content in {"scan.pdf": mixed, "laatste.pdf": pdf("laatste")}.items():
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    bundle = mail("Zie bijlagen.", Subject="Brief")
    zipped = packed({"lang.pdf": mixed, "besluit.docx": docx("besluit")})
    blank = pdf_with_pictures("blanco", picture())
    for name, content in {"blanco.pdf": blank, "bundel.zip": zipped}.items():
        bundle.add_attachment(content, maintype="application", subtype="zip", filename=name)
    plain = Reader()
    hasty = ReaderWithOcr(plain, seconds=1)
    try:
        for name, content in {
            "mail.eml": message.as_bytes(),
            "bundel.eml": bundle.as_bytes(),
            "brief.pdf": mixed,
        }.items():
            assert await hasty.read(name, content) == await plain.read(name, content)
    finally:
        await hasty.close()


@needs_tesseract
@pytest.mark.asyncio(loop_scope="module")
async def test_a_scan_whose_number_nothing_else_tells_is_for_a_person(
    reading: ReaderWithOcr,
) -> None:
    answer = await reading.read("scan.pdf", scan_of(LETTER))
    found = replace(document("", name="scan.pdf"), reading=answer)
    verdict = classify(found, plan(dossier_type(rule("Aanvraag"))))
    assert (verdict.outcome, verdict.reason.code) == ("ambiguous", "number_recognised")
    assert verdict.dossier_number == "SUB-2026-0147"
    told = [
        evidence_told({"kind": e.kind, "rule": e.rule, "quote": e.quote, "by_ocr": e.by_ocr})
        for e in verdict.evidence
    ]
    assert all("OCR" in dutch and "OCR" in english for dutch, english in told)
    named = replace(found, item=replace(found.item, name="SUB-2026-0147.pdf"))
    assert classify(named, plan(dossier_type(rule("Aanvraag")))).outcome == "classified"
