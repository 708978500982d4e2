"""Everything that changes the tenant, each with its effect written down.

What refuses a change (locks, labels, name conflicts) is decided here too, so that an app and a
person meet the same rules.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from graph_simulator import retention_rules
from graph_simulator.clock import SimulatorClock
from graph_simulator.errors import invalid, locked, name_taken, not_found
from graph_simulator.identifiers import item_id
from graph_simulator.list_parts import ContentType
from graph_simulator.model import Actor, Cause, Content, Drive, Grant, Item, Json, Label, Version
from graph_simulator.tenant import Tenant

if TYPE_CHECKING:
    from graph_simulator.simulator import Dials

_FORBIDDEN = frozenset('"*:<>?/\\|')
_TRIMMED_AT_ONCE = 20


class TenantChanges:
    """Changes to one tenant; `rung` is called with the drive's id after each of them."""

    def __init__(
        self,
        tenant: Tenant,
        clock: SimulatorClock,
        dials: "Dials",
        rung: Callable[[str], None],
    ) -> None:
        self._tenant = tenant
        self._dials = dials
        self._clock = clock
        self._rung = rung
        self._effects: list[Json] = []

    def take_effects(self) -> list[Json]:
        """The effects since the last time this was asked."""
        effects, self._effects = self._effects, []
        return effects

    # ------------------------------------------------------------------------------- new items

    def create_folder(self, parent: Item, name: str, actor: Actor) -> Item:
        """Make a folder. 409 when the name is taken."""
        folder = self._new(parent, name, "folder", actor)
        self._changed(folder)
        self._effect("folder", folder)
        return folder

    def create_file(self, parent: Item, name: str, data: bytes | Content, actor: Actor) -> Item:
        """Upload a new file: version 1.0, and a lineage of its own."""
        item = self._new(parent, name, "file", actor)
        self._join(item, self._tenant.next_guid("lineage"))
        content = data if isinstance(data, Content) else Content(data)
        self._add_content(item, content, actor)
        self._changed(item)
        self._effect("created", item)
        return item

    def create_list_item(self, drive: Drive, values: Json, actor: Actor) -> Item:
        """Add an item to a plain list; its name is made of its number, as SharePoint does."""
        root = self._tenant.items[drive.root_id]
        item = self._new(root, f"{drive.items + 1}_.000", "list_item", actor)
        item.fields |= values
        self._changed(item)
        self._effect("created", item)
        return item

    def create_copy(
        self,
        source: Item,
        parent: Item,
        name: str,
        contents: Iterable[tuple[Content, Cause]],
        actor: Actor,
    ) -> Item:
        """Add a copy holding those contents: author and dates are the copier's and now."""
        item = self._new(parent, name, "file", actor)
        item.copied_from = source.id
        self._join(item, source.lineage or self._tenant.next_guid("lineage"))
        for content, cause in contents:
            self._version(item, content, actor, cause)
        self._changed(item)
        self._effect("copied", item)
        return item

    def _join(self, item: Item, lineage: str) -> None:
        item.lineage = lineage
        self._tenant.lineages.setdefault(lineage, []).append(item.id)
        self._tenant.lineage_contents.setdefault(lineage, set())

    def _new(
        self, parent: Item, name: str, kind: Literal["file", "folder", "list_item"], actor: Actor
    ) -> Item:
        check_name(name)
        if parent.kind != "folder":
            raise invalid("The parent is not a folder.")
        if self._tenant.child(parent, name):
            raise name_taken(name)
        drive = self._tenant.drives[parent.drive_id]
        drive.items += 1
        own = self._tenant.next_guid("item").upper()
        now = self._clock.now()
        first_type = next(iter(drive.content_types.values()))
        item = Item(
            id=item_id(drive.id, own),
            drive_id=drive.id,
            parent_id=parent.id,
            name=name,
            kind=kind,
            guid=own,
            list_item_id=drive.items,
            created_by=actor,
            created_at=now,
            modified_by=actor,
            modified_at=now,
            content_type=drive.folder_type if kind == "folder" else first_type,
            fields={} if kind == "folder" else drive.default_fields,
        )
        self._tenant.items[item.id] = item
        self._tenant.numbers[drive.id, item.list_item_id] = item.id
        parent.children[name.lower()] = item.id
        self._inherit(item, actor)
        return item

    def _inherit(self, item: Item, actor: Actor) -> None:
        """Give it the label of the folder it is in, unless it has one of its own, or is a record.

        Purview's page on default labels says so of what is made in a labelled folder; of what is
        moved into one it is believed.
        """
        above = self._tenant.items[item.parent_id or ""].label
        if above is None or not retention_rules.is_passed_on_to(item):
            return
        if item.label is None or item.label.definition != above.definition:
            item.label = Label.begun(above.definition, actor, self._clock.now(), explicit=False)

    def filled(self, folder: Item, count: int) -> None:
        """Say in one effect that so many files were made below it, in place of one for each."""
        self._effects.clear()
        self._effect("filled", folder)
        self._effects[-1]["count"] = count

    # ---------------------------------------------------------------------------- existing ones

    def put_content(self, item: Item, data: bytes, actor: Actor) -> None:
        """Upload a new version. 423 when checked out by another, 403 on a locked record."""
        self.check_content(item, actor)
        self._add_content(item, Content(data), actor)
        self._modified(item, actor, content=True)
        self._effect("content", item)

    def check_content(self, item: Item, actor: Actor) -> None:
        """Refuse when new content cannot be put: no file, checked out, open, or a record."""
        if item.kind != "file":
            raise invalid("Content can only be put to a file.")
        self._check_lock(item, actor)
        retention_rules.check_content(item)

    def relocate(self, item: Item, parent: Item, name: str, actor: Actor) -> None:
        """Move and/or rename within the drive; id, versions, columns and label stay."""
        if item.is_root:
            raise invalid("The root folder cannot be moved or renamed.")
        check_name(name)
        moved, renamed = parent.id != item.parent_id, name != item.name
        if not moved and not renamed:
            return
        self._check_lock(item, actor)
        self._check_relocation(item, parent, name, renamed=renamed)
        old_parent = self._tenant.items[item.parent_id or ""]
        del old_parent.children[item.name.lower()]
        parent.children[name.lower()] = item.id
        self._tenant.grow(item, -self._tenant.size(item))
        item.parent_id, item.name = parent.id, name
        self._tenant.grow(item, self._tenant.size(item))
        for one in (item, *self._tenant.descendants(item)):
            self._inherit(one, actor)
        self._modified(item, actor)
        if moved:
            self._effect("moved", item)
        if renamed:
            self._effect("renamed", item)

    def _check_relocation(self, item: Item, parent: Item, name: str, *, renamed: bool) -> None:
        if parent.kind != "folder":
            raise invalid("The new parent is not a folder.")
        if item is parent or item in self._tenant.ancestors(parent):
            raise invalid("A folder cannot be moved into itself.")
        if renamed:
            retention_rules.check_properties(item, self._dials)
        taken = self._tenant.child(parent, name)
        if taken is not None and taken is not item:
            raise name_taken(name)

    def recycle(self, item: Item, actor: Actor) -> None:
        """Move it, and all below it, to the recycle bin. 403 when a label protects any of it."""
        if item.is_root:
            raise invalid("The root folder cannot be deleted.")
        gone = [item, *self._tenant.descendants(item)]
        for one in gone:
            self._check_lock(one, actor)
            retention_rules.check_delete(one, self._dials)
        del self._tenant.items[item.parent_id or ""].children[item.name.lower()]
        self._tenant.grow(item, -self._tenant.size(item))
        for one in gone:
            one.state, one.recycled_with = "recycled", item.id
            one.modified_by, one.modified_at = actor, self._clock.now()
            self._changed(one)
        for one in gone:
            self._effect("recycled", one)

    def set_fields(self, item: Item, values: Json, actor: Actor) -> None:
        """Set columns; on a file that makes a version (microsoft-graph-docs-contrib#6996)."""
        self.check_properties(item, actor)
        for name, value in values.items():
            if value is None:
                item.fields.pop(name, None)
            else:
                item.fields[name] = value
        self._column_version(item, actor)
        self._modified(item, actor)
        self._effect("fields", item)

    def set_content_type(self, item: Item, content_type: ContentType, actor: Actor) -> None:
        """Set the content type; believed to make a version, like any column."""
        self.check_properties(item, actor)
        item.content_type = content_type
        self._column_version(item, actor)
        self._modified(item, actor)
        self._effect("content_type", item)

    def check_properties(self, item: Item, actor: Actor) -> None:
        """Refuse when the properties may not be changed: checked out, or a record."""
        self._check_lock(item, actor)
        retention_rules.check_properties(item, self._dials)

    def label_changed(self, item: Item) -> None:
        """Note that its label was set, changed, locked or removed."""
        self._changed(item)
        self._effect("label", item)

    def restrict(self, item: Item, only: list[Grant] | None) -> None:
        """Give it permissions of its own; None lets it inherit again.

        No eTag, delta entry or notification follows: reported for permission-only changes
        (IS:microsoftgraph/microsoft-graph-docs#15242).
        """
        for link in item.links:
            del self._tenant.shares[link.web_url]
        item.unique, item.links = only, []
        self.sharing_changed(item)

    def sharing_changed(self, item: Item) -> None:
        """Note that who can open it changed; only a delta that asks for it tells."""
        self._tenant.sequence += 1
        self._tenant.sharing_changes[item.id] = self._tenant.sequence
        self._effect("shared", item)

    def check_out(self, item: Item, actor: Actor) -> None:
        """Check it out: others meet 423."""
        if item.kind != "file":
            raise invalid("Only files can be checked out.")
        self._check_lock(item, actor)
        item.checked_out_by, item.checked_out_at = actor, len(item.versions)
        self._changed(item)
        self._effect("checked_out", item)

    def check_in(self, item: Item, actor: Actor) -> None:
        """Check it in."""
        if item.checked_out_by is None:
            raise invalid("The file is not checked out.")
        self._check_lock(item, actor)
        item.checked_out_by = None
        self._changed(item)
        self._effect("checked_in", item)

    # ----------------------------------------------------------------------------------- inside

    def _check_lock(self, item: Item, actor: Actor) -> None:
        if item.state != "live":
            raise not_found()
        if item.checked_out_by is not None and item.checked_out_by != actor:
            raise locked(f"The file is checked out by {item.checked_out_by.name}.")
        if item.opened_by and actor not in item.opened_by:
            raise locked("The file is open in Office.")

    def _add_content(self, item: Item, content: Content, actor: Actor) -> None:
        self._version(item, content, actor, "content")
        self._tenant.lineage_contents[item.lineage or ""].add(content.origin)
        if self._dials.pending_content_seconds:
            pending = timedelta(seconds=self._dials.pending_content_seconds)
            item.pending_until = self._clock.now() + pending

    def _column_version(self, item: Item, actor: Actor) -> None:
        if item.kind == "file":
            self._version(item, item.versions[-1].content, actor, "columns")

    def _version(self, item: Item, content: Content, actor: Actor, cause: Cause) -> None:
        before = self._tenant.size(item) if item.versions else 0
        self._tenant.grow(item, content.size - before)
        number = item.versions[-1].number + 1 if item.versions else 1
        name = _next_minor(item.versions) if self._dials.minor_versions else None
        item.versions.append(Version(number, content, actor, self._clock.now(), cause, name))
        self._trim(item)

    def _trim(self, item: Item) -> None:
        """Drop its oldest versions beyond the limit, twenty at most: each new version trims so many.

        So says https://learn.microsoft.com/sharepoint/library-version-limits. That one which only
        columns made trims like any other: believed.
        """
        limit = self._dials.version_limit
        if limit:
            surplus = min(max(len(item.versions) - limit, 0), _TRIMMED_AT_ONCE)
            del item.versions[:surplus]
            item.checked_out_at = max(item.checked_out_at - surplus, 0)

    def _modified(self, item: Item, actor: Actor, *, content: bool = False) -> None:
        item.modified_by, item.modified_at = actor, self._clock.now()
        self._changed(item, content=content)

    def _changed(self, item: Item, *, content: bool = False) -> None:
        self._tenant.sequence += 1
        item.changed, item.changed_at = self._tenant.sequence, self._clock.now()
        item.etag_number += 1
        item.ctag_number += content or not item.ctag_number
        self._tenant.logs[item.drive_id].note(item)
        self._rung(item.drive_id)

    def _effect(self, op: str, item: Item) -> None:
        effect: Json = {
            "op": op,
            "drive_id": item.drive_id,
            "item_id": item.id,
            "lineage": item.lineage,
        }
        if item.lineage is not None:
            effect["complete_copies_left"] = self._tenant.complete_copies(item.lineage)
        self._effects.append(effect)


def _next_minor(versions: list[Version]) -> str:
    major, _, minor = (versions[-1].id if versions else "0.0").partition(".")
    return f"{major}.{int(minor) + 1}"


def check_name(name: object) -> None:
    """Refuse names SharePoint does not take."""
    if not isinstance(name, str) or not name.strip(". ") or len(name) > 255:
        raise invalid("The name is not valid.")
    if _FORBIDDEN & set(name) or name != name.strip():
        raise invalid(f"The name '{name}' holds characters that are not allowed.")
