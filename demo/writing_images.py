"""What has no text to read: a letter laid on the scanner, a photo taken with a telephone."""

import io
from collections.abc import Sequence
from random import Random
from typing import Final

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from demo.writing import MADE_AT

_PAGE: Final = (1240, 1754)  # A4 at 150 dots per inch
_PHOTO: Final = (1600, 1200)


def scan_of(lines: Sequence[str]) -> bytes:
    """Return a PDF of one page that is only an image of `lines`, a little askew and grainy."""
    page = Image.new("L", _PAGE, 247)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(27)
    for number, line in enumerate(lines):
        pen.text((150, 170 + 44 * number), line, fill=45, font=font)
    page = page.rotate(0.8, resample=Image.Resampling.BICUBIC, fillcolor=240)
    chance = Random(20261123)
    pen = ImageDraw.Draw(page)
    for _ in range(2500):
        spot = (chance.randrange(_PAGE[0]), chance.randrange(_PAGE[1]))
        pen.point(spot, fill=chance.randrange(120, 230))
    document = FPDF()
    document.set_creation_date(MADE_AT)
    document.set_producer("KopieerStation 4000")
    document.set_margin(0)
    document.add_page()
    document.image(io.BytesIO(_jpeg(page, 70)), 0, 0, 210, 297)
    return bytes(document.output())


def whiteboard_of(lines: Sequence[str]) -> bytes:
    """Return a JPEG photo of a whiteboard with `lines` written on it."""
    board = Image.new("RGB", _PHOTO, (96, 92, 88))
    pen = ImageDraw.Draw(board)
    pen.rectangle((70, 60, 1530, 1090), fill=(238, 240, 241), outline=(180, 182, 184), width=14)
    colours = ((30, 60, 150), (170, 40, 40), (30, 110, 60))
    chance = Random(2041)
    font = ImageFont.load_default(46)
    for number, line in enumerate(lines):
        at = (150 + chance.randrange(60), 130 + 84 * number + chance.randrange(-8, 8))
        pen.text(at, line, fill=colours[number % 3], font=font)
    slanted = board.rotate(-2.1, resample=Image.Resampling.BICUBIC, fillcolor=(70, 68, 66))
    return _jpeg(slanted.filter(ImageFilter.GaussianBlur(1.2)), 78)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    content = io.BytesIO()
    image.save(content, "JPEG", quality=quality)
    return content.getvalue()
