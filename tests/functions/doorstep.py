"""The function app's own functions in the local host, with a store in a real file behind them."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from functions.composition import Whole, compose, install
from functions.settings import Settings
from graph_client.notifications import client_state, drive_resource
from local_host.host import LocalHost
from tests.empty_store import empty_store_at
from tests.store.stored import ROOT, Clock

KEY = "a key that only these tests know"
URL = "http://127.0.0.1:9/v1.0"  # nobody listens there


def settings_with(database_url: str, anchor: Path) -> dict[str, str]:
    return {
        "GRAPH_BASE_URL": URL,
        "DOSSIER_DATABASE_URL": database_url,
        "NOTIFICATION_URL": "https://example.org/api/notifications",
        "CLIENT_STATE_KEY": KEY,
        "DOSSIER_ANCHOR": str(anchor),
    }


def entry(drive_id: str, *, state: str | None = None, **more: Any) -> dict[str, Any]:
    """One notification for a drive, as Graph sends it; genuine unless a state is given."""
    return {
        "subscriptionId": "8a1f0a4e-2c1c-4b5e-9f7e-3a5f6b7c8d9e",
        "clientState": client_state(KEY, drive_id) if state is None else state,
        "changeType": "updated",
        "resource": drive_resource(drive_id),
        "resourceData": None,
        "subscriptionExpirationDateTime": "2026-11-30T09:00:00Z",
        "tenantId": "0a0a0a0a-0000-0000-0000-000000000000",
        **more,
    }


@dataclass
class Doorstep:
    """Some of the app's functions behind a real socket; those that are left out take nothing."""

    functions: Iterable[Any]
    url: str = ""
    host: LocalHost = field(init=False)
    clock: Clock = field(default_factory=Clock)

    async def open(self, *names: str) -> None:
        host_json = json.loads((ROOT / "host.json").read_text(encoding="utf-8"))
        chosen = [f for f in self.functions if f.get_function_name() in names]
        assert len(chosen) == len(names)
        self.host = LocalHost(chosen, host_json=host_json, clock=self.clock)
        self.url = await self.host.start(timers=False) + "/api/notifications"

    async def ring(self, *entries: Any) -> httpx.Response:
        return await self.post(json.dumps({"value": list(entries)}).encode())

    async def post(self, body: bytes, query: str = "") -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            return await client.post(self.url + query, content=body)

    def sent(self, queue: str) -> list[Any]:
        """The messages that lie in a queue."""
        return [json.loads(message.body) for message in self.host.queues.messages(queue)]


@dataclass
class Installed:
    """The whole, in use by the functions of this process."""

    folder: Path
    clock: Clock
    whole: Whole = field(init=False)

    def __post_init__(self) -> None:
        url = empty_store_at(self.folder / "dossier.sqlite")
        values = settings_with(url, self.folder / "anchors.jsonl")
        self.whole = compose(Settings.model_validate(values), self.clock)
        install(self.whole)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "dossier.sqlite")) as connection:
            return connection.execute(sql).fetchall()
