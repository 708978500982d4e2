"""Reads a tenant's seed, `tenant.json`, into a tenant."""

import json
from datetime import UTC, datetime
from pathlib import Path

from graph_simulator.callers import FULL_CONTROL, App, SiteGrant
from graph_simulator.identifiers import drive_id, guid, item_id
from graph_simulator.model import (
    SYSTEM,
    Channel,
    Drive,
    Item,
    Json,
    LabelDefinition,
    Principal,
    Site,
    Team,
)
from graph_simulator.purview_object import Administered
from graph_simulator.seed_libraries import (
    columns,
    content_types,
    folder_type,
    hexadecimal,
    term_set,
)
from graph_simulator.tenant import Tenant

PROVINCE = Path(__file__).parent / "tenants" / "province"
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
        full = [FULL_CONTROL] if app.get("full_control") else []
        held = frozenset([*app.get("permissions", []), *full])
        tenant.apps[own] = App(own, app["name"], held)
    _add_people(tenant, seed)
    for label in seed["retention_labels"]:
        tenant.labels[label["name"]] = _label(label)
        own = guid(host, "retention label", label["name"])
        tenant.label_details[own] = _details(own, tenant.labels[label["name"]])
    for name, terms in seed.get("term_sets", {}).items():
        tenant.terms[name] = term_set(terms)
    for site in seed["sites"]:
        _add_site(tenant, site, seed)
    for team in seed["teams"]:
        _add_team(tenant, team)
    for app in seed["apps"]:
        _grant_sites(tenant, app)
    tenant.derive()
    return tenant


def _grant_sites(tenant: Tenant, seed: Json) -> None:
    """What an app with Sites.Selected was granted: its `sites`, each path with its roles."""
    app = next(one for one in tenant.apps.values() if one.name == seed["name"])
    for path, roles in seed.get("sites", {}).items():
        site = tenant.site_at(path)
        own = guid(site.id, "grant", app.id)
        tenant.site_grants[own] = SiteGrant(own, site.id, app.id, app.name, list(roles))


def _add_people(tenant: Tenant, seed: Json) -> None:
    host = tenant.hostname
    for name in seed["groups"]:
        tenant.groups[name] = Principal("group", guid(host, "group", name), name)
        tenant.members[name] = []
    for person in seed["people"]:
        name = person["name"]
        tenant.people[name] = Principal("user", guid(host, "person", name), name)
        tenant.roles[name] = list(person.get("roles", []))
        for group in person["groups"]:
            tenant.members[group].append(name)


def _label(label: Json) -> LabelDefinition:
    record = label["behavior"] != "retain"
    return LabelDefinition(
        label["name"],
        label["behavior"],
        label.get("delete_allowed", not record) and not record,
        label.get("starts_locked", record),
    )


def _details(own: str, label: LabelDefinition) -> Administered:
    told: Json = {
        "displayName": label.name,
        "behaviorDuringRetentionPeriod": label.behavior,
        "actionAfterRetentionPeriod": "none",
        "retentionTrigger": "dateLabeled",
        "retentionDuration": {"@odata.type": "#microsoft.graph.security.retentionDurationForever"},
        "defaultRecordBehavior": "startLocked" if label.starts_locked else "startUnlocked",
        "descriptionForAdmins": None,
        "descriptionForUsers": None,
        "labelToBeApplied": None,
    }
    return Administered(own, told, SYSTEM, _BEGUN, SYSTEM, _BEGUN)


def _add_site(tenant: Tenant, asked: Json, seed: Json) -> None:
    host, path = tenant.hostname, asked["path"]
    collection, web = guid(host, "collection", path), guid(host, "web", path)
    site = Site(
        f"{host},{collection},{web}",
        path,
        path.rsplit("/", 1)[-1],
        asked["display_name"],
        f"https://{host}{path}",
        _BEGUN,
        asked["kind"],
    )
    tenant.sites[site.id] = site
    for library in asked["libraries"]:
        list_id = guid(host, "list", path, library["name"])
        own = drive_id(collection, web, list_id)
        _add_drive(
            tenant,
            Drive(
                id=own,
                name=library["name"],
                site_id=site.id,
                list_id=list_id,
                root_id=item_id(own, _root_guid(own)),
                web_url=f"{site.web_url}/{library['name']}",
                access=[_principal(tenant, name) for name in library["access"]],
                columns=columns(
                    own, seed["column_sets"][library["columns"]], library.get("managed", {})
                ),
                content_types=content_types(
                    own, library["content_types"], seed.get("content_types", [])
                ),
                folder_type=folder_type(own),
                created_at=_BEGUN,
            ),
        )


def _add_drive(tenant: Tenant, drive: Drive) -> None:
    tenant.drives[drive.id] = drive
    tenant.items[drive.root_id] = _folder(
        tenant, drive, drive.root_id, _root_guid(drive.id), None, "root"
    )


def _root_guid(drive: str) -> str:
    return guid(drive, "root").upper()


def _principal(tenant: Tenant, name: str) -> Principal:
    return tenant.groups.get(name) or tenant.people[name]


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
        created_by=SYSTEM,
        created_at=_BEGUN,
        modified_by=SYSTEM,
        modified_at=_BEGUN,
        content_type=drive.folder_type,
        etag_number=1,
        ctag_number=1,
        changed=tenant.sequence,
        changed_at=_BEGUN,
    )


def _add_team(tenant: Tenant, seed: Json) -> None:
    drive = tenant.drive_named(seed["site"], seed["library"])
    channels = tuple(_channel(tenant, seed, one) for one in seed["channels"])
    own = guid(tenant.hostname, "team", seed["name"])
    tenant.teams[own] = Team(own, seed["name"], drive.site_id, channels)


def _channel(tenant: Tenant, team: Json, seed: Json) -> Channel:
    """A channel, with its folder unless the seed says `"provisioned": false`."""
    drive = tenant.drive_named(seed["site"] if "site" in seed else team["site"], team["library"])
    name: str = seed["name"]
    thread = hexadecimal(drive.id, "thread", name).lower()
    channel = Channel(
        f"19:{thread}@thread.tacv2", name, seed.get("membership", "standard"), drive.id, None
    )
    if seed.get("provisioned", True):
        drive.items += 1
        own_guid = guid(drive.id, "channel", name).upper()
        own = channel.folder_id = item_id(drive.id, own_guid)
        tenant.items[own] = _folder(tenant, drive, own, own_guid, drive.root_id, name)
        tenant.items[drive.root_id].children[name.lower()] = own
    return channel
