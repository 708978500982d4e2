"""Changes of items as a whole: to another library, out of the recycle bin, for good."""

from graph_simulator import retention_rules
from graph_simulator.errors import invalid, name_taken
from graph_simulator.model import Actor, Item
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

        Labels travel when content is moved (PUR). That another item with another id takes its place,
        and that only columns the other library has come along: believed.
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
