"""What a model learns from here: documents of which people said something, read anew."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from classification.learned.examples import Example
from classification.learned.model import Tells
from filing.errors import Changed, FilingError, Spent, Terminal, Throttled, Transient
from filing.workplace import Workplace
from records.file_plan import DossierType, FilePlan
from store.confirmed import Confirmed


@dataclass(frozen=True, slots=True)
class NoExample:
    """Why a document is no example; `error` is what came in the way where it could not be read."""

    why: Literal["gone", "no_text", "not_read"]
    error: FilingError | None = None


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
    """Return what teaches such a model; nothing that is or may be of a type that may not teach.

    Nor of the kinds, dossiers and dossier types to `leave_out`. Without a plan nothing: then nothing
    tells what is confidential.
    """
    if plan is None:
        return []
    found = []
    for one in confirmed:
        label = one.document_type if tells == "kinds" else one.dossier_number
        named = (one.document_type, one.dossier_number, one.dossier_type)
        if label and _may_teach(one, plan) and not any(name in leave_out for name in named):
            found.append(Lesson(one, label))
    return found


def _may_teach(one: Confirmed, plan: FilePlan) -> bool:
    """Return whether it is certainly not of a dossier type from which nothing may be learned.

    Where nothing tells its dossier type, its kind does: one that only types that teach have.
    """
    closed = [of for of in plan.dossier_types if not of.teaches]
    teaching = [of for of in plan.dossier_types if of.teaches]
    if one.dossier_type:
        return any(of.name == one.dossier_type for of in teaching)
    if not closed:
        return True
    return one.document_type in _kinds_of(teaching) - _kinds_of(closed)


def _kinds_of(types: Iterable[DossierType]) -> set[str]:
    """Return the kinds that a rule of those types tells, or that a result of theirs asks for."""
    found = set[str]()
    for of in types:
        found.update(rule.document_type for rule in of.rules)
        found.update(kind for kinds in of.required.values() for kind in kinds)
    return found


async def read_lessons(
    teaching: Iterable[Lesson],
    place: Workplace,
    wait: Callable[[Throttled | Spent], Awaitable[None]],
) -> AsyncIterator[tuple[Lesson, Example | NoExample]]:
    """Yield each document as an example, or why it is none; its own words, not what it quotes.

    One that cannot be read does not keep the others from being read. Where Graph allows no more for
    now, `wait` is awaited, which raises what it was given where it waits no longer.
    """
    for one in teaching:
        while True:
            try:
                yield one, await _read(one, place)
            except (Throttled, Spent) as error:
                await wait(error)
                continue
            except (Terminal, Transient, Changed) as error:
                yield one, NoExample("not_read", error)
            break


async def _read(one: Lesson, place: Workplace) -> Example | NoExample:
    item = await place.drives.item(one.document.location)
    if item is None:
        return NoExample("gone")
    refused = place.reader.refuses(item.name, item.size)
    content = b"" if refused else await place.drives.content(one.document.location)
    reading = refused or await place.reader.read(item.name, content)
    own = (reading.text or "")[: reading.own_end]
    return Example(one.document.document_id, own, one.label) if own else NoExample("no_text")
