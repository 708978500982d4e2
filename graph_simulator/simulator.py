import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from graph_simulator.calls import Ledger, Seals
from graph_simulator.clock import SimulatorClock
from graph_simulator.errors import invalid
from graph_simulator.faults import Faults
from graph_simulator.model import Json
from graph_simulator.notifications import Notifications
from graph_simulator.recording import Recording
from graph_simulator.seed import load_tenant
from graph_simulator.state import State
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

    enforce_permissions: bool = False
    """Whether calls are refused for want of a permission."""

    def turn(self, asked: Json) -> None:
        """Set some of them."""
        known = {one.name for one in fields(self)}
        for name, value in asked.items():
            if name not in known or not isinstance(value, int) or value < 0:
                raise invalid(f"a dial is one of {', '.join(sorted(known))}, a whole number")
            setattr(self, name, type(getattr(self, name))(value))


class Simulator:
    """One simulated tenant with its clock, faults, copies, subscriptions and account."""

    tenant: Tenant
    changes: TenantChanges
    clock: SimulatorClock
    faults: Faults
    ledger: Ledger
    dials: Dials
    notifications: Notifications

    def __init__(
        self, seed: Path, state_file: Path | None = None, record: Path | None = None
    ) -> None:
        self._seed = seed
        self.recording = Recording(record) if record else None
        self._state = State(state_file) if state_file else None
        self.epoch = 0
        self._secret = secrets.token_bytes(16)
        if self._state and not self._state.is_new:
            self._resume(self._state)
        else:
            self._begin()
        self.seals = Seals(self._secret)

    def reset(self) -> None:
        """Back to the seed; delta links and downloads from before are worth nothing."""
        self.faults.remove()
        self.notifications.stop()
        self._begin()

    def keep(self) -> None:
        """Write what changed to the state file, if there is one; after every call."""
        if self._state is None:
            return
        settings = {
            "secret": self._secret.hex(),
            "epoch": self.epoch,
            "clock": self.clock.ahead,
            "dials": asdict(self.dials),
            "faults": self.faults.shown(),
            "units": self.ledger.units,
            "minutes": self.ledger.minutes,
        }
        self._state.keep(settings, self.ledger.calls, self.ledger.amended)

    def only_read(self) -> None:
        """What was looked at until now did not change, so that `keep` need not compare it."""
        if self._state is not None:
            self._state.forget()

    def _begin(self) -> None:
        self.epoch += 1
        tenant = load_tenant(self._seed)
        if self._state is not None:
            self._state.begin(tenant)
        self._stand_up(tenant)
        self.keep()

    def _stand_up(self, tenant: Tenant) -> None:
        self.clock = SimulatorClock()
        self.faults = Faults()
        self.ledger = Ledger()
        self.dials = Dials()
        self.tenant = tenant
        self.notifications = Notifications(self.clock, self.faults, self.tenant)
        self.changes = TenantChanges(self.tenant, self.clock, self.notifications.ring)

    def _resume(self, state: State) -> None:
        """Go on where the process before this one was."""
        kept = state.load()
        self._stand_up(state.tenant)
        self._secret = bytes.fromhex(kept["secret"])
        self.epoch = kept["epoch"]
        self.clock.advance(kept["clock"])
        self.dials.turn(kept["dials"])
        self.faults.restore(kept["faults"])
        minutes = {caller: (one[0], one[1]) for caller, one in kept["minutes"].items()}
        self.ledger = Ledger(state.calls(), kept["units"], minutes)
