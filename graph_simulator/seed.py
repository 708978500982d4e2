"""Reads a tenant's seed, `tenant.json`, into a tenant."""

import json
from datetime import UTC, datetime
from pathlib import Path

from graph_simulator.identifiers import drive_id, guid, item_id
from graph_simulator.model import (
    Actor,
    App,
    Channel,
    Column,
    ContentType,
    Drive,
    Item,
    Json,
    LabelDefinition,
    Principal,
    Site,
    Team,
)
from graph_simulator.tenant import Tenant

PROVINCE = Path(__file__).parent / "tenants" / "province"
SEED = Actor("seed", "System Account", guid("system account"))
_BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def load_tenant(folder: Path) -> Tenant:
    """The tenant as `tenant.json` in that folder describes it.

    Raises OSError, and KeyError or ValueError when the seed is not well-formed.
    """
    seed: Json = json.loads((folder / "tenant.json").read_text(encoding="utf-8"))
    host = seed["hostname"]
    tenant = Tenant(guid(host), host, seed["display_name"], seed["mail_domain"])
    for app in seed["apps"]:
        own = app.get("id") or guid(host, "app", app["name"])
        tenant.apps[own] = App(own, app["name"], app.get("full_control", False))
    for name in seed["groups"]:
        tenant.groups[name] = Principal("group", guid(host, "group", name), name)
    for person in seed["people"]:
        name = person["name"]
        tenant.people[name] = Principal("user", guid(host, "person", name), name)
    for label in seed["retention_labels"]:
        tenant.labels[label["name"]] = _label(label)
    for site in seed["sites"]:
        _add_site(tenant, site, seed["column_sets"])
    for team in seed["teams"]:
        _add_team(tenant, team)
    return tenant


def _label(label: Json) -> LabelDefinition:
    record = label["behavior"] != "retain"
    return LabelDefinition(
        label["name"],
        label["behavior"],
        label.get("delete_allowed", not record) and not record,
        label.get("starts_locked", record),
    )


def _add_site(tenant: Tenant, seed: Json, column_sets: Json) -> None:
    host, path = tenant.hostname, seed["path"]
    collection, web = guid(host, "collection", path), guid(host, "web", path)
    site = Site(
        f"{host},{collection},{web}",
        path,
        path.rsplit("/", 1)[-1],
        seed["display_name"],
        f"https://{host}{path}",
        _BEGUN,
    )
    tenant.sites[site.id] = site
    for library in seed["libraries"]:
        list_id = guid(host, "list", path, library["name"])
        own = drive_id(collection, web, list_id)
        _add_drive(tenant, site, own, list_id, library, column_sets[library["columns"]])


def _add_drive(
    tenant: Tenant, site: Site, own: str, list_id: str, library: Json, columns: list[Json]
) -> None:
    types = {}
    for number, name in enumerate(library["content_types"]):
        # Ids at the list are the site's with a suffix; 0x0101 is document (graph.md 6.3).
        middle = "" if name == "Document" else f"00{_hex(own, name)}"
        types[name] = ContentType(f"0x0101{middle}00{_hex(own, number)}", name)
    principals = {**tenant.groups, **tenant.people}
    root_guid = guid(own, "root").upper()
    drive = Drive(
        id=own,
        name=library["name"],
        site_id=site.id,
        list_id=list_id,
        root_id=item_id(own, root_guid),
        web_url=f"{site.web_url}/{library['name']}",
        access=[principals[name] for name in library["access"]],
        columns={one["name"]: _column(own, one) for one in columns},
        content_types=types,
        folder_type=ContentType(f"0x012000{_hex(own, 'folder')}", "Folder"),
        created_at=_BEGUN,
    )
    tenant.drives[own] = drive
    tenant.items[drive.root_id] = _folder(tenant, drive, drive.root_id, root_guid, None, "root")


def _hex(*parts: str | int) -> str:
    return guid(*parts).replace("-", "").upper()


def _column(drive: str, seed: Json) -> Column:
    name: str = seed["name"]
    return Column(
        guid(drive, "column", name),
        name,
        seed.get("display_name", name),
        seed.get("kind", "text"),
        seed.get("hidden", False),
    )


def _folder(
    tenant: Tenant, drive: Drive, own: str, own_guid: str, parent: str | None, name: str
) -> Item:
    tenant.sequence += 1
    return Item(
        id=own,
        drive_id=drive.id,
        parent_id=parent,
        name=name,
        kind="folder",
        guid=own_guid,
        list_item_id=drive.items,
        created_by=SEED,
        created_at=_BEGUN,
        modified_by=SEED,
        modified_at=_BEGUN,
        content_type=drive.folder_type,
        etag_number=1,
        ctag_number=1,
        changed=tenant.sequence,
        changed_at=_BEGUN,
    )


def _add_team(tenant: Tenant, seed: Json) -> None:
    drive = tenant.drive_named(seed["site"], seed["library"])
    channels = []
    for name in seed["channels"]:
        drive.items += 1
        own_guid = guid(drive.id, "channel", name).upper()
        own = item_id(drive.id, own_guid)
        tenant.items[own] = _folder(tenant, drive, own, own_guid, drive.root_id, name)
        tenant.items[drive.root_id].children[name.lower()] = own
        thread = _hex(drive.id, "thread", name).lower()
        channels.append(Channel(f"19:{thread}@thread.tacv2", name, drive.id, own))
    team = Team(
        guid(tenant.hostname, "team", seed["name"]), seed["name"], drive.site_id, tuple(channels)
    )
    tenant.teams[team.id] = team
