"""Pictures: without OCR (`scans.py`) nothing is read from them."""

import io
from typing import Final

from extraction.reading import Content, NotReadError

READER: Final = "picture"

# How each of the formats begins; HEIC tells its kind from the fifth byte (ISO/IEC 14496-12, 4.3).
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_HEIC: Final = b"ftyp"
# A page of 1,500 letters, each of 5 by 10 dots, which is as small as they can be read.
_LEAST_DOTS: Final = 75_000
_OF_ONE_PAGE: Final = ("PNG", "JPEG", "BMP", "GIF")  # TIFF may hold more


def content_of(content: bytes) -> Content:
    """Raise `NotReadError`: `no_text_layer` for a picture, `broken` for what is none."""
    is_heic(content)
    raise NotReadError("no_text_layer")


def is_heic(content: bytes) -> bool:
    """Return whether a picture is HEIC; raises `NotReadError` `broken` for what is no picture."""
    if content[4:8] == _HEIC:
        return True
    if not content.startswith(_BEGINNINGS):
        raise NotReadError("broken")
    return False


def is_small(content: bytes) -> bool:
    """Return whether a picture is too small to hold a page of text, as a logo is."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=_OF_ONE_PAGE) as picture:
            return picture.width * picture.height < _LEAST_DOTS
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - parsers of hostile bytes raise whatever their authors missed
        return False
