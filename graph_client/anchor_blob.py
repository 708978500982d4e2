"""The anchor in Azure: the seals' hashes outside the database, in an append blob.

The container's policy lets lines be added and nothing be changed or deleted
(`infra/modules/anchors.bicep`); the blob is made with the first seal. It takes 50,000 lines, which is
more than five years of a seal an hour
(https://learn.microsoft.com/rest/api/storageservices/append-block).
"""

from collections.abc import Callable
from email.utils import formatdate
from urllib.parse import urlsplit

import httpx

from graph_client.session import tls
from records.anchors import AnchorError, Seals, lines_to_add, seals_in

BLOB = "seals.jsonl"
_VERSION = "2022-11-02"  # of the interface; each request has to name one
_TIMEOUT = httpx.Timeout(30.0, connect=5.0)
_NOT_YET = 404, "BlobNotFound"
_MADE_MEANWHILE = 409, "BlobAlreadyExists"


class AnchorBlob:
    """An append-only blob of seals in a container; `token` gives a token of this process's identity.

    AnchorError where Azure is not reached, or does not let us.
    """

    def __init__(self, container_url: str, token: Callable[[], str]) -> None:
        self._url = f"{container_url.rstrip('/')}/{BLOB}"
        self._token = token

    def anchored(self) -> dict[int, str]:
        """Return the hash of every anchored seal by its place; empty while there is no blob."""
        return seals_in(self._content() or b"")

    def add(self, seals: Seals) -> list[int]:
        """Append the seals that are not anchored yet, and return their places."""
        content = self._content()
        added, lines = lines_to_add(seals, seals_in(content or b""))
        if added and content is None:
            new = {"x-ms-blob-type": "AppendBlob", "If-None-Match": "*"}
            self._ask("PUT", headers=new, fine=_MADE_MEANWHILE)
        if added:
            self._ask("PUT", "?comp=appendblock", content=lines)
        return added

    def _content(self) -> bytes | None:
        answer = self._ask("GET", fine=_NOT_YET)
        return answer.content if answer.is_success else None

    def _ask(
        self,
        method: str,
        query: str = "",
        *,
        headers: dict[str, str] | None = None,
        content: bytes = b"",
        fine: tuple[int, str] | None = None,
    ) -> httpx.Response:
        """Return the answer; AnchorError where it is an error that is not `fine`."""
        host = urlsplit(self._url).hostname
        signed = {
            "Authorization": f"Bearer {self._signed_in()}",
            "x-ms-date": formatdate(usegmt=True),
            "x-ms-version": _VERSION,
            **(headers or {}),
        }
        try:
            with httpx.Client(verify=tls(), timeout=_TIMEOUT) as client:
                answer = client.request(
                    method, self._url + query, headers=signed, content=content or None
                )
        except httpx.TransportError as error:
            why = type(error).__name__
            raise AnchorError(
                f"{host} is not reached: {why}", f"{host} is niet te bereiken: {why}"
            ) from error
        code = answer.headers.get("x-ms-error-code", "")
        if answer.is_success or (answer.status_code, code) == fine:
            return answer
        told = f"{answer.status_code} {code}".rstrip()
        raise AnchorError(f"{host} answers {told}", f"{host} antwoordt {told}")

    def _signed_in(self) -> str:
        from azure.core.exceptions import AzureError

        try:
            return self._token()
        except AzureError as error:
            raise AnchorError(
                f"no token: {error.message}", f"geen token: «{error.message}»"
            ) from error
