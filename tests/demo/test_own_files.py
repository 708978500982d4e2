"""Files of the reader's own, saved into the simulated tenant."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.account import Line
from demo.arriving import EMPLOYEE, GRANTS
from demo.office import Office
from demo.own_files import MOST, OwnFile, OwnFiles
from demo.tenant import SimulatedTenant


@pytest.fixture(scope="module")
def tenant() -> Iterator[SimulatedTenant]:
    tenant = SimulatedTenant()
    yield tenant
    tenant.close()


def saved_from(line_origin: str) -> Line:
    return Line("x", "brief.txt", line_origin, line_origin, "left", "why", "waarom", "no_rule_fits")


def test_what_lies_in_a_folder_is_saved_into_that_folder_and_what_is_hidden_is_not(
    tenant: SimulatedTenant, tmp_path: Path
) -> None:
    own = OwnFiles(tmp_path)
    (tmp_path / "SUB-2026-0148" / ".cache").mkdir(parents=True)
    (tmp_path / "SUB-2026-0148" / "brief.txt").write_text("Geachte heer", "utf-8")
    (tmp_path / "SUB-2026-0148" / ".cache" / "index").write_text("x", "utf-8")
    assert own.save_new(tenant) == [OwnFile("SUB-2026-0148/brief.txt", "new")]
    assert own.save_new(tenant) == []
    assert own.is_of(saved_from("Subsidies / Documenten: /Algemeen/SUB-2026-0148/brief.txt"))
    assert not own.is_of(saved_from("Subsidies / Documenten: /Algemeen/brief.txt"))
    assert not own.is_of(saved_from("Vergunningen / Documenten: /Algemeen/SUB-2026-0148/brief.txt"))


def test_a_file_that_is_saved_again_says_whether_the_first_still_stood_there(
    tenant: SimulatedTenant, tmp_path: Path
) -> None:
    own, file = OwnFiles(tmp_path), tmp_path / "fanfare.txt"
    told = []
    for text in ("one", "another", "the third"):
        file.write_text(text, "utf-8")
        told += own.save_new(tenant)
        if text == "another":
            tenant.person(EMPLOYEE, "delete", GRANTS, "fanfare.txt")
    assert [one.how for one in told] == ["new", "new_version", "new_document"]


def test_from_its_folder_every_command_looks_at_the_running_demo(
    tenant: SimulatedTenant, tmp_path: Path
) -> None:
    office = Office(tmp_path, tenant)
    office.dossier("plan-in-force", "file_plan")
    command = Path(sys.executable).with_name("dossier")
    told = subprocess.run(
        [command, "source", "list"], cwd=office.folder, capture_output=True, text=True, check=True
    )
    assert f"{GRANTS.team}, kanaal {GRANTS.name}: observe" in told.stdout


def test_a_file_that_is_too_large_is_named_once(tenant: SimulatedTenant, tmp_path: Path) -> None:
    own = OwnFiles(tmp_path)
    (tmp_path / "film.bin").write_bytes(bytes(MOST + 1))
    assert own.save_new(tenant) == [OwnFile("film.bin", "too_large")]
    assert own.save_new(tenant) == []
