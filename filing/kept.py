"""One record item in several places: the same content is kept once, and referred to."""

from dataclasses import asdict
from typing import Any

from filing.decision import Decision
from filing.store_ports import Claimed, Kept
from filing.workplace import Workplace
from records.documents import DocumentSnapshot, DriveItem
from records.verdicts import Reason, Verdict

# Why a filing kept a source that has versions which its copy lacks.
COPY_LACKS_VERSIONS = frozenset({"copy_not_whole", "versions_pushed_out"})


async def kept_or_filed_before(
    claimed: Claimed, snapshot: DocumentSnapshot, at: Workplace
) -> Kept | None:
    """Return the document as which this one is kept, or was filed before people took it elsewhere.

    It is known by what it holds; else by its item, which was that document before; else by the
    column or the maker, the moment and the name of one that is not in its place any more. From then
    on it stays known, whatever people write in it. Who only copied something has a document of its
    own: SharePoint makes it at another moment, and what it was made of lies in its place. Who put it
    into a dossier decided: there it counts as what it is now.
    """
    kept, item = await at.documents.kept_already(claimed.document_id), snapshot.item
    if snapshot.lies_in is not None and (kept is None or kept.edited or _of_another(kept, claimed)):
        return None
    if kept is None:
        kept = await _from_elsewhere(claimed, item, at)
    if kept is None or kept.inside is not None or kept.document_id == claimed.document_id:
        return kept
    if kept.taken_out or kept.edited or kept.made == item.made:
        await at.documents.know_as(claimed.document_id, kept.document_id)
    return kept


def _of_another(kept: Kept, claimed: Claimed) -> bool:
    """Return whether it was taken out as another item: this one was not put back where it lies."""
    return kept.taken_out and kept.document_id != claimed.document_id


async def _from_elsewhere(claimed: Claimed, item: DriveItem, at: Workplace) -> Kept | None:
    for filed in await at.documents.filed_as(claimed.document_id, item):
        if await at.drives.item(filed.at) is None:
            return filed
    return None


def decide_on_kept(kept: Kept, verdict: Verdict, *, named: bool) -> Decision:
    """Return what follows for a document whose content is kept already, or were before.

    It is never filed a second time. Where it belongs to another dossier as well, a person decides
    whether that one refers to it. The name of what is kept may itself be private: it is told where
    it is `named`, and otherwise the number of the dossier has to do.
    """
    if kept.edited:
        return Decision("waiting", _edited(kept, named=named))
    if kept.taken_out:
        return Decision("waiting", _taken_out_before(kept, named=named))
    if kept.lacks_versions:
        return Decision("waiting", _lacks_versions(kept, named=named))
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
    told = asdict(kept)
    names = told if named else ("document_id", "dossier_number")
    return {name: told[name] for name in names if name not in ("made", "edited", "lacks_versions")}


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


def _lacks_versions(kept: Kept, *, named: bool) -> Reason:
    where_nl, where_en = _where(kept)
    name = f": «{kept.name}»" if named else ""
    return Reason(
        "kept_without_versions",
        f"Dit stuk wordt al bewaard {where_nl}{name}, maar zonder enkele oudere versies die hier wel "
        "staan. Er komt geen tweede; een mens beslist.",
        f"This is kept already {where_en}{name}, but without some older versions that are here. No "
        "second one is made; a person decides.",
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


def _edited(kept: Kept, *, named: bool) -> Reason:
    name = f": «{kept.name}»" if named else ""
    return Reason(
        "filed_before_and_edited",
        "Dit stuk is eerder opgenomen; iemand zette het hier terug en bewerkte het"
        f"{name}. Het wordt niet vanzelf opnieuw opgenomen; een mens beslist.",
        "This was filed before; someone brought it back here and edited it"
        f"{name}. It is not filed again by itself; a person decides.",
    )


def _taken_out_before(kept: Kept, *, named: bool) -> Reason:
    name = f": «{kept.name}»" if named else ""
    return Reason(
        "taken_out_before",
        f"Precies dit stuk is eerder opgenomen en door iemand teruggezet of verwijderd{name}. "
        "Een mens beslist.",
        f"Exactly this was filed before, and someone put it back or removed it{name}. "
        "A person decides.",
    )
