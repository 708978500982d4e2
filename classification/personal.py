"""Personal numbers in a document: evidence for confidentiality, and hidden wherever words are shown."""

from collections.abc import Iterator
from dataclasses import replace

from classification.conditions import Subject
from records.personal_numbers import PersonalNumber, find_personal_numbers, masked, masked_part
from records.verdicts import Evidence, Verdict


def with_personal_numbers(verdict: Verdict, subject: Subject) -> Verdict:
    """Return `verdict` with what personal numbers the text holds, and with all of them hidden.

    Of each kind the first place is told. No rule had a say, and nothing follows from it but that
    a person knows.
    """
    text = subject.text or ""
    return replace(
        verdict,
        evidence=(
            *(_hidden(one, text) for one in verdict.evidence),
            *_found(text, subject),
        ),
        reason=replace(verdict.reason, nl=masked(verdict.reason.nl), en=masked(verdict.reason.en)),
    )


def _found(text: str, subject: Subject) -> Iterator[Evidence]:
    first: dict[str, PersonalNumber] = {}
    for one in find_personal_numbers(text):
        first.setdefault(one.kind, one)
    for kind, start, end in first.values():
        yield Evidence(
            kind=kind,
            rule="",
            version="",
            quote=masked_part(text, start, end),
            start=start,
            end=end,
            page=subject.page_at(start),
            part=masked(part) if (part := subject.part_at(start)) else None,
        )


def _hidden(one: Evidence, text: str) -> Evidence:
    is_piece = text[one.start : one.end] == one.quote
    quote = masked_part(text, one.start, one.end) if is_piece else masked(one.quote)
    return replace(one, quote=quote, part=masked(one.part) if one.part else one.part)
