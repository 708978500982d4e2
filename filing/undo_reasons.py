"""Why a filing cannot be undone, or its undo did not come through, in sentences."""

from collections.abc import Iterable

from records.verdicts import Reason


def relabelled(name: str) -> Reason:
    """Return the reason where a person gave the document that label in its dossier."""
    return Reason(
        "relabelled",
        f"Iemand gaf het document in het dossier het retentielabel «{name}»; dat blijft staan.",
        f"Someone gave the document the retention label «{name}» in the dossier; that stands.",
    )


def checked_out(by: str) -> Reason:
    """Return the reason where someone has the document checked out in its dossier."""
    return Reason(
        "checked_out",
        f"Het document is in het dossier uitgecheckt door {by}. Zet het terug als het is ingecheckt.",
        f"The document is checked out in its dossier by {by}. Undo it once it is checked in.",
    )


def old_name_taken(name: str) -> Reason:
    """Return the reason where something else has the document's name at its old place."""
    return Reason(
        "old_name_taken",
        f"Op de oude plaats staat intussen iets anders met de naam «{name}». Geef dat een andere naam of "
        "een andere plaats, en zet daarna terug.",
        f"Something else called «{name}» stands at the old place meanwhile. Rename or move that, and "
        "undo again.",
    )


def undone_but(columns: Iterable[str]) -> Reason:
    """Return the reason where a document is back without these columns."""
    listed = ", ".join(columns)
    return Reason(
        "undone_but_columns",
        f"{UNDONE.nl} De bibliotheek nam deze kenmerken niet aan: {listed}; die staan in het register.",
        f"{UNDONE.en} The library did not take these columns: {listed}; they stand in the register.",
    )


GONE = Reason(
    "gone",
    "Het document ligt niet meer in het dossier; iemand heeft het verwijderd.",
    "The document is no longer in the dossier; someone removed it.",
)
GONE_AGAIN = Reason(
    "gone_at_old_place",
    "Wat op de oude plaats hoort te staan is daar intussen door iemand weggehaald; het document "
    "blijft in het dossier.",
    "Someone took away meanwhile what belongs at the old place; the document stays in its dossier.",
)
NOT_WHOLE_AGAIN = Reason(
    "not_whole_again",
    "Wat op de oude plaats staat heeft niet alle versies meer die het document moet hebben; het "
    "document blijft in het dossier.",
    "What stands at the old place no longer has every version that the document should have; the "
    "document stays in its dossier.",
)
MOVED_BY_PEOPLE = Reason(
    "moved_by_people",
    "Het document is na het opnemen door iemand verplaatst; die keuze blijft staan.",
    "Someone moved the document after it was filed; that choice stands.",
)
RECORD = Reason(
    "record",
    "Het document is vastgesteld als archiefstuk (record); terugzetten is verboden.",
    "The document is declared a record; putting it back is forbidden.",
)
NO_OLD_FOLDER = Reason(
    "no_old_folder",
    "De map waarin het document stond bestaat niet meer.",
    "The folder the document was in no longer exists.",
)
AUDIENCE_WIDER = Reason(
    "audience_wider",
    "Op de oude plaats zouden meer mensen het document kunnen zien dan vroeger. Een mens beslist.",
    "At the old place more people could see the document than they could. A person decides.",
)
EDITED = Reason(
    "edited_in_dossier",
    "Er is in het dossier aan het document gewerkt; dat werk zou verloren gaan.",
    "The document was worked on in the dossier; that work would be lost.",
)
NAME_TAKEN_MEANWHILE = Reason(
    "old_name_taken",
    "Op de oude plaats kwam intussen iets anders met deze naam.",
    "Something else took this name at the old place meanwhile.",
)
RENAMED_MEANWHILE = Reason(
    "renamed_meanwhile",
    "Iemand gaf het document een andere naam terwijl het werd teruggezet; die naam blijft staan.",
    "Someone gave the document another name while it was being put back; that name stands.",
)
DESCRIBED_MEANWHILE = Reason(
    "described_meanwhile",
    "Iemand vulde kolommen in terwijl het document werd teruggezet; die blijven staan.",
    "Someone filled columns while the document was being put back; those stand.",
)
EDITED_MEANWHILE = Reason(
    "edited_meanwhile",
    "Iemand werkt in het document terwijl het wordt teruggezet; probeer het later opnieuw.",
    "Someone is working in the document while it is put back; try again later.",
)
UNDONE = Reason(
    "undone",
    "Teruggezet op de oude plaats; het wordt niet vanzelf opnieuw opgenomen.",
    "Put back at its old place; it will not be filed again by itself.",
)
