"""Mistakes in the shape of a file plan's YAML, as sentences for those who write it."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from classification.file_plan.files import ENGLISH
from classification.file_plan.mistakes import Told, nearest, unknown
from classification.file_plan.shape import keys_of
from classification.file_plan.value_checks import in_two_languages
from classification.file_plan.yaml_lines import Path

DUTCH = {english: dutch for dutch, english in ENGLISH.items()}


def mistakes_in(error: ValidationError, shape: type[BaseModel]) -> Iterator[tuple[Path, Told]]:
    """Yield each mistake that pydantic found in `shape`, with its place.

    A key that was mistyped is one mistake, not also a key that is missing.
    """
    found = [(tuple(p for p in one["loc"] if p != "[key]"), one) for one in error.errors()]
    meant = {
        (*path[:-1], _meant(str(path[-1]), _shape_at(shape, path[:-1])))
        for path, one in found
        if one["type"] == "extra_forbidden"
    }
    for path, one in found:
        if one["type"] != "missing" or path not in meant:
            yield path, _explained(one["type"], path, one.get("ctx", {}), shape)


def _meant(key: str, shape: type[BaseModel]) -> str | None:
    """Return the key of `shape`, in Dutch, for which `key` was probably meant."""
    near = nearest(key, [word for *pair, _ in keys_of(shape) for word in pair])
    return DUTCH.get(near, near) if near else None


def _explained(kind: str, path: Path, more: Mapping[str, Any], shape: type[BaseModel]) -> Told:
    if kind == "file_plan":
        return Told(more["nl"], more["en"])
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return _no_key(key, _shape_at(shape, path[:-1]))
    sentences = {
        "missing": Told("«{}» ontbreekt", "«{}» is missing"),
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
    told = sentences[kind]
    return Told(told.nl.format(DUTCH.get(key, key)), told.en.format(ENGLISH.get(key, key)))


def _no_key(key: str, shape: type[BaseModel]) -> Told:
    pairs = [(dutch, english) for dutch, english, _ in keys_of(shape)]
    both = next((pair for pair in pairs if key in pair), None)
    if both:  # it is a key, so its twin stands there too
        return in_two_languages(*both)
    dutch, english = zip(*pairs, strict=True)
    return unknown(key, Told("hier geen sleutel", "no key here"), dutch, english)


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
