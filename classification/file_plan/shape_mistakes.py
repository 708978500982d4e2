"""Mistakes in the shape of a file plan's YAML, as sentences for those who write it."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from classification.file_plan.files import ENGLISH
from classification.file_plan.mistakes import Told, nearest, unknown
from classification.file_plan.shape import keys_of
from classification.file_plan.value_checks import BEHIND_KEY, SENTENCE, Names, in_two_languages
from classification.file_plan.yaml_lines import Path

IN_KEY = "[key]"  # with which pydantic says that a key is wrong, not its value
SENTENCES: Mapping[str, Told] = {
    "string_type": Told("«{}»: hier hoort één tekst", "«{}»: one text belongs here"),
    "list_type": Told("«{}»: hier hoort een lijst", "«{}»: a list belongs here"),
    "dict_type": Told(
        "«{}»: hier horen sleutels met waarden", "«{}»: keys with values belong here"
    ),
    "model_type": Told(
        "«{}»: hier horen sleutels met waarden", "«{}»: keys with values belong here"
    ),
    "too_short": Told("«{}» is leeg", "«{}» is empty"),
}


def mistakes_in(
    error: ValidationError, shape: type[BaseModel], names: Names
) -> Iterator[tuple[Path, Told]]:
    """Yield each mistake that pydantic found in `shape`, with its place.

    Keys are named as the file writes them. A key that was mistyped is one mistake, not also a key
    that is missing.
    """
    found = [(tuple(p for p in one["loc"] if p != IN_KEY), one) for one in error.errors()]
    meant = {
        (*path[:-1], nearest(str(path[-1]), _keys(_shape_at(shape, path[:-1]), names)))
        for path, one in found
        if one["type"] == "extra_forbidden"
    }
    for path, one in found:
        if one["type"] != "missing":
            yield path, _explained(one, path, shape, names)
        elif (missing := _missing(path, names)) not in meant:
            key = missing[-1]
            yield path, Told(f"«{key}» ontbreekt", f"«{key}» is missing")


def _missing(path: Path, names: Names) -> Path:
    """Return the place of a key that is missing, as the file would write the key."""
    key = str(path[-1])  # pydantic calls it by its first name, the Dutch one
    return (*path[:-1], names.word(key, ENGLISH[key]))


def _keys(shape: type[BaseModel], names: Names) -> list[str]:
    return [names.word(dutch, english) for dutch, english, _ in keys_of(shape)]


def _explained(one: ErrorDetails, path: Path, shape: type[BaseModel], names: Names) -> Told:
    kind, more = one["type"], one.get("ctx", {})
    if kind == SENTENCE:
        return Told(more["nl"], more["en"])
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == BEHIND_KEY:
        value = "" if IN_KEY in one["loc"] else more["value"]
        named = f"«{key}: {value}»" if value else f"«{key}»"
        return Told(f"{named}: {more['nl']}", f"{named}: {more['en']}")
    if kind == "extra_forbidden":
        return _no_key(key, _shape_at(shape, path[:-1]), names)
    if not key:
        first = _keys(shape, names)[0]
        return Told(
            f"hier horen sleutels met waarden, zoals «{first}: …»",
            f"keys with values belong here, such as «{first}: …»",
        )
    told = SENTENCES[kind]
    return Told(told.nl.format(key), told.en.format(key))


def _no_key(key: str, shape: type[BaseModel], names: Names) -> Told:
    both = next(((nl, en) for nl, en, _ in keys_of(shape) if key in (nl, en)), None)
    if both:  # it is a key, so its twin stands there too
        return in_two_languages(*both)
    return unknown(key, Told("hier geen sleutel", "no key here"), _keys(shape, names))


def _shape_at(shape: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the shape to which `path` leads."""
    for part in path:
        names = {name for *pair, name in keys_of(shape) if part in pair}
        for name in names:
            shape = _shape_inside(shape.model_fields[name].annotation) or shape
    return shape


def _shape_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = get_args(annotation)
    return _shape_inside(inside[0]) if inside and get_origin(annotation) is not dict else None
