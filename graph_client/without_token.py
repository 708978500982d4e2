"""Requests to addresses that Graph hands out for a short while: monitors and downloads.

They carry their own secret and lie outside Graph, so our token is not sent there. Whoever has
such an address has what lies behind it: it is in no error message.
"""

from collections.abc import Mapping
from typing import Any

import httpx

from filing.errors import FilingError, Rejected, Throttled, Unreachable
from graph_client.asking import json_of
from graph_client.errors import error_of
from graph_client.retrying import Repeat, in_attempts
from graph_client.session import GraphSession, confidential_host


async def json_at(session: GraphSession, what: str, url: str) -> Mapping[str, Any]:
    """Return the JSON at that address, whatever its status below 400; redirects are not followed.

    The monitor of a finished copy answers 200, 202 or 303: what it says counts, not its status
    (https://learn.microsoft.com/graph/long-running-actions-overview).
    """
    return json_of(await bytes_at(session, what, url))


async def bytes_at(session: GraphSession, what: str, url: str) -> bytes:
    """Return the content at that address, read as a stream."""
    try:
        confidential_host(url)
    except ValueError as error:
        raise Rejected(f"{what}: an address without https") from error

    async def once() -> bytes:
        await session.governor.grant(0)  # Graph counts no units here; a pause holds here too
        try:
            async with session.clients().plain.stream("GET", url) as response:
                content = b"".join([part async for part in response.aiter_bytes()])
        except httpx.TransportError as error:
            raise Unreachable(f"{what}: {type(error).__name__}") from error
        if response.status_code >= 400:
            raise await _told(session, _error_of(what, response, content))
        return content

    return await in_attempts(once, repeat=Repeat.HARMLESS, wait=session.wait)


async def _told(session: GraphSession, error: FilingError) -> FilingError:
    if isinstance(error, Throttled):
        await session.governor.throttled(error)
    return error


def _error_of(what: str, response: httpx.Response, content: bytes) -> FilingError:
    try:
        told = json_of(content).get("error", {})
    except Unreachable:
        told = {}
    codes = (told["code"],) if isinstance(told.get("code"), str) else ()
    message = str(told.get("message", ""))
    return error_of(what, response.status_code, codes, message, response.headers)
