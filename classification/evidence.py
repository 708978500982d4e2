"""One thing that spoke, as a person can check it: quoted, with the words around and its place."""

from typing import Final

from classification.subject import Subject
from records.file_plan import Rule
from records.verdicts import Evidence, Seen

_IN_TEXT: Final = frozenset[Seen]({"text", "date", "number"})


def evidence_of(
    subject: Subject, kind: Seen, rule: Rule | None, quote: str, start: int, end: int
) -> Evidence:
    """Return the evidence of a quote, by the rule that asked for it, if one did."""
    asked_by, version = (rule.name, rule.version) if rule else ("", "")
    if kind not in _IN_TEXT:
        return Evidence(kind, asked_by, version, quote, start, end, None)
    before, behind = subject.around(start, end)
    return Evidence(
        kind=kind,
        rule=asked_by,
        version=version,
        quote=quote,
        start=start,
        end=end,
        page=subject.page_at(start),
        part=subject.part_at(start),
        paragraph=subject.paragraph_at(start),
        before=before,
        behind=behind,
    )
