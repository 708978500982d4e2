"""Which folder is the dossier.

A dossier is known by its folder's id from the first filing on: people rename folders and move
them, and it stays the same dossier. Only where none is known the name counts. Where both may be
meant, the name now tells another dossier, or no more than has its number in it, a person decides.
"""

from dataclasses import dataclass

from classification import reasons
from filing.staging import is_staged
from filing.workplace import Workplace
from records.documents import DriveItem, KnownDossier, Location
from records.file_plan import DossierType
from records.numbers import find_numbers, folder_of, names_only_others
from records.verdicts import Reason


@dataclass(frozen=True, slots=True)
class DossierFolder:
    """The folder of a dossier, null where there is none yet; `doubt` is for a person."""

    folder: DriveItem | None
    doubt: Reason | None = None


async def find_dossier(
    number: str, dossier_type: DossierType, root: DriveItem, at: Workplace
) -> DossierFolder:
    """Return the folder of that dossier in the library with that root."""
    drive_id, name = root.location.drive_id, folder_of(number)
    called_so = await at.drives.child(drive_id, root.location.item_id, name)
    known = await _known(number, drive_id, called_so, at)
    if known is None:
        return await _by_name(number, dossier_type, root, called_so, at)
    if called_so is not None and not called_so.is_folder:
        called_so = None
    if is_staged(known):
        return DossierFolder(known, _being_removed(number))
    if called_so is not None and called_so.location != known.location:
        return DossierFolder(known, _two_folders(number, known.name))
    if called_so is None and names_only_others(known.name, number, dossier_type.number_shape):
        return DossierFolder(known, reasons.renumbered(number, known.name))
    return DossierFolder(known)


async def dossier_around(item: DriveItem, at: Workplace) -> KnownDossier | None:
    """Return the known dossier that the item lies in, in its folder itself or deeper."""
    parent_id = item.parent_id
    for _ in filter(None, item.path.split("/")):
        folder = await at.drives.item(Location(item.location.drive_id, parent_id))
        if folder is None:
            return None
        number = await at.documents.dossier_of_folder(folder.location)
        if number is not None:
            return KnownDossier(number, folder.name)
        parent_id = folder.parent_id
    return None


async def _known(
    number: str, drive_id: str, called_so: DriveItem | None, at: Workplace
) -> DriveItem | None:
    """Return the folder that the store knows, as long as it lives in the library."""
    where = await at.documents.folder_of_dossier(number)
    if where is None or where.drive_id != drive_id:
        return None
    if called_so is not None and called_so.is_folder and called_so.location == where:
        return called_so
    folder = await at.drives.item(where)
    return folder if folder is not None and folder.is_folder else None


async def _by_name(
    number: str,
    dossier_type: DossierType,
    root: DriveItem,
    called_so: DriveItem | None,
    at: Workplace,
) -> DossierFolder:
    if called_so is None:
        beside = await at.drives.children(root.location.drive_id, root.location.item_id)
        alike = [i.name for i in beside if i.is_folder and _names(i.name, number, dossier_type)]
        return DossierFolder(None, _may_be_its_folder(number, alike[0]) if alike else None)
    if not called_so.is_folder:
        return DossierFolder(None, _called_by_a_file(called_so.name))
    other = await at.documents.dossier_of_folder(called_so.location)
    if other is not None and other != number:
        return DossierFolder(called_so, reasons.renumbered(other, called_so.name))
    return DossierFolder(called_so)


def _names(name: str, number: str, dossier_type: DossierType) -> bool:
    """Return whether that name of a folder has the number in it."""
    return any(
        folder_of(found.number) == folder_of(number)
        for shape in (dossier_type.number_shape, folder_of(dossier_type.number_shape))
        for found in find_numbers(name, shape)
    )


def _may_be_its_folder(number: str, name: str) -> Reason:
    folder = folder_of(number)
    return Reason(
        "may_be_its_folder",
        f"Er is nog geen map {folder}, maar wel een map «{name}», die dit dossier kan zijn. Een "
        f"mens geeft die de naam {folder}, of maakt een map met die naam.",
        f"There is no folder {folder} yet, but a folder «{name}», which may be this dossier. A "
        f"person calls it {folder}, or makes a folder called so.",
    )


def _called_by_a_file(name: str) -> Reason:
    return Reason(
        "file_called_as_dossier",
        f"In de bibliotheek staat een bestand dat «{name}» heet, zoals de map van het dossier zou "
        "heten. Een mens beslist.",
        f"A file in the library is called «{name}», as the dossier's folder would be. A person "
        "decides.",
    )


def _being_removed(number: str) -> Reason:
    return Reason(
        "dossier_being_removed",
        f"De map van dossier {number} wordt juist verwijderd of ligt in _binnen; er wordt opnieuw "
        "gekeken.",
        f"The folder of dossier {number} is being removed just now or lies in _binnen; it is looked "
        "at again.",
    )


def _two_folders(number: str, name: str) -> Reason:
    return Reason(
        "two_folders",
        f"Dossier {number} is de map «{name}», maar er is ook een map met dit nummer. Een mens "
        "beslist.",
        f"Dossier {number} is the folder «{name}», but another folder is called by its number. A "
        "person decides.",
    )
