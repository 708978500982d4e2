"""The brakes: from what a source did to go on, or to stop and say why.

A rule that matches far too much, or a folder that went with all that was in it, is seen by the
number, not by any one document. Why these limits: docs/decisions/0028-brakes.md.
"""

from dataclasses import dataclass
from datetime import timedelta

from records.file_plan import BrakeLimits
from records.verdicts import Reason

A_DAY = timedelta(hours=24)
CHANGE_AT_LEAST = 40  # a share of fewer documents says nothing
VANISHED_WITHIN = timedelta(hours=1)
VANISHED_AT_LEAST = 30
VANISHED_PERCENT = 25
VANISHED_ANYWAY = 500  # so many are too many, however much a source holds


@dataclass(frozen=True, slots=True)
class Begun:
    """What a source did, with the filing that is about to begin.

    `a_day`: of how many documents a filing was begun in the last 24 hours. `looked_at`: how many
    were looked at since file plan, model or mode was changed, and because of it, and `of_change` of
    how many of those a filing was begun; both are zero where this document is none of those.
    """

    a_day: int
    looked_at: int = 0
    of_change: int = 0


def stops_filing(begun: Begun, limits: BrakeLimits) -> Reason | None:
    """Return why the filing that is about to begin is not begun, or None where it may be."""
    if begun.a_day > limits.filings_a_day:
        return _too_many(limits.filings_a_day)
    few = begun.of_change < CHANGE_AT_LEAST
    if few or begun.of_change * 100 <= limits.percent_of_change * begun.looked_at:
        return None
    return _too_large_a_share(begun, limits.percent_of_change)


def stops_listening(vanished: int, known: int) -> Reason | None:
    """Return why a source is not listened to until a person looked, or None where it goes on.

    `vanished` documents went within an hour, of the `known` ones that it had by then.
    """
    many = vanished >= VANISHED_AT_LEAST and vanished * 100 > VANISHED_PERCENT * known
    if not many and vanished < VANISHED_ANYWAY:
        return None
    return Reason(
        "brake_vanished",
        f"De rem staat erop: binnen een uur verdwenen {vanished} van de {known} stukken van deze "
        "bron. Misschien is een map verwijderd, of mag de app er niet meer bij. Een mens kijkt.",
        f"The brake is on: {vanished} of the {known} documents of this source vanished within an "
        "hour. Perhaps a folder was deleted, or the app may see it no more. A person looks.",
    )


def _too_many(limit: int) -> Reason:
    return Reason(
        "brake_count",
        f"De rem staat erop: van deze bron werden in 24 uur al {limit} stukken opgenomen, en meer "
        "mag niet voordat een mens heeft gekeken.",
        f"The brake is on: {limit} documents of this source were filed in 24 hours, and more may "
        "not be before a person looked.",
    )


def _too_large_a_share(begun: Begun, percent: int) -> Reason:
    return Reason(
        "brake_share",
        "De rem staat erop: nadat ordeningsplan, model of stand was gewijzigd, zouden "
        f"{begun.of_change} van de {begun.looked_at} bekeken stukken van deze bron worden "
        f"opgenomen, meer dan {percent} %. Een mens kijkt.",
        "The brake is on: after file plan, model or mode was changed, "
        f"{begun.of_change} of the {begun.looked_at} documents of this source that were looked at "
        f"would be filed, more than {percent} %. A person looks.",
    )
