"""What a model learns from: only what people said, and nothing that is confidential."""

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest

from classification.learned.examples import Example
from filing.errors import Changed, Locked, Refused, Spent, Throttled
from functions.teaching import NoExample, lessons, read_lessons
from records.documents import DriveItem, Location, Reading
from store.confirmed import Confirmed
from tests.records.made import ITEM, dossier_type, plan, rule

GRANT = Confirmed(
    "1", "brief.txt", Location("d", "1"), "Brief", dossier_number="SUB-1", dossier_type="Subsidie"
)
LOOSE = Confirmed("2", "los.txt", Location("d", "2"), "Nota", dossier_number="", dossier_type="")
PUT_THERE = replace(GRANT, document_id="3", document_type="")
EVERY = (GRANT, LOOSE, PUT_THERE)
OPEN, CLOSED = plan(dossier_type()), plan(dossier_type(teaches=False))
NOTE, LETTER = rule(document_type="Nota"), rule(document_type="Brief")


def test_a_model_of_kinds_learns_the_kind_and_one_of_dossiers_the_number() -> None:
    assert [one.label for one in lessons(EVERY, OPEN, "kinds")] == ["Brief", "Nota"]
    assert [one.label for one in lessons(EVERY, OPEN, "dossiers")] == ["SUB-1", "SUB-1"]


def test_nothing_is_learned_from_a_dossier_type_that_is_confidential() -> None:
    assert lessons(EVERY, CLOSED, "kinds") == []
    assert lessons(EVERY, CLOSED, "dossiers") == []


def test_what_was_put_back_out_of_a_confidential_dossier_does_not_teach() -> None:
    put_back = replace(GRANT, dossier_number="", dossier_type="Integriteit")
    types = (dossier_type(LETTER), dossier_type(LETTER, name="Integriteit", teaches=False))
    assert lessons([put_back], plan(*types), "kinds") == []


def test_what_lies_in_no_dossier_teaches_only_a_kind_that_no_confidential_type_can_have() -> None:
    closed = dossier_type(LETTER, name="Integriteit", teaches=False)
    assert len(lessons([LOOSE], plan(dossier_type(NOTE), closed), "kinds")) == 1
    for has_it_too in (
        replace(closed, rules=(LETTER, NOTE)),
        replace(closed, required={"afgehandeld": ("Nota",)}),
    ):
        assert lessons([LOOSE], plan(dossier_type(NOTE), has_it_too), "kinds") == []
    assert lessons([LOOSE], plan(dossier_type(LETTER), closed), "kinds") == []


def test_what_the_plan_does_not_know_is_taken_for_confidential() -> None:
    other = plan(dossier_type(name="Bezwaar"))
    assert lessons([GRANT, PUT_THERE], other, "kinds") == []
    assert lessons([GRANT, PUT_THERE], other, "dossiers") == []
    assert lessons(EVERY, None, "kinds") == []


def test_more_can_be_left_out_by_kind_by_dossier_and_by_dossier_type() -> None:
    for name, left in (("Brief", 1), ("SUB-1", 0), ("Subsidie", 0)):
        assert len(lessons(EVERY, OPEN, "dossiers", [name])) == left


@dataclass
class Reachable:
    """Texts as Graph would give them; what is raised for one goes first, each once."""

    raised: dict[str, list[Exception]]

    async def item(self, at: Location) -> DriveItem:
        return replace(ITEM, location=at)

    async def content(self, at: Location) -> bytes:
        if self.raised.get(at.item_id):
            raise self.raised[at.item_id].pop(0)
        return at.item_id.encode()


class PlainText:
    def refuses(self, _name: str, _size: int) -> None:
        return None

    async def read(self, _name: str, content: bytes) -> Reading:
        return Reading(content.decode(), (0,), None, "plain")


async def test_what_cannot_be_read_is_passed_over_and_what_must_wait_is_waited_for() -> None:
    waited = []

    async def wait(error: Throttled | Spent) -> None:
        waited.append(error.retry_after)

    items = [replace(GRANT, document_id=one, location=Location("d", one)) for one in "abcde"]
    raised: dict[str, list[Exception]] = {
        "a": [Refused("403")],
        "b": [Locked("423")],
        "c": [Changed("412")],
        "d": [Spent("spent", retry_after=7), Throttled("429", retry_after=3)],
    }
    place: Any = SimpleNamespace(drives=Reachable(raised), reader=PlainText())
    found = [one async for _, one in read_lessons(lessons(items, OPEN, "kinds"), place, wait)]
    assert [one.why for one in found[:3] if isinstance(one, NoExample)] == ["not_read"] * 3
    assert [one.text for one in found if isinstance(one, Example)] == ["d", "e"]
    assert waited == [7, 3]


async def test_where_is_waited_no_longer_reading_ends() -> None:
    async def wait(error: Throttled | Spent) -> None:
        raise error

    place: Any = SimpleNamespace(
        drives=Reachable({"1": [Spent("spent", retry_after=500)]}), reader=PlainText()
    )
    with pytest.raises(Spent):
        [one async for one in read_lessons(lessons([GRANT], OPEN, "kinds"), place, wait)]
