"""One filing, as it is told to people: what it did, what it changed, and whether it can be turned back."""

from collections.abc import Iterator, Mapping
from typing import Any

from command_line.printing import plain
from command_line.speaking import said
from command_line.words import minute_of, word_for
from filing.states import IN_DOSSIER
from filing.undoing import UNDOABLE

HOW: Mapping[str, tuple[str, str]] = {
    "fully": ("It can be turned back fully.", "Zij kan geheel worden teruggezet."),
    "with_losses": (
        "It can be turned back; what does not return then:",
        "Zij kan worden teruggezet; wat dan niet terugkomt:",
    ),
    "no": ("It cannot be turned back.", "Zij kan niet worden teruggezet."),
}


CONTENT: Mapping[str, tuple[str, str]] = {
    "quick_xor_hash": ("the same, by Graph's hash", "gelijk, volgens de hash van Graph"),
    "bytes": ("the same, byte by byte", "gelijk, byte voor byte"),
    "office_parts": (
        "the same in every part but properties, which SharePoint rewrote",
        "gelijk in elk onderdeel behalve de eigenschappen, die SharePoint herschreef",
    ),
    "same_item": ("it stayed the same item", "het bleef hetzelfde item"),
}
SAME_OR_ANOTHER: Mapping[str, tuple[str, str]] = {
    "name": ("name", "naam"),
    "content_type": ("content type", "inhoudstype"),
    "label": ("retention label", "retentielabel"),
}
LINKS: Mapping[str, tuple[str, str]] = {
    "anonymous": ("anyone who has it", "iedereen die hem heeft"),
    "organization": ("the whole organisation", "de hele organisatie"),
    "users": ("people who were named", "genoemde mensen"),
    "view": ("view", "bekijken"),
    "edit": ("edit", "bewerken"),
}
SHORTEST_VERSION = 8  # characters of a version: `dossier undo --rule-version` takes them, and more


def filing_told(filing: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines that tell of it: where it went, what was said beforehand, the way back."""
    yield line_of(filing)
    rules = (_rule(one) for one in filing["rules"])
    yield f"  {': '.join([plain(filing['source']), *rules])}"
    if filing["losses"]:
        yield _changes(filing)
        yield from _losses(filing["losses"])
    reversible = filing["reversible"]
    if reversible is not None and filing["state"] in UNDOABLE:
        yield said(*HOW[reversible["how"]])
        if reversible["why"]:
            yield f"  {said(reversible['why']['en'], reversible['why']['nl'])}"
        yield from _losses(reversible["losses"])
    yield from (_undo(one) for one in filing["undos"])
    if filing["balance"]:
        yield said("Before and after:", "Ervoor en erna:")
        yield from (f"  {line}" for line in _balance(filing["balance"]))


def _changes(filing: Mapping[str, Any]) -> str:
    """Return the words above what filing changes: it did, it does just now, or it never came so far."""
    state = filing["state"]
    if filing["balance"] or state in (*IN_DOSSIER, "undone"):
        return said(
            "What filing changed, as was said beforehand:",
            "Wat het opnemen veranderde, zoals vooraf gezegd:",
        )
    if state == "carrying_out":
        return said(
            "What filing changes, as was said beforehand:",
            "Wat het opnemen verandert, zoals vooraf gezegd:",
        )
    return said(
        "What filing would have changed, as was said beforehand:",
        "Wat het opnemen zou hebben veranderd, zoals vooraf gezegd:",
    )


def _undo(one: Mapping[str, Any]) -> str:
    """Return the line that tells of one undo: when it was asked for, by whom, and how it ended."""
    at, by = minute_of(one["at"]), plain(one["by"])
    begun = said(f"Undo asked for at {at} by {by};", f"Terugzetten gevraagd op {at} door {by};")
    if one["ended_at"] is None:
        return f"{begun} {said('it is under way.', 'het loopt.')}"
    ended, why = minute_of(one["ended_at"]), one["reason"]
    because = f" {said(why['en'], why['nl'])}" if why else ""
    return f"{begun} {said(f'ended at {ended}.', f'geëindigd op {ended}.')}{because}"


def _rule(one: Mapping[str, str]) -> str:
    version = said("version", "versie")
    return f"{plain(one['rule'])} ({version} {one['version'][:SHORTEST_VERSION]})"


def line_of(filing: Mapping[str, Any]) -> str:
    """Return the one line that tells of it in a list; of what was erased only which document it was."""
    at, state = minute_of(filing["at"]), word_for(filing["state"])
    what = plain(filing["name"] or filing["document_id"])
    where = f" -> {filing['dossier']}" if filing["dossier"] else ""
    return f"{filing['filing_id']}  {at}  {state:<12} {what}{where}"


def _balance(balance: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was so before and what is so now, line by line; what the filing did not see is `?`."""
    before, after = balance["before"], balance["after"]
    yield f"{said('content', 'inhoud')}: {said(*CONTENT.get(balance['content'], ('?', '?')))}"
    for key, words in SAME_OR_ANOTHER.items():
        yield f"{said(*words)}: {_one(before[key])} -> {_one(after[key])}"
    for when, side in ((said("before", "ervoor"), before), (said("after", "erna"), after)):
        for version in side["versions"] or ():
            by, at = plain(version.get("by") or "?"), minute_of(version["at"])
            yield f"{said('version', 'versie')} {version['id']} {when}: {by}, {at}"
    columns, now = before["columns"], after["columns"]
    for name in sorted({*columns, *(now or {})}):
        became = "?" if now is None else _one(now.get(name))
        yield f"{plain(name)}: {_one(columns.get(name))} -> {became}"
    yield (
        f"{said('who can open it', 'wie het kan openen')}: {_number(before['audience'])} -> "
        f"{_number(after['audience'])}"
    )
    yield from _who(before["audience"], after["audience"])
    for link, times in balance["broken_links"].items():
        scope, _, kind = link.partition(":")
        who, what = (said(*LINKS.get(word, (word, word))) for word in (scope, kind))
        yield f"{said('sharing links that broke', 'deellinks die braken')}: {times} ({who}, {what})"


def _who(before: list[str] | None, after: list[str] | None) -> Iterator[str]:
    """Yield who came and who went, by the directory's ids; nothing where one side was not seen."""
    if before is None or after is None:
        return
    for one in sorted({*after} - {*before}):
        yield f"  {said('now also', 'nu ook')}: {plain(one)}"
    for one in sorted({*before} - {*after}):
        yield f"  {said('no longer', 'niet meer')}: {plain(one)}"


def _one(value: str | None) -> str:
    return plain(value) if value else "-"


def _number(audience: list[str] | None) -> str:
    return "?" if audience is None else str(len(audience))


def _losses(losses: list[dict[str, str]]) -> Iterator[str]:
    for loss in losses:
        yield f"  - {said(loss['en'], loss['nl'])}"
