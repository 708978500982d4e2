"""Graph's JSON as our values. Nothing here asks for anything; what Graph leaves out is empty."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal
from urllib.parse import unquote

from filing.ports import ColumnKind, LibraryColumns
from records.documents import Access, DriveItem, Location, RetentionLabel, SharingLink, Version

# `publication` (who checked it out) comes only when it is asked for by name, and asking for one
# name means asking for all (https://learn.microsoft.com/graph/api/resources/driveitem).
ITEM_SELECT = (
    "id",
    "name",
    "eTag",
    "cTag",
    "size",
    "file",
    "folder",
    "package",
    "root",
    "parentReference",
    "createdBy",
    "createdDateTime",
    "lastModifiedBy",
    "lastModifiedDateTime",
    "webUrl",
    "publication",
)
_FIXED = ("hyperlinkOrPicture", "calculated", "geolocation", "thumbnail")
_KINDS: Mapping[str, ColumnKind] = {
    "term": "term",
    "boolean": "yes_no",
    "number": "number",
    "currency": "number",
    "lookup": "lookup",
    "personOrGroup": "lookup",
    **dict.fromkeys(_FIXED, "fixed"),
}
COLUMN_SELECT = ("name", "displayName", "hidden", "readOnly", "choice", *_KINDS)
ITEM_EXPAND = ("listItem($expand=fields)",)


def drive_item_of(data: Mapping[str, Any], drive_id: str) -> DriveItem:
    """Return the drive item in an answer to a request with ITEM_SELECT and ITEM_EXPAND."""
    parent = data.get("parentReference") or {}
    file = data.get("file") or {}
    list_item = data.get("listItem") or {}
    checked_out_by = (data.get("publication") or {}).get("checkedOutBy")
    return DriveItem(
        location=Location(parent.get("driveId") or drive_id, data["id"]),
        parent_id=parent.get("id") or "",
        name=data.get("name") or "",
        path=_path(parent.get("path") or ""),
        is_folder="folder" in data or "root" in data,
        etag=data.get("eTag") or "",
        ctag=data.get("cTag") or "",
        size=int(data.get("size") or 0),
        quick_xor_hash=(file.get("hashes") or {}).get("quickXorHash"),
        created_by=_name(data.get("createdBy")),
        created_at=data.get("createdDateTime") or "",
        modified_by=_name(data.get("lastModifiedBy")),
        modified_at=data.get("lastModifiedDateTime") or "",
        web_url=data.get("webUrl") or "",
        checked_out_by=_name(checked_out_by) if checked_out_by else None,
        content_type=(list_item.get("contentType") or {}).get("name") or "",
        fields=fields_of(list_item.get("fields") or {}),
        is_package="package" in data,
    )


# Columns that SharePoint keeps itself: they follow the item, and nobody can set them. Seen in
# answers of listItem with fields; the list is believed, not documented as a whole.
_OWN_COLUMNS = frozenset(
    {
        "AppAuthorLookupId",
        "AppEditorLookupId",
        "Attachments",
        "AuthorLookupId",
        "CheckoutUserLookupId",
        "ContentType",
        "Created",
        "DocIcon",
        "Edit",
        "EditorLookupId",
        "FileLeafRef",
        "FileRef",
        "FileSizeDisplay",
        "FolderChildCount",
        "ItemChildCount",
        "LinkFilename",
        "LinkFilenameNoMenu",
        "LinkTitle",
        "LinkTitleNoMenu",
        "Modified",
        "ParentLeafNameLookupId",
        "ParentVersionStringLookupId",
        "id",
    }
)


def fields_of(data: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the columns of people that have a value, as the text Graph wrote.

    A lookup, a person or several values are their JSON. Left out: annotations (`@odata.etag`) and
    the columns that SharePoint keeps itself, among them all that begin with an underscore.
    """
    return {
        name: _text(value)
        for name, value in data.items()
        if value is not None
        and "@" not in name
        and not name.startswith("_")
        and name not in _OWN_COLUMNS
    }


def columns_of(columns: Iterable[Mapping[str, Any]]) -> LibraryColumns:
    """Return a library's columns out of Graph's list of them."""
    listed = tuple(columns)
    hidden = {one.get("displayName"): one["name"] for one in listed if one.get("hidden")}
    notes = {
        one["name"]: hidden.get(f"{one.get('displayName')}_0")
        for one in listed
        if one.get("term") is not None
    }
    return LibraryColumns(
        names=frozenset(one["name"] for one in listed if not one.get("hidden")),
        note_columns={name: note for name, note in notes.items() if note is not None},
        kinds={one["name"]: _kind_of(one) for one in listed},
    )


def _kind_of(column: Mapping[str, Any]) -> ColumnKind:
    """Return what values it takes; several choices are what check boxes are for.

    See https://learn.microsoft.com/graph/api/resources/columndefinition and choicecolumn. That a
    hyperlink cannot be written: microsoftgraph/microsoft-graph-docs#1965.
    """
    if column.get("readOnly"):
        return "fixed"
    if (column.get("choice") or {}).get("displayAs") == "checkBoxes":
        return "choices"
    return next((kind for facet, kind in _KINDS.items() if column.get(facet) is not None), "text")


