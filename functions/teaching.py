"""What a model learns from here: documents of which people said something, read anew."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from classification.learned.examples import Example
from classification.learned.model import Tells
from functions.composition import Whole
from records.file_plan import FilePlan
from store.confirmed import Confirmed


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document, and what it teaches: its kind, or the number of its dossier."""

    document: Confirmed
    label: str


def lessons(
    confirmed: Iterable[Confirmed],
    plan: FilePlan | None,
    tells: Tells,
    leave_out: Sequence[str] = (),
) -> list[Lesson]:
    """Return what teaches such a model; nothing of a dossier type from which nothing may be learned.

    Nor of the kinds, dossiers and dossier types to `leave_out`.
    """
    closed = {one.name for one in plan.dossier_types if not one.teaches} if plan else set[str]()
    closed.update(leave_out)
    found = []
    for one in confirmed:
        label = one.document_type if tells == "kinds" else one.dossier_number
        if label and closed.isdisjoint((one.document_type, one.dossier_number, one.dossier_type)):
            found.append(Lesson(one, label))
    return found


async def read_lessons(
    teaching: Iterable[Lesson], whole: Whole
) -> AsyncIterator[tuple[Lesson, Example | Literal["gone", "no_text"]]]:
    """Yield each document as an example, or why it is none; its own words, not what it quotes."""
    place = whole.workplace
    for one in teaching:
        item = await place.drives.item(one.document.location)
        if item is None:
            yield one, "gone"
            continue
        refused = place.reader.refuses(item.name, item.size)
        content = b"" if refused else await place.drives.content(one.document.location)
        reading = refused or await place.reader.read(item.name, content)
        own = (reading.text or "")[: reading.own_end]
        yield one, Example(one.document.document_id, own, one.label) if own else "no_text"
