"""The tenant's ids by name, so that nobody needs to write them down; not a part of Graph."""

from graph_simulator.model import Channel, Drive, Json, Site
from graph_simulator.simulator import Simulator
from graph_simulator.tenant import Tenant


def names(simulator: Simulator) -> Json:
    """All ids by name."""
    tenant = simulator.tenant
    sites, drives = tenant.live_sites(), tenant.libraries()
    return {
        "id": tenant.id,
        "hostname": tenant.hostname,
        "apps": {one.name: one.id for one in tenant.apps.values()},
        "groups": {name: one.id for name, one in tenant.groups.items()},
        "people": {name: one.id for name, one in tenant.people.items()},
        "members": tenant.members,
        "retention_labels": list(tenant.labels),
        "term_sets": {name: tenant.term_set_id(name) for name in tenant.terms},
        "site_users": {
            one.name: tenant.site_user(one)
            for one in (*tenant.people.values(), *tenant.groups.values())
        },
        "terms": {
            name: {one.label: one.id for one in terms.values()}
            for name, terms in tenant.terms.items()
        },
        "sites": {one.path: one.id for one in sites},
        "site_libraries": {one.path: _site(tenant, one) for one in sites},
        "drives": {f"{tenant.sites[one.site_id].path}/{one.name}": _drive(one) for one in drives},
        "teams": {
            team.name: {
                "id": team.id,
                "site_path": tenant.sites[team.site_id].path,
                "channels": {one.name: _channel(tenant, one) for one in team.channels},
            }
            for team in tenant.teams.values()
        },
    }


def _site(tenant: Tenant, site: Site) -> Json:
    return {
        "id": site.id,
        "name": site.display_name,
        "kind": site.kind,
        "libraries": {one.name: _drive(one) for one in tenant.libraries_in(site)},
    }


def _drive(drive: Drive) -> Json:
    return {
        "id": drive.id,
        "root_id": drive.root_id,
        "list_id": drive.list_id,
        "site_id": drive.site_id,
        "content_types": {one.name: one.id for one in drive.content_types.values()},
        "note_columns": {
            one.note_of: one.name for one in drive.columns.values() if one.note_of is not None
        },
        "principals": [one.principal.key for one in drive.access],
    }


def _channel(tenant: Tenant, channel: Channel) -> Json:
    drive = tenant.drives[channel.drive_id]
    return {
        "id": channel.id,
        "membership": channel.membership,
        "site_path": tenant.sites[drive.site_id].path,
        "drive_id": drive.id,
        "root_id": drive.root_id,
        "folder_id": channel.folder_id,
    }
