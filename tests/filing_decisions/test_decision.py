from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import checker.kept
from filing.decision import (
    ATTEMPTS_A_DAY,
    COPIES_A_DAY,
    FILINGS_A_DAY,
    LABEL_AGAIN_AFTER,
    LIBRARY_AGAIN_AFTER,
    LOOK_AGAIN_AFTER,
    Circumstances,
    Decision,
    decide_from_document,
    decide_with_target,
)
from filing.limits import LARGEST_COPIED, LONGEST_PATH
from records.documents import Reading, RetentionLabel
from records.file_plan import DocumentType, FilingMoment, Mode
from records.verdicts import Candidate, Reason, Verdict
from tests.filing_decisions.targets import REQUIRED_COLUMNS, TARGET, VERDICT
from tests.records.made import ITEM, document, dossier_type, plan

NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)
BLOCKING = RetentionLabel("Archiefstuk vergrendeld", blocks_delete=True)


def from_document(
    verdict: Verdict = VERDICT, moment: FilingMoment | None = None, **facts: Any
) -> Decision | None:
    parts: dict[str, Any] = {"filing_moment": moment} if moment else {}
    return decide_from_document(document(**facts), verdict, plan(dossier_type(**parts)), NOW)


def with_target(
    mode: Mode = Mode.ACT,
    filings_today: int = 0,
    attempts_today: int = 0,
    copies_today: int = 0,
    *,
    dossier_closed: bool = False,
    principals: frozenset[str] = frozenset({"group:team"}),
    fields: dict[str, str] | None = None,
    type_parts: dict[str, Any] | None = None,
    term_id: str = "",
    document_parts: dict[str, Any] | None = None,
    **target: Any,
) -> Decision:
    return decide_with_target(
        document(principals=principals, fields=fields or {}, **(document_parts or {})),
        VERDICT,
        replace(
            plan(dossier_type(**(type_parts or {}))),
            document_types=(DocumentType("Subsidieaanvraag", "Grant application", term_id),),
        ),
        replace(TARGET, **target),
        Circumstances(mode, dossier_closed, filings_today, attempts_today, copies_today, NOW),
    )


def told(decision: Decision | None) -> tuple[str, str] | None:
    return (decision.outcome, decision.reason.code) if decision else None


def test_a_document_in_one_dossier_goes_on_to_its_target() -> None:
    assert from_document() is None


def test_what_cannot_be_compared_with_others_waits_and_is_looked_at_again() -> None:
    decision = from_document(quick_xor_hash=None)
    assert told(decision) == ("waiting", "not_compared_yet")
    assert decision is not None
    assert decision.look_again_at == NOW + LOOK_AGAIN_AFTER


def test_what_is_signed_and_still_worked_on_is_for_a_person() -> None:
    reading = Reading("tekst", (0,), None, "reader 1", signed=True, unfinished=("comments",))
    final = dossier_type(filing_moment=FilingMoment("when_final"))
    signed = replace(document(name="besluit.pdf"), reading=reading)
    decision = decide_from_document(signed, VERDICT, plan(final), NOW)
    assert told(decision) == ("waiting", "signed_and_unfinished")


def test_a_checked_out_document_is_left_and_looked_at_again() -> None:
    decision = from_document(checked_out_by="Jurist")
    assert told(decision) == ("left", "checked_out")
    assert decision is not None
    assert decision.look_again_at == NOW + LOOK_AGAIN_AFTER
    assert "Jurist" in decision.reason.nl


def test_where_no_rule_fits_the_document_is_left_with_the_verdicts_reason() -> None:
    verdict = replace(VERDICT, outcome="unclassified", dossier_number=None, dossier_type=None)
    assert from_document(verdict) == Decision("left", verdict.reason)


def test_what_no_rule_knows_is_put_before_a_person_where_the_source_says_so() -> None:
    verdict = replace(VERDICT, outcome="unclassified", dossier_number=None, dossier_type=None)
    asking = plan(asks_about_unknown="always")
    decision = decide_from_document(document(), verdict, asking, NOW)
    assert told(decision) == ("waiting", "came_in_unknown")
    assert decision is not None
    assert asking.sources[0].name in decision.reason.nl


