"""Apps, what they were granted, and who calls: an app by itself, or an app for a person."""

from dataclasses import dataclass, field
from typing import Literal

from graph_simulator.model import Actor

FULL_CONTROL = "Sites.FullControl.All"
# The role of a person who changes and removes the labels of records (PUR).
SITE_ADMIN = "site admin"


@dataclass(frozen=True, slots=True)
class App:
    """An app registration with the application permissions an administrator consented to."""

    id: str
    name: str
    permissions: frozenset[str] = frozenset()


@dataclass(slots=True)
class AppGrant:
    """What an app with a Selected permission may do there: read, write, owner, fullcontrol."""

    id: str
    """Of the permission: the same on each thing that the app was granted."""
    on: str
    """The id of a site, of a list's root, or of an item."""
    app_id: str
    app_name: str
    roles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, as the token says. `permissions` are the app's, or for a person the scopes."""

    kind: Literal["application", "delegated", "person", "nobody"]
    app_id: str = ""
    app_name: str = ""
    person: Actor | None = None
    roles: frozenset[str] = frozenset()
    """Of the person: directory or Purview roles, as the seed gives them."""
    permissions: frozenset[str] = frozenset()

    @property
    def actor(self) -> Actor:
        """Who is written down as the one who did it."""
        return self.person or Actor("app", self.app_name, self.app_id)

    @property
    def key(self) -> str:
        """The one whose resource units are counted: the app, whoever it works for."""
        if self.kind == "nobody":
            return "nobody"
        if self.kind == "person":
            return f"person:{self.actor.name}"
        return f"app:{self.app_name}"

    @property
    def has_full_control(self) -> bool:
        """Whether it holds Sites.FullControl.All."""
        return FULL_CONTROL in self.permissions

    @property
    def is_site_admin(self) -> bool:
        """Whether it changes and removes the labels of records.

        A delegated token lets an app do what its person may, never more.
        """
        return self.has_full_control and (self.person is None or SITE_ADMIN in self.roles)


NOBODY = Caller("nobody")
