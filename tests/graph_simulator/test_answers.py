"""What is recorded of the simulator's answers, and that what is wrong with one is found."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph_simulator.operations import OPERATIONS
from graph_simulator.recording import Recording, condensed
from tests.graph_simulator import answers
from tests.graph_simulator.schemas import EXAMPLES

reference = [
    pytest.mark.reference,
    pytest.mark.skipif(
        not EXAMPLES.is_dir(), reason="whether wrong answers are found: no reference"
    ),
]


def _line(tenant: Any, path: str, **changes: Any) -> dict[str, Any]:
    answer = tenant.graph("GET", path)
    line = {
        "operation": "drive_item.get",
        "method": "GET",
        "path": f"/v1.0{path}",
        "query": {},
        "status": answer.status_code,
        "body": {**answer.json(), **changes},
    }
    line["body"] = {name: value for name, value in line["body"].items() if value is not ...}
    return line


def test_an_answer_is_recorded_once_for_each_shape(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    asked = ("GET", "/v1.0/teams", {"select": "id"})
    for body in ({"id": "1"}, {"id": "2"}, {"id": 3}):
        recording.note("team.list", 200, asked, body)
    lines = [line for line in answers.recorded(tmp_path) if "body" in line]
    assert [line["body"] for line in lines] == [{"id": "1"}, {"id": 3}]
    assert lines[0]["query"] == {"select": "id"}


def test_whatever_stands_in_a_path_its_answer_is_one_line(tmp_path: Path) -> None:
    path = "/v1.0/drives/a\u2028b\ud800"
    Recording(tmp_path).note("drive.get", 404, ("GET", path, {}), {})
    assert [line["path"] for line in answers.recorded(tmp_path) if "path" in line] == [path]


def test_who_called_what_is_recorded_once(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    for recording.caller in ("een", "een", "twee"):
        recording.note("team.list", 200, ("GET", "/v1.0/teams", {}), {})
    told = [line["caller"] for line in answers.recorded(tmp_path) if "caller" in line]
    assert told == ["een", "twee"]


def test_a_list_is_recorded_with_one_element_of_each_shape() -> None:
    page = {"value": [{"id": "1"}, {"id": "2"}, {"id": "3", "deleted": {}}]}
    assert condensed(page)[1] == {"value": [{"id": "3", "deleted": {}}, {"id": "1"}]}


def test_the_simulator_of_these_tests_records(tenant: Any, answers: Path) -> None:
    tenant.get("/teams")
    text = "".join(file.read_text(encoding="utf-8") for file in answers.glob("*.jsonl"))
    called = [json.loads(line) for line in text.splitlines()]
    assert {"operation": "team.list", "caller": "graph_simulator/test_answers.py"} in called


class TestWhatIsWrongIsFound:
    pytestmark = reference

    def test_nothing_in_an_answer_as_it_is(self, tenant: Any) -> None:
        assert list(answers.wrong(_line(tenant, tenant.put()))) == []

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"eTag": ...}, "eTag: missing in a driveItem"),
            ({"zomaar": 1}, "/zomaar: a name that Graph does not know"),
            ({"size": "groot"}, "$.size: 'groot' is not valid"),
            ({"file": {"omvang": 1}}, "/file/omvang: a name that Graph does not know"),
        ],
    )
    def test_a_missing_name_an_unknown_one_and_a_wrong_type(
        self, tenant: Any, changes: dict[str, Any], told: str
    ) -> None:
        (found,) = answers.wrong(_line(tenant, tenant.put(), **changes))
        assert found.startswith(told)

    def test_a_collection_without_value(self, tenant: Any) -> None:
        found = list(answers.wrong(_line(tenant, f"{tenant.put()}/versions", value=...)))
        assert found == ["$: 'value' is a required property"]

    @pytest.mark.parametrize(
        ("operation", "status", "kind"),
        [
            ("permission.get", 200, "permission"),
            ("upload_session.put", 201, "driveItem"),
            ("upload_session.put", 202, "uploadSession"),
            ("message.send", 201, "chatMessage"),
        ],
    )
    def test_a_missing_name_in_what_the_description_does_not_have(
        self, operation: str, status: int, kind: str
    ) -> None:
        line = {"operation": operation, "method": "PUT", "path": "/", "query": {}, "body": {}}
        assert f": missing in a {kind}" in " ".join(answers.wrong(line | {"status": status}))

    def test_every_operation_that_answers_json_is_held_against_a_type(self) -> None:
        """A new one that is not in the description is named with its type, or among those without."""
        silent = {"drive_item.checkout", "drive_item.checkin", "drive_item.discard_checkout"}
        silent |= {"drive_item.permanent_delete", "drive_item.copy", "subscription.reauthorize"}
        silent |= {"version.restore", "version.content", "content.get", "content.download"}
        silent |= {"set_version.restore"} | {
            one.name for one in OPERATIONS if one.method == "DELETE"
        }
        untyped = {
            one.name
            for one in OPERATIONS
            if not any(
                answers.typed(one.name, one.method, template, status)
                for template in one.templates
                for status in (200, 201)
            )
        }
        assert untyped - silent == answers.WITHOUT

    def test_an_error_without_ids(self, tenant: Any) -> None:
        line = _line(tenant, "/sites/geen", error={"code": "itemNotFound", "message": "weg"})
        (found,) = answers.wrong(line)
        assert found.startswith("error.innerError")
