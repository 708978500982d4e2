"""Scans: what a worker process reads a document with when its pages are pictures of text.

Tesseract is only given pictures that were drawn here: what it does not know as a picture it takes
for a list of files and addresses to open.
"""

import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from extraction import from_pdf, from_picture, recognising
from extraction.formats import READERS, read_with
from extraction.from_pdf import whole_words
from extraction.reading import Content, NotReadError
from records.documents import Reading

_DOTS: Final = 200  # per inch: at 300 tesseract is slower and no better on letters
_POINTS: Final = 72  # per inch, the measure of a PDF
_LONGEST_SIDE: Final = 5000  # dots; A3 has 3300
_MOST_PAGES: Final = 40  # more would not be read within the bound of time
_KINDS: Final = ("PNG", "JPEG", "TIFF", "BMP", "GIF")


def read(name: str, content: bytes) -> Reading:
    """Return what could be read of a document, with the text of scans recognised; never raises."""
    return read_with(_READERS, name, content)


def pdf_content_of(content: bytes) -> Content:
    """Return the text of a PDF, with what is recognised on the pages that are only a picture.

    Raises `NotReadError` as for a PDF. Where no page has text: `too_large` with too many pages to
    recognise, `nothing_recognised` where no page shows text.
    """
    plain = from_pdf.pages_of(content)
    if not from_pdf.has_text(plain):
        return _recognised(_pages(content), plain.unread_pages)
    return _filled_in(plain, content) if plain.unread_pages else plain


def picture_content_of(content: bytes) -> Content:
    """Return what is recognised on a picture, a page for each that it holds.

    Raises `NotReadError`: `no_text_layer` for a kind of picture that Pillow does not know.
    """
    if from_picture.is_heic(content):
        raise NotReadError("no_text_layer")
    from PIL.Image import DecompressionBombError

    try:
        return _recognised(_frames(content))
    except DecompressionBombError as error:
        raise NotReadError("too_large") from error


def _recognised(drawn: Iterator[bytes], pictures: Collection[int] = ()) -> Content:
    """Return what is recognised on pages; one of the `pictures` that shows nothing stays unread."""
    texts = [_text_on(page) for page in drawn]
    if not any(texts):
        raise NotReadError("nothing_recognised")
    return Content(
        pages=[text or "" for text in texts],
        recognised_by=recognising.reader(),
        recognised_pages=range(1, len(texts) + 1),
        unread_pages=tuple(
            number
            for number, text in enumerate(texts, 1)
            if not text and (text is not None or number in pictures)
        ),
    )


def _filled_in(plain: Content, content: bytes) -> Content:
    """Return a PDF with its unread pages recognised, each in its place; of very many the first.

    One of which nothing is recognised stays unread, also where it shows nothing: pdfium draws
    a white page for a picture that it cannot decode.
    """
    numbers = plain.unread_pages[:_MOST_PAGES]
    found = dict(zip(numbers, map(_text_on, _pages(content, numbers)), strict=True))
    return replace(
        plain,
        pages=[found.get(number) or text for number, text in enumerate(plain.pages, 1)],
        recognised_by=recognising.reader(),
        recognised_pages=numbers,
        unread_pages=tuple(n for n in plain.unread_pages if not found.get(n)),
    )


def _text_on(picture: bytes) -> str | None:
    """Return the text on a picture, empty where none is recognised, null where it shows nothing."""
    dots = picture[picture.index(b"\n") + 1 :]
    if dots.count(dots[:1]) == len(dots):
        return None
    return whole_words(recognising.recognised(picture)).strip()


def _pages(content: bytes, numbers: Sequence[int] = ()) -> Iterator[bytes]:
    """Yield pages of a PDF, all unless `numbers` are given, as grey pictures (PNM), drawn by pdfium."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        numbers = numbers or range(1, len(document) + 1)
        if len(numbers) > _MOST_PAGES:
            raise NotReadError("too_large")
        for page in (document[number - 1] for number in numbers):
            scale = min(_DOTS / _POINTS, _LONGEST_SIDE / max(page.get_size()))
            drawn = page.render(scale=scale, grayscale=True)
            dots, width, stride = memoryview(drawn.buffer), drawn.width, drawn.stride
            rows = (dots[at : at + width] for at in range(0, drawn.height * stride, stride))
            yield _grey(width, drawn.height, b"".join(rows))
            page.close()


def _frames(content: bytes) -> Iterator[bytes]:
    """Yield each picture in a file as a grey one, upright and on white, opened by Pillow."""
    from PIL import Image, ImageOps, ImageSequence

    with Image.open(io.BytesIO(content), formats=_KINDS) as picture:
        if getattr(picture, "n_frames", 1) > _MOST_PAGES:
            raise NotReadError("too_large")
        for frame in ImageSequence.Iterator(picture):
            seen = ImageOps.exif_transpose(frame).convert("RGBA")
            seen.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            paper = Image.new("RGBA", seen.size, "white")
            paper.alpha_composite(seen)
            grey = paper.convert("L")
            yield _grey(grey.width, grey.height, grey.tobytes())


def _grey(width: int, height: int, dots: bytes) -> bytes:
    return b"P5 %d %d 255\n" % (width, height) + dots


_READERS: Final = {
    **READERS,
    "pdf": (pdf_content_of, from_pdf.READER),
    "picture": (picture_content_of, from_picture.READER),
}
