"""The format of `tenant.json`: each name it may hold, its type, and what it refers to.

README.md tells it in a table. A name with `?` may be left out; what is not named is refused, so that
a name that is misspelt is not silently without effect.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph_simulator.model import Json

Shape = Any
"""`str`, `bool`, `OneOf`, `ByName`, a list of the shape of its elements, or names with shapes."""


class SeedError(ValueError):
    """The seed cannot be used; the message names the place in it."""


@dataclass(frozen=True)
class OneOf:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class ByName:
    """An object with names of the seed's own."""

    shape: Shape


# A column of another kind needs more than the seed says of it.
_KINDS = OneOf(
    (
        "text", "note", "dateTime", "boolean", "number", "currency",
        "personOrGroup", "hyperlinkOrPicture",
    )
)  # fmt: skip
_LIBRARY = {
    "name": str,
    "access": [str],
    "columns": str,
    "managed?": ByName(str),
    "content_types": [str],
}
FORMAT: dict[str, Shape] = {
    "hostname": str,
    "display_name": str,
    "mail_domain": str,
    "apps": [
        {
            "name": str,
            "id?": str,
            "full_control?": bool,
            "permissions?": [str],
            "sites?": ByName([OneOf(("read", "write", "owner", "fullcontrol"))]),
        }
    ],
    "groups": [str],
    "people": [{"name": str, "groups": [str], "roles?": [str]}],
    "retention_labels": [
        {
            "name": str,
            "behavior": OneOf(("retain", "retainAsRecord", "retainAsRegulatoryRecord")),
            "delete_allowed?": bool,
            "starts_locked?": bool,
        }
    ],
    "term_sets?": ByName({"address": str, "terms": [str]}),
    "content_types?": [{"name": str, "parent": str}],
    "column_sets": ByName([{"name": str, "display_name?": str, "kind?": _KINDS, "hidden?": bool}]),
    "sites": [
        {
            "path": str,
            "display_name": str,
            "kind": OneOf(("team_site", "channel_site", "records_site")),
            "parent?": str,
            "libraries": [_LIBRARY],
        }
    ],
    "teams": [
        {
            "name": str,
            "group?": str,
            "site": str,
            "library": str,
            "channels": [
                {
                    "name": str,
                    "membership?": OneOf(("standard", "private", "shared")),
                    "site?": str,
                    "provisioned?": bool,
                }
            ],
        }
    ],
}
_WORDS = {str: "text", bool: "true or false"}
_CONTENT_TYPES = ("Document", "Document Set", "Folder", "Item", "System")


def check(seed: object) -> None:
    """Refuse a seed that is not of the format, or names what it does not hold. SeedError."""
    _check_shape("tenant.json", seed, FORMAT)
    assert isinstance(seed, dict)
    if not seed["apps"]:
        raise SeedError("apps: there is at least one, who calls with a token of elsewhere")
    for place, one, known in _references(seed):
        if one not in known:
            raise SeedError(f"{place}: '{one}' is none of {', '.join(known) or 'what there is'}")


def _check_shape(place: str, value: object, shape: Shape) -> None:
    if isinstance(shape, OneOf):
        if value not in shape.words:
            raise SeedError(f"{place} is one of {', '.join(shape.words)}")
    elif isinstance(shape, list):
        _check_list(place, value, shape[0])
    elif isinstance(shape, ByName):
        for name, one in _object(place, value).items():
            _check_shape(f"{place}.{name}", one, shape.shape)
    elif isinstance(shape, dict):
        _check_object(place, _object(place, value), shape)
    elif not isinstance(value, shape):
        raise SeedError(f"{place} is {_WORDS[shape]}")


def _object(place: str, value: object) -> Json:
    if not isinstance(value, dict):
        raise SeedError(f"{place} is an object")
    return value


def _check_list(place: str, value: object, shape: Shape) -> None:
    if not isinstance(value, list):
        raise SeedError(f"{place} is a list")
    for number, one in enumerate(value):
        _check_shape(f"{place}[{number}]", one, shape)
    named = [one.get("path", one.get("name")) if isinstance(one, dict) else one for one in value]
    if twice := [one for number, one in enumerate(named) if one in named[:number]]:
        raise SeedError(f"{place} holds '{twice[0]}' twice")


def _check_object(place: str, value: Json, shape: dict[str, Shape]) -> None:
    shapes = {name.rstrip("?"): one for name, one in shape.items()}
    if unknown := sorted(value.keys() - shapes.keys()):
        raise SeedError(f"{place} has no {', '.join(unknown)}; it has {', '.join(shapes)}")
    if missing := [name for name in shape if not name.endswith("?") and name not in value]:
        raise SeedError(f"{place} lacks {', '.join(missing)}")
    for name, one in value.items():
        _check_shape(f"{place}.{name}".removeprefix("tenant.json."), one, shapes[name])


Reference = tuple[str, str, list[str]]


def _references(seed: Json) -> Iterable[Reference]:
    """Each name that refers to something: its place, itself, and what there is."""
    people = [one["name"] for one in seed["people"]]
    for number, one in enumerate(seed["people"]):
        for name in one["groups"]:
            yield f"people[{number}].groups", name, seed["groups"]
    types = list(_CONTENT_TYPES)
    for number, one in enumerate(seed.get("content_types", [])):
        yield f"content_types[{number}].parent", one["parent"], types
        types.append(one["name"])
    paths = ["/"]
    for number, site in enumerate(seed["sites"]):
        if "parent" in site:
            yield f"sites[{number}].parent", site["parent"], paths
        paths.append(site["path"])
        for place, library in enumerate(site["libraries"]):
            at = f"sites[{number}].libraries[{place}]"
            yield from _of_library(at, library, seed, [*seed["groups"], *people], types)
    for number, one in enumerate(seed["apps"]):
        for path in one.get("sites", {}):
            yield f"apps[{number}].sites", path, paths
    for number, team in enumerate(seed["teams"]):
        yield from _of_team(f"teams[{number}]", team, seed, paths)


def _of_library(
    place: str, library: Json, seed: Json, principals: list[str], types: list[str]
) -> Iterable[Reference]:
    for name in library["access"]:
        yield f"{place}.access", name, principals
    for name in library["content_types"]:
        yield f"{place}.content_types", name, types
    yield f"{place}.columns", library["columns"], list(seed["column_sets"])
    columns = [one["name"] for one in seed["column_sets"][library["columns"]]]
    for name, term_set in library.get("managed", {}).items():
        yield f"{place}.managed", name, columns
        yield f"{place}.managed.{name}", term_set, list(seed.get("term_sets", {}))


def _of_team(place: str, team: Json, seed: Json, paths: list[str]) -> Iterable[Reference]:
    if "group" in team:
        yield f"{place}.group", team["group"], seed["groups"]
    own = [(f"{place}.channels[{n}]", one) for n, one in enumerate(team["channels"])]
    for at, one in [(place, team), *((at, one) for at, one in own if "site" in one)]:
        yield f"{at}.site", one["site"], paths
        libraries = [
            library["name"]
            for site in seed["sites"]
            if site["path"] == one["site"]
            for library in site["libraries"]
        ]
        yield f"{at}.site: its library", team["library"], libraries
