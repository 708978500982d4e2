import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from graph_simulator.asked import whole_in
from graph_simulator.calls import Ledger, Seals
from graph_simulator.clock import SimulatorClock
from graph_simulator.errors import invalid
from graph_simulator.faults import Faults
from graph_simulator.item_changes import ItemChanges
from graph_simulator.model import Json
from graph_simulator.notifications import Notifications
from graph_simulator.processes import Processes
from graph_simulator.rates import Rates
from graph_simulator.recording import Recording
from graph_simulator.seed import load_tenant, read_seed
from graph_simulator.seed_format import SeedError
from graph_simulator.state import State
from graph_simulator.tenant import Tenant

_UNLABELLED = (200, 204, 404)
_NEVER_ZERO = ("page_size", "notification_timeout_ms", "notification_retry_timeout_ms")


@dataclass(slots=True)
class Dials:
    """What the documentation leaves open or the service decides; set by `/_simulator/dials`."""

    copy_polls: int = 1
    """How many polls of a copy's monitor say `inProgress`."""
    page_size: int = 200
    """Items on a page of children or of a delta."""
    unlabelled_status: int = 204
    """What `retentionLabel` of an unlabelled item answers: 204, 404, or 200 with an empty name."""

    hidden_columns: bool = False
    """Whether hidden columns and their values are shown without asking for them."""
    anonymous_links: bool = False
    """Whether the organisation allows links that anybody can open."""
    terms_on_sets: bool = False
    """Whether a note of managed metadata is stored on document sets too; users saw that it is not."""
    other_host: bool = False
    """Whether downloads, uploads and monitors are on this machine's other name: `localhost`."""
    enforce_permissions: bool = False
    """Whether calls are refused for want of a permission."""

    records_keep_properties: bool = False
    """Tenant setting: properties of a locked record cannot be changed (PUR)."""
    labels_forbid_deleting: bool = False
    """Tenant setting: nothing that has a retention label can be deleted (PUR)."""
    label_spread_seconds: int = 0
    """How long what is in a folder waits for a label the folder was given, by this clock."""
    apps_remove_record_labels: bool = True
    """Whether an app without a person removes a record's label; the page of 2026 says no."""
    patient_retries: bool = False
    """Whether a notification is retried over four hours of this clock, not a few real seconds."""
    delivery_states: bool = False
    """Whether an endpoint that answers slowly gets its notifications late, or not at all."""
    handshake_timeout_ms: int = 10_000
    """How long the validation of a notification URL waits, in real time."""
    notification_timeout_ms: int = 3_000
    """How long the first attempt of a notification waits, in real time."""
    notification_retry_timeout_ms: int = 10_000
    """How long each retry waits."""
    typed_drive_notifications: bool = False
    """Whether `resourceData` of a drive's notifications is its type, for subscriptions made then."""
    teams_subscriptions_at_most: int = 10_000
    """All Teams subscriptions of all apps in the tenant (LM:overview)."""
    minor_versions: bool = False
    """Whether libraries keep drafts: 0.1, 0.2, and 1.0 when published."""
    version_limit: int = 0
    """How many versions of a file libraries keep; 0: all."""
    licences: int = 0
    """How many the tenant has, and so its limits of resource units; 0: nobody is throttled."""
    fractional_retry_after: bool = False
    """Whether Retry-After has a fraction, as the Graph page of 2021 showed it."""
    pending_content_seconds: int = 0
    """How long new content is shown as `pendingOperations`, by this clock."""
    wrapped_label_definitions: bool = False
    """Whether a label's definition comes in a `value`, as the page's example shows it."""
    moves_between_drives: bool = False
    """Whether PATCH moves to another library: GD:driveitem-move says no, users saw it."""

    def turn(self, asked: Json) -> None:
        """Set some of them; none when one of them cannot be."""
        turned = {name: self._turned(asked, name) for name in asked}
        for name, value in turned.items():
            setattr(self, name, value)

    def _turned(self, asked: Json, name: str) -> bool | int:
        known = {one.name for one in fields(self)}
        if name not in known:
            raise invalid(f"a dial is one of {', '.join(sorted(known))}")
        value = asked[name]
        if isinstance(getattr(self, name), bool):
            if not isinstance(value, int) or value not in {0, 1}:
                raise invalid(f"{name} is true or false.")
            return bool(value)
        if name == "unlabelled_status" and value not in _UNLABELLED:
            raise invalid(f"{name} is 200, 204 or 404.")
        number = whole_in(asked, name, 1 if name in _NEVER_ZERO else 0)
        if number is None:
            raise invalid(f"{name} is a whole number.")
        return number