ALIKE = replace(
    VERDICT,
    outcome="unclassified",
    dossier_number=None,
    dossier_type=None,
    candidates=(Candidate("Subsidie", None, "SUB-2026-0147"),),
    reason=Reason("like_dossiers", "Het lijkt ...", "It is like ..."),
)


def test_what_came_in_and_no_rule_knows_is_told_with_the_dossiers_that_it_is_like() -> None:
    decision = decide_from_document(document(), ALIKE, plan(asks_about_unknown="always"), NOW)
    assert told(decision) == ("waiting", "came_in_unknown")
    assert decision is not None
    assert decision.reason.nl.endswith("Het lijkt nog het meest op stukken in SUB-2026-0147.")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("advies.pdf", ("waiting", "like_dossiers")), ("advies.docx", ("left", "not_final_yet"))],
)
def test_what_is_like_a_dossier_is_asked_about_where_its_source_says_so_once_it_is_due(
    name: str, expected: tuple[str, str]
) -> None:
    final = dossier_type(filing_moment=FilingMoment("when_final"))
    asking = plan(final, asks_about_unknown="where_alike")
    assert told(decide_from_document(document(name=name), ALIKE, asking, NOW)) == expected


@pytest.mark.parametrize(
    ("name", "moment", "expected"),
    [
        ("advies.docx", FilingMoment("when_final"), ("left", "not_final_yet")),
        ("advies.pdf", FilingMoment("when_final"), ("waiting", "came_in_unknown")),
        ("advies.pdf", FilingMoment("on_request"), ("left", "on_request")),
        ("advies.docx", FilingMoment("at_once"), ("waiting", "came_in_unknown")),
        ("brief.docx.url", FilingMoment("when_final"), ("left", "rule_fits")),
    ],
)
def test_nobody_is_asked_about_what_no_rule_knows_before_the_moment_of_its_source(
    name: str, moment: FilingMoment, expected: tuple[str, str]
) -> None:
    verdict = replace(VERDICT, outcome="unclassified", dossier_number=None, dossier_type=None)
    asking = plan(asks_about_unknown="always", filing_moment=moment)
    assert told(decide_from_document(document(name=name), verdict, asking, NOW)) == expected


def test_a_shortcut_is_left_also_where_the_unknown_is_asked_about() -> None:
    verdict = replace(VERDICT, outcome="unclassified", dossier_number=None, dossier_type=None)
    shortcut = document(name="brief.docx.url")
    decision = decide_from_document(shortcut, verdict, plan(asks_about_unknown="always"), NOW)
    assert decision == Decision("left", verdict.reason)


@pytest.mark.parametrize(
    ("name", "at_source", "expected"),
    [
        ("advies.pdf", None, "waiting"),
        ("advies.docx", None, "left"),
        ("advies.docx", FilingMoment("at_once"), "waiting"),
        ("advies.pdf", FilingMoment("on_request"), "left"),
    ],
)
@pytest.mark.parametrize("numbers", [("SUB-2026-0147",), ("SUB-2026-0147", "SUB-2026-0148")])
def test_nobody_is_asked_about_a_document_by_its_number_before_it_is_done(
    name: str, at_source: FilingMoment | None, expected: str, numbers: tuple[str, ...]
) -> None:
    candidates = tuple(Candidate("Subsidie", None, number) for number in numbers)
    verdict = replace(VERDICT, outcome="ambiguous", document_type=None, candidates=candidates)
    file_plan = plan(
        dossier_type(filing_moment=FilingMoment("when_final")), filing_moment=at_source
    )
    decision = decide_from_document(document(name=name), verdict, file_plan, NOW)
    assert decision is not None
    assert decision.outcome == expected
    assert (decision.reason == verdict.reason) is (expected == "waiting")


