"""What must hold between the parts of a file plan: names, numbers, places."""

import re
from collections.abc import Collection, Iterator, Sequence

from classification.file_plan.as_written import (
    Files,
    dossier_types,
    in_english,
    keys,
    lists_named,
    place,
    rows,
    rows_of,
    some_type_in,
    text,
    texts,
    word_lists,
)
from classification.file_plan.circles import reached
from classification.file_plan.duplicates import Place, Wrong, shapes_alike, twice
from classification.file_plan.files import LISTS
from classification.file_plan.mistakes import Told, unknown
from classification.file_plan.priority import check_order
from classification.file_plan.yaml_lines import Path, Plain
from records.numbers import NUMBER_SHAPE, has_shape

LIST_KEY = "woordenlijsten"


def check_parts_together(files: Files, *, unread: Collection[str]) -> Iterator[Wrong]:
    """Yield every mistake between parts of the plan, with its file and place.

    `unread` are the files that could not be read: what refers to them is not blamed.
    """
    all_types = not some_type_in(unread)
    yield from _lists(files)
    yield from _dossier_types(files)
    yield from shapes_alike(files)
    yield from check_order(files, all_types=all_types)
    yield from _sources(files, all_types=all_types)
    yield from _framework(files, all_types=all_types)


def _lists(files: Files) -> Iterator[Wrong]:
    for file, key, column, what in (
        (
            "selectielijst.yaml",
            "categorieën",
            "nummer",
            Told("een andere categorie", "another category"),
        ),
        (
            "documentsoorten.yaml",
            "documentsoorten",
            "documentsoort",
            Told("een andere documentsoort", "another document type"),
        ),
        (
            "documentsoorten.yaml",
            "documentsoorten",
            "term",
            Told("de term van een andere documentsoort", "the term of another document type"),
        ),
        (
            "bronnen.yaml",
            "bronnen",
            "bron",
            Told("de naam van een andere bron", "the name of another source"),
        ),
    ):
        found = rows(files, file, key)
        names = [((file, (key, at, column)), text(row, column)) for at, row in found]
        yield from twice(files, names, what)
    yield from twice(
        files,
        [((LISTS, (LIST_KEY, name)), name) for name in word_lists(files) or ()],
        Told("de naam van een andere woordenlijst", "the name of another word list"),
    )


def _dossier_types(files: Files) -> Iterator[Wrong]:
    sites = _sites(files)
    yield from twice(
        files,
        [((file, ("dossiertype",)), text(v, "dossiertype")) for file, v in dossier_types(files)],
        Told("de naam van een ander dossiertype", "the name of another dossier type"),
    )
    for file, value in dossier_types(files):
        yield from _site(file, ("bibliotheek",), text(value, "bibliotheek"), sites)
        yield from _results(files, file, value)
        rules = rows_of(value, "regels")
        yield from twice(
            files,
            [((file, ("regels", at, "regel")), text(row, "regel")) for at, row in rules],
            Told("de naam van een andere regel", "the name of another rule"),
        )


def _results(files: Files, file: str, value: Plain) -> Iterator[Wrong]:
    keeping = "keep by result" if in_english(files, file) else "bewaren naar resultaat"
    known = keys(value, "bewaren naar resultaat")
    for result in keys(value, "verplicht naar resultaat") if known else ():
        if result not in known:
            what = Told(f"geen resultaat onder «{keeping}»", f"no result under «{keeping}»")
            yield file, ("verplicht naar resultaat", result), unknown(result, what, known)


def _sites(files: Files) -> list[str]:
    framework = files.get("ordeningsplan.yaml")
    return keys(framework.value, "sites") if framework else []


def _site(file: str, path: Path, library: str, sites: Sequence[str]) -> Iterator[Wrong]:
    found = place(library)
    if found and sites and found[0] not in sites:
        what = Told("geen site van ordeningsplan.yaml", "no site of ordeningsplan.yaml")
        yield file, path, unknown(found[0], what, sorted(sites))


def _sources(files: Files, *, all_types: bool) -> Iterator[Wrong]:
    file, sites = "bronnen.yaml", _sites(files)
    known = _libraries(files, sites) if all_types else {}
    places: list[tuple[Place, str]] = []
    for at, row in rows(files, file, "bronnen"):
        library, path = text(row, "bibliotheek"), ("bronnen", at)
        here = place(library) or tuple(filter(None, (text(row, "team"), text(row, "kanaal"))))
        places += [((file, path), " / ".join(here))] if len(here) == 2 else []
        wrong_site = list(_site(file, (*path, "bibliotheek"), library, sites))
        yield from wrong_site
        if place(library) and known and not wrong_site and place(library) not in known:
            what = Told(
                "van geen enkel dossiertype de bibliotheek", "the library of no dossier type"
            )
            yield file, (*path, "bibliotheek"), unknown(library, what, sorted(known.values()))
        types = texts(row, "dossiertypen")
        if types or all_types:
            yield from _number(files, file, (*path, "dossier"), text(row, "dossier"), types)
    what = Told("de plaats van een andere bron", "the place of another source")
    yield from twice(files, places, what)


