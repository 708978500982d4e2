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

    Keys are named as the file writes them. A key that was mistyped or indented too far is one
    mistake, not also a key that is missing.
    """
    found = [(tuple(p for p in one["loc"] if p != IN_KEY), one) for one in error.errors()]
    missing = {_missing(path, names) for path, one in found if one["type"] == "missing"}
    meant = {
        (*path[:-1], nearest(str(path[-1]), _keys(_shape_at(shape, path[:-1]), names)))
        for path, one in found
        if one["type"] == "extra_forbidden"
    }
    wrong_keys = {path for path, one in found if _is_of_key(one)}
    too_deep = {path: at for path in wrong_keys for at in missing if _lies_under(path, at)}
    for path, one in found:
        if one["type"] == "missing":
            at = _missing(path, names)
            if at not in meant and at not in too_deep.values():
                yield path, Told(f"«{at[-1]}» ontbreekt", f"«{at[-1]}» is missing")
        elif path in too_deep:
            yield path, _indented_too_far(path, too_deep[path])
        elif _is_of_key(one) or not any(path[: len(key)] == key for key in wrong_keys):
            yield path, _explained(one, path, shape, names)


def _is_of_key(one: ErrorDetails) -> bool:
    """Return whether a key does not belong: then nothing is said of its value."""
    return one["type"] == "extra_forbidden" or IN_KEY in one["loc"]


def _lies_under(path: Path, missing: Path) -> bool:
    """Return whether `path` is a key that is missing, written inside one that stands beside it."""
    around = missing[:-1]
    return path[-1] == missing[-1] and len(path) > len(missing) and path[: len(around)] == around


def _indented_too_far(path: Path, missing: Path) -> Told:
    key, inside = path[-1], path[len(missing) - 1]
    return Told(
        f"«{key}» is te ver ingesprongen; het begint recht onder «{inside}»",
        f"«{key}» is indented too far; it begins right under «{inside}»",
    )


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
