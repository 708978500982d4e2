"""What can go wrong between us and the places where documents lie.

    FilingError
    ├── Transient            try again later; nothing is known to be wrong with the document
    │   ├── Throttled        Graph asked us to wait
    │   ├── Spent            we keep ourselves from asking: our budget is spent, or the app pauses
    │   ├── Busy             the item is being worked on or still being made
    │   │   └── Locked       somebody has it open, checked it out or locked it (423)
    │   └── Unreachable      no answer, or an answer that says nothing (5xx)
    ├── Changed              the item is no longer as it was when we looked (412)
    │   └── SaidChanged      Graph says so, and shows it as it was
    ├── Terminal             trying again changes nothing; a person has to know
    │   ├── NotFound         it is not there (404)
    │   ├── NameTaken        another item has that name (409)
    │   ├── Refused          permission or a record law forbids it (401, 403)
    │   └── Rejected         Graph does not accept the request (400 and the rest)
    │       ├── NoRoom       the site or the library is full (507)
    │       ├── TooLarge     the file is larger than Graph takes (413)
    │       ├── TooLong      its path is longer than SharePoint takes
    │       ├── BadName      its name holds what SharePoint does not take
    │       └── Infected     SharePoint takes it for malware
    └── Stopped              the stop switch is on

Every error Graph can answer with is translated into one of these in `graph_client.errors`.
"""


class FilingError(Exception):
    """Something between us and a document went wrong; the message says what and where."""


class Transient(FilingError):
    """Try again later. `retry_after` is how long to wait, in seconds, where that was told."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Throttled(Transient):
    """Graph asked us to wait (429, or 503 with Retry-After)."""


class Spent(Transient):
    """Graph was not asked: our own budget is spent, or all of the app pauses as Graph told."""


class Busy(Transient):
    """The item is being worked on, or still being made."""


class Locked(Busy):
    """Somebody has the item open, checked it out or locked it (423)."""


class Unreachable(Transient):
    """No answer, or one that says nothing about the item (500, 502, 503, 504, broken line)."""


class Changed(FilingError):
    """The item is no longer as it was when we looked (412)."""


class SaidChanged(Changed):
    """Graph says that the item was changed (412), and shows it as it was: it may go well later."""


class Terminal(FilingError):
    """Trying again changes nothing."""


class NotFound(Terminal):
    """It is not there (404)."""


class NameTaken(Terminal):
    """Another item has that name in that folder (409 nameAlreadyExists)."""


class Refused(Terminal):
    """Permission or a record law forbids it (401, 403)."""


class Rejected(Terminal):
    """Graph does not accept the request (400 and every other status)."""


class NoRoom(Rejected):
    """The site is full, or the library holds as much as it may (507 and its kin)."""


class TooLarge(Rejected):
    """The file is larger than Graph takes (413)."""


class TooLong(Rejected):
    """The path is longer or deeper than SharePoint takes."""


class BadName(Rejected):
    """The name holds what SharePoint does not take in names."""


class Infected(Rejected):
    """SharePoint takes the file for malware, and keeps it shut."""


class Stopped(FilingError):
    """The stop switch is on: nothing may be changed anywhere."""
