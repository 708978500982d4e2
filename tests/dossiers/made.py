"""A small file plan with a policy framework, and what was filed under it, made by hand."""

from dossiers.relations import find_relations
from records.documents import Attachment, Reading
from records.file_plan import (
    Category,
    DossierType,
    FilePlan,
    FilingMoment,
    FrameworkPart,
    Mode,
    RelationRule,
    SelectionList,
)
from records.relations import FoundRelation, RecordItem, Relation

AGAINST = RelationRule("bezwaar tegen", ("Bezwaarschrift",), "dossier", certain=True)
BASIS = RelationRule("wettelijke grondslag", ("Subsidiebeschikking",), "framework", certain=True)
AIM = RelationRule("draagt bij aan", ("Subsidieaanvraag",), "framework", certain=False)

FRAMEWORK = (
    FrameworkPart(
        "Coalitieakkoord 2.10",
        "agreement_paragraph",
        "Erfgoed dat gebruikt wordt",
        ("paragraaf 2.10 van het coalitieakkoord", "coalitieakkoord, paragraaf 2.10"),
        (),
        "AKK-2025-01",
    ),
    FrameworkPart(
        "Coalitieakkoord 3.4",
        "agreement_paragraph",
        "Water vasthouden",
        ("paragraaf 3.4 van het coalitieakkoord",),
        (),
        "AKK-2025-01",
    ),
    FrameworkPart(
        "Erfgoednota",
        "policy_note",
        "Erfgoednota 2026-2030",
        ("Erfgoednota",),
        ("Coalitieakkoord 2.10",),
        "BEL-2026-003",
    ),
    FrameworkPart(
        "Regeling monumenten",
        "regulation",
        "Subsidieregeling monumenten en erfgoed",
        ("regeling monumenten en erfgoed",),
        ("Erfgoednota",),
        "",
    ),
    FrameworkPart("Awb 8:1", "regulation", "Beroep", ("artikel 8:1",), ("Erfgoednota",), ""),
    FrameworkPart("Awb 8:11", "regulation", "Gronden", ("artikel 8:11",), ("Erfgoednota",), ""),
    FrameworkPart("Losse regeling", "regulation", "Losse regeling", (), (), ""),
)


def dossier_type(name: str, shape: str, *relations: RelationRule) -> DossierType:
    return DossierType(
        name=name,
        case_type="",
        records_creator="Gedeputeerde Staten",
        site="Archief",
        library=name,
        mode=Mode.ACT,
        filing_moment=FilingMoment("at_once"),
        new_dossier="allowed",
        number_shape=shape,
        content_type="Archiefstuk",
        dossier_content_type="Dossier",
        columns={},
        rules=(),
        keeping={"afgehandeld": "13.1", "niet-ontvankelijk": "13.1.1"},
        teaches=True,
        required={"afgehandeld": ("Bezwaarschrift", "Beslissing op bezwaar")},
        relations=relations,
    )


OBJECTION = dossier_type("Bezwaar", "BZW-jjjj-nnnn", AGAINST)
SUBSIDY = dossier_type("Subsidie", "SUB-jjjj-nnnn", BASIS, AIM)
POLICY = dossier_type("Beleid", "BEL-jjjj-nnn")
LIST = SelectionList(
    "Voorbeeldlijst",
    "voorbeeldlijst, niet vastgesteld",
    (
        Category("13.1", "afgehandeld", "destroy", "5 jaar", "afgehandeld"),
        Category("13.1.1", "niet-ontvankelijk", "destroy", "1 jaar", "afgehandeld"),
    ),
)
PLAN = FilePlan(
    name="Provincie Voorbeeld",
    version="0" * 64,
    selection_list=LIST,
    sites={},
    running_label="Lopend dossier",
    always_allowed=frozenset(),
    document_types=(),
    sources=(),
    dossier_types=(OBJECTION, SUBSIDY, POLICY),
    framework=FRAMEWORK,
)


def reading(
    text: str | None,
    *,
    own_end: int | None = None,
    pages: tuple[int, ...] = (0,),
    attachments: tuple[Attachment, ...] = (),
) -> Reading:
    return Reading(text, pages, None, "test", attachments=attachments, own_end=own_end)


def in_objection(
    read: Reading | str, number: str | None = "BZW-2026-0033"
) -> tuple[FoundRelation, ...]:
    """What an objection tells."""
    return find_relations(
        reading(read) if isinstance(read, str) else read,
        document_type="Bezwaarschrift",
        dossier_type=OBJECTION,
        dossier_number=number,
        plan=PLAN,
    )


def in_decision(
    text: str, document_type: str = "Subsidiebeschikking", number: str = "SUB-2026-0147"
) -> tuple[FoundRelation, ...]:
    """What a decision on a subsidy tells."""
    return find_relations(
        reading(text),
        document_type=document_type,
        dossier_type=SUBSIDY,
        dossier_number=number,
        plan=PLAN,
    )


def item(number: str, document_type: str, name: str) -> RecordItem:
    kinds = {"BZW": "Bezwaar", "SUB": "Subsidie", "BEL": "Beleid"}
    return RecordItem(
        f"id-{name}", number, kinds.get(number[:3], "?"), document_type, name, f"https://x/{name}"
    )


def relation(
    of: RecordItem, told: FoundRelation, *, decision: str | None = None, number: int = 1
) -> Relation:
    found = "certain" if told.certain else "proposed"
    status = decision or found
    assert status in {"certain", "proposed", "confirmed", "rejected"}
    return Relation(
        number,
        of.document_id,
        of.dossier_number,
        told.relation,
        told.target_kind,
        told.target,
        status,  # type: ignore[arg-type]
        told.quote,
    )
