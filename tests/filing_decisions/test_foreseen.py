"""What earlier filings of a run will have done, laid over what is there."""

from dataclasses import replace

from filing.beginning import Beginning
from filing.contents import Contents
from filing.foreseen import Foreseen
from filing.plan import TargetFacts, make_plan
from filing.store_ports import Begins, Kept
from records.documents import Access, DocumentSnapshot, DriveItem, Location
from records.register import Draft
from tests.filing_decisions.targets import TARGET, VERDICT
from tests.records.made import ITEM, document, plan

ROOT = replace(ITEM, location=Location("archive", "root"), parent_id="", is_folder=True)
DOSSIER = TARGET.dossier
NEW = replace(TARGET, dossier=None)
LETTER = Contents(("letter",), {})


def laid(
    foreseen: Foreseen,
    snapshot: DocumentSnapshot,
    target: TargetFacts = TARGET,
    contents: Contents = LETTER,
) -> None:
    made = make_plan("F", snapshot, VERDICT, plan(), target, frozenset())
    begins = Begins(made.target.dossier_number, "Subsidie", "Subsidieaanvraag", (), ())
    beginning = Beginning(made, Draft("planned", "planned"), begins, target, ())
    foreseen.lay(beginning, snapshot, ROOT, contents)


def names_in(foreseen: Foreseen, folder: DriveItem | None) -> list[str]:
    assert folder is not None
    return [one.name for one in foreseen.in_folder(folder.location)]


def test_a_document_that_is_copied_is_gone_and_lies_in_its_dossier_and_a_pointer_stands_there() -> (
    None
):
    foreseen, snapshot = Foreseen(), document()
    laid(foreseen, snapshot)
    assert foreseen.gone == {snapshot.item.location}
    assert names_in(foreseen, DOSSIER) == [snapshot.item.name]
    old = replace(ITEM, location=Location(ITEM.location.drive_id, ITEM.parent_id))
    assert names_in(foreseen, old) == [f"{snapshot.item.name}.url"]


def test_a_dossier_that_the_first_opens_is_there_for_the_second() -> None:
    foreseen = Foreseen()
    laid(foreseen, document(), NEW)
    (folder,) = foreseen.in_folder(ROOT.location)
    assert (folder.name, folder.is_folder) == ("SUB-2026-0147", True)
    assert foreseen.dossiers == {"SUB-2026-0147": folder.location}
    assert foreseen.number_of(folder.location) == "SUB-2026-0147"
    assert names_in(foreseen, folder) == [ITEM.name]


def test_what_will_lie_in_a_new_dossier_will_be_open_to_whom_its_library_is_open() -> None:
    foreseen = Foreseen()
    laid(foreseen, document(), NEW)
    (folder,) = foreseen.in_folder(ROOT.location)
    (item,) = foreseen.in_folder(folder.location)
    assert foreseen.access_like(item.location) == ROOT.location
    assert foreseen.access_like(ITEM.location) == ITEM.location


def test_a_document_that_moves_stays_one_item_and_keeps_permissions_of_its_own() -> None:
    here = replace(TARGET, drive_id=ITEM.location.drive_id)
    own = Access(frozenset({"user:1"}), frozenset({"user:1"}), inherits=False)
    foreseen = Foreseen()
    laid(foreseen, replace(document(), access=own), here)
    assert not foreseen.gone
    assert DOSSIER is not None
    assert foreseen.items[ITEM.location].parent_id == DOSSIER.location.item_id
    assert foreseen.access_like(ITEM.location) == ITEM.location


def test_a_document_that_is_tagged_in_place_stays_where_it_lies_and_its_dossier_is_known() -> None:
    foreseen = Foreseen()
    laid(foreseen, document(), replace(TARGET, is_here=True))
    assert not foreseen.items
    assert not foreseen.gone
    assert list(foreseen.dossiers) == ["SUB-2026-0147"]


def test_the_same_content_refers_to_the_one_that_goes_first() -> None:
    foreseen = Foreseen()
    laid(foreseen, document())
    kept = foreseen.kept_already(LETTER, None)
    assert kept is not None
    assert (kept.document_id, kept.inside, kept.taken_out) == (document().document_id, None, False)
    assert foreseen.kept_already(Contents(("other",), {}), None) is None


def test_what_is_an_attachment_of_one_that_goes_first_is_kept_inside_it() -> None:
    foreseen = Foreseen()
    laid(foreseen, document(), contents=Contents(("mail",), {"letter": "brief.pdf"}))
    kept = foreseen.kept_already(LETTER, None)
    assert kept is not None
    assert kept.inside == "brief.pdf"


def test_a_mail_tells_of_its_attachment_that_goes_first_by_itself() -> None:
    foreseen = Foreseen()
    laid(foreseen, document())
    mail = Contents(("mail",), {"letter": "brief.pdf"})
    (loose,) = foreseen.kept_loose(mail, ())
    assert (loose.document_id, loose.inside) == (document().document_id, "brief.pdf")
    assert foreseen.kept_already(mail, None) is None


def test_what_stands_filed_goes_before_what_was_taken_out_and_the_store_is_heard() -> None:
    before = Kept("A", "oud.txt", "SUB-2026-0001", None, True, Location("archive", "old"))
    foreseen = Foreseen()
    assert foreseen.kept_already(LETTER, before) == before
    laid(foreseen, document())
    planned = foreseen.kept_already(LETTER, before)
    assert planned is not None
    assert not planned.taken_out
    standing = replace(before, taken_out=False)
    assert foreseen.kept_already(LETTER, standing) == min(
        (standing, planned), key=lambda one: one.document_id
    )
