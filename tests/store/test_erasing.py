"""A dossier was destroyed: what was told of its documents is erased, and the register still holds."""

import json
from typing import Any

from checker.verify_register import verified
from filing.contents import Contents
from records.register import Draft
from records.verdicts import Reason
from store.erasing import Erased, erase_dossier
from tests.store.filing import Into, against, filed
from tests.store.stored import PERSON, Stored

NUMBER = "BZW-2026-0033"
OBJECTOR = "Wij, de bewoners van Dorpsstraat 1, maken bezwaar"


async def destroyed(stored: Stored, item_id: str, into: Into) -> str:
    """Let a document be filed, and people remove it from its dossier."""
    document_id = await filed(stored, item_id, into)
    assert await stored.documents.claim(document_id)
    removed = {"reason": {"nl": "verwijderd", "en": "removed"}, "by": OBJECTOR}
    draft = Draft("moved", "left", document_id=document_id, evidence=removed)
    await stored.documents.write(draft, state="gone", settled="")
    return document_id


def erase(stored: Stored, number: str = NUMBER, *, dry_run: bool = False) -> Erased | Reason:
    return erase_dossier(stored.database, number, stored.clock.now, PERSON, dry_run=dry_run)


def everything(stored: Stored) -> str:
    """Return all that the database holds, table by table."""
    tables = ("beside", "documents", "record_items", "relations", "contents", "dossiers")
    return json.dumps([stored.rows(f"SELECT * FROM {name}") for name in tables], default=str)


def exported(stored: Stored) -> list[str]:
    return [json.dumps(line) for line in stored.register.export()]


async def test_names_reasons_and_quotations_go_and_the_register_is_whole_without_them(
    listening: Stored,
) -> None:
    told = against("SUB-2026-0147", quote=OBJECTOR)
    document_id = await destroyed(listening, "01BEZWAAR", Into(NUMBER, relations=(told,)))
    listening.anchor.add(listening.register.seal(listening.clock.now))
    hashes = [entry["hash"] for entry in listening.entries(document_id)]
    assert OBJECTOR in everything(listening)
    assert "01BEZWAAR.docx" in everything(listening)

    done = erase(listening)

    assert isinstance(done, Erased)
    assert (done.dossier_number, done.documents) == (NUMBER, ("01BEZWAAR.docx",))
    assert done.elsewhere == ()
    assert OBJECTOR not in everything(listening)
    assert "01BEZWAAR.docx" not in everything(listening)
    *before, last = listening.entries(document_id)
    assert [entry["hash"] for entry in before] == hashes
    assert (last["kind"], last["outcome"], last["actor"]) == ("erased", "left", PERSON)
    assert listening.register.verify(listening.anchor.anchored()) == []
    anchors = listening.path.with_suffix(".anchors").read_text(encoding="utf-8").splitlines()
    _, faults = verified(exported(listening), anchors)
    assert faults == []
    [one] = [x for x in listening.overviews.documents() if x["document_id"] == document_id]
    assert one["reason"]["code"] == "erased"
    assert "took this document out of its dossier" in one["reason"]["en"]
    # Nobody closed the dossier, and nobody said that it was destroyed.
    assert "destroyed" not in one["reason"]["en"]
    assert "vernietigd" not in one["reason"]["nl"]


async def test_a_dry_run_says_the_same_and_erases_nothing(listening: Stored) -> None:
    await destroyed(listening, "01BEZWAAR", Into(NUMBER))
    before = everything(listening)
    assert erase(listening, dry_run=True) == erase(listening, dry_run=True)
    assert everything(listening) == before
    promised = erase(listening, dry_run=True)
    assert erase(listening) == promised


async def test_while_something_lies_in_the_dossier_nothing_is_erased(listening: Stored) -> None:
    await destroyed(listening, "01BEZWAAR", Into(NUMBER))
    await filed(listening, "01BESLISSING", Into(NUMBER))
    before = everything(listening)
    refused = erase(listening)
    assert isinstance(refused, Reason)
    assert refused.code == "not_destroyed"
    assert "01BESLISSING.docx" in refused.nl
    assert everything(listening) == before


async def test_what_other_documents_tell_stays(listening: Stored) -> None:
    await destroyed(listening, "01BEZWAAR", Into(NUMBER))
    other = await destroyed(listening, "01ANDER", Into("BZW-2026-0044"))
    before = of_document(listening, other)
    assert isinstance(erase(listening), Erased)
    assert of_document(listening, other) == before


async def test_what_documents_of_two_dossiers_tell_alike_goes_with_the_last_of_them(
    listening: Stored,
) -> None:
    await destroyed(listening, "01BEZWAAR", Into(NUMBER))
    await destroyed(listening, "01ANDER", Into("BZW-2026-0034"))
    assert isinstance(erase(listening), Erased)
    assert OBJECTOR in everything(listening)
    assert isinstance(erase(listening, "BZW-2026-0034"), Erased)
    assert OBJECTOR not in everything(listening)


async def test_what_people_only_took_elsewhere_is_told_before_its_account_is_erased(
    listening: Stored,
) -> None:
    taken = await destroyed(listening, "01BEZWAAR", Into(NUMBER))
    there = await listening.document("01ELDERS")
    for one in (taken, there):
        assert await listening.documents.claim(one)
        await listening.documents.remember(one, Contents(("bytes:the same",), {}))
        await listening.documents.let_go(one)
    would = erase(listening, dry_run=True)
    assert isinstance(would, Erased)
    assert would.elsewhere == (("01ELDERS.docx", listening.source),)


async def test_what_was_erased_is_not_erased_twice_and_an_unknown_dossier_is_said(
    listening: Stored,
) -> None:
    await destroyed(listening, "01BEZWAAR", Into(NUMBER))
    erase(listening)
    again = erase(listening)
    assert isinstance(again, Reason)
    assert again.code == "nothing_to_erase"
    unknown = erase_dossier(listening.database, "X-1", listening.clock.now, PERSON)
    assert isinstance(unknown, Reason)
    assert unknown.code == "dossier_not_known"


async def test_what_was_put_back_in_its_old_place_keeps_its_account(listening: Stored) -> None:
    document_id = await filed(listening, "01BEZWAAR", Into(NUMBER))
    assert await listening.documents.claim(document_id)
    draft = Draft("undone", "undone", document_id=document_id, evidence={"reason": {"en": "by us"}})
    await listening.documents.write(draft, state="undone")
    before = of_document(listening, document_id)
    refused = erase(listening)
    assert isinstance(refused, Reason)
    assert refused.code == "nothing_to_erase"
    assert of_document(listening, document_id) == before


async def test_nobody_asks_for_the_plan_of_what_was_erased(
    listening: Stored,
) -> None:
    document_id = await destroyed(listening, "01BEZWAAR", Into(NUMBER))
    erase(listening)
    assert listening.row(document_id)["filing_id"] is None
    claimed = await listening.documents.claim(document_id)
    assert claimed is not None
    assert claimed.filing_id is None


def of_document(stored: Stored, document_id: str) -> list[Any]:
    return [x for x in stored.register.export() if x["entry"]["chain"] == document_id]
