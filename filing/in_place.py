"""Tagging in place: the way back for a document that a person put into its dossier."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from filing.plan import FilingPlan
from filing.ports import Account, Drives
from records.documents import DriveItem, Term


@dataclass(frozen=True, slots=True)
class ColumnsBack:
    """What to set so that a document carries what it carried before it was tagged."""

    fields: Mapping[str, str]
    terms: Mapping[str, Term]
    content_type_id: str | None


async def put_back(plan: FilingPlan, drives: Drives, account: Account) -> None:
    """Take label and columns off again; what people changed since stays as they have it."""
    at = plan.source.location
    label = await drives.label(at)
    if label is not None and label.name == plan.target.label != plan.source.label:
        await drives.remove_label(at)
    item = await drives.item(at)
    if item is None:
        return
    tagged = (await account.facts_of("columns") or {}).get("fields")
    back = await columns_back(plan, item, tagged, drives)
    await drives.set_columns(at, back.fields, back.content_type_id, back.terms)


async def columns_back(
    plan: FilingPlan, item: DriveItem, tagged: Mapping[str, Any] | None, drives: Drives
) -> ColumnsBack:
    """Return what to set to make the columns as they were, as far as they are still ours.

    `tagged` are the columns as they were seen after they were set; without it, after a crash,
    all count where the document carries our own id.
    """
    before, cut_off = plan.source, tagged is None
    ours = [
        name
        for name in plan.target.columns
        if (cut_off and item.fields.get("DossierDocumentId") == plan.document_id)
        or (tagged is not None and item.fields.get(name) == tagged.get(name))
    ]
    terms = {
        name: _term_before(before.fields.get(name), term)
        for name, term in plan.target.terms.items()
        if tagged is None or item.fields.get(name) == tagged.get(name)
    }
    content_type_id = None
    if item.content_type == plan.target.content_type != before.content_type:
        content_type_id = (await drives.content_types(before.drive_id)).get(before.content_type)
    return ColumnsBack({name: before.fields.get(name, "") for name in ours}, terms, content_type_id)


def _term_before(value: str | None, term: Term) -> Term:
    found = json.loads(value) if value else {}
    return Term(term.note_column, found.get("Label") or "", found.get("TermGuid") or "")
