"""Adds to the pins made by one Python those that another Python needs beside them.

    python scripts/merge_pins.py requirements/run.txt build/run-3.13.txt

What both have stays one pin. What only the other has, or has in another version, must carry a
marker (`; python_version >= "3.13"`) that keeps it off the first; otherwise this ends with code 1.
"""

import re
import sys
from pathlib import Path

PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<pin>[^\\\n]+?) \\\n(?:    --hash=\S+(?: \\)?\n)+", re.MULTILINE
)


def merged(first: str, other: str) -> str:
    """Return the pins of `first`, each followed by what `other` has beside it.

    Raises ValueError for a pin of `other` that is not in `first` and has no marker.
    """
    known = {match.group() for match in PIN.finditer(first)}
    versions = {match["name"]: match["pin"] for match in PIN.finditer(first)}
    beside: dict[str, str] = {}
    for match in PIN.finditer(other):
        if match.group() in known or versions.get(match["name"]) == match["pin"]:
            continue
        if ";" not in match["pin"] or match["name"] not in versions:
            raise ValueError(f"{match['name']}=={match['pin']} needs a marker in pyproject.toml")
        beside[match["name"]] = match.group()
    return PIN.sub(lambda match: match.group() + beside.get(match["name"], ""), first)


if __name__ == "__main__":
    into, beside = map(Path, sys.argv[1:])
    try:
        text = merged(into.read_text("utf-8"), beside.read_text("utf-8"))
    except ValueError as error:
        sys.exit(f"merge_pins: {error}")
    into.write_text(text, "utf-8")
