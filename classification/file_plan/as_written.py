"""Parts of a file plan as they were written, also where other parts are wrong.

What holds between files is checked on these, so that all mistakes are told at once.
"""

import re
from collections.abc import Collection, Mapping

from classification.file_plan.files import ENGLISH, LISTS, TYPES
from classification.file_plan.value_checks import Names
from classification.file_plan.words import CATEGORY_NUMBER, LIST_KEYS
from classification.file_plan.yaml_lines import Plain, YamlText

Files = Mapping[str, YamlText]


def given(value: Plain, key: str) -> Plain | None:
    """Return what stands at `key`, a Dutch key that may be written in English; None: nothing."""
    if not isinstance(value, dict):
        return None
    return value.get(key, value.get(ENGLISH[key]))


def text(value: Plain, key: str) -> str:
    """Return the text at `key`, empty where there is none."""
    found = given(value, key)
    return found if isinstance(found, str) else ""


def texts(value: Plain, key: str) -> list[str]:
    """Return the texts at `key`, of which one may be written without a list."""
    return texts_of(given(value, key))


def texts_of(found: Plain | None) -> list[str]:
    """Return the texts in a value, of which one may be written without a list."""
    listed = [found] if isinstance(found, str) else found
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def keys(value: Plain, key: str) -> list[str]:
    """Return the keys of the mapping at `key`."""
    found = given(value, key)
    return list(found) if isinstance(found, dict) else []


def rows(files: Files, file: str, key: str) -> list[tuple[int, Plain]]:
    """Return the rows of the list at `key` in a file, each with its place."""
    return rows_of(files[file].value, key) if file in files else []


def rows_of(value: Plain, key: str) -> list[tuple[int, Plain]]:
    """Return the rows of the list at `key`, each with its place."""
    found = given(value, key)
    return list(enumerate(found)) if isinstance(found, list) else []


def dossier_types(files: Files) -> list[tuple[str, Plain]]:
    """Return every dossier type with its file."""
    return [(file, written.value) for file, written in files.items() if file.startswith(TYPES)]


def place(library: str) -> tuple[str, str] | None:
    """Return the site and the library that `Site / Library` names, or None."""
    site, slash, name = (part.strip() for part in library.partition("/"))
    return (site, name) if slash and site and name else None


def word_lists(files: Files) -> dict[str, list[str]] | None:
    """Return the word lists with their words; None where they cannot be told."""
    if LISTS not in files:
        return {}
    found = given(files[LISTS].value, "woordenlijsten")
    return (
        {name: texts_of(listed) for name, listed in found.items()}
        if isinstance(found, dict)
        else None
    )


def lists_named(value: Plain) -> set[str]:
    """Return the word lists that rules anywhere in `value` name."""
    inside = list(value.values()) if isinstance(value, dict) else value
    named = set[str]()
    if isinstance(value, dict) and len(value) == 1 and next(iter(value)) in LIST_KEYS:
        named = {name for name in value.values() if isinstance(name, str)}
    return named.union(*(lists_named(one) for one in inside if not isinstance(one, str)))


def in_english(files: Files, file: str) -> bool:
    """Return whether the keys of a file are English; where it has none, those of the plan."""
    read = [files[file]] if file in files else []
    leaning = sum(map(_leaning, read)) or sum(map(_leaning, files.values()))
    return leaning > 0


def _leaning(written: YamlText) -> int:
    """Return how many more English keys than Dutch ones a text has."""
    keys_used = {path[-1] for path in written.lines if path and isinstance(path[-1], str)}
    english = {en for nl, en in ENGLISH.items() if nl != en}
    dutch = {nl for nl, en in ENGLISH.items() if nl != en}
    return len(keys_used & english - dutch) - len(keys_used & dutch - english)


def names_in(files: Files, *, unread: Collection[str]) -> Names:
    """Return the names that the files give; `unread` are those that could not be read."""
    types = [text(value, "dossiertype") for _, value in dossier_types(files)]
    return Names(
        document_types=_column(files, "documentsoorten.yaml", "documentsoorten", "documentsoort"),
        categories=_categories(files),
        dossier_types=None if some_type_in(unread) else _certain(sorted(types)),
        parts=_column(files, "beleidskader.yaml", "beleidskader", "onderdeel"),
        word_lists=None if LISTS in unread else word_lists(files),
    )


def some_type_in(names: Collection[str]) -> bool:
    """Return whether one of these files is a dossier type's."""
    return any(file.startswith(TYPES) for file in names)


def _categories(files: Files) -> list[str] | None:
    numbers = _column(files, "selectielijst.yaml", "categorieën", "nummer")
    right = all(re.fullmatch(CATEGORY_NUMBER, number) for number in numbers or ())
    return numbers if right else None


def _column(files: Files, file: str, key: str, name: str) -> list[str] | None:
    return _certain([text(row, name) for _, row in rows(files, file, key)])


def _certain(names: list[str]) -> list[str] | None:
    """Return the names, or None where one is not there or stands there twice.

    Then one of them was meant to be called otherwise, and nobody who names that one is to blame.
    """
    different = {name.casefold() for name in names if name}
    return names if names and len(different) == len(names) else None
