"""What is probably wrong with a text that is no YAML, for who has never read a parser's words."""

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml
from yaml import Mark, MarkedYAMLError

from classification.file_plan.mistakes import Told

INDENTED = Told(
    "deze regel is anders ingesprongen dan de regels waar zij bij hoort; spring in met spaties, "
    "en wat bij elkaar hoort even ver",
    "this line is indented otherwise than the lines it belongs to; indent with spaces, "
    "and what belongs together equally far",
)
TAB = Told(
    "hier staat een tab; gebruik spaties, ook om in te springen",
    "there is a tab here; use spaces, also to indent",
)
COLON = Told(
    "een dubbele punt met een spatie erachter staat hier in een waarde; zet de hele waarde tussen "
    "aanhalingstekens",
    "a colon with a space behind it stands in a value here; put the whole value between quotes",
)
QUOTE_OPEN = Told(
    "het aanhalingsteken dat hier begint, wordt nergens gesloten",
    "the quote that begins here is not closed anywhere",
)
QUOTE_EARLY = Told(
    "achter een aanhalingsteken dat sluit, staat nog tekst; het sluit te vroeg, of er is er een te "
    "weinig",
    "there is text behind a closing quote; it closes too early, or one is missing",
)
BACKSLASH = Told(
    "een \\ tussen dubbele aanhalingstekens betekent iets anders; gebruik enkele aanhalingstekens",
    "a \\ between double quotes means something else; use single quotes",
)
NO_COLON = Told(
    "op deze regel ontbreekt een dubbele punt met een spatie erachter",
    "a colon with a space behind it is missing on this line",
)
MARK = Told(
    "een waarde die met dit teken begint, hoort tussen aanhalingstekens",
    "a value that begins with this character belongs between quotes",
)
SECOND = Told(
    "met --- begint een tweede tekst; een bestand is er één, dus haal --- weg",
    "--- begins a second text; a file is one, so take --- away",
)
DASH = Told(
    "een streepje voor een rij begint op een nieuwe regel; of zet de waarde tussen aanhalingstekens",
    "a dash for a row begins on a new line; or put the value between quotes",
)
UNCLEAR = Told(
    "dit kan niet worden gelezen; kijk of het inspringen klopt (met spaties), of achter elke "
    "sleutel een dubbele punt staat, en of aanhalingstekens en haakjes sluiten",
    "this cannot be read; see whether the indentation is right (with spaces), whether a colon "
    "stands behind every key, and whether quotes and brackets close",
)


class _Problem(NamedTuple):
    """What a parser says about a place: the line, and what stands before it on that line."""

    context: str
    said: str
    before: str
    opened: int


def what_is_wrong(error: MarkedYAMLError, text: str) -> tuple[int, Told]:
    """Return the line that is probably wrong, and what to do, without a parser's words."""
    at, began = error.problem_mark, error.context_mark
    line = at.line + 1 if at else 1
    lines = text.splitlines() or [""]
    here = lines[line - 1] if line <= len(lines) else ""
    opened = began.line + 1 if began else line
    before = here[: at.column] if at else ""
    problem = _Problem(error.context or "", error.problem or "", before, opened)
    told = next((told for holds, told in _CAUSES if holds(problem)), None)
    if at and "'<scalar>'" in problem.said:
        quote = _quote_before(text, at)
        if quote:
            return quote
    if told in (QUOTE_OPEN, NO_COLON):  # the parser only noticed further on
        return opened, told
    if "flow" in problem.context:
        return line, _bracket(opened)
    return line, told or UNCLEAR


def _quote_before(text: str, at: Mark) -> tuple[int, Told] | None:
    """Return what is wrong with the quoted value right before a place, or None: there is none.

    One that goes on over several lines was left open on its first.
    """
    before = None
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        if token.start_mark.index >= at.index:
            break
        before = token
    if not isinstance(before, yaml.ScalarToken) or before.style not in ("'", '"'):
        return None
    first, last = before.start_mark.line + 1, before.end_mark.line + 1
    if first == last:
        return at.line + 1, QUOTE_EARLY
    return first, Told(
        f"het aanhalingsteken dat hier begint, sluit pas op regel {last}",
        f"the quote that begins here is closed only on line {last}",
    )


def _bracket(opened: int) -> Told:
    return Told(
        f"het haakje [ of {{ van regel {opened} sluit niet, een komma ontbreekt, of een waarde "
        "met leestekens hoort tussen aanhalingstekens",
        f"the bracket [ or {{ of line {opened} is not closed, a comma is missing, or a value "
        "with punctuation belongs between quotes",
    )


def _in_value(problem: _Problem) -> bool:
    """Return whether a key with its colon stands before the place already."""
    return re.search(r":\s", problem.before) is not None


_CAUSES: tuple[tuple[Callable[[_Problem], bool], Told], ...] = (
    (lambda p: "'\\t'" in p.said, TAB),
    (lambda p: "quoted scalar" in p.context and "stream" in p.said, QUOTE_OPEN),
    (lambda p: "unknown escape" in p.said, BACKSLASH),
    (lambda p: "mapping values" in p.said and _in_value(p), COLON),
    (lambda p: "mapping values" in p.said, INDENTED),
    (lambda p: "sequence entries" in p.said, DASH),
    (lambda p: "expected ':'" in p.said, NO_COLON),
    (lambda p: "<block end>" in p.said, INDENTED),
    (lambda p: "another document" in p.said, SECOND),
    (lambda p: "cannot start any token" in p.said, MARK),
    (lambda p: "chomping" in p.said or "alias" in p.said or "anchor" in p.context, MARK),
    (lambda p: "a tag" in p.context, MARK),
)
