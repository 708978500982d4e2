"""What the demo says: for a person in the terminal, or as JSON lines for a machine."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from checker.account import Account, Line

COLOURS: Mapping[str, str] = {
    "filed": "green",
    "proposed": "cyan",
    "waiting": "yellow",
    "left": "white",
    "unaccounted": "bold red",
}


class Teller:
    """Tells the story; in JSON nothing but one object a line goes to stdout."""

    def __init__(self, *, json_lines: bool, language: Literal["en", "nl"]) -> None:
        self._json = json_lines
        self._dutch = language == "nl"
        self._out = Console(highlight=False, soft_wrap=True)
        self._progress = Console(highlight=False, stderr=True, soft_wrap=True)

    def say(self, english: str, dutch: str) -> None:
        """Say one sentence; in JSON on stderr, as progress."""
        console = self._progress if self._json else self._out
        console.print(escape(dutch if self._dutch else english))

    def account(self, account: Account, totals: Mapping[str, Any]) -> None:
        """Give the account of every document, and the totals last."""
        if self._json:
            for line in account.lines:
                print(json.dumps(line.as_data(), ensure_ascii=False))
            print(json.dumps(totals, ensure_ascii=False))
            return
        self._out.print(self._table(account.lines))
        for violation in account.violations:
            self._out.print(f"[bold red]{escape(f'Promise broken: {violation.sentence}')}")
        counts = ", ".join(f"{name} {totals[name]}" for name in ("documents", *COLOURS))
        self._out.print(f"[bold]{counts}[/bold]")

    def _table(self, lines: tuple[Line, ...]) -> Table:
        titles = (
            ("document", "uitkomst", "waarom") if self._dutch else ("document", "outcome", "why")
        )
        table = Table(show_edge=False, pad_edge=False)
        for title in titles:
            table.add_column(title, overflow="fold")
        for line in sorted(lines, key=lambda line: list(COLOURS).index(line.outcome)):
            colour = COLOURS[line.outcome]
            reason = line.reason_nl if self._dutch else line.reason
            table.add_row(escape(line.name), f"[{colour}]{line.outcome}[/{colour}]", escape(reason))
        return table
