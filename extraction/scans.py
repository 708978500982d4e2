"""Scans: what a worker process reads a document with when its pages are pictures of text."""

from collections.abc import Iterator
from typing import Any, Final

from extraction import from_pdf, from_picture, recognising
from extraction.formats import READERS, read_with
from extraction.from_pdf import whole_words
from extraction.reading import Content, NotReadError
from records.documents import Reading

_DOTS: Final = 200  # per inch: at 300 tesseract is slower and no better on letters
_POINTS: Final = 72  # per inch, the measure of a PDF
_LONGEST_SIDE: Final = 5000  # dots; A3 has 3300
_MOST_PAGES: Final = 40  # more would not be read within the bound of time


def read(name: str, content: bytes) -> Reading:
    """Return what could be read of a document, with the text of scans recognised; never raises."""
    return read_with(_READERS, name, content)


def pdf_content_of(content: bytes) -> Content:
    """Return the text of a PDF; where no page has any, what is recognised on each.

    Raises `NotReadError` as for a PDF: `too_large` with too many pages to recognise,
    `nothing_recognised` where no page shows text.
    """
    try:
        return from_pdf.content_of(content)
    except NotReadError as error:
        if error.problem != "no_text_layer":
            raise
    pages = [whole_words("\n\n".join(recognising.recognised(page))) for page in _pages(content)]
    return _recognised(pages)


def picture_content_of(content: bytes) -> Content:
    """Return what is recognised on a picture, a page for each that it holds.

    Raises `NotReadError`: `no_text_layer` for a kind of picture that tesseract does not know.
    """
    if from_picture.is_heic(content):
        raise NotReadError("no_text_layer")
    return _recognised(recognising.recognised(content))


def _recognised(pages: list[str]) -> Content:
    if not any(map(str.strip, pages)):
        raise NotReadError("nothing_recognised")
    return Content(pages=pages, recognised_by=recognising.reader())


def _pages(content: bytes) -> Iterator[bytes]:
    """Yield each page of a PDF as a grey picture (PNM), drawn by pdfium."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        if len(document) > _MOST_PAGES:
            raise NotReadError("too_large")
        for page in document:
            scale = min(_DOTS / _POINTS, _LONGEST_SIDE / max(page.get_size()))
            yield _grey(page.render(scale=scale, grayscale=True))
            page.close()


def _grey(drawn: Any) -> bytes:
    dots, width, stride = memoryview(drawn.buffer), drawn.width, drawn.stride
    rows = (dots[at : at + width] for at in range(0, drawn.height * stride, stride))
    return b"P5 %d %d 255\n" % (width, drawn.height) + b"".join(rows)


_READERS: Final = {
    **READERS,
    "pdf": (pdf_content_of, from_pdf.READER),
    "picture": (picture_content_of, from_picture.READER),
}
