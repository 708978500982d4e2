import json
from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing.columns import STATUSES
from filing.finality import State
from filing.losses import UNDO_LOSSES
from filing.plan import (
    DOSSIER_STAYS,
    IN_PLACE,
    MOVE,
    MOVE_TO_NEW_DOSSIER,
    STEPS,
    FilingPlan,
    free_name,
    make_plan,
    plan_from_data,
)
from records.canonical import canonical_json, digest
from records.documents import Access, Reading, RetentionLabel, SharingLink, Term
from records.file_plan import DocumentType
from tests.filing_decisions.targets import TARGET, VERDICT
from tests.records.made import ITEM, document, dossier_type, plan

ALWAYS_LOST = (
    "item_id",
    "author_and_dates_to_columns",
    "version_authors_and_dates",
    "links",
    "permissions",
    "name_if_taken",
)
WITHIN = {"drive_id": ITEM.location.drive_id}


def made(
    *,
    target: dict[str, Any] | None = None,
    pointers: frozenset[str] = frozenset(),
    **facts: Any,
) -> FilingPlan:
    facts_of_target = replace(TARGET, **(target or {}))
    access = facts.pop("access", None)
    snapshot = document(**facts)
    snapshot = replace(snapshot, access=access) if access else snapshot
    return make_plan("filing-1", snapshot, VERDICT, plan(), facts_of_target, pointers)


def test_the_plan_says_for_which_document_and_by_which_file_plan() -> None:
    filing_plan = made()
    assert filing_plan.filing_id == "filing-1"
    assert filing_plan.document_id == "document-1"
    assert filing_plan.plan_version == "plan version"


def test_the_source_is_released_after_everything_that_could_fail() -> None:
    assert made().steps == STEPS
    assert STEPS.index("verify") < STEPS.index("place") < STEPS.index("release")
    assert STEPS[-2:] == ("release", "clean_up")


def test_every_value_is_written_down_as_it_was() -> None:
    label = RetentionLabel("Lopend dossier", blocks_delete=False)
    snapshot = document(
        label=label,
        principals=frozenset({"user:z", "group:team", "user:a"}),
        fields={"Onderwerp": "Molen"},
    )
    before = make_plan("f", snapshot, VERDICT, plan(), TARGET, frozenset()).source
    assert before.location == ITEM.location
    for name in (field.name for field in fields(before)):
        if hasattr(ITEM, name) and name != "fields":
            assert getattr(before, name) == getattr(ITEM, name)
    assert before.fields == {"Onderwerp": "Molen"}
    assert before.versions == snapshot.versions
    assert before.label == "Lopend dossier"
    assert before.principals == ("group:team", "user:a", "user:z")


def test_every_fact_of_the_document_has_a_before_value() -> None:
    kept = {field.name for field in fields(made().source)}
    facts = {field.name for field in fields(ITEM)}
    # The location is drive_id and item_id; the others cannot be put back or do not change.
    assert facts - kept == {"location", "is_folder", "is_package", "ctag", "checked_out_by"}


def test_no_label_is_null() -> None:
    assert made().source.label is None


def test_the_target_carries_what_the_verdict_says() -> None:
    target = made().target
    assert target.drive_id == "archive"
    assert target.library == "Archief / Subsidiedossiers"
    assert target.folder == target.dossier_number == "SUB-2026-0147"
    assert target.label == "Lopend dossier"
    assert (target.content_type, target.content_type_id) == ("Archiefstuk", "type-2")


def test_a_number_with_a_slash_makes_no_folder_in_a_folder() -> None:
    verdict = replace(VERDICT, dossier_number="SUB/2026/0147")
    target = make_plan("f", document(), verdict, plan(), TARGET, frozenset()).target
    assert (target.dossier_number, target.folder) == ("SUB/2026/0147", "SUB-2026-0147")


