"""Content types of a list, and giving one to an item (IS:pnp/pnpcore#1177)."""

import re
from urllib.parse import unquote

from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.enrichment import demote
from graph_simulator.errors import invalid, name_taken, not_found, not_modelled
from graph_simulator.item_json import list_item_json
from graph_simulator.list_parts import ContentType
from graph_simulator.model import Drive, Item, Json
from graph_simulator.operation import (
    DRIVE_LIST_ITEM,
    ITEM,
    LIST,
    LIST_ITEM,
    MANAGES_SITES,
    READS_LISTS,
    SITE_LIST,
    WRITES_SITES,
    Operation,
)
from graph_simulator.seed_libraries import list_content_type

_OF_SITE = re.compile(r"/sites/(?P<site>[^/]+)/contentTypes/(?P<type>0x[0-9A-Fa-f]*)$")


def list_all(call: Call) -> Answer:
    """GET …/contentTypes (graph-examples/list-contenttypes.json)."""
    drive = call.library
    value = [_shown(call, one, drive) for one in _all(drive)]
    return Answer(body=call.context("contentTypes") | {"value": value})


def get(call: Call) -> Answer:
    """GET …/contentTypes/{id} of a list (GD:contenttype-get)."""
    drive = call.library
    for one in _all(drive):
        if one.id == call.params["type"]:
            return Answer(body=call.context("contentTypes/$entity") | _shown(call, one, drive))
    raise not_found("The content type could not be found.")


def list_of_site(call: Call) -> Answer:
    """GET /sites/{id}/contentTypes: SharePoint's own and those of the tenant."""
    tenant = call.simulator.tenant
    tenant.site(call.params["site"])
    value = [_shown(call, one, None) for one in tenant.content_types.values()]
    return Answer(body=call.context("contentTypes") | {"value": value})


def add_copy(call: Call) -> Answer:
    """POST …/contentTypes/addCopy with the address of a site's type: 201 (GD:contenttype-addcopy)."""
    drive, tenant = call.library, call.simulator.tenant
    address = call.json().get("contentType")
    match = _OF_SITE.search(unquote(address)) if isinstance(address, str) else None
    if match is None:
        raise invalid("contentType is the address of a content type of a site.")
    tenant.site(match["site"])
    for one in tenant.content_types.values():
        if one.id == match["type"]:
            break
    else:
        raise not_found("The content type could not be found.")
    if one.name in {there.name for there in _all(drive)}:
        raise name_taken(one.name)
    if one.is_for_files and not drive.is_library:
        raise invalid(f"The content type '{one.name}' is for files, and the list has none.")
    made = list_content_type(drive.id, one, len(drive.content_types))
    drive.content_types[made.name] = made
    return Answer(201, call.context("contentTypes/$entity") | _shown(call, made, drive))


def _all(drive: Drive) -> list[ContentType]:
    return [*drive.content_types.values(), drive.folder_type]


def _shown(call: Call, one: ContentType, drive: Drive | None) -> Json:
    """A content type; of a list, `base` and `parentId` are the site's one of the same name."""
    types = call.simulator.tenant.content_types.values()
    parent = next((base for base in types if base.id == one.parent_id), one)
    shown: Json = {
        "id": one.id,
        "name": one.name,
        "description": "",
        "group": _group(one),
        "hidden": one.id == "0x",
        "parentId": one.parent_id,
        "readOnly": False,
        "sealed": False,
        "base": {"id": parent.id, "name": parent.name},
    }
    if one.is_document_set and drive is not None:
        shown["documentSet"] = _document_set(drive)
    return shown


def _group(one: ContentType) -> str:
    if one.is_document_set:
        return "Document Set Content Types"
    if one.is_for_folders:
        return "Folder Content Types"
    if one.is_for_files:
        return "Document Content Types"
    return "_Hidden" if one.id == "0x" else "List Content Types"


def _document_set(drive: Drive) -> Json:
    """The facet: every content type for files may be in it, nothing is put in it beforehand."""
    return {
        "allowedContentTypes": [
            {"id": one.id, "name": one.name} for one in _all(drive) if not one.is_for_folders
        ],
        "defaultContents": [],
        "propagateWelcomePageChanges": False,
        "shouldPrefixNameToFile": False,
    }


