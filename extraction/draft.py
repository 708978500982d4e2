"""What marks a document as a draft."""

import re
from collections.abc import Iterable
from typing import Final

# By itself on a line, with a version at most. "Ontwerp" alone is no mark: an "ontwerpbesluit" is a
# finished document of the law (Awb 3.11).
_MARK: Final = re.compile(
    r"\W*(?:concept|draft|ontwerp(?=[ -]?versie))(?:[ -]?versie|[ -]?version)?"
    r"[ :]*(?:v|nr\.?|versie|version)?[ .]?\d{0,3}(?:\.\d{1,3}){0,2}\W*",
    re.IGNORECASE,
)


def is_draft_mark(lines: Iterable[str]) -> bool:
    """Tell whether one of `lines` says by itself that a document is a draft."""
    return any(len(line) < 100 and _MARK.fullmatch(line) for line in lines)
