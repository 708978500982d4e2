"""One filing, as it is told to people: what it did, what it changed, and whether it can be turned back."""

from collections.abc import Iterator, Mapping
from typing import Any

from command_line.printing import plain
from command_line.speaking import said
from command_line.words import word_for

HOW: Mapping[str, tuple[str, str]] = {
    "fully": ("It can be turned back fully.", "Zij kan geheel worden teruggezet."),
    "with_losses": (
        "It can be turned back; what does not return then:",
        "Zij kan worden teruggezet; wat dan niet terugkomt:",
    ),
    "no": ("It cannot be turned back.", "Zij kan niet worden teruggezet."),
}


def filing_told(filing: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines that tell of it: where it went, what was said beforehand, the way back."""
    yield line_of(filing)
    yield f"  {': '.join([plain(filing['source']), *map(plain, filing['rules'])])}"
    if filing["losses"]:
        yield said(
            "What filing changed, as was said beforehand:",
            "Wat het opnemen veranderde, zoals vooraf gezegd:",
        )
        yield from _losses(filing["losses"])
    reversible = filing["reversible"]
    if reversible is not None:
        yield said(*HOW[reversible["how"]])
        if reversible["why"]:
            yield f"  {said(reversible['why']['en'], reversible['why']['nl'])}"
        yield from _losses(reversible["losses"])


def line_of(filing: Mapping[str, Any]) -> str:
    """Return the one line that tells of it in a list."""
    name = plain(filing["name"] or said("(erased)", "(gewist)"))
    return (
        f"{filing['filing_id']}  {filing['at'][:16].replace('T', ' ')}  "
        f"{word_for(filing['state']):<12} {name} -> {filing['dossier'] or '-'}"
    )


def _losses(losses: list[dict[str, str]]) -> Iterator[str]:
    for loss in losses:
        yield f"  - {said(loss['en'], loss['nl'])}"
