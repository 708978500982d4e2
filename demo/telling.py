"""What the demo says: for a person in the terminal, or as JSON lines for a machine."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table

from checker.account import Account, Line

COLOURS: Mapping[str, str] = {
    "filed": "green",
    "proposed": "cyan",
    "waiting": "yellow",
    "left": "white",
    "unaccounted": "bold red",
}
OUTCOMES: Mapping[str, tuple[str, str]] = {
    "filed": ("filed", "opgenomen"),
    "proposed": ("proposed", "voorgesteld"),
    "waiting": ("waiting", "wacht op een mens"),
    "left": ("left alone", "blijft liggen"),
    "unaccounted": ("unaccounted for", "niet verantwoord"),
}


class Teller:
    """Tells the story; in JSON nothing but one object a line goes to stdout.

    With `slowly` it leaves a reader time. `picture` names a file that gets the whole of what was
    shown, as SVG.
    """

    def __init__(
        self,
        *,
        json_lines: bool,
        language: Literal["en", "nl"],
        slowly: bool = False,
        picture: str | None = None,
    ) -> None:
        self._json = json_lines
        self._dutch = language == "nl"
        self._slowly = slowly
        self._picture = picture
        self._console = Console(
            highlight=False,
            stderr=json_lines,
            record=picture is not None,
            width=110 if picture else None,
        )
        self._progress = Console(highlight=False, stderr=True)

    def say(self, english: str, dutch: str, *, style: str = "") -> None:
        """Say one sentence; in JSON on stderr, as progress."""
        self._console.print(escape(self.word(english, dutch)), style=style or None)
        self._pause(0.4)

    def progress(self, english: str, dutch: str) -> None:
        """Say how far something is, on stderr: it is not part of the story."""
        self._progress.print(escape(self.word(english, dutch)), style="dim")

    def chapter(self, english: str, dutch: str) -> None:
        """Begin a new part of the day."""
        self._console.print()
        self._console.print(Rule(f"[bold]{escape(self.word(english, dutch))}", align="left"))
        self._pause(1.0)

    def panel(self, english: str, dutch: str) -> None:
        """Say something that a reader must not miss."""
        self._console.print(Panel(escape(self.word(english, dutch)), expand=False))
        self._pause(2.0)

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Say what was found, one row a fact: its title and its text."""
        table = Table(show_header=False, box=None, pad_edge=False)
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for title, text in rows:
            table.add_row(f"  {escape(title)}", escape(text))
        self._console.print(table)
        self._pause(1.2)

    def shown(self, text: str) -> None:
        """Show what a command printed."""
        for line in text.rstrip().splitlines():
            self._console.print(f"  [dim]│[/dim] {escape(line)}", overflow="fold")
        self._pause(1.0)

    def lines(self, lines: Sequence[Line]) -> None:
        """Show what became of these documents, and why."""
        table = Table(show_edge=False, pad_edge=False)
        titles = {
            "document": 3,
            self.word("from", "uit"): 3,
            self.word("outcome", "uitkomst"): None,
            self.word("why", "waarom"): 6,
        }
        for title, ratio in titles.items():
            table.add_column(title, overflow="fold", ratio=ratio)
        for line in sorted(lines, key=lambda line: (list(COLOURS).index(line.outcome), line.where)):
            outcome = self.word(*OUTCOMES[line.outcome])
            colour = COLOURS[line.outcome]
            reason = self.word(line.reason, line.reason_nl)
            table.add_row(
                escape(line.name),
                escape(channel_of(line)),
                f"[{colour}]{outcome}[/{colour}]",
                escape(reason),
            )
        self._console.print(table)
        self._pause(2.0)

    def filed(self, lines: Sequence[Line]) -> None:
        """Show where these documents lie now."""
        table = Table(show_edge=False, pad_edge=False)
        titles = ("dossier", "document", self.word("from", "uit"), self.word("in", "in"))
        for title in titles:
            table.add_column(title, overflow="fold")
        for line in sorted(lines, key=lambda line: line.where):
            library, _, path = line.where.partition(": /")
            table.add_row(
                f"[green]{escape(path.partition('/')[0])}",
                escape(line.name),
                escape(channel_of(line)),
                escape(library),
            )
        self._console.print(table)
        self._pause(2.0)

    def outcome(self, line: Line, defensible: str) -> None:
        """Show what became of one document, beside what would be defensible."""
        outcome = self.word(*OUTCOMES[line.outcome])
        self._console.print(f"[bold]{escape(line.name)}")
        self.facts(
            [
                (self.word("outcome", "uitkomst"), outcome),
                (self.word("why", "waarom"), self.word(line.reason, line.reason_nl)),
                (self.word("defensible", "verdedigbaar"), defensible),
            ]
        )

    def account(self, account: Account, totals: Mapping[str, Any]) -> None:
        """Give the totals; in JSON after the account of every document."""
        if self._json:
            for line in account.lines:
                print(json.dumps(line.as_data(), ensure_ascii=False))
            print(json.dumps(totals, ensure_ascii=False))
            return
        for violation in account.violations:
            broken = self.word("Promise broken", "Belofte gebroken")
            self._console.print(f"[bold red]{escape(f'{broken}: {violation.sentence}')}")
        counts = ", ".join(
            f"{self.word(*words)} [bold]{totals[name]}[/bold]" for name, words in OUTCOMES.items()
        )
        documents = self.word("documents", "documenten")
        self._console.print(f"{documents} [bold]{totals['documents']}[/bold]: {counts}")

    def end(self) -> None:
        """Write the picture, where one was asked for."""
        if self._picture is not None:
            self._console.save_svg(self._picture, title="make demo")

    @property
    def language(self) -> str:
        """Return what it speaks: `en` or `nl`."""
        return "nl" if self._dutch else "en"

    def word(self, english: str, dutch: str) -> str:
        """Return what this reader reads."""
        return dutch if self._dutch else english

    def _pause(self, seconds: float) -> None:
        if self._slowly:
            time.sleep(seconds)


def channel_of(line: Line) -> str:
    """Return where people put the document: team and channel, or site and library."""
    drive, _, path = line.origin.partition(": /")
    team, _, library = drive.partition(" / ")
    folder, slash, _ = path.partition("/")
    team = team.removesuffix(f"-{folder}")  # a private or shared channel has a site of its own
    return f"{team}, {folder}" if slash and library == "Documenten" else drive.replace(" / ", ", ")
