"""What is told of how good a model is, in words that people read."""

from collections.abc import Collection
from typing import Any

from command_line.speaking import said
from command_line.words import written

NAMES = {
    "n": ("texts", "teksten"),
    "accuracy": ("right, of known kinds", "juist, van bekende soorten"),
    "macro_f1": ("macro F1, all kinds", "macro-F1, alle soorten"),
    "macro_f1_enough": (
        "macro F1, kinds with at least ten training texts",
        "macro-F1, soorten met ten minste tien leerteksten",
    ),
    "kinds_enough": ("kinds with so many", "soorten met zoveel"),
    "top1": ("the right one first", "de juiste vooraan"),
    "top3": ("among the first three", "bij de eerste drie"),
    "top5": ("among the first five", "bij de eerste vijf"),
    "coverage": (
        "known kinds, sure enough to file",
        "bekende soorten, zeker genoeg om op te nemen",
    ),
    "risk": ("wrong, of what is sure enough to file", "onjuist, van wat zeker genoeg is"),
    "proposed": (
        "known kinds, sure enough to propose",
        "bekende soorten, zeker genoeg om voor te stellen",
    ),
    "unknown_n": ("texts of unknown kinds", "teksten van onbekende soorten"),
    "unknown_filed": (
        "unknown kinds, sure enough to file",
        "onbekende soorten, zeker genoeg om op te nemen",
    ),
    "unknown_recognised": (
        "unknown kinds, recognised as unknown (not proposed)",
        "onbekende soorten, als onbekend herkend (niet voorgesteld)",
    ),
}
"""Each figure, its English and its Dutch words; as keys in JSON they have one name."""

PER_KIND = {
    "learned": ("learned from", "geleerd van"),
    "n": ("texts", "teksten"),
    "precision": ("precision", "precisie"),
    "recall": ("recall", "vangst"),
    "f1": ("F1", "F1"),
    "filed": ("filed", "opgenomen"),
    "wrong": ("wrong", "onjuist"),
}


def lines_of(found: dict[str, Any]) -> list[str]:
    """Return all figures of an evaluation, a line for each, then the curve, then each kind."""
    curve = found["risk_at_coverage"]
    return [
        *(f"{told(name)}: {value_of(found[name])}" for name in NAMES),
        *([said("of the surest part, wrong:", "van het zekerste deel onjuist:")] if curve else []),
        *(f"  {float(share):4.0%}: {written(f'{wrong:6.2%}')}" for share, wrong in curve.items()),
        *([said("per kind:", "per soort:")] if found["per_class"] else []),
        *(f"  {kind}: {_of_kind(one)}" for kind, one in found["per_class"].items()),
    ]


def side_by_side(
    names: Collection[str], new: dict[str, Any], current: dict[str, Any] | None
) -> list[str]:
    """Return these figures of a new model, each beside that of the model in force."""
    none = said("none in force", "geen van kracht")
    force = said("in force", "nu van kracht")
    before = {name: none if current is None else value_of(current[name]) for name in names}
    return [f"  {told(name)}: {value_of(new[name])} ({force}: {before[name]})" for name in names]


def told(name: str) -> str:
    """Return the words for a figure in the language of this run."""
    return said(*NAMES[name])


def value_of(value: float | None) -> str:
    """Return a figure as it is read: a count whole, a share in three decimals."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else written(f"{value:.3f}")


def _of_kind(figures: dict[str, Any]) -> str:
    return ", ".join(
        f"{said(*words)} {value_of(figures[name])}" for name, words in PER_KIND.items()
    )
