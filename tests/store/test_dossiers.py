"""Dossiers: known by what is filed in them, closed and opened again by people."""

from dataclasses import replace

import pytest

from dossiers.keeping import Closing
from filing.errors import Busy
from records.documents import Location
from records.dossiers import Dossier
from records.file_plan import FilePlan
from records.verdicts import Reason
from store.dossiers import Dossiers
from tests.store.filing import TARGET, Into, begin, end, filed, step
from tests.store.stored import PERSON, Stored, own_plan, verdict

NUMBER = Into.number


@pytest.fixture
def dossiers(listening: Stored) -> Dossiers:
    return Dossiers(listening.database, listening.clock)


def plan() -> FilePlan:
    """The small plan, in which an objection that was dealt with must have its decision."""
    made = own_plan()
    required = {"afgehandeld": ("Bezwaarschrift", "Beslissing op bezwaar")}
    return replace(
        made,
        dossier_types=tuple(
            replace(one, required=required) if one.name == Into.dossier_type else one
            for one in made.dossier_types
        ),
    )


def code(done: object) -> str:
    assert isinstance(done, Reason), done
    assert done.nl
    assert done.en
    return done.code


async def test_a_dossier_is_known_since_a_filing_opened_or_used_it(
    listening: Stored, dossiers: Dossiers
) -> None:
    document_id = await listening.document("01A")
    await begin(listening, document_id, Into())
    assert dossiers.known() == ()
    opened = listening.clock.move(seconds=5)
    await step(listening, document_id, "dossier", {"folder_id": "01DOSSIER"})
    assert dossiers.one(NUMBER) == Dossier(
        NUMBER, Into.dossier_type, TARGET, "01DOSSIER", opened, "running", "", None
    )
    await end(listening, document_id)
    listening.clock.move(days=1)
    await filed(listening, "01B", Into(), folder="01ELDERS")
    [known] = dossiers.known()
    assert (known.opened_at, known.folder_id) == (opened, "01ELDERS")


async def test_a_dossier_in_which_a_document_was_only_tagged_is_known_by_its_folder(
    listening: Stored, dossiers: Dossiers
) -> None:
    await filed(listening, "01A", Into(in_place=True))
    [known] = dossiers.known()
    assert known.folder_id == f"01{NUMBER}"
    [item] = dossiers.items(NUMBER)
    assert item.url == "https://team/01A.docx"


async def test_an_item_lies_in_its_dossier_from_the_end_of_its_filing_until_it_is_put_back(
    listening: Stored, dossiers: Dossiers
) -> None:
    document_id = await listening.document("01A")
    await begin(listening, document_id, Into())
    placed = {"name": "01A (2).docx", "url": "https://archief/a"}
    await step(listening, document_id, "place", placed)
    assert dossiers.items() == ()
    await end(listening, document_id)
    [item] = dossiers.items()
    assert (item.dossier_number, item.document_type) == (NUMBER, "Bezwaarschrift")
    assert (item.name, item.url) == (placed["name"], placed["url"])
    assert dossiers.items("SUB-2026-0001") == ()
    await listening.documents.claim(document_id)
    await end(listening, document_id, "undone", "undone")
    assert dossiers.items() == ()


async def test_closing_tells_the_category_by_the_result_and_is_an_act_in_the_register(
    listening: Stored, dossiers: Dossiers
) -> None:
    await filed(listening, "01A", Into())
    await filed(listening, "01B", Into(document_type="Beslissing op bezwaar"))
    closed_at = listening.clock.move(days=1)
    done = dossiers.close(NUMBER, "Afgehandeld", plan(), PERSON)
    assert isinstance(done, Closing)
    assert (done.result, done.category.number, done.missing) == ("afgehandeld", "13.1", ())
    assert done.list_status == plan().selection_list.status
    known = dossiers.one(NUMBER)
    assert known is not None
    assert (known.status, known.result, known.closed_at) == ("closed", "afgehandeld", closed_at)
    entry = listening.entries("house")[-1]
    assert (entry["kind"], entry["outcome"], entry["actor"]) == ("dossier", "closed", PERSON)
    [act] = [x["beside"]["plan"] for x in listening.register.export() if x["entry"] == entry]
    assert act["category"] == "13.1"
    assert act["missing"] == []
    assert listening.register.verify({}) == []


async def test_closing_is_refused_where_required_documents_are_missing_unless_anyway(
    listening: Stored, dossiers: Dossiers
) -> None:
    await filed(listening, "01A", Into())
    before = listening.entries("house")
    done = dossiers.close(NUMBER, "afgehandeld", plan(), PERSON)
    assert code(done) == "documents_missing"
    assert isinstance(done, Reason)
    assert "Beslissing op bezwaar" in done.nl
    assert listening.entries("house") == before
    closed = dossiers.close(NUMBER, "afgehandeld", plan(), PERSON, anyway=True)
    assert isinstance(closed, Closing)
    assert closed.missing == ("Beslissing op bezwaar",)


async def test_what_cannot_be_closed_or_opened_is_said(
    listening: Stored, dossiers: Dossiers
) -> None:
    await filed(listening, "01A", Into())
    done = dossiers.close(NUMBER, "verzonnen", plan(), PERSON)
    assert code(done) == "no_such_result"
    assert isinstance(done, Reason)
    assert "afgehandeld" in done.nl
    assert code(dossiers.close("BZW-1999-0001", "afgehandeld", plan(), PERSON)) == (
        "dossier_not_known"
    )
    nothing = replace(plan(), dossier_types=())
    assert code(dossiers.close(NUMBER, "afgehandeld", nothing, PERSON)) == "no_such_type"
    assert code(dossiers.reopen(NUMBER, PERSON)) == "not_closed"
    assert code(dossiers.reopen("BZW-1999-0001", PERSON)) == "dossier_not_known"
    dossiers.close(NUMBER, "afgehandeld", plan(), PERSON, anyway=True)
    assert code(dossiers.close(NUMBER, "afgehandeld", plan(), PERSON)) == "closed_already"


