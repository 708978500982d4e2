"""Every document and what became of it: filed, proposed, waiting, left alone, and why."""

import asyncio
import json
from typing import Annotated, Any, get_args

import typer

from command_line.governing import tell_what_holds_up
from command_line.local_settings import fail, whole_of_this_machine
from command_line.printing import plain
from command_line.speaking import said
from command_line.words import OUTCOMES, minute_of, word_for
from filing.states import State
from records.verdicts import evidence_told

SHORT = 8  # characters of an id by which people name a document


def documents(
    outcome: Annotated[
        str | None,
        typer.Option(
            help="Only these: filed, proposed, waiting, left or under_way; or a state that the list "
            "shows, such as undone."
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            help="Only what lies in this source or was filed from it, as the plan calls it."
        ),
    ] = None,
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List the documents, what became of each, why, and since when; the oldest first.

    Example: dossier documents --outcome left

    Example: dossier documents --outcome left --source "Subsidies, kanaal Algemeen"
    """
    if outcome is not None:
        _refuse_unknown_outcome(outcome)
    whole = whole_of_this_machine()
    tell_what_holds_up(whole)
    every = whole.overviews.documents()
    if source is not None:
        _refuse_unknown(
            source,
            [
                *(one.name for one in asyncio.run(whole.sources.all())),
                *(name for one in every for name in (one["source"], *one["filed_from"])),
            ],
        )
    found = [
        one
        for one in every
        if (outcome is None or _fits(one, outcome))
        and source in (None, one["source"], *one["filed_from"])
    ]
    for one in found:
        typer.echo(json.dumps(one, ensure_ascii=False) if json_lines else told(one))
    if not found and not json_lines:
        typer.echo(said("There are no such documents.", "Zulke documenten zijn er niet."))


def told(one: dict[str, Any]) -> str:
    """Return one document of the overview in words: since when, what, where, its id, why."""
    reason = said(one["reason"]["en"], one["reason"]["nl"])
    at, name = minute_of(one["at"]), plain(one["name"] or one["document_id"])
    short = one["document_id"][:SHORT]
    where = one["source"]
    others = ", ".join(f"«{source}»" for source in one["filed_from"] if source != where)
    if others:
        where += said(f", from {others}", f", uit {others}")
    lines = [
        f"{at}  {word_for(_shown(one))}  {name}  ({where})  {short}",
        f"    {plain(reason)}",
    ]
    because = one.get("filed_because")
    if because:
        lines.append(f"    {plain(said(because['en'], because['nl']))}")
    lines += [f"    {plain(said(*reversed(evidence_told(found))))}" for found in one["evidence"]]
    if one["kind_said"] is not None:
        kind = plain(one["kind_said"])
        lines.append(said(f"    a person said: {kind}", f"    een mens zei: {kind}"))
    return "\n".join(lines)


def _shown(one: dict[str, Any]) -> str:
    """Return the state that the list shows of it."""
    return "stopped" if one["reason"]["code"] == "stopped" else str(one["state"])


def _fits(one: dict[str, Any], asked: str) -> bool:
    """Return whether that is its outcome, or the state that the list shows of it."""
    state = _shown(one)
    return OUTCOMES.get(asked) == one["outcome"] or asked in (state, word_for(state))


def _refuse_unknown_outcome(asked: str) -> None:
    states = (*get_args(State), "stopped")
    known = dict.fromkeys((*OUTCOMES, *states, *map(word_for, states)))
    if asked not in known:
        listed = ", ".join(f"«{one}»" for one in known)
        fail(
            said(
                f"«{asked}» is not an outcome; choose from: {listed}",
                f"«{asked}» is geen uitkomst; kies uit: {listed}",
            ),
            code=2,
        )


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(documents)


def _refuse_unknown(source: str, known: list[str]) -> None:
    if source not in known:
        listed = ", ".join(f"«{name}»" for name in dict.fromkeys(known))
        fail(
            said(
                f"There is no source «{source}». There are: {listed}",
                f"Er is geen bron «{source}». Wel zijn er: {listed}",
            ),
            code=2,
        )
