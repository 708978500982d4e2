"""What Graph answers when it does not do as asked, translated into `filing.errors`.

The code decides first, the deepest one that is known here, because two layers answer with codes of
their own and one status can mean several things. The status decides where no code is known.
Codes are compared without case: the gateway and SharePoint spell the same code differently
(https://learn.microsoft.com/graph/errors).

Two errors are Graph's own and not of filing:

    NotFound
    └── ResyncNeeded         the delta cursor is no longer valid (410): enumerate from the start
    Rejected
    └── AlreadySubscribed    that resource has a subscription already (409)
"""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from filing.errors import (
    BadName,
    Busy,
    Changed,
    FilingError,
    Infected,
    Locked,
    NameTaken,
    NoRoom,
    NotFound,
    Refused,
    Rejected,
    Throttled,
    TooLarge,
    TooLong,
    Unreachable,
)


class ResyncNeeded(NotFound):
    """The delta cursor is no longer valid (410): enumerate from the start."""


class AlreadySubscribed(Rejected):
    """That resource has a subscription of ours already (409); the message names its id."""


# The codes are those of https://learn.microsoft.com/onedrive/developer/rest-api/concepts/errors:
# `invalidPath` is there a name with characters that are not allowed.
_BY_CODE: Mapping[str, type[FilingError]] = {
    "invalidrequest": Rejected,
    "invalidparameterformat": Rejected,
    "invalidpath": BadName,
    "pathistoolong": TooLong,
    "pathtoodeep": TooLong,
    "malformedentitytag": Rejected,
    "invalidrange": Rejected,
    "fragmentoverlap": Rejected,
    "quotalimitreached": NoRoom,
    "childitemcountexceeded": NoRoom,
    "maxdocumentcountexceeded": NoRoom,
    "maxfoldercountexceeded": NoRoom,
    "maxitemcountexceeded": NoRoom,
    "maxfilesizeexceeded": TooLarge,
    "maxstreamsizeexceeded": TooLarge,
    "malwaredetected": Infected,
    "virussuspicious": Infected,
    "unauthenticated": Refused,
    "invalidauthenticationtoken": Refused,
    "accessdenied": Refused,
    "accessrestricted": Refused,
    "authorization_requestdenied": Refused,
    "itemnotfound": NotFound,
    "notfound": NotFound,
    "resourcenotfound": NotFound,
    "namealreadyexists": NameTaken,
    "upload_name_conflict": NameTaken,
    "objectidentifierinuse": AlreadySubscribed,
    "resyncrequired": ResyncNeeded,
    "resyncchangesapplydifferences": ResyncNeeded,
    "resyncchangesuploaddifferences": ResyncNeeded,
    "resourcemodified": Changed,
    "entitytagdoesnotmatch": Changed,
    "resourcelocked": Locked,
    "lockmismatch": Locked,
    "lockownermismatch": Locked,
    "toomanyrequests": Throttled,
    "activitylimitreached": Throttled,
    "servicenotavailable": Unreachable,
}

_BY_STATUS: Mapping[int, type[FilingError]] = {
    401: Refused,
    403: Refused,
    404: NotFound,
    408: Unreachable,
    410: ResyncNeeded,
    412: Changed,
    413: TooLarge,
    423: Locked,
    429: Throttled,
    500: Unreachable,
    502: Unreachable,
    503: Unreachable,
    504: Unreachable,
    507: NoRoom,
    509: Throttled,
}


def error_of(
    what: str, status: int | None, codes: tuple[str, ...], message: str, headers: Mapping[str, str]
) -> FilingError:
    """Return the error that an answer stands for.

    `codes` run from the outermost to the deepest; `headers` are read without case. Every status
    and code that is not known here is Rejected: a person has to see what Graph says there.
    """
    known = [_BY_CODE[code.casefold()] for code in codes if code.casefold() in _BY_CODE]
    kind = known[-1] if known else _BY_STATUS.get(status or 0, Rejected)
    known_headers = {name.casefold(): value for name, value in headers.items()}
    wait = retry_after(known_headers, turned_away=kind is Throttled)
    told = ", ".join(part for part in (str(status or ""), "/".join(codes), message) if part)
    text = f"{what}: {told}"
    if kind is Unreachable and status == 503 and wait is not None:
        return Throttled(text, retry_after=wait)
    if issubclass(kind, Throttled | Busy | Unreachable):
        return kind(text, retry_after=wait)
    return kind(text)


def retry_after(headers: Mapping[str, str], *, turned_away: bool = False) -> float | None:
    """Return how long the answer asks to wait, in seconds, or None where it does not say.

    `headers` have lower-case names. Retry-After may be whole or fractional seconds or a date; a
    date is measured from the answer's own Date, so that no clock of ours is read. With
    RateLimit-Reset beside it the longer one counts; `turned_away`: where Graph said that we ask
    too much, that one tells it alone too. On another answer it only tells how the minute stands
    (https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online).
    """
    asked = _seconds(headers.get("retry-after"), headers.get("date"))
    reset = _seconds(headers.get("ratelimit-reset"), None)
    if asked is None:
        return reset if turned_away else None
    return max(asked, reset or 0.0)


def _seconds(value: str | None, answered: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        until, since = _date(value), _date(answered)
        if until is None or since is None:
            return None
        return max(0.0, (until - since).total_seconds())
    return seconds if 0.0 <= seconds < float("inf") else None


def _date(value: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(value or "")
    except ValueError:
        return None
