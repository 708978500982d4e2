"""The shape of the file plan's YAML: its keys in Dutch and, one for one, in English."""

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field


def _listed(value: Any) -> Any:
    """Return one value as a list of one: people write `wel: zin` as well as a list."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[list[Annotated[str, Field(min_length=1)]], BeforeValidator(_listed)]
Text = Annotated[str, Field(min_length=1)]


def _key(dutch: str, english: str, **options: Any) -> Any:
    return Field(validation_alias=AliasChoices(dutch, english), **options)


class Shape(BaseModel):
    """Strict: a key that is not known is a mistake, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PlanShape(Shape):
    """`ordeningsplan.yaml`: the framework of the plan."""

    name: Text = _key("ordeningsplan", "file plan")
    selection_list: Text = _key("selectielijst", "selection list")
    running_label: Text = _key("label lopend dossier", "running label")
    always_allowed: Texts = _key("mag alles zien", "always allowed", default=[])
    sites: dict[Text, Text] = Field(min_length=1)


class SourceShape(Shape):
    """One source in `bronnen.yaml`."""

    name: Text = _key("bron", "source")
    team: Text
    channel: Text = _key("kanaal", "channel")
    ceiling: Literal["meekijken", "voorstellen", "uitvoeren", "observe", "propose", "act"] = _key(
        "stand", "mode"
    )
    dossier_types: Texts = _key("dossiertypen", "dossier types", default=[])


class SourcesShape(Shape):
    """`bronnen.yaml`: the places that are listened to."""

    sources: list[SourceShape] = _key("bronnen", "sources", min_length=1)


Conditions = dict[str, Texts]


class ThenShape(Shape):
    """What follows when a rule fits."""

    document_type: Text = _key("documentsoort", "document type")
    number_from: Literal[
        "nummer in naam of tekst",
        "nummer in de naam",
        "nummer in de tekst",
        "number in name or text",
        "number in name",
        "number in text",
    ] = _key("dossier", "dossier number")


class ExamplesShape(Shape):
    """Texts that the rule must and must not fit; they are tried whenever the plan is read."""

    yes: Texts = _key("wel", "yes", min_length=1)
    no: Texts = _key("niet", "no", default=[])


class RuleShape(Shape):
    """One rule of a dossier type."""

    name: Text = _key("regel", "rule")
    when: Conditions = _key("als", "if", default={})
    any_of: Conditions = _key("een van", "any of", default={})
    unless: Conditions = _key("behalve als", "unless", default={})
    then: ThenShape = _key("dan", "then")
    examples: ExamplesShape = _key("voorbeelden", "examples")


class DossierTypeShape(Shape):
    """`dossiertypen/*.yaml`: one dossier type."""

    name: Text = _key("dossiertype", "dossier type")
    records_creator: Text = _key("archiefvormer", "records creator")
    library: Text = _key("bibliotheek", "library")
    mode: Literal["meekijken", "voorstellen", "uitvoeren", "observe", "propose", "act"] = _key(
        "stand", "mode"
    )
    filing_moment: Text = _key("opnemen", "file")
    new_dossier: Literal["toegestaan", "voorstellen", "nooit", "allowed", "proposed", "never"] = (
        _key("nieuw dossier", "new dossier")
    )
    number_shape: Text = _key("dossiernummer", "number shape")
    content_type: Text = _key("inhoudstype", "content type")
    rules: list[RuleShape] = _key("regels", "rules", min_length=1)
