"""What a tenant looks like, and how what came back differs from what there was.

Each difference belongs to a loss that an undo can announce; what belongs to none may not differ.
"""

import hashlib
import io
import zipfile
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import httpx

Item = Mapping[str, Any]
Look = Mapping[str, Item]

# Which of these losses explains that part of a document; where several do, one that was announced.
EXPLAINED_BY: Mapping[str, tuple[str, ...]] = {
    "id": ("item_id",),
    "made": ("author_and_dates",),
    "changed": ("author_and_dates", "last_change"),
    "versions' authors and dates": ("version_authors_and_dates",),
    "further versions": ("extra_versions",),
    "links": ("links",),
    "people": ("own_permissions",),
    "label": ("source_label",),
    "fields": ("columns_not_taken",),
}
_MAY_COME = {"dossier_stays", "columns_not_taken"}
_OF_FOLDERS = ("id", "fields", "content_type", "label", "people", "own permissions", "links")
_OF_DOSSIERS = ("fields", "content_type")
# What an undo announces of a document that has nothing of the kind cannot differ.
_HAS: Mapping[str, str] = {"links": "links", "own_permissions": "own permissions"}


def look(own: httpx.Client, graph: httpx.Client) -> Look:
    """Return what every live file and folder looks like, by its drive and path.

    Our own folder `_binnen` in the root of a library stays, empty, and is left out.
    """
    tree = own.get("/tree").json()
    drives = {drive["id"]: f"{drive['site_name']} / {drive['name']}" for drive in tree["drives"]}
    return {
        f"{drives[item['drive_id']]}:{item['path']}": _item(item, graph)
        for item in tree["items"]
        if item["state"] == "live" and item["path"] != "/_binnen"
    }


def _item(item: Item, graph: httpx.Client) -> Item:
    versions = [one for one in item["versions"] or () if one["cause"] == "content"]
    links = [one for one in item["principals"] if one.startswith("link:")]
    return {
        "kind": item["kind"],
        "id": item["id"],
        "content": [_words(item, version, graph) for version in versions],
        "fields": item["fields"],
        "content_type": item["content_type"],
        "label": item["label"],
        "people": sorted(set(item["principals"]) - set(links)),
        "own permissions": item["unique_permissions"],
        "links": sorted(links),
        "made": [item["created_by"], item["created_at"]],
        "changed": [item["modified_by"], item["modified_at"]],
        "versions' authors and dates": [(one["by"], one["at"]) for one in versions],
        "further versions": len(item["versions"] or ()),
    }


def _words(item: Item, version: Item, graph: httpx.Client) -> str:
    """Return a digest of what a version says: of a Word file its words, which nobody rewrites."""
    digest: str = version["sha256"]
    if not item["name"].endswith(".docx"):
        return digest
    address = f"/drives/{item['drive_id']}/items/{item['id']}"
    if version is not item["versions"][-1]:
        address += f"/versions/{version['id']}"
    answer = graph.get(f"{address}/content").raise_for_status()
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return hashlib.sha256(packed.read("word/document.xml")).hexdigest()


def unexplained(before: Item, after: Item, announced: Collection[str]) -> Iterator[str]:
    """Yield each part of a document that differs and was not announced.

    And each announced loss that did not come, where there was something to lose.
    """
    came = set[str]()
    for part in (one for one in before if one != "own permissions"):
        if before[part] == after[part]:
            continue
        losses = [loss for loss in EXPLAINED_BY.get(part, ()) if loss in announced]
        came.update(losses)
        if not losses:
            yield f"{part} was {before[part]!r}, is {after[part]!r}, and nobody announced it"
    for loss in sorted(set(announced) - came - _MAY_COME):
        if loss not in _HAS or before[_HAS[loss]]:
            yield f"the loss «{loss}» was announced and did not come"


def folder_differs(before: Item, after: Item, *, stays_dossier: bool) -> list[str]:
    """Return each part in which a folder is another one than it was, apart from when it was changed.

    One of people's that became a dossier and stays one, as was announced, keeps what makes it that.
    """
    passed_over = _OF_DOSSIERS if stays_dossier else ()
    return [p for p in _OF_FOLDERS if p not in passed_over and before[p] != after[p]]
