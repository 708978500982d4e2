"""A server on loopback that answers what it is told, also what the simulator never says.

Pages of a proxy, headers of other layers, broken lines. It knows nothing of Graph.
"""

import json
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# azure-identity keeps a token only when its answer names the resource that was asked for.
RESOURCE = "https://graph.microsoft.com"


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Told:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False


class ScriptedGraph:
    def __init__(self, token: str = "t") -> None:
        self.asked: list[Asked] = []
        self.tokens = 0
        self._told: deque[Told] = deque()
        script = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None: ...

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path.startswith("/msi/token"):
                    script.tokens += 1
                    told = json_told(
                        {"access_token": token, "expires_on": "99999999999", "resource": RESOURCE}
                    )
                else:
                    headers = {name.lower(): value for name, value in self.headers.items()}
                    script.asked.append(Asked(self.command, self.path, headers, body))
                    told = script._told.popleft()
                if told.hang_up:
                    self.close_connection = True
                    return
                self.send_response(told.status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(told.body)))
                self.end_headers()
                self.wfile.write(told.body)

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _answer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )
        self._thread.start()

    def will_tell(self, *told: Told) -> None:
        self._told.extend(told)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def json_told(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> Told:
    return Told(
        status,
        json.dumps(data).encode(),
        {"Content-Type": "application/json", **(headers or {})},
    )


def error_told(status: int, code: str, **headers: str) -> Told:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return json_told({"error": {"code": code, "message": "told so"}}, status, named)
