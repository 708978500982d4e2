"""Which dossiers a document names: in its name, its text, its folder, or by its source.

Where its rules let it, or, of a document that no rule knows, where its own number stands.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classification.evidence import evidence_of
from classification.subject import Subject
from records.file_plan import DossierType, NumberPlace, Rule, Source
from records.numbers import NumberFound, find_numbers, has_shape, unclear_numbers
from records.verdicts import Evidence, Seen

KINDS: Mapping[NumberPlace, Seen] = {
    "name": "number_in_name",
    "folder": "number_in_folder",
    "text": "number",
    "source": "number_of_source",
}


@dataclass(frozen=True, slots=True)
class Named:
    """The numbers that were found, each with its first place, and what may be another one."""

    numbers: Mapping[str, Evidence]
    unclear: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text in which a number may stand, `start` characters behind the start of its place."""

    place: NumberPlace
    text: str
    start: int = 0


def named_dossiers(
    subject: Subject, source: Source, dossier_type: DossierType, rules: Sequence[Rule]
) -> Named:
    """Return the dossiers of that type that the document names, where `rules` may look.

    Where its source has a dossier and a rule takes it, the whole document is looked at: one that
    names another dossier is for a person.
    """
    asking = {place: rule for rule in reversed(rules) for place in rule.number_from}
    shape = dossier_type.number_shape
    taken = asking.get("source") if has_shape(source.dossier, shape) else None
    numbers: dict[str, Evidence] = {}
    for passage in _passages(subject, source):
        rule = asking.get(passage.place, taken)
        if rule is None:
            continue
        for found in _found(find_numbers, passage, shape):
            numbers.setdefault(found.number, _evidence(found, rule, subject, passage.place))
    if taken is not None:
        whole = NumberFound(source.dossier, source.dossier, 0, len(source.dossier))
        numbers.setdefault(source.dossier, _evidence(whole, taken, subject, "source"))
    unclear = tuple(
        _evidence(found, asking[passage.place], subject, passage.place)
        for passage in _passages(subject, source)
        if passage.place in asking
        for found in _found(unclear_numbers, passage, shape)
    )
    return Named(numbers, unclear)


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier that a document belongs to by its own number, whatever kind it is."""

    dossier_type: DossierType
    number: str
    evidence: Evidence


def own_dossiers(
    subject: Subject, source: Source, dossier_types: Sequence[DossierType]
) -> tuple[OwnDossier, ...]:
    """Return the dossiers whose number is the document's own, each once.

    That is a number in its name, in its folder or in the opening of its own words, and the
    dossier of its source. What it only mentions further on, quotes or encloses is not its own.
    """
    found: dict[str, OwnDossier] = {}
    for dossier_type in dossier_types:
        shape = dossier_type.number_shape
        for passage in _passages(subject, source):
            for one in _found(find_numbers, passage, shape):
                if passage.place == "text" and one.end > subject.opening_end:
                    continue
                evidence = _evidence(one, None, subject, passage.place)
                found.setdefault(one.number, OwnDossier(dossier_type, one.number, evidence))
        if has_shape(source.dossier, shape):
            whole = NumberFound(source.dossier, source.dossier, 0, len(source.dossier))
            evidence = _evidence(whole, None, subject, "source")
            found.setdefault(source.dossier, OwnDossier(dossier_type, source.dossier, evidence))
    return tuple(sorted(found.values(), key=lambda one: one.number))


def names_no_other(
    subject: Subject, source: Source, dossier_types: Sequence[DossierType], number: str
) -> bool:
    """Return whether that number is surely the only one of a dossier that the document names.

    Anywhere in it, as rules look for numbers too; one that may be a number, or was recognised from
    a scan and may be misread, leaves doubt.
    """
    for passage in _passages(subject, source):
        for dossier_type in dossier_types:
            shape = dossier_type.number_shape
            found = tuple(_found(find_numbers, passage, shape))
            if any(one.number != number for one in found) or any(
                _found(unclear_numbers, passage, shape)
            ):
                return False
            if passage.place == "text" and any(subject.is_recognised(one.start) for one in found):
                return False
    return True


def _passages(subject: Subject, source: Source) -> Iterator[_Passage]:
    """Yield where numbers may stand; each folder for itself, for `/` may part a number."""
    yield _Passage("name", subject.name or "")
    folders = list(re.finditer("[^/]+", subject.folder or ""))
    # A channel's own folder is not under the source: what it is called is the source's business.
    if folders and folders[0].group().casefold() == source.channel.casefold():
        folders = folders[1:]
    for folder in folders:
        yield _Passage("folder", folder.group(), folder.start())
    yield _Passage("text", subject.text or "")


def _found(
    find: Callable[[str, str], tuple[NumberFound, ...]], passage: _Passage, shape: str
) -> Iterator[NumberFound]:
    for number, quote, start, end in find(passage.text, shape):
        yield NumberFound(number, quote, start + passage.start, end + passage.start)


def _evidence(
    found: NumberFound, rule: Rule | None, subject: Subject, place: NumberPlace
) -> Evidence:
    return evidence_of(subject, KINDS[place], rule, found.quote, found.start, found.end)
