"""People acting in Teams and SharePoint: they meet the same locks and labels as an app does.

Whether a person may open something is not checked: that is for whoever writes the script.
"""

from collections.abc import Callable

from graph_simulator import acted_on, labelling, messages, site_changes
from graph_simulator.callers import SITE_ADMIN, Caller
from graph_simulator.calls import Call
from graph_simulator.enrichment import enrich
from graph_simulator.errors import GraphError, invalid, not_found
from graph_simulator.item_json import web_address
from graph_simulator.managed_metadata import read_label
from graph_simulator.model import Actor, Content, Grant, Item, Json, Role, Site
from graph_simulator.sharing import own_access, role_in
from graph_simulator.sharing_links import add_link, link_kind
from graph_simulator.simulator import Simulator

_PLACES = ("team", "channel", "site", "library", "drive", "item")
_FILL_AT_MOST = 1_000_000
_FILES_IN_A_FOLDER = 1_000


def act(simulator: Simulator, asked: Json) -> Json:
    """Do what was asked, as that person; write it down as a call; answer what came of it."""
    labelling.settle(simulator)
    person = simulator.tenant.person(str(asked.get("person")))
    deed = _DEEDS.get(str(asked.get("do")))
    if deed is None:
        raise invalid(f"do is one of {', '.join(_DEEDS)}")
    call = _call(simulator, person, asked)
    operation = f"people.{asked['do']}"
    simulator.changes.take_effects()
    try:
        item = deed(simulator, person, asked)
    except GraphError as error:
        effects = simulator.changes.take_effects()
        simulator.ledger.record(call, operation, error.status, 0, effects)
        raise
    if deed in {_upload, _edit}:
        enrich(simulator, item, operation)
    simulator.ledger.record(call, operation, 200, 0, simulator.changes.take_effects())
    return {"drive_id": item.drive_id, "item_id": item.id, "etag": item.etag}


def _call(simulator: Simulator, person: Actor, asked: Json) -> Call:
    place = [str(asked[name]) for name in _PLACES if name in asked]
    path = "/".join([*place, str(asked.get("path", "")).strip("/")]).rstrip("/")
    return Call(
        simulator=simulator,
        method="PEOPLE",
        path=path,
        base="",
        query={},
        headers={},
        body=b"",
        caller=Caller("person", person=person),
    )


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


def _restrict(simulator: Simulator, _: Actor, asked: Json) -> Item:
    """Let only these people or groups open it; an empty list lets it inherit again."""
    item = acted_on.item(simulator, asked)
    simulator.changes.restrict(item, _grants(simulator, asked.get("only") or []) or None)
    return item


def _grants(simulator: Simulator, names: list[str], role: Role = "write") -> list[Grant]:
    """Permissions in that role for people and groups by name."""
    known = {**simulator.tenant.groups, **simulator.tenant.people}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise not_found(f"Nobody is called {', '.join(map(str, unknown))}")
    return [Grant(known[name], role) for name in names]


def _share(simulator: Simulator, _: Actor, asked: Json) -> Item:
    """Give `with` these people or groups a `role` (write); it has its own permissions from then on."""
    item = acted_on.item(simulator, asked)
    given = _grants(simulator, asked.get("with") or [], role_in([asked.get("role", "write")]))
    access = own_access(simulator.tenant, item)
    access[:] = [one for one in access if one.principal not in {new.principal for new in given}]
    access += given
    simulator.changes.sharing_changed(item)
    return item


def _link(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Make a link for a `scope` (organization) of a `type` (view)."""
    item = acted_on.item(simulator, asked)
    wanted, scope = link_kind(asked.get("type", "view"), asked.get("scope", "organization"))
    add_link(simulator, item, wanted, scope, person)
    return item


def _folder(simulator: Simulator, person: Actor, asked: Json) -> Item:
    return acted_on.folders(
        simulator, person, acted_on.start(simulator, asked), acted_on.path(asked)
    )


def _open_files(simulator: Simulator, _: Actor, asked: Json) -> Item:
    return acted_on.start(simulator, asked)


def _columns(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Fill columns by internal name; null empties one, managed metadata takes a term's label."""
    item = acted_on.item(simulator, asked)
    drive = simulator.tenant.drives[item.drive_id]
    values: Json = {}
    for name, value in (asked.get("fields") or {}).items():
        if name not in drive.columns:
            raise invalid(f"Field '{name}' is not recognized")
        column = drive.columns[name]
        terms = simulator.tenant.terms[column.term_set] if column.term_set else {}
        values[name] = read_label(value, terms) if column.term_set else value
    simulator.changes.set_fields(item, values, person)
    return item


def _content_type(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    drive, name = simulator.tenant.drives[item.drive_id], str(asked.get("content_type"))
    if name not in drive.content_types:
        raise invalid("The list does not have that content type.")
    simulator.changes.set_content_type(item, drive.content_types[name], person)
    return item


def _check_out(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    simulator.changes.check_out(item, person)
    return item


def _new_site(simulator: Simulator, _: Actor, asked: Json) -> Item:
    """Make a site at `path` with a `title`, for `only` these; with `parent`, a subsite of that."""
    only = _grants(simulator, asked.get("only") or [])
    title = str(asked.get("title") or acted_on.path(asked).rsplit("/", 1)[-1])
    return site_changes.new_site(simulator, acted_on.path(asked), title, only, asked.get("parent"))


def _retitle_site(simulator: Simulator, _: Actor, asked: Json) -> Item:
    site = simulator.tenant.site_at(str(asked.get("site")))
    site_changes.retitle_site(simulator, site, str(asked.get("to") or ""))
    return _first_root(simulator, site)


def _delete_site(simulator: Simulator, person: Actor, asked: Json) -> Item:
    site = simulator.tenant.site_at(str(asked.get("site")))
    root = _first_root(simulator, site)
    site_changes.delete_site(simulator, site, person)
    return root


def _first_root(simulator: Simulator, site: Site) -> Item:
    """The root folder of its first library, which stands for the site in the answer."""
    for drive in simulator.tenant.libraries_in(site):
        return simulator.tenant.items[drive.root_id]
    raise invalid("a site without libraries stays as it is")


def _check_in(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    simulator.changes.check_in(item, person)
    return item


def _label(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Give it that retention label; an empty one takes its label away."""
    item = acted_on.item(simulator, asked)
    admin = SITE_ADMIN in simulator.tenant.roles.get(person.name, ())
    if asked.get("label"):
        labelling.give_as_person(simulator, item, str(asked["label"]), person, site_admin=admin)
    else:
        labelling.take(simulator, item, site_admin=admin, app_only=False)
    return item


def _lock(simulator: Simulator, _: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    labelling.lock(simulator, item, to_lock=asked["do"] == "lock_record")
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


_DEEDS: dict[str, Callable[[Simulator, Actor, Json], Item]] = {
    "upload": _upload,
    "edit": _edit,
    "rename": _rename,
    "move": _move,
    "delete": _delete,
    "restrict": _restrict,
    "share": _share,
    "link": _link,
    "folder": _folder,
    "open_files": _open_files,
    "check_out": _check_out,
    "check_in": _check_in,
    "label": _label,
    "lock_record": _lock,
    "unlock_record": _lock,
    "open_in_desktop": _open,
    "open_together": _open,
    "close": _close,
    "publish": _publish,
    "restore": _restore,
    "post_message": _post_message,
    "fill": _fill,
    "new_site": _new_site,
    "retitle_site": _retitle_site,
    "delete_site": _delete_site,
    "columns": _columns,
    "content_type": _content_type,
}
