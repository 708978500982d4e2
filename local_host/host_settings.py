"""The part of host.json that changes how functions run.

Pages (learn.microsoft.com/azure/azure-functions): "host.json reference" (`functions-host-json`)
for `functionTimeout` and `extensions`; `functions-bindings-storage-queue`, "host.json settings",
for the queues; `functions-bindings-http-webhook` for `routePrefix`.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

TIMESPAN = re.compile(r"(?:(\d+)\.)?([01]?\d|2[0-3]):([0-5]?\d):([0-5]?\d(?:\.\d{1,7})?)")


def parse_timespan(value: object) -> timedelta:
    """Return the length of a .NET timespan: `hh:mm:ss`, `d.hh:mm:ss`, with or without fractions.

    Raises ValueError for everything else, numbers too: .NET reads a bare `30` as thirty days and
    `24:00:00` as twenty-four, and nobody means that.
    """
    if isinstance(value, timedelta):
        return value
    match = TIMESPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("write a length of time as hh:mm:ss or d.hh:mm:ss")
    days, hours, minutes, seconds = match.groups(default="0")
    return timedelta(days=int(days), hours=int(hours), minutes=int(minutes), seconds=float(seconds))


def _parse_timeout(value: object) -> timedelta | None:
    return None if value == "-1" else parse_timespan(value)


Timespan = Annotated[timedelta, BeforeValidator(parse_timespan)]


class HttpSettings(BaseModel):
    """`extensions.http`; only the prefix means anything to the local host."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, validate_by_name=True)

    route_prefix: str = "api"


class QueueSettings(BaseModel):
    """`extensions.queues`. An unknown key is a mistake: Azure would quietly use the default.

    `max_polling_interval` and `message_encoding` count where queues lie in Azure Storage: a queue
    inside the process rings when a message comes, and holds its text as it is.
    """

    model_config = ConfigDict(
        frozen=True, alias_generator=to_camel, validate_by_name=True, extra="forbid"
    )

    batch_size: int = Field(default=16, ge=1, le=32)
    new_batch_threshold: int | None = Field(default=None, ge=0)
    max_dequeue_count: int = Field(default=5, ge=1)
    visibility_timeout: Timespan = timedelta(0)
    max_polling_interval: Timespan = timedelta(minutes=1)
    message_encoding: Literal["base64", "none"] = "base64"

    def room_for(self, being_processed: int) -> int:
        """Return how many messages to take now, while `being_processed` of the queue run.

        A new batch is fetched when no more than the threshold (half a batch, when not said) still
        runs, so that at most a batch and the threshold run at once (page of the queue trigger,
        "Concurrency").
        """
        threshold = self.new_batch_threshold
        if threshold is None:
            threshold = self.batch_size // 2
        return self.batch_size if being_processed <= threshold else 0


class Extensions(BaseModel):
    """`extensions`; those of other triggers are left alone."""

    model_config = ConfigDict(frozen=True)

    http: HttpSettings = HttpSettings()
    queues: QueueSettings = QueueSettings()


class HostSettings(BaseModel):
    """host.json, as far as it changes how functions run; the rest is left alone."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, validate_by_name=True)

    extensions: Extensions = Extensions()
    # Thirty minutes is the default outside the Consumption plan; "-1" is no limit.
    function_timeout: Annotated[timedelta | None, BeforeValidator(_parse_timeout)] = timedelta(
        minutes=30
    )


def read_host_json(host_json: Mapping[str, Any]) -> HostSettings:
    """Return what host.json says. Raises pydantic.ValidationError naming every wrong key."""
    return HostSettings.model_validate(dict(host_json))
