"""The HTTP server: authentication, routing, faults, Graph's headers and error shape."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, unquote
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_simulator import labelling, own_api, page, permissions, teams, throttling, tokens
from graph_simulator.callers import NOBODY
from graph_simulator.calls import Answer, Call, Dispatched, Part
from graph_simulator.errors import GraphError, not_modelled
from graph_simulator.faults import AFTER, BEFORE, Fault, asked_error
from graph_simulator.model import Json
from graph_simulator.operation import Operation
from graph_simulator.operations import find, plain_path, with_drive_id, with_site_id
from graph_simulator.query import narrowed
from graph_simulator.simulator import Simulator
from graph_simulator.throttling import Used

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
_CALLER_GONE = 499
_PROCESS_HEADER = "x-simulator-process"
# As real traffic has it (microsoftgraph/msgraph-sdk-java#365), with places that say what this is.
_DIAGNOSTIC = '{"ServerInfo":{"DataCenter":"here","Ring":"0","RoleInstance":"graph_simulator"}}'
# Left as they are in the query of a batch's part; blanks are not encoded there by every client.
_QUERY_SIGNS = "$&=%+,;:()@/'!*?-._~"


class CallerGoneError(Exception):
    """The caller went away while its request was held."""


def application(simulator: Simulator) -> Starlette:
    """The whole server for one simulated tenant."""

    async def graph(request: Request) -> Response:
        return await _Exchange(simulator, request).answer()

    own = [*page.routes(simulator), *own_api.routes(simulator)]
    routes = [*own, Route("/{path:path}", graph, methods=_METHODS)]
    return Starlette(routes=routes)


class _Exchange:
    """One request and its answer."""

    def __init__(self, simulator: Simulator, request: Request) -> None:
        self._simulator = simulator
        self._request = request
        self._operation: Operation | None = None
        self._call = self._new_call()
        self._units = 0
        self._extra: dict[str, str] = {}
        self._line: Json = {}
        self._request_id = str(uuid4())
        self._client_request_id = request.headers.get("client-request-id", self._request_id)

    def _new_call(self) -> Call:
        request = self._request
        base = f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"
        query = {name.lstrip("$").lower(): text for name, text in request.query_params.items()}
        path = plain_path(request.scope["raw_path"].decode("latin-1").split("?", 1)[0])
        return Call(
            simulator=self._simulator,
            method=request.method,
            path=path,
            base=base,
            query=query,
            headers=request.headers,
            body=b"",
            caller=NOBODY,
            dispatch=self._dispatch,
        )

    async def answer(self) -> Response:
        """Answer it, whatever happens on the way."""
        call = self._call
        try:
            call.body = await self._request.body()
            operation = self._route()
            await self._before(operation)
            permissions.check(call, operation)
            if operation.prepare:
                await operation.prepare(call)
            answer = self._apply(operation)
            return self._response(await self._after(answer))
        except GraphError as error:
            self._record(error.status, self._simulator.changes.take_effects())
            for fault in self._striking(frozenset({"kill_after"})):
                self._kill(fault)
            return self._response(self._shape(error))
        except CallerGoneError:
            self._record(_CALLER_GONE, [])
            return Response(status_code=_CALLER_GONE)

    # ------------------------------------------------------------------------------- the stages

    def _route(self) -> Operation:
        """Who calls, and what. 401, 404 for an unknown site path, 501 for what is not modelled."""
        call = self._call
        authorization = self._request.headers.get("authorization")
        in_graph = call.path.startswith("/v1.0")
        if in_graph:
            call.caller = tokens.caller(self._simulator, authorization)
        tenant = self._simulator.tenant
        path = with_drive_id(tenant, with_site_id(tenant, call.path))
        found = find(call.method, path)
        if found is None:
            raise not_modelled(f"{call.method} {call.path or '/'}")
        self._operation, call.params = found
        unknown = call.query.keys() - set(self._operation.options)
        if self._operation.leaves_select:
            unknown -= {"select"}
        if unknown:
            names = ", ".join(sorted(unknown))
            raise not_modelled(f"{call.method} {call.path} with query option {names}")
        return self._operation

    async def _before(self, operation: Operation) -> None:
        """Charge the units, and let the faults strike that come before the request is applied."""
        call = self._call
        labelling.settle(self._simulator)
        self._units = operation.cost(call)
        now = self._simulator.clock.now()
        used = self._simulator.ledger.charge(call.caller.key, self._units, now)
        self._throttle(used)
        kinds = BEFORE if operation.resync else BEFORE - {"resync"}
        for fault in self._striking(kinds):
            if fault.kind == "latency":
                await asyncio.sleep(float(fault.options["seconds"]))
            elif fault.kind == "hold_before":
                await self._hold(fault)
            elif fault.kind == "kill_before":
                self._kill(fault)
                raise CallerGoneError
            elif fault.kind == "unit_limit":
                self._limit(used, int(fault.options["per_minute"]))
            elif fault.kind == "resync" and operation.resync is not None:
                error = operation.resync(call)
                error.code = fault.options.get("code") or error.code
                raise error
            elif fault.kind == "not_provisioned":
                raise teams.not_provisioned()
            elif fault.kind == "status":
                raise asked_error(fault)

    def _apply(self, operation: Operation) -> Answer:
        """Apply it in one go; what it did is written down at once, answered or not."""
        changes = self._simulator.changes
        changes.take_effects()
        answer = operation.apply(self._call)
        if operation.leaves_select:
            answer = replace(answer, body=narrowed(answer.body, self._call.query.get("select")))
        self._record(answer.status, changes.take_effects())
        return answer

    async def _after(self, answer: Answer) -> Answer:
        """Let the faults strike that come after it was applied."""
        for fault in self._striking(AFTER):
            if fault.kind == "hold_after":
                try:
                    await self._hold(fault)
                except CallerGoneError:
                    break
            elif fault.kind == "kill_after":
                self._kill(fault)
            else:
                error = asked_error(fault)
                self._simulator.ledger.amend(self._line, error.status)
                self._simulator.keep()
                return self._shape(error)
        return answer

    def _striking(self, kinds: frozenset[str]) -> Iterator[Fault]:
        """Return the faults of these kinds that strike this call; none where nothing was called."""
        if self._operation is None:
            return iter(())
        path, token = self._call.path, self._process_token
        name, changes = self._operation.name, self._operation.changes
        return self._simulator.faults.take(kinds, name, path, token, changes=changes)

    @property
    def _process_token(self) -> str | None:
        return self._request.headers.get(_PROCESS_HEADER)

    def _kill(self, fault: Fault) -> None:
        """Kill the process this call came from, as it was registered."""
        self._simulator.processes.kill(fault.options.get("pid"), fault.options["token"])

    async def _hold(self, fault: Fault) -> None:
        """Wait until it is released; CallerGoneError when the caller goes first."""
        fault.holding += 1
        fault.held.set()
        epoch = self._simulator.epoch
        gone = asyncio.ensure_future(self._until_gone())
        released = asyncio.ensure_future(fault.released.wait())
        try:
            await asyncio.wait({gone, released}, return_when=asyncio.FIRST_COMPLETED)
            if not released.done() or self._simulator.epoch != epoch:
                raise CallerGoneError
        finally:
            fault.holding -= 1
            gone.cancel()
            released.cancel()

    async def _until_gone(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass

    def _throttle(self, used: Used) -> None:
        """Refuse what goes beyond the tenant's limits; what costs no units is not SharePoint's."""
        dials = self._simulator.dials
        if not dials.licences or not self._units:
            return
        per_minute, per_day, of_tenant = throttling.limits(dials.licences)
        fractional = dials.fractional_retry_after
        throttling.check_longer(used, per_day, of_tenant, fractional=fractional)
        self._limit(used, per_minute)

    def _limit(self, used: Used, per_minute: int) -> None:
        """Throttle by resource units a minute, with the real headers (SPT)."""
        self._extra = throttling.headers(used, per_minute)
        fractional = self._simulator.dials.fractional_retry_after
        throttling.check_minute(used, per_minute, fractional=fractional)

    async def _dispatch(self, part: Part) -> Dispatched:
        """Have a part of a batch answered, with the token of the whole."""
        path, _, query = part.url.partition("?")
        own = {"authorization": self._request.headers.get("authorization", "")}
        own["host"] = self._request.headers.get("host", self._request.url.netloc)
        scope = {
            **self._request.scope,
            "method": part.method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": quote(query, safe=_QUERY_SIGNS).encode(),
            "headers": [(k.encode(), v.encode()) for k, v in {**part.headers, **own}.items()],
        }

        async def receive() -> Json:
            return {"type": "http.request", "body": part.body, "more_body": False}

        answer = await _Exchange(self._simulator, Request(scope, receive)).answer()
        given = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in answer.raw_headers]
        return answer.status_code, given, bytes(answer.body)

    # ------------------------------------------------------------------------------ the answers

    def _record(self, status: int, effects: list[Json]) -> None:
        name = self._operation.name if self._operation else "unknown"
        ledger = self._simulator.ledger
        self._line = ledger.record(self._call, name, status, self._units, effects)
        self._simulator.keep()

    def _shape(self, error: GraphError) -> Answer:
        """An error as Graph shapes it (MM:errors)."""
        if error.page is not None:
            return Answer(error.status, None, error.headers, error.page, "text/html")
        inner: Json = {
            "date": self._simulator.clock.now().strftime("%Y-%m-%dT%H:%M:%S"),
            "request-id": self._request_id,
            "client-request-id": self._client_request_id,
        }
        if error.inner:
            inner["code"] = error.inner
        body = {"error": {"code": error.code, "message": error.message, "innerError": inner}}
        return Answer(error.status, body, error.headers)

    def _response(self, answer: Answer) -> Response:
        """The answer with the headers of real traffic (IS:microsoftgraph/msgraph-sdk-java#365)."""
        told_as_graph = answer.status < 400 or answer.content is None
        if (recording := self._simulator.recording) and told_as_graph:
            call, operation = self._call, self._operation
            name = operation.name if operation else "unknown"
            recording.note(name, answer.status, (call.method, call.path, call.query), answer.body)
        headers = {
            "request-id": self._request_id,
            "client-request-id": self._client_request_id,
            "Cache-Control": "private",
            "x-ms-ags-diagnostic": _DIAGNOSTIC,
            **self._extra,
            **answer.headers,
        }
        if answer.content is not None:
            return Response(answer.content, answer.status, headers, answer.content_type)
        if answer.body is None:
            return Response(status_code=answer.status, headers=headers)
        headers["OData-Version"] = "4.0"
        text = json.dumps(answer.body, ensure_ascii=False)
        kind = "application/json;odata.metadata=minimal;charset=utf-8"
        return Response(text, answer.status, headers, kind)
