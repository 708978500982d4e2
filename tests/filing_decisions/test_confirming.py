"""What a person who says what a document is hears of what follows."""

from dataclasses import asdict
from typing import Any

import pytest

from classification.reasons import (
    NO_RULE_FITS,
    disagree,
    model_asks,
    no_number,
    only_dossier_known,
    put_there,
    unread_there,
)
from filing import reasons
from filing.confirming import what_follows
from filing.store_ports import SourceNow
from records.documents import Location
from records.file_plan import Mode
from records.verdicts import Reason
from tests.store.stored import own_plan

PLAN = own_plan()
SOURCE = "Subsidies, kanaal Algemeen"
KIND = "Subsidieaanvraag"
NUMBER = "SUB-2026-0147"
OPEN_KIND = only_dossier_known(NUMBER)


def now(mode: Mode = Mode.ACT, *, paused: bool = False) -> SourceNow:
    return SourceNow(mode, Location("D", "F"), "/", paused)


def standing(
    state: str,
    reason: Reason,
    *,
    kind: str | None = None,
    number: str | None = NUMBER,
    by: str = "number",
) -> dict[str, Any]:
    return {
        "state": state,
        "source": SOURCE,
        "reason": asdict(reason),
        "verdict": {
            "document_type": kind,
            "dossier_type": "Subsidie" if number else None,
            "dossier_number": number,
        },
        "evidence": [{"kind": by}],
    }


def code(
    one: dict[str, Any],
    kind: str = KIND,
    said_before: str | None = None,
    source: SourceNow | None = None,
) -> str:
    return what_follows(one, kind, said_before, PLAN, source or now()).code


@pytest.mark.parametrize(
    "reason",
    [
        OPEN_KIND,
        put_there(NUMBER, None),
        model_asks("Brief", NUMBER, 0.6, lacks_kind=None, sure=False),
    ],
)
def test_what_lacks_nothing_but_its_kind_is_looked_at_again(reason: Reason) -> None:
    assert code(standing("waiting", reason)) == "looked_at_again"


@pytest.mark.parametrize(
    "one",
    [
        standing("waiting", reasons.AUDIENCE_WIDER, kind=KIND, by="said_by_person"),
        standing("waiting", unread_there(NUMBER)),
        standing("waiting", disagree(()), number=None),
        standing("waiting", no_number(KIND, PLAN.dossier_type("Subsidie")), kind=KIND, number=None),
        standing("waiting", OPEN_KIND) | {"verdict": None},
        standing("left", reasons.ON_REQUEST, kind=KIND, by="text"),
        standing("left", NO_RULE_FITS, number=None),
        standing("proposed", reasons.not_acting(OPEN_KIND, Mode.OBSERVE), kind=KIND, by="text"),
        standing("proposed", reasons.no_such_dossier(NUMBER), kind=KIND, by="model"),
    ],
)
def test_what_waits_for_something_else_is_said_to_stay_as_it_is_with_its_reason(
    one: dict[str, Any],
) -> None:
    told = what_follows(one, KIND, None, PLAN, now())
    assert told.code == "as_it_is"
    assert told.nl.endswith(one["reason"]["nl"])
    assert told.en.endswith(one["reason"]["en"])
    no_dossier = bool(one["verdict"]) and one["verdict"]["dossier_number"] is None
    assert ("bij welk dossier" in told.nl.split(". ")[0]) == no_dossier


def test_where_the_source_does_not_act_it_is_said_that_it_is_not_filed() -> None:
    waits = standing("waiting", OPEN_KIND)
    observes = what_follows(waits, KIND, None, PLAN, now(Mode.OBSERVE))
    assert observes.nl.endswith(f"maar niet opgenomen: de bron «{SOURCE}» kijkt alleen mee.")
    assert observes.en.endswith(f"but not filed: source «{SOURCE}» only observes.")
    proposed = standing(
        "proposed", reasons.not_acting(OPEN_KIND, Mode.PROPOSE), kind="Notitie", by="model"
    )
    assert "only proposes" in what_follows(proposed, KIND, None, PLAN, now(Mode.PROPOSE)).en


def test_what_can_follow_from_nothing_is_said() -> None:
    waits = standing("waiting", OPEN_KIND)
    assert code(waits, said_before=KIND) == "said_already"
    assert code(waits, said_before="Notitie") == "looked_at_again"
    other = what_follows(waits, "Bezwaarschrift", None, PLAN, now())
    assert other.code == "other_kind"
    assert f"geen regel voor «Bezwaarschrift», wel voor: Notitie, {KIND}," in other.nl
    assert code(waits, source=now(paused=True)) == "not_listened_to"
    assert what_follows(waits, KIND, None, PLAN, None).code == "not_listened_to"
    assert code(standing("gone", OPEN_KIND)) == "gone"
    assert code(standing("filed", OPEN_KIND)) == "not_open"
    assert code(standing("carrying_out", OPEN_KIND)) == "under_way"
    assert code(standing("undoing", OPEN_KIND)) == "under_way"


def test_what_is_not_due_or_not_looked_at_yet_is_said_to_be_so() -> None:
    early = what_follows(standing("left", reasons.ON_REQUEST), KIND, None, PLAN, now())
    assert early.code == "left_so_far"
    assert early.nl.endswith(reasons.ON_REQUEST.nl)
    new = standing("new", reasons.ON_REQUEST)
    del new["verdict"]
    assert code(new) == "not_looked_at"
