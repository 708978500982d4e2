"""The anchor in Azure Storage: Azurite's blobs, signed in to with a token of the identity, over TLS."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import trustme
from azure.core.exceptions import ClientAuthenticationError

from graph_client.anchor_blob import BLOB, AnchorBlob
from graph_client.session import storage_token, tls
from records.anchors import AnchorError
from tests.graph_client.scripted_graph import ScriptedGraph
from tests.local_host.azurite import Azurite, running_azurite

SEALS = {
    seq: {"at": f"2026-11-23T0{seq}:00:00.000000Z", "hash": f"{seq}" * 64} for seq in (1, 2, 3)
}
VERSION = {"x-ms-version": "2022-11-02"}


def token() -> str:
    """Return what looks like a token for Azure Storage; the emulator reads it, and checks no signature."""
    told = {"aud": "https://storage.azure.com", "iss": "https://sts.windows.net/one-tenant/"}
    parts = {"alg": "HS256", "typ": "JWT"}, {**told, "iat": 0, "nbf": 0, "exp": 99_999_999_999}
    encoded = [_encoded(json.dumps(part).encode()) for part in parts]
    return ".".join((*encoded, _encoded(b"signed")))


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azurite]:
    folder = tmp_path_factory.mktemp("blobs")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    issued = authority.issue_cert("127.0.0.1")
    issued.private_key_pem.write_to_path(folder / "key.pem")
    issued.cert_chain_pems[0].write_to_path(folder / "cert.pem")
    options = ("--cert", str(folder / "cert.pem"), "--key", str(folder / "key.pem"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(folder / "authority.pem"))
        tls.cache_clear()
        with running_azurite(folder, "blob", *options, "--oauth", "basic") as running:
            yield running
    tls.cache_clear()


@pytest.fixture
def identity(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedGraph]:
    server = ScriptedGraph(token())
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{server.origin}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "scripted")
    yield server
    server.close()


def ask(method: str, url: str, **more: Any) -> httpx.Response:
    """Ask the storage itself, past the code under test."""
    signed = {"Authorization": f"Bearer {token()}", **VERSION}
    return httpx.request(method, url, headers=signed, verify=tls(), **more)


@pytest.fixture
def container(storage: Azurite, identity: ScriptedGraph) -> str:
    account = storage.new_account().partition("AccountName=")[2].partition(";")[0]
    url = f"{storage.origin}/{account}/register-anchors"
    assert ask("PUT", url, params={"restype": "container"}).status_code == 201
    return url


@pytest.fixture
def anchor(container: str) -> AnchorBlob:
    return AnchorBlob(container, storage_token(None))


def test_seals_are_appended_as_lines_and_each_is_there_once(
    anchor: AnchorBlob, container: str
) -> None:
    assert anchor.anchored() == {}
    assert anchor.add({1: SEALS[1]}) == [1]
    assert anchor.add(SEALS) == [2, 3]
    assert anchor.add(SEALS) == []
    assert anchor.anchored() == {seq: seal["hash"] for seq, seal in SEALS.items()}
    there = ask("GET", f"{container}/{BLOB}")
    assert there.headers["x-ms-blob-type"] == "AppendBlob"
    assert there.headers["x-ms-blob-committed-block-count"] == "2"
    lines = [json.loads(line) for line in there.text.splitlines()]
    assert lines == [{**seal, "seq": seq} for seq, seal in SEALS.items()]


def test_something_else_that_lies_there_is_no_anchor_and_stays(
    anchor: AnchorBlob, container: str
) -> None:
    url = f"{container}/{BLOB}"
    made = httpx.put(
        url,
        headers={
            "Authorization": f"Bearer {token()}",
            "x-ms-blob-type": "BlockBlob",
            **VERSION,
        },
        content=b"[]",
        verify=tls(),
    )
    assert made.status_code == 201
    with pytest.raises(AnchorError, match="line 1"):
        anchor.add(SEALS)
    assert ask("GET", url).text == "[]"


def test_a_container_that_is_not_there_is_not_an_anchor_without_seals(container: str) -> None:
    elsewhere = AnchorBlob(f"{container}-elsewhere", storage_token(None))
    with pytest.raises(AnchorError, match="404 ContainerNotFound"):
        elsewhere.anchored()


def test_a_storage_that_is_not_reached_or_lets_nobody_in_is_said(container: str) -> None:
    def refused() -> str:
        raise ClientAuthenticationError("this process has no identity")

    with pytest.raises(AnchorError, match="is not reached: ConnectError") as gone:
        AnchorBlob("https://127.0.0.1:9/register-anchors", token).anchored()
    with pytest.raises(AnchorError, match="answers 403 AuthenticationFailed") as shut:
        AnchorBlob(container, lambda: "no token").anchored()
    with pytest.raises(AnchorError, match="no token: this process has no identity") as unknown:
        AnchorBlob(container, refused).anchored()
    assert gone.value.nl == "127.0.0.1 is niet te bereiken: ConnectError"
    assert shut.value.nl.endswith(" antwoordt 403 AuthenticationFailed")
    assert unknown.value.nl == "geen token: «this process has no identity»"
