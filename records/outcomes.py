"""What became of a document, in the words that people read."""

from collections.abc import Mapping

OUTCOME_WORDS: Mapping[str, tuple[str, str]] = {
    "filed": ("opgenomen", "filed"),
    "proposed": ("voorgesteld", "proposed"),
    "waiting": ("wacht op een mens", "waiting for a person"),
    "left": ("gelaten", "left alone"),
}
"""Each outcome in Dutch and in English."""
