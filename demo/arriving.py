"""A document that people put into a channel, and the channels where they do."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDocument:
    """A document, who uploads it, and where.

    `path` is seen from the channel's folder. `restricted_to` names who alone may open it, by role;
    empty when everybody with access to the channel may. Documents with the same `batch` are one
    delivery. `why_here` says what makes it worth a look.
    """

    team: str
    channel: str
    path: str
    person: str
    content: bytes
    why_here: str
    restricted_to: tuple[str, ...] = ()
    batch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenDocument:
    """A document and what its writer held `defensible` for it before anything was run.

    One sentence for a person to judge by, in English and, as `verdedigbaar`, in Dutch.
    """

    document: DemoDocument
    defensible: str
    verdedigbaar: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a team."""

    team: str
    name: str

    def gets(
        self,
        path: str,
        person: str,
        content: bytes,
        why_here: str,
        *,
        restricted_to: tuple[str, ...] = (),
        batch: str | None = None,
    ) -> DemoDocument:
        """Return the document that `person` uploads to `path` in this channel."""
        return DemoDocument(
            team=self.team,
            channel=self.name,
            path=path,
            person=person,
            content=content,
            why_here=why_here,
            restricted_to=restricted_to,
            batch=batch,
        )


GRANTS: Final = Channel("Subsidies", "Algemeen")
GRANTS_POST: Final = Channel("Subsidies", "Inkomende post")
OBJECTIONS: Final = Channel("Subsidies", "Bezwaren")
STAFF: Final = Channel("Subsidies", "Personele zaken")
PERMITS: Final = Channel("Vergunningen", "Algemeen")
PERMITS_POST: Final = Channel("Vergunningen", "Inkomende post")
POLICY: Final = Channel("Beleid en Bestuur", "Algemeen")
COALITION: Final = Channel("Beleid en Bestuur", "Coalitieakkoord")
PROPOSALS: Final = Channel("Beleid en Bestuur", "Statenvoorstellen")
RING_ROAD: Final = Channel("Beleid en Bestuur", "Ringweg Noord")

EMPLOYEE: Final = "Medewerker Subsidies"
COLLEAGUE: Final = "Collega Subsidies"
MANAGER: Final = "Manager Subsidies"
LAWYER: Final = "Jurist"
COMMITTEE: Final = "Secretaris bezwaarcommissie"
PERMIT_EMPLOYEE: Final = "Medewerker Vergunningen"
PERMIT_COLLEAGUE: Final = "Collega Vergunningen"
ADVISER: Final = "Beleidsadviseur"
PROJECT_LEADER: Final = "Projectleider"
CLERK: Final = "Griffiemedewerker"
MAIL_ROOM: Final = "Medewerker Postkamer"
