"""The shape of the file plan's YAML: its keys in Dutch and, one for one, in English."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field


def _listed(value: Any) -> Any:
    """Return one value as a list of one: people write `wel: zin` as well as a list."""
    return [value] if isinstance(value, str) else value


# Without a letter or digit it says nothing: as a phrase, spaces alone would be found everywhere.
Text = Annotated[str, Field(pattern=r"[^\W_]")]
Texts = Annotated[list[Text], BeforeValidator(_listed)]


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


def _names_of_keys(shape: type[BaseModel]) -> Iterator[tuple[str, str, Any]]:
    """Yield each key of `shape` in Dutch and in English, with the type of its value."""
    for name, field in shape.model_fields.items():
        alias = field.validation_alias
        dutch, english = alias.choices if isinstance(alias, AliasChoices) else (name, name)
        yield str(dutch), str(english), field.annotation


def _allowed_keys(shape: type[BaseModel], path: tuple[str | int, ...]) -> str:
    """Return the Dutch keys that may stand at `path`, which leads to another shape."""
    for part in path:
        for dutch, english, annotation in _names_of_keys(shape):
            if part in (dutch, english):
                shape = next(iter(get_args(annotation)), annotation)
    return ", ".join(dutch for dutch, _, _ in _names_of_keys(shape))


def explained(error: Mapping[str, Any], shape: type[BaseModel]) -> str:
    """Return one of pydantic's errors about `shape` as a sentence for the plan's writers."""
    path = tuple(error["loc"])
    key = next((part for part in reversed(path) if isinstance(part, str) and part != "[key]"), "")
    expected = error.get("ctx", {}).get("expected", "").replace(" or ", " of ")
    sentences = {
        "missing": f"«{key}» ontbreekt",
        "literal_error": f"«{key}»: kies uit {expected}",
        "string_pattern_mismatch": f"«{key}»: hier hoort een woord of getal",
        "string_type": f"«{key}»: hier hoort één tekst",
        "list_type": f"«{key}»: hier hoort een lijst",
        "dict_type": f"«{key}»: hier horen sleutels met waarden",
        "model_type": f"«{key}»: hier horen sleutels met waarden",
        "too_short": f"«{key}» is leeg",
    }
    if error["type"] == "extra_forbidden":
        allowed = _allowed_keys(shape, path[:-1])
        return f"«{key}» is hier geen sleutel; kies uit: {allowed}"
    return sentences.get(error["type"], f"«{key}»: {error['msg']}")


ENGLISH: Mapping[str, str] = {
    dutch: english
    for shape in (
        PlanShape,
        SourcesShape,
        SourceShape,
        DossierTypeShape,
        RuleShape,
        ThenShape,
        ExamplesShape,
    )
    for dutch, english, _ in _names_of_keys(shape)
}
