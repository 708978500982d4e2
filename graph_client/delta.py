"""What changed in a drive since a cursor: one page a call, so that no call reads a million items.

The SDK's page iterator is not used: it never tells the delta link and stops at an empty page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from filing.errors import Unreachable
from graph_client.asking import ask, at_link
from graph_client.errors import ResyncNeeded
from graph_client.session import GraphSession
from records.changes import ChangedItem

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph.graph_service_client import GraphServiceClient

__all__ = ["ChangedItem", "DeltaPage", "ResyncNeeded", "delta_page", "folded"]


@dataclass(frozen=True, slots=True)
class DeltaPage:
    """One page: the last state of each item on it, and exactly one link.

    `next_link`: the round goes on there, also when the page is empty. `delta_link`: the round is
    over and the next one starts there. `following` is the one that there is.
    """

    items: tuple[ChangedItem, ...]
    next_link: str | None
    delta_link: str | None

    @property
    def following(self) -> str:
        """Where to read on, now or in the next round."""
        return cast("str", self.next_link or self.delta_link)


async def delta_page(session: GraphSession, drive_id: str, cursor: str | None) -> DeltaPage:
    """Return the page at `cursor`, a link of an earlier page; None enumerates from the start.

    ResyncNeeded when the cursor is too old: begin again with None, compare by id, and take
    nothing for deleted that is only not mentioned
    (https://learn.microsoft.com/graph/api/driveitem-delta). Unreachable when the page leads
    nowhere or to itself.
    """

    def first(graph: "GraphServiceClient") -> "RequestInformation":
        root = graph.drives.by_drive_id(drive_id).items.by_drive_item_id("root")
        return root.delta.to_get_request_information()

    what = f"delta of {drive_id}"
    answer = await ask(session, what, at_link(session, cursor) if cursor else first)
    next_link = answer.data.get("@odata.nextLink")
    delta_link = answer.data.get("@odata.deltaLink")
    # An endless page was seen in 2021 (OneDrive/onedrive-api-docs#1431).
    if next_link == cursor if next_link else not delta_link:
        raise Unreachable(f"{what}: a page that leads {'to itself' if next_link else 'nowhere'}")
    return DeltaPage(
        folded(answer.data.get("value", ())), next_link, None if next_link else delta_link
    )


def folded(entries: Iterable[Mapping[str, Any]]) -> tuple[ChangedItem, ...]:
    """Return the last entry of each item, in the order of these: an id may come several times.

    A package (a OneNote notebook) is one item, like a file: what lies in it only makes sense
    together (https://learn.microsoft.com/graph/api/resources/package). That is then in a folder
    nobody knows, and no document.
    """
    last: dict[str, ChangedItem] = {}
    for entry in entries:
        item = _changed_item_of(entry)
        last.pop(item.item_id, None)
        last[item.item_id] = item
    return tuple(last.values())


def _changed_item_of(entry: Mapping[str, Any]) -> ChangedItem:
    return ChangedItem(
        item_id=entry["id"],
        parent_id=(entry.get("parentReference") or {}).get("id"),
        name=entry.get("name"),
        is_folder="folder" in entry or "root" in entry,
        is_root="root" in entry,
        deleted="deleted" in entry,
    )
