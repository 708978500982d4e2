"""How `dossier check` tells of rules that can meet in one document."""

from collections.abc import Sequence
from typing import Any

from classification.file_plan.examples import told
from classification.file_plan.meeting import Meeting, Meetings, meetings, named
from classification.file_plan.mistakes import quoted
from classification.file_plan.reading import CheckedPlan
from command_line.local_settings import fail
from command_line.speaking import said
from command_line.words import counted
from records.file_plan import RuleName

SHOWN = 5  # overlaps, where not all are asked for


def overlaps_told(checked: CheckedPlan, of: str | None, *, every: bool) -> list[str]:
    """Return in words which rules for different kinds can meet, the simplest documents first.

    Only those `of` that dossier type or rule, where one is named.
    """
    meeting = _meetings(checked, of)
    found = sorted(meeting.found, key=lambda one: len(told(one.document)))
    shown = found if every else found[:SHOWN]
    lines = [_heading(len(found)), *(f"  {_told(one)}" for one in shown)] if found else []
    if len(found) > len(shown):
        rest = len(found) - len(shown)
        lines.append(
            said(
                f"  and {rest} more: `dossier check FOLDER --overlaps` shows them all, `--of NAME` "
                "those of one dossier type or rule",
                f"  en nog {rest}: `dossier check MAP --overlaps` toont ze alle, `--of NAAM` die van "
                "één dossiertype of regel",
            )
        )
    lines += [*_not_found(meeting), *_not_tried(meeting)]
    if of is not None and not lines:
        lines.append(
            said(
                f"No further overlap was found of «{of}».",
                f"Van «{of}» is verder geen overlap gevonden.",
            )
        )
    return ["", *lines] if lines else []


def overlaps_as_object(checked: CheckedPlan, of: str | None) -> dict[str, Any]:
    """Return the same for machines."""
    meeting = _meetings(checked, of)
    return {
        "overlaps": [
            {
                "rules": [one._asdict() for one in met.rules],
                "source": met.source,
                "document": {
                    "name": met.document.name,
                    "folder": met.document.folder,
                    "text": met.document.text,
                    "content_type": met.document.content_type,
                    "columns": dict(met.document.columns or {}),
                    "made_by": met.document.made_by,
                    "changed_by": met.document.changed_by,
                },
            }
            for met in meeting.found
        ],
        "no_overlap_found": [[one._asdict() for one in pair] for pair in meeting.not_found],
        "not_tried": [[one._asdict() for one in pair] for pair in meeting.not_tried],
    }


def _meetings(checked: CheckedPlan, of: str | None) -> Meetings:
    found = meetings(checked.plan, checked.examples)
    return found if of is None else found.of(of)


def refuse_unknown(checked: CheckedPlan, of: str) -> None:
    """End the command with code 2 where the plan has no dossier type or rule of that name."""
    types = checked.plan.dossier_types
    rules = [RuleName(one.name, rule.name) for one in types for rule in one.rules]
    if any(of in named(rule) for rule in rules):
        return
    listed = ", ".join(f"«{one.name}»" for one in types)
    fail(
        said(
            f"The plan has no dossier type or rule «{of}». Its dossier types: {listed}.",
            f"Het plan heeft geen dossiertype of regel «{of}». De dossiertypen: {listed}.",
        ),
        code=2,
    )


def _heading(found: int) -> str:
    return said(
        f"{found} time(s) two rules for different kinds can meet in one document while neither "
        "goes before the other; a person decides then:",
        f"{found} keer kunnen twee regels voor verschillende soorten op één document passen zonder "
        "dat een van beide voorgaat; dan beslist een mens:",
    )


def _told(one: Meeting) -> str:
    names = [f"«{name.rule}» ({name.dossier_type})" for name in one.rules]
    document = quoted(told(one.document))
    return said(
        f"{' and '.join(names)} at source «{one.source}», for instance: «{document}»",
        f"{' en '.join(names)} bij bron «{one.source}», bijvoorbeeld: «{document}»",
    )


def _not_found(meeting: Meetings) -> Sequence[str]:
    if not meeting.not_found:
        return ()
    pairs = counted(
        len(meeting.not_found), ("other pair", "other pairs"), ("ander paar", "andere paren")
    )
    return (
        said(
            f"Of {pairs} no document was found that both fit; that is no proof that there is none.",
            f"Van {pairs} is geen document gevonden waarop beide passen; dat bewijst niet dat het er "
            "niet is.",
        ),
    )


def _not_tried(meeting: Meetings) -> Sequence[str]:
    pairs = len(meeting.not_tried)
    if not pairs:
        return ()
    return (
        said(
            f"{pairs} pairs were not tried: there are too many rules.",
            f"{pairs} paren zijn niet geprobeerd: er zijn te veel regels.",
        ),
    )
