"""Whether a library took the columns it was given."""

from collections.abc import Iterable, Mapping

from records.columns import same_value
from records.documents import DriveItem, Term, holds_term
from records.verdicts import Reason


def not_taken(columns: Mapping[str, str], terms: Mapping[str, Term], item: DriveItem) -> list[str]:
    """Return the columns that do not hold what they were given.

    SharePoint takes some columns silently for nothing, managed metadata on a document set for one,
    and may make another value of what it was given.
    """
    fields = item.fields
    other = [n for n, value in columns.items() if not same_value(fields.get(n, ""), value)]
    other += [n for n, term in terms.items() if not holds_term(fields.get(n), term)]
    return sorted(other)


def columns_missing(names: Iterable[str]) -> Reason:
    """Return the reason where the library did not take these columns."""
    listed = ", ".join(names)
    return Reason(
        "columns_not_set",
        f"De bibliotheek nam deze kenmerken niet aan: {listed}. Er is niets opgenomen.",
        f"The library did not take these columns: {listed}. Nothing was filed.",
    )
