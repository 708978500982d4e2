"""Reads a tenant's seed, `tenant.json`, into a tenant."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from graph_simulator import seed_format
from graph_simulator.app_grants import give
from graph_simulator.callers import FULL_CONTROL, App
from graph_simulator.identifiers import guid
from graph_simulator.libraries import add_folder, add_list, id_of_drive, id_of_root
from graph_simulator.model import (
    SYSTEM,
    Channel,
    Drive,
    Grant,
    Json,
    LabelDefinition,
    Principal,
    Site,
    Team,
)
from graph_simulator.purview_object import Administered
from graph_simulator.seed_format import SeedError
from graph_simulator.seed_libraries import (
    columns,
    content_types,
    folder_type,
    hexadecimal,
    site_content_types,
    term_set,
)
from graph_simulator.tenant import Tenant

PROVINCE = Path(__file__).parent / "tenants" / "province"
_BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def read_seed(folder: Path) -> Json:
    """What `tenant.json` in that folder says. SeedError: it is not there, or not of the format."""
    file = folder / "tenant.json"
    try:
        seed: Json = json.loads(file.read_text(encoding="utf-8"))
        seed_format.check(seed)
    except OSError:
        raise SeedError(f"there is no tenant.json in {folder} that can be read") from None
    except SeedError as error:
        raise SeedError(f"{file} cannot be used: {error}") from None
    except (ValueError, RecursionError) as error:
        raise SeedError(f"{file} is not JSON: {error}") from None
    return seed


def load_tenant(seed: Json) -> Tenant:
    """The tenant as a seed describes it."""
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
    tenant.content_types = site_content_types(host, seed.get("content_types", []))
    _add_site(tenant, _root_site(seed), seed)
    for site in seed["sites"]:
        _add_site(tenant, site, seed)
    for team in seed["teams"]:
        _add_team(tenant, team)
    for app in seed["apps"]:
        _grant_sites(tenant, app)
    for site in list(tenant.sites.values()):
        tenant.sequence += 1
        tenant.sites[site.id] = replace(site, changed=tenant.sequence)
    tenant.derive()
    return tenant


def _grant_sites(tenant: Tenant, seed: Json) -> None:
    """What an app with Sites.Selected was granted: its `sites`, each path with its roles."""
    app = next(one for one in tenant.apps.values() if one.name == seed["name"])
    for path, roles in seed.get("sites", {}).items():
        give(tenant, tenant.site_at(path).id, app, list(roles))


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


def _root_site(seed: Json) -> Json:
    """The site every tenant has, at its host alone; without libraries here."""
    return {
        "path": "/",
        "display_name": seed["display_name"],
        "kind": "root_site",
        "libraries": [],
    }


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
    parent = tenant.site_at(asked["parent"]) if "parent" in asked else None
    collection = parent.collection if parent else guid(host, "collection", path)
    web = guid(host, "web", path)
    site = Site(
        f"{host},{collection},{web}",
        path,
        path.rsplit("/", 1)[-1],
        asked["display_name"],
        f"https://{host}{path}".rstrip("/"),
        _BEGUN,
        asked["kind"],
        parent.id if parent else None,
    )
    tenant.sites[site.id] = site
    for library in asked["libraries"]:
        list_id = guid(host, "list", path, library["name"])
        own = id_of_drive(site, list_id)
        add_list(
            tenant,
            Drive(
                id=own,
                name=library["name"],
                site_id=site.id,
                list_id=list_id,
                root_id=id_of_root(own),
                web_url=f"{site.web_url}/{library['name']}",
                access=[Grant(_principal(tenant, name)) for name in library["access"]],
                columns=columns(
                    own, seed["column_sets"][library["columns"]], library.get("managed", {})
                ),
                content_types=content_types(own, library["content_types"], tenant.content_types),
                folder_type=folder_type(own),
                created_at=_BEGUN,
            ),
        )


def _principal(tenant: Tenant, name: str) -> Principal:
    return tenant.groups.get(name) or tenant.people[name]


def _add_team(tenant: Tenant, seed: Json) -> None:
    drive = tenant.drive_named(seed["site"], seed["library"])
    channels = tuple(_channel(tenant, seed, one) for one in seed["channels"])
    # A team is a group, and has its id (GD:team-get).
    group = tenant.groups.get(seed.get("group", ""))
    own = group.id if group else guid(tenant.hostname, "team", seed["name"])
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
        folder = add_folder(tenant, drive, own_guid, drive.root_id, name)
        channel.folder_id = folder.id
        tenant.items[drive.root_id].children[name.lower()] = folder.id
    return channel
