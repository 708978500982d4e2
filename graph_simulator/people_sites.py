"""What people do with who can open something, and with sites."""

from graph_simulator import acted_on, site_changes
from graph_simulator.asked import texts_in
from graph_simulator.errors import invalid, not_found
from graph_simulator.model import Actor, Grant, Item, Json, Role, Site
from graph_simulator.sharing import own_access, role_in
from graph_simulator.sharing_links import add_link, link_kind
from graph_simulator.simulator import Simulator


def _restrict(simulator: Simulator, _: Actor, asked: Json) -> Item:
    """Let only these people or groups open it; an empty list lets it inherit again."""
    item = acted_on.item(simulator, asked)
    simulator.changes.restrict(item, _grants(simulator, texts_in(asked, "only")) or None)
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
    given = _grants(simulator, texts_in(asked, "with"), role_in([asked.get("role", "write")]))
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


def _new_site(simulator: Simulator, _: Actor, asked: Json) -> Item:
    """Make a site at `path` with a `title`, for `only` these; with `parent`, a subsite of that."""
    only = _grants(simulator, texts_in(asked, "only"))
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


DEEDS: dict[str, acted_on.Deed] = {
    "restrict": _restrict,
    "share": _share,
    "link": _link,
    "new_site": _new_site,
    "retitle_site": _retitle_site,
    "delete_site": _delete_site,
}
