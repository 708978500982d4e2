"""`dossier undo` of many: a version is named by enough of it that it can be no other one."""

import asyncio

import pytest

from tests.command_line.conftest import Case
from tests.store.filing import Into, begin, end

BEGIN = "b0b1b2b3"
VERSIONS = [f"{BEGIN}{'4' * 56}", f"{BEGIN}{'5' * 56}"]


@pytest.fixture
def by_two_versions(case: Case) -> Case:
    """A case in which two versions of a rule that begin alike filed a document each."""
    for number, version in enumerate(VERSIONS):
        asyncio.run(_filed_by(case, f"nota {number}", version))
    return case


async def _filed_by(case: Case, name: str, version: str) -> None:
    document_id = await case.stored.document(name)
    rule = {"rule": "Nota", "version": version}
    await begin(case.stored, document_id, Into(), f"F-{name}", {"evidence": [rule]})
    await end(case.stored, document_id, filing_id=f"F-{name}")


@pytest.mark.parametrize("option", ["--rule-version", "--plan"])
@pytest.mark.parametrize(
    ("language", "short", "unknown"),
    [
        ("en", "Give at least 8 characters", "No filing has «ffffffff» as its"),
        ("nl", "Geef ten minste 8 tekens", "Geen opname heeft «ffffffff» als"),
    ],
)
def test_a_version_that_is_too_short_or_of_no_filing_is_refused_as_used_wrongly(
    by_two_versions: Case, option: str, language: str, short: str, unknown: str
) -> None:
    [entry] = by_two_versions.stored.entries("house")[-1:]
    of_some = VERSIONS[0] if option == "--rule-version" else str(entry["plan_version"])
    for given, told in ((of_some[:7], short), (of_some[:1], short), ("ffffffff", unknown)):
        done = by_two_versions.run("undo", option, given, "--yes", "--language", language)
        assert (done.exit_code, done.stdout) == (2, "")
        assert told in done.stderr
        assert option in done.stderr


def test_the_beginning_of_two_versions_is_refused_and_both_are_told(by_two_versions: Case) -> None:
    for more in ([], ["--rule", "Nota"]):
        done = by_two_versions.run("undo", "--rule-version", BEGIN, *more, "--yes")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "More than one version begins with «b0b1b2b3»" in done.stderr
        assert all(version in done.stderr for version in VERSIONS)


def test_a_version_of_another_rule_is_none_of_the_rule_that_is_named(by_two_versions: Case) -> None:
    asyncio.run(_by_another_rule(by_two_versions))
    done = by_two_versions.run("undo", "--rule", "Brief", "--rule-version", VERSIONS[0], "--yes")
    assert done.exit_code == 2
    assert "as its --rule-version. They have: «cccccccc»." in done.stderr


async def _by_another_rule(case: Case) -> None:
    document_id = await case.stored.document("brief")
    why = {"evidence": [{"rule": "Brief", "version": "c" * 64}]}
    await begin(case.stored, document_id, Into(), "F-2", why)
    await end(case.stored, document_id, filing_id="F-2")
