"""The shapes of a rule and its examples in a file plan."""

from typing import Annotated, Any

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from classification.file_plan.fields import (
    Conditions,
    DocumentTypeName,
    InternalName,
    Text,
    Texts,
)
from classification.file_plan.mistakes import Told
from classification.file_plan.shape import Shape, key
from classification.file_plan.value_checks import (
    NOTHING_SAID,
    SCALAR,
    OneOrMore,
    names_of,
    not_fit,
    one_of,
    says_something,
    wrong,
)
from classification.file_plan.words import NUMBER_PLACES


class ThenShape(Shape):
    """What follows when a rule fits."""

    document_type: DocumentTypeName = key(
        "documentsoort", "document type", "Wat het document dan is."
    )
    number_from: Annotated[
        list[
            Annotated[
                str,
                one_of(
                    NUMBER_PLACES,
                    Told("geen plaats van een nummer", "no place of a number"),
                ),
            ]
        ],
        Field(min_length=1),
        OneOrMore(),
    ] = key("dossier", "dossier", "Waar het nummer van het dossier kan staan.")


class ExampleShape(Shape):
    """A document as an example: its name, its folder, its text, and what else is asked about."""

    name: Text = key("naam", "name", "De naam van het document.", default="")
    folder: Text = key("map", "folder", "De map waarin het ligt.", default="")
    text: Text = key("tekst", "text", "De tekst van het document.", default="")
    content_type: Text = key("inhoudstype", "content type", "Zijn inhoudstype.", default="")
    columns: dict[InternalName, Text] = key(
        "kolommen", "columns", "Zijn kolommen: interne naam en waarde.", default={}
    )
    made_by: Text = key("gemaakt door", "made by", "Wie het maakte.", default="")
    changed_by: Text = key(
        "gewijzigd door", "changed by", "Wie het het laatst wijzigde.", default=""
    )

    @model_validator(mode="after")
    def _something(self, info: ValidationInfo) -> "ExampleShape":
        if not self.model_fields_set:
            word = names_of(info).word
            name, folder, text = word("naam", "name"), word("map", "folder"), word("tekst", "text")
            raise wrong(
                Told(f"geef {name}, {folder} of {text}", f"give {name}, {folder} or {text}")
            )
        return self


class OrText:
    """An example may be one sentence, which is then both the name and the text."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._whole, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [SCALAR, handler(schema)]}

    def _whole(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not says_something(value):
            raise not_fit(NOTHING_SAID)
        return {"naam": value, "tekst": value}


Example = Annotated[ExampleShape, OrText()]
Alone = OneOrMore(alone=(str, dict))


class ExamplesShape(Shape):
    """Documents that the rule must and must not fit; they are tried when the plan is read."""

    yes: Annotated[list[Example], Field(min_length=1), Alone] = key(
        "wel", "yes", "Documenten waar de regel op moet passen."
    )
    no: Annotated[list[Example], Alone] = key(
        "niet", "no", "Documenten waar de regel niet op mag passen.", default=[]
    )


class RuleShape(Shape):
    """One rule of a dossier type."""

    name: Text = key("regel", "rule", "De naam van de regel.")
    when: Conditions = key("als", "if", "Al deze voorwaarden moeten gelden.", default={})
    any_of: Conditions = key("een van", "any of", "Minstens één hiervan moet gelden.", default={})
    unless: Conditions = key("behalve als", "unless", "Niets hiervan mag gelden.", default={})
    then: ThenShape = key("dan", "then", "Wat volgt als de regel past.")
    goes_before: Texts = key(
        "gaat voor",
        "goes before",
        "Regels die niet tellen waar deze ook past; van een ander dossiertype: «Dossiertype / Regel».",
        default=[],
    )
    examples: ExamplesShape = key(
        "voorbeelden", "examples", "Voorbeelden; ze worden bij elke controle geprobeerd."
    )

    @model_validator(mode="after")
    def _asks_something(self) -> "RuleShape":
        if not self.when and not self.any_of:
            raise wrong(
                Told(
                    f"de regel «{self.name}» heeft geen voorwaarde",
                    f"the rule «{self.name}» has no condition",
                )
            )
        return self
