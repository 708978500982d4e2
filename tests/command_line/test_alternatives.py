"""What `dossier classify` tells of rules that one thing keeps from fitting."""

import pytest

from classification.classify import classify
from command_line.alternatives import alternatives_lines, alternatives_object, alternatives_of
from records.file_plan import Condition
from tests.records.made import document, dossier_type, plan, rule

LETTER = Condition("text", ("brief",))


def lines_and_names(rules: int) -> tuple[list[str], list[str]]:
    """What is told where a rule fits, and so many others for other kinds lack one thing."""
    others = (
        rule(
            f"Regel {at}", when=(LETTER, Condition("text", (f"woord{at}",))), document_type=str(at)
        )
        for at in range(rules)
    )
    of_the_same = rule("Ook een aanvraag", when=(LETTER, Condition("text", ("xyzzy",))))
    file_plan = plan(dossier_type(rule(), of_the_same, *others))
    snapshot = document("Een brief: aanvraag SUB-2026-0147.")
    verdict = classify(snapshot, file_plan)
    assert verdict.reason.code == "rule_fits"
    found = alternatives_of(snapshot, file_plan, None, verdict)
    names = [one["rule"] for one in alternatives_object(found)["nearly"]]
    return alternatives_lines(found, verdict), names


@pytest.mark.parametrize(
    ("rules", "more"),
    [(3, []), (5, ["One thing is lacking of 2 more rules (--json lists them)."])],
)
def test_of_rules_that_lack_one_thing_the_first_three_are_told_and_how_many_more(
    rules: int, more: list[str]
) -> None:
    lines, names = lines_and_names(rules)
    first = [f"Rule «Regel {at}» would fit, but lacks: in the text «woord{at}»." for at in range(3)]
    assert lines == [*first, *more]
    assert names == ["Ook een aanvraag", *(f"Regel {at}" for at in range(rules))]