class Simulator:
    """One simulated tenant with its clock, faults, copies, subscriptions and account."""

    tenant: Tenant
    changes: ItemChanges
    clock: SimulatorClock
    faults: Faults
    ledger: Ledger
    dials: Dials
    notifications: Notifications
    rates: Rates
    processes: Processes

    def __init__(
        self, folder: Path, state_file: Path | None = None, record: Path | None = None
    ) -> None:
        self._seed = folder
        seed = read_seed(folder)
        self.recording = Recording(record) if record else None
        self._state = State(state_file) if state_file else None
        self.epoch = 0
        self._secret = secrets.token_bytes(16)
        if self._state and not self._state.is_new:
            self._seed_digest = _digest(seed)
            self._resume(self._state)
        else:
            self._begin(seed)
        self.seals = Seals(self._secret)

    def reset(self) -> None:
        """Back to the seed; delta links and downloads from before are worth nothing.

        400 when the seed cannot be used any more; everything stays then.
        """
        try:
            seed = read_seed(self._seed)
        except SeedError as error:
            raise invalid(str(error)) from None
        self.faults.remove()
        self.notifications.stop()
        self._begin(seed)

    def keep(self) -> None:
        """Write what changed to the state file, if there is one; after every call."""
        if self._state is None:
            return
        settings = {
            "secret": self._secret.hex(),
            "seed": self._seed_digest,
            "epoch": self.epoch,
            "clock": self.clock.ahead,
            "dials": asdict(self.dials),
            "faults": self.faults.shown(),
            "units": self.ledger.units,
            "windows": self.ledger.windows,
        }
        self._state.keep(settings, self.ledger.calls, self.ledger.amended)

    def only_read(self) -> None:
        """What was looked at until now did not change, so that `keep` need not compare it."""
        if self._state is not None:
            self._state.forget()

    def close(self) -> None:
        """Let go of the state file, which holds everything then; what is changed later is not kept."""
        state, self._state = self._state, None
        if state is not None:
            state.close()

    def _begin(self, seed: Json) -> None:
        self.epoch += 1
        self._seed_digest = _digest(seed)
        tenant = load_tenant(seed)
        if self._state is not None:
            self._state.begin(tenant)
        self._stand_up(tenant)
        self.keep()

    def _stand_up(self, tenant: Tenant) -> None:
        self.clock = SimulatorClock()
        self.faults = Faults()
        self.ledger = Ledger()
        self.dials = Dials()
        self.rates = Rates()
        self.processes = Processes()
        self.tenant = tenant
        self.notifications = Notifications(self.clock, self.faults, self.tenant, self.dials)
        self.changes = ItemChanges(self.tenant, self.clock, self.dials, self.notifications.ring)

    def _resume(self, state: State) -> None:
        """Go on where the process before this one was."""
        kept = state.load()
        if kept.get("seed") != self._seed_digest:
            raise ValueError(
                "it was begun with another tenant.json; give that one with --tenant, or another file"
            )
        self._stand_up(state.tenant)
        self._secret = bytes.fromhex(kept["secret"])
        self.epoch = kept["epoch"]
        self.clock.advance(kept["clock"])
        self.dials.turn(kept["dials"])
        self.faults.restore(kept["faults"])
        windows = {key: (one[0], one[1]) for key, one in kept["windows"].items()}
        self.ledger = Ledger(state.calls(), kept["units"], windows)


def _digest(seed: Json) -> str:
    return hashlib.sha256(json.dumps(seed, sort_keys=True).encode()).hexdigest()