def test_the_columns_carry_the_origin_and_no_guess() -> None:
    assert made(path="/").target.columns == {
        "DossierDocumentId": "document-1",
        "Documentsoort": "Subsidieaanvraag",
        "Documentstatus": "",
        "Dossiernummer": "SUB-2026-0147",
        "Dossiertype": "Subsidie",
        "Archiefvormer": "Gedeputeerde Staten",
        "Categorie": "nader te bepalen",
        "Archiefactiedatum": "",
        "OorspronkelijkeLocatie": "Subsidies, kanaal Algemeen: /brief.docx",
        "OorspronkelijkAangemaaktDoor": "Medewerker Subsidies",
        "OorspronkelijkAangemaaktOp": "2026-06-01T08:00:00Z",
        "OorspronkelijkGewijzigdDoor": "Jurist",
        "OorspronkelijkGewijzigdOp": "2026-06-02T08:00:00Z",
        "RedenOpname": VERDICT.reason.nl,
    }


def test_the_original_place_is_told_with_its_folder() -> None:
    columns = made(path="/Algemeen/Brieven").target.columns
    expected = "Subsidies, kanaal Algemeen: /Algemeen/Brieven/brief.docx"
    assert columns["OorspronkelijkeLocatie"] == expected


def test_names_that_are_taken_in_the_dossier_or_beside_the_source_are_avoided() -> None:
    filing_plan = made(
        name="Brief.docx",
        target={"taken_names": frozenset({"brief.docx"})},
        pointers=frozenset({"brief.docx.url", "brief.docx (2).url"}),
    )
    assert filing_plan.target.name == "Brief (2).docx"
    assert filing_plan.pointer_name == "Brief.docx (3).url"
    assert "name" in filing_plan.losses
    assert made().target.name == "brief.docx"
    assert made().pointer_name == "brief.docx.url"


def test_names_are_no_longer_than_sharepoint_takes() -> None:
    name = f"{'a' * 251}.txt"
    filing_plan = made(name=name, target={"taken_names": frozenset({name})})
    assert filing_plan.target.name == f"{'a' * 247} (2).txt"
    assert filing_plan.pointer_name == f"{'a' * 251}.url"
    cut = frozenset({filing_plan.pointer_name})
    assert made(name=name, pointers=cut).pointer_name == f"{'a' * 247} (2).url"
    without_ending = f"a.{'b' * 253}"
    taken = frozenset({without_ending})
    assert free_name(without_ending, taken) == f"a.{'b' * 249} (2)"
    assert free_name(f"{'a' * 240}. {'b' * 12}.txt", frozenset()) == f"{'a' * 240}. {'b' * 9}.txt"


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({}, ()),
        ({"fields": {"Onderwerp": "Molen"}}, ("source_columns_to_register",)),
        ({"principals": frozenset({"group:team", "user:jurist"})}, ("narrower_audience",)),
    ],
)
def test_every_loss_is_announced(facts: dict[str, Any], more: tuple[str, ...]) -> None:
    assert made(**facts).losses == (*ALWAYS_LOST, *more)


def test_what_cannot_be_turned_back_is_said_beforehand() -> None:
    reversible = made().reversible
    assert reversible.how == "with_losses"
    assert reversible.losses == (
        "item_id",
        "author_and_dates",
        "version_authors_and_dates",
        "links",
        "extra_versions",
        "own_permissions",
    )
    labelled = made(label=RetentionLabel("Lopend dossier", blocks_delete=False)).reversible
    assert labelled.losses == (*reversible.losses, "source_label")
    described = made(fields={"Onderwerp": "Molen"}).reversible
    assert described.losses == (*reversible.losses, "columns_not_taken")


def test_every_loss_of_turning_back_has_a_sentence() -> None:
    losses = made(label=RetentionLabel("Lopend dossier", blocks_delete=False)).reversible.losses
    moved = made(target=WITHIN).reversible.losses
    of_people = {f"{what}_of_people" for what in ("columns", "content_type", "name", "pointer")}
    conditional = {DOSSIER_STAYS, "versions_gone", "columns_not_taken"}
    assert {*losses, *moved, *of_people, *conditional} == set(UNDO_LOSSES)


