"""What is made to harm has an outcome within the bounds, and the next document is read.

Each is read by the process that reads documents in production, with bounds that are smaller.
"""

import zlib
from collections.abc import Iterator

import pytest

from extraction.worker import Reader
from tests.extraction.made import docx, repacked
from tests.extraction.test_office import odt

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


@pytest.fixture(scope="module")
def reading() -> Iterator[Reader]:
    reader = Reader(seconds=20, memory_mb=512)
    yield reader
    for worker in reader._idle:
        worker.end()


def _nested(element: str, times: int) -> bytes:
    body = f"<w:{element}>" * times + f"</w:{element}>" * times
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return repacked(docx("x"), {"word/document.xml": document})


def _pdf(*objects: bytes) -> bytes:
    """A PDF of `objects`, of which the first is its root."""
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made) + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
    )


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    small = zlib.compress(content, 9)
    head = b"<<%b/Filter/FlateDecode/Length %d>>stream\n" % (entries, len(small))
    return head + small + b"\nendstream"


def _page(content: bytes, *more: bytes, resources: bytes = b"/Font<</F 5 0 R>>") -> bytes:
    """A PDF of one page that shows `content`; the font is object 5, `more` follows."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%b>>>>"
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page % resources,
        _stream(content),
        _FONT,
        *more,
    )


def _mail_in_mails(times: int) -> bytes:
    opened = "".join(
        f"--b{each}\nContent-Type: multipart/mixed; boundary=b{each + 1}\n\n"
        for each in range(times)
    )
    return f"Subject: x\nContent-Type: multipart/mixed; boundary=b0\n\n{opened}".encode()


_TURNS = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 6 0 R>>>>"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        # Nesting without end.
        pytest.param("a.docx", _nested("p", 300_000), "broken", id="docx paragraphs"),
        pytest.param(
            "a.odt",
            repacked(odt("x"), {"content.xml": "<a>" + "<table-cell>" * 90_000}),
            "broken",
            id="odt",
        ),
        pytest.param("a.eml", _mail_in_mails(3000), "broken", id="mail parts"),
        pytest.param("a.eml", b"Content-Type: message/rfc822\n\n" * 3000, "broken", id="mails"),
        pytest.param("a.rtf", b"{\\rtf1 " + b"{" * 200_000, "empty", id="rtf groups"),
        pytest.param("a.pdf", _page(b"[" * 500_000), "no_text_layer", id="pdf lists"),
        pytest.param("a.pdf", _page(b"<<" * 20_000), "no_text_layer", id="pdf dictionaries"),
        # What is a part of itself.
        pytest.param(
            "a.pdf",
            _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>"),
            "broken",
            id="pdf pages",
        ),
        pytest.param(
            "a.pdf",
            _page(b"/X Do", _stream(b"/X Do /X Do", _TURNS), resources=b"/XObject<</X 6 0 R>>"),
            "no_text_layer",
            id="pdf forms",
        ),
        # What unpacks to far more than it is.
        pytest.param(
            "a.pdf",
            _page(
                b"BT /F 12 Tf (a) Tj ET",
                _stream(b"1 beginbfrange\n<00000000> <ffffffff> <0000>\nendbfrange"),
                b"<</Type/Font/Subtype/Type0/BaseFont/X/ToUnicode 6 0 R/Encoding/Identity-H>>",
                resources=b"/Font<</F 7 0 R>>",
            ),
            "too_large",
            id="pdf letters",
        ),
        pytest.param("a.pdf", _page(b"(a) Tj " * 15_000_000), "too_large", id="pdf content"),
    ],
)
async def test_a_hostile_document_has_an_outcome_and_the_next_is_read(
    reading: Reader, name: str, content: bytes, problem: str | None
) -> None:
    answer = await reading.read(name, content)
    assert answer.problem == problem
    assert (await reading.read("b.docx", docx("leesbaar"))).text == "leesbaar"