async def test_a_reopened_dossier_runs_without_a_result_and_what_waited_is_looked_at_again(
    listening: Stored, dossiers: Dossiers
) -> None:
    await filed(listening, "01A", Into())
    late = await listening.document("01L")
    dossiers.close(NUMBER, "afgehandeld", plan(), PERSON, anyway=True)
    await listening.documents.claim(late)
    await listening.documents.write(verdict(late), state="waiting", settled="x" * 64)
    assert await listening.documents.due() == []
    listening.clock.move(days=1)
    done = dossiers.reopen(NUMBER, PERSON)
    assert isinstance(done, Dossier)
    assert (done.status, done.result, done.closed_at) == ("running", "", None)
    assert await listening.documents.due() == [late]
    assert listening.row(late)["settled"] == ""
    assert [e["outcome"] for e in listening.entries("house")][-2:] == ["closed", "reopened"]


async def test_a_label_that_was_seen_to_protect_what_carries_it_is_remembered(
    listening: Stored,
) -> None:
    document_id = await listening.document("01A")
    await begin(listening, document_id, Into())
    for label, protects in (("Lopend", False), ("Archiefstuk", True), ("Archiefstuk", True)):
        await step(listening, document_id, "label", {"label": label, "protects": protects})
    await step(listening, document_id, "label", {"label": "Van eerder"})  # told by an older version
    seen = [
        await listening.documents.label_protects(name)
        for name in ("Lopend", "Archiefstuk", "Van eerder", "Onbekend")
    ]
    assert seen == [False, True, False, False]


async def test_a_filing_cannot_begin_in_a_dossier_that_was_closed_since_it_was_looked_at(
    listening: Stored, dossiers: Dossiers
) -> None:
    await filed(listening, "01A", Into())
    dossiers.close(NUMBER, "afgehandeld", plan(), PERSON, anyway=True)
    late = await listening.document("01L")
    with pytest.raises(Busy):
        await begin(listening, late, Into())
    assert listening.entries(late) == []
    assert await listening.documents.dossier_is_closed(NUMBER)
    assert not await listening.documents.dossier_is_closed("BZW-1999-0001")


@pytest.mark.parametrize("undo", [False, True])
async def test_a_dossier_is_not_closed_while_a_filing_or_an_undo_is_under_way(
    listening: Stored, dossiers: Dossiers, *, undo: bool
) -> None:
    await filed(listening, "01A", Into())
    document_id = await listening.document("01B")
    await begin(listening, document_id, Into())
    if undo:
        await end(listening, document_id)
        await listening.documents.claim(document_id)
        await end(listening, document_id, "undo_planned", "undoing")
    done = dossiers.close(NUMBER, "afgehandeld", plan(), PERSON, anyway=True)
    assert code(done) == "filing_under_way"
    assert isinstance(done, Reason)
    assert "01B.docx" in done.en
    assert dossiers.one(NUMBER) == replace(dossiers.known()[0], status="running")
    await listening.documents.claim(document_id)
    await end(listening, document_id, "undone" if undo else "filed", "undone" if undo else "filed")
    done = dossiers.close(NUMBER, "afgehandeld", plan(), PERSON, anyway=True)
    assert not isinstance(done, Reason)


async def test_an_act_that_cannot_be_written_down_is_not_done(
    listening: Stored, dossiers: Dossiers
) -> None:
    await filed(listening, "01A", Into())
    listening.break_power_at("INSERT ON register")
    with pytest.raises(Exception, match="power cut"):
        dossiers.close(NUMBER, "afgehandeld", plan(), PERSON, anyway=True)
    listening.mend()
    known = dossiers.one(NUMBER)
    assert known is not None
    assert known.status == "running"


async def test_a_closed_dossier_is_not_put_back_as_it_was(
    listening: Stored, dossiers: Dossiers
) -> None:
    document_id = await listening.document("01A")
    await begin(listening, document_id, Into())
    before = {"folder_id": "01DOSSIER", "made": True}
    await step(listening, document_id, "dossier", {"folder_id": "01DOSSIER", "before": before})
    await end(listening, document_id, "undone", "undone")
    account = await listening.documents.account(document_id, "F-1", undo=True)
    assert await account.dossier_before() == before
    closed = dossiers.close(NUMBER, "afgehandeld", plan(), PERSON, anyway=True)
    assert isinstance(closed, Closing), closed
    assert await account.dossier_before() is None


async def test_a_folder_that_was_removed_takes_no_dossier_along_that_has_another_folder_now(
    listening: Stored, dossiers: Dossiers
) -> None:
    document_id = await listening.document("01A")
    await begin(listening, document_id, Into())
    await step(listening, document_id, "dossier", {"folder_id": "01ONE", "before": None})
    await end(listening, document_id)
    await filed(listening, "01B", Into(), folder="01OTHER")
    assert await listening.documents.claim(document_id)
    gone = {"dossier": "removed", "folder_id": "01ONE"}
    account = await listening.documents.account(document_id, "F-1", undo=True)
    await account.write_step("dossier_back", gone, Location(TARGET, "01A"))
    [known] = dossiers.known()
    assert known.folder_id == "01OTHER"
    await account.write_step(
        "dossier_back", gone | {"folder_id": "01OTHER"}, Location(TARGET, "01A")
    )
    assert dossiers.known() == ()
