"""What a document tells about other dossiers: by their number, or by a name of the framework."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from dossiers.relations import AROUND, MOST_TARGETS, find_relations, relations_of
from records.documents import NOBODY, Attachment, DocumentSnapshot, DriveItem, Location
from records.relations import FoundRelation
from records.verdicts import Reason, Verdict
from tests.dossiers.made import (
    OBJECTION,
    PLAN,
    SUBSIDY,
    in_decision,
    in_objection,
    reading,
)

LETTER = (
    "Geachte leden van het college,\n\nWij maken bezwaar tegen uw besluit van 12 maart 2026, "
    "kenmerk SUB-2026-0147, waarmee u onze aanvraag hebt afgewezen.\n\nOns dossier is bij u "
    "bekend als BZW-2026-0033."
)


def targets(found: tuple[FoundRelation, ...]) -> dict[str, bool]:
    return {one.target: one.certain for one in found}


def test_an_objection_tells_the_dossier_of_the_decision_it_is_against() -> None:
    [found] = in_objection(LETTER)
    assert (found.relation, found.target_kind) == ("bezwaar tegen", "dossier")
    assert (found.target, found.certain) == ("SUB-2026-0147", True)


def test_the_quotation_is_the_whole_words_around_it_in_the_same_paragraph() -> None:
    [found] = in_objection(LETTER)
    assert found.quote == LETTER[found.start : found.end]
    assert found.quote.startswith("maken bezwaar tegen uw besluit")
    assert found.quote.endswith("afgewezen.")
    assert "Geachte" not in found.quote


def test_its_own_dossier_is_no_relation() -> None:
    assert in_objection("Nadere gronden in BZW-2026-0033.") == ()


def test_the_same_number_twice_is_one_relation_at_its_first_place() -> None:
    [found] = in_objection("Besluit SUB-2026-0147. Zie sub 2026 0147.")
    assert found.certain
    assert found.start == 0


def test_of_two_dossiers_a_person_chooses() -> None:
    found = in_objection("Tegen SUB-2026-0147 en tegen SUB-2026-0200.")
    assert targets(found) == {"SUB-2026-0147": False, "SUB-2026-0200": False}


def test_a_number_beside_which_another_may_stand_is_not_certain() -> None:
    found = in_objection("Tegen de besluiten SUB-2026-0147 en 0148.")
    assert targets(found) == {"SUB-2026-0147": False}


def test_what_only_an_older_message_or_an_attachment_names_is_never_certain() -> None:
    own, quoted = "Zie het bericht hieronder.\n", "> kenmerk SUB-2026-0147\n"
    found = in_objection(reading(own + quoted, own_end=len(own)))
    assert targets(found) == {"SUB-2026-0147": False}


def test_its_own_words_are_certain_whatever_an_attachment_names_beside_them() -> None:
    own, attached = "Bezwaar tegen SUB-2026-0147.\n", "Besluit SUB-2026-0200"
    inside = Attachment("besluit.pdf", (), len(own), len(own) + len(attached), None)
    found = in_objection(reading(own + attached, attachments=(inside,)))
    assert targets(found) == {"SUB-2026-0147": True, "SUB-2026-0200": False}


def test_a_number_is_not_put_together_from_two_passages() -> None:
    text = "kenmerk SUB-2026-" + "0147"
    assert in_objection(reading(text, own_end=len("kenmerk SUB-2026-"))) == ()


def test_the_page_is_told_where_there_are_pages() -> None:
    text = "Een. " * 20 + "Tegen SUB-2026-0147."
    [found] = in_objection(reading(text, pages=(0, 50)))
    assert found.page == 2
    [found] = in_objection(text)
    assert found.page is None


def test_a_decision_tells_the_regulation_it_rests_on() -> None:
    [found] = in_decision("Gelet op de Subsidieregeling monumenten en erfgoed besluiten wij.")
    assert (found.target_kind, found.target) == ("framework", "Regeling monumenten")
    assert found.certain


def test_a_rule_that_proposes_is_never_certain() -> None:
    [found] = in_decision("Zie de Erfgoednota.", "Subsidieaanvraag")
    assert (found.relation, found.certain) == ("draagt bij aan", False)


def test_a_kind_of_document_that_no_rule_speaks_of_tells_nothing() -> None:
    assert in_decision("Gelet op de Erfgoednota.", "Notitie") == ()


def test_the_longest_name_wins() -> None:
    [found] = in_decision("Zie de Erfgoednota 2026-2030.")
    assert "2026-2030" in found.quote
    [found] = in_decision("de Subsidieregeling monumenten en erfgoed")
    assert found.target == "Regeling monumenten"


@pytest.mark.parametrize(
    "written",
    [
        "SUBSIDIEREGELING MONUMENTEN EN ERFGOED",
        "Subsidieregeling\nmonumenten   en\r\nerfgoed",
        "Subsidieregeling monu-\nmenten en erfgoed",
        "Subsidieregeling monu\u00ad\nmenten en erf\u00adgoed",
        "Subsidieregeling «monumenten en erfgoed»",
        "Subsidieregeling m\u00f3num\u00e9nten en erfgo\u0301ed",
    ],
)
def test_capitals_accents_and_the_ends_of_lines_do_not_count(written: str) -> None:
    assert targets(in_decision(f"Op grond van de {written}, artikel 3.")) == {
        "Regeling monumenten": True
    }


@pytest.mark.parametrize(
    "written",
    [
        "Erfgoednotaboek",
        "Erfgoednota-evaluatie",
        "Subsidieregeling monumenten. En erfgoed",
        "Subsidieregeling monumenten, en erfgoed",
        "paragraaf 2.10.3 van het coalitieakkoord",
        "paragraaf 12.10 van het coalitieakkoord",
        "2.10",
    ],
)
def test_what_only_looks_like_a_name_is_not_found(written: str) -> None:
    assert in_decision(f"Zie {written} voor meer.") == ()


def test_article_8_1_is_not_article_8_11() -> None:
    assert targets(in_decision("Op grond van artikel 8:11, tweede lid.")) == {"Awb 8:11": True}
    assert targets(in_decision("Op grond van artikel 8:1, eerste lid.")) == {"Awb 8:1": True}
    assert in_decision("Op grond van artikel 8:12.") == ()


def test_what_is_kept_in_its_own_dossier_is_no_relation() -> None:
    found = in_decision("De Erfgoednota en Losse regeling.", number="BEL-2026-003")
    assert targets(found) == {"Losse regeling": True}


def test_a_list_of_hundreds_of_numbers_is_bounded() -> None:
    found = in_objection(" ".join(f"SUB-2026-{n:04}" for n in range(500)))
    assert len(found) == MOST_TARGETS
    assert not any(one.certain for one in found)


def test_a_text_full_of_numbers_is_read_and_nothing_in_it_is_certain() -> None:
    [found] = in_objection("SUB-2026-0147 " * 50_000)
    assert (found.target, found.certain) == ("SUB-2026-0147", False)


def test_a_document_without_text_or_without_a_kind_tells_nothing() -> None:
    assert in_objection(reading(None)) == ()
    reason = Reason("test", "", "")
    verdict = Verdict("unclassified", None, None, None, (), (), reason)
    assert relations_of(_snapshot(LETTER), verdict, PLAN) == ()


def test_of_a_classified_document_the_verdict_tells_the_rest() -> None:
    reason = Reason("test", "", "")
    verdict = Verdict("classified", "Bezwaarschrift", "Bezwaar", "BZW-2026-0033", (), (), reason)
    assert relations_of(_snapshot(LETTER), verdict, PLAN) == in_objection(LETTER)


def _snapshot(text: str) -> DocumentSnapshot:
    item = DriveItem(
        location=Location("d", "i"), parent_id="p", name="brief.docx", path="/", is_folder=False,
        etag="e", ctag="c", size=1, quick_xor_hash=None, created_by="", created_at="",
        modified_by="", modified_at="", web_url="", checked_out_by=None, content_type="Document",
        fields={},
    )  # fmt: skip
    return DocumentSnapshot("id", "bron", item, (), NOBODY, None, reading(text))


WORDS = st.sampled_from(
    [
        "SUB-2026-0147", "sub 2026 0200", "BZW-2026-0033", "BEL2026003", "Erfgoednota", "Losse",
        "regeling", "Erfgoednota 2026-2030", "artikel 8:1", "artikel 8:11", "monumenten", "en",
        "Subsidieregeling monu-\nmenten en erfgoed", "\n\n", "-", "(", "é", "\u0301", "\u00ad", "0",
        "İ", "ß", "a" * 80,
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=8))).map(" ".join)


@given(TEXTS, st.data())
def test_whatever_is_found_is_quoted_as_it_stands_and_stays_within_its_passage(
    text: str, data: st.DataObject
) -> None:
    own_end = data.draw(st.one_of(st.none(), st.integers(0, len(text))))
    inside = data.draw(st.integers(own_end if own_end is not None else len(text), len(text)))
    attachment = Attachment("a", (), inside, len(text), None)
    read = reading(text, own_end=own_end, attachments=(attachment,))
    for kind, of_type in (("Bezwaarschrift", OBJECTION), ("Subsidiebeschikking", SUBSIDY)):
        arguments = {
            "document_type": kind,
            "dossier_type": of_type,
            "dossier_number": "BZW-2026-0033",
            "plan": PLAN,
        }
        found = find_relations(read, **arguments)  # type: ignore[arg-type]
        assert found == find_relations(read, **arguments)  # type: ignore[arg-type]
        for one in found:
            assert 0 <= one.start < one.end <= len(text)
            assert one.quote == text[one.start : one.end]
            assert len(one.quote) <= 2 * AROUND + 200
            for border in {own_end or 0, inside}:
                assert not one.start < border < one.end
            assert not (one.certain and own_end is not None and one.end > own_end)
            assert one.target != "BZW-2026-0033"
        keys = [(one.relation, one.target) for one in found]
        assert len(keys) == len(set(keys))
        assert sum(one.certain for one in found) <= 1


def test_a_personal_number_beside_a_reference_is_hidden_in_its_quotation() -> None:
    (found,) = in_objection("Bezwaar tegen kenmerk SUB-2026-0147, mijn BSN is 123456782.")
    assert found.quote == "Bezwaar tegen kenmerk SUB-2026-0147, mijn BSN is •••••••••."
