"""`python -m graph_simulator.coverage`: writes COVERAGE.md from the operations and its template."""

import re
from pathlib import Path

from graph_simulator.operation import Operation
from graph_simulator.operations import AREAS

_HERE = Path(__file__).parent
PAGE = _HERE / "COVERAGE.md"
_TEMPLATE = _HERE / "COVERAGE.template.md"
_PLACE = re.compile(r"^\{\{operations (?P<areas>[a-z_ ]+)\}\}$", re.MULTILINE)


def page() -> str:
    """COVERAGE.md as it should be. KeyError for an area that the template misspells."""
    return _PLACE.sub(lambda found: _table(found["areas"].split()), _TEMPLATE.read_text("utf-8"))


def _table(areas: list[str]) -> str:
    head = ["| name | call | units | status | rests on |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(head + [_row(one) for area in areas for one in AREAS[area]])


def _row(one: Operation) -> str:
    calls = [template.removeprefix("/v1.0") for template in one.templates]
    calls = [call.replace("/drives/{drive}/{address}", "{item}") for call in calls]
    call = f"{one.method} {', '.join(calls)}" + (f"; {one.takes}" if one.takes else "")
    return f"| `{one.name}` | {call} | {one.units_text or one.units} | {one.status} | {one.basis} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
