"""One way to turn plain values into bytes, so that the same value always has the same digest."""

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> bytes:
    """Return the canonical JSON of `value`: sorted keys, no spaces, UTF-8.

    Refused with TypeError: floating-point numbers, which two machines may write differently, and
    keys that are not text, which JSON would make equal to the text that looks like them.
    """
    _refuse_the_doubtful(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def digest(value: Any) -> str:
    """Return the SHA-256, hexadecimal, of the canonical JSON of `value`."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _refuse_the_doubtful(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"canonical JSON has no floating-point numbers: {value!r}")
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"canonical JSON has no keys but text: {key!r}")
            _refuse_the_doubtful(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_the_doubtful(part)
