"""A dictionary that remembers what was looked at, and so may have changed."""

from typing import Any


class Tracked(dict[str, Any]):
    """As a `dict`; `take_touched` tells the keys that were read or written since the last time.

    Whoever changes an object got it from here first, so nobody has to say what was changed.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._touched: dict[str, None] = {}
        self._all = False

    def take_touched(self) -> list[str]:
        """The keys touched since the last time, those that are gone too; new ones in their order."""
        touched = {**dict.fromkeys(self), **self._touched} if self._all else self._touched
        self._touched, self._all = {}, False
        return list(touched)

    def touch_all(self) -> None:
        """Take everything for touched."""
        self._all = True

    def __getitem__(self, key: str) -> Any:
        self._touched[key] = None
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As `dict.get`."""
        self._touched[key] = None
        return super().get(key, default)

    def setdefault(self, key: str, default: Any = None) -> Any:
        """As `dict.setdefault`."""
        self._touched[key] = None
        return super().setdefault(key, default)

    def __setitem__(self, key: str, value: Any) -> None:
        self._touched[key] = None
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        self._touched[key] = None
        super().__delitem__(key)

    def pop(self, key: str, *default: Any) -> Any:
        """As `dict.pop`."""
        self._touched[key] = None
        return super().pop(key, *default)

    def clear(self) -> None:
        """As `dict.clear`."""
        self._touched |= dict.fromkeys(self)
        super().clear()

    def update(self, *given: Any, **more: Any) -> None:
        """As `dict.update`."""
        self._all = True
        super().update(*given, **more)

    def values(self) -> Any:
        """All of them, each of which may change now."""
        self._all = True
        return super().values()

    def items(self) -> Any:
        """All of them, each of which may change now."""
        self._all = True
        return super().items()
