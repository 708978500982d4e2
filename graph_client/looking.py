"""Looking at drives, drive items, their columns, labels and permissions. Changes nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from filing.errors import NotFound
from filing.ports import LibraryColumns
from graph_client.asking import Answer, Build, address, ask, ask_all, at_link
from graph_client.facts import (
    COLUMN_SELECT,
    ITEM_EXPAND,
    ITEM_SELECT,
    access_of,
    columns_of,
    drive_item_of,
    label_of,
    version_of,
    version_order,
)
from graph_client.libraries import Libraries
from graph_client.session import GraphSession
from graph_client.without_token import bytes_at
from records.documents import Access, DriveItem, Location, RetentionLabel, Version

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph.generated.drives.item.items.item.drive_item_item_request_builder import (
        DriveItemItemRequestBuilder,
    )
    from msgraph.graph_service_client import GraphServiceClient


class DriveLook:
    """The half of `filing.ports.Drives` that only looks."""

    def __init__(self, session: GraphSession, libraries: Libraries | None = None) -> None:
        self._session = session
        self._libraries = libraries or Libraries()

    async def item(self, at: Location) -> DriveItem | None:
        """Return the item with its columns in one request (1 resource unit), or None."""
        answer = await self._found(
            f"item {at.item_id}",
            lambda graph: whole(item_in(graph, at).to_get_request_information()),
        )
        return drive_item_of(answer.data, at.drive_id) if answer else None

    async def child(self, drive_id: str, parent_id: str, name: str) -> DriveItem | None:
        """Return the item called `name` in that folder, or None."""
        link = address(self._session, "drives", drive_id, "items", parent_id, ":", name)
        query = f"$select={','.join(ITEM_SELECT)}&$expand={','.join(ITEM_EXPAND)}"
        answer = await self._found(
            f"{name!r} in {parent_id}", at_link(self._session, f"{link}?{query}")
        )
        return drive_item_of(answer.data, drive_id) if answer else None

    async def children(self, drive_id: str, parent_id: str) -> tuple[DriveItem, ...]:
        """Return all items in that folder; Graph promises completeness only while nobody writes."""
        at = Location(drive_id, parent_id)
        with self._libraries.used(drive_id):
            entries = await self._all(
                f"children of {parent_id}",
                lambda graph: whole(item_in(graph, at).children.to_get_request_information()),
            )
        return tuple(drive_item_of(entry, drive_id) for entry in entries)

    async def root(self, drive_id: str) -> DriveItem:
        """Return the root folder of the drive, without columns: it is in no list.

        As it was a few minutes ago at most. NotFound when there is no such drive.
        """
        with self._libraries.used(drive_id):
            return await self._libraries.fact(drive_id, "root", lambda: self._root(drive_id))

    async def _root(self, drive_id: str) -> DriveItem:
        at = Location(drive_id, "root")
        answer = await ask(
            self._session,
            f"root of {drive_id}",
            lambda graph: item_in(graph, at).to_get_request_information(),
        )
        return drive_item_of(answer.data, drive_id)

    async def library(self, site: str, library: str) -> str:
        """Return the drive id of the library called `library` in the site at `host:/path`.

        Case does not count in the name, as in SharePoint. NotFound when one of both is not there.
        As it was a few minutes ago at most.
        """
        return await self._libraries.fact(
            f"{site}/{library}", "drive", lambda: self._library(site, library)
        )

    async def _library(self, site: str, library: str) -> str:
        host, _, path = site.partition(":")
        names = [name for name in path.split("/") if name]
        where = address(self._session, "sites", host, *((":", *names) if names else ()))
        answer = await ask(self._session, f"site {site}", at_link(self._session, where))
        site_id = answer.data["id"]
        drives = await self._all(
            f"libraries of {site}",
            lambda graph: graph.sites.by_site_id(site_id).drives.to_get_request_information(),
        )
        for drive in drives:
            if drive.get("name", "").casefold() == library.casefold():
                return str(drive["id"])
        raise NotFound(f"no library {library!r} in site {site}")

    async def columns(self, drive_id: str) -> LibraryColumns:
        """Return the library's columns.

        Graph lists hidden ones only where `hidden` is asked for by name, and never shows their
        values with the others (https://learn.microsoft.com/graph/api/resources/columndefinition).
        A column of managed metadata has the facet `term`; the one it is written through is hidden
        and titled `<title>_0` (microsoftgraph/microsoft-graph-docs#16597). As they were a few
        minutes ago at most.
        """
        return await self._libraries.fact(drive_id, "columns", lambda: self._columns(drive_id))

    async def _columns(self, drive_id: str) -> LibraryColumns:
        columns = await self._all(
            f"columns of {drive_id}",
            lambda graph: with_hidden(
                graph.drives.by_drive_id(drive_id).list_.columns.to_get_request_information()
            ),
        )
        return columns_of(columns)

    async def content_types(self, drive_id: str) -> Mapping[str, str]:
        """Return the library's content types: name to id, as the library itself numbers them.

        As they were a few minutes ago at most.
        """
        return await self._libraries.fact(
            drive_id, "content types", lambda: self._content_types(drive_id)
        )

    async def _content_types(self, drive_id: str) -> Mapping[str, str]:
        found = await self._all(
            f"content types of {drive_id}",
            lambda graph: graph.drives.by_drive_id(
                drive_id
            ).list_.content_types.to_get_request_information(),
        )
        return {content_type["name"]: content_type["id"] for content_type in found}

    async def versions(self, at: Location) -> tuple[Version, ...]:
        """Return all versions of the file, oldest first; Graph lists them newest first."""
        entries = await self._all(
            f"versions of {at.item_id}",
            lambda graph: item_in(graph, at).versions.to_get_request_information(),
        )
        return tuple(sorted((version_of(entry) for entry in entries), key=version_order))

    async def access(self, at: Location) -> Access:
        """Return who can open the item (5 resource units); applications are left out.

        `user:<id>` and `group:<id>` are the directory's; those only the site knows are
        `site:<drive id>:siteGroup:<id>` or `site:<drive id>:siteUser:<id>`.
        """
        entries = await self._all(
            f"permissions of {at.item_id}",
            lambda graph: item_in(graph, at).permissions.to_get_request_information(),
        )
        return access_of(entries, at.drive_id)

    async def label(self, at: Location) -> RetentionLabel | None:
        """Return the retention label on the item, or None.

        What Graph answers for an item without one is not documented; an empty name, 204 and 404
        all mean none (https://learn.microsoft.com/graph/api/driveitem-getretentionlabel). So an
        item that is not there has no label either.
        """
        answer = await self._found(
            f"label of {at.item_id}",
            lambda graph: item_in(graph, at).retention_label.to_get_request_information(),
        )
        return label_of(answer.data) if answer else None

    async def content(self, at: Location) -> bytes:
        """Return the content of the file.

        Graph answers with a short-lived address elsewhere, which is read without our token
        (https://learn.microsoft.com/graph/api/driveitem-get-content).
        """
        what = f"content of {at.item_id}"
        answer = await ask(
            self._session,
            what,
            lambda graph: item_in(graph, at).content.to_get_request_information(),
        )
        if answer.location is None:
            return answer.content
        return await bytes_at(self._session, what, answer.location)

    async def version_content(self, at: Location, version_id: str) -> bytes:
        """Return the content of an older version, not of the current one: that is `content`.

        See https://learn.microsoft.com/graph/api/driveitemversion-get-contents.
        """
        what = f"content of version {version_id} of {at.item_id}"
        answer = await ask(
            self._session,
            what,
            lambda graph: (
                item_in(graph, at)
                .versions.by_drive_item_version_id(version_id)
                .content.to_get_request_information()
            ),
        )
        if answer.location is None:
            return answer.content
        return await bytes_at(self._session, what, answer.location)

    async def _found(self, what: str, build: Build) -> Answer | None:
        try:
            return await ask(self._session, what, build)
        except NotFound:
            return None

    async def _all(self, what: str, build: Build) -> list[Mapping[str, Any]]:
        return [entry async for entry in ask_all(self._session, what, build)]


def item_in(graph: "GraphServiceClient", at: Location) -> "DriveItemItemRequestBuilder":
    """Return the SDK's builder for that item."""
    return graph.drives.by_drive_id(at.drive_id).items.by_drive_item_id(at.item_id)


def with_hidden(request: "RequestInformation") -> "RequestInformation":
    """Return the request for columns, asking for the hidden ones too."""
    request.query_parameters["%24select"] = list(COLUMN_SELECT)
    return request


def whole(request: "RequestInformation") -> "RequestInformation":
    """Return the request for items, asking for all that a DriveItem holds."""
    request.query_parameters["%24select"] = list(ITEM_SELECT)
    request.query_parameters["%24expand"] = list(ITEM_EXPAND)
    return request
