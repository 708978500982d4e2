"""Moments as text, in the one form the register and the store use."""

from datetime import UTC, datetime


def moment_text(moment: datetime) -> str:
    """Return `moment` in UTC as `2026-11-23T09:00:00.000000Z`; a naive moment is refused."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone is ambiguous: {moment!r}")
    # Not strftime: it writes year 1, .NET's empty date, as `1`, which sorts after all others.
    text = moment.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """Return the moment that `text` (ISO 8601 with offset or Z, up to 7 decimals) tells, in UTC.

    Graph writes up to seven decimals; what lies beyond microseconds is cut off. Raises ValueError
    for text that is no moment, or one without an offset: it would mean another moment on every
    machine.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone is ambiguous: {text!r}")
    return moment.astimezone(UTC)
