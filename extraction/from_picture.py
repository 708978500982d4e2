"""Pictures: no text is recognised from them."""

from typing import Final

from extraction.reading import Content, NotReadError

READER: Final = "picture"

# How each of the formats begins; HEIC tells its kind from the fifth byte (ISO/IEC 14496-12, 4.3).
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_HEIC: Final = b"ftyp"


def content_of(content: bytes) -> Content:
    """Raise `NotReadError`: `no_text_layer` for a picture, `broken` for what is none."""
    is_picture = content.startswith(_BEGINNINGS) or content[4:8] == _HEIC
    raise NotReadError("no_text_layer" if is_picture else "broken")
