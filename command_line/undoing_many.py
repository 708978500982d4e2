"""Undoing many filings at once: of a period, of a rule or one version of it, of a dossier ..."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NoReturn

import typer

from command_line.local_settings import fail
from command_line.one_filing import SHORTEST_VERSION
from command_line.printing import plain
from command_line.putting_back import looked_at, put_back, refuse_when_stopped, stays_out
from command_line.speaking import agreed, said, said_reason
from command_line.words import counted
from filing.errors import FilingError
from filing.losses import UNDO_LOSSES
from filing.problems import problem_of, problem_told
from filing.states import UNDER_WAY
from filing.undo_plan import UndoPlan
from filing.undoing import UNDOABLE
from functions.composition import Whole
from graph_client.throttling import as_bulk
from records.verdicts import Reason

_FILINGS = ("filing", "filings"), ("opname", "opnames")


@dataclass(frozen=True, slots=True)
class Which:
    """Which filings are meant: all that fit everything that is given; days are in UTC, inclusive.

    Of a version its first characters are enough, where no other begins so. A rule and a version are
    of the same rule.
    """

    since: date | None = None
    until: date | None = None
    rule: str = ""
    rule_version: str = ""
    plan: str = ""
    source: str = ""
    dossier: str = ""

    @property
    def any_given(self) -> bool:
        """Return whether anything is asked for."""
        return self != Which()

    def fits(self, filing: Mapping[str, Any]) -> bool:
        """Return whether that filing is one of them."""
        at = str(filing["at"])
        return (
            (self.since is None or at >= self.since.isoformat())
            and (self.until is None or at < (self.until + timedelta(days=1)).isoformat())
            and self._fits_rules(filing["rules"])
            and str(filing["plan_version"] or "").startswith(self.plan)
            and (not self.source or filing["source"] == self.source)
            and (not self.dossier or filing["dossier"] == self.dossier)
        )

    def _fits_rules(self, rules: Sequence[Mapping[str, str]]) -> bool:
        if not self.rule and not self.rule_version:
            return True
        return any(
            self.rule in ("", one["rule"]) and one["version"].startswith(self.rule_version)
            for one in rules
        )


async def undo_many(which: Which, whole: Whole, *, dry_run: bool, yes: bool) -> None:
    """Undo what stands filed of them, the newest first; says first what that means.

    It is bulk work: it leaves room for what people do now, and waits where there is none.
    Each undo is written down before it begins, so that the host carries on with it when this
    command ends early. Ends with 1 where one of them was not undone.
    """
    if not dry_run:
        await refuse_when_stopped(whole)
    filings = whole.overviews.filings()
    _refuse_unknown_names(which, filings)
    _refuse_unclear_versions(which, filings)
    standing = [one for one in filings if one["state"] in UNDOABLE and which.fits(one)]
    under_way = sum(one["state"] in UNDER_WAY and which.fits(one) for one in filings)
    if under_way:
        typer.echo(_under_way(under_way), err=True)
    if not standing:
        fail(
            said(
                "No filing that stands fits that; `dossier filings` lists them.",
                "Er staat geen opname die daarbij past; `dossier filings` toont ze.",
            )
        )
    plans, refused = await _prepared(standing, whole)
    _say_beforehand(plans, refused)
    if dry_run:
        return
    if not plans:
        raise typer.Exit(1)
    many = counted(len(plans), *_FILINGS)
    if not yes and not agreed(f"Undo {many}?", f"{many} terugzetten?"):
        fail(said("Nothing was undone.", "Er is niets teruggezet."))
    await _carry_out(plans, refused, whole)


def _under_way(number: int) -> str:
    many = counted(number, *_FILINGS)
    return said(
        f"Under way, and so passed over: {many} (being filed or put back). Give the same "
        "command again once that has ended.",
        f"Onderweg, en daarom overgeslagen: {many} (wordt nog opgenomen of teruggezet). Geef "
        "hetzelfde commando nog eens als dat klaar is.",
    )


def _refuse_unclear_versions(which: Which, filings: Sequence[Mapping[str, Any]]) -> None:
    """End with 2 where what a version begins with is too short, or is of none or of several."""
    rules = {
        one["version"]
        for filing in filings
        for one in filing["rules"]
        if which.rule in ("", one["rule"])
    }
    plans = {filing["plan_version"] for filing in filings if filing["plan_version"]}
    for option, given, known in (
        ("--rule-version", which.rule_version, rules),
        ("--plan", which.plan, plans),
    ):
        found = sorted(version for version in known if version.startswith(given))
        if given and len(given) < SHORTEST_VERSION:
            fail(
                said(
                    f"Give at least {SHORTEST_VERSION} characters of the version ({option}): a shorter "
                    "beginning may be that of another one too.",
                    f"Geef ten minste {SHORTEST_VERSION} tekens van de versie ({option}): een korter "
                    "begin kan ook dat van een andere zijn.",
                ),
                code=2,
            )
        if given and not found:
            _refuse_unknown(option, given, {version[:SHORTEST_VERSION] for version in known})
        if given and len(found) > 1:
            fail(
                said(
                    f"More than one version begins with «{given}» ({option}): {', '.join(found)}.",
                    f"Meer dan één versie begint met «{given}» ({option}): {', '.join(found)}.",
                ),
                code=2,
            )


def _refuse_unknown_names(which: Which, filings: Sequence[Mapping[str, Any]]) -> None:
    """End with 2 where a name was given that no filing ever had, and say which there are."""
    rules = {one["rule"] for filing in filings for one in filing["rules"]}
    sources = {str(one["source"]) for one in filings}
    dossiers = {str(one["dossier"]) for one in filings if one["state"] != "erased"}
    for option, given, known in (
        ("--rule", which.rule, rules),
        ("--source", which.source, sources),
        ("--dossier", which.dossier, dossiers),
    ):
        if given and given not in known:
            _refuse_unknown(option, given, known)


def _refuse_unknown(option: str, given: str, known: Iterable[str]) -> NoReturn:
    listed = ", ".join(f"«{plain(name)}»" for name in sorted(known)) or "-"
    fail(
        said(
            f"No filing has «{given}» as its {option}. They have: {listed}.",
            f"Geen opname heeft «{given}» als {option}. Wel: {listed}.",
        ),
        code=2,
    )


async def _prepared(
    standing: Sequence[Mapping[str, Any]], whole: Whole
) -> tuple[list[UndoPlan], list[str]]:
    """Return what undoing each will do, and a line for each that cannot be undone."""
    plans, refused = list[UndoPlan](), list[str]()
    for number, filing in enumerate(standing, start=1):
        _progress(said("Looking", "Bekijken"), number, len(standing))
        with as_bulk(True):
            found = await looked_at(filing["filing_id"], whole)
        if isinstance(found, Reason):
            refused.append(
                _not_undone(filing["filing_id"], str(filing["name"]), said_reason(found))
            )
        else:
            plans.append(found)
    return plans, refused


def _not_undone(filing_id: str, name: str, why: str) -> str:
    return f"  ! {filing_id[:8]}  {plain(name)}: {why}"


def _say_beforehand(plans: Sequence[UndoPlan], refused: Sequence[str]) -> None:
    typer.echo(
        said(
            f"{counted(len(plans), *_FILINGS)} can be undone, {len(refused)} cannot.",
            f"{counted(len(plans), *_FILINGS)} {'kan' if len(plans) == 1 else 'kunnen'} worden "
            f"teruggezet, {len(refused)} niet.",
        )
    )
    for line in refused:
        typer.echo(line)
    for plan in plans:
        where = said("stays where it is", "blijft waar het is")
        if plan.is_moved_back or plan.source is None:
            where = said(
                f"goes back as «{plain(plan.name)}»", f"gaat terug als «{plain(plan.name)}»"
            )
        if plan.edited:
            where += said(", edited since it was filed", ", sinds de opname bewerkt")
        typer.echo(f"  {plan.filing_id[:8]}  {plain(plan.name_in_dossier)}: {where}")
    losses = Counter(loss for plan in plans for loss in plan.reversible.losses)
    if losses:
        typer.echo(
            said("What cannot be restored, and of how many:", "Wat niet terugkomt, en van hoeveel:")
        )
    for loss, times in losses.most_common():
        dutch, english = UNDO_LOSSES[loss]
        typer.echo(f"  - {said(english, dutch)} ({times})")


async def _carry_out(plans: Sequence[UndoPlan], refused: Sequence[str], whole: Whole) -> None:
    """Undo them, and say what was not undone once more: of many, that scrolled away meanwhile."""
    done, not_done = 0, list(refused)
    for number, plan in enumerate(plans, start=1):
        if await whole.house.is_stopped():
            not_done.append(_not_begun(len(plans) + 1 - number))
            break
        _progress(said("Undoing", "Terugzetten"), number, len(plans))
        why_not = await _undo_one(plan, whole)
        if why_not is None:
            done += 1
        else:
            not_done.append(_not_undone(plan.filing_id, plan.name_in_dossier, why_not))
    typer.echo(
        said(
            f"Undone: {done} of {len(plans) + len(refused)}.",
            f"Teruggezet: {done} van {len(plans) + len(refused)}.",
        )
    )
    for line in not_done:
        typer.echo(line)
    if done:
        typer.echo(stays_out())
    if not_done:
        raise typer.Exit(1)


def _not_begun(left: int) -> str:
    """Say of how many the undo was not begun, because everything was stopped."""
    many = counted(left, *_FILINGS)
    return said(
        f"  ! Everything was stopped: of {many} the undo was not begun. After `dossier resume` this "
        "same command undoes what still stands.",
        f"  ! Alles is stilgezet: aan {many} is niet begonnen. Na `dossier resume` zet dit zelfde "
        "commando terug wat er nog staat.",
    )


async def _undo_one(plan: UndoPlan, whole: Whole) -> str | None:
    """Undo one; return why it was not undone, or None."""
    await whole.documents.becomes_bulk(plan.document_id)  # for the host too, if it carries on
    try:
        with as_bulk(True):
            ending = await put_back(plan, whole)
    except FilingError as error:
        return said_reason(problem_told(problem_of(error)))
    return None if ending.how == "undone" else ending.why


def _progress(doing: str, number: int, of: int) -> None:
    """Say on stderr how far it is, at every tenth and at the last."""
    if number % 10 == 0 or number == of:
        typer.echo(f"{doing}: {number} / {of}", err=True)


def nothing_named() -> NoReturn:
    """Say that a filing or a choice of filings has to be named."""
    fail(
        said(
            "Name one filing, or say which ones (`dossier undo --help`); one of the two.",
            "Noem één opname, of zeg welke (`dossier undo --help`); een van beide.",
        ),
        code=2,
    )
