"""YAML as plain text values, with the line on which each value stands.

Types are off: `2.10`, `8:11` and `nee` stay the text that was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

import yaml
from yaml.reader import ReaderError

Plain = Union[str, list["Plain"], dict[str, "Plain"]]  # noqa: UP007 - recursive
Path = tuple[str | int, ...]


class YamlMistake(Exception):
    """The text is not YAML, or gives a key twice. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class YamlText:
    """The values of one YAML text, and where each one stands."""

    value: Plain
    lines: dict[Path, int]

    def line_of(self, path: Path, also_called: Mapping[str, str]) -> int:
        """Return the line of the value at `path`, or of the nearest value around it.

        `also_called` gives keys another name under which they may be written.
        """
        at: Path = ()
        for part in path:
            names = (part, also_called.get(str(part), part))
            found = next((name for name in names if (*at, name) in self.lines), None)
            if found is None:
                break
            at = (*at, found)
        return self.lines[at]


def read_yaml(text: str) -> YamlText:
    """Read one YAML document; an empty one is an empty mapping. Raises YamlMistake."""
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        events = list(yaml.parse(text, Loader=yaml.BaseLoader))
    except RecursionError:
        raise YamlMistake(1, "dit is te diep genest") from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlMistake(line, "hier staat een teken dat niet in YAML mag") from error
    except yaml.MarkedYAMLError as error:
        raise YamlMistake(_line(error.problem_mark), error.problem or "not YAML") from error
    aliases = [event for event in events if isinstance(event, yaml.AliasEvent)]
    if aliases:  # they could point in a circle, and a reader of the plan would have to puzzle
        line = _line(aliases[0].start_mark)
        raise YamlMistake(line, "verwijzingen met & en * kunnen hier niet")
    lines: dict[Path, int] = {(): 1}
    if node is None:
        return YamlText({}, lines)
    return YamlText(_plain(node, (), lines), lines)


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Plain:
    lines[path] = _line(node.start_mark)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise YamlMistake(_line(key_node.start_mark), "een sleutel is een woord")
            key = str(key_node.value)
            if key in mapping:
                raise YamlMistake(_line(key_node.start_mark), f"«{key}» staat er twee keer")
            mapping[key] = _plain(value_node, (*path, key), lines)
            lines[(*path, key)] = _line(key_node.start_mark)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, place), lines) for place, child in enumerate(node.value)]
    return str(node.value)


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1
