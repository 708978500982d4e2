import re
from collections import Counter
from itertools import combinations
from pathlib import Path

from graph_simulator import coverage
from graph_simulator.operations import AREAS, OPERATIONS

_TEXTS = frozenset({".py", ".md", ".html", ".toml"})


def test_the_coverage_page_is_what_the_operations_and_the_template_make() -> None:
    # When this fails: python -m graph_simulator.coverage
    assert coverage.PAGE.read_text(encoding="utf-8") == coverage.page()


def test_the_coverage_page_tells_every_operation_once() -> None:
    told = Counter(
        line.split("`")[1] for line in coverage.page().splitlines() if line.startswith("| `")
    )
    assert told == Counter(one.name for one in OPERATIONS)


def test_every_source_that_is_cited_is_in_the_list_of_sources() -> None:
    page = coverage.page()
    cited = re.findall(r"\b([A-Z]{2,4}(?:21)?):(?=\w)", page)
    sources = page[page.index("Sources:") : page.index("`{item}` is")]
    told = set(re.findall(r"\*\*(\w+)\*\*", sources))
    assert set(cited) <= told


def test_no_text_of_the_package_names_a_source_that_its_reader_has_not() -> None:
    package = Path(coverage.__file__).parent
    texts = {one: one.read_text("utf-8") for one in package.rglob("*") if one.suffix in _TEXTS}
    assert [one for one, text in texts.items() if re.search(r"\bgraph\.md\b", text)] == []


def test_each_operation_has_a_name_and_a_call_of_its_own_and_says_what_it_rests_on() -> None:
    assert [one.name for area in AREAS.values() for one in area if not one.basis.strip()] == []
    assert max(Counter(one.name for one in OPERATIONS).values()) == 1
    calls = [(one.method, set(one.templates)) for one in OPERATIONS]
    shared = [a for a, b in combinations(calls, 2) if a[0] == b[0] and a[1] & b[1]]
    assert shared == []


def test_every_operation_has_a_test_that_is_there() -> None:
    # When this fails: see "Adding to it" in graph_simulator/README.md.
    there = {one.stem.removeprefix("test_") for one in Path(__file__).parent.glob("test_*.py")}
    told = coverage.tested_by()
    assert {one.name for one in OPERATIONS} == {name for name, tests in told.items() if tests}
    assert {test for tests in told.values() for test in tests} <= there
