"""The simulator's own API under `/_simulator`: JSON, no authentication, not counted as calls."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph_simulator import fault_options, labelling, lifecycle, names, people, tokens, tree
from graph_simulator.asked import MOST, body_in
from graph_simulator.clock import precise_time, read_time
from graph_simulator.errors import GraphError, invalid
from graph_simulator.faults import KILL
from graph_simulator.model import Json
from graph_simulator.operations import PERMISSIONS
from graph_simulator.simulator import Simulator

# Beyond these an expiry, or what SharePoint keeps for so many years, may have no date.
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
Handler = Callable[[Request, Json], Json | Awaitable[Json]]


def routes(simulator: Simulator) -> list[Route]:
    """All routes of the own API."""
    api = _OwnApi(simulator)
    table: list[tuple[str, str, Handler]] = [
        ("GET", "health", lambda _request, _body: {"ready": True}),
        ("POST", "reset", api.reset),
        ("GET", "clock", api.clock),
        ("POST", "clock", api.set_clock),
        ("GET", "dials", api.dials),
        ("POST", "dials", api.turn_dials),
        ("GET", "faults", api.faults),
        ("POST", "faults", api.add_fault),
        ("DELETE", "faults", api.remove_faults),
        ("DELETE", "faults/{fault}", api.remove_faults),
        ("POST", "faults/{fault}/release", api.release_fault),
        ("GET", "faults/{fault}/held", api.held_by_fault),
        ("GET", "units", lambda _request, _body: {"callers": simulator.ledger.units}),
        ("GET", "calls", api.calls),
        ("GET", "tree", lambda _request, _body: tree.tree(simulator)),
        ("GET", "tenant", lambda _request, _body: names.names(simulator)),
        ("POST", "people", lambda _request, body: people.act(simulator, body)),
        ("POST", "processes", api.register_process),
        ("POST", "tokens", api.token),
        ("POST", "notifications/deliver", api.deliver),
        ("GET", "notifications/endpoints", lambda _request, _body: api.endpoints()),
        ("POST", "subscriptions/{subscription}/lifecycle", api.tell_of_life),
    ]
    made = [
        Route(f"/_simulator/{path}", _endpoint(simulator, handler), methods=[method])
        for method, path, handler in table
    ]
    upload = "/_simulator/people/{person}/{team}/{channel}/{path:path}"
    return [*made, Route(upload, _uploading(simulator), methods=["PUT"])]


def _endpoint(simulator: Simulator, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            answer = handler(request, body_in(await request.body()))
            return JSONResponse(await answer if inspect.isawaitable(answer) else answer)
        except GraphError as error:
            return _refused(error)
        finally:
            if request.method == "GET":
                simulator.only_read()
            else:
                simulator.keep()

    return endpoint


def _uploading(simulator: Simulator) -> Callable[[Request], Awaitable[Response]]:
    async def upload(request: Request) -> Response:
        asked = {**request.path_params, "do": "upload", "content": await request.body()}
        try:
            return JSONResponse(people.act(simulator, asked))
        except GraphError as error:
            return _refused(error)
        finally:
            simulator.keep()

    return upload


def _host(request: Request) -> str:
    return request.client.host if request.client else ""


def _refused(error: GraphError) -> Response:
    body = {"error": {"code": error.code, "message": error.message}}
    return JSONResponse(body, status_code=error.status)


def _moment(now: datetime, body: Json) -> datetime:
    """The moment that the clock is to have."""
    if "advance_seconds" in body:
        seconds = body["advance_seconds"]
        if not isinstance(seconds, int | float) or not 0 <= seconds <= MOST:
            raise invalid(f"advance_seconds is a number from 0 to {MOST:,}; set goes back")
        moment = now + timedelta(seconds=seconds)
    else:
        try:
            moment = read_time(str(body["set"]))
        except (ValueError, OverflowError):
            raise invalid("set is a date and time") from None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise invalid(f"the clock goes from {_FIRST_YEAR} to {_LAST_YEAR}")
    return moment


class _OwnApi:
    """The handlers that need more than a line."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    def reset(self, _request: Request, body: Json) -> Json:
        self._simulator.reset()
        if self._simulator.recording:
            self._simulator.recording.caller = str(body.get("for") or "")
        return {}

    def clock(self, _request: Request, _body: Json) -> Json:
        return {"now": precise_time(self._simulator.clock.now())}

    def set_clock(self, request: Request, body: Json) -> Json:
        clock, notifications = self._simulator.clock, self._simulator.notifications
        if "advance_seconds" in body or "set" in body:
            notifications.move_clock(_moment(clock.now(), body))
        elif body.get("real"):
            notifications.move_clock(datetime.now(UTC))
            clock.follow_real_time()
        else:
            raise invalid("advance_seconds, set or real")
        labelling.settle(self._simulator)
        return self.clock(request, body)

    def dials(self, _request: Request, _body: Json) -> Json:
        return asdict(self._simulator.dials)

    def turn_dials(self, request: Request, body: Json) -> Json:
        self._simulator.dials.turn(body)
        return self.dials(request, body)

    def faults(self, _request: Request, _body: Json) -> Json:
        return {"faults": self._simulator.faults.shown()}

    def add_fault(self, request: Request, body: Json) -> Json:
        fault_options.check(body)
        if body["kind"] in KILL:
            self._simulator.processes.check(_host(request), body.get("pid"), body.get("token"))
        return {"id": self._simulator.faults.add(body).id}

    def register_process(self, request: Request, body: Json) -> Json:
        pid, token = body.get("pid"), body.get("token")
        self._simulator.processes.register(_host(request), pid, token)
        return {"pid": pid}

    def token(self, _request: Request, body: Json) -> Json:
        own = {name for app in self._simulator.tenant.apps.values() for name in app.permissions}
        return tokens.token_for(self._simulator, body, PERMISSIONS | own)

    def remove_faults(self, request: Request, _body: Json) -> Json:
        self._simulator.faults.remove(request.path_params.get("fault"))
        return {}

    def release_fault(self, request: Request, _body: Json) -> Json:
        self._simulator.faults.release(request.path_params["fault"])
        return {}

    async def held_by_fault(self, request: Request, _body: Json) -> Json:
        fault = self._simulator.faults.get(request.path_params["fault"])
        await fault.held.wait()
        return {"holding": fault.holding}

    def calls(self, request: Request, _body: Json) -> Json:
        after = request.query_params.get("after", "0")
        if not after.isdecimal():
            raise invalid("after is a whole number")
        return {"calls": self._simulator.ledger.calls[int(after) :]}

    async def deliver(self, _request: Request, _body: Json) -> Json:
        return await self._simulator.notifications.deliver()

    def endpoints(self) -> Json:
        return {"endpoints": self._simulator.notifications.endpoints()}

    def tell_of_life(self, request: Request, body: Json) -> Json:
        own = str(request.path_params["subscription"])
        return lifecycle.tell_of_life(self._simulator, own, body)
