"""How long what lies in a dossier is kept, as far as that is known."""

from collections.abc import Collection
from dataclasses import dataclass

from records.file_plan import Category, DossierType, SelectionList
from records.verdicts import Reason

TO_BE_DETERMINED = "nader te bepalen"


@dataclass(frozen=True, slots=True)
class Keeping:
    """The category and action date of a dossier's items, and the retention label they carry.

    `action_date` is empty while it is not known; it is never guessed.
    """

    category: str
    action_date: str
    retention_label: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a dossier with this result means.

    `list_status` is the status of the selection list that the category comes from. `missing` are
    the document types that a case with this result must have and that do not lie in the dossier.
    """

    result: str
    category: Category
    list_status: str
    missing: tuple[str, ...]


def keeping_of_running_dossier(running_label: str) -> Keeping:
    """Return how items of a dossier that is not closed are kept.

    Category and term follow the result of the case, and a running case has none yet.
    """
    return Keeping(TO_BE_DETERMINED, "", running_label)


def closing_of(
    dossier_type: DossierType,
    selection_list: SelectionList,
    result: str,
    present: Collection[str],
) -> Closing | Reason:
    """Return what closing with that result means, or why there is no such result.

    `present` are the document types in the dossier. Capitals in `result` do not count.
    """
    known = {name.casefold(): name for name in dossier_type.keeping}
    name = known.get(result.strip().casefold())
    if name is None:
        return _no_such_result(result, dossier_type)
    required = dossier_type.required.get(name, ())
    return Closing(
        result=name,
        category=selection_list.category(dossier_type.keeping[name]),
        list_status=selection_list.status,
        missing=tuple(kind for kind in required if kind not in present),
    )


def _no_such_result(result: str, dossier_type: DossierType) -> Reason:
    listed = ", ".join(f"«{name}»" for name in dossier_type.keeping) or "-"
    return Reason(
        "no_such_result",
        f"Een dossier van het type {dossier_type.name} kent geen resultaat «{result}». "
        f"Kies uit: {listed}.",
        f"A dossier of the type {dossier_type.name} has no result «{result}». "
        f"Choose from: {listed}.",
    )
