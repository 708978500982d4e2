"""Rules that can meet in one document, told with such a document."""

import re
from pathlib import Path
from typing import Any

import pytest

from classification.file_plan.made_documents import asked_by
from classification.file_plan.meeting import Meetings, meetings
from classification.rules import Fit, apply_rule
from records.file_plan import Condition, Rule, RuleName
from tests.classification.test_rule_words import made
from tests.records.made import dossier_type, plan, rule

WORDS = (Path(__file__).parents[2] / "docs" / "rule_words.md").read_text("utf-8")
CONDITIONS = re.findall(r"(?m)^\| `(.+?)` \| `", WORDS)


NONE = Meetings((), (), ())


def kind(name: str, *phrases: str, word: str = "text", **parts: Any) -> Rule:
    """A rule that says a kind of its own."""
    when = (Condition(word, phrases),)
    return rule(name, **{"when": when, "document_type": name, **parts})


def met(*rules: Rule) -> Meetings:
    return meetings(plan(dossier_type(*rules)), ())


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_document_that_is_made_for_a_condition_is_one_that_it_finds(condition: str) -> None:
    asks = made(condition)
    document = next(asked_by(asks, asks))
    assert apply_rule(asks, document).fit is Fit.FITS


def test_two_rules_that_one_document_can_fit_are_told_with_that_document() -> None:
    by_name = kind("Verslag", "verslag", word="name")
    [one] = met(kind("Aanvraag", "aanvraag"), by_name).found
    assert one.rules == (RuleName("Subsidie", "Aanvraag"), RuleName("Subsidie", "Verslag"))
    assert (one.document.name, one.document.text) == ("verslag", "aanvraag")


def test_rules_of_which_one_goes_first_or_that_say_the_same_do_not_get_in_each_others_way() -> None:
    first = kind("Brief", "brief", goes_before=(RuleName("Subsidie", "Aanvraag"),))
    assert met(kind("Aanvraag", "aanvraag"), first) == NONE
    same = kind("Verzoek", "verzoek", document_type="Aanvraag")
    assert met(kind("Aanvraag", "aanvraag"), same) == NONE


def test_rules_that_meet_at_no_source_are_not_told() -> None:
    types = (
        dossier_type(kind("Aanvraag", "aanvraag")),
        dossier_type(kind("Bezwaar", "bezwaar"), name="Bezwaar"),
    )
    assert len(meetings(plan(*types), ()).found) == 1
    assert meetings(plan(*types, only=("Subsidie",)), ()) == NONE


def test_the_document_has_words_that_the_exceptions_leave_alone() -> None:
    asks = kind("Aanvraag", "aanvraag", "verzoek")
    excludes = kind("Brief", "brief", unless=(Condition("text", ("aanvraag",)),))
    [one] = met(asks, excludes).found
    assert one.document.text == "verzoek. brief"


def test_where_no_document_is_found_that_is_said_and_not_that_there_is_none() -> None:
    excludes = kind("Brief", "brief", unless=(Condition("text", ("aanvraag",)),))
    found = met(kind("Aanvraag", "aanvraag"), excludes)
    assert found.found == ()
    assert found.not_found == ((RuleName("Subsidie", "Aanvraag"), RuleName("Subsidie", "Brief")),)


def test_a_document_in_which_a_third_rule_goes_before_both_shows_nothing() -> None:
    both = tuple(RuleName("Subsidie", name) for name in ("Aanvraag", "Aanvraagbrief"))
    first = kind("Intrekking", "aanvraag", goes_before=both)
    found = met(kind("Aanvraag", "aanvraag"), kind("Aanvraagbrief", "aanvraag"), first)
    assert (found.found, found.not_found) == ((), (both,))


def test_of_very_many_rules_it_is_told_which_were_not_tried() -> None:
    rules = [kind(name, name.lower()) for name in ("Aanvraag", "Brief", "Nota")]
    found = meetings(plan(dossier_type(*rules)), (), most=1)
    assert (len(found.found), len(found.not_found), len(found.not_tried)) == (1, 0, 2)
    assert found.found[0].rules == (RuleName("Subsidie", "Aanvraag"), RuleName("Subsidie", "Brief"))
