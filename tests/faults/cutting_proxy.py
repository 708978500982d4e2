"""Stands between the host and PostgreSQL, and cuts the connection at a COMMIT when asked to.

`python -m tests.faults.cutting_proxy PORT_OF_THE_SERVER` prints `ready PORT`; then each line on
stdin is one order as JSON, answered with one line: `{"cut": {"label", "nth", "moment"} or null}`
begins to count, `{"tell": true}` tells what was counted since, and whether it was cut.

Each COMMIT has a label: the tables that its transaction wrote in. The program sees it in the stream
(https://www.postgresql.org/docs/current/protocol-message-formats.html): what the client asks is in
Parse and Query, and CommandComplete with COMMIT says that the server carried it out.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

ONLY_READ = "only read"
_WRITES = re.compile(rb"^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
_ASKS_FOR_TLS = (80877103).to_bytes(4)


class _CutError(Exception):
    """The connection ends here."""


class Proxy:
    """Hands on every message, and counts the COMMITs by label."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._order: dict[str, Any] | None = None
        self._counted: Counter[str] = Counter()
        self._in_order: list[str] = []
        self._cut = False

    def begin(self, order: dict[str, Any] | None) -> None:
        """Count anew; cut where the order says, once."""
        self._order, self._cut = order, False
        self._counted.clear()
        self._in_order = []

    def told(self) -> dict[str, Any]:
        """Return the labels in the order of their COMMITs, and whether it was cut."""
        return {"commits": self._in_order, "cut": self._cut}

    async def serve(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Serve one connection until either end closes it, or it is cut."""
        server, on = await asyncio.open_connection("127.0.0.1", self._server_port)
        talk = _Talk(self, on, back)
        both = [
            asyncio.ensure_future(talk.of_client(client)),
            asyncio.ensure_future(talk.of_server(server)),
        ]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for one in both:
            one.cancel()
        await asyncio.gather(*both, return_exceptions=True)
        for end in (on, back):
            end.transport.abort()

    def commits(self, label: str) -> str:
        """Count a COMMIT; return the moment at which this one is to be cut, or nothing."""
        self._counted[label] += 1
        self._in_order.append(label)
        order = self._order
        if order is None or self._cut:
            return ""
        struck = (order["label"], order["nth"]) == (label, self._counted[label])
        return str(order["moment"]) if struck else ""

    def was_cut(self) -> None:
        """Remember that it was."""
        self._cut = True


class _Talk:
    """One connection: what was asked in its transaction, and where it is cut."""

    def __init__(self, proxy: Proxy, on: asyncio.StreamWriter, back: asyncio.StreamWriter) -> None:
        self._proxy, self._on, self._back = proxy, on, back
        self._wrote: set[str] = set()
        self._ends_after = False

    async def of_client(self, client: asyncio.StreamReader) -> None:
        first = await _without_type(client)
        if first[4:] == _ASKS_FOR_TLS:
            self._back.write(b"N")
            first = await _without_type(client)
        self._on.write(first)
        async for kind, message in _messages(client):
            if kind in b"PQ":
                self._asked(message[5:].split(b"\0")[1 if kind == b"P" else 0])
            self._on.write(message)
            await self._on.drain()

    async def of_server(self, server: asyncio.StreamReader) -> None:
        async for kind, message in _messages(server):
            if kind == b"C" and message[5:] == b"COMMIT\0" and self._ends_after:
                self._proxy.was_cut()
                raise _CutError
            self._back.write(message)
            await self._back.drain()

    def _asked(self, statement: bytes) -> None:
        if found := _WRITES.match(statement):
            self._wrote.add(found[1].decode().lower())
        word = statement.strip().lower()
        if word == b"commit":
            label = ", ".join(sorted(self._wrote)) or ONLY_READ
            moment = self._proxy.commits(label)
            if moment == "before":
                self._proxy.was_cut()
                raise _CutError
            self._ends_after = moment == "after"
        if word in (b"commit", b"rollback"):
            self._wrote = set()


async def _without_type(stream: asyncio.StreamReader) -> bytes:
    """Return the message with which a client begins; it alone has no type."""
    length = await stream.readexactly(4)
    return length + await stream.readexactly(int.from_bytes(length) - 4)


async def _messages(stream: asyncio.StreamReader) -> AsyncIterator[tuple[bytes, bytes]]:
    while True:
        try:
            head = await stream.readexactly(5)
            yield head[:1], head + await stream.readexactly(int.from_bytes(head[1:]) - 4)
        except (asyncio.IncompleteReadError, ConnectionError):
            return


async def _main(server_port: int) -> None:
    proxy = Proxy(server_port)
    listening = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    print("ready", listening.sockets[0].getsockname()[1], flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        order = json.loads(line)
        if "cut" in order:
            proxy.begin(order["cut"])
        print(json.dumps(proxy.told()), flush=True)


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