@pytest.mark.parametrize(
    "parts",
    [
        {"outcome": "ambiguous"},
        {"outcome": "not_assessable"},
        {"dossier_number": None},
        {"dossier_number": ""},
        {"dossier_type": None},
    ],
)
def test_doubt_waits_for_a_person_with_the_verdicts_reason(parts: dict[str, Any]) -> None:
    assert from_document(replace(VERDICT, **parts)) == Decision("waiting", VERDICT.reason)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (None, "source_protected"),
        ("locked", "record_locked"),
        ("unlocked", "record_unlocked"),
        ("regulatory", "record_regulatory"),
    ],
)
def test_a_label_that_forbids_deleting_waits_for_a_person_and_is_looked_at_again(
    record: Any, code: str
) -> None:
    decision = from_document(label=replace(BLOCKING, record=record))
    assert told(decision) == ("waiting", code)
    assert decision is not None
    assert "Archiefstuk vergrendeld" in decision.reason.nl
    assert decision.look_again_at == NOW + LABEL_AGAIN_AFTER
    assert from_document(label=RetentionLabel("Lopend dossier", blocks_delete=False)) is None


def test_a_notebook_is_left_alone_with_a_reason() -> None:
    assert told(from_document(is_package=True, checked_out_by="Jurist")) == ("left", "package")


@pytest.mark.parametrize(
    ("document_parts", "target", "expected"),
    [
        ({}, {"longest_path": LONGEST_PATH}, "rule_fits"),
        ({}, {"longest_path": LONGEST_PATH + 1}, "path_too_long"),
        ({"size": LARGEST_COPIED - 1}, {}, "rule_fits"),
        ({"size": LARGEST_COPIED}, {}, "file_too_large"),
        ({"size": LARGEST_COPIED}, {"is_here": True}, "rule_fits"),
        ({"size": LARGEST_COPIED}, {"drive_id": ITEM.location.drive_id}, "rule_fits"),
    ],
)
def test_what_sharepoint_would_refuse_half_way_is_not_begun(
    document_parts: dict[str, Any], target: dict[str, Any], expected: str
) -> None:
    assert with_target(document_parts=document_parts, **target).reason.code == expected


def test_a_document_without_a_place_is_not_asked_about_its_label() -> None:
    verdict = replace(VERDICT, outcome="unclassified")
    assert told(from_document(verdict, label=BLOCKING)) == ("left", VERDICT.reason.code)


def test_on_request_is_left() -> None:
    assert told(from_document(moment=FilingMoment("on_request"))) == ("left", "on_request")


@pytest.mark.parametrize(
    ("modified", "waits"),
    [
        (NOW - timedelta(days=7), False),
        (NOW - timedelta(days=7) + timedelta(microseconds=1), True),
        (NOW, True),
    ],
)
def test_a_document_that_was_worked_on_rests_first(modified: datetime, *, waits: bool) -> None:
    moment = FilingMoment("when_quiet", 7)
    decision = from_document(moment=moment, modified_at=modified.isoformat())
    if waits:
        assert told(decision) == ("left", "not_quiet_yet")
        assert decision is not None
        assert decision.look_again_at == modified + timedelta(days=7)
        assert "7 dagen" in decision.reason.nl
    else:
        assert decision is None


@pytest.mark.parametrize(
    ("name", "path", "final"),
    [
        ("besluit.pdf", "/Algemeen", True),
        ("besluit.PDF", "/Algemeen", True),
        ("brief.eml", "/Algemeen", True),
        ("brief.msg", "/Algemeen", True),
        ("besluit.docx", "/Algemeen", False),
        ("besluit DEF.docx", "/Algemeen", False),
        ("definitief.docx", "/Algemeen", False),
        ("besluit.docx", "/Algemeen/Definitief", True),
        ("besluit.docx", "/Algemeen/DEFINITIEF/2026", True),
        ("besluit.docx", "/Algemeen/final", True),
        ("besluit.docx", "/Algemeen/Niet definitief", False),
        ("pdf", "/", False),
    ],
)
def test_final_is_what_people_show_not_a_word_in_a_name(
    name: str, path: str, *, final: bool
) -> None:
    decision = from_document(moment=FilingMoment("when_final"), name=name, path=path)
    assert told(decision) == (None if final else ("left", "not_final_yet"))


def test_a_draft_is_filed_at_once_where_the_type_says_so() -> None:
    assert from_document(moment=FilingMoment("at_once"), name="besluit.docx") is None


