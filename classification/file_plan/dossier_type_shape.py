"""The shape of a dossier type in a file plan."""

from typing import Annotated

from classification.file_plan.fields import (
    CategoryNumber,
    InternalName,
    ModeWord,
    Moment,
    NumberShape,
    SiteLibrary,
    SomeDocumentTypes,
    Text,
)
from classification.file_plan.mistakes import Told
from classification.file_plan.rule_shapes import RuleShape
from classification.file_plan.shape import Shape, key
from classification.file_plan.value_checks import one_of
from classification.file_plan.words import NEW_DOSSIER, RELATION_TARGETS, SINGLE_HITS, TEACHES


class RelationShape(Shape):
    """What documents of some types tell about other dossiers."""

    relation: Text = key("relatie", "relation", "De naam van de relatie: «bezwaar tegen».")
    document_types: SomeDocumentTypes = key(
        "documentsoorten", "document types", "De documentsoorten waarin wordt gezocht."
    )
    target: Annotated[
        str,
        one_of(RELATION_TARGETS, Told("niet wat gezocht kan worden", "not a thing to look for")),
    ] = key("zoek", "look for", "Wat het document noemt.")
    single_hit: Annotated[
        str, one_of(SINGLE_HITS, Told("geen keuze bij een treffer", "no choice for a hit"))
    ] = key(
        "precies een treffer",
        "single hit",
        "Wat met precies één treffer gebeurt; bij meer kiest een mens.",
    )


class DossierTypeShape(Shape):
    """`dossiertypen/*.yaml`: one dossier type."""

    name: Text = key("dossiertype", "dossier type", "De naam van het dossiertype.")
    case_type: Text = key(
        "zaaktype", "case type", "De code in de eigen zaaktypencatalogus.", default=""
    )
    records_creator: Text = key(
        "archiefvormer", "records creator", "Het orgaan dat het archief vormt."
    )
    library: SiteLibrary = key(
        "bibliotheek", "library", "Waar de dossiers staan: «Site / Bibliotheek»."
    )
    mode: ModeWord = key("stand", "mode", "Het verste dat met deze dossiers mag.")
    filing_moment: Moment = key(
        "opnemen", "file", "Wanneer wordt opgenomen.", default="zodra definitief"
    )
    new_dossier: Annotated[
        str,
        one_of(NEW_DOSSIER, Told("geen keuze voor een nieuw dossier", "no choice for a dossier")),
    ] = key("nieuw dossier", "new dossier", "Of een document een nieuw dossier mag openen.")
    number_shape: NumberShape = key(
        "dossiernummer", "number shape", "Hoe een nummer eruitziet: SUB-jjjj-nnnn."
    )
    content_type: Text = key("inhoudstype", "content type", "Het inhoudstype van documenten.")
    dossier_content_type: Text = key(
        "inhoudstype dossier",
        "dossier content type",
        "Het inhoudstype van dossiers; zonder deze sleutel zijn het gewone mappen.",
        default="",
    )
    columns: dict[InternalName, Text] = key(
        "kolommen", "columns", "Wat in kolommen komt: interne naam en waarde.", default={}
    )
    rules: list[RuleShape] = key("regels", "rules", "De regels.", min_length=1)
    keeping: dict[Text, CategoryNumber] = key(
        "bewaren naar resultaat",
        "keep by result",
        "Bij elk resultaat het nummer van de categorie.",
        min_length=1,
    )
    required: dict[Text, SomeDocumentTypes] = key(
        "verplicht naar resultaat",
        "required by result",
        "Bij een resultaat de documentsoorten die er moeten zijn.",
        default={},
    )
    teaches: Annotated[
        str, one_of(TEACHES, Told("geen keuze voor wat er wordt geleerd", "no choice for learning"))
    ] = key(
        "hiervan leren",
        "learn from these",
        "Of modellen van deze documenten leren; van wat vertrouwelijk is niet.",
        default="ja",
    )
    relations: list[RelationShape] = key(
        "relaties", "relations", "Wat documenten over andere dossiers vertellen.", default=[]
    )
