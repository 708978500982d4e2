"""What keeps a drive of very many items usable: the order of changes, sizes of folders, filling."""

from typing import Any

from graph_simulator.change_log import ChangeLog
from graph_simulator.list_parts import ContentType
from graph_simulator.model import SYSTEM, Item
from graph_simulator.seed import PROVINCE, load_tenant, read_seed


def _item(name: str) -> Item:
    now = load_tenant(read_seed(PROVINCE)).drives.popitem()[1].created_at
    kind = ContentType("0x0101", "Document", "0x01")
    return Item(name, "d", None, name, "file", name, 1, SYSTEM, now, SYSTEM, now, kind)


def test_an_item_stands_in_the_log_once_at_its_last_change_however_often_it_changed() -> None:
    log, often, seldom, last = ChangeLog(), _item("often"), _item("seldom"), _item("last")
    number = 0
    for one in (seldom, *[often] * 5000, last, *[often] * 5000):
        number += 1
        one.changed = number
        log.note(one)
    assert [one.id for one in log.after(0)] == ["seldom", "last", "often"]
    assert [one.id for one in log.after(last.changed)] == ["often"]
    assert [one.id for one in log.after(last.changed - 1)] == ["last", "often"]
    assert list(log.after(number)) == []


def test_a_folder_is_as_large_as_the_current_versions_below_it(tenant: Any) -> None:
    drive = tenant.drive()
    one, other = tenant.folder("een"), tenant.folder("twee")
    below = tenant.folder("lager", parent=one["id"])
    root = f"/drives/{drive['id']}/items"

    def sizes() -> list[int]:
        ids = (drive["root_id"], one["id"], below["id"], other["id"])
        return [tenant.get(f"{root}/{own}")["size"] for own in ids]

    at = f"{root}/{below['id']}:/stuk.txt:/content"
    made = tenant.graph("PUT", at, content=b"1234").json()
    assert sizes() == [4, 4, 4, 0]
    tenant.graph("PUT", at, content=b"1234567890")
    assert sizes() == [10, 10, 10, 0]
    item = f"{root}/{made['id']}"
    tenant.graph("PATCH", f"{item}/listItem/fields", json={"Title": "Stuk"}).raise_for_status()
    assert sizes() == [10, 10, 10, 0]
    tenant.graph("PATCH", item, json={"name": "ander.txt"}).raise_for_status()
    moved = {"parentReference": {"id": other["id"]}}
    tenant.graph("PATCH", f"{root}/{below['id']}", json=moved).raise_for_status()
    assert sizes() == [10, 0, 10, 10]
    copied = {"parentReference": {"driveId": drive["id"], "id": one["id"]}}
    tenant.graph("POST", f"{item}/copy", json=copied)
    assert sizes() == [20, 10, 10, 10]
    assert tenant.graph("DELETE", f"{root}/{other['id']}").status_code == 204
    assert tenant.get(f"{root}/{drive['root_id']}")["size"] == 10


def test_people_fill_a_library_with_many_files_in_one_act(tenant: Any) -> None:
    where = {"site": "/sites/archief", "library": "Subsidiedossiers", "content_base64": "eA=="}
    top = tenant.person("fill", "veel", count=2_500, **where)
    effects = tenant.last_call()["effects"]
    assert [(one["op"], one["count"]) for one in effects] == [("filled", 2_500)]
    folders = tenant.get(f"/drives/{top['drive_id']}/items/{top['item_id']}/children")["value"]
    counts = [(one["name"], one["folder"]["childCount"]) for one in folders]
    assert counts == [("map 0001", 1_000), ("map 0002", 1_000), ("map 0003", 500)]
    page = tenant.get(f"/drives/{top['drive_id']}/root/delta")
    seen = {one["id"] for one in page["value"]}
    while "@odata.nextLink" in page:
        page = tenant.follow(page["@odata.nextLink"])
        seen |= {one["id"] for one in page["value"]}
    assert len(seen) == 2_500 + 3 + 2  # with the root and the folder that was filled
    last = f"/drives/{top['drive_id']}/root:/veel/map 0003/stuk 0002500.txt"
    number = tenant.get(f"{last}:/listItem")["id"]
    drive = tenant.drive()
    listed = tenant.get(f"/sites/{drive['site_id']}/lists/{drive['list_id']}/items/{number}")
    assert listed["id"] == number
