"""YAML as plain text values, with the line on which each value stands.

Types are off: `2.10`, `8:11` and `nee` stay the text that was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Union

import yaml
from yaml.reader import ReaderError

from classification.file_plan.mistakes import Told
from classification.file_plan.yaml_problems import what_is_wrong

Plain = Union[str, list["Plain"], dict[str, "Plain"]]  # noqa: UP007 - recursive
Path = tuple[str | int, ...]


class YamlMistake(NamedTuple):
    """A mistake in a YAML text, told in Dutch and in English. `line` counts from 1."""

    line: int
    told: Told


class NotYaml(Exception):
    """The text cannot be read as YAML at all."""

    def __init__(self, line: int, nl: str, en: str) -> None:
        super().__init__(en)
        self.mistake = YamlMistake(line, Told(nl, en))


@dataclass(frozen=True, slots=True)
class YamlText:
    """The values of one YAML text, where each one stands, and what is wrong with its keys.

    Of a key that stands there twice the first value is kept.
    """

    value: Plain
    lines: dict[Path, int]
    mistakes: tuple[YamlMistake, ...] = ()

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


def read_yaml(written: str | bytes) -> YamlText:
    """Read one YAML document; an empty one is an empty mapping. Raises NotYaml.

    Bytes are UTF-8, or cannot be read at all: guessed letters would make names out of nothing.
    """
    text = written if isinstance(written, str) else _decoded(written)
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        # Reading a text twice takes long; where no * stands there is nothing to look for.
        events = list(yaml.parse(text, Loader=yaml.BaseLoader)) if "*" in text else []
    except RecursionError:
        raise NotYaml(1, "dit is te diep genest", "this is nested too deeply") from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise NotYaml(
            line,
            "hier staat een teken dat niet in YAML mag",
            "there is a character here that YAML does not allow",
        ) from error
    except yaml.MarkedYAMLError as error:
        line, told = what_is_wrong(error, text)
        raise NotYaml(line, *told) from error
    aliases = [event for event in events if isinstance(event, yaml.AliasEvent)]
    if aliases:  # they could point in a circle, and a reader of the plan would have to puzzle
        raise NotYaml(
            _line(aliases[0].start_mark),
            "verwijzingen met & en * kunnen hier niet",
            "references with & and * are not possible here",
        )
    if node is None:
        return YamlText({}, {(): 1})
    reading = _Reading({}, [])
    value = reading.plain(node, ())
    return YamlText(value, reading.lines, tuple(reading.mistakes))


@dataclass(frozen=True, slots=True)
class _Reading:
    """Collects lines and mistakes while nodes become plain values."""

    lines: dict[Path, int]
    mistakes: list[YamlMistake]

    def plain(self, node: yaml.Node, path: Path) -> Plain:
        self.lines.setdefault(path, _line(node.start_mark))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*path, place)) for place, child in enumerate(node.value)]
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Plain:
        mapping: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            line = _line(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                told = Told("een sleutel is een woord", "a key is a word")
                self.mistakes.append(YamlMistake(line, told))
                continue
            key = str(key_node.value)
            if key in mapping:
                first = self.lines[(*path, key)]
                told = Told(
                    f"«{key}» staat er twee keer, ook op regel {first}",
                    f"«{key}» stands there twice, also on line {first}",
                )
                self.mistakes.append(YamlMistake(line, told))
                continue
            self.lines[(*path, key)] = line
            mapping[key] = self.plain(value_node, (*path, key))
        return mapping


def _decoded(written: bytes) -> str:
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotYaml(
            written[: error.start].count(b"\n") + 1,
            "dit is geen UTF-8; sla het bestand op als UTF-8",
            "this is not UTF-8; save the file as UTF-8",
        ) from error


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1