def test_a_filing_that_opens_a_dossier_says_that_it_may_stay() -> None:
    assert made(target={"dossier": None}).reversible.losses[-1] == DOSSIER_STAYS


def test_a_folder_of_people_that_becomes_a_dossier_is_said_beforehand() -> None:
    sets = plan(dossier_type(dossier_content_type="Dossier"))
    types = {**TARGET.content_types, "Dossier": "0x0120D520"}
    for now, said in (("Folder", True), ("Dossier", False)):
        assert TARGET.dossier is not None
        target = replace(
            TARGET, content_types=types, dossier=replace(TARGET.dossier, content_type=now)
        )
        filing_plan = make_plan("f", document(), VERDICT, sets, target, frozenset())
        assert ("folder_becomes_dossier" in filing_plan.losses) is said
        assert (DOSSIER_STAYS in filing_plan.reversible.losses) is said


def test_a_document_that_lies_in_its_dossier_is_tagged_there_and_keeps_its_name() -> None:
    taken = frozenset({"brief.docx"})
    filing_plan = made(target={"is_here": True, "taken_names": taken})
    assert filing_plan.steps == IN_PLACE == ("columns", "label")
    assert filing_plan.is_in_place
    assert not made().is_in_place
    assert (filing_plan.target.name, filing_plan.pointer_name) == ("brief.docx", "")
    assert filing_plan.losses == ("extra_version", "last_change_to_columns")
    assert filing_plan.reversible.losses == ("extra_versions", "last_change")


def test_a_document_in_the_library_of_its_dossier_moves_and_stays_one_item() -> None:
    team = frozenset({"group:team", "group:records"})
    moved = made(target=WITHIN, access=Access(team, team, inherits=True))
    assert moved.steps == MOVE
    assert not moved.is_copied
    assert not moved.is_in_place
    assert moved.pointer_name == "brief.docx.url"
    assert moved.losses == (
        "extra_version",
        "last_change_to_columns",
        "links_by_path",
        "permissions",
        "name_if_taken",
    )
    assert moved.reversible.losses == ("extra_versions", "last_change")


def test_links_that_break_are_told_by_their_kind_and_number() -> None:
    team = frozenset({"group:team"})
    links = (
        SharingLink("organization", "view", inherited=False),
        SharingLink("organization", "view", inherited=True),
        SharingLink("anonymous", "edit", inherited=False),
    )
    shared = Access(team, team, inherits=False, links=links)
    assert made(access=shared).broken_links == {"organization:view": 2, "anonymous:edit": 1}
    assert made(target=WITHIN, access=shared).broken_links == {"organization:view": 1}
    assert made(target={"is_here": True}, access=shared).broken_links == {}


def test_a_moved_document_with_permissions_of_its_own_keeps_them_and_says_no_other() -> None:
    own = Access(frozenset({"user:one", "group:team"}), frozenset({"user:one"}), inherits=False)
    assert "permissions" not in made(target=WITHIN, access=own).losses
    assert "narrower_audience" not in made(target=WITHIN, access=own).losses
    assert "narrower_audience" in made(access=own).losses


def test_a_document_that_moves_into_a_new_dossier_stages_that_dossier() -> None:
    steps = made(target={**WITHIN, "dossier": None}).steps
    assert steps == MOVE_TO_NEW_DOSSIER
    assert steps.index("staging") < steps.index("dossier") < steps.index("place")


def test_a_document_set_carries_its_columns_and_a_plain_folder_none() -> None:
    sets = dossier_type(dossier_content_type="Dossier", case_type="SUB")
    types = {**TARGET.content_types, "Dossier": "0x0120D520"}
    facts = replace(TARGET, content_types=types)
    target = make_plan("f", document(), VERDICT, plan(sets), facts, frozenset()).target
    assert target.dossier_content_type_id == "0x0120D520"
    assert target.dossier_columns == {
        "Dossiernummer": "SUB-2026-0147",
        "Dossiertype": "Subsidie",
        "Archiefvormer": "Gedeputeerde Staten",
        "Dossierstatus": "Lopend",
        "Zaaktype": "SUB",
    }
    assert made().target.dossier_content_type_id is None


