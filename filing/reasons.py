"""Why a decision is what it is, in sentences that a colleague understands."""

from collections.abc import Iterable, Sequence

from classification.reasons import like_dossiers
from records.documents import RetentionLabel
from records.file_plan import Mode
from records.verdicts import Reason


def checked_out(by: str) -> Reason:
    """Return the reason where someone has the document checked out."""
    return Reason(
        "checked_out",
        f"Het document is uitgecheckt door {by}; er wordt later opnieuw gekeken.",
        f"The document is checked out by {by}; it is looked at again later.",
    )


def protected(label: RetentionLabel) -> Reason:
    """Return the reason where a retention label forbids that the source is released.

    What a label forbids, record by record, is told at
    https://learn.microsoft.com/purview/records-management.
    """
    kind = {
        "locked": (
            "record_locked",
            "maakt het een vergrendeld archiefstuk: het mag niet worden verwijderd",
            "makes it a locked record: it may not be deleted",
        ),
        "unlocked": (
            "record_unlocked",
            "maakt het een archiefstuk dat ontgrendeld is: het mag zijn bibliotheek niet verlaten",
            "makes it a record that is unlocked: it may not leave its library",
        ),
        "regulatory": (
            "record_regulatory",
            "maakt het een archiefstuk waaraan niemand meer iets mag wijzigen",
            "makes it a regulatory record: nobody may change anything of it any more",
        ),
        None: ("source_protected", "verbiedt dat het wordt verwijderd", "forbids deleting it"),
    }
    code, nl, en = kind[label.record]
    return Reason(
        code,
        f"Het retentielabel «{label.name}» op het document {nl}.",
        f"The retention label «{label.name}» on the document {en}.",
    )


def label_protects(label: str) -> Reason:
    """Return the reason where our own label makes a record, so that filing cannot be turned back."""
    return Reason(
        "label_protects",
        f"Het label voor lopende dossiers, «{label}», maakt van een document een archiefstuk dat niet mag "
        "worden verwijderd; opnemen is dan niet terug te zetten.",
        f"The label for running dossiers, «{label}», makes a document a record that may not be deleted; "
        "filing cannot be turned back then.",
    )


def labelled(label: str) -> Reason:
    """Return the reason where someone gave the document another retention label than ours."""
    return Reason(
        "source_labelled",
        f"Iemand gaf het document al het retentielabel «{label}»; een mens beslist.",
        f"Someone already gave the document the retention label «{label}»; a person decides.",
    )


def came_in_unknown(source: str, alike: Sequence[str] = ()) -> Reason:
    """Return the reason where no rule knows what came in at that source.

    `alike` are the dossiers that it is most like.
    """
    unknown = Reason(
        "came_in_unknown",
        f"Geen enkele regel herkent wat dit is; het kwam binnen bij «{source}». Een mens kijkt.",
        f"No rule recognises what this is; it came in at «{source}». A person looks.",
    )
    return like_dossiers(unknown, list(alike)) if alike else unknown


def target_not_ready(library: str, missing: Iterable[str]) -> Reason:
    """Return the reason where the library lacks columns, content types or terms."""
    listed = ", ".join(missing)
    return Reason(
        "target_not_ready",
        f"De bibliotheek {library} mist of verbergt: {listed}. Een beheerder maakt dit in orde.",
        f"The library {library} lacks or hides: {listed}. An administrator sees to it.",
    )


def dossier_closed(number: str) -> Reason:
    """Return the reason where a document comes after its dossier was closed."""
    return Reason(
        "dossier_closed",
        f"Dossier {number} is gesloten; dit stuk komt later. Een mens beslist of het open gaat.",
        f"Dossier {number} is closed; this came later. A person decides whether to reopen it.",
    )


def described_by_people(names: Iterable[str]) -> Reason:
    """Return the reason where people filled those columns themselves."""
    listed = ", ".join(names)
    return Reason(
        "described_by_people",
        f"Iemand vulde zelf al kolommen in: {listed}. Die blijven staan; een mens beslist.",
        f"Someone filled columns already: {listed}. Those stand; a person decides.",
    )


def no_such_dossier(number: str) -> Reason:
    """Return the reason where the dossier is not there, and is not made by itself."""
    return Reason(
        "no_such_dossier",
        f"Dossier {number} bestaat nog niet. Een mens beslist of het er komt.",
        f"Dossier {number} does not exist yet. A person decides whether it should.",
    )


def not_quiet_yet(days: int) -> Reason:
    """Return the reason where people worked on it less than so many days ago."""
    return Reason(
        "not_quiet_yet",
        f"Er is korter dan {days} dagen geleden aan gewerkt; het wordt opgenomen als het rust.",
        f"It was worked on less than {days} days ago; it is filed once it rests.",
    )


