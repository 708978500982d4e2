"""The shapes of a file plan's files, but for its dossier types."""

from typing import Annotated

from pydantic import ValidationInfo, model_validator

from classification.file_plan.fields import (
    DossierTypeName,
    FilingsADay,
    Guid,
    ModeWord,
    Moment,
    OwnNumber,
    PartName,
    PercentOfChange,
    Period,
    SiteAddress,
    SiteLibrary,
    Text,
    Texts,
    WordList,
)
from classification.file_plan.mistakes import Told
from classification.file_plan.shape import Shape, key
from classification.file_plan.value_checks import OneOrMore, names_of, one_of, wrong
from classification.file_plan.words import APPRAISALS, PART_KINDS, TRIGGERS, UNKNOWN_ASKED
from records.file_plan import USUAL_LIMITS


class PlanShape(Shape):
    """`ordeningsplan.yaml`: what holds for the whole plan."""

    name: Text = key("ordeningsplan", "file plan", "De naam van het ordeningsplan.")
    running_label: Text = key(
        "label lopend dossier",
        "running label",
        "Het retentielabel van documenten in een dossier dat nog loopt.",
    )
    always_allowed: Annotated[list[Guid], OneOrMore()] = key(
        "mag alles zien",
        "always allowed",
        "De id's van de Entra-groepen die uit hun functie elk dossier mogen zien.",
        default=[],
    )
    sites: dict[Text, SiteAddress] = key(
        "sites", "sites", "De sites met dossiers: naam en adres (host:/pad).", min_length=1
    )


class CategoryShape(Shape):
    """One row of the selection list."""

    number: OwnNumber = key("nummer", "number", "Het nummer van de categorie.")
    result: Text = key("resultaat", "result", "Het resultaat van de zaak.")
    appraisal: Annotated[str, one_of(APPRAISALS, Told("geen waardering", "no appraisal"))] = key(
        "waardering", "appraisal", "Of het blijvend wordt bewaard of na een termijn vernietigd."
    )
    period: Period = key(
        "bewaartermijn", "period", "Hoe lang het wordt bewaard: «10 jaar».", default=""
    )
    trigger: Annotated[str, one_of(TRIGGERS, Told("geen brondatum", "no trigger"))] = key(
        "brondatum", "trigger", "Wat de termijn doet ingaan.", default=""
    )

    @model_validator(mode="after")
    def _only_what_goes_has_a_term(self, info: ValidationInfo) -> "CategoryShape":
        word = names_of(info).word
        period, trigger = word("bewaartermijn", "period"), word("brondatum", "trigger")
        destroys = APPRAISALS[self.appraisal] == "destroy"
        if destroys and not (self.period and self.trigger):
            raise wrong(
                Told(
                    f"categorie {self.number} wordt vernietigd: geef {period} en {trigger}",
                    f"category {self.number} is destroyed: give {period} and {trigger}",
                )
            )
        if not destroys and (self.period or self.trigger):
            raise wrong(
                Told(
                    f"categorie {self.number} wordt bewaard: "
                    f"daar horen geen {period} en {trigger} bij",
                    f"category {self.number} is kept: {period} and {trigger} do not go with that",
                )
            )
        return self


class SelectionListShape(Shape):
    """`selectielijst.yaml`: the list that categories come from."""

    name: Text = key("selectielijst", "selection list", "De naam van de selectielijst.")
    status: Text = key("status", "status", "Hoe vast de lijst staat; staat bij elke categorie.")
    categories: list[CategoryShape] = key(
        "categorieën", "categories", "De categorieën van de lijst.", min_length=1
    )


class DocumentTypeShape(Shape):
    """One kind of document."""

    name: Text = key("documentsoort", "document type", "De naam van de documentsoort.")
    name_en: Text = key("engels", "english", "De naam in het Engels.")
    term: Guid = key("term", "term", "Het id van de term in de termenopslag.", default="")
    filing_moment: Moment = key(
        "opnemen", "file", "Wanneer wordt opgenomen; gaat voor op het dossiertype.", default=""
    )


class DocumentTypesShape(Shape):
    """`documentsoorten.yaml`: the kinds of document that rules may name."""

    document_types: list[DocumentTypeShape] = key(
        "documentsoorten", "document types", "De documentsoorten.", min_length=1
    )


