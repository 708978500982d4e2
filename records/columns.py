"""The values of columns, as SharePoint holds them."""

from records.moments import moment_of


def same_value(one: str, other: str) -> bool:
    """Return whether two texts are the same value of a column.

    Spaces around a text and the way its lines end do not count. Two moments are the same when they
    are the same second: SharePoint keeps no fractions and writes every offset as Z, so text alone
    would set such a column, and make a version, for ever.
    """
    one, other = _plain(one), _plain(other)
    return one == other or (_second(one) or one) == (_second(other) or other)


def _plain(text: str) -> str:
    return "\n".join(text.splitlines()).strip()


def _second(text: str) -> str | None:
    """Return a moment with its offset as text to the second in UTC, None for any other text."""
    day, _, hour = text.partition("T")
    if len(day) != 10 or not hour or not any(mark in hour for mark in "Z+-"):
        return None
    try:
        return moment_of(text).isoformat(timespec="seconds")
    except ValueError:
        return None
