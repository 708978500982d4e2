"""The port `filing.ports.Drives` on Microsoft Graph: looking, and every change we ever make.

Every request that changes something awaits `before_effect` first, each attempt anew.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from filing.errors import Changed, NameTaken, NotFound, Rejected, Terminal, Unreachable
from filing.ports import ColumnsRestored, CopyState, Drives
from graph_client.asking import Answer, Build, address, ask, guarded, surely_changed
from graph_client.columns import set_columns
from graph_client.errors import error_of
from graph_client.facts import drive_item_of, label_of
from graph_client.libraries import Libraries
from graph_client.looking import DriveLook, item_in
from graph_client.restoring_columns import restore_columns
from graph_client.retrying import Repeat
from graph_client.session import GraphSession
from graph_client.without_token import json_at
from records.documents import DriveItem, Location, RetentionLabel, Term

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph.graph_service_client import GraphServiceClient

# https://learn.microsoft.com/graph/api/driveitem-put-content (the bound of 2021, still kept here)
SMALL = 4 * 1024 * 1024

PATIENCE_WITH_A_COPY = (0.25, 0.5, 1.0)  # seconds between looks at its monitor


class GraphDrives(DriveLook, Drives):
    """Drives, drive items and their columns, labels and permissions, through Graph.

    `before_effect` raises `filing.errors.Stopped` while the stop switch is on.
    """

    def __init__(
        self,
        session: GraphSession,
        before_effect: Callable[[], Awaitable[None]],
        libraries: Libraries | None = None,
    ) -> None:
        super().__init__(session, libraries)
        self._before_effect = before_effect

    async def make_folder(self, drive_id: str, parent_id: str, name: str) -> DriveItem:
        """Make the folder, or return the one that is there already.

        One that was made now comes without its columns. NameTaken when a file has the name.
        """

        def build(graph: "GraphServiceClient") -> "RequestInformation":
            from msgraph.generated.models.drive_item import DriveItem as Body
            from msgraph.generated.models.folder import Folder

            body = Body(
                name=name,
                folder=Folder(),
                additional_data={"@microsoft.graph.conflictBehavior": "fail"},
            )
            at = Location(drive_id, parent_id)
            return item_in(graph, at).children.to_post_request_information(body)

        what = f"folder {name!r} in {parent_id}"
        try:
            with self._libraries.used(drive_id):
                answer = await self._change(what, build, Repeat.IF_NOT_APPLIED)
        except NameTaken:
            there = await self.child(drive_id, parent_id, name)
            if there is None or not there.is_folder:
                raise
            return there
        return drive_item_of(answer.data, drive_id)

    async def start_copy(self, at: Location, drive_id: str, parent_id: str) -> str:
        """Start a copy with all versions into that folder; return the monitor's address.

        No name is sent: with a name Graph copies no version history
        (https://learn.microsoft.com/graph/api/driveitem-copy). NameTaken where Graph says so at
        once; usually the monitor does. Whoever has the address can read it: keep it inside.
        """

        def build(graph: "GraphServiceClient") -> "RequestInformation":
            from msgraph.generated.drives.item.items.item.copy.copy_post_request_body import (
                CopyPostRequestBody,
            )
            from msgraph.generated.models.item_reference import ItemReference

            body = CopyPostRequestBody(
                parent_reference=ItemReference(drive_id=drive_id, id=parent_id),
                include_all_version_history=True,
            )
            return item_in(graph, at).copy.to_post_request_information(body)

        answer = await self._change(f"copy of {at.item_id}", build, Repeat.IF_NOT_APPLIED)
        if answer.location is None:
            raise Unreachable(f"copy of {at.item_id}: accepted, but without a monitor")
        return answer.location

    async def copy_state(self, monitor: str) -> CopyState:
        """Return how far that copy is, after waiting a moment for it to end.

        Most copies of one document end within seconds; a long one goes back to the queue. NotFound
        when the monitor has gone.
        """
        state = await self._copy_state_now(monitor)
        for seconds in PATIENCE_WITH_A_COPY:
            if state.status != "running":
                break
            await self._session.wait(seconds)
            state = await self._copy_state_now(monitor)
        return state

    async def _copy_state_now(self, monitor: str) -> CopyState:
        data = await json_at(self._session, "monitor of a copy", monitor)
        match str(data.get("status", "")).casefold():
            case "completed":
                return CopyState("completed", item_id=data.get("resourceId"))
            case "failed":
                told = data.get("error") or {}
                codes = tuple(filter(None, (told.get("code"),)))
                message = told.get("message") or ""
                return CopyState("failed", error=error_of("the copy", None, codes, message, {}))
            case "":
                raise Unreachable("monitor of a copy: an answer without a status")
        return CopyState("running")

    async def set_columns(
        self,
        at: Location,
        fields: Mapping[str, str],
        content_type_id: str | None,
        terms: Mapping[str, Term] = MappingProxyType({}),
        over: Mapping[str, str] | None = None,
        ctag: str | None = None,
    ) -> DriveItem:
        """Set the columns, and the content type where given; return the item as it is then.

        What is so already is not written again: a column makes a version of the file. An empty
        text empties the column. Changed when somebody changed the item at the same moment, or
        where a column holds something else than `over` tells, or the content is not that of `ctag`.
        """
        with self._libraries.used(at.drive_id):
            return await set_columns(
                self._session, self._before_effect, at, fields, content_type_id, terms, over, ctag
            )

    async def restore_columns(
        self, at: Location, fields: Mapping[str, str], ctag: str
    ) -> ColumnsRestored:
        """Let the columns hold again what an item of this library was read to hold.

        What the library does not take is told, and keeps nothing else from being set. Changed when
        somebody changed the item at the same moment, or where the content is not that of `ctag`.
        """
        with self._libraries.used(at.drive_id):
            columns = await self.columns(at.drive_id)
            return await restore_columns(
                self._session, self._before_effect, at, fields, columns, ctag
            )

    async def place(self, at: Location, parent_id: str, name: str, etag: str) -> DriveItem:
        """Move and rename within its drive in one request, if its eTag is still `etag`.

        What is returned comes without its columns: they are as they were at that eTag.
        Changed when it is not; also after an attempt of ours that got no answer, unless the item
        lies where it was to come: then that attempt did it. SaidChanged where Graph says that it
        is not, and shows that it is.
        """
        attempts = 0

        def build(graph: "GraphServiceClient") -> "RequestInformation":
            from msgraph.generated.models.drive_item import DriveItem as Body
            from msgraph.generated.models.item_reference import ItemReference

            nonlocal attempts
            attempts += 1
            body = Body(name=name, parent_reference=ItemReference(id=parent_id))
            return guarded(item_in(graph, at).to_patch_request_information(body), etag)

        try:
            answer = await self._change(f"placing {at.item_id}", build)
        except Changed:
            now = await self._as_it_is(at)
            if attempts == 1 or (now.parent_id, now.name) != (parent_id, name):
                surely_changed(at.item_id, etag, now.etag)
                raise
            return now
        return drive_item_of(answer.data, at.drive_id)

    async def set_label(self, at: Location, name: str) -> RetentionLabel | None:
        """Put that retention label on the item; return the one that it has then.

        Changing a record label asks for more rights.
        """

        def build(graph: "GraphServiceClient") -> "RequestInformation":
            from msgraph.generated.models.item_retention_label import ItemRetentionLabel

            label = item_in(graph, at).retention_label
            return label.to_patch_request_information(ItemRetentionLabel(name=name))

        answer = await self._change(f"label {name!r} on {at.item_id}", build)
        return label_of(answer.data) or await self.label(at)

    async def remove_label(self, at: Location) -> None:
        """Take the retention label off the item; fine when it has none.

        Also where Graph refuses that after an attempt of ours that got no answer.
        """
        try:
            await self._change(
                f"removing the label of {at.item_id}",
                lambda graph: item_in(graph, at).retention_label.to_delete_request_information(),
            )
        except NotFound:
            return
        except (Changed, Terminal):
            if await self.label(at) is not None:
                raise

    async def put_small(
        self, drive_id: str, parent_id: str, name: str, content: bytes
    ) -> DriveItem:
        """Upload a small new file (up to 4 MB). NameTaken when the name is taken."""
        if len(content) > SMALL:
            raise Rejected(f"{name!r} has {len(content)} bytes, more than a small upload takes")
        where = address(
            self._session, "drives", drive_id, "items", parent_id, ":", name, ":", "content"
        )

        def build(graph: "GraphServiceClient") -> "RequestInformation":
            upload = item_in(graph, Location(drive_id, parent_id)).content.with_url(
                f"{where}?@microsoft.graph.conflictBehavior=fail"
            )
            return upload.to_put_request_information(content)

        answer = await self._change(f"upload of {name!r}", build, Repeat.IF_NOT_APPLIED)
        return drive_item_of(answer.data, drive_id)

    async def delete(self, at: Location, etag: str) -> None:
        """Move the item to the recycle bin if its eTag is still `etag`; fine when it is gone.

        Changed when it is not, also where it has gone since Graph said so; SaidChanged where Graph
        says that it is not, and shows that it is.
        """
        try:
            await self._change(
                f"release of {at.item_id}",
                lambda graph: guarded(item_in(graph, at).to_delete_request_information(), etag),
            )
        except NotFound:
            return
        except Changed:
            now = await self.item(at)
            if now is not None:
                surely_changed(at.item_id, etag, now.etag)
            raise

    async def _change(self, what: str, build: Build, repeat: Repeat = Repeat.HARMLESS) -> Answer:
        return await ask(self._session, what, build, repeat=repeat, before=self._before_effect)

    async def _as_it_is(self, at: Location) -> DriveItem:
        item = await self.item(at)
        if item is None:
            raise NotFound(f"item {at.item_id} is not there (any more)")
        return item
