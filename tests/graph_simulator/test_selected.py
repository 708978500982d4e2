"""Selected permissions below the site: lists, list items, folders and files of one app each."""

import pytest

from tests.graph_simulator.conftest import World


class Granting:
    """A folder with a file in it and a file beside it; the administrator grants them to an app."""

    def __init__(self, world: World, app: str) -> None:
        self._world, self._app = world, app
        self.root = world.root("archief", "Subsidiedossiers")
        self.drive = self.root.removesuffix("/root")
        self.inside, self.beside = f"{self.root}:/map/stuk.txt", f"{self.root}:/ander.txt"
        self.folder = f"{self.root}:/map:"

    async def begin(self) -> None:
        self.admin = await self._world.token(app="Beheerder")
        self.token = await self._world.token(app=self._app)
        folder = {"name": "map", "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}
        made = [await self._world.call(self.admin, "POST", f"{self.root}/children", json=folder)]
        for path in (self.inside, self.beside):
            put = ("PUT", f"{path}:/content")
            made.append(await self._world.call(self.admin, *put, content=b"x"))
        assert made == [201] * 3
        await self._world.enforce()

    async def grant(self, at: str, *roles: str, by: str = "") -> int:
        tenant = self._world.simulator.tenant
        app = next(one for one in tenant.apps.values() if one.name == self._app)
        body = {"roles": roles, "grantedToV2": {"application": {"id": app.id}}}
        return await self._world.call(by or self.admin, "POST", f"{at}/permissions", json=body)

    async def reached(self, *places: str) -> list[int]:
        return [await self._world.call(self.token, "GET", place) for place in places]

    @property
    def list(self) -> str:
        drive = self._world.simulator.tenant.drive_named("/sites/archief", "Subsidiedossiers")
        return f"/sites/{drive.site_id}/lists/{drive.list_id}"

    def list_item(self, name: str) -> str:
        items = self._world.simulator.tenant.items.values()
        item = next(one for one in items if one.name == name and one.state == "live")
        return f"{self.list}/items/{item.list_item_id}"


@pytest.mark.parametrize(
    ("app", "on_list", "on_item"),
    [
        ("Lists", 200, 200),
        ("ListItems", 403, 200),
        ("Files", 403, 200),
        ("Lezer", 200, 200),
        ("Alleen teams", 403, 403),
    ],
)
async def test_a_selected_permission_reaches_what_was_granted_at_its_level_and_below(
    world: World, app: str, on_list: int, on_item: int
) -> None:
    granting = Granting(world, app)
    await granting.begin()
    at_first = 200 if app == "Lezer" else 403
    assert await granting.reached(granting.inside) == [at_first]
    assert await granting.grant(granting.folder, "read") == 201
    assert await granting.reached(granting.inside, granting.beside) == [on_item, at_first]
    assert await granting.reached(granting.list_item("stuk.txt")) == [on_item]
    assert await granting.grant(granting.list, "read") == 201
    assert await granting.reached(granting.beside, granting.list) == [on_list, on_list]
    elsewhere = world.root("bestuursarchief", "Beleidsdossiers")
    assert await granting.reached(elsewhere) == [at_first]


@pytest.mark.parametrize(("app", "reached"), [("ListItems", 200), ("Files", 403)])
async def test_a_permission_for_files_does_not_reach_an_item_of_a_plain_list(
    world: World, app: str, reached: int
) -> None:
    admin = await world.token(app="Beheerder")
    site = world.simulator.tenant.site_at("/sites/archief")
    body = {"displayName": "Taken", "list": {"template": "genericList"}}
    assert await world.call(admin, "POST", f"/sites/{site.id}/lists", json=body) == 201
    items = f"/sites/{site.id}/lists/Taken/items"
    assert await world.call(admin, "POST", items, json={"fields": {"Title": "een"}}) == 201
    granting = Granting(world, app)
    await granting.begin()
    assert await granting.grant(f"{items}/1", "read") == 201
    assert await granting.reached(f"{items}/1") == [reached]


async def test_the_role_of_a_grant_on_a_folder_says_what_an_app_may_do_in_it(world: World) -> None:
    granting = Granting(world, "Files")
    await granting.begin()
    put = ("PUT", f"{granting.root}:/map/nieuw.txt:/content")
    assert await granting.grant(granting.folder, "read") == 201
    assert await world.call(granting.token, *put, content=b"x") == 403
    assert await granting.grant(granting.folder, "write") == 201
    assert await world.call(granting.token, *put, content=b"x") == 201
    beside = ("PUT", f"{granting.root}:/map2/nieuw.txt:/content")
    assert await world.call(granting.token, *beside, content=b"x") == 403
    assert await granting.grant(granting.inside + ":", "read", by=granting.token) == 403


async def test_nothing_is_copied_or_moved_to_where_the_app_was_granted_nothing(
    world: World,
) -> None:
    granting = Granting(world, "Files")
    await granting.begin()
    assert await granting.grant(granting.folder, "write") == 201
    root = world.simulator.tenant.drive_named("/sites/archief", "Subsidiedossiers").root_id
    to = {"parentReference": {"driveId": granting.drive.rpartition("/")[2], "id": root}}
    copy = ("POST", f"{granting.inside}:/copy")
    assert await world.call(granting.token, *copy, json=to | {"name": "a.txt"}) == 403
    assert await world.call(granting.token, "PATCH", granting.inside, json=to) == 403
    assert await granting.grant(granting.list, "write") == 201
    # The list was granted, but to a permission for files it does not count.
    assert await world.call(granting.token, "PATCH", granting.inside, json=to) == 403


async def test_a_list_taken_back_takes_what_was_granted_in_it(world: World) -> None:
    granting = Granting(world, "Lists")
    await granting.begin()
    assert await granting.grant(granting.list, "owner") == 201
    # Who owns the list grants items of it, not the list.
    assert await granting.grant(granting.folder, "read", by=granting.token) == 201
    assert await granting.grant(granting.list, "fullcontrol", by=granting.token) == 403
    assert await granting.reached(granting.inside, granting.beside) == [200, 200]
    [own] = {
        one.id for one in world.simulator.tenant.app_grants.values() if one.app_name == "Lists"
    }
    gone = await world.call(granting.admin, "DELETE", f"{granting.list}/permissions/{own}")
    assert gone == 204
    assert await granting.reached(granting.inside, granting.beside) == [403, 403]
    assert await granting.grant(granting.folder, "read") == 201
    assert await granting.reached(granting.inside, granting.beside) == [200, 403]
