"""The simulated tenant as a process of its own, and people at work in it."""

import base64
import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from demo.arriving import Channel, DemoDocument

PROJECT = Path(__file__).parent.parent


class TenantAt:
    """The simulator that listens at an address, spoken to through its own API (`/_simulator`)."""

    def __init__(self, address: str) -> None:
        """Speak to the one that listens there; it is neither started nor ended."""
        self.address = address

    def settings(self) -> dict[str, str]:
        """Return the settings that point the function app at this tenant."""
        return {
            "GRAPH_BASE_URL": f"{self.address}/v1.0",
            "IDENTITY_ENDPOINT": f"{self.address}/msi/token",
            "IDENTITY_HEADER": "simulator",
        }

    def get(self, path: str) -> Any:
        """Return the answer of one of the simulator's own addresses."""
        return _ask(urllib.request.Request(f"{self.address}/_simulator/{path}"))

    def post(self, path: str, /, **body: Any) -> Any:
        """Post to one of the simulator's own addresses and return the answer."""
        return _ask(
            urllib.request.Request(
                f"{self.address}/_simulator/{path}",
                data=json.dumps(body).encode(),
                headers={"Content-Type": "application/json"},
                method="POST",
            )
        )

    def delete(self, path: str) -> Any:
        """Delete at one of the simulator's own addresses."""
        address = f"{self.address}/_simulator/{path}"
        return _ask(urllib.request.Request(address, method="DELETE"))

    def person(self, person: str, do: str, channel: Channel, path: str, **more: Any) -> Any:
        """Let someone do something in a channel: upload, edit, rename, move, delete ..."""
        where = {"team": channel.team, "channel": channel.name, "path": path}
        return self.post("people", person=person, do=do, **where, **more)

    def save(self, document: DemoDocument) -> Any:
        """Let its person save the document; a narrower folder is first closed to others."""
        channel = Channel(document.team, document.channel)
        folder, slash, _ = document.path.rpartition("/")
        if slash and document.restricted_to:
            only = list(document.restricted_to)
            self.person(document.person, "folder", channel, folder)
            self.person(document.person, "restrict", channel, folder, only=only)
        encoded = base64.b64encode(document.content).decode("ascii")
        return self.person(
            document.person, "upload", channel, document.path, content_base64=encoded
        )


class SimulatedTenant(TenantAt):
    """A simulator in a process of its own."""

    def __init__(self) -> None:
        """Start the process on any free port; returns when it listens."""
        command = [sys.executable, "-m", "graph_simulator", "--port", "0"]
        self._process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        super().__init__(ready_address(self._process))

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait(timeout=10)
        if self._process.stdout is not None:
            self._process.stdout.close()


def ready_address(process: "subprocess.Popen[str]") -> str:
    """Return the address in the line with which a program says that it listens.

    RuntimeError when it ended without saying so.
    """
    if process.stdout is None:
        raise RuntimeError("the program's output is not read")
    for line in process.stdout:
        if line.startswith("ready "):
            return line.removeprefix("ready ").strip()
    raise RuntimeError(f"{process.args!r} ended with {process.wait()} before it was ready")


def _ask(request: urllib.request.Request) -> Any:
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        text = error.read().decode("utf-8", "replace")
        raise RuntimeError(
            f"{request.get_method()} {request.full_url}: {error.code} {text}"
        ) from error
