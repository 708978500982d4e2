"""YAML as plain text values, with the line on which each value stands.

Types are off: `2.10`, `8:11` and `nee` stay the text that was written.
"""

from dataclasses import dataclass
from typing import Union

import yaml

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

    def line_of(self, path: Path) -> int:
        """Return the line of the value at `path`, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str) -> YamlText:
    """Read one YAML document; an empty one is an empty mapping. Raises YamlMistake."""
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlMistake(line, error.problem or "not YAML") from error
    lines: dict[Path, int] = {(): 1}
    if node is None:
        return YamlText({}, lines)
    return YamlText(_plain(node, (), lines), lines)


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Plain:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                raise YamlMistake(key_node.start_mark.line + 1, f"«{key}» staat er twee keer")
            mapping[key] = _plain(value_node, (*path, key), lines)
            lines[(*path, key)] = key_node.start_mark.line + 1
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, place), lines) for place, child in enumerate(node.value)]
    return str(node.value)
