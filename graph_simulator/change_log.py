from bisect import bisect_right
from collections.abc import Iterator

from graph_simulator.model import Item

_SPARE = 1000


class ChangeLog:
    """The items of one drive in the order of their last change, so that a page costs a page.

    An item that changes again leaves its earlier line behind; those are skipped, and swept out
    when they are more than the rest.
    """

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._items: list[Item] = []
        self._last: dict[str, int] = {}

    def note(self, item: Item) -> None:
        """Note that the item has changed, as its own number says; numbers only rise."""
        self._numbers.append(item.changed)
        self._items.append(item)
        self._last[item.id] = item.changed
        if len(self._items) > 2 * len(self._last) + _SPARE:
            kept = [
                one for one in zip(self._numbers, self._items, strict=True) if self._holds(*one)
            ]
            self._numbers = [number for number, _ in kept]
            self._items = [one for _, one in kept]

    def after(self, number: int) -> Iterator[Item]:
        """The items whose last change came after that number, in its order."""
        for place in range(bisect_right(self._numbers, number), len(self._numbers)):
            if self._holds(self._numbers[place], self._items[place]):
                yield self._items[place]

    def _holds(self, number: int, item: Item) -> bool:
        return item.changed == number
