"""Draft, final or signed: told from what a document is, never from a word in its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from records.documents import DocumentSnapshot, Version
from records.verdicts import Reason

State = Literal["draft", "final", "signed", "doubtful", "unknown"]
FINAL_ENDINGS = (".pdf", ".eml", ".msg")
FINAL_FOLDERS = ("definitief", "final")
DRAFT_FOLDERS = ("concept", "concepten", "draft", "drafts")
STATUS_COLUMNS = ("Documentstatus", "Status", "Versiestatus")
DRAFT_STATUSES = ("concept", "draft")
FINAL_STATUSES = ("definitief", "final", "vastgesteld")


@dataclass(frozen=True, slots=True)
class Finality:
    """Whether people are done with a document, and what shows it."""

    state: State
    reason: Reason


def finality_of(snapshot: DocumentSnapshot) -> Finality:
    """Return what shows whether the document is done; the strongest sign counts.

    A signature, then signs that people still work on it, then what they declared by column,
    version or folder, then a form that is made when something is done: a PDF, a mail. A signature
    and signs of work together leave doubt: what was signed may be a draft, and what is left in it
    may be forgotten. Of columns that disagree the one that says draft counts, of folders in each
    other the nearest, of a folder and a version the one that says draft.
    """
    item, reading = snapshot.item, snapshot.reading
    if reading is not None and reading.unfinished:
        return _unfinished(reading.unfinished, signed=reading.signed)
    if reading is not None and reading.signed:
        return _SIGNED
    declared = _declared_by_column(item.fields)
    if declared is not None:
        return declared
    by_version = _by_version(snapshot.versions)
    by_folder = _declared_by_folder(item.path)
    for declared in (by_folder, by_version):
        if declared is not None and declared.state == "draft":
            return declared
    if by_folder or by_version:
        return by_folder or by_version or _UNKNOWN
    return _FINAL_FORM if item.name.lower().endswith(FINAL_ENDINGS) else _UNKNOWN


def _declared_by_column(fields: Mapping[str, str]) -> Finality | None:
    statuses = {(fields.get(column) or "").casefold() for column in STATUS_COLUMNS}
    if not statuses.isdisjoint(DRAFT_STATUSES):
        return _DECLARED_DRAFT
    return None if statuses.isdisjoint(FINAL_STATUSES) else _DECLARED_BY_COLUMN


def _declared_by_folder(path: str) -> Finality | None:
    """Return what the nearest folder says that says anything."""
    for folder in reversed(path.split("/")):
        if folder.casefold() in DRAFT_FOLDERS:
            return _by_folder("draft", folder, "concept", "a draft")
        if folder.casefold() in FINAL_FOLDERS:
            return _by_folder("final", folder, "definitief", "final")
    return None


def _by_folder(state: State, folder: str, nl: str, en: str) -> Finality:
    code = f"declared_{state}"
    sentences = f"De map «{folder}» zegt: {nl}.", f"The folder «{folder}» says that it is {en}."
    return Finality(state, Reason(code, *sentences))


def _by_version(versions: tuple[Version, ...]) -> Finality | None:
    """Return what the newest version's number says; None where none is ever minor.

    A library that keeps minor versions numbers drafts `0.1`, `1.2`; one that does not numbers
    every version `1.0`, `2.0`, which says nothing.
    """
    if all(version.id.endswith(".0") for version in versions):
        return None
    return _MAJOR if versions[-1].id.endswith(".0") else MINOR


def _unfinished(signs: tuple[str, ...], *, signed: bool) -> Finality:
    nl = ", ".join(_SIGNS[sign][0] for sign in signs if sign in _SIGNS)
    en = ", ".join(_SIGNS[sign][1] for sign in signs if sign in _SIGNS)
    if signed:
        return Finality(
            "doubtful",
            Reason(
                "signed_and_unfinished",
                f"Het is digitaal ondertekend, maar {nl or ', '.join(signs)}. Een mens beslist.",
                f"It is digitally signed, but {en or ', '.join(signs)}. A person decides.",
            ),
        )
    return Finality(
        "draft",
        Reason(
            "still_worked_on",
            f"Er wordt nog aan gewerkt: {nl or ', '.join(signs)}.",
            f"People still work on it: {en or ', '.join(signs)}.",
        ),
    )


_SIGNS = {
    "tracked_changes": ("er staan bijgehouden wijzigingen in", "it holds tracked changes"),
    "comments": ("er staan open opmerkingen in", "it holds open comments"),
    "draft_watermark": ("er staat een conceptmerk op", "it carries a draft mark"),
}
_SIGNED = Finality(
    "signed",
    Reason("signed", "Het is digitaal ondertekend.", "It is digitally signed."),
)
_DECLARED_DRAFT = Finality(
    "draft",
    Reason("declared_draft", "Een kolom zegt: concept.", "A column says that it is a draft."),
)
_DECLARED_BY_COLUMN = Finality(
    "final",
    Reason("declared_final", "Een kolom zegt: definitief.", "A column says that it is final."),
)
_MAJOR = Finality(
    "final",
    Reason("major_version", "Het is een hoofdversie.", "It is a major version."),
)
MINOR = Finality(
    "draft",
    Reason("minor_version", "De nieuwste versie is een tussenversie.", "It is a minor version."),
)
_FINAL_FORM = Finality(
    "final",
    Reason("final_form", "Het is een PDF of een bericht.", "It is a PDF or a message."),
)
_UNKNOWN = Finality(
    "unknown",
    Reason(
        "not_final_yet",
        "Niets zegt dat het definitief is: geen handtekening, PDF, hoofdversie, kolom of map. "
        "Wie het af heeft, zet het in een map voor definitieve stukken of bewaart het als PDF.",
        "Nothing says that it is final: no signature, PDF, major version, column or folder. "
        "Whoever finishes it puts it in a folder for final documents, or saves it as PDF.",
    ),
)
