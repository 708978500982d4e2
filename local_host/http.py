"""The host's HTTP: the app's own functions, and the few pages of `/admin`."""

import json
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import azure.functions as func
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as StarletteRoute

from local_host.bindings import HostedFunction
from local_host.routes import Routes

log = logging.getLogger(__name__)

EVERY_METHOD = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class HttpSurface:
    """Answers HTTP for a host.

    `run_now(name, text)` begins a run and raises LookupError for a name it does not know and
    ValueError for one it cannot run. With `key` None nothing asks for a key, as when Azure's own
    tools run functions locally; otherwise it opens every function that is not anonymous, and
    `/admin`. Azure tells function keys from the master key; one key stands for both here.
    """

    def __init__(
        self,
        routes: Routes,
        invoke: Callable[[HostedFunction, Any], Awaitable[Any]],
        *,
        run_now: Callable[[str, str], None],
        status: Callable[[], Awaitable[Mapping[str, Any]]],
        key: str | None,
    ) -> None:
        self._routes = routes
        self._invoke = invoke
        self._run_now = run_now
        self._status = status
        self._key = key
        self.app = Starlette(
            routes=[
                StarletteRoute("/admin/host/status", self._host_status, methods=["GET"]),
                StarletteRoute("/admin/functions/{name}", self._run_function, methods=["POST"]),
                StarletteRoute("/{path:path}", self._function, methods=EVERY_METHOD),
            ]
        )

    async def _function(self, request: Request) -> Response:
        found = self._routes.find(request.method, request.scope["path"])
        if found is None:
            return Response(status_code=404)
        route, route_params = found
        if route.trigger.auth_level != "anonymous" and not self._may(request):
            return Response(status_code=401)
        asked = await _function_request(request, route_params)
        try:
            return _response(await self._invoke(route.function, asked))
        except Exception:
            log.exception("Function %s failed", route.function.name)
            return Response(status_code=500)

    async def _host_status(self, request: Request) -> Response:
        if not self._may(request):
            return Response(status_code=401)
        return JSONResponse(await self._status())

    async def _run_function(self, request: Request) -> Response:
        """Begin a run of a function without HTTP trigger, and answer 202.

        learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http: the body is
        `{"input": "..."}`, which becomes the message of a queue function. An empty body does too.
        """
        if not self._may(request):
            return Response(status_code=401)
        try:
            body = json.loads(await request.body() or b"{}")
            text = body.get("input", "") if isinstance(body, dict) else ""
            self._run_now(
                request.path_params["name"], text if isinstance(text, str) else json.dumps(text)
            )
        except LookupError as unknown:
            return Response(str(unknown.args[0]), status_code=404, media_type="text/plain")
        except ValueError as wrong:
            return Response(str(wrong), status_code=400, media_type="text/plain")
        return Response(status_code=202)

    def _may(self, request: Request) -> bool:
        if self._key is None:
            return True
        shown = request.headers.get("x-functions-key") or request.query_params.get("code", "")
        return secrets.compare_digest(shown.encode(), self._key.encode())


async def _function_request(request: Request, route_params: dict[str, str]) -> func.HttpRequest:
    return func.HttpRequest(
        method=request.method,
        url=str(request.url),
        headers=_joined(request.headers.items()),
        params=_joined(request.query_params.multi_items()),
        route_params=route_params,
        body=await request.body(),
    )


def _joined(pairs: Any) -> dict[str, str]:
    """Return one value a name; a name that came more often has its values behind commas.

    Believed: the host hands the worker .NET's StringValues as text, and that is how they read.
    """
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def _response(result: Any) -> Response:
    """Return the answer a function's result stands for.

    An HttpResponse, or a text; without a result 204 (page of the HTTP trigger, "HTTP response").
    Raises TypeError for anything else. Headers as azure-functions' HttpResponseConverter.
    """
    if result is None:
        return Response(status_code=204)
    if isinstance(result, str):
        return Response(result, media_type="text/plain")
    if not isinstance(result, func.HttpResponse):
        raise TypeError(f"an HTTP function cannot return a {type(result).__name__}")
    response = Response(result.get_body(), status_code=result.status_code)
    if "content-type" not in result.headers:
        charset = f"; charset={result.charset}" if result.mimetype.startswith("text/") else ""
        response.headers["content-type"] = result.mimetype + charset
    for name, value in result.headers.items():
        if name.lower() != "content-length":  # the host counts for itself
            response.headers.append(name, value)
    return response