class SourceShape(Shape):
    """One source in `bronnen.yaml`: a channel of a team, or a library."""

    name: Text = key("bron", "source", "De naam van de bron.")
    team: Text = key("team", "team", "Het team, bij een kanaal.", default="")
    channel: Text = key("kanaal", "channel", "Het kanaal waar wordt geluisterd.", default="")
    library: SiteLibrary = key(
        "bibliotheek",
        "library",
        "De bibliotheek met dossiers, in plaats van een kanaal: «Site / Bibliotheek».",
        default="",
    )
    ceiling: ModeWord = key("stand", "mode", "Het verste dat hier mag.")
    dossier_types: Annotated[list[DossierTypeName], OneOrMore()] = key(
        "dossiertypen",
        "dossier types",
        "Wat hier te vinden is; zonder deze sleutel alles.",
        default=[],
    )
    dossier: Text = key(
        "dossier",
        "dossier",
        "Het nummer van het dossier waar alles van deze bron bij hoort.",
        default="",
    )
    filing_moment: Moment = key(
        "opnemen", "file", "Wanneer wordt opgenomen; gaat voor op het dossiertype.", default=""
    )
    unknown: Annotated[
        str,
        one_of(
            UNKNOWN_ASKED,
            Told("geen keuze voor wat geen regel kent", "no choice for what no rule knows"),
        ),
    ] = key(
        "wat geen regel kent",
        "what no rule knows",
        "Wat met een document gebeurt waar geen regel op past; zonder deze sleutel wordt het "
        "voorgelegd waar «opnemen: meteen» staat (inkomende post) en blijft het elders liggen.",
        default="",
    )
    filings_a_day: FilingsADay = key(
        "hoogstens per dag",
        "at most a day",
        "Hoeveel stukken in 24 uur worden opgenomen voordat de bron zelf stopt en een mens kijkt; "
        f"zonder deze sleutel {USUAL_LIMITS.filings_a_day}.",
        default="",
    )
    percent_of_change: PercentOfChange = key(
        "hoogstens per wijziging",
        "at most per change",
        "Welk deel van wat na een wijziging van ordeningsplan, model of stand opnieuw wordt bekeken "
        "mag worden opgenomen voordat de bron zelf stopt en een mens kijkt; zonder deze sleutel "
        f"{USUAL_LIMITS.percent_of_change}%.",
        default="",
    )

    @model_validator(mode="after")
    def _one_place(self, info: ValidationInfo) -> "SourceShape":
        word = names_of(info).word
        channel, library = word("kanaal", "channel"), word("bibliotheek", "library")
        unknown = word("wat geen regel kent", "what no rule knows")
        if bool(self.channel) == bool(self.library) or bool(self.team) != bool(self.channel):
            raise wrong(
                Told(
                    f"de bron «{self.name}» is een kanaal of een bibliotheek: "
                    f"geef «team» en «{channel}», of «{library}»",
                    f"the source «{self.name}» is a channel or a library: "
                    f"give «team» and «{channel}», or «{library}»",
                )
            )
        if self.library and self.unknown:
            raise wrong(
                Told(
                    f"«{unknown}» hoort bij een kanaal; «{self.name}» is een bibliotheek: "
                    "wat daar in een dossier ligt, wordt altijd voorgelegd",
                    f"«{unknown}» goes with a channel; «{self.name}» is a library: "
                    "what lies in a dossier there is always put before a person",
                )
            )
        return self


class SourcesShape(Shape):
    """`bronnen.yaml`: the places that are listened to."""

    sources: list[SourceShape] = key("bronnen", "sources", "De bronnen.", min_length=1)


class PartShape(Shape):
    """One part of the policy framework."""

    name: Text = key("onderdeel", "part", "De naam van het onderdeel: «2.10», «Erfgoednota».")
    kind: Annotated[str, one_of(PART_KINDS, Told("geen soort", "no kind"))] = key(
        "soort", "kind", "Wat voor onderdeel het is."
    )
    title: Text = key("titel", "title", "De titel voluit; zonder is het de naam.", default="")
    known_as: Texts = key(
        "ook genoemd", "known as", "Andere namen waarmee documenten het noemen.", default=[]
    )
    rests_on: Annotated[list[PartName], OneOrMore()] = key(
        "rust op", "rests on", "De onderdelen waar het op rust.", default=[]
    )
    dossier: Text = key("dossier", "dossier", "Het dossier waarin het ligt.", default="")


class FrameworkShape(Shape):
    """`beleidskader.yaml`: the policy framework."""

    parts: list[PartShape] = key(
        "beleidskader", "policy framework", "De onderdelen van het beleidskader.", min_length=1
    )


class WordListsShape(Shape):
    """`woordenlijsten.yaml`: rows of words and phrases that rules name as one."""

    lists: dict[Text, WordList] = key(
        "woordenlijsten",
        "word lists",
        "De lijsten: naam en woorden. Een voorwaarde noemt er een als «lijst: naam».",
        min_length=1,
    )
