"""The lines of an anchor: the seals' hashes, one JSON object a line: `{"at", "seq", "hash"}`."""

import json
from collections.abc import Mapping
from typing import Any

Seals = Mapping[int, Mapping[str, Any]]


class AnchorError(Exception):
    """The anchor cannot be used: it is not reached, or something else lies there.

    Why is told in English, as the log has it, and in Dutch.
    """

    def __init__(self, en: str, nl: str) -> None:
        super().__init__(en)
        self.en = en
        self.nl = nl


def seals_in(content: bytes) -> dict[int, str]:
    """Return the hash of every seal in an anchor by its place; of two for one place the first.

    What only grows cannot be corrected: who adds another hash for a seal replaces nothing. A line
    that was cut short (the disk was full, the power went) anchors nothing; AnchorError where a line
    is whole and no seal.
    """
    found: dict[int, str] = {}
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            seal = json.loads(line)
        except ValueError:
            continue
        try:
            found.setdefault(int(seal["seq"]), str(seal["hash"]))
        except (KeyError, TypeError, ValueError) as error:
            raise AnchorError(
                f"line {number} of the anchor is no seal",
                f"regel {number} van het anker is geen zegel",
            ) from error
    return found


def lines_to_add(seals: Seals, known: Mapping[int, str]) -> tuple[list[int], bytes]:
    """Return the places of the seals that are not known yet, and the lines that anchor them."""
    new = sorted(seq for seq in seals if seq not in known)
    lines = (json.dumps({**seals[seq], "seq": seq}, sort_keys=True) + "\n" for seq in new)
    return new, "".join(lines).encode("ascii")
