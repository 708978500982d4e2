"""Sites and drives."""

from graph_simulator.calls import Answer, Call
from graph_simulator.clock import graph_time
from graph_simulator.errors import not_modelled
from graph_simulator.model import Drive, Json
from graph_simulator.operation import READS_FILES, READS_SITES, Operation


def get_site(call: Call) -> Answer:
    """GET /sites/{id}, or by host and path (graph-examples/site-get.json)."""
    if call.params["site"] == "root":
        raise not_modelled("the root site")
    site = call.simulator.tenant.site(call.params["site"])
    body = {
        "id": site.id,
        "name": site.name,
        "displayName": site.display_name,
        "webUrl": site.web_url,
        "createdDateTime": graph_time(site.created_at),
        "lastModifiedDateTime": graph_time(site.created_at),
        "root": {},
        "siteCollection": {"hostname": call.simulator.tenant.hostname},
    }
    return Answer(body=call.context("sites/$entity") | body)


def list_drives(call: Call) -> Answer:
    """GET /sites/{id}/drives: its libraries."""
    site = call.simulator.tenant.site(call.params["site"])
    drives = call.simulator.tenant.drives.values()
    value = [_shown(one) for one in drives if one.site_id == site.id]
    return Answer(body=call.context("drives") | {"value": value})


def get_drive(call: Call) -> Answer:
    """GET /drives/{id} (GD21:drive-get)."""
    return Answer(body=call.context("drives/$entity") | _shown(call.drive))


def _shown(drive: Drive) -> Json:
    return {
        "id": drive.id,
        "name": drive.name,
        "description": "",
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
        ("GD21:site-get"),
        permissions=READS_SITES,
        takes=("also by host and path, /sites/{host}:/{path}[:]"),
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
        "drive.get",
        "GET",
        ("/v1.0/drives/{drive}",),
        get_drive,
        1,
        "documented",
        ("GD21:drive-get"),
        permissions=READS_FILES,
    ),
)
