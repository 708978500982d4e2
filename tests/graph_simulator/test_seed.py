"""What a seed can say that the province does not."""

import json
import shutil
from pathlib import Path
from typing import Any

import httpx

from graph_simulator.names import names
from graph_simulator.seed import PROVINCE
from graph_simulator.server import application
from graph_simulator.simulator import Simulator


def _simulator(tmp_path: Path, change: Any) -> Simulator:
    folder = tmp_path / "tenant"
    shutil.copytree(PROVINCE, folder)
    seed = json.loads((folder / "tenant.json").read_text(encoding="utf-8"))
    change(seed)
    (folder / "tenant.json").write_text(json.dumps(seed), encoding="utf-8")
    return Simulator(folder)


async def test_a_channel_without_a_folder_gets_it_when_somebody_opens_its_files(
    tmp_path: Path,
) -> None:
    def change(seed: Any) -> None:
        seed["teams"][0]["channels"][3]["provisioned"] = False

    simulator = _simulator(tmp_path, change)
    channel = names(simulator)["teams"]["Subsidies"]["channels"]["Personele zaken"]
    assert channel["folder_id"] is None
    team = names(simulator)["teams"]["Subsidies"]["id"]
    place = {"team": "Subsidies", "channel": "Personele zaken"}
    asked = {"person": "Manager Subsidies", "do": "open_files", **place}
    transport = httpx.ASGITransport(app=application(simulator))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        client.headers["Authorization"] = "Bearer x"
        at = f"/v1.0/teams/{team}/channels/{channel['id']}/filesFolder"
        refused = await client.get(at)
        opened = (await client.post("/_simulator/people", json=asked)).json()
        again = (await client.post("/_simulator/people", json=asked)).json()
        folder = (await client.get(at)).json()
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "NotFound")
    assert folder["id"] == opened["item_id"] == again["item_id"]
    assert folder["name"] == "Personele zaken"
    made = simulator.tenant.item(opened["drive_id"], opened["item_id"])
    assert made.created_by.name == "System Account"
