"""JSON schemas of a file plan's files, from the same shapes that read them, for editors."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from classification.file_plan.dossier_type_shape import DossierTypeShape
from classification.file_plan.files import FILE_SHAPES, SHAPES
from classification.file_plan.shape import Shape, keys_of
from classification.file_plan.value_checks import CONDITIONS, SCALAR
from classification.file_plan.words import LIST_KEYS, dutch, english
from classification.file_plan.words import WORDS as CONDITION_WORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WORD, WORDS = {"$ref": "#/$defs/word"}, {"$ref": "#/$defs/words"}
WORD_OR_WORDS: Mapping[str, Any] = {
    "anyOf": [WORD, {"type": "array", "items": WORD, "minItems": 1}],
}
PHRASES: Mapping[str, Any] = {"$ref": "#/$defs/phrases"}
PHRASE: Mapping[str, Any] = {
    "anyOf": [
        WORD,
        *(
            {
                "type": "object",
                "properties": {name: WORD},
                "required": [name],
                "additionalProperties": False,
            }
            for name in LIST_KEYS
        ),
    ]
}
SHARED: Mapping[str, Any] = {
    "word": dict(SCALAR),
    "words": WORD_OR_WORDS,
    "phrases": {
        "anyOf": [PHRASE, {"type": "array", "items": PHRASE, "minItems": 1}],
    },
    "conditions": {
        "type": "object",
        "properties": dict.fromkeys(CONDITION_WORDS, PHRASES),
        "additionalProperties": False,
        "allOf": [
            {"not": {"required": list(pair)}}
            for pair in zip(dutch(CONDITION_WORDS), english(CONDITION_WORDS), strict=True)
        ],
    },
}
BY_NAME = {shape.__name__: shape for shape in SHAPES}


def schemas() -> dict[str, str]:
    """Return the schema of every kind of file: file name to JSON text."""
    kinds: dict[str, type[Shape]] = {
        **{file.removesuffix(".yaml"): shape for file, shape in FILE_SHAPES.items()},
        "dossiertype": DossierTypeShape,
    }
    return {
        f"{kind}.json": json.dumps(schema_of(shape), ensure_ascii=False, indent=2) + "\n"
        for kind, shape in kinds.items()
    }


def schema_of(shape: type[Shape]) -> dict[str, Any]:
    """Return the JSON schema of `shape`: every key in Dutch or in English, never in both."""
    _, made = models_json_schema([(shape, "validation")], by_alias=False)
    parts = {name: _in_two_languages(part, BY_NAME[name]) for name, part in made["$defs"].items()}
    own = parts.pop(shape.__name__)
    text = json.dumps([own, parts])
    used: dict[str, Any] = {}
    for name in reversed(list(SHARED)):  # each may refer to those above it
        if f'#/$defs/{name}"' in text:
            used[name] = SHARED[name]
            text += json.dumps(SHARED[name])
    return {"$schema": DIALECT, **own, "$defs": {**used, **parts}}


def _in_two_languages(part: Mapping[str, Any], shape: type[BaseModel]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    choices: list[dict[str, Any]] = []
    for nl, en, name in keys_of(shape):
        given = part["properties"][name]
        value = _short({k: v for k, v in given.items() if k not in ("title", "default")})
        properties |= {nl: value, en: value}
        either = [{"required": [key]} for key in dict.fromkeys((nl, en))]
        if shape.model_fields[name].is_required():
            choices.append({"oneOf": either} if len(either) > 1 else either[0])
        elif nl != en:
            choices.append({"not": {"required": [nl, en]}})
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "allOf": choices,
    }


def _short(value: Any) -> Any:
    """Return the schema with what stands in it often written once, and free keys bounded."""
    if isinstance(value, list):
        return [_short(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("patternProperties"):
        value = {**value, "additionalProperties": False}
    value = {k: _short(v) for k, v in value.items()}
    for often, short in (
        (SCALAR, WORD),
        (WORD_OR_WORDS, WORDS),
        (CONDITIONS, {"$ref": "#/$defs/conditions"}),
    ):
        if often.items() <= value.items():
            return {**short, **{k: v for k, v in value.items() if k not in often}}
    return value
