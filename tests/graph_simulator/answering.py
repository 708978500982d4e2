"""A loopback endpoint for notifications that says yes to everything."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit


class Answering(BaseHTTPRequestHandler):
    """Whoever is told of changes: takes part in the handshake and takes everything."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        token = parse_qs(urlsplit(self.path).query).get("validationToken", [""])[0].encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(token)))
        self.end_headers()
        self.wfile.write(token)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def serve_answering() -> ThreadingHTTPServer:
    """A loopback endpoint for notifications, which is answering when this returns."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server
