"""Setting the columns and the content type of a drive item, and only what is not so already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from filing.balance_sheet import is_office
from filing.errors import Changed
from graph_client.asking import Before, address, ask, guarded, surely_changed
from graph_client.facts import drive_item_of
from graph_client.looking import item_in, whole
from graph_client.session import GraphSession
from records.columns import same_value
from records.documents import DriveItem, Location, Term, holds_term

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph.graph_service_client import GraphServiceClient


@dataclass(frozen=True, slots=True)
class Columned:
    """An item with what only setting columns needs of its list item; `etag` is the list item's."""

    item: DriveItem
    content_type_id: str
    etag: str


async def set_columns(
    session: GraphSession,
    before: Before,
    at: Location,
    fields: Mapping[str, str],
    content_type_id: str | None,
    terms: Mapping[str, Term],
    over: Mapping[str, str] | None,
    ctag: str | None,
) -> DriveItem:
    """Set what is not so already, the content type first; return the item as it is then.

    Both are guarded by the list item's own eTag. Changed when it moved on between our look and our
    request, unless it is as asked all the same: then an attempt of ours that got no answer did it.
    SaidChanged where Graph says that it moved on, and shows that it did not.
    Every look is held against `over`, so that a newer eTag is never taken for leave to write over
    what came with it, and where `ctag` is given against the content that was looked at.
    """
    now = await look(session, at)
    if ctag is not None and now.item.ctag != ctag:
        raise Changed(f"somebody worked in {at.item_id} meanwhile")
    _refuse_to_write_over(now.item, fields, terms, over)
    if content_type_id is not None and content_type_id != now.content_type_id:
        sent = now.etag
        try:
            left = await _set_content_type(session, before, at, content_type_id, sent)
        except Changed:
            left = ""
        now = await look_after(session, at, now, left, ctag)
        if not left and now.content_type_id != content_type_id:
            surely_changed(at.item_id, sent, now.etag)
            raise Changed(f"{at.item_id} was changed meanwhile")
        _refuse_to_write_over(now.item, fields, terms, over)
    to_set = _to_set(now.item, fields, terms)
    if not to_set:
        return now.item
    try:
        left = await set_fields(session, before, at, to_set, now.etag)
    except Changed:
        after = await look_after(session, at, now, "", ctag)
        if _to_set(after.item, fields, terms):
            surely_changed(at.item_id, now.etag, after.etag)
            raise
        return after.item
    return (await look_after(session, at, now, left, ctag, by_fields=True)).item


def _to_set(
    now: DriveItem, fields: Mapping[str, str], terms: Mapping[str, Term]
) -> Mapping[str, str | None]:
    """Return the columns to set; managed metadata goes through its note column.

    Graph documents no way to write managed metadata. This one is reported and widely used, and
    fails silently on document sets (microsoftgraph/microsoft-graph-docs#16597): whoever sets a
    term looks whether the item that comes back holds it.
    """
    notes = {
        term.note_column: f"-1;{term.label}|{term.term_id}" if term.term_id else None
        for name, term in terms.items()
        if not holds_term(now.fields.get(name), term)
    }
    return {**still_to_set(now.fields, fields), **notes}


def still_to_set(now: Mapping[str, str], wanted: Mapping[str, str]) -> Mapping[str, str | None]:
    """Return the columns of `wanted` that `now` has otherwise; None empties a column.

    A column that holds the value already would get it, and make a version, for ever.
    """
    return {
        name: value or None
        for name, value in wanted.items()
        if not same_value(now.get(name, ""), value)
    }


def _refuse_to_write_over(
    now: DriveItem,
    fields: Mapping[str, str],
    terms: Mapping[str, Term],
    over: Mapping[str, str] | None,
) -> None:
    """Raise Changed where a column to set holds neither what is asked nor what `over` tells."""
    if over is None:
        return
    asked = [*still_to_set(now.fields, fields)]
    asked += [name for name, term in terms.items() if not holds_term(now.fields.get(name), term)]
    others = sorted(name for name in asked if now.fields.get(name, "") != over.get(name, ""))
    if others:
        listed = ", ".join(others)
        raise Changed(f"somebody filled {listed} of {now.location.item_id} meanwhile")


async def look(session: GraphSession, at: Location) -> Columned:
    """Return the item with its content type and the eTag of its list item, as they are now."""
    answer = await ask(
        session,
        f"item {at.item_id}",
        lambda graph: whole(item_in(graph, at).to_get_request_information()),
    )
    list_item = answer.data.get("listItem") or {}
    return Columned(
        drive_item_of(answer.data, at.drive_id),
        (list_item.get("contentType") or {}).get("id") or "",
        list_item.get("eTag") or "",
    )


async def look_after(
    session: GraphSession,
    at: Location,
    before: Columned,
    left: str,
    ctag: str | None,
    *,
    by_fields: bool = False,
) -> Columned:
    """Look again after a write of ours, which left the item with that eTag, if its answer told.

    Changed where `ctag` is watched and somebody worked in it since the look before. SharePoint may
    write columns into a file, so a cTag that came with our own eTag is no sign of people where
    If-Match guarded that write. It is documented to do so for columns (`by_fields`:
    https://learn.microsoft.com/graph/api/listitem-update) and not for the content type: there only
    an Office file is trusted.
    """
    now = await look(session, at)
    is_ours = now.etag == left != "" and (by_fields or is_office(now.item.name))
    if ctag is not None and now.item.ctag != before.item.ctag and not is_ours:
        raise Changed(f"somebody worked in {at.item_id} meanwhile")
    return now


async def _set_content_type(
    session: GraphSession, before: Before, at: Location, content_type_id: str, etag: str
) -> str:
    """Set it, and return the eTag that this left the item with, empty where it was not told."""

    def build(graph: "GraphServiceClient") -> "RequestInformation":
        from msgraph.generated.models.content_type_info import ContentTypeInfo
        from msgraph.generated.models.list_item import ListItem

        body = ListItem(content_type=ContentTypeInfo(id=content_type_id))
        # The SDK can change list items only by their number in the list, which we do not have.
        items = graph.drives.by_drive_id(at.drive_id).list_.items
        list_item = items.by_list_item_id(at.item_id).with_url(_list_item(session, at))
        request = list_item.to_patch_request_information(body)
        return guarded(request, etag) if etag else request

    answer = await ask(session, f"content type of {at.item_id}", build, before=before)
    return str(answer.data.get("eTag") or "")


async def set_fields(
    session: GraphSession, before: Before, at: Location, to_set: Mapping[str, Any], etag: str
) -> str:
    """Set them, and return the eTag that this left the item with, empty where it was not told."""

    def build(graph: "GraphServiceClient") -> "RequestInformation":
        from msgraph.generated.models.field_value_set import FieldValueSet

        body = FieldValueSet(additional_data=dict(to_set))
        items = graph.drives.by_drive_id(at.drive_id).list_.items
        fields = items.by_list_item_id(at.item_id).fields.with_url(
            f"{_list_item(session, at)}/fields"
        )
        request = fields.to_patch_request_information(body)
        return guarded(request, etag) if etag else request

    answer = await ask(session, f"columns of {at.item_id}", build, before=before)
    return str(answer.data.get("@odata.etag") or "")


def _list_item(session: GraphSession, at: Location) -> str:
    return address(session, "drives", at.drive_id, "items", at.item_id, "listItem")
