"""What follows for a document where a person says what it is, told from how it stands at that moment.

A person's word fills in the kind where only that is missing; it overrules no rule, names no dossier,
and sets no mode. Whoever says it should hear at once where nothing can follow.
"""

from collections.abc import Collection, Mapping
from typing import Any

from classification.suggested import KIND_OPEN
from filing.states import OPEN, UNDER_WAY
from filing.store_ports import SourceNow
from records.file_plan import DossierType, FilePlan, Mode
from records.verdicts import Reason

_WAITS_FOR_ITS_KIND = KIND_OPEN | {"model_asks"}
_WAITS_FOR_ITS_MODE = frozenset({"observing", "proposing"})
_NOT_BY_A_RULE = frozenset({"model", "said_by_person"})


def what_follows(
    standing: Mapping[str, Any],
    kind: str,
    said_before: str | None,
    file_plan: FilePlan,
    source: SourceNow | None,
) -> Reason:
    """Return what follows where a person says that it is of that kind, or why nothing does.

    `standing` is the document as the overview tells it; `said_before` is what a person said of it
    already.
    """
    state = standing["state"]
    if state not in OPEN:
        return _UNDER_WAY if state in UNDER_WAY else _GONE if state == "gone" else _FILED
    if kind == said_before:
        return _SAID_ALREADY
    if source is None or source.paused:
        return _not_listened_to(standing["source"])
    verdict = standing.get("verdict")
    if state == "new" and verdict is None:
        return _NOT_LOOKED_AT
    if verdict is None or not _lacks_its_kind(standing):
        return _as_it_is(standing["reason"], verdict)
    known = [one for one in file_plan.dossier_types if one.name == verdict["dossier_type"]]
    return _in_known_dossier(standing, kind, known[0], source) if known else _LOOKED_AT


def _lacks_its_kind(standing: Mapping[str, Any]) -> bool:
    """Return whether its dossier is known, and no rule tells its kind or disagrees about it.

    Of one that was left until it is due only its verdict tells that: its reason is another.
    """
    code, verdict = standing["reason"]["code"], standing["verdict"]
    if verdict["dossier_number"] is None:
        return False
    by_rule = not any(found["kind"] in _NOT_BY_A_RULE for found in standing["evidence"])
    if standing["state"] == "waiting":
        return code in _WAITS_FOR_ITS_KIND
    if standing["state"] == "proposed":
        return code in _WAITS_FOR_ITS_MODE and not by_rule
    return verdict["document_type"] is None or not by_rule


def _in_known_dossier(
    standing: Mapping[str, Any], kind: str, dossier_type: DossierType, source: SourceNow
) -> Reason:
    """Return what follows where the dossier is known, and the kind was what was missing."""
    kinds = {rule.document_type for rule in dossier_type.rules}
    if kind not in kinds:
        return _other_kind(kind, dossier_type.name, kinds)
    if source.mode is not Mode.ACT:
        nl, en = f"de bron «{standing['source']}»", f"source «{standing['source']}»"
        return _not_acting(source.mode, nl, en)
    if dossier_type.mode is not Mode.ACT:
        nl, en = f"het dossiertype «{dossier_type.name}»", f"dossier type «{dossier_type.name}»"
        return _not_acting(dossier_type.mode, nl, en)
    return _left_so_far(standing["reason"]) if standing["state"] == "left" else _LOOKED_AT


_LOOKED_AT = Reason(
    "looked_at_again",
    "Het wordt opnieuw bekeken: staat zijn dossier vast, past die soort daarin en is het zover, dan "
    "wordt het opgenomen.",
    "It is looked at again: where its dossier is certain, can hold that kind, and the moment has "
    "come, it is filed.",
)
_FILED = Reason(
    "not_open",
    "Aan het document verandert niets.",
    "Nothing of the document changes.",
)
_UNDER_WAY = Reason(
    "under_way",
    "Het wordt juist opgenomen of teruggezet; dit verandert daar niets aan.",
    "It is being filed or put back just now; this changes nothing of that.",
)
_GONE = Reason("gone", "Het document is er niet meer.", "The document is not there any more.")
_SAID_ALREADY = Reason(
    "said_already",
    "Dat was er al van gezegd; er volgt niets nieuws uit.",
    "That was said of it already; nothing new follows.",
)
_NOT_LOOKED_AT = Reason(
    "not_looked_at",
    "Het is nog niet bekeken; zegt geen regel wat het is, dan geldt dit.",
    "It was not looked at yet; where no rule says what it is, this counts.",
)


def _not_listened_to(source: str) -> Reason:
    return Reason(
        "not_listened_to",
        f"Er gebeurt nu niets mee: naar de bron «{source}» wordt niet geluisterd.",
        f"Nothing is done with it now: source «{source}» is not listened to.",
    )


def _as_it_is(reason: Mapping[str, str], verdict: Mapping[str, Any] | None) -> Reason:
    no_dossier = verdict is not None and verdict["dossier_number"] is None
    nl = ", want het zegt niet bij welk dossier het hoort" if no_dossier else ""
    en = ", for it does not tell to which dossier it belongs" if no_dossier else ""
    return Reason(
        "as_it_is",
        f"Dit laat het document zoals het is{nl}. {reason['nl']}",
        f"This leaves the document as it is{en}. {reason['en']}",
    )


def _other_kind(kind: str, dossier_type: str, kinds: Collection[str]) -> Reason:
    holds = ", ".join(sorted(kinds))
    return Reason(
        "other_kind",
        f"Zo wordt het niet opgenomen: het dossiertype «{dossier_type}» heeft geen regel voor "
        f"«{kind}», wel voor: {holds}.",
        f"It is not filed so: dossier type «{dossier_type}» has no rule for «{kind}», but for: {holds}.",
    )


def _not_acting(mode: Mode, nl: str, en: str) -> Reason:
    how_nl, how_en = (
        ("kijkt alleen mee", "only observes")
        if mode is Mode.OBSERVE
        else ("stelt alleen voor", "only proposes")
    )
    return Reason(
        "not_acting",
        f"Het wordt opnieuw bekeken, maar niet opgenomen: {nl} {how_nl}.",
        f"It is looked at again, but not filed: {en} {how_en}.",
    )


def _left_so_far(reason: Mapping[str, str]) -> Reason:
    return Reason(
        "left_so_far",
        f"Het wordt opnieuw bekeken. Tot nu toe bleef het liggen: {reason['nl']}",
        f"It is looked at again. Until now it was left: {reason['en']}",
    )
