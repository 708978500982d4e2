"""Sites, their subsites and their drives."""

from graph_simulator.calls import Answer, Call
from graph_simulator.clock import graph_time
from graph_simulator.errors import not_found
from graph_simulator.model import Drive, Json, Site
from graph_simulator.operation import READS_FILES, READS_SITES, Operation
from graph_simulator.query import selected

_NOTHING: frozenset[str] = frozenset()


def get_site(call: Call) -> Answer:
    """GET /sites/{id}, or by host and path (graph-examples/site-get.json)."""
    site = call.simulator.tenant.site(call.params["site"])
    shown = selected(site_json(call, site), call.query.get("select"), _NOTHING, _NOTHING)
    return Answer(body=call.context("sites/$entity") | shown)


def site_json(call: Call, site: Site) -> Json:
    """A site; at the top of its collection it has `root`, and `siteCollection` tells of that."""
    shown: Json = {
        "id": site.id,
        "name": site.name or site.display_name,
        "displayName": site.display_name,
        "webUrl": site.web_url,
        "createdDateTime": graph_time(site.created_at),
        "lastModifiedDateTime": graph_time(site.created_at),
    }
    if site.parent_id is not None:
        return shown | {"parentReference": {"siteId": site.parent_id}}
    hostname = call.simulator.tenant.hostname
    collection: Json = {"hostname": hostname}
    if site.web_url == f"https://{hostname}":
        collection["root"] = {}
    return shown | {"siteCollection": collection, "root": {}}


def list_subsites(call: Call) -> Answer:
    """GET /sites/{id}/sites: the subsites right below it (GD:site-list-subsites)."""
    tenant = call.simulator.tenant
    site = tenant.site(call.params["site"])
    value = [site_json(call, one) for one in tenant.live_sites() if one.parent_id == site.id]
    return Answer(body=call.context("sites") | {"value": value})


def list_drives(call: Call) -> Answer:
    """GET /sites/{id}/drives: its libraries."""
    tenant = call.simulator.tenant
    value = [drive_json(one) for one in tenant.libraries_in(tenant.site(call.params["site"]))]
    return Answer(body=call.context("drives") | {"value": value})


def get_default_drive(call: Call) -> Answer:
    """GET /sites/{id}/drive: its first library (GD21:drive-get)."""
    site = call.simulator.tenant.site(call.params["site"])
    return Answer(body=call.context("drives/$entity") | drive_json(default_drive(call, site)))


def default_drive(call: Call, site: Site) -> Drive:
    """The site's first library; a site without one has no drive."""
    for drive in call.simulator.tenant.libraries_in(site):
        return drive
    raise not_found("The site has no drive.")


def get_drive(call: Call) -> Answer:
    """GET /drives/{id}, or the drive of a list (GD21:drive-get)."""
    drive = call.library
    if not drive.is_library:
        raise not_found("The list has no drive.")
    return Answer(body=call.context("drives/$entity") | drive_json(drive))


def drive_json(drive: Drive) -> Json:
    """A drive."""
    return {
        "id": drive.id,
        "name": drive.name,
        "description": drive.description,
        "driveType": "documentLibrary",
        "webUrl": drive.web_url,
        "createdDateTime": graph_time(drive.created_at),
        "lastModifiedDateTime": graph_time(drive.created_at),
        "owner": {"user": {"displayName": "System Account"}},
    }


OPERATIONS = (
    Operation(
        "site.get",
        "GET",
        ("/v1.0/sites/{site}",),
        get_site,
        1,
        "documented",
        (
            "GD21:site-get. `root` and the host alone are the root site: same page. A subsite has "
            "no `root` facet: MD; its parentReference: believed. `siteCollection` is there at the top "
            "of a collection only, its `root` marks the root site: LM:sitecollection"
        ),
        options=("select",),
        permissions=READS_SITES,
        takes="also by host and path, /sites/{host}:/{path}[:]; `select`",
    ),
    Operation(
        "site.subsites",
        "GET",
        ("/v1.0/sites/{site}/sites",),
        list_subsites,
        2,
        "documented",
        "GD:site-list-subsites. Only those right below it: believed",
        permissions=READS_SITES,
    ),
    Operation(
        "site.drives",
        "GET",
        ("/v1.0/sites/{site}/drives",),
        list_drives,
        2,
        "documented",
        ("GD21:drive-list"),
        permissions=READS_FILES,
    ),
    Operation(
        "site.drive",
        "GET",
        ("/v1.0/sites/{site}/drive",),
        get_default_drive,
        1,
        "documented",
        "GD21:drive-get. The library that was there first: believed",
        permissions=READS_FILES,
    ),
    Operation(
        "drive.get",
        "GET",
        ("/v1.0/drives/{drive}", "/v1.0/sites/{site}/lists/{list}/drive"),
        get_drive,
        1,
        "documented",
        ("GD21:drive-get. 404 for a list that is no library: believed"),
        permissions=READS_FILES,
    ),
)
