"""The tenant's state: what there is, and finding it. What changes it is in `tenant_changes.py`.

One lock guards it: the event loop. Every request is applied by a plain function that runs on the
loop without awaiting, so no two ever interleave; only waiting (holds, latency, deliveries) awaits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_simulator.errors import not_found
from graph_simulator.identifiers import guid
from graph_simulator.model import (
    Actor,
    App,
    Drive,
    Item,
    LabelDefinition,
    Principal,
    Site,
    Team,
    Term,
)


@dataclass(slots=True)
class Tenant:
    """Everything there is in the tenant."""

    id: str
    hostname: str
    display_name: str
    mail_domain: str
    apps: dict[str, App] = field(default_factory=dict)
    groups: dict[str, Principal] = field(default_factory=dict)
    people: dict[str, Principal] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    terms: dict[str, dict[str, Term]] = field(default_factory=dict)
    labels: dict[str, LabelDefinition] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    drives: dict[str, Drive] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    lineages: dict[str, list[str]] = field(default_factory=dict)
    lineage_contents: dict[str, set[str]] = field(default_factory=dict)
    sequence: int = 0
    made: int = 0

    @property
    def default_app(self) -> App:
        """The first app of the seed."""
        return next(iter(self.apps.values()))

    def next_guid(self, what: str) -> str:
        """A new GUID; the same ones in the same order after a reset."""
        self.made += 1
        return guid(self.hostname, what, self.made)

    def site(self, site_id: str) -> Site:
        """The site with that id; `root` and unknown ones are not found."""
        if site_id not in self.sites:
            raise not_found("Requested site could not be found")
        return self.sites[site_id]

    def site_at(self, path: str) -> Site:
        """The site at a server-relative path such as `/sites/archief`."""
        for site in self.sites.values():
            if site.path.lower() == "/" + path.strip("/").lower():
                return site
        raise not_found("Requested site could not be found")

    def drive(self, drive_id: str) -> Drive:
        """The drive with that id."""
        if drive_id not in self.drives:
            raise not_found("The drive could not be found.")
        return self.drives[drive_id]

    def drive_of_list(self, site_id: str, list_id: str) -> Drive:
        """The library with that list id, or title, in that site (GD21:list-get)."""
        for drive in self.drives.values():
            if drive.site_id == site_id and list_id in {drive.list_id, drive.name}:
                return drive
        raise not_found("The list could not be found.")

    def drive_named(self, site: str, library: str) -> Drive:
        """The library of that name in the site with that path or display name."""
        named = [one for one in self.sites.values() if one.display_name == site]
        wanted = named[0] if named else self.site_at(site)
        for drive in self.drives.values():
            if drive.site_id == wanted.id and drive.name == library:
                return drive
        raise not_found(f"No library '{library}' in {site}")

    def item(self, drive_id: str, item_id: str) -> Item:
        """The live item with that id in that drive; `root` is the root folder."""
        drive = self.drive(drive_id)
        item = self.items.get(drive.root_id if item_id == "root" else item_id)
        if item is None or item.drive_id != drive_id or item.state != "live":
            raise not_found()
        return item

    def listed(self, drive_id: str, list_item_id: str) -> Item:
        """The live item with that list item id, a whole number as text."""
        for item in self.items.values():
            if item.drive_id == drive_id and str(item.list_item_id) == list_item_id:
                return self.item(drive_id, item.id)
        raise not_found()

    def root(self, drive_id: str) -> Item:
        """The root folder of that drive."""
        return self.items[self.drive(drive_id).root_id]

    def child(self, parent: Item, name: str) -> Item | None:
        """The child of that name; SharePoint does not mind capitals."""
        found = parent.children.get(name.lower())
        return self.items[found] if found else None

    def at_path(self, start: Item, path: str) -> Item:
        """The item at a path below `start`; the empty path is `start` itself."""
        item = start
        for part in filter(None, path.split("/")):
            below = self.child(item, part)
            if below is None:
                raise not_found()
            item = below
        return item

    def children(self, parent: Item) -> list[Item]:
        """The live children, by name."""
        return [self.items[parent.children[name]] for name in sorted(parent.children)]

    def ancestors(self, item: Item) -> Iterator[Item]:
        """The folders above it, nearest first, ending with the root."""
        while item.parent_id is not None:
            item = self.items[item.parent_id]
            yield item

    def descendants(self, item: Item) -> Iterator[Item]:
        """The live items below it, parents before children."""
        for child in self.children(item):
            yield child
            yield from self.descendants(child)

    def path(self, item: Item) -> str:
        """Its path from the root, `/` for the root itself."""
        above = [folder.name for folder in self.ancestors(item)][:-1]
        return "/" if item.is_root else "/" + "/".join([*reversed(above), item.name])

    def size(self, item: Item) -> int:
        """Bytes of the current version; of a folder, of all that is below it."""
        if item.kind == "file":
            return len(item.versions[-1].content.data)
        return sum(self.size(self.items[child]) for child in item.children.values())

    def access(self, item: Item) -> tuple[Item, list[Principal]]:
        """Who can open it, and the item on which that was said (itself, a folder or the root)."""
        for holder in (item, *self.ancestors(item)):
            if holder.unique is not None:
                return holder, holder.unique
        return self.root(item.drive_id), self.drives[item.drive_id].access

    def complete_copies(self, lineage: str) -> int:
        """How many live items hold every content version that lineage ever had."""
        wanted = self.lineage_contents[lineage]
        return sum(
            self.items[one].state == "live"
            and wanted <= {version.content.origin for version in self.items[one].versions}
            for one in self.lineages[lineage]
        )

    def person(self, name: str) -> Actor:
        """The person of that name, as one who acts."""
        if name not in self.people:
            raise not_found(f"No person '{name}' in this tenant: {', '.join(self.people)}")
        return Actor("person", name, self.people[name].id)

    def team_named(self, name: str) -> Team:
        """The team of that name."""
        for team in self.teams.values():
            if team.name == name:
                return team
        raise not_found(f"No team '{name}' in this tenant")
