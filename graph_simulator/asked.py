"""What a body holds, of the type it must be of; anything else is refused with 400."""

import json
from typing import Any

from graph_simulator.errors import invalid
from graph_simulator.model import Json


def body_in(text: bytes) -> Json:
    """The object that a body is; one that could not be answered again is refused.

    Half a character (a lone surrogate) and a number without end are such: Python reads them.
    """
    try:
        body = json.loads(text or b"{}")
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise invalid("The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise invalid("The body is not a JSON object.")
    return body


def object_in(asked: Json, name: str) -> Json:
    """The object under that name; empty where there is none."""
    value = asked.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise invalid(f"{name} is an object.")
    return value


def objects_in(asked: Json, name: str) -> list[Json]:
    """The list of objects under that name; empty where there is none."""
    value: Any = asked.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise invalid(f"{name} is a list of objects.")
    return value


def text_in(asked: Json, name: str) -> str | None:
    """The text under that name, or none."""
    value = asked.get(name)
    if value is not None and not isinstance(value, str):
        raise invalid(f"{name} is text.")
    return value
