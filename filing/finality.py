"""Draft, final or signed: told from what a document is, never from a word in its name."""

from dataclasses import dataclass
from typing import Literal

from records.documents import DocumentSnapshot, Version
from records.verdicts import Reason

State = Literal["draft", "final", "signed", "unknown"]
FINAL_ENDINGS = (".pdf", ".eml", ".msg")
FINAL_FOLDERS = ("definitief", "final")
STATUS_COLUMNS = ("Documentstatus", "Status", "Versiestatus")
FINAL_STATUSES = ("definitief", "final", "vastgesteld")


@dataclass(frozen=True, slots=True)
class Finality:
    """Whether people are done with a document, and what shows it."""

    state: State
    reason: Reason


def finality_of(snapshot: DocumentSnapshot) -> Finality:
    """Return what shows whether the document is done; the strongest sign counts.

    A signature, then signs that people still work on it, then what they declared by column,
    folder or major version, then a form that is made when something is done: a PDF, a mail.
    """
    item, reading = snapshot.item, snapshot.reading
    if reading is not None and reading.signed:
        return _SIGNED
    if reading is not None and reading.unfinished:
        return _unfinished(reading.unfinished)
    statuses = {(item.fields.get(column) or "").casefold() for column in STATUS_COLUMNS}
    if not statuses.isdisjoint(FINAL_STATUSES):
        return _DECLARED_BY_COLUMN
    folders = {folder.casefold() for folder in item.path.split("/")}
    if not folders.isdisjoint(FINAL_FOLDERS):
        return _DECLARED_BY_FOLDER
    major = _is_major(snapshot.versions)
    if major is not None:
        return _MAJOR if major else _MINOR
    return _FINAL_FORM if item.name.lower().endswith(FINAL_ENDINGS) else _UNKNOWN


def _is_major(versions: tuple[Version, ...]) -> bool | None:
    """Return whether the newest version is a major one; null where none is ever minor.

    A library that keeps minor versions numbers drafts `0.1`, `1.2`; one that does not numbers
    every version `1.0`, `2.0`, which says nothing.
    """
    if all(version.id.endswith(".0") for version in versions):
        return None
    return versions[-1].id.endswith(".0")


def _unfinished(signs: tuple[str, ...]) -> Finality:
    nl = ", ".join(_SIGNS[sign][0] for sign in signs if sign in _SIGNS)
    en = ", ".join(_SIGNS[sign][1] for sign in signs if sign in _SIGNS)
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
_DECLARED_BY_COLUMN = Finality(
    "final",
    Reason("declared_final", "Een kolom zegt: definitief.", "A column says that it is final."),
)
_DECLARED_BY_FOLDER = Finality(
    "final",
    Reason("declared_final", "De map zegt: definitief.", "Its folder says that it is final."),
)
_MAJOR = Finality(
    "final",
    Reason("major_version", "Het is een hoofdversie.", "It is a major version."),
)
_MINOR = Finality(
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
        "Niets zegt dat het definitief is: geen handtekening, PDF, hoofdversie, kolom of map.",
        "Nothing says that it is final: no signature, PDF, major version, column or folder.",
    ),
)