def test_every_state_of_being_done_has_a_status() -> None:
    assert set(get_args(State)) == STATUSES.keys()


def test_what_is_signed_and_still_worked_on_carries_no_status_where_it_need_not_be_final() -> None:
    reading = Reading("tekst", (0,), None, "reader 1", signed=True, unfinished=("comments",))
    doubtful = replace(document(), reading=reading)
    target = make_plan("f", doubtful, VERDICT, plan(), TARGET, frozenset()).target
    assert target.columns["Documentstatus"] == ""


def test_a_managed_column_is_written_as_a_term_through_its_note_column() -> None:
    terms = (DocumentType("Subsidieaanvraag", "Grant application", "term-1"),)
    file_plan = replace(plan(), document_types=terms)
    facts = replace(TARGET, note_columns={"Documentsoort": "n0te"})
    target = make_plan("f", document(), VERDICT, file_plan, facts, frozenset()).target
    assert target.terms == {"Documentsoort": Term("n0te", "Subsidieaanvraag", "term-1")}
    assert "Documentsoort" not in target.columns


def test_the_columns_of_the_dossier_type_are_carried_too() -> None:
    file_plan = plan(dossier_type(columns={"Vertrouwelijkheid": "intern"}))
    target = make_plan("f", document(), VERDICT, file_plan, TARGET, frozenset()).target
    assert target.columns["Vertrouwelijkheid"] == "intern"


def test_the_plan_is_plain_data_and_comes_back_the_same() -> None:
    filing_plan = made(fields={"Onderwerp": "Molen"}, quick_xor_hash=None)
    data = filing_plan.as_data()
    assert plan_from_data(json.loads(canonical_json(data))) == filing_plan
    assert digest(data) == digest(plan_from_data(data).as_data())


def test_a_plan_of_before_the_authors_of_versions_were_kept_can_still_be_read() -> None:
    data = made().as_data()
    for version in data["source"]["versions"]:
        del version["by"]
    read = plan_from_data(data)
    assert [version.by for version in read.source.versions] == ["", ""]
    assert read.source.versions[0].at == made().source.versions[0].at


NAMES = st.text("ab.A ()2é", min_size=1, max_size=8)


@given(NAMES, st.frozensets(NAMES.map(str.lower)))
def test_a_free_name_is_never_taken_and_a_name_that_is_free_stays(
    name: str, taken: frozenset[str]
) -> None:
    free = free_name(name, taken)
    assert free.lower() not in taken
    assert (free == name) is (name.lower() not in taken)


@given(NAMES, st.integers(1, 5))
def test_names_are_numbered_one_after_the_other(name: str, times: int) -> None:
    taken: frozenset[str] = frozenset()
    for _ in range(times):
        taken |= {free_name(name, taken).lower()}
    assert len(taken) == times


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Brief.docx", "Brief (2).docx"),
        ("Brief", "Brief (2)"),
        ("brief.v1.docx", "brief.v1 (2).docx"),
        (".notitie", ".notitie (2)"),
    ],
)
def test_the_number_stands_before_the_ending(name: str, expected: str) -> None:
    assert free_name(name, frozenset({name.lower()})) == expected


def test_the_plan_follows_the_dossier_type_of_the_verdict() -> None:
    file_plan = plan(dossier_type(), dossier_type(name="Bezwaar", library="Bezwaardossiers"))
    verdict = replace(VERDICT, dossier_type="Bezwaar")
    target = make_plan("f", document(), verdict, file_plan, TARGET, frozenset()).target
    assert target.library == "Archief / Bezwaardossiers"
    assert target.columns["Dossiertype"] == "Bezwaar"
