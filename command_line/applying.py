"""Filing exactly what a dry run said, one document after the other, and how each ended."""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NoReturn

import typer

from command_line.foretelling import DOCUMENTS, progress, run_of_now
from command_line.governing import actor
from command_line.local_settings import fail
from command_line.printing import plain
from command_line.putting_back import STOPPED, refuse_when_stopped
from command_line.speaking import agreed, said, said_reason
from command_line.waiting import SECONDS_BETWEEN, carried_to_its_end, patiently
from command_line.words import counted
from filing.applying import (
    AT_LEAST,
    MOST_PERCENT,
    Begun,
    Skipped,
    begin_as_foretold,
    differs_too_much,
    seen_otherwise,
)
from filing.errors import FilingError, Transient
from filing.problems import problem_of, problem_told
from filing.run import Foretold, RunOf, why_not_here
from filing.states import ENDED, OPEN, STANDS_FILED
from filing.store_ports import SourceNow
from functions.composition import Whole
from graph_client.throttling import as_bulk
from records.file_plan import FilePlan
from records.verdicts import Reason

_TRIES_TO_BEGIN = 15
_ENDS = (*OPEN, *ENDED, "undoing")  # all but: it is being filed


@dataclass
class _Run:
    """One run while it is applied: with what, and how it goes."""

    whole: Whole
    source: str
    file_plan: FilePlan
    of: int
    json_lines: bool
    filed: int = 0
    filed_already: int = 0
    different: int = 0

    def tell(self, number: int, one: Foretold, how: str, reason: Reason) -> None:
        """Say how one of them ended."""
        if self.json_lines:
            line = {"number": number, "document_id": one.document_id, "name": one.name}
            told = {"how": how, "reason": {"nl": reason.nl, "en": reason.en}}
            typer.echo(json.dumps(line | told, ensure_ascii=False))
            return
        word = f"{said(*_HOW[how])}: " if how in _HOW else ""
        typer.echo(f"{number:>4}. {plain(one.name)}: {word}{plain(said_reason(reason))}")

    def skip(self, number: int, one: Foretold, skipped: Skipped) -> None:
        """Say that it was skipped, and count it where it differs."""
        self.different += skipped.how == "difference"
        self.filed_already += skipped.how == "filed_already"
        self.tell(number, one, "skipped", skipped.reason)


async def apply_run(
    of: RunOf, foretold: Sequence[Foretold], whole: Whole, *, yes: bool, json_lines: bool
) -> None:
    """File what was foretold, in that order; what has changed since is skipped, and said.

    It is bulk work: it leaves room for what people do now, and waits where there is none. Each
    filing is written down before it begins, so that the host carries on with it when this command
    ends early. Ends with 1 where one of them was not filed, and where too many have changed.
    """
    file_plan, source = await _refuse_another(of, whole)
    await refuse_when_stopped(whole)
    planned = [(n, one) for n, one in enumerate(foretold, start=1) if one.plan is not None]
    if not planned:
        fail(said("Nothing in it would be filed.", "Er is niets bij dat zou worden opgenomen."))
    run = _Run(whole, of.source, file_plan, len(planned), json_lines)
    with as_bulk(True):
        same = await _glance(planned, run)
    if differs_too_much(run.different, run.of):
        _stop_it(run)
    many = counted(len(same), *DOCUMENTS)
    if same and not yes and not agreed(f"File {many}?", f"{many} opnemen?"):
        fail(said("Nothing was filed.", "Er is niets opgenomen."))
    for number, one in same:
        progress(said("Filing", "Opnemen"), number, len(foretold))
        await _refuse_when_paused(run)
        with as_bulk(True):
            await _file(number, one, source, run)
        if differs_too_much(run.different, run.of):
            _stop_it(run)
    if not json_lines:
        typer.echo(
            said(f"Filed: {run.filed} of {run.of}.", f"Opgenomen: {run.filed} van {run.of}.")
        )
    if run.filed_already and not json_lines:
        before = counted(run.filed_already, *DOCUMENTS)
        typer.echo(said(f"Filed before this: {before}.", f"Al eerder opgenomen: {before}."))
    if run.filed + run.filed_already < run.of:
        raise typer.Exit(1)


