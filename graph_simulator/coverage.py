"""`python -m graph_simulator.coverage`: writes COVERAGE.md from the operations, who tests them, and its template."""

import json
import re
from pathlib import Path

from graph_simulator.not_modelled import NOT_MODELLED
from graph_simulator.operation import Operation
from graph_simulator.operations import AREAS

_HERE = Path(__file__).parent
PAGE = _HERE / "COVERAGE.md"
TESTED_BY = _HERE / "tested_by.json"
_TEMPLATE = _HERE / "COVERAGE.template.md"
_PLACE = re.compile(r"^\{\{operations (?P<areas>[a-z_ ]+)\}\}$", re.MULTILINE)


def page() -> str:
    """COVERAGE.md as it should be. KeyError for an area that the template misspells."""
    text = _TEMPLATE.read_text("utf-8").replace("{{not modelled}}", _not_modelled())
    return _PLACE.sub(lambda found: _table(found["areas"].split()), text)


def tested_by() -> dict[str, list[str]]:
    """Of each operation: the simulator's own tests that call it, as their last recording says."""
    read: dict[str, list[str]] = json.loads(TESTED_BY.read_text("utf-8"))
    return read


def _table(areas: list[str]) -> str:
    head = [
        "| name | call | units | status | rests on | tests |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    tests = tested_by()
    return "\n".join(
        head + [_row(one, tests.get(one.name, [])) for area in areas for one in AREAS[area]]
    )


def _not_modelled() -> str:
    rows = [f"| {call} | not modelled | {basis} |" for call, basis in NOT_MODELLED]
    return "\n".join(["| call | status | rests on |", "| --- | --- | --- |", *rows])


def _row(one: Operation, tests: list[str]) -> str:
    calls = [template.removeprefix("/v1.0") for template in one.templates]
    calls = [call.replace("/drives/{drive}/{address}", "{item}") for call in calls]
    call = f"{one.method} {', '.join(calls)}" + (f"; {one.takes}" if one.takes else "")
    units = one.units_text or one.units
    told = ", ".join(tests) or "none"
    return f"| `{one.name}` | {call} | {units} | {one.status} | {one.basis} | {told} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
