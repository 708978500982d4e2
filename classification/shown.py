"""A verdict as people may see it: personal numbers hidden, what was misread or not read told."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from classification.subject import Subject
from classification.unread import unread
from records.personal_numbers import PersonalNumber, find_personal_numbers, masked, masked_part
from records.verdicts import Evidence, Seen, Verdict

_IN_TEXT: Final = frozenset[Seen]({"text", "number", "model", "dossier_word", "language"})


def as_shown(verdict: Verdict, subject: Subject) -> Verdict:
    """Return `verdict` with the personal numbers in the text as evidence, and with all of them hidden.

    Of each kind of number the first place is told: no rule had a say, and nothing follows from it.
    Behind them stands what of the document was not read; what follows from that, `verdict` says.
    Evidence in the text says whether that was recognised from a scan.
    """
    hidden = replace(subject, text=masked(subject.text or ""))
    return replace(
        verdict,
        evidence=(
            *(_shown(one, subject, hidden) for one in verdict.evidence),
            *_personal(subject),
            *unread(subject),
        ),
        reason=replace(verdict.reason, nl=masked(verdict.reason.nl), en=masked(verdict.reason.en)),
    )


def _personal(subject: Subject) -> Iterator[Evidence]:
    text = subject.text or ""
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
            by_ocr=subject.is_recognised(start),
        )


def _shown(one: Evidence, subject: Subject, hidden: Subject) -> Evidence:
    """Return the evidence masked; the words around it as they stand in the `hidden` text.

    A number that is cut off is no number any more, so the whole text is masked before it is cut.
    """
    has_around = bool(one.before or one.behind)
    before, behind = hidden.around(one.start, one.end) if has_around else ("", "")
    text, in_text = subject.text or "", one.kind in _IN_TEXT
    is_piece = in_text and text[one.start : one.end] == one.quote
    return replace(
        one,
        quote=masked_part(text, one.start, one.end) if is_piece else masked(one.quote),
        part=masked(one.part) if one.part else one.part,
        before=before,
        behind=behind,
        by_ocr=in_text and subject.is_recognised(one.start),
    )
