"""A document is read only where its text is asked for."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from filing.looking import read_document
from records.documents import Location, Reading
from records.file_plan import Condition
from tests.records.made import ITEM, SOURCE, dossier_type, plan, rule

BY_NAME = rule(when=(Condition("name", ("aanvraag",)),), number_from=("name",))


class Given:
    """A drive and a reader that have one text."""

    def refuses(self, _name: str, _size: int) -> None:
        return None

    async def content(self, _at: Location) -> bytes:
        return b"tekst"

    async def read(self, _name: str, content: bytes) -> Reading:
        return Reading(content.decode(), (0,), None, "plain")


async def test_what_no_rule_asks_about_is_read_only_where_a_model_does() -> None:
    at: Any = SimpleNamespace(drives=Given(), reader=Given())
    claimed: Any = SimpleNamespace(document_id="1", source=SOURCE)
    item = replace(ITEM, name="rooster.txt")
    of = plan(dossier_type(BY_NAME))
    unread = await read_document(claimed, item, of, at, learned=lambda _: False)
    assert unread.reading is None
    found = await read_document(claimed, item, of, at, learned=lambda _: True)
    assert found.reading is not None
    assert found.reading.text == "tekst"
