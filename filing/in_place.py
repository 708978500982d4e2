"""Tagging in place: the way back for a document that a person put into its dossier."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from filing.columns import DOCUMENT_ID
from filing.errors import Changed
from filing.plan import FilingPlan
from filing.ports import Drives
from records.columns import same_value
from records.documents import DriveItem, Term, holds_term

TRIES = 3


@dataclass(frozen=True, slots=True)
class ColumnsBack:
    """What to set so that a document carries what it carried before it was tagged."""

    fields: Mapping[str, str]
    terms: Mapping[str, Term]
    content_type_id: str | None


async def put_back(plan: FilingPlan, drives: Drives) -> None:
    """Take label and columns off again; what people changed since stays as they have it."""
    at = plan.source.location
    label = await drives.label(at)
    if label is not None and label.name == plan.target.label != plan.source.label:
        await drives.remove_label(at)
    await put_columns_back(plan, drives)


async def put_columns_back(plan: FilingPlan, drives: Drives) -> bool:
    """Make the columns as they were, as far as they are still ours at the moment of writing.

    Returns whether the document is there. Raises Changed where people keep changing them meanwhile.
    """
    for attempt in range(TRIES):
        item = await drives.item(plan.source.location)
        if item is None:
            return False
        back = await columns_back(plan, item, drives)
        try:
            await drives.set_columns(
                item.location, back.fields, back.content_type_id, back.terms, item.fields
            )
        except Changed:
            if attempt == TRIES - 1:
                raise
        else:
            break
    return True


async def columns_back(plan: FilingPlan, item: DriveItem, drives: Drives) -> ColumnsBack:
    """Return what to set to make the columns as they were, as far as they are still ours.

    A column is ours while the document carries our own id and the column the value we planned.
    """
    before, target = plan.source, plan.target
    is_ours = item.fields.get(DOCUMENT_ID) == plan.document_id
    fields = {
        name: before.fields.get(name, "")
        for name, value in target.columns.items()
        if is_ours and same_value(item.fields.get(name, ""), value)
    }
    terms = {
        name: _term_before(before.fields.get(name), term)
        for name, term in target.terms.items()
        if is_ours and holds_term(item.fields.get(name), term)
    }
    content_type_id = None
    if item.content_type == target.content_type != before.content_type:
        content_type_id = (await drives.content_types(before.drive_id)).get(before.content_type)
    return ColumnsBack(fields, terms, content_type_id)


def _term_before(value: str | None, term: Term) -> Term:
    found = json.loads(value) if value else {}
    return Term(term.note_column, found.get("Label") or "", found.get("TermGuid") or "")
