"""In which dossier a document lies that a person put into a library of dossiers."""

from collections.abc import Sequence
from dataclasses import dataclass

from classification import reasons
from records.documents import DocumentSnapshot
from records.file_plan import DossierType
from records.numbers import find_numbers, folder_of, has_shape, names_only_others
from records.verdicts import Reason, Seen


@dataclass(frozen=True, slots=True)
class Place:
    """The dossier a document lies in: `quote` is what tells it, from `start` in the path.

    `kind` is that of its evidence: `number_in_folder`, or `known_folder` where the folder is known
    as the dossier's whatever it is called now.
    """

    dossier_type: DossierType
    number: str
    kind: Seen
    quote: str
    start: int


def place_of(snapshot: DocumentSnapshot, dossier_types: Sequence[DossierType]) -> Place | Reason:
    """Return the one dossier that the place of the document tells, or why a person has to.

    A dossier is known by its folder, or its folder is called by its number and by nothing else.
    Where both speak and disagree, a person decides.
    """
    known, named = _known(snapshot, dossier_types), _named(snapshot, dossier_types)
    if known is None:
        return named
    if names_only_others(known.quote, known.number, known.dossier_type.number_shape):
        return reasons.renumbered(known.number, known.quote)
    if isinstance(named, Place) and named.number != known.number:
        return reasons.several((named.number, known.number))
    return named if isinstance(named, Place) else known


def _known(snapshot: DocumentSnapshot, dossier_types: Sequence[DossierType]) -> Place | None:
    known = snapshot.lies_in
    if known is None:
        return None
    types = [one for one in dossier_types if has_shape(known.number, one.number_shape)]
    if len(types) != 1:
        return None
    start = snapshot.item.path.rfind(known.folder_name)
    return Place(types[0], known.number, "known_folder", known.folder_name, max(start, 0))


def _named(snapshot: DocumentSnapshot, dossier_types: Sequence[DossierType]) -> Place | Reason:
    folder = snapshot.item.path.strip("/").partition("/")[0]
    named = [
        (dossier_type, found)
        for dossier_type in dossier_types
        for found in find_numbers(folder, dossier_type.number_shape)
    ]
    places = [
        Place(dossier_type, found.number, "number_in_folder", found.quote, found.start + 1)
        for dossier_type, found in named
        if folder.casefold() == folder_of(found.number).casefold()
    ]
    if named and not places:
        return reasons.beside(folder)
    return places[0] if len(places) == 1 else reasons.IN_NO_DOSSIER
