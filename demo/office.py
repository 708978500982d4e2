"""Dossierstroom beside the simulated tenant: its settings, its host process, its commands."""

import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from demo.tenant import PROJECT, SimulatedTenant, ready_address


class Office:
    """One installation of Dossierstroom in a folder of its own, used as its users would."""

    def __init__(self, folder: Path, tenant: SimulatedTenant, **more: str) -> None:
        """`more` are further settings, by name."""
        self.folder = folder
        self.port = _free_port()
        self.anchor = folder / "register-anchors.jsonl"
        self.log = folder / "host.log"
        self._settings = {
            **tenant.settings(),
            "DOSSIER_DATABASE_URL": f"sqlite:///{folder / 'dossierstroom.sqlite'}",
            "DOSSIER_ANCHOR": str(self.anchor),
            "NOTIFICATION_URL": f"http://127.0.0.1:{self.port}/api/notifications",
            "CLIENT_STATE_KEY": secrets.token_hex(32),
            "AzureWebJobsStorage": "in-process",
            "GRAPH_UNITS_PER_MINUTE": "100000",  # this tenant limits nobody
            **more,
        }
        self.database_url = self._settings["DOSSIER_DATABASE_URL"]
        settings_file = folder / "local.settings.json"  # for whoever looks from another terminal
        settings_file.write_text(json.dumps({"Values": self._settings}), encoding="utf-8")
        self._host: subprocess.Popen[str] | None = None
        self._exported: tuple[str, list[str]] = ("", [])

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which this installation's commands run."""
        return {**os.environ, **self._settings, "PYTHONUNBUFFERED": "1"}

    def dossier(
        self, *arguments: str, check: bool = True, patience: float = 180
    ) -> "subprocess.CompletedProcess[str]":
        """Run one `dossier` command; RuntimeError with what it said when it ends badly.

        `patience`: seconds in which it must end.
        """
        done = subprocess.run(
            [sys.executable, "-m", "command_line", *arguments],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=patience,
        )
        if check and done.returncode:
            raise RuntimeError(f"dossier {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done

    def begin(self, mode: str = "act", plan: str = "file_plan") -> None:
        """Put the file plan in force, start the host, and set the mode of every source."""
        self.dossier("plan-in-force", plan)
        self.start_host()
        if mode != "observe":
            self.dossier("source", "mode", mode, "--all")

    def start_host(self) -> None:
        """Start the host process; returns when it listens."""
        with self.log.open("a", encoding="utf-8") as log:
            self._host = subprocess.Popen(
                [sys.executable, "-m", "command_line", "host", "--port", str(self.port)],
                cwd=PROJECT,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        ready_address(self._host)

    def stop_host(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the host process: politely, or with SIGKILL as a crash does."""
        if self._host is not None:
            self._host.send_signal(how)
            self._host.wait(timeout=30)
            if self._host.stdout is not None:
                self._host.stdout.close()
            self._host = None

    def is_idle(self) -> bool:
        """Return whether the host has nothing to do just now."""
        address = f"http://127.0.0.1:{self.port}/admin/host/status"
        with urllib.request.urlopen(address, timeout=30) as answer:
            status: dict[str, Any] = json.loads(answer.read())
        return status["running"] == 0 and all(
            queue["visible"] == 0 for queue in status["queues"].values()
        )

    def register_lines(self) -> Iterator[str]:
        """Yield the register's export, one JSON object a line.

        Starting the command takes a second of the processor, and who waits asks often: it is
        started again once anything of the register is another than it was.
        """
        rows = self._digest_of_the_register()
        if self._exported[0] != rows:
            self._exported = rows, self.dossier("register", "export").stdout.splitlines()
        yield from self._exported[1]

    def _digest_of_the_register(self) -> str:
        """Return a digest of all its rows as they are in the database, and of what lies beside them."""
        database, digest = create_engine(self.database_url), hashlib.sha256()
        with database.connect() as connection:
            for asked in (
                "SELECT * FROM register ORDER BY position",
                "SELECT * FROM beside ORDER BY digest",
            ):
                for row in connection.exec_driver_sql(asked):
                    digest.update(repr(tuple(row)).encode())
        database.dispose()
        return digest.hexdigest()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
