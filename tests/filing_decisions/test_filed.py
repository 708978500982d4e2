from dataclasses import replace
from typing import Any

import pytest

from filing.filed import as_found, as_left, changed_by_people, settled_as
from filing.plan import make_plan
from records.documents import RetentionLabel
from tests.filing_decisions.targets import TARGET, VERDICT
from tests.records.made import ITEM, document, plan

FIELDS = {"Documentsoort": "Subsidieaanvraag", "Dossiernummer": "SUB-2026-0147"}
FACTS: dict[str, dict[str, Any]] = {
    "columns": {"ctag": "c1", "content_type": "Archiefstuk", "fields": FIELDS},
    "label": {"label": "Lopend dossier"},
    "place": {"folder_id": "dossier", "name": "brief.docx", "ctag": "c1"},
}
PLAN = make_plan("f", document(), VERDICT, plan(), TARGET, frozenset())
LEFT = as_left(PLAN, FACTS)
FILED = replace(
    ITEM,
    parent_id="dossier",
    name="brief.docx",
    ctag="c1",
    content_type="Archiefstuk",
    fields=FIELDS,
)
LABEL = RetentionLabel("Lopend dossier", blocks_delete=False)


def test_what_is_as_it_was_left_is_settled() -> None:
    with_more = replace(FILED, fields={**FIELDS, "Onderwerp": "Molen"}, etag="moved on")
    assert settled_as(as_found(with_more, LABEL, LEFT)) == settled_as(LEFT)


@pytest.mark.parametrize(
    ("change", "nl", "en"),
    [
        ({"parent_id": "elsewhere"}, "verplaatst naar /BZW-1", "moved to /BZW-1"),
        ({"name": "Brief 2.docx"}, "hernoemd tot «Brief 2.docx»", "renamed to «Brief 2.docx»"),
        ({"ctag": "c2"}, "bewerkt", "edited"),
        ({"fields": {"Documentsoort": "Brief"}}, "Documentsoort, Dossiernummer", "columns changed"),
        ({"fields": {**FIELDS, "Archiefactiedatum": "2027-01-01"}}, "Archiefactiedatum", "columns"),
        ({"content_type": "Document"}, "inhoudstype «Document» gegeven", "content type «Document»"),
    ],
)
def test_what_people_changed_is_told(change: dict[str, Any], nl: str, en: str) -> None:
    found = as_found(replace(FILED, **change), LABEL, LEFT)
    assert settled_as(found) != settled_as(LEFT)
    reason = changed_by_people(LEFT, found, "/BZW-1")
    assert reason.code == "changed_by_people"
    assert nl in reason.nl
    assert en in reason.en


@pytest.mark.parametrize(
    ("label", "nl", "en"),
    [
        (None, "retentielabel eraf gehaald", "retention label taken off"),
        (
            RetentionLabel("Bewaren", blocks_delete=False),
            "«Bewaren» gegeven",
            "given the retention",
        ),
    ],
)
def test_a_label_that_people_changed_is_told(
    label: RetentionLabel | None, nl: str, en: str
) -> None:
    found = as_found(FILED, label, LEFT)
    assert settled_as(found) != settled_as(LEFT)
    reason = changed_by_people(LEFT, found, "/BZW-1")
    assert nl in reason.nl
    assert en in reason.en


def test_what_people_put_as_it_was_is_told_too() -> None:
    assert changed_by_people(LEFT, as_found(FILED, LABEL, LEFT), "/").code == "as_filed_again"


def test_a_document_tagged_in_place_was_left_where_people_put_it() -> None:
    here = make_plan("f", document(), VERDICT, plan(), replace(TARGET, is_here=True), frozenset())
    columns = {"ctag": "c3", "content_type": "Archiefstuk", "fields": FIELDS}
    left = as_left(here, {"columns": columns})
    where = {name: left[name] for name in ("folder", "name", "ctag", "label")}
    assert where == {"folder": ITEM.parent_id, "name": ITEM.name, "ctag": "c3", "label": None}
    assert FIELDS.items() <= left["fields"].items()
