"""Objects as JSON documents and back, by their type hints alone.

A dataclass that is added to the model needs nothing here: its fields may be text, numbers,
booleans, moments, other dataclasses, lists, tuples, sets and dictionaries of these, and JSON.
"""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from graph_simulator.model import Content, Json

_PLAIN = (str, int, bool, float)
Reader = Callable[[Any], Any]


def written(value: Any, contents: list[Content]) -> Any:
    """The value as JSON; the contents in it that lie nowhere yet are added to `contents`."""
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: written(one, contents) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        all_of_it = [written(one, contents) for one in value]
        return all_of_it if isinstance(value, list | tuple) else sorted(all_of_it)
    return _object_written(value, contents)


def _object_written(value: Any, contents: list[Content]) -> Json:
    if not isinstance(value, Content):
        names = stored_fields(type(value))
        return {name: written(getattr(value, name), contents) for name in names}
    if not value.is_kept:
        contents.append(value)
    own = {"sha256": value.sha256, "size": value.size, "quick_xor": value.quick_xor}
    return own if value.origin == value.sha256 else own | {"origin": value.origin}


_stored: dict[Any, tuple[str, ...]] = {}


def stored_fields(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass that are kept: all that do not follow from others."""
    if kind not in _stored:
        assert is_dataclass(kind), f"{kind} is no dataclass and cannot be kept"
        names = (one.name for one in fields(kind) if not one.metadata.get("derived"))
        _stored[kind] = tuple(names)
    return _stored[kind]


def scalar_fields(kind: Any) -> list[str]:
    """The fields of a dataclass that hold one plain value, for columns people ask for."""
    if not is_dataclass(kind):
        return []
    hints = get_type_hints(kind)
    return [name for name in stored_fields(kind) if _is_scalar(hints[name])]


def _is_scalar(hint: Any) -> bool:
    parts = _parts(hint)
    if parts:
        return all(_is_scalar(one) for one in parts)
    return get_origin(hint) is Literal or hint in {*_PLAIN, datetime}


def _parts(hint: Any) -> list[Any]:
    """Of `X | None`: X."""
    if get_origin(hint) not in {Union, types.UnionType}:
        return []
    return [one for one in get_args(hint) if one is not type(None)]


class Documents:
    """Reads documents; equal small values become one object, `fetch` finds bytes."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        self._same: dict[Any, Any] = {}
        self._readers: dict[Any, Reader] = {
            datetime: datetime.fromisoformat,
            Content: self._content,
        }

    def reader(self, hint: Any) -> Reader:
        """What makes a value of that type out of its JSON."""
        try:
            return self._readers[hint]
        except KeyError:
            self._readers[hint] = made = self._reader(hint)
            return made

    def _reader(self, hint: Any) -> Reader:
        if parts := _parts(hint):
            (only,) = parts
            inner = self.reader(only)
            return lambda value: None if value is None else inner(value)
        origin, inside = get_origin(hint), get_args(hint)
        if origin in {list, tuple, set, frozenset}:
            inner = self.reader(inside[0])
            return lambda value: origin(map(inner, value))
        if origin is dict:
            inner = self.reader(inside[1])
            return lambda value: {name: inner(one) for name, one in value.items()}
        if is_dataclass(hint):
            return self._object(hint)
        return lambda value: value

    def _object(self, kind: Any) -> Reader:
        hints = get_type_hints(kind)
        readers = [(name, self.reader(hints[name])) for name in stored_fields(kind)]
        is_value = kind.__dataclass_params__.frozen and len(scalar_fields(kind)) == len(readers)

        def read(value: Any) -> Any:
            made = kind(**{name: own(value[name]) for name, own in readers})
            return self._same.setdefault(made, made) if is_value else made

        return read

    def _content(self, value: Any) -> Content:
        key = (value["sha256"], value.get("origin"))
        if key not in self._same:
            made = Content.kept(value["sha256"], value["size"], value["quick_xor"], key[1])
            made.lies_in(self._fetch)
            self._same[key] = made
        found: Content = self._same[key]
        return found