def not_acting(reason: Reason, mode: Mode) -> Reason:
    """Return that reason, and that the mode keeps us from acting by it."""
    if mode is Mode.OBSERVE:
        return Reason(
            "observing",
            f"{reason.nl} De stand is meekijken: er gebeurt niets.",
            f"{reason.en} The mode is observe: nothing is done.",
        )
    return Reason(
        "proposing",
        f"{reason.nl} De stand is voorstellen: een mens beslist.",
        f"{reason.en} The mode is propose: a person decides.",
    )


def held_by_brake(reason: Reason, brake: Reason) -> Reason:
    """Return that reason, and that a brake keeps us from acting by it."""
    return Reason("held_by_brake", f"{reason.nl} {brake.nl}", f"{reason.en} {brake.en}")


def filed_too_often(times: int) -> Reason:
    """Return the reason where the document was filed so many times today already."""
    return Reason(
        "filed_too_often",
        f"Dit document is vandaag al {times} keer opgenomen; er klopt iets niet.",
        f"This document was filed {times} times today; something is wrong.",
    )


def copied_too_often(times: int) -> Reason:
    """Return the reason where it was copied so many times within a day already."""
    return Reason(
        "copied_too_often",
        f"Dit document is in 24 uur {times} keer gekopieerd om het op te nemen, en vaker gebeurt dat niet; "
        "zodra het weer mag, wordt opnieuw gekeken.",
        f"This document was copied {times} times in 24 hours to be filed, and that is not done more "
        "often; once it may be again, it is looked at again.",
    )


def path_too_long(length: int, longest: int) -> Reason:
    """Return the reason where a path of the filing would be longer than SharePoint takes."""
    return Reason(
        "path_too_long",
        f"Het pad zou {length} tekens lang worden; SharePoint neemt er hoogstens {longest} aan.",
        f"The path would have {length} characters; SharePoint takes {longest} at most.",
    )


def too_large_to_copy(size: int, largest: int) -> Reason:
    """Return the reason where the file is larger than SharePoint copies."""
    return Reason(
        "file_too_large",
        f"Het bestand is {size // 10**9} GB; SharePoint kopieert bestanden tot {largest // 10**9} GB.",
        f"The file has {size // 10**9} GB; SharePoint copies files up to {largest // 10**9} GB.",
    )


PACKAGE = Reason(
    "package",
    "Dit is een notitieblok of een ander geheel van bestanden (OneNote); dat wordt niet opgenomen.",
    "This is a notebook or another package of files (OneNote); those are not filed.",
)
NOT_COMPARED = Reason(
    "not_compared_yet",
    "Microsoft 365 heeft het nog niet vergeleken en het is niet in te lezen; later opnieuw.",
    "Microsoft 365 has not hashed it yet, and it is not read here; it is looked at again later.",
)
OUTSIDE_ITS_DOSSIER = Reason(
    "outside_its_dossier",
    "Iemand zette het in een dossierbibliotheek, maar niet in dit dossier. Een mens beslist.",
    "Someone put it into a library of dossiers, but not into this dossier. A person decides.",
)
AUDIENCE_WIDER = Reason(
    "audience_wider",
    "In het dossier zouden meer mensen het document kunnen zien dan nu. Een mens beslist.",
    "In the dossier more people could see the document than now. A person decides.",
)
POINTER_WIDER = Reason(
    "pointer_wider",
    "De verwijzing op de oude plaats zou de naam tonen aan mensen die het document niet mogen zien.",
    "The pointer at the old place would show the name to people who may not see the document.",
)
INTERRUPTED = Reason(
    "interrupted_too_often",
    "Het document wordt steeds gewijzigd terwijl het wordt opgenomen; later opnieuw.",
    "The document keeps being changed while it is being filed; later again.",
)
ON_REQUEST = Reason(
    "on_request",
    "Dit dossiertype neemt alleen op als iemand daarom vraagt.",
    "This dossier type files only when someone asks for it.",
)
PLAN_POINTS_ELSEWHERE = Reason(
    "plan_points_elsewhere",
    "Het ordeningsplan wijst deze bron nu op een andere plaats; hier wordt niet meer geluisterd.",
    "The file plan now points this source elsewhere; nobody listens here any more.",
)
PLAN_DROPS_SOURCE = Reason(
    "plan_drops_source",
    "Deze bron staat niet meer in het ordeningsplan; hier wordt niet meer geluisterd.",
    "This source is no longer in the file plan; nobody listens here any more.",
)
