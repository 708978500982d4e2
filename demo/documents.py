"""The documents that people put into their channels in the demo, made when they are asked for.

`python -m demo.documents DIR` writes them to a folder, for looking at.
"""

import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from demo.arrivals_afternoon import after_noon
from demo.arrivals_morning import before_noon
from demo.arriving import MAIL_ROOM, PERMIT_EMPLOYEE, PERMITS, PERMITS_POST, DemoDocument
from demo.letters_permits import VIEW_RING_ROAD
from demo.writing import txt_of, zip_of

__all__ = [
    "MAIN_DOCUMENT",
    "DemoDocument",
    "batch_of_views",
    "copy_in_another_team",
    "documents",
    "views_as_one_file",
    "write_to",
]

MAIN_DOCUMENT: Final = (
    "Subsidies",
    "Bezwaren",
    "BZW-2026-0008 Molen Vorenzate/Beslissing op bezwaar molen De Zeshoek.pdf",
)

_VIEWS: Final = 200
_STREETS: Final = ("Molenweg", "Spoorlaan", "Wijmerkade", "Hoofdstraat", "Noorderpad")
_VIEWS_FOLDER: Final = "Zienswijzen ringweg (actie dorpsraad)"


def documents() -> tuple[DemoDocument, ...]:
    """Return the documents of one working day, in the order in which they arrive.

    No two have the same team, channel and path.
    """
    return (*before_noon(), *after_noon())


def batch_of_views() -> tuple[DemoDocument, ...]:
    """Return two hundred views on one draft plan, alike but for their sender: one delivery."""
    senders = (
        f"bewoner van {street} {number}, Oudewold"
        for number in range(1, 2 * _VIEWS, 3)
        for street in _STREETS
    )
    return tuple(
        PERMITS_POST.gets(
            f"{_VIEWS_FOLDER}/zienswijze {number:03}.txt",
            MAIL_ROOM,
            txt_of(VIEW_RING_ROAD.format(sender=sender)),
            "One of two hundred views with the same words.",
            batch="zienswijzen ringweg",
        )
        for number, sender in enumerate(islice(senders, _VIEWS), 1)
    )


def views_as_one_file() -> DemoDocument:
    """Return the two hundred views as they were delivered: packed into one file."""
    views = {view.path.rpartition("/")[2]: view.content for view in batch_of_views()}
    return PERMITS_POST.gets(
        f"{_VIEWS_FOLDER}.zip",
        MAIL_ROOM,
        zip_of(views),
        "Two hundred views with the same words, in one delivery.",
        batch="zienswijzen ringweg",
    )


def copy_in_another_team() -> DemoDocument:
    """Return a copy of the signed grant decision, as another team keeps it with its own papers."""
    name = "Beschikking molen De Zeshoek getekend.pdf"
    signed = next(each for each in documents() if each.path.endswith(name))
    return PERMITS.gets(
        "bijlage subsidiebesluit molen.pdf",
        PERMIT_EMPLOYEE,
        signed.content,
        "The signed decision of Subsidies, byte for byte, kept in another team too.",
    )


def write_to(folder: Path, written: Iterable[DemoDocument]) -> None:
    """Write the documents `written` into `folder`, by team and channel."""
    for document in written:
        path = folder / document.team / document.channel / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.content)
        print(path)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: python -m demo.documents DIR")
    write_to(Path(sys.argv[1]), (*documents(), *batch_of_views()))
