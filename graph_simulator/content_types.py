"""Content types of a list, and giving one to an item (graph.md 6.3 and 6.4)."""

from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.errors import invalid, not_modelled
from graph_simulator.item_json import list_item_json
from graph_simulator.model import ContentType, Drive, Item, Json
from graph_simulator.operation import (
    ITEM,
    LIST,
    LIST_ITEM,
    READS_SITES,
    SITE_LIST,
    WRITES_FILES,
    Operation,
)


def list_all(call: Call) -> Answer:
    """GET …/contentTypes (graph-examples/list-contenttypes.json)."""
    drive = call.library
    value = [_shown(drive, one) for one in _all(drive)]
    return Answer(body=call.context("contentTypes") | {"value": value})


def _all(drive: Drive) -> list[ContentType]:
    return [*drive.content_types.values(), drive.folder_type]


def _shown(drive: Drive, one: ContentType) -> Json:
    """A content type; `base` and `parentId` are the site's one of the same name."""
    group = "Folder Content Types" if one == drive.folder_type else "Document Content Types"
    shown: Json = {
        "id": one.id,
        "name": one.name,
        "description": "",
        "group": "Document Set Content Types" if one.is_document_set else group,
        "hidden": False,
        "parentId": one.parent_id,
        "base": {"id": one.parent_id, "name": one.name},
    }
    if one.is_document_set:
        shown["documentSet"] = _document_set(drive)
    return shown


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
    item, asked = call.item, call.json()
    if asked.keys() != {"contentType"} or not isinstance(asked["contentType"], dict):
        raise not_modelled(f"PATCH of a list item with {', '.join(sorted(asked))}")
    if item.is_root:
        raise invalid("The root folder has no list item.")
    check_if_match(call, item.etag)
    wanted = _wanted(call.library, asked["contentType"])
    _check_fits(item, wanted)
    call.simulator.changes.set_content_type(item, wanted, call.actor)
    return Answer(body=call.context("listItems/$entity") | list_item_json(call, item, None))


def _wanted(drive: Drive, asked: Json) -> ContentType:
    """The list's content type with that id, or with that name when no id is given."""
    key, given = ("id", asked["id"]) if asked.get("id") else ("name", asked.get("name"))
    for one in _all(drive):
        if given == (one.id if key == "id" else one.name):
            return one
    raise invalid("The list does not have that content type.")


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
            "are the site's type of the same name, which has another id for each library "
            "here: believed. Which types a set allows: believed, all for files"
        ),
        permissions=READS_SITES,
    ),
    Operation(
        "list_item.patch",
        "PATCH",
        (f"{ITEM}/listItem", LIST_ITEM),
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
        permissions=WRITES_FILES,
        takes=("contentType; If-Match"),
    ),
)
