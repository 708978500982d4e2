from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import azure.functions as func
import httpx

from local_host.host import LocalHost

HostOf = Callable[..., Awaitable[LocalHost]]
ClientOf = Callable[[LocalHost], httpx.AsyncClient]
STORAGE = "AzureWebJobsStorage"


class Clock:
    """Stands still until it is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def new_blueprint() -> func.Blueprint:
    return func.Blueprint()
