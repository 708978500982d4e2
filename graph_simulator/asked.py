"""What a body holds, of the type it must be of; anything else is refused with 400."""

import json
from typing import Any

from graph_simulator.errors import invalid
from graph_simulator.model import Json

# Seconds, counts and sizes beyond it are mistakes, and dates would run out of years.
MOST = 1_000_000_000


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


def texts_in(asked: Json, name: str) -> list[str]:
    """The list of texts under that name; empty where there is none."""
    value: Any = asked.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise invalid(f"{name} is a list of texts.")
    return value


def text_in(asked: Json, name: str) -> str | None:
    """The text under that name, or none."""
    value = asked.get(name)
    if value is not None and not isinstance(value, str):
        raise invalid(f"{name} is text.")
    return value


def flag_in(asked: Json, name: str) -> bool:
    """Whether that is true; what is not there, is not."""
    value = asked.get(name)
    if not isinstance(value, bool | None):
        raise invalid(f"{name} is true or false.")
    return bool(value)


def number_in(asked: Json, name: str, least: float = 0, most: float = MOST) -> float | None:
    """The number under that name, or none; refused outside those bounds."""
    value = asked.get(name)
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not least <= value <= most:
        raise invalid(f"{name} is a number from {least:,} to {most:,}.")
    return float(value)


def whole_in(asked: Json, name: str, least: int = 0, most: int = MOST) -> int | None:
    """The whole number under that name, or none; refused outside those bounds."""
    value = asked.get(name)
    if value is None:
        return None
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or not least <= value <= most:
        raise invalid(f"{name} is a whole number from {least:,} to {most:,}.")
    return int(value)
