"""Moments as text, in the one form the register and the store use."""

from datetime import UTC, datetime


def moment_text(moment: datetime) -> str:
    """Return `moment` in UTC as `2026-11-23T09:00:00.000000Z`; a naive moment is refused."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone is ambiguous: {moment!r}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment_of(text: str) -> datetime:
    """Return the moment that `text` (ISO 8601 with offset or Z, up to 7 decimals) tells, in UTC.

    Graph writes up to seven decimals; what lies beyond microseconds is cut off.
    """
    head, dot, tail = text.partition(".")
    if dot:
        digits = tail[: len(tail) - len(tail.lstrip("0123456789"))]
        text = f"{head}.{digits[:6].ljust(6, '0')}{tail[len(digits) :]}"
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
