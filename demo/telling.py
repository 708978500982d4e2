"""What the demo says: for a person in the terminal, or as JSON lines for a machine."""

import json
import re
import textwrap
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table

from checker.account import Account, Line
from filing.next_steps import next_step
from records.outcomes import OUTCOME_WORDS

COLOURS: Mapping[str, str] = {
    "filed": "green",
    "proposed": "cyan",
    "waiting": "yellow",
    "left": "white",
    "unaccounted": "bold red",
}
_UNACCOUNTED = ("niet verantwoord", "unaccounted for")
_WIDEST = 96  # columns; a longer line is hard to read
_TREE = re.compile(r"[ \xa0│├└─]*(?:- )?")  # with which a line of a command's answer begins


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
        text, widest = escape(self.word(english, dutch)), min(self.width, _WIDEST)
        self._console.print(Panel(text, expand=False), width=widest)
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
        """Show what a command printed; a line that is too long goes on under its own branch."""
        for line in text.rstrip().splitlines():
            for part in _folded(line, self.width - len("  │ ")):
                self._console.print(f"  [dim]│[/dim] {escape(part)}")
        self._pause(1.0)

    def lines(self, lines: Sequence[Line]) -> None:
        """Show what became of these documents and why, by what a person can do about it.

        Where all of a group have the same reason it is told once.
        """
        groups: dict[tuple[int, str], list[Line]] = {}
        for line in sorted(lines, key=lambda line: (list(COLOURS).index(line.outcome), line.where)):
            step = next_step(line.outcome, line.code)
            about = self.word(step.en, step.nl) if step else self._reason(line)
            groups.setdefault((list(COLOURS).index(line.outcome), about), []).append(line)
        for (_, about), mine in groups.items():
            self._group(about, mine)
        self._console.print()
        self._pause(2.0)

    def _group(self, about: str, lines: Sequence[Line]) -> None:
        outcome = lines[0].outcome
        colour, asked = COLOURS[outcome], next_step(outcome, lines[0].code) is not None
        self._console.print()
        arrow = "-> " if asked else ""
        self._console.print(
            f"[{colour}]{self._outcome(outcome)} ({len(lines)})[/{colour}]  {arrow}{escape(about)}"
        )
        rows = [
            (line.name, channel_of(line), *((self._reason(line),) if asked else ()))
            for line in lines
        ]
        why = (self.word("why", "waarom"),) if asked else ()
        self._table(("document", self.word("from", "uit"), *why), rows)

    def filed(self, lines: Sequence[Line]) -> None:
        """Show where these documents lie now, library by library."""
        libraries: dict[str, list[tuple[str, str, str]]] = {}
        for line in sorted(lines, key=lambda line: line.where):
            library, _, path = line.where.partition(": /")
            row = (line.name, channel_of(line), path.partition("/")[0])
            libraries.setdefault(library, []).append(row)
        for library, rows in libraries.items():
            self._console.print(f"\n[green]{escape(library)} ({len(rows)})")
            self._table(("document", self.word("from", "uit"), "dossier"), rows)
        self._console.print()
        self._pause(2.0)

    def _table(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show a table whose first column, names of files, breaks no word if there is room."""
        width = self.width
        names = [titles[0], *(row[0] for row in rows)]
        longest = max(len(word) for name in names for word in name.split())
        wide = min(max(map(len, names)), max(longest, width * 2 // 5), width // 2)
        table = Table(show_edge=False, pad_edge=False)
        for title in titles:
            first = title == titles[0]
            table.add_column(title, overflow="fold", width=wide if first else None)
        for row in rows:
            table.add_row(*(escape(text) for text in row))
        self._console.print(table)

    def _reason(self, line: Line) -> str:
        return self.word(line.reason, line.reason_nl)

    def _outcome(self, outcome: str) -> str:
        dutch, english = OUTCOME_WORDS.get(outcome, _UNACCOUNTED)
        return self.word(english, dutch)

    def outcome(self, line: Line, defensible: str) -> None:
        """Show what became of one document, beside what would be defensible."""
        outcome = self._outcome(line.outcome)
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
        counts = ", ".join(f"{self._outcome(name)} [bold]{totals[name]}[/bold]" for name in COLOURS)
        documents = self.word("documents", "documenten")
        self._console.print(f"{documents} [bold]{totals['documents']}[/bold]: {counts}")

    def end(self) -> None:
        """Write the picture, where one was asked for."""
        if self._picture is not None:
            self._console.save_svg(self._picture, title="make demo")

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return self._console.width

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


def _folded(line: str, width: int) -> list[str]:
    """Return the line in parts that fit; what goes on begins where its branch does."""
    found = _TREE.match(line)
    start = found.group() if found else ""
    beyond = start.replace("├──", "│  ").replace("└──", "   ").replace("- ", "  ")
    text = line[len(start) :]
    return textwrap.wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=beyond,
        break_on_hyphens=False,
    ) or [start]


def channel_of(line: Line) -> str:
    """Return where people put the document: team and channel, or site and library."""
    drive, _, path = line.origin.partition(": /")
    team, _, library = drive.partition(" / ")
    folder, slash, _ = path.partition("/")
    team = team.removesuffix(f"-{folder}")  # a private or shared channel has a site of its own
    return f"{team}, {folder}" if slash and library == "Documenten" else drive.replace(" / ", ", ")
