"""What the learned part learns from: texts of which people said what they are."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN = ("?", "__onbekend__")
"""Labels of texts of which is known that they are none of the kinds that have a name."""


class CorpusError(ValueError):
    """A line of a corpus, counted from one, cannot be read; the message says which and why."""

    def __init__(self, line: int, fields: tuple[str, ...]) -> None:
        super().__init__(f"line {line} has no id, label and {', '.join(fields)} as texts")
        self.line = line


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its id and its kind; `kind` is null where it is known to be none of them."""

    id: str
    text: str
    kind: str | None


def read_corpus(lines: Iterable[str], fields: tuple[str, ...] = ("text",)) -> tuple[Example, ...]:
    """Return the examples in JSON Lines that have at least `id`, `text` and `label`.

    Only `fields` are read as text, in their order. Raises CorpusError naming the line.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_example(json.loads(line), fields))
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(number, fields) from error
    return tuple(found)


def _example(record: dict[str, object], fields: tuple[str, ...]) -> Example:
    parts = [record["id"], record["label"], *(record.get(field, "") for field in fields)]
    if not all(isinstance(part, str) for part in parts):
        raise TypeError("a field is no text")
    name, label, *texts = map(str, parts)
    if "text" in fields and "text" not in record:
        raise KeyError("text")
    text = "\n".join(part for part in texts if part)
    return Example(name, text, None if label in UNKNOWN else label)
