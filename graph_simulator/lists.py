"""The lists of a site, libraries among them: shown and made (GD21:list-create)."""

from graph_simulator import columns
from graph_simulator.calls import Answer, Call
from graph_simulator.clock import graph_time
from graph_simulator.errors import invalid, name_taken, not_modelled
from graph_simulator.item_json import identity
from graph_simulator.libraries import add_list, id_of_drive, id_of_root
from graph_simulator.model import Drive, Json, Site
from graph_simulator.operation import LIST, MANAGES_SITES, READS_SITES, SITE_LIST, Operation
from graph_simulator.query import selected
from graph_simulator.seed_libraries import columns as seeded_columns
from graph_simulator.seed_libraries import content_types, folder_type

_NOTHING: frozenset[str] = frozenset()
_TEMPLATES = {"genericList": "Item", "documentLibrary": "Document"}


def get(call: Call) -> Answer:
    """GET the list of a drive, or of a site by id or title (GD21:list-get)."""
    return Answer(body=call.context("lists/$entity") | _chosen(call, call.library))


def list_all(call: Call) -> Answer:
    """GET /sites/{id}/lists: libraries and plain lists (GD:list-list)."""
    tenant = call.simulator.tenant
    site = tenant.site(call.params["site"])
    value = [_chosen(call, one) for one in tenant.drives_in(site)]
    return Answer(body=call.context("lists") | {"value": value})


def create(call: Call) -> Answer:
    """POST /sites/{id}/lists: 201; a plain list unless said otherwise (GD:list-create)."""
    tenant, asked = call.simulator.tenant, call.json()
    site = tenant.site(call.params["site"])
    unknown = asked.keys() - {"displayName", "name", "description", "columns", "list"}
    if unknown:
        raise not_modelled(f"a list with {', '.join(sorted(unknown))}")
    name = asked.get("displayName") or asked.get("name")
    if not isinstance(name, str) or not name.strip():
        raise invalid("A list has a displayName.")
    if any(one.name.lower() == name.lower() for one in tenant.drives_in(site)):
        raise name_taken(name)
    drive = _made(call, site, name, asked)
    described = asked.get("columns") or []
    if not isinstance(described, list):
        raise invalid("columns is a list of columns.")
    for one in described:
        columns.add(call, drive, one)
    add_list(tenant, drive)
    return Answer(201, call.context("lists/$entity") | list_json(drive))


def _made(call: Call, site: Site, name: str, asked: Json) -> Drive:
    """The list with the columns and content types of its template; who opens the site, opens it."""
    facet = asked.get("list") or {}
    if not isinstance(facet, dict):
        raise invalid("list is an object with a template.")
    template = str(facet.get("template") or "genericList")
    if template not in _TEMPLATES:
        raise not_modelled(f"lists made from the template {template}")
    list_id = call.simulator.tenant.next_guid("list")
    own = id_of_drive(site, list_id)
    first = next(iter(call.simulator.tenant.drives_in(site)), None)
    inner = "" if template == "documentLibrary" else "Lists/"
    return Drive(
        id=own,
        name=name,
        site_id=site.id,
        list_id=list_id,
        root_id=id_of_root(own),
        web_url=f"{site.web_url}/{inner}{name}",
        access=list(first.access) if first else [],
        columns=seeded_columns(own, [{"name": "Title"}], {}),
        content_types=content_types(
            own, [_TEMPLATES[template]], call.simulator.tenant.content_types
        ),
        folder_type=folder_type(own),
        created_at=call.simulator.clock.now(),
        description=str(asked.get("description") or ""),
        template=template,
        made_by=call.actor,
    )


def _chosen(call: Call, drive: Drive) -> Json:
    return selected(list_json(drive), call.query.get("select"), _NOTHING, _NOTHING)


def list_json(drive: Drive) -> Json:
    """A list."""
    return {
        "id": drive.list_id,
        "name": drive.name,
        "displayName": drive.name,
        "description": drive.description,
        "eTag": f'"{drive.list_id},1"',
        "webUrl": drive.web_url,
        "createdBy": identity(drive.made_by),
        "createdDateTime": graph_time(drive.created_at),
        "lastModifiedDateTime": graph_time(drive.created_at),
        "parentReference": {"siteId": drive.site_id},
        "list": {
            "template": drive.template,
            "contentTypesEnabled": drive.is_library or len(drive.content_types) > 1,
            "hidden": False,
        },
    }


_ALL = "/v1.0/sites/{site}/lists"

OPERATIONS = (
    Operation(
        "list.get",
        "GET",
        (LIST, SITE_LIST),
        get,
        1,
        "documented",
        ("GD21:list-get"),
        options=("select",),
        permissions=READS_SITES,
        takes=("list by id or title; `select`"),
    ),
    Operation(
        "list.list",
        "GET",
        (_ALL,),
        list_all,
        2,
        "documented",
        "GD:list-list. SharePoint's own hidden lists are not there; one page: believed",
        options=("select",),
        permissions=READS_SITES,
        takes="`select`",
    ),
    Operation(
        "list.create",
        "POST",
        (_ALL,),
        create,
        2,
        "documented",
        (
            "GD:list-create: a genericList unless said otherwise, with a Title. A name that is "
            "taken is 409, and it has the permissions of the site's first list: believed. An app "
            "needs Sites.Manage.All or, says the page's table, Sites.ReadWrite.All"
        ),
        permissions=(*MANAGES_SITES, "Sites.ReadWrite.All"),
        by_owners=True,
        takes="displayName, description, columns, template genericList or documentLibrary",
    ),
)
