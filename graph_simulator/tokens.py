"""Tokens: the App Service managed identity endpoint, and reading who calls.

Tokens are not verified: any bearer is taken, so that a client with a credential of its own can be
pointed here. One issued here names its app; another acts as the tenant's first app.
"""

from datetime import UTC, datetime, timedelta
from difflib import get_close_matches

from graph_simulator.asked import text_in
from graph_simulator.callers import App, Caller
from graph_simulator.calls import Answer, Call
from graph_simulator.errors import GraphError, invalid, not_found
from graph_simulator.model import Json
from graph_simulator.operation import Operation
from graph_simulator.simulator import Simulator

_IDENTITY_HEADER = "simulator"
_LIFE = timedelta(hours=24)


def issue(call: Call) -> Answer:
    """GET /msi/token: what ManagedIdentityCredential asks in App Service (azure-identity 1.27).

    Needs the header X-IDENTITY-HEADER with the value `simulator`. Life: 24 hours of real time.
    """
    if call.headers.get("x-identity-header") != _IDENTITY_HEADER:
        raise GraphError(401, "unauthorized", "X-IDENTITY-HEADER is not the expected one.")
    resource = call.query.get("resource")
    if not resource or "api-version" not in call.query:
        raise invalid("resource and api-version are needed.")
    app = call.query.get("client_id") or call.simulator.tenant.default_app.id
    expires = int((datetime.now(UTC) + _LIFE).timestamp())
    body = {
        "access_token": call.simulator.seals.seal({"app": app}),
        "client_id": app,
        "expires_on": str(expires),
        "resource": resource,
        "token_type": "Bearer",
    }
    return Answer(body=body)


def token_for(simulator: Simulator, asked: Json, known: frozenset[str]) -> Json:
    """A token for tests: of an `app` (name or id), for a `person` if one is named.

    `permissions` are the scopes of a delegated token, or narrow an app's own; of those `known`.
    """
    tenant = simulator.tenant
    wanted = text_in(asked, "app") or tenant.default_app.id
    named = [one.id for one in tenant.apps.values() if wanted in {one.id, one.name}]
    if not named:
        raise not_found(f"No app '{wanted}' in this tenant")
    app = tenant.apps[named[0]]
    sealed: Json = {"app": app.id}
    if person := text_in(asked, "person"):
        sealed["person"] = tenant.person(person).name
    if "permissions" in asked:
        sealed["permissions"] = scopes = _scopes(asked["permissions"], known)
        lacking = sorted(set(scopes) - app.permissions)
        if lacking and not person:
            held = ", ".join(sorted(app.permissions)) or "none"
            raise invalid(f"{app.name} was not granted {', '.join(lacking)}; it has {held}")
    return {"access_token": simulator.seals.seal(sealed)}


def _scopes(asked: object, known: frozenset[str]) -> list[str]:
    if not isinstance(asked, list) or not all(isinstance(one, str) for one in asked):
        raise invalid("permissions is a list of names.")
    if unknown := [one for one in asked if one not in known]:
        near = get_close_matches(unknown[0], known, n=5)
        told = f"nearest: {', '.join(near)}" if near else f"they are {', '.join(sorted(known))}"
        raise invalid(f"No call asks for the permission {', '.join(unknown)}; {told}")
    return asked


def caller(simulator: Simulator, authorization: str | None) -> Caller:
    """Who calls. 401 without a bearer token; one not issued here is the first app's."""
    kind, _, token = (authorization or "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise GraphError(
            401,
            "InvalidAuthenticationToken",
            "Access token is empty.",
            headers={"WWW-Authenticate": 'Bearer realm=""'},
        )
    tenant = simulator.tenant
    opened = simulator.seals.open(token.strip()) or {}
    app_id = opened.get("app") or tenant.default_app.id
    app = tenant.apps.get(app_id) or App(app_id, app_id)
    if "person" not in opened:
        held = app.permissions & set(opened.get("permissions", app.permissions))
        return Caller("application", app.id, app.name, permissions=held)
    person = tenant.person(opened["person"])
    return Caller(
        "delegated",
        app.id,
        app.name,
        person,
        frozenset(tenant.roles.get(person.name, ())),
        frozenset(opened.get("permissions", app.permissions)),
    )


OPERATIONS = (
    Operation(
        "token.get",
        "GET",
        ("/msi/token",),
        issue,
        0,
        "documented",
        (
            "App Service managed identity endpoint, as azure-identity 1.27 asks it. Tokens "
            "are not verified"
        ),
        options=("resource", "api-version", "client_id"),
        open=True,
        takes=("`resource`, `api-version`, `client_id`; header X-IDENTITY-HEADER: simulator"),
    ),
)