def version_of(data: Mapping[str, Any]) -> Version:
    """Return one entry of an item's versions, with who made it.

    See https://learn.microsoft.com/graph/api/resources/driveitemversion.
    """
    return Version(
        id=data["id"],
        size=int(data.get("size") or 0),
        at=data.get("lastModifiedDateTime") or "",
        by=_name(data.get("lastModifiedBy")),
    )


def version_order(version: Version) -> tuple[int, ...]:
    """Return what versions are sorted by, oldest first: `9.0` comes before `10.0`."""
    return tuple(int(number) for number in re.findall(r"\d+", version.id))


# The labels that let people delete; every other behaviour, also one not known here, protects
# (https://learn.microsoft.com/graph/api/resources/retentionlabelsettings).
_PLAIN = frozenset({"retain", "donotretain"})


def label_of(data: Mapping[str, Any]) -> RetentionLabel | None:
    """Return the label, or None where the answer is empty or names none.

    Only records keep a source from being released. A plain label lets people delete what carries
    it, although its settings can say that deleting is not allowed: the content is kept elsewhere.
    """
    name = data.get("name")
    if not name:
        return None
    settings = data.get("retentionSettings") or {}
    behaviour = str(settings.get("behaviorDuringRetentionPeriod")).casefold()
    is_locked = bool(settings.get("isRecordLocked"))
    may_delete = behaviour in _PLAIN or settings.get("isDeleteAllowed") is True
    record: Literal["locked", "unlocked", "regulatory"] | None = None
    if behaviour == "retainasregulatoryrecord":
        record = "regulatory"
    elif behaviour == "retainasrecord" or is_locked:
        record = "locked" if is_locked else "unlocked"
    return RetentionLabel(name, blocks_delete=not may_delete or is_locked, record=record)


def access_of(permissions: Iterable[Mapping[str, Any]], drive_id: str) -> Access:
    """Return who the permissions are granted to; applications are left out.

    A link counts as `link:<scope>`, and a grant that names nobody, such as an invitation that was
    not taken up, as `unknown:<id>`. What is inherited has `inheritedFrom`, what was granted on the
    item has not (https://learn.microsoft.com/graph/api/permission-get); SharePoint was seen to
    leave it empty (microsoftgraph/microsoft-graph-devx-api#223), and to leave it out of what is
    inherited (OneDrive/onedrive-api-docs#1261): that counts as granted on the item.
    """
    listed = tuple(permissions)
    known: set[str] = set()
    others: set[str] = set()
    links: list[SharingLink] = []
    for permission in listed:
        if permission.get("link"):
            link = _link_of(permission)
            links.append(link)
            others.add(f"link:{link.scope}")
            continue
        granted = permission.get("grantedToV2") or permission.get("grantedTo")
        many = permission.get("grantedToIdentitiesV2") or permission.get("grantedToIdentities")
        identities = [one or {} for one in (granted, *(many or ()))]
        known.update(filter(None, (_principal(one, drive_id) for one in identities)))
        if not any(_named(one) for one in identities):
            others.add(f"unknown:{permission.get('id')}")
    inherits = bool(listed) and all(one.get("inheritedFrom") is not None for one in listed)
    return Access(frozenset(known), frozenset(known | others), inherits, tuple(links))


def _link_of(permission: Mapping[str, Any]) -> SharingLink:
    """Return what the link is of; its address opens the document, and is told to nobody."""
    link, inherited = permission["link"], permission.get("inheritedFrom") is not None
    return SharingLink(link.get("scope") or "unknown", link.get("type") or "unknown", inherited)


def _principal(identity: Mapping[str, Any], drive_id: str) -> str | None:
    """Return the directory's id before the site's: `siteUser` stands beside `user` and `group`."""
    for kind in ("group", "user"):
        if (identity.get(kind) or {}).get("id"):
            return f"{kind}:{identity[kind]['id']}"
    for kind in ("siteGroup", "siteUser"):
        if (identity.get(kind) or {}).get("id") and not identity.get("application"):
            return f"site:{drive_id}:{kind}:{identity[kind]['id']}"
    return None


def _named(identity: Mapping[str, Any]) -> bool:
    """Return whether the identity says who it is, a person, a group or an application."""
    kinds = ("user", "group", "siteUser", "siteGroup", "application")
    return any((identity.get(kind) or {}).get("id") for kind in kinds)


def _path(reference: str) -> str:
    """Return the folder in `/drives/<id>/root:/A%20B` as `/A B`."""
    _, _, path = reference.partition("root:")
    return unquote(path) or "/"


def _name(identities: Mapping[str, Any] | None) -> str:
    """Return the name in an identity set: the person's, where there is none the application's."""
    known = identities or {}
    for kind in ("user", "application", "device"):
        identity = known.get(kind) or {}
        if identity.get("displayName") or identity.get("email"):
            return str(identity.get("displayName") or identity.get("email"))
    return ""


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
