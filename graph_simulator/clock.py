from datetime import UTC, datetime, timedelta


class SimulatorClock:
    """The tenant's time: real time plus an offset, so it ticks and can be moved."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        """The tenant's moment, in UTC."""
        return datetime.now(UTC) + self._offset

    def advance(self, seconds: float) -> None:
        """Move the tenant's time by that many seconds; negative goes back."""
        self._offset += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Make it that moment now; time ticks on from there."""
        self._offset = moment - datetime.now(UTC)

    @property
    def ahead(self) -> float:
        """How many seconds it is ahead of real time."""
        return self._offset.total_seconds()

    def follow_real_time(self) -> None:
        """Drop every shift."""
        self._offset = timedelta()


def graph_time(moment: datetime) -> str:
    """A moment as SharePoint answers it: whole seconds and `Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def precise_time(moment: datetime) -> str:
    """A moment with microseconds, for the simulator's own API."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_time(text: str) -> datetime:
    """Read a moment with 0 to 7 fractional digits, `Z` or an offset; without one it is UTC.

    Raises ValueError.
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
