"""What is remembered of libraries for a few minutes: facts that hardly change.

Asking them again for every document would cost more than what the document itself needs
(https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online).
"""

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from filing.errors import NotFound, Refused, Rejected

T = TypeVar("T")
AS_LONG_AS = 5 * 60.0  # seconds


class Libraries:
    """Facts of libraries, each as it was at most five minutes ago.

    All facts of a library are asked anew once it refused something: then one of them may be old.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._facts: dict[tuple[str, str], tuple[float, Any]] = {}

    async def fact(self, library: str, name: str, ask: Callable[[], Awaitable[T]]) -> T:
        """Return that fact of the library; it is asked where it is not known or too old."""
        known = self._facts.get((library, name))
        if known is not None and self._seconds() - known[0] < AS_LONG_AS:
            return cast("T", known[1])
        asked_at = self._seconds()
        value = await ask()
        self._facts[library, name] = (asked_at, value)
        return value

    def forget(self, library: str) -> None:
        """Ask every fact of that library anew, also which one it is."""
        self._facts = {
            key: fact
            for key, fact in self._facts.items()
            if library not in (key[0], fact[1])  # its own facts, and that it is called so
        }

    @contextmanager
    def used(self, library: str) -> Iterator[None]:
        """Forget the library where what is done meanwhile is refused."""
        try:
            yield
        except (NotFound, Refused, Rejected):
            self.forget(library)
            raise
