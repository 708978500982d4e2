"""One record item in several places: the same content is kept once, and referred to."""

from filing.decision import Decision
from filing.ports import Kept
from records.verdicts import Reason, Verdict


def decide_on_kept(kept: Kept, verdict: Verdict) -> Decision:
    """Return what follows for a document whose content is kept already, or were before.

    It is never filed a second time. Where it belongs to another dossier as well, a person decides
    whether that one refers to it.
    """
    if kept.taken_out:
        return Decision("waiting", _taken_out_before(kept))
    other = verdict.outcome == "classified" and verdict.dossier_number not in (
        None,
        kept.dossier_number,
    )
    if other:
        return Decision("proposed", _also_in(kept, verdict.dossier_number or ""))
    return Decision("left", _already_kept(kept))


def _already_kept(kept: Kept) -> Reason:
    nl = f", als bijlage «{kept.inside}»" if kept.inside else ""
    en = f", as attachment «{kept.inside}»" if kept.inside else ""
    return Reason(
        "already_kept",
        f"Precies dit stuk wordt al bewaard: «{kept.name}» in dossier {kept.dossier_number}{nl}. "
        "Er komt geen tweede; dit verwijst daarnaar.",
        f"Exactly this is kept already: «{kept.name}» in dossier {kept.dossier_number}{en}. "
        "No second one is made; this refers to it.",
    )


def _also_in(kept: Kept, number: str) -> Reason:
    return Reason(
        "kept_in_another_dossier",
        f"Precies dit stuk wordt al bewaard in dossier {kept.dossier_number} («{kept.name}»), en "
        f"hoort ook bij {number}. Een mens beslist of dat dossier ernaar verwijst.",
        f"Exactly this is kept already in dossier {kept.dossier_number} («{kept.name}»), and "
        f"belongs to {number} too. A person decides whether that dossier refers to it.",
    )


def _taken_out_before(kept: Kept) -> Reason:
    return Reason(
        "taken_out_before",
        f"Precies dit stuk is eerder opgenomen en door iemand teruggezet of verwijderd: «{kept.name}». "
        "Een mens beslist.",
        f"Exactly this was filed before, and someone put it back or removed it: «{kept.name}». "
        "A person decides.",
    )
