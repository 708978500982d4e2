"""The kinds of value in a file plan."""

from typing import Annotated

from pydantic import Field

from classification.file_plan.mistakes import Told
from classification.file_plan.value_checks import (
    SOMETHING,
    ByCondition,
    NoList,
    OneOrMore,
    Phrases,
    like,
    name_of,
    one_of,
)
from classification.file_plan.words import (
    CATEGORY_NUMBER,
    MODES,
    MOMENTS,
    PERIOD,
    QUIET,
    UNITS,
    WORDS,
)
from records.numbers import NUMBER_SHAPE

Text = Annotated[str, SOMETHING]
Texts = Annotated[list[Text], OneOrMore()]
WordList = Annotated[list[Annotated[Text, NoList()]], Field(min_length=1), OneOrMore()]
Conditions = Annotated[
    dict[
        Annotated[str, one_of(WORDS, Told("geen voorwaarde", "no condition"))],
        Annotated[list[str], Phrases()],
    ],
    ByCondition(),
]
NumberShape = Annotated[
    str,
    like(
        NUMBER_SHAPE,
        Told(
            "schrijf de vorm, zoals SUB-jjjj-nnnn: hoofdletters, j voor een cijfer van het jaar, "
            "n voor een cijfer van het nummer",
            "write the shape, such as SUB-jjjj-nnnn: capitals, j for a digit of the year, "
            "n for a digit of the number",
        ),
    ),
]
FilingsADay = Annotated[
    str,
    like(
        r"[1-9][0-9]{0,5}",
        Told("hier hoort een aantal stukken, zoals 500", "a number of documents belongs here: 500"),
        types=("string", "integer"),
    ),
]
PercentOfChange = Annotated[
    str,
    like(
        r"([1-9][0-9]?|100) ?%",
        Told("hier hoort een percentage, van 1% tot 100%", "a percentage belongs here, 1% to 100%"),
    ),
]
Guid = Annotated[
    str,
    like(
        r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
        Told(
            "hier hoort een id, zoals 11111111-2222-3333-4444-555555555555",
            "an id belongs here, such as 11111111-2222-3333-4444-555555555555",
        ),
    ),
]
SiteAddress = Annotated[
    str,
    like(
        r"[A-Za-z0-9.-]+:/\S*[^\s/]",
        Told(
            "schrijf het adres van de site, zoals provincie.sharepoint.com:/sites/archief",
            "write the address of the site, such as provincie.sharepoint.com:/sites/archief",
        ),
    ),
]
SiteLibrary = Annotated[
    str,
    like(
        r"[^/]*[^/\s][^/]*/[^/]*[^/\s][^/]*",
        Told(
            "schrijf «naam van de site / naam van de bibliotheek»",
            "write «name of the site / name of the library»",
        ),
    ),
]
Period = Annotated[
    str,
    like(
        PERIOD,
        Told(
            "schrijf een heel getal en {0}, {1}, {2} of {3}, zoals «10 {0}»",
            "write a whole number and {0}, {1}, {2} or {3}, such as «10 {0}»",
        ),
        UNITS,
    ),
]
Moment = Annotated[
    str,
    like(
        "|".join((*MOMENTS, QUIET)),
        Told(
            "kies: {}, {}, {}, of {}",
            "choose: {}, {}, {}, or {}",
        ),
        {**MOMENTS, "na 7 dagen rust": 7, "after 7 days of quiet": 7},
    ),
]
InternalName = Annotated[
    str,
    like(
        r"\w+",
        Told(
            "hier hoort de interne naam van een kolom, zonder spaties",
            "the internal name of a column belongs here, without spaces",
        ),
    ),
]
DocumentTypeName = Annotated[
    Text,
    name_of("document_types", Told("geen documentsoort", "no document type")),
]
OwnNumber = Annotated[
    str,
    like(
        CATEGORY_NUMBER,
        Told(
            "hier hoort het nummer van een categorie, zoals 13.1.4",
            "the number of a category belongs here, such as 13.1.4",
        ),
        types=("string", "number"),
    ),
]
CategoryNumber = Annotated[
    Text, name_of("categories", Told("geen categorie van de selectielijst", "no category"))
]
DossierTypeName = Annotated[
    Text, name_of("dossier_types", Told("geen dossiertype", "no dossier type"))
]
PartName = Annotated[
    Text,
    name_of(
        "parts", Told("geen onderdeel van het beleidskader", "no part of the policy framework")
    ),
]
ModeWord = Annotated[str, one_of(MODES, Told("geen stand", "no mode"))]
SomeDocumentTypes = Annotated[list[DocumentTypeName], Field(min_length=1), OneOrMore()]