def test_everything_in_order_is_done_with_the_verdicts_reason() -> None:
    assert with_target() == Decision("act", VERDICT.reason)


def test_a_late_document_for_a_closed_dossier_goes_to_a_person() -> None:
    assert told(with_target(dossier_closed=True)) == ("waiting", "dossier_closed")
    in_place = with_target(dossier_closed=True, is_here=True)
    assert told(in_place) == ("waiting", "dossier_closed")


@pytest.mark.parametrize("mode", [Mode.PROPOSE, Mode.ACT])
def test_what_its_label_would_make_a_record_is_not_filed_for_it_cannot_be_turned_back(
    mode: Mode,
) -> None:
    protecting = Circumstances(mode, False, 0, 0, 0, NOW, label_protects=True)
    decision = decide_with_target(document(), VERDICT, plan(), TARGET, protecting)
    assert told(decision) == ("waiting", "label_protects")
    assert "Lopend dossier" in decision.reason.nl


def test_in_its_dossier_nobody_sees_it_who_did_not_before() -> None:
    assert with_target(is_here=True, principals=frozenset()).outcome == "act"


TERMS: dict[str, Any] = {"is_here": True, "note_columns": {"Documentsoort": "n"}, "term_id": "t-1"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Documentsoort": '{"Label": "Aanvraag", "TermGuid": "t-1"}'}, ("act", "rule_fits")),
        (
            {"Documentsoort": '{"Label": "Brief", "TermGuid": "t-2"}'},
            ("waiting", "described_by_people"),
        ),
        ({"OorspronkelijkAangemaaktOp": "2026-06-01T10:00:00+02:00"}, ("act", "rule_fits")),
        ({"Dossiernummer": "SUB-2026-0200"}, ("waiting", "described_by_people")),
        ({"Dossiernummer": ""}, ("act", "rule_fits")),
    ],
)
def test_in_its_dossier_only_what_a_person_chose_otherwise_waits_for_a_person(
    fields: dict[str, str], expected: tuple[str, str]
) -> None:
    assert told(with_target(fields=fields, **TERMS)) == expected


def test_a_document_set_needs_its_content_type_and_its_columns() -> None:
    sets = {"dossier_content_type": "Dossier"}
    decision = with_target(type_parts=sets)
    assert told(decision) == ("waiting", "target_not_ready")
    for missing in ("Dossier", "Dossierstatus", "Zaaktype"):
        assert missing in decision.reason.nl
    columns = TARGET.columns | {"Dossierstatus", "Zaaktype"}
    types = {**TARGET.content_types, "Dossier": "0x0120D520"}
    assert with_target(type_parts=sets, columns=columns, content_types=types).outcome == "act"


def test_a_managed_column_needs_a_term_for_the_document_type() -> None:
    managed = {"Documentsoort": "n0te"}
    assert with_target(note_columns=managed, term_id="").outcome == "waiting"
    assert with_target(note_columns=managed, term_id="a-term").outcome == "act"


@pytest.mark.parametrize("column", sorted(REQUIRED_COLUMNS))
def test_a_library_without_a_column_waits_and_says_which(column: str) -> None:
    decision = with_target(columns=REQUIRED_COLUMNS - {column})
    assert told(decision) == ("waiting", "target_not_ready")
    assert f"De bibliotheek Subsidiedossiers mist of verbergt: {column}." in decision.reason.nl
    assert decision.look_again_at == NOW + LIBRARY_AGAIN_AFTER


def test_a_library_without_the_content_type_waits_and_says_so() -> None:
    decision = with_target(content_types={"Document": "1"}, columns=frozenset(REQUIRED_COLUMNS))
    assert told(decision) == ("waiting", "target_not_ready")
    assert "mist of verbergt: Archiefstuk." in decision.reason.nl


def test_a_wider_audience_waits_for_a_person() -> None:
    decision = with_target(principals=frozenset({"user:jurist"}))
    assert told(decision) == ("waiting", "audience_wider")


