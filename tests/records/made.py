"""Plain values for tests: a document, a rule, a dossier type and a plan, with what matters said."""

from dataclasses import replace
from typing import Any

from records.documents import (
    Access,
    Attachment,
    DocumentSnapshot,
    DriveItem,
    Location,
    Reading,
    RetentionLabel,
    Version,
)
from records.file_plan import (
    Category,
    Condition,
    DocumentType,
    DossierType,
    FilePlan,
    FilingMoment,
    Mode,
    Rule,
    SelectionList,
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
    own_end: int | None = None,
    attachments: tuple[Attachment, ...] = (),
    label: RetentionLabel | None = None,
    principals: frozenset[str] = frozenset({"group:team"}),
    source: str = SOURCE,
    **item: Any,
) -> DocumentSnapshot:
    """A document with that text; no text and no problem means that it was not read."""
    read = Reading(text, pages, problem, "reader 1", attachments, own_end)
    return DocumentSnapshot(
        document_id="document-1",
        source=source,
        item=replace(ITEM, **item),
        versions=(Version("1.0", 10, "2026-06-01T08:00:00Z"), Version("2.0", 20, "2026-06-02")),
        access=Access(principals, principals, inherits=False),
        label=label,
        reading=read if text is not None or problem is not None else None,
    )


def rule(name: str = "Aanvraag", **parts: Any) -> Rule:
    """A rule that fits texts with *aanvraag*, unless said otherwise."""
    given: dict[str, Any] = {
        "when": (Condition("text", ("aanvraag",)),),
        "any_of": (),
        "unless": (),
        "document_type": "Subsidieaanvraag",
        "number_from": ("name", "text"),
        "goes_before": (),
        "version": f"version of {name}",
    }
    return Rule(name=name, **{**given, **parts})


def dossier_type(*rules: Rule, name: str = "Subsidie", **parts: Any) -> DossierType:
    """A dossier type with those rules, whose dossiers are plain folders unless said otherwise."""
    given: dict[str, Any] = {
        "case_type": "",
        "records_creator": "Gedeputeerde Staten",
        "site": "Archief",
        "library": "Subsidiedossiers",
        "mode": Mode.ACT,
        "filing_moment": FilingMoment("at_once"),
        "new_dossier": "allowed",
        "number_shape": "SUB-jjjj-nnnn",
        "content_type": "Archiefstuk",
        "dossier_content_type": "",
        "columns": {},
        "keeping": {"afgehandeld": "1.1"},
        "required": {},
        "teaches": True,
        "relations": (),
    }
    return DossierType(name=name, rules=rules or (rule(),), **{**given, **parts})


def source(**parts: Any) -> Source:
    """A channel where everything may be found and done, unless said otherwise."""
    given: dict[str, Any] = {
        "name": SOURCE,
        "team": "Subsidies",
        "channel": "Algemeen",
        "site": "",
        "library": "",
        "ceiling": Mode.ACT,
        "dossier_types": (),
        "dossier": "",
        "filing_moment": None,
        "asks_about_unknown": "never",
    }
    return Source(**{**given, **parts})


def plan(*types: DossierType, only: tuple[str, ...] = (), **at: Any) -> FilePlan:
    """A plan with one source; `only` limits what may be found there, `at` says more about it."""
    listed = types or (dossier_type(),)
    named = {rule.document_type for one in listed for rule in one.rules}
    return FilePlan(
        name="Provincie Voorbeeld",
        version="plan version",
        selection_list=SelectionList(
            "voorbeeldlijst",
            "niet vastgesteld",
            (Category("1.1", "afgehandeld", "destroy", "10 jaar", "afgehandeld"),),
        ),
        sites={"Archief": "provincievoorbeeld.sharepoint.com:/sites/archief"},
        running_label="Lopend dossier",
        always_allowed=frozenset({"group:records"}),
        document_types=tuple(DocumentType(name, name, "") for name in sorted(named)),
        sources=(source(dossier_types=only, **at),),
        dossier_types=listed,
        framework=(),
    )
