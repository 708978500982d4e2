"""Sites that people make, give another title, or delete."""

from dataclasses import replace

from graph_simulator.errors import denied, invalid
from graph_simulator.libraries import add_list, id_of_drive, id_of_root
from graph_simulator.model import Actor, Drive, Grant, Item, Site
from graph_simulator.seed_libraries import columns, content_types, folder_type
from graph_simulator.simulator import Simulator
from graph_simulator.tenant_changes import check_name


def new_site(
    simulator: Simulator, path: str, title: str, access: list[Grant], parent: str | None
) -> Item:
    """Make a site, or a subsite of `parent`, with one library; answers the library's root."""
    tenant = simulator.tenant
    path = "/" + path.strip("/")
    check_name(path.rsplit("/", 1)[-1])
    if any(one.path.lower() == path.lower() for one in tenant.live_sites()):
        raise invalid(f"There is a site at {path} already.")
    above = tenant.site_at(parent) if parent else None
    collection = above.collection if above else tenant.next_guid("collection")
    tenant.sequence += 1
    site = Site(
        f"{tenant.hostname},{collection},{tenant.next_guid('web')}",
        path,
        path.rsplit("/", 1)[-1],
        title,
        f"https://{tenant.hostname}{path}",
        simulator.clock.now(),
        "team_site",
        above.id if above else None,
        tenant.sequence,
    )
    tenant.sites[site.id] = site
    return _first_library(simulator, site, access)


def _first_library(simulator: Simulator, site: Site, access: list[Grant]) -> Item:
    list_id = simulator.tenant.next_guid("list")
    own = id_of_drive(site, list_id)
    drive = Drive(
        id=own,
        name="Documenten",
        site_id=site.id,
        list_id=list_id,
        root_id=id_of_root(own),
        web_url=f"{site.web_url}/Documenten",
        access=access,
        columns=columns(own, [{"name": "Title"}], {}),
        content_types=content_types(own, ["Document"], simulator.tenant.content_types),
        folder_type=folder_type(own),
        created_at=site.created_at,
    )
    add_list(simulator.tenant, drive)
    return simulator.tenant.items[drive.root_id]


def retitle_site(simulator: Simulator, site: Site, title: str) -> None:
    """Give it another title; its address stays."""
    if not title.strip():
        raise invalid("to: the title")
    simulator.tenant.sequence += 1
    changed = replace(site, display_name=title, changed=simulator.tenant.sequence)
    simulator.tenant.sites[site.id] = changed


def delete_site(simulator: Simulator, site: Site, actor: Actor) -> None:
    """Delete it with all that is in it. 403 while a retention label protects any of that."""
    tenant = simulator.tenant
    drives = tenant.drives_in(site)
    roots = [tenant.items[one.root_id] for one in drives]
    for item in (below for root in roots for below in tenant.descendants(root)):
        if item.label and not item.label.definition.delete_allowed:
            raise denied("A retention label forbids deleting something in the site.")
        item.checked_out_by = None
    for root in roots:
        for child in tenant.children(root):
            simulator.changes.recycle(child, actor)
    tenant.sequence += 1
    tenant.sites[site.id] = replace(site, state="deleted", changed=tenant.sequence)
