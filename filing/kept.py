"""One record item in several places: the same content is kept once, and referred to."""

from dataclasses import asdict
from typing import Any

from filing.decision import Decision
from filing.ports import Kept
from records.verdicts import Reason, Verdict


def decide_on_kept(kept: Kept, verdict: Verdict, *, named: bool) -> Decision:
    """Return what follows for a document whose content is kept already, or were before.

    It is never filed a second time. Where it belongs to another dossier as well, a person decides
    whether that one refers to it. The name of what is kept may itself be private: it is told where
    it is `named`, and otherwise the number of the dossier has to do.
    """
    if kept.taken_out:
        return Decision("waiting", _taken_out_before(kept, named=named))
    other = verdict.outcome == "classified" and verdict.dossier_number not in (
        None,
        kept.dossier_number,
    )
    if other:
        number = verdict.dossier_number or ""
        return Decision("proposed", _also_in(kept, number, named=named))
    return Decision("left", _already_kept(kept, named=named))


def reference_to(kept: Kept, *, named: bool) -> dict[str, Any]:
    """Return what the register tells of what is kept; its names only where it is `named`."""
    unnamed = {"document_id": kept.document_id, "dossier_number": kept.dossier_number}
    return asdict(kept) if named else unnamed


def _already_kept(kept: Kept, *, named: bool) -> Reason:
    where_nl, where_en = _where(kept)
    name, nl, en = "", "", ""
    if named:
        name = f": «{kept.name}»"
        nl = f", als bijlage «{kept.inside}»" if kept.inside else ""
        en = f", as attachment «{kept.inside}»" if kept.inside else ""
    return Reason(
        "already_kept",
        f"Precies dit stuk wordt al bewaard{name} {where_nl}{nl}. "
        "Er komt geen tweede; dit verwijst daarnaar.",
        f"Exactly this is kept already{name} {where_en}{en}. "
        "No second one is made; this refers to it.",
    )


def _also_in(kept: Kept, number: str, *, named: bool) -> Reason:
    where_nl, where_en = _where(kept)
    name = f" («{kept.name}»)" if named else ""
    return Reason(
        "kept_in_another_dossier",
        f"Precies dit stuk wordt al bewaard {where_nl}{name}, en hoort bij {number}. "
        "Een mens beslist of dat dossier ernaar verwijst.",
        f"Exactly this is kept already {where_en}{name}, and belongs to {number}. "
        "A person decides whether that dossier refers to it.",
    )


def _where(kept: Kept) -> tuple[str, str]:
    """Return where it is kept; people may have moved it out of every dossier that is known."""
    if not kept.dossier_number:
        return "buiten elk dossier", "outside of every dossier"
    return f"in dossier {kept.dossier_number}", f"in dossier {kept.dossier_number}"


def _taken_out_before(kept: Kept, *, named: bool) -> Reason:
    name = f": «{kept.name}»" if named else ""
    return Reason(
        "taken_out_before",
        f"Precies dit stuk is eerder opgenomen en door iemand teruggezet of verwijderd{name}. "
        "Een mens beslist.",
        f"Exactly this was filed before, and someone put it back or removed it{name}. "
        "A person decides.",
    )
