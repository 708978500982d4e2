"""How the SDK is put together: credential, client, retries off, base address.

And what else the identity of this process is for: signing in to the database, and to the storage in
which the register is anchored.

msgraph, kiota and azure-identity are imported at the first call, not with this module: that takes
seconds on a cold process, and a function app must be able to list its functions without it.
"""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import httpx

from graph_client.retrying import Wait
from graph_client.throttling import Governor, Unbounded

if TYPE_CHECKING:
    from azure.identity import ManagedIdentityCredential as SyncManagedIdentityCredential
    from azure.identity.aio import ManagedIdentityCredential
    from msgraph.graph_service_client import GraphServiceClient

# In-house tools say NONISV|company|app/version; such traffic is preferred when it is busy
# (https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online).
USER_AGENT = "NONISV|Dossierstroom|Dossierstroom/0.1"
STORAGE_SCOPE = "https://storage.azure.com/.default"
DATABASE_SCOPE = "https://ossrdbms-aad.database.windows.net/.default"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

_TIMEOUT = httpx.Timeout(30.0, connect=5.0)


@dataclass(frozen=True, slots=True)
class Clients:
    """What one event loop needs: the SDK's client, and a plain one that never sends a token."""

    graph: "GraphServiceClient"
    plain: httpx.AsyncClient
    transport: httpx.AsyncHTTPTransport
    credential: "ManagedIdentityCredential"

    async def close(self) -> None:
        """Close connections and credential; afterwards none of them can be used."""
        await self.transport.aclose()  # the SDK's own transport around it closes nothing
        await self.plain.aclose()
        await self.credential.close()


class GraphSession:
    """The way to one Graph, with the identity this process runs under.

    `base_url` ends in the version (`https://graph.microsoft.com/v1.0`) and is https, except on
    loopback. `client_id` names a user-assigned identity. `governor` is asked before each request.
    `wait` is awaited with the seconds between two attempts; tests hand in one that does not wait.
    """

    def __init__(
        self,
        *,
        base_url: str,
        scope: str = "https://graph.microsoft.com/.default",
        client_id: str | None = None,
        governor: Governor | None = None,
        wait: Wait = asyncio.sleep,
    ) -> None:
        # With a slash at its end the SDK would send `/v1.0//drives`.
        self.base_url = base_url.rstrip("/")
        self.governor = governor or Unbounded()
        self.wait = wait
        self._host = confidential_host(self.base_url)
        self._scope = scope
        self._client_id = client_id
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, Clients] = WeakKeyDictionary()

    def clients(self) -> Clients:
        """Return the clients of the running event loop, made at the first call in it.

        The SDK's client belongs to the loop it was made in; in another it fails with "Event loop
        is closed".
        """
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            self._clients[loop] = self._make()
        return self._clients[loop]

    async def close(self) -> None:
        """Close the clients of the running event loop."""
        clients = self._clients.pop(asyncio.get_running_loop(), None)
        if clients is not None:
            await clients.close()

    def _make(self) -> Clients:
        from azure.identity.aio import ManagedIdentityCredential
        from kiota_authentication_azure.azure_identity_authentication_provider import (
            AzureIdentityAuthenticationProvider,
        )
        from kiota_http.middleware import HeadersInspectionHandler
        from msgraph.graph_request_adapter import GraphRequestAdapter, options
        from msgraph.graph_service_client import GraphServiceClient
        from msgraph_core import GraphClientFactory  # type: ignore[import-untyped]
        from msgraph_core.middleware import (  # type: ignore[import-untyped]
            GraphTelemetryHandler,
        )
        from msgraph_core.middleware.options import (  # type: ignore[import-untyped]
            GraphTelemetryHandlerOption,
        )

        credential = ManagedIdentityCredential(client_id=self._client_id, retry_total=0)
        transport = httpx.AsyncHTTPTransport(verify=tls(), http2=True)
        # Only what we use of the SDK's own: it follows no redirect, and `retrying.py` owns all
        # retries. What it would do beside costs a fifth of a request.
        graph_http = GraphClientFactory.create_with_custom_middleware(
            [
                HeadersInspectionHandler(),
                GraphTelemetryHandler(options=options[GraphTelemetryHandlerOption.get_key()]),
            ],
            client=httpx.AsyncClient(
                transport=transport, timeout=_TIMEOUT, headers={"User-Agent": USER_AGENT}
            ),
        )
        adapter = GraphRequestAdapter(
            AzureIdentityAuthenticationProvider(
                credential, scopes=[self._scope], allowed_hosts=[self._host]
            ),
            client=graph_http,
        )
        adapter.base_url = self.base_url
        return Clients(
            graph=GraphServiceClient(request_adapter=adapter),
            plain=httpx.AsyncClient(
                transport=httpx.AsyncHTTPTransport(verify=tls(), http2=True),
                timeout=_TIMEOUT,
                headers={"User-Agent": USER_AGENT},
            ),
            transport=transport,
            credential=credential,
        )


@cache
def tls() -> ssl.SSLContext:
    """Return what all connections of this process go by: reading the authorities takes a while."""
    return httpx.create_ssl_context()


def database_token(client_id: str | None) -> Callable[[], str]:
    """Return what gives a token of this process's identity for Azure Database for PostgreSQL.

    It stands for the password of whoever connects, and is asked for at each new connection; the
    credential keeps it until it is about to lapse. `client_id` names a user-assigned identity.
    (https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-connect-with-managed-identity)
    """
    return _token_for(DATABASE_SCOPE, client_id)


def storage_token(client_id: str | None) -> Callable[[], str]:
    """Return what gives a token of this process's identity for Azure Storage.

    (https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory)
    """
    return _token_for(STORAGE_SCOPE, client_id)


def _token_for(scope: str, client_id: str | None) -> Callable[[], str]:
    @cache
    def credential() -> "SyncManagedIdentityCredential":
        from azure.identity import ManagedIdentityCredential

        return ManagedIdentityCredential(client_id=client_id)

    return lambda: credential().get_token(scope).token


def confidential_host(url: str) -> str:
    """Return the host of `url`, which must be https; plain http is allowed on loopback only."""
    parts = urlsplit(url)
    if parts.hostname and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    ):
        return parts.hostname
    raise ValueError(f"not an https address: {url!r}")