def patch_item(call: Call) -> Answer:
    """PATCH …/listItem with a content type (IS:pnp/pnpcore#1177); the list must have it.

    On a folder a type derived from document set makes a document set of it (IS:pnp/pnpjs#1451).
    """
    item, asked = call.list_item, call.json()
    if asked.keys() != {"contentType"} or not isinstance(asked["contentType"], dict):
        raise not_modelled(f"PATCH of a list item with {', '.join(sorted(asked))}")
    if item.is_root:
        raise invalid("The root folder has no list item.")
    check_if_match(call, item.etag)
    wanted = _wanted(call.library, asked["contentType"])
    _check_fits(item, wanted)
    call.simulator.changes.set_content_type(item, wanted, call.actor)
    demote(call.simulator, item, "list_item.patch")
    return Answer(body=call.context("listItems/$entity") | list_item_json(call, item, None))


def _wanted(drive: Drive, asked: Json) -> ContentType:
    """The list's content type with that id, or with that name when no id is given."""
    key, given = ("id", asked["id"]) if asked.get("id") else ("name", asked.get("name"))
    for one in _all(drive):
        if given == (one.id if key == "id" else one.name):
            return one
    raise invalid("The list does not have that content type.")


def wanted_in(library: Drive, asked: object) -> ContentType | None:
    """The content type asked for something new in a plain list; None when none was."""
    if not isinstance(asked, dict):
        return None
    wanted = _wanted(library, asked)
    if wanted.is_for_folders:
        raise invalid(f"The content type '{wanted.name}' is not for a list item.")
    return wanted


def _check_fits(item: Item, wanted: ContentType) -> None:
    """Files have no folder's type and folders no file's (believed)."""
    if wanted.is_for_folders != (item.kind == "folder"):
        raise invalid(f"The content type '{wanted.name}' is not for a {item.kind}.")


OPERATIONS = (
    Operation(
        "list.content_types",
        "GET",
        (f"{LIST}/contentTypes", f"{SITE_LIST}/contentTypes"),
        list_all,
        2,
        "documented",
        (
            "GD:list-list-contenttypes. `base` without asking for it: its example; "
            "`documentSet`, `parentId`: MD. Ids are the parent's with a suffix, base ids "
            "0x0101 and 0x0120D520: GD zh-CN 2023 contenttype-get; `base` and `parentId` "
            "are the site's type of the same name: believed. Which types a set allows: believed, all for files"
        ),
        permissions=READS_LISTS,
    ),
    Operation(
        "content_type.get",
        "GET",
        (f"{LIST}/contentTypes/{{type}}", f"{SITE_LIST}/contentTypes/{{type}}"),
        get,
        1,
        "documented",
        "GD:contenttype-get",
        permissions=READS_LISTS,
    ),
    Operation(
        "site.content_types",
        "GET",
        ("/v1.0/sites/{site}/contentTypes",),
        list_of_site,
        2,
        "documented",
        "GD:site-list-contenttypes. All sites have the same ones: believed",
        permissions=READS_LISTS,
    ),
    Operation(
        "content_type.add_copy",
        "POST",
        (f"{LIST}/contentTypes/addCopy", f"{SITE_LIST}/contentTypes/addCopy"),
        add_copy,
        2,
        "documented",
        (
            "GD:contenttype-addcopy. One the list has already is 409, a document's in a plain list "
            "400: believed"
        ),
        permissions=MANAGES_SITES,
        by_owners=True,
        takes="contentType: the address of a site's",
    ),
    Operation(
        "list_item.patch",
        "PATCH",
        (f"{ITEM}/listItem", LIST_ITEM, DRIVE_LIST_ITEM),
        patch_item,
        2,
        "reported",
        (
            "IS:pnp/pnpcore#1177. Makes a version of a file: believed. On a folder with a "
            "type derived from document set: makes it a document set, reported "
            "(IS:microsoft-graph-docs-contrib#844, #1475, IS:pnp/pnpjs#1451); it stays a "
            "drive item with `folder`. A type the list has not, or one of another library, "
            "is 400: believed. So is a file's type on a folder, a folder's or set's type on"
            " a file: believed. A set can be made a plain folder again, and stays a set when it is "
            "moved or renamed: believed"
        ),
        permissions=WRITES_SITES,
        takes=("contentType; If-Match"),
    ),
)
