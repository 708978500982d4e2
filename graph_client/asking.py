"""One request to Graph and its answer as JSON: the only place where the SDK is let go.

Requests are built by the SDK (addresses, bodies, identity) and answers are read raw. The SDK's
models guess at the types of column values: `2024-05-01` becomes a datetime, a GUID a UUID, and
what was written there cannot be told any more. So no model is made of an answer at all.
"""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, unquote, urlsplit

import httpx

from filing.errors import FilingError, Refused, Rejected, SaidChanged, Throttled, Unreachable
from graph_client.errors import error_of
from graph_client.retrying import Repeat, in_attempts
from graph_client.session import GraphSession
from graph_client.throttling import price

if TYPE_CHECKING:
    from kiota_abstractions.api_error import APIError
    from kiota_abstractions.request_information import RequestInformation
    from kiota_http.middleware.options import HeadersInspectionHandlerOption
    from msgraph.graph_service_client import GraphServiceClient

T = TypeVar("T")
Build = Callable[["GraphServiceClient"], "RequestInformation"]
Before = Callable[[], Awaitable[None]]

_NAMED = re.compile(r"\{([^}?+]+)\}")  # a part of an address in the SDK's templates
_PLAIN = ",()$="  # these mean something to Graph in the value of a query
_NO_TOKEN = frozenset({400, 401, 403})


@dataclass(frozen=True, slots=True)
class Answer:
    """What Graph answered: the bytes (empty where there were none) and where it points to."""

    content: bytes
    location: str | None

    @property
    def data(self) -> Mapping[str, Any]:
        """The JSON object in the content; an empty one where there is no content."""
        return json_of(self.content)


async def nothing() -> None:
    """Do nothing before a request that changes nothing."""


async def ask(
    session: GraphSession,
    what: str,
    build: Build,
    *,
    repeat: Repeat = Repeat.HARMLESS,
    before: Before = nothing,
) -> Answer:
    """Return what Graph answers to the request that `build` makes.

    `what` names the request in errors. `before` is awaited before every attempt, when the governor
    has granted the units for it. Redirects are not followed: the only ones we meet lead to
    content, which is fetched without our token.
    """

    async def once() -> Answer:
        request = _addressed(build, session.clients().graph)
        method = request.http_method.value if request.http_method else "GET"
        units = price(method, request.url)
        await session.governor.grant(units)
        await before()
        try:
            return await _send(session, what, request)
        except Throttled as error:
            if units:  # what is not SharePoint's has limits of its own, and holds up itself alone
                await session.governor.throttled(error)
            raise

    return await in_attempts(once, repeat=repeat, wait=session.wait)


async def ask_all(
    session: GraphSession, what: str, build: Build
) -> AsyncIterator[Mapping[str, Any]]:
    """Yield every entry of a list, page after page; an empty page with a next one is no end."""
    answer = await ask(session, what, build)
    while True:
        for entry in answer.data.get("value", ()):
            yield entry
        link = answer.data.get("@odata.nextLink")
        if not link:
            return
        answer = await ask(session, what, at_link(session, link))


def at_link(session: GraphSession, link: str) -> Build:
    """Return the GET of a link that Graph gave, as it is. A link to elsewhere is Rejected.

    Such links are kept for days, outside this process; our token goes nowhere but to our Graph.
    """
    ours, theirs = urlsplit(session.base_url), urlsplit(link)
    if (ours.scheme, ours.netloc) != (theirs.scheme, theirs.netloc):
        raise Rejected(f"a link that does not lead to {ours.netloc}: {theirs.netloc!r}")
    return lambda graph: graph.drives.with_url(link).to_get_request_information()


def json_of(content: bytes) -> Mapping[str, Any]:
    """Return the JSON object in `content`; numbers with a fraction stay the text they were.

    An answer that should be JSON and is not (a page of a proxy) is Unreachable.
    """
    try:
        data = json.loads(content, parse_float=str) if content else {}
    except ValueError as error:
        raise Unreachable("an answer that is no JSON") from error
    return data if isinstance(data, dict) else {}


def address(session: GraphSession, *parts: str) -> str:
    """Return the address of a resource for which the SDK has no builder, each part encoded.

    A part of one character, `:`, is the mark of addressing by path and stays as it is, glued to
    the part before it.
    """
    encoded = "".join(part if part == ":" else f"/{quote(part, safe='')}" for part in parts)
    return session.base_url + encoded


def guarded(request: "RequestInformation", etag: str) -> "RequestInformation":
    """Return the request so that it changes nothing but what still has that eTag."""
    request.headers.add("If-Match", etag)
    return request


def surely_changed(item_id: str, sent: str, now: str) -> None:
    """Raise SaidChanged where what Graph refused with the eTag `sent` still has that eTag `now`.

    Nobody changed anything then. Graph is not documented to do so; its servers may disagree for a
    while.
    """
    if now == sent != "":
        raise SaidChanged(f"Graph says that {item_id} was changed, and shows it as it was")


