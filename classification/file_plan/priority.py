"""Which rule goes before which, as the records managers wrote it."""

from collections.abc import Iterator, Mapping, Sequence

from classification.file_plan.as_written import Files, dossier_types, rows_of, text, texts
from classification.file_plan.circles import reached
from classification.file_plan.duplicates import Place, Wrong
from classification.file_plan.mistakes import Told, unknown
from records.file_plan import RuleName

KEY = "gaat voor"
NO_RULE = Told("geen regel", "no rule")

Order = Mapping[RuleName, Sequence[RuleName]]


def order_of(files: Files) -> Order:
    """Return for each rule that goes before others all of those, also by way of a third."""
    written = _as_written(files)
    return {name: sorted(reached(name, written)) for name in written}


def check_order(files: Files, *, all_types: bool) -> Iterator[Wrong]:
    """Yield each rule that is named and not there, and each circle; a rule never yields to itself.

    Where not `all_types` could be read, a rule that is not found may stand in one of the others.
    """
    known = _rules(files)
    for own, place, said in _named(files):
        if _meant(own, said, known) is None and all_types:
            here = [one.rule for one in known if one.dossier_type == own.dossier_type]
            there = [_whole(one) for one in known if one.dossier_type != own.dossier_type]
            yield *place, unknown(said, NO_RULE, [*here, *there])
    yield from _circles(files)


def _circles(files: Files) -> Iterator[Wrong]:
    written, told = _as_written(files), set[RuleName]()
    for name, (file, path) in _rules(files).items():
        way = reached(name, written).get(name)
        if way and not told.intersection(way):
            told.update(way)
            circle = " → ".join(f"«{one.rule}»" for one in (*way, name))
            yield (
                file,
                (*path, KEY),
                Told(
                    f"«{name.rule}» gaat voor zichzelf: {circle}",
                    f"«{name.rule}» goes before itself: {circle}",
                ),
            )


def _as_written(files: Files) -> dict[RuleName, list[RuleName]]:
    known = _rules(files)
    before: dict[RuleName, list[RuleName]] = {}
    for own, _, said in _named(files):
        meant = _meant(own, said, known)
        if meant is not None:
            before.setdefault(own, []).append(meant)
    return before


def _rules(files: Files) -> dict[RuleName, Place]:
    return {
        RuleName(text(value, "dossiertype"), text(row, "regel")): (file, ("regels", at))
        for file, value in dossier_types(files)
        for at, row in rows_of(value, "regels")
    }


def _named(files: Files) -> Iterator[tuple[RuleName, Place, str]]:
    """Yield each rule that another names as one that yields to it, as it is written there."""
    for own, (file, path) in _rules(files).items():
        row = rows_of(files[file].value, "regels")[int(path[1])][1]
        for at, said in enumerate(texts(row, KEY)):
            yield own, (file, (*path, KEY, at)), said


def _meant(own: RuleName, said: str, known: Mapping[RuleName, Place]) -> RuleName | None:
    """Return the rule that is meant: of the same dossier type, or named with its dossier type."""
    here = RuleName(own.dossier_type, said)
    return here if here in known else next((one for one in known if _whole(one) == said), None)


def _whole(name: RuleName) -> str:
    return f"{name.dossier_type} / {name.rule}"
