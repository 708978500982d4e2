"""A run as a file: what is edited in it is seen, and what a plan differs in is said."""

import json
from dataclasses import replace
from typing import Any

import pytest

from filing.applying import AT_LEAST, differs_too_much
from filing.foreseen import FORESEEN
from filing.plan import TargetFacts, make_plan
from filing.run import (
    Foretold,
    RunFileError,
    RunOf,
    differences,
    plan_digest,
    run_lines,
    run_of_lines,
    why_not_here,
)
from records.documents import DocumentSnapshot, Location, Version
from tests.filing_decisions.targets import TARGET, VERDICT
from tests.records.made import ITEM, document, plan

OF = RunOf("2026-11-29T10:00:00Z", "person:a", "r", "g", "s", ("d", "f"), "p" * 64, (None, "m"))


def data(
    snapshot: DocumentSnapshot | None = None, target: TargetFacts = TARGET, filing_id: str = "F"
) -> dict[str, Any]:
    given = snapshot or document()
    return make_plan(filing_id, given, VERDICT, plan(), target, frozenset()).as_data()


def foretold(made: dict[str, Any] | None) -> Foretold:
    outcome: Any = "filed" if made else "left"
    return Foretold("D", "brief.txt", "/A", "etag", outcome, VERDICT.reason, (), None, made)


def texts(*given: Foretold) -> list[str]:
    return [json.dumps(line) for line in run_lines(OF, given)]


def codes(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [one.code for one in differences(then, now)]


def test_a_run_comes_back_from_its_file_as_it_was() -> None:
    given = [foretold(data()), foretold(None)]
    of, found = run_of_lines(texts(*given))
    assert of == OF
    assert [(one.outcome, one.plan) for one in found] == [("filed", data()), ("left", None)]


@pytest.mark.parametrize(
    "edit",
    [
        lambda lines: [lines[0].replace('"p', '"q'), *lines[1:]],
        lambda lines: [lines[0], lines[1].replace("brief.txt", "ander.txt"), lines[2]],
        lambda lines: lines[:2],
        lambda lines: [lines[0], lines[2], lines[1]],
        lambda lines: lines[1:],
        lambda _: ["no JSON"],
        lambda _: ['"text"'],
        lambda _: [],
    ],
)
def test_a_file_that_was_edited_or_is_not_whole_is_no_run(edit: Any) -> None:
    with pytest.raises(RunFileError):
        run_of_lines(edit(texts(foretold(data()), foretold(None))))


def test_the_same_plan_made_again_is_the_same() -> None:
    again = data(filing_id="G")
    assert differences(data(), again) == []
    assert plan_digest(data()) == plan_digest(again)


def test_a_dossier_that_the_run_opens_may_have_any_folder() -> None:
    assert TARGET.dossier is not None
    opened = replace(TARGET.dossier, location=Location("archive", f"{FORESEEN}SUB-2026-0147"))
    then = data(target=replace(TARGET, dossier=opened))
    assert differences(then, data()) == []
    assert codes(then, data(target=replace(TARGET, dossier=None))) == ["dossier"]


def test_it_is_said_what_a_plan_differs_in() -> None:
    one = document()
    edited = replace(one, item=replace(ITEM, etag="other"), versions=(Version("9.0", 1, "t"),))
    assert codes(data(), data(edited)) == ["edited"]
    assert codes(data(), data(replace(one, item=replace(ITEM, path="/Elders")))) == ["moved"]
    taken = replace(TARGET, taken_names=frozenset({ITEM.name.lower()}))
    assert "name" in codes(data(), data(target=taken))
    nobody = replace(one, access=replace(one.access, known=frozenset()))
    assert codes(data(), data(nobody)) == ["audience"]
    assert codes(data(), {**data(), "pointer_name": "elders.url"}) == ["otherwise"]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"register": "x"}, "elsewhere"),
        ({"graph": "x"}, "elsewhere"),
        ({"folder": ("d", "x")}, "other_place"),
        ({"plan_version": "x"}, "other_plan"),
        ({"models": ("x", "m")}, "other_model"),
    ],
)
def test_what_a_run_was_of_must_be_in_force_still(other: dict[str, Any], code: str) -> None:
    found = why_not_here(OF, replace(OF, **other))
    assert found is not None
    assert found.code == code
    assert why_not_here(OF, replace(OF, made_at="later", made_by="person:b")) is None


def test_a_run_stops_where_more_than_a_tenth_and_at_least_some_are_otherwise() -> None:
    assert not differs_too_much(AT_LEAST - 1, AT_LEAST - 1)
    assert differs_too_much(AT_LEAST, 9)
    assert not differs_too_much(10, 100)
    assert differs_too_much(11, 100)