def _libraries(files: Files, sites: Sequence[str]) -> dict[tuple[str, str] | None, str]:
    """Return the libraries of the dossier types; none while one of them is wrong."""
    libraries = {text(value, "bibliotheek") for _, value in dossier_types(files)}
    known = {place(library): library for library in libraries}
    return {} if any(found is None or found[0] not in sites for found in known) else known


def _number(
    files: Files, file: str, path: Path, number: str, types: Sequence[str]
) -> Iterator[Wrong]:
    """Yield a number that no dossier of `types`, or of all where none are given, can have."""
    if not {text(value, "dossiertype") for _, value in dossier_types(files)}.issuperset(types):
        return  # one of them cannot be read, or is called otherwise
    shapes = [
        text(value, "dossiernummer")
        for _, value in dossier_types(files)
        if not types or text(value, "dossiertype") in types
    ]
    if not all(re.fullmatch(NUMBER_SHAPE, shape) for shape in shapes):
        return  # which numbers there are is not known while a shape is wrong
    if number and shapes and not any(has_shape(number, shape) for shape in shapes):
        listed = ", ".join(sorted(shapes))
        yield (
            file,
            path,
            Told(
                f"«{number}» heeft niet de vorm van een dossiernummer hier: {listed}",
                f"«{number}» has not the shape of a dossier number here: {listed}",
            ),
        )


def _framework(files: Files, *, all_types: bool) -> Iterator[Wrong]:
    file, key = "beleidskader.yaml", "beleidskader"
    parts = rows(files, file, key)
    names: list[tuple[Place, str]] = []
    for at, row in parts:
        # A part may be known by its own name: that is no second part.
        own = text(row, "onderdeel")
        known_as = {name.casefold(): name for name in reversed(texts(row, "ook genoemd"))}
        names += [((file, (key, at, "onderdeel")), own)]
        names += [
            ((file, (key, at, "ook genoemd", name)), name)
            for folded, name in known_as.items()
            if folded != own.casefold()
        ]
        if all_types:
            yield from _number(files, file, (key, at, "dossier"), text(row, "dossier"), ())
    what = Told("de naam van een ander onderdeel", "the name of another part")
    yield from twice(files, names, what)
    yield from _circles(file, parts)


def unused_word_lists(files: Files) -> Iterator[Wrong]:
    """Yield each word list that no rule names."""
    named = set[str]().union(*(lists_named(value) for _, value in dossier_types(files)))
    for name in word_lists(files) or ():
        if name not in named:
            told = Told(
                f"de woordenlijst «{name}» wordt door geen enkele regel genoemd",
                f"the word list «{name}» is named by no rule",
            )
            yield LISTS, (LIST_KEY, name), told


def types_without_source(files: Files) -> Iterator[Wrong]:
    """Yield each dossier type that no source names, so that no document of it is ever found."""
    sources = [texts(row, "dossiertypen") for _, row in rows(files, "bronnen.yaml", "bronnen")]
    if not all(sources):  # a source that names none has them all
        return
    for file, value in dossier_types(files):
        name = text(value, "dossiertype")
        if not any(name in types for types in sources):
            told = Told(
                f"geen enkele bron noemt het dossiertype «{name}»; er wordt dus niets van gevonden",
                f"no source names the dossier type «{name}», so nothing of it is ever found",
            )
            yield file, ("dossiertype",), told


def libraries_without_source(files: Files) -> Iterator[Wrong]:
    """Yield each dossier type whose library no source is, so that nobody listens to what is kept there."""
    heard = {text(row, "bibliotheek") for _, row in rows(files, "bronnen.yaml", "bronnen")}
    for file, value in dossier_types(files):
        library = text(value, "bibliotheek")
        if library and library not in heard:
            told = Told(
                f"«{library}» is geen bron; wat mensen daar aan dossiers veranderen, wordt niet opgemerkt",
                f"«{library}» is no source, so what people change in dossiers there goes unnoticed",
            )
            yield file, ("bibliotheek",), told


def _circles(file: str, parts: Sequence[tuple[int, Plain]]) -> Iterator[Wrong]:
    rests_on = {text(row, "onderdeel"): texts(row, "rust op") for _, row in parts}
    told: set[str] = set()
    for at, row in parts:
        name = text(row, "onderdeel")
        circle = reached(name, rests_on).get(name)
        if circle and not told.intersection(circle):
            told.update(circle)
            way = " → ".join((*circle, name))
            yield (
                file,
                ("beleidskader", at, "rust op"),
                Told(f"«{name}» rust op zichzelf: {way}", f"«{name}» rests on itself: {way}"),
            )
