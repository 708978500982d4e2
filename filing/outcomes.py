"""How carrying out a filing or an undo can end."""

from dataclasses import dataclass

from records.documents import Location, Version
from records.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Filed:
    """The document lies in its dossier and the source is released."""

    at: Location


@dataclass(frozen=True, slots=True)
class SourceKept:
    """The document lies in its dossier, but the source could not be released.

    `versions` are those that the copy has, where something is other than when it was verified.
    """

    at: Location
    reason: Reason
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Halted:
    """Nothing was filed; the source is as it was. `again` asks for a new look at the document."""

    reason: Reason
    again: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """The document lies at its old place again, as a new item.

    `untidy` tells why something that the filing left still stands: it is to be removed later.
    """

    at: Location
    untidy: str | None = None


class Halt(Exception):
    """A step found that the filing must not go on. `again` asks for a new look."""

    def __init__(self, reason: Reason, *, again: bool = False) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.again = again
