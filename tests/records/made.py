"""Plain values for tests: a document, a rule, a dossier type and a plan, with what matters said."""

from dataclasses import replace
from typing import Any

from records.documents import (
    DocumentSnapshot,
    DriveItem,
    Location,
    Reading,
    RetentionLabel,
    Version,
)
from records.file_plan import (
    Condition,
    DossierType,
    FilePlan,
    FilingMoment,
    Mode,
    Rule,
    Source,
)

SOURCE = "Subsidies, kanaal Algemeen"
ITEM = DriveItem(
    location=Location("teamdrive", "item-1"),
    parent_id="folder-1",
    name="brief.docx",
    path="/Algemeen",
    is_folder=False,
    etag='"{1},2"',
    ctag='"c:{1},2"',
    size=20,
    quick_xor_hash="hash",
    created_by="Medewerker Subsidies",
    created_at="2026-06-01T08:00:00Z",
    modified_by="Jurist",
    modified_at="2026-06-02T08:00:00Z",
    web_url="https://provincievoorbeeld.sharepoint.com/brief.docx",
    checked_out_by=None,
    content_type="Document",
    fields={},
)


def document(
    text: str | None = "",
    *,
    problem: str | None = None,
    pages: tuple[int, ...] = (0,),
    label: RetentionLabel | None = None,
    principals: frozenset[str] = frozenset({"group:team"}),
    source: str = SOURCE,
    **item: Any,
) -> DocumentSnapshot:
    """A document with that text; no text and no problem means that it was not read."""
    read = text is not None or problem is not None
    return DocumentSnapshot(
        document_id="document-1",
        source=source,
        item=replace(ITEM, **item),
        versions=(Version("1.0", 10, "2026-06-01T08:00:00Z"), Version("2.0", 20, "2026-06-02")),
        principals=principals,
        label=label,
        reading=Reading(text, pages, problem, "reader 1") if read else None,
    )


def rule(name: str = "Aanvraag", **parts: Any) -> Rule:
    """A rule that fits texts with *aanvraag*, unless said otherwise."""
    given: dict[str, Any] = {
        "when": (Condition("text", ("aanvraag",)),),
        "any_of": (),
        "unless": (),
        "document_type": "Subsidieaanvraag",
        "number_from": "name_or_text",
        "version": f"version of {name}",
    }
    return Rule(name=name, **{**given, **parts})


def dossier_type(*rules: Rule, name: str = "Subsidie", **parts: Any) -> DossierType:
    given: dict[str, Any] = {
        "records_creator": "Gedeputeerde Staten",
        "site": "Archief",
        "library": "Subsidiedossiers",
        "mode": Mode.ACT,
        "filing_moment": FilingMoment("at_once"),
        "new_dossier": "allowed",
        "number_shape": "SUB-jjjj-nnnn",
        "content_type": "Archiefstuk",
    }
    return DossierType(name=name, rules=rules or (rule(),), **{**given, **parts})


def plan(*types: DossierType, only: tuple[str, ...] = ()) -> FilePlan:
    """A plan with one source; `only` limits what may be found there."""
    return FilePlan(
        name="Provincie Voorbeeld",
        version="plan version",
        selection_list="voorbeeldlijst",
        sites={"Archief": "provincievoorbeeld.sharepoint.com:/sites/archief"},
        running_label="Lopend dossier",
        always_allowed=frozenset({"group:records"}),
        sources=(Source(SOURCE, "Subsidies", "Algemeen", Mode.ACT, only),),
        dossier_types=types or (dossier_type(),),
    )
