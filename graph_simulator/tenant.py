"""The tenant's state: what there is, and finding it. What changes it is in `tenant_changes.py`.

One lock guards it: the event loop. Every request is applied by a plain function that runs on the
loop without awaiting, so no two ever interleave; only waiting (holds, latency, deliveries) awaits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_simulator.callers import App, AppGrant
from graph_simulator.change_log import ChangeLog
from graph_simulator.channel_message import Message
from graph_simulator.copy_job import CopyJob
from graph_simulator.errors import not_found
from graph_simulator.identifiers import guid
from graph_simulator.list_parts import ContentType, Term
from graph_simulator.model import (
    DERIVED,
    Actor,
    Drive,
    Grant,
    Item,
    LabelDefinition,
    LabelSpread,
    Principal,
    Site,
    Subscription,
    Team,
)
from graph_simulator.purview_object import Administered
from graph_simulator.upload_session import UploadSession


@dataclass(slots=True)
class Tenant:
    """Everything there is in the tenant.

    Each `dict` of it is a table of the state file and each other value is kept too, so what is
    added here outlives a restart; what follows from the rest is `DERIVED`, see `derive`.
    """

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
    content_types: dict[str, ContentType] = field(default_factory=dict)
    """Those of sites, by name."""
    label_spreads: dict[str, LabelSpread] = field(default_factory=dict)
    """By folder id: labels on their way to what is in the folder."""
    label_details: dict[str, Administered] = field(default_factory=dict)
    descriptors: dict[str, Administered] = field(default_factory=dict)
    """Of the file plan, by kind and id."""
    retention_events: dict[str, Administered] = field(default_factory=dict)
    event_types: dict[str, Administered] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    drives: dict[str, Drive] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    lineages: dict[str, list[str]] = field(default_factory=dict)
    lineage_contents: dict[str, set[str]] = field(default_factory=dict)
    app_grants: dict[str, AppGrant] = field(default_factory=dict)
    """By what they are on, and the app."""
    roles: dict[str, list[str]] = field(default_factory=dict)
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    shares: dict[str, str] = field(default_factory=dict)
    """The item ids of links by their address."""
    sharing_changes: dict[str, int] = field(default_factory=dict)
    """By item id, where in the count of changes its sharing changed last."""
    copies: dict[str, CopyJob] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    uploads: dict[str, UploadSession] = field(default_factory=dict)
    notified: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("sent", "delivered", "failed", "lost"), 0)
    )
    sequence: int = 0
    made: int = 0
    logs: dict[str, ChangeLog] = field(default_factory=dict, metadata=DERIVED)
    numbers: dict[tuple[str, int], str] = field(default_factory=dict, metadata=DERIVED)
    """Item ids by drive and list item id."""

    def derive(self) -> None:
        """Work out what follows from the items; once, after a seed or a restart."""
        self.logs = {drive: ChangeLog() for drive in self.drives}
        for item in sorted(self.items.values(), key=lambda one: one.changed):
            self.logs[item.drive_id].note(item)
            self.numbers[item.drive_id, item.list_item_id] = item.id
            if item.parent_id is not None and item.state == "live":
                self.items[item.parent_id].children[item.name.lower()] = item.id
                if item.kind == "file":
                    self.grow(item, item.versions[-1].content.size)

    def grow(self, item: Item, by: int) -> None:
        """Let the folders above it hold that many bytes more."""
        for folder in self.ancestors(item):
            folder.bytes_below += by

    @property
    def default_app(self) -> App:
        """The first app of the seed."""
        return next(iter(self.apps.values()))

    def next_guid(self, what: str) -> str:
        """A new GUID; the same ones in the same order after a reset."""
        self.made += 1
        return guid(self.hostname, what, self.made)

    def site(self, site_id: str) -> Site:
        """The live site with that id; `root` and the host alone are the root site."""
        if site_id in {"root", self.hostname}:
            return self.site_at("/")
        if site_id not in self.sites or self.sites[site_id].state != "live":
            raise not_found("Requested site could not be found")
        return self.sites[site_id]

    def live_sites(self) -> list[Site]:
        """The sites that were not deleted."""
        return [one for one in self.sites.values() if one.state == "live"]

    def site_at(self, path: str) -> Site:
        """The site at a server-relative path such as `/sites/archief`."""
        for site in self.live_sites():
            if site.path.lower() == "/" + path.strip("/").lower():
                return site
        raise not_found("Requested site could not be found")

    def drive(self, drive_id: str) -> Drive:
        """The drive with that id."""
        drive = self.drives.get(drive_id)
        if drive is None or not drive.is_library or self.sites[drive.site_id].state != "live":
            raise not_found("The drive could not be found.")
        return drive

    def drive_of_list(self, site_id: str, list_id: str) -> Drive:
        """The library with that list id, or title, in that site (GD21:list-get)."""
        site = self.site(site_id)
        for drive in self.drives_in(site):
            if list_id in {drive.list_id, drive.name}:
                return drive
        raise not_found("The list could not be found.")

    def drives_in(self, site: Site) -> list[Drive]:
        """The lists and libraries of that site."""
        return [one for one in self.drives.values() if one.site_id == site.id]

    def libraries_in(self, site: Site) -> list[Drive]:
        """The libraries of that site."""
        return [one for one in self.drives_in(site) if one.is_library]

    def libraries(self) -> list[Drive]:
        """All libraries."""
        return [one for one in self.drives.values() if one.is_library]

    def drive_named(self, site: str, library: str) -> Drive:
        """The library of that name in the site with that path or display name."""
        named = [one for one in self.sites.values() if one.display_name == site]
        wanted = named[0] if named else self.site_at(site)
        for drive in self.libraries_in(wanted):
            if drive.name == library:
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
        number = int(list_item_id) if list_item_id.isdecimal() else -1
        item = self.items.get(self.numbers.get((drive_id, number), ""))
        if item is None or item.is_root or item.state != "live":
            raise not_found()
        return item

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
            return item.versions[-1].content.size
        return item.bytes_below

    def access(self, item: Item) -> tuple[Item, list[Grant]]:
        """Who can open it, and the item on which that was said (itself, a folder or the root)."""
        for holder in (item, *self.ancestors(item)):
            if holder.unique is not None:
                return holder, holder.unique
        drive = self.drives[item.drive_id]
        return self.items[drive.root_id], drive.access

    def audience(self, item: Item) -> list[str]:
        """Who can open it, by a permission or by a link to it or to a folder above it."""
        held = [one.principal.key for one in self.access(item)[1]]
        for holder in (item, *self.ancestors(item)):
            for link in holder.links:
                named = [one.principal.key for one in link.people]
                held += named if link.scope == "users" else [f"link:{link.scope}"]
        return list(dict.fromkeys(held))

    def complete_copies(self, lineage: str) -> int:
        """How many live items hold every content version that lineage ever had."""
        wanted = self.lineage_contents[lineage]
        return sum(
            self.items[one].state == "live"
            and wanted <= {version.content.origin for version in self.items[one].versions}
            for one in self.lineages[lineage]
        )

    def mail(self, person: Principal) -> str:
        """A person's address, which is the name to sign in with too; made from the name."""
        return f"{re.sub('[^a-z0-9]+', '.', person.name.lower()).strip('.')}@{self.mail_domain}"

    def site_user(self, principal: Principal) -> int:
        """The number by which sites know a person or group; here the same in each of them."""
        known = [*self.people.values(), *self.groups.values()]
        return known.index(principal) + 1

    def principal_numbered(self, number: int) -> Principal | None:
        """The person or group sites know by that number."""
        known = [*self.people.values(), *self.groups.values()]
        return known[number - 1] if 0 < number <= len(known) else None

    def term_set_id(self, name: str) -> str:
        """The id of the term set of that name."""
        return guid(self.hostname, "term set", name)

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
