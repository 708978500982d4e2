"""Changes of items as a whole: to another library, out of the recycle bin, for good, back in time."""

from dataclasses import replace

from graph_simulator import retention_rules
from graph_simulator.errors import invalid, locked, name_taken, not_found
from graph_simulator.model import Actor, Content, Item
from graph_simulator.tenant_changes import TenantChanges, check_name


class ItemChanges(TenantChanges):
    """All changes to one tenant, those of whole items too."""

    def move(self, item: Item, parent: Item, name: str, actor: Actor) -> Item:
        """Move and/or rename it, to another library too; answers the item as it is then."""
        if parent.drive_id != item.drive_id:
            return self.transfer(item, parent, name, actor)
        self.relocate(item, parent, name, actor)
        return item

    def transfer(self, item: Item, parent: Item, name: str, actor: Actor) -> Item:
        """Move it, and all below it, to another library: versions, people, dates and label stay.

        Labels travel when content is moved (PUR). That only columns the other library has come along:
        reported (IS:pnp/pnpjs#1367). So is that who made it and when stays, by a records manager
        ("Metadata persistence when records are moved in SharePoint", 2021). That another item with
        another id takes its place: believed.
        """
        if item.is_root or parent.kind != "folder":
            raise invalid("Only an item below the root moves, and only into a folder.")
        check_name(name)
        leaving = [item, *self._tenant.descendants(item)]
        for one in leaving:
            self._check_lock(one, actor)
            retention_rules.check_leaving(one)
        if self._tenant.child(parent, name):
            raise name_taken(name)
        made = self._carry(item, parent, name, actor)
        self._end(item, leaving, actor)
        for one in leaving:
            self._effect("transferred", one)
        return made

    def remove_for_good(self, item: Item, actor: Actor) -> None:
        """Remove it, and all below it, past the recycle bin. 403 when a label protects any of it."""
        if item.is_root:
            raise invalid("The root folder cannot be deleted.")
        ending = [item, *self._tenant.descendants(item)]
        for one in ending:
            self._check_lock(one, actor)
            retention_rules.check_delete(one, self._dials)
        self._end(item, ending, actor)
        for one in ending:
            self._effect("removed", one)

    def restore(self, item_id: str, actor: Actor) -> Item:
        """Bring it, and what was thrown away with it, back from the recycle bin to where it was."""
        item = self._tenant.items.get(item_id)
        if item is None or item.state != "recycled" or item.recycled_with != item.id:
            raise not_found("It is not in the recycle bin.")
        parent = self._tenant.items[item.parent_id or ""]
        if parent.state != "live":
            raise not_found("The folder it was in is not there.")
        if self._tenant.child(parent, item.name):
            raise name_taken(item.name)
        back = [one for one in self._tenant.items.values() if one.recycled_with == item.id]
        for one in back:
            one.state, one.recycled_with, one.bytes_below = "live", None, 0
            self._tenant.items[one.parent_id or ""].children[one.name.lower()] = one.id
        for one in back:
            if one.kind == "file":
                self._tenant.grow(one, self._tenant.size(one))
            one.modified_by, one.modified_at = actor, self._clock.now()
            self._changed(one)
            self._effect("restored", one)
        return item

    def restore_version(self, item: Item, version_id: str, actor: Actor) -> None:
        """Make an older version's content the newest version (GD21: driveitemversion-restore)."""
        for version in item.versions:
            if version.id == version_id:
                break
        else:
            raise not_found("The version could not be found.")
        self._check_lock(item, actor)
        retention_rules.check_content(item)
        self._add_content(item, version.content, actor)
        self._modified(item, actor, content=True)
        self._effect("content", item)

    def rewrite(self, item: Item, content: Content) -> None:
        """Put other bytes in the place of its current version's: SharePoint's own act, no version."""
        before = self._tenant.size(item)
        item.versions[-1] = replace(item.versions[-1], content=content)
        self._tenant.grow(item, content.size - before)
        self._tenant.lineage_contents[item.lineage or ""].add(content.origin)
        self._changed(item, content=True)
        self._effect("rewritten", item)

    def delete_versions(self, item: Item, keep: int, actor: Actor) -> None:
        """Delete all but the newest versions; that the item does not change by it: believed."""
        if item.kind != "file":
            raise invalid("Only files have versions.")
        self._check_lock(item, actor)
        del item.versions[:-keep]
        self._effect("versions", item)

    def discard_checkout(self, item: Item, actor: Actor) -> None:
        """End the check-out and drop the versions made since (that they were versions: believed)."""
        if item.checked_out_by is None:
            raise invalid("The file is not checked out.")
        self._check_lock(item, actor)
        item.checked_out_by = None
        if len(item.versions) > item.checked_out_at:
            before = self._tenant.size(item)
            del item.versions[item.checked_out_at :]
            self._tenant.grow(item, self._tenant.size(item) - before)
            self._forget_contents(item.lineage or "")
        self._modified(item, actor, content=True)
        self._effect("content", item)

    def _forget_contents(self, lineage: str) -> None:
        """What was discarded was never said: only what some item still holds counts."""
        holders = (self._tenant.items[one] for one in self._tenant.lineages[lineage])
        self._tenant.lineage_contents[lineage] = {
            version.content.origin for one in holders for version in one.versions
        }

    def publish(self, item: Item, actor: Actor) -> None:
        """Make the newest version a major one, if it is a draft: `0.3` becomes `1.0`."""
        if item.kind != "file":
            raise invalid("Only files are published.")
        self._check_lock(item, actor)
        newest = item.versions[-1]
        if newest.is_draft:
            major = int(newest.id.partition(".")[0]) + 1
            item.versions[-1] = replace(newest, name=f"{major}.0")
            self._modified(item, actor)

    def open_in_office(self, item: Item, actor: Actor, *, together: bool) -> None:
        """Open it: everybody else meets 423 (IS:msgraph-sdk-java#365, msgraph-sdk-dotnet#2101).

        Nothing of it can be seen through Graph. `together` joins those who have it open already.
        """
        if item.kind != "file":
            raise invalid("Only files can be opened.")
        if item.opened_by and not together:
            raise locked("The file is open in Office.")
        if item.checked_out_by is not None and item.checked_out_by != actor:
            raise locked(f"The file is checked out by {item.checked_out_by.name}.")
        if actor not in item.opened_by:
            item.opened_by.append(actor)

    def close_in_office(self, item: Item, actor: Actor) -> None:
        """Close it."""
        item.opened_by = [one for one in item.opened_by if one != actor]

    def _carry(self, item: Item, parent: Item, name: str, actor: Actor) -> Item:
        made = self._new(parent, name, item.kind, actor)
        drive = self._tenant.drives[parent.drive_id]
        made.created_by, made.created_at = item.created_by, item.created_at
        made.modified_by, made.modified_at = item.modified_by, item.modified_at
        made.versions = list(item.versions)
        made.fields = {key: value for key, value in item.fields.items() if key in drive.columns}
        made.label = item.label or made.label
        self._inherit(made, actor)
        for one in (*drive.content_types.values(), drive.folder_type):
            if one.name == item.content_type.name:
                made.content_type = one
        if item.lineage is not None:
            self._join(made, item.lineage)
            self._tenant.grow(made, self._tenant.size(made))
        self._changed(made)
        self._effect("created" if item.kind == "file" else "folder", made)
        for child in self._tenant.children(item):
            self._carry(child, made, child.name, actor)
        return made

    def _end(self, item: Item, ending: list[Item], actor: Actor) -> None:
        """Take these, of which `item` is the uppermost, out of the library for good."""
        if item.state == "live":
            del self._tenant.items[item.parent_id or ""].children[item.name.lower()]
            self._tenant.grow(item, -self._tenant.size(item))
        for one in ending:
            one.state = "gone"
            one.modified_by, one.modified_at = actor, self._clock.now()
            self._changed(one)
