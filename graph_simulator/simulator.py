import secrets
from dataclasses import dataclass, fields
from pathlib import Path

from graph_simulator.calls import Ledger, Seals
from graph_simulator.clock import SimulatorClock
from graph_simulator.copying import CopyJob
from graph_simulator.errors import invalid
from graph_simulator.faults import Faults
from graph_simulator.model import Json
from graph_simulator.notifications import Notifications
from graph_simulator.seed import load_tenant
from graph_simulator.tenant import Tenant
from graph_simulator.tenant_changes import TenantChanges


@dataclass(slots=True)
class Dials:
    """What the documentation leaves open or the service decides; set by `/_simulator/dials`."""

    copy_polls: int = 1
    """How many polls of a copy's monitor say `inProgress`."""
    page_size: int = 200
    """Items on a page of children or of a delta."""
    unlabelled_status: int = 204
    """What `retentionLabel` of an unlabelled item answers: 204, 404, or 200 with an empty name."""

    def turn(self, asked: Json) -> None:
        """Set some of them."""
        known = {one.name for one in fields(self)}
        for name, value in asked.items():
            if name not in known or not isinstance(value, int) or value < 0:
                raise invalid(f"a dial is one of {', '.join(sorted(known))}, a whole number")
            setattr(self, name, value)


class Simulator:
    """One simulated tenant with its clock, faults, copies, subscriptions and account."""

    tenant: Tenant
    changes: TenantChanges
    clock: SimulatorClock
    faults: Faults
    ledger: Ledger
    dials: Dials
    notifications: Notifications
    copies: dict[str, CopyJob]

    def __init__(self, seed: Path) -> None:
        self._seed = seed
        self.seals = Seals(secrets.token_bytes(16))
        self.epoch = 0
        self._begin()

    def reset(self) -> None:
        """Back to the seed; delta links and downloads from before are worth nothing."""
        self.faults.remove()
        self.notifications.stop()
        self._begin()

    def _begin(self) -> None:
        self.epoch += 1
        self.clock = SimulatorClock()
        self.faults = Faults()
        self.ledger = Ledger()
        self.dials = Dials()
        self.copies = {}
        self.tenant = load_tenant(self._seed)
        self.notifications = Notifications(self.clock, self.faults, self.tenant.id)
        self.changes = TenantChanges(self.tenant, self.clock, self.notifications.ring)
