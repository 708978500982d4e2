"""One operation as data: what call it is, what it costs, who may, and what it rests on.

Each area module declares its own, beside the functions that apply them; `operations.py` gathers
them and `coverage.py` writes COVERAGE.md from them.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from graph_simulator.calls import Answer, Call
from graph_simulator.errors import GraphError

Status = Literal["documented", "reported", "believed"]
CONFLICT = "@microsoft.graph.conflictbehavior"
SHOWN = ("select", "expand")
ITEM = "/v1.0/drives/{drive}/{address}"
LIST = "/v1.0/drives/{drive}/list"
SITE_LIST = "/v1.0/sites/{site}/lists/{list}"
LIST_ITEM = f"{SITE_LIST}/items/{{list_item}}"
DRIVE_LIST_ITEM = f"{LIST}/items/{{list_item}}"
# What the page of Selected permissions has: with one of them an app may what it was granted, at the
# level that the name says and, with those before, below it (GD:c:permissions-selected-overview).
SELECTED = (
    "Sites.Selected",
    "Lists.SelectedOperations.Selected",
    "ListItems.SelectedOperations.Selected",
    "Files.SelectedOperations.Selected",
)
# The application permissions of which one is enough (DX).
READS_FILES = (
    "Files.Read.All",
    "Files.ReadWrite.All",
    "Sites.Read.All",
    "Sites.ReadWrite.All",
    "Sites.FullControl.All",
    *SELECTED,
)
WRITES_FILES = (
    "Files.ReadWrite.All",
    "Sites.ReadWrite.All",
    "Sites.FullControl.All",
    *SELECTED,
)
READS_SITES = (
    "Sites.Read.All",
    "Sites.ReadWrite.All",
    "Sites.FullControl.All",
    *SELECTED,
)
# Without the Selected ones, which is not asked by these.
READS_ALL_SITES = ("Sites.Read.All", "Sites.ReadWrite.All", "Sites.FullControl.All")
# Columns and content types; Sites.Manage.All is among them (GD:site-list-contenttypes).
READS_LISTS = (*READS_SITES, "Sites.Manage.All")
READS_MEMBERS = (
    "GroupMember.Read.All",
    "GroupMember.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
    "Directory.Read.All",
)
READS_GROUPS = (
    "GroupMember.Read.All",
    "Group.ReadBasic.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
    "Directory.Read.All",
)
READS_USERS = ("User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All")
MANAGES_SITES = ("Sites.Manage.All", "Sites.FullControl.All", *SELECTED)
WRITES_SITES = ("Sites.ReadWrite.All", "Sites.FullControl.All", *SELECTED)
FULL_CONTROL_ONLY = ("Sites.FullControl.All",)
# Granting below the site; what holds these by a grant must be an owner (GD:c:permissions-selected-overview).
GRANTS_LISTS = ("Sites.FullControl.All", "Sites.Selected")
GRANTS_ITEMS = (*GRANTS_LISTS, "Lists.SelectedOperations.Selected")
READS_TEAMS = ("Team.ReadBasic.All", "TeamSettings.Read.All", "TeamSettings.ReadWrite.All")
READS_CHANNELS = (
    "Channel.ReadBasic.All",
    "ChannelSettings.Read.All",
    "ChannelSettings.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
)

_PLACEHOLDERS = {
    # `root` or `items/{id}`, each with `:/path:` or not.
    "address": r"(?P<address>(?:root|items/[^/:]+)(?::/[^:]*:)?)",
    "root": r"(?:items/)?root",
    # An export of all messages is no channel.
    "channel": r"(?P<channel>(?!getAllMessages\b)[^/]+)",
    "all_sites": r"(?:oneDrive\.)?getAllSites(?:\(\))?",
    "delta": r"(?:microsoft\.graph\.)?delta(?:\((?:token='(?P<token>[^']*)')?\))?",
}


@dataclass(frozen=True)
class Operation:
    """One operation of COVERAGE.md. `units` may depend on the call (delta)."""

    name: str
    method: str
    templates: tuple[str, ...]
    apply: Callable[[Call], Answer]
    units: int | Callable[[Call], int]
    status: Status
    basis: str
    """What it rests on; it begins with the page when the status is `documented`."""
    options: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    """Application or delegated permissions of which one is enough; empty: any token will do."""
    by_drive: tuple[str, ...] = ()
    """Those of the same call by a drive and its item, where they are others."""
    by_owners: bool = False
    """With a Selected permission: whether it asks an owner's role."""
    delegated_only: bool = False
    application_only: bool = False
    open: bool = False
    resync: Callable[[Call], GraphError] | None = None
    """Of a delta: the 410 that sends the reader back to the beginning."""
    prepare: Callable[[Call], Awaitable[None]] | None = None
    takes: str = ""
    """What of the call is modelled, for COVERAGE.md."""
    units_text: str = ""
    """How the units are said in COVERAGE.md when they depend on the call."""

    @property
    def changes(self) -> bool:
        """Whether it changes something."""
        return self.method != "GET"

    @property
    def leaves_select(self) -> bool:
        """Whether `$select` is of its answer as a whole: of a GET that has no pages."""
        is_read = self.method == "GET" and not self.open
        return is_read and not {"select", "skiptoken", "token"} & set(self.options)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The pattern of each template."""
        return tuple(_pattern(one) for one in self.templates)

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """What a decoded path holds when it is this operation's, else None."""
        if method != self.method:
            return None
        for pattern in self.patterns:
            if match := pattern.fullmatch(path):
                return {key: text for key, text in match.groupdict().items() if text}
        return None

    def cost(self, call: Call) -> int:
        """Resource units, after SharePoint's table (SPT)."""
        return self.units if isinstance(self.units, int) else self.units(call)


def _pattern(template: str) -> re.Pattern[str]:
    pattern = re.escape(template)
    for name, text in _PLACEHOLDERS.items():
        # The closing colon of a path may be left out only where nothing follows.
        if name == "address" and template.endswith("{address}"):
            text = text.replace("[^:]*:", "[^:]*:?")  # noqa: PLW2901
        pattern = pattern.replace(rf"\{{{name}\}}", text)
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", pattern))
