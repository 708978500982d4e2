"""The simulated tenant in a test's words: who does what, and what is there."""

import base64
from collections.abc import Mapping
from typing import Any

from records.documents import Location
from tests.conftest import RunningSimulator

PERSON = "Medewerker Subsidies"


class Tenant:
    def __init__(self, simulator: RunningSimulator) -> None:
        self._own = simulator.own

    def drive(self, name: str) -> str:
        return next(str(one["id"]) for one in self.tree()["drives"] if one["name"] == name)

    def tree(self) -> Mapping[str, Any]:
        return self._got("/tree")

    def items(self, name: str) -> list[Mapping[str, Any]]:
        return [one for one in self.tree()["items"] if one["name"] == name]

    def there(self, at: Location) -> Mapping[str, Any]:
        return next(one for one in self.tree()["items"] if one["id"] == at.item_id)

    def calls(self, operation: str = "") -> list[Mapping[str, Any]]:
        """Our calls; those of one operation where one is named."""
        return [
            call
            for call in self._got("/calls")["calls"]
            if call["method"] != "PEOPLE" and operation in ("", call["operation"])
        ]

    def units(self) -> int:
        return sum(call["units"] for call in self.calls())

    def person(self, do: str, **more: Any) -> Location:
        asked = {"person": PERSON, "do": do, "team": "Subsidies", "channel": "Algemeen", **more}
        if "content" in asked:
            asked["content_base64"] = base64.b64encode(asked.pop("content")).decode()
        done = self._own.post("/people", json=asked)
        assert done.is_success, done.text
        return Location(done.json()["drive_id"], done.json()["item_id"])

    def upload(self, path: str, content: bytes = b"inhoud") -> Location:
        return self.person("upload", path=path, content=content)

    def edit(self, path: str, content: bytes) -> Location:
        return self.person("edit", path=path, content=content)

    def fault(self, kind: str, operation: str, **options: Any) -> str:
        done = self._own.post("/faults", json={"kind": kind, "operation": operation, **options})
        assert done.is_success, done.text
        return str(done.json()["id"])

    def held(self, fault: str) -> None:
        """Return once that fault holds a request."""
        assert self._own.get(f"/faults/{fault}/held").json()["holding"]

    def release(self, fault: str) -> None:
        assert self._own.post(f"/faults/{fault}/release", json={}).is_success

    def dial(self, **dials: int) -> None:
        done = self._own.post("/dials", json=dials)
        assert done.is_success, done.text

    def _got(self, path: str) -> Mapping[str, Any]:
        answer = self._own.get(path)
        assert answer.is_success, answer.text
        data: Mapping[str, Any] = answer.json()
        return data
