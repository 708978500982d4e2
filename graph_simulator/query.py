"""The OData options that are modelled: `$select` and `$expand` with options in brackets."""

import re

from graph_simulator.errors import not_modelled
from graph_simulator.model import Json

_PART = re.compile(r"(?P<name>\w+)(?:\((?P<nested>.*)\))?", re.DOTALL)


class Expansion:
    """Reads `listItem($expand=fields($select=A,B)),retentionLabel`."""

    @staticmethod
    def read(text: str | None, known: frozenset[str]) -> dict[str, str | None]:
        """What is to be expanded, each with its text in brackets. 501 for what is not modelled.

        The text may be the value of `$expand`, or options such as `$expand=fields`.
        """
        if text and "=" in text.split("(", 1)[0]:
            for option in _split(text, ";"):
                if option.split("=", 1)[0].strip().lstrip("$").lower() != "expand":
                    raise not_modelled(f"'{option}' inside $expand")
            text = Expansion.option(text, "expand")
        found: dict[str, str | None] = {}
        for part in _split(text or "", ","):
            match = _PART.fullmatch(part.strip())
            if match is None or match["name"] not in known:
                raise not_modelled(f"$expand={part}")
            found[match["name"]] = match["nested"]
        return found

    @staticmethod
    def option(nested: str | None, name: str) -> str | None:
        """The value of one option in brackets; with and without `$`."""
        for option in _split(nested or "", ";"):
            key, _, value = option.partition("=")
            if key.strip().lstrip("$").lower() == name:
                return value
        return None


def selected(
    whole: Json, select: str | None, hidden: frozenset[str], expanded: frozenset[str]
) -> Json:
    """The properties `$select` names, with annotations asked for by name; all when absent."""
    if not select:
        return {name: value for name, value in whole.items() if name not in hidden}
    wanted = {name.strip() for name in select.split(",")} - expanded
    if "content.downloadUrl" in wanted:
        wanted.add("@microsoft.graph.downloadUrl")
    return {name: value for name, value in whole.items() if name in wanted}


def narrowed(body: Json | None, select: str | None) -> Json | None:
    """An answer, or each object of its `value`, with the properties that `$select` names."""
    if body is None or not select:
        return body
    nothing: frozenset[str] = frozenset()
    around = {name: value for name, value in body.items() if name.startswith("@odata.")}
    if isinstance(body.get("value"), list):
        return around | {
            "value": [selected(one, select, nothing, nothing) for one in body["value"]]
        }
    return around | selected(body, select, nothing, nothing)


def _split(text: str, separator: str) -> list[str]:
    """Split at a separator that stands outside brackets."""
    parts, depth, begin = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == separator and depth == 0:
            parts.append(text[begin:place])
            begin = place + 1
    parts.append(text[begin:])
    return [part for part in parts if part.strip()]
