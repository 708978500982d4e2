"""Who calls: an app by itself or for a person, and what it may while permissions are enforced."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from graph_simulator import operations, permissions, tokens
from graph_simulator.calls import Call
from graph_simulator.errors import GraphError
from tests.graph_simulator.conftest import World


@pytest.mark.parametrize(
    ("app", "reads", "writes"),
    [
        ("Beheerder", 200, 201),
        ("Lezer", 200, 403),
        ("Alleen teams", 403, 403),
        ("Uitgekozen", 200, 201),
    ],
)
async def test_an_app_may_what_its_permissions_say_once_they_are_enforced(
    world: World, app: str, reads: int, writes: int
) -> None:
    token = await world.token(app=app)
    root = world.root("archief", "Subsidiedossiers")
    assert await world.call(token, "PUT", f"{root}:/voor.txt:/content", content=b"x") == 201
    await world.enforce()
    assert await world.call(token, "GET", root) == reads
    assert await world.call(token, "PUT", f"{root}:/na.txt:/content", content=b"x") == writes


async def test_sites_selected_reaches_the_granted_sites_as_far_as_the_grant_goes(
    world: World,
) -> None:
    token = await world.token(app="Uitgekozen")
    await world.enforce()
    library = next(
        one.name
        for one in world.simulator.tenant.drives.values()
        if world.simulator.tenant.sites[one.site_id].path == "/sites/subsidies"
    )
    read_only = world.root("subsidies", library)
    assert await world.call(token, "GET", read_only) == 200
    assert await world.call(token, "PUT", f"{read_only}:/x.txt:/content", content=b"x") == 403
    elsewhere = world.root("bestuursarchief", "Beleidsdossiers")
    assert await world.call(token, "GET", elsewhere) == 403
    assert await world.call(token, "GET", "/teams") == 403


async def test_a_grant_made_changed_and_taken_back_decides_what_an_app_may(world: World) -> None:
    tenant = world.simulator.tenant
    admin, chosen = await world.token(app="Beheerder"), await world.token(app="Uitgekozen")
    site = tenant.site_at("/sites/bestuursarchief")
    at, root = f"/sites/{site.id}/permissions", world.root("bestuursarchief", "Beleidsdossiers")
    app = next(one for one in tenant.apps.values() if one.name == "Uitgekozen")
    body = {"roles": ["read"], "grantedToIdentities": [{"application": {"id": app.id}}]}
    await world.enforce()
    assert await world.call(chosen, "POST", at, json=body) == 403
    assert await world.call(chosen, "GET", root) == 403
    assert await world.call(admin, "POST", at, json=body) == 201
    assert await world.call(chosen, "GET", root) == 200
    assert await world.call(chosen, "GET", at) == 403
    put = ("PUT", f"{root}:/x.txt:/content")
    assert await world.call(chosen, *put, content=b"x") == 403
    grant = next(one for one in tenant.app_grants.values() if one.on == site.id)
    assert await world.call(admin, "PATCH", f"{at}/{grant.id}", json={"roles": ["write"]}) == 200
    assert await world.call(chosen, *put, content=b"x") == 201
    assert await world.call(admin, "DELETE", f"{at}/{grant.id}") == 204
    assert await world.call(chosen, "GET", root) == 403
    assert await world.call(chosen, "GET", "/sites?search=*") == 403


async def test_a_delegated_token_acts_as_the_person_within_its_scopes(world: World) -> None:
    token = await world.token(
        app="Beheerder", person="Recordmanager", permissions=["Files.ReadWrite.All"]
    )
    root = world.root("archief", "Subsidiedossiers")
    await world.enforce()
    assert await world.call(token, "PUT", f"{root}:/x.txt:/content", content=b"x") == 201
    assert await world.call(token, "GET", "/teams") == 403
    first = world.simulator.ledger.calls[0]
    assert (first["caller"], first["person"]) == ("app:Beheerder", "Recordmanager")
    tenant = world.simulator.tenant
    made = next(one for one in tenant.items.values() if one.name == "x.txt")
    assert (made.created_by.kind, made.created_by.name) == ("person", "Recordmanager")


async def test_a_token_can_hold_less_than_the_app(world: World) -> None:
    token = await world.token(app="Lezer", permissions=[])
    await world.enforce()
    assert await world.call(token, "GET", world.root("archief", "Subsidiedossiers")) == 403


async def test_an_app_cannot_ask_for_more_than_it_was_granted(world: World) -> None:
    asked = {"app": "Lezer", "permissions": ["Sites.Read.All", "Sites.FullControl.All"]}
    answer = await world.http.post("/_simulator/tokens", json=asked)
    assert answer.status_code == 400
    told = answer.json()["error"]["message"]
    assert "Lezer was not granted Sites.FullControl.All" in told
    assert "it has Sites.Read.All" in told


async def test_tokens_are_only_for_apps_and_people_of_the_tenant(world: World) -> None:
    for asked in ({"app": "Niemand"}, {"person": "Niemand"}):
        assert (await world.http.post("/_simulator/tokens", json=asked)).status_code == 404


@pytest.mark.parametrize(("person", "refused"), [(None, True), ("Recordmanager", False)])
async def test_a_delegated_only_call_is_refused_to_an_app_by_itself_enforced_or_not(
    world: World, person: str | None, *, refused: bool
) -> None:
    token = await world.token(app="Beheerder", person=person)
    found = operations.find("GET", "/v1.0/teams")
    assert found is not None
    call = Call(
        simulator=world.simulator,
        method="GET",
        path="/v1.0/teams",
        base="",
        query={},
        headers={},
        body=b"",
        caller=tokens.caller(world.simulator, f"Bearer {token}"),
    )
    expected = pytest.raises(GraphError) if refused else nullcontext()
    with expected:
        permissions.check(call, replace(found[0], delegated_only=True))