def _addressed(build: Build, graph: "GraphServiceClient") -> "RequestInformation":
    """Return the request with its address as text: the SDK makes that anew whenever it is asked."""
    request = build(graph)
    adapter: Any = graph.request_adapter
    adapter.set_base_url_for_request_information(request)
    as_text = _expanded(request) or request.url
    request.url = as_text
    return request


def _expanded(request: "RequestInformation") -> str | None:
    """Return the address that the SDK's template stands for; None where only the SDK can tell.

    Told by us where it holds no more than names and lists: the SDK encodes letter by letter, and
    that was a fifth of all that a request costs this process.
    """
    template, given = request.url_template, request.path_parameters
    path = (template or "").removeprefix("{+baseurl}").partition("{?")[0]
    if template is None or not template.startswith("{+baseurl}") or request.RAW_URL_KEY in given:
        return None
    path = _NAMED.sub(lambda name: quote(str(given[name[1]]), safe=""), path)
    query = request.query_parameters
    if "{" in path or not all(isinstance(values, list) for values in query.values()):
        return None
    asked = "&".join(
        f"{unquote(name)}={quote(','.join(values), safe=_PLAIN)}" for name, values in query.items()
    )
    return f"{given['baseurl']}{path}?{asked}" if asked else f"{given['baseurl']}{path}"


async def _send(session: GraphSession, what: str, request: "RequestInformation") -> Answer:
    from kiota_http.middleware.options import HeadersInspectionHandlerOption
    from msgraph.generated.models.o_data_errors.o_data_error import ODataError

    # Fresh for this request: the SDK's default one is shared and emptied by every request.
    seen = HeadersInspectionHandlerOption(inspect_response_headers=True)
    request.add_request_options([seen])
    try:
        # "bytes" is how the SDK's own code asks for bytes; its annotation tells otherwise.
        adapter: Any = session.clients().graph.request_adapter
        content = await adapter.send_primitive_async(request, "bytes", {"XXX": ODataError})
    except Exception as error:
        translated = _translated(what, error)
        if translated is None:
            raise
        if not isinstance(
            translated, Throttled
        ):  # which says itself how long to wait, and for what
            await session.governor.heard(_told(seen))
        raise translated from error
    told = _told(seen)
    await session.governor.heard(told)
    return Answer(content or b"", told.get("location"))


def _told(seen: "HeadersInspectionHandlerOption") -> dict[str, str]:
    """Return the headers of an answer, their names in lower case; none where none came."""
    return {name: next(iter(values)) for name, values in seen.response_headers.get_all().items()}


def _translated(what: str, error: Exception) -> FilingError | None:
    """Return the filing error for what the SDK, httpx or azure-identity raised, None for a bug."""
    from azure.core.exceptions import AzureError, ClientAuthenticationError
    from kiota_abstractions.api_error import APIError
    from kiota_authentication_azure._exceptions import KiotaAuthenticationError
    from kiota_http._exceptions import KiotaHTTPXError

    if isinstance(error, FilingError):
        return error
    if isinstance(error, APIError):
        return _of_answer(what, error)
    if isinstance(error, httpx.TransportError):
        return Unreachable(f"{what}: {type(error).__name__} {error}")
    if isinstance(error, AzureError):
        # The token endpoint itself says no; everything else about tokens is a line that is down.
        refused = isinstance(error, ClientAuthenticationError) and error.status_code in _NO_TOKEN
        return (Refused if refused else Unreachable)(f"{what}: no token: {error.message}")
    if isinstance(error, KiotaAuthenticationError | KiotaHTTPXError | httpx.InvalidURL):
        return Rejected(f"{what}: {error}")
    return None


def _of_answer(what: str, error: "APIError") -> FilingError:
    from msgraph.generated.models.o_data_errors.o_data_error import ODataError

    headers = error.response_headers or {}
    told = error.error if isinstance(error, ODataError) else None
    if told is None:  # an HTML page of a gateway, or nothing at all
        return error_of(what, error.response_status_code, (), error.message or "", headers)
    # `innerError` is a property of the model, `innererror` (both occur) lands beside it, and what
    # is nested deeper lands in plain mappings.
    inner = told.inner_error.additional_data if told.inner_error else {}
    codes = (told.code, *_codes({**told.additional_data, **inner}))
    return error_of(
        what,
        error.response_status_code,
        tuple(code for code in codes if code),
        told.message or "",
        headers,
    )


def _codes(inner: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes in an inner error, outermost first."""
    deeper = inner.get("innererror", inner.get("innerError"))
    code = inner.get("code")
    here = (code,) if isinstance(code, str) else ()
    return here + (_codes(deeper) if isinstance(deeper, Mapping) else ())