async def _refuse_another(of: RunOf, whole: Whole) -> tuple[FilePlan, SourceNow]:
    """Return file plan and source; ends the command where the run is not of what is in force here."""
    file_plan = await whole.in_force.plan()
    source = file_plan.source(of.source) if file_plan else None
    now = await whole.in_force.source(of.source)
    here = await run_of_now(source, file_plan, whole) if file_plan and source else None
    if file_plan is None or source is None or now is None or here is None:
        fail(
            said(
                f"«{of.source}» is no source here; make a new dry run (`dossier plan`).",
                f"«{of.source}» is hier geen bron; maak een nieuwe proef (`dossier plan`).",
            ),
            code=2,
        )
    other = why_not_here(of, here)
    if other is not None:
        fail(said_reason(other), code=2)
    if now.paused:
        _paused(of.source)
    return file_plan, replace(now, mode=source.ceiling)


async def _glance(planned: Sequence[tuple[int, Foretold]], run: _Run) -> list[tuple[int, Foretold]]:
    """Return those that look as they did; the others are skipped before anything is filed."""
    same = []
    for number, one in planned:
        known = await run.whole.supposing.known(one.document_id)
        drives = run.whole.workplace.drives
        look = partial(seen_otherwise, one, known, drives)
        if await patiently(look, run.whole):
            run.skip(number, one, Skipped(_CHANGED))
        else:
            same.append((number, one))
    return same


async def _file(number: int, one: Foretold, source: SourceNow, run: _Run) -> None:
    """File one of them, to its end, and say how it ended."""
    whole = run.whole
    try:
        begun = await _begun(one, source, run)
        if isinstance(begun, Skipped):
            run.skip(number, one, begun)
            return
        await whole.documents.becomes_bulk(one.document_id)  # for the host too, if it carries on
        state = await carried_to_its_end(one.document_id, begun.filing_id, _ENDS, whole)
    except FilingError as error:
        run.tell(number, one, "not_filed", problem_told(problem_of(error)))
        return
    if state is None:
        stopped = await whole.house.is_stopped()
        run.tell(number, one, "goes_on", STOPPED if stopped else _GOES_ON)
        return
    reason = await whole.documents.last_reason(one.document_id) or one.reason
    run.filed += state in STANDS_FILED
    run.tell(number, one, state if state in STANDS_FILED else "not_filed", reason)


async def _begun(one: Foretold, source: SourceNow, run: _Run) -> Begun | Skipped:
    """Begin it, or tell why not; what holds it up for a moment is waited for."""
    begin = partial(begin_as_foretold, one, run.file_plan, source, actor(), run.whole.workplace)
    for _ in range(_TRIES_TO_BEGIN):
        with contextlib.suppress(Transient):
            return await patiently(begin, run.whole)
        await run.whole.session.wait(SECONDS_BETWEEN)
    return await begin()


async def _refuse_when_paused(run: _Run) -> None:
    await refuse_when_stopped(run.whole)
    now = await run.whole.in_force.source(run.source)
    if now is None or now.paused:
        _paused(run.source)


def _paused(source: str) -> NoReturn:
    fail(
        said(
            f'«{source}» is paused; `dossier source pause --off "{source}"` lets it go on.',
            f'«{source}» is stilgezet; `dossier source pause --off "{source}"` laat de bron weer '
            "doorgaan.",
        )
    )


def _stop_it(run: _Run) -> NoReturn:
    fail(
        said(
            f"Stopped: {run.different} of {run.of} are otherwise than the dry run said (more than "
            f"{MOST_PERCENT} %, and at least {AT_LEAST}); {run.filed} filed. Make a new dry run.",
            f"Gestopt: {run.different} van de {run.of} zijn anders dan de proef zei (meer dan "
            f"{MOST_PERCENT} %, en minstens {AT_LEAST}); {run.filed} opgenomen. Maak een nieuwe "
            "proef.",
        )
    )


_HOW = {
    "source_kept": ("filed, original kept", "opgenomen, origineel gebleven"),
    "skipped": ("skipped", "overgeslagen"),
    "not_filed": ("not filed", "niet opgenomen"),
    "goes_on": ("not finished yet", "nog niet klaar"),
}
_CHANGED = Reason(
    "changed",
    "het document is intussen gewijzigd, verplaatst of weg",
    "the document was changed or moved meanwhile, or is gone",
)
_GOES_ON = Reason(
    "goes_on",
    "de host gaat ermee door, en het document is intussen veilig",
    "the host carries on with it, and the document is safe meanwhile",
)
