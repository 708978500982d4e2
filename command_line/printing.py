"""Text of documents on a terminal."""

import re


def plain(text: str) -> str:
    """Return the text on one line, without what could steer a terminal."""
    spaced = re.sub(r"\s+", " ", text).strip()
    return "".join(c if c.isprintable() else "\ufffd" for c in spaced)
