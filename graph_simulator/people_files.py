"""What people do with files and folders: make, change, move, lock, restore and talk of them."""

from graph_simulator import acted_on, messages
from graph_simulator.asked import whole_in
from graph_simulator.errors import invalid
from graph_simulator.item_json import web_address
from graph_simulator.model import Actor, Content, Item, Json
from graph_simulator.simulator import Simulator

_FILL_AT_MOST = 1_000_000
_FILES_IN_A_FOLDER = 1_000


def _upload(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Upload a file; one that is there already gets a new version."""
    folder, _, name = acted_on.path(asked).rpartition("/")
    parent = acted_on.folders(simulator, person, acted_on.start(simulator, asked), folder)
    there = simulator.tenant.child(parent, name)
    if there is None:
        return simulator.changes.create_file(parent, name, acted_on.content(asked), person)
    simulator.changes.put_content(there, acted_on.content(asked), person)
    return there


def _edit(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    simulator.changes.put_content(item, acted_on.content(asked), person)
    return item


def _rename(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    parent = simulator.tenant.items[item.parent_id or item.id]
    simulator.changes.relocate(item, parent, str(asked.get("to") or ""), person)
    return item


def _move(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Move to the folder `to`: a path from the channel's folder or the root.

    With `to_site` and `to_library` a path from the root there.
    """
    item = acted_on.item(simulator, asked)
    there = {"site": asked.get("to_site"), "library": asked.get("to_library")}
    start = acted_on.start(simulator, there if "to_library" in asked else asked)
    parent = acted_on.folders(simulator, person, start, str(asked.get("to") or ""))
    return simulator.changes.move(item, parent, item.name, person)


def _delete(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    simulator.changes.recycle(item, person)
    return item


def _folder(simulator: Simulator, person: Actor, asked: Json) -> Item:
    return acted_on.folders(
        simulator, person, acted_on.start(simulator, asked), acted_on.path(asked)
    )


def _notebook(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Make a notebook of OneNote; what lies in it is not shown."""
    folder, _, name = acted_on.path(asked).rpartition("/")
    parent = acted_on.folders(simulator, person, acted_on.start(simulator, asked), folder)
    made = simulator.changes.create_file(parent, name, b"", person)
    made.is_notebook = True
    return made


def _open_files(simulator: Simulator, _: Actor, asked: Json) -> Item:
    return acted_on.start(simulator, asked)


def _check_out(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    simulator.changes.check_out(item, person)
    return item


def _check_in(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    simulator.changes.check_in(item, person)
    return item


def _open(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Open it in desktop Office (alone), or together with who has it open (co-authoring)."""
    item, together = acted_on.item(simulator, asked), asked["do"] == "open_together"
    simulator.changes.open_in_office(item, person, together=together)
    return item


def _close(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    simulator.changes.close_in_office(item, person)
    return item


def _delete_versions(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Delete all versions but the newest, `keep` (1) of them, out of the version history."""
    item = acted_on.item(simulator, asked)
    simulator.changes.delete_versions(item, whole_in(asked, "keep", 1) or 1, person)
    return item


def _publish(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    simulator.changes.publish(item, person)
    return item


def _restore(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Bring an `item` back from the recycle bin."""
    return simulator.changes.restore(str(asked.get("item")), person)


def _post_message(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Say `text` in the channel, with the file at the path attached if there is one."""
    team = simulator.tenant.team_named(str(asked.get("team")))
    folder = acted_on.start(simulator, asked)
    channel = next(one for one in team.channels if one.name == asked.get("channel"))
    text = str(asked.get("text") or "")
    attachments: list[Json] = []
    item = acted_on.item(simulator, asked) if asked.get("path") else folder
    if item is not folder:
        url = web_address(simulator.tenant, item)
        text, attachments = messages.with_file(item, url, text)
    messages.post(simulator, team, channel, person, ("html", text), attachments)
    return item


def _fill(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Make `count` files of the same bytes, a thousand to a folder; one effect tells of all."""
    count, content = asked.get("count"), Content(acted_on.content({"content_base64": "", **asked}))
    if not isinstance(count, int) or not 0 < count <= _FILL_AT_MOST:
        raise invalid(f"count is a whole number up to {_FILL_AT_MOST}")
    top = acted_on.folders(
        simulator, person, acted_on.start(simulator, asked), acted_on.path(asked)
    )
    folder = top
    for number in range(count):
        if number % _FILES_IN_A_FOLDER == 0:
            name = f"map {number // _FILES_IN_A_FOLDER + 1:04}"
            folder = simulator.changes.create_folder(top, name, person)
        simulator.changes.create_file(folder, f"stuk {number + 1:07}.txt", content, person)
    simulator.changes.filled(top, count)
    return top


DEEDS: dict[str, acted_on.Deed] = {
    "upload": _upload,
    "edit": _edit,
    "rename": _rename,
    "move": _move,
    "delete": _delete,
    "folder": _folder,
    "notebook": _notebook,
    "open_files": _open_files,
    "check_out": _check_out,
    "check_in": _check_in,
    "open_in_desktop": _open,
    "open_together": _open,
    "close": _close,
    "publish": _publish,
    "delete_versions": _delete_versions,
    "restore": _restore,
    "post_message": _post_message,
    "fill": _fill,
}
# Of these SharePoint may write something into the file afterwards.
GIVE_CONTENT = frozenset({"upload", "edit"})