def test_a_narrower_audience_and_those_who_may_see_all_do_not_count() -> None:
    # The target is open to the team and to the records managers, whom the plan names.
    decision = with_target(principals=frozenset({"group:team", "user:jurist"}))
    assert told(decision) == ("act", "rule_fits")


@pytest.mark.parametrize(
    ("new_dossier", "expected"),
    [
        ("allowed", ("act", "rule_fits")),
        ("proposed", ("proposed", "no_such_dossier")),
        ("never", ("waiting", "no_such_dossier")),
    ],
)
def test_a_dossier_that_does_not_exist_is_opened_only_where_that_is_allowed(
    new_dossier: str, expected: tuple[str, str]
) -> None:
    decision = with_target(type_parts={"new_dossier": new_dossier}, dossier=None)
    assert told(decision) == expected
    assert "SUB-2026-0147" in decision.reason.nl
    existing = with_target(type_parts={"new_dossier": new_dossier}, dossier=TARGET.dossier)
    assert told(existing) == ("act", "rule_fits")


def test_a_label_that_someone_gave_is_never_replaced() -> None:
    label = RetentionLabel("20 jaar bewaren", blocks_delete=False)
    assert told(from_document(label=label)) == ("waiting", "source_labelled")


def test_a_pointer_that_would_tell_a_name_to_more_people_goes_to_a_person() -> None:
    decision = with_target(pointer_principals=frozenset({"group:team", "group:everybody"}))
    assert told(decision) == ("waiting", "pointer_wider")


def test_a_document_that_keeps_changing_is_tried_again_later() -> None:
    decision = with_target(attempts_today=ATTEMPTS_A_DAY)
    assert told(decision) == ("left", "interrupted_too_often")
    assert decision.look_again_at == NOW + timedelta(hours=1)


def test_the_checker_holds_it_to_as_many_copies_as_it_allows_itself() -> None:
    assert checker.kept.COPIES_A_DAY == COPIES_A_DAY


def test_a_document_that_was_copied_again_and_again_waits_and_is_tried_again_later() -> None:
    decision = with_target(copies_today=COPIES_A_DAY)
    assert told(decision) == ("waiting", "copied_too_often")
    assert decision.look_again_at == NOW + timedelta(hours=1)
    assert told(with_target(copies_today=COPIES_A_DAY - 1)) == ("act", "rule_fits")


@pytest.mark.parametrize("filings", [FILINGS_A_DAY, FILINGS_A_DAY + 1])
def test_a_document_that_is_filed_again_and_again_waits(filings: int) -> None:
    assert told(with_target(filings_today=filings)) == ("waiting", "filed_too_often")
    assert told(with_target(filings_today=FILINGS_A_DAY - 1)) == ("act", "rule_fits")


@pytest.mark.parametrize(
    ("source", "of_type", "expected"),
    [
        (Mode.ACT, Mode.ACT, ("act", "rule_fits")),
        (Mode.ACT, Mode.PROPOSE, ("proposed", "proposing")),
        (Mode.PROPOSE, Mode.ACT, ("proposed", "proposing")),
        (Mode.OBSERVE, Mode.ACT, ("proposed", "observing")),
        (Mode.ACT, Mode.OBSERVE, ("proposed", "observing")),
        (Mode.PROPOSE, Mode.OBSERVE, ("proposed", "observing")),
    ],
)
def test_of_the_modes_of_source_and_dossier_type_the_stricter_wins(
    source: Mode, of_type: Mode, expected: tuple[str, str]
) -> None:
    decision = with_target(source, type_parts={"mode": of_type})
    assert told(decision) == expected
    assert decision.reason.nl.startswith(VERDICT.reason.nl)
    assert decision.reason.en.startswith(VERDICT.reason.en)


def test_what_people_put_into_a_library_of_dossiers_outside_its_dossier_is_not_moved() -> None:
    governed = plan(team="", channel="", site="Archief", library="Subsidiedossiers")
    circumstances = Circumstances(Mode.ACT, False, 0, 0, 0, NOW)
    decision = decide_with_target(document(), VERDICT, governed, TARGET, circumstances)
    assert told(decision) == ("waiting", "outside_its_dossier")
