"""How one value in a file plan is checked, and how an editor is told what it may be."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from classification.file_plan.condition_values import Unread, as_kept
from classification.file_plan.mistakes import Told, quoted, unknown
from classification.file_plan.words import LIST_KEYS, WORDS, dutch, english

# YAML types are off when a plan is read, but an editor still sees `2.10` as a number and `nee`
# as a truth value.
SCALAR: Mapping[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"[^\W_]"}
# The kinds of error: a whole sentence, or what belongs behind the key and the value.
SENTENCE, BEHIND_KEY = "file_plan", "file_plan_value"
CONDITIONS: Mapping[str, Any] = {"conditions": True}  # file_plan_schema.py writes them out, once
NOTHING_SAID = Told("hier hoort een woord of getal", "a word or number belongs here")
NO_LIST_IN_A_LIST = Told(
    "een woordenlijst noemt woorden, geen andere lijst", "a word list names words, no other list"
)


@dataclass(frozen=True)
class Names:
    """The names to which one file of the plan may refer, and the language of its own words.

    None where the names cannot be told for certain: what is not known cannot be missed.
    """

    document_types: Sequence[str] | None = None
    categories: Sequence[str] | None = None
    dossier_types: Sequence[str] | None = None
    parts: Sequence[str] | None = None
    word_lists: Mapping[str, Sequence[str]] | None = None
    english: bool = False

    def word(self, dutch: str, english: str) -> str:
        """Return a key or word of the plan in the language in which this file is written."""
        return english if self.english else dutch

    def words(self, table: Mapping[str, object]) -> tuple[str, ...]:
        """Return the words of a table in the language in which this file is written."""
        return english(table) if self.english else dutch(table)


def names_of(info: ValidationInfo) -> Names:
    """Return the names with which a value is checked."""
    return info.context if isinstance(info.context, Names) else Names()


def wrong(told: Told) -> PydanticCustomError:
    """Return the error by which a check of a value tells its whole sentence."""
    return PydanticCustomError(SENTENCE, "{nl}", {"nl": told.nl, "en": told.en})


def not_fit(told: Told, value: str = "") -> PydanticCustomError:
    """Return the error that tells what belongs there, behind the key and the value."""
    return PydanticCustomError(
        BEHIND_KEY, "{nl}", {"nl": told.nl, "en": told.en, "value": quoted(value)}
    )


@dataclass(frozen=True)
class Check:
    """A check on a text, for pydantic and, as JSON schema, for an editor.

    `mistake` returns what is wrong with a value, or None.
    """

    mistake: Callable[[str, Names], PydanticCustomError | None]
    editor: Mapping[str, Any]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.editor)

    def _checked(self, value: str, info: ValidationInfo) -> str:
        error = self.mistake(value, names_of(info))
        if error is not None:
            raise error
        return value


def says_something(value: str) -> bool:
    """Return whether `value` has a letter or a digit: as a phrase, spaces are everywhere."""
    return re.search(r"[^\W_]", value) is not None


@dataclass(frozen=True)
class NoList:
    """A word or phrase in a word list; a list cannot stand in a list."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._word, handler(source))

    def _word(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise wrong(NO_LIST_IN_A_LIST)
        return value


SOMETHING = Check(lambda value, _: None if says_something(value) else not_fit(NOTHING_SAID), SCALAR)


def one_of(words: Mapping[str, object], what: Told) -> Check:
    """Return the check that a value is one of the words of a table."""

    def mistake(value: str, names: Names) -> PydanticCustomError | None:
        return None if value in words else wrong(unknown(value, what, names.words(words)))

    return Check(mistake, {"enum": list(words)})


def like(
    pattern: str,
    told: Told,
    words: Mapping[str, object] | None = None,
    types: Sequence[str] = ("string",),
) -> Check:
    """Return the check that a value has a shape from its first to its last character.

    The words of a table stand in the sentence where it has a `{}`. `types` are what an editor,
    which does not read with types off, may take such a value for.
    """
    shape = re.compile(pattern)

    def mistake(value: str, names: Names) -> PydanticCustomError | None:
        if shape.fullmatch(value):
            return None
        shown = names.words(words or {})
        return not_fit(Told(told.nl.format(*shown), told.en.format(*shown)), value)

    kind = types[0] if len(types) == 1 else list(types)
    return Check(mistake, {"type": kind, "pattern": f"^(?:{pattern})$"})


def name_of(names: str, what: Told) -> Check:
    """Return the check that a value is one of these `names`, which other files give."""

    def mistake(value: str, given: Names) -> PydanticCustomError | None:
        known: Sequence[str] | None = getattr(given, names)
        return None if known is None or value in known else wrong(unknown(value, what, known))

    return Check(mistake, SCALAR)


@dataclass(frozen=True)
class OneOrMore:
    """A list, of which people write one thing alone as well: `wel: zin`."""

    alone: tuple[type, ...] = (str,)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}

    def _listed(self, value: Any) -> Any:
        return [value] if isinstance(value, self.alone) else value


@dataclass(frozen=True)
class Phrases:
    """Words and phrases, of which a word list of the plan gives many at once: `lijst: naam`."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        phrases = core_schema.with_info_plain_validator_function(self._phrases)
        listed = core_schema.list_schema(phrases, min_length=1)
        one = core_schema.no_info_before_validator_function(self._listed, listed)
        return core_schema.no_info_after_validator_function(self._together, one)

    def _listed(self, value: Any) -> Any:
        return [value] if isinstance(value, str | dict) else value

    def _phrases(self, value: Any, info: ValidationInfo) -> Sequence[str]:
        given = names_of(info)
        if isinstance(value, str):
            if not says_something(value):
                raise not_fit(NOTHING_SAID)
            return [value]
        names = list(value.values()) if isinstance(value, dict) else []
        if len(names) != 1 or not isinstance(names[0], str) or next(iter(value)) not in LIST_KEYS:
            raise wrong(_no_phrase(given))
        known = given.word_lists
        if known is not None and names[0] not in known:
            raise wrong(unknown(names[0], Told("geen woordenlijst", "no word list"), list(known)))
        return known[names[0]] if known else []

    def _together(self, given: list[Sequence[str]]) -> list[str]:
        return list(dict.fromkeys(phrase for phrases in given for phrase in phrases))


@dataclass(frozen=True)
class ByCondition:
    """Conditions: each word of the vocabulary at most once, in one language."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._once, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(CONDITIONS)

    def _once(self, conditions: dict[str, list[str]]) -> dict[str, list[str]]:
        seen: dict[str, str] = {}
        kept: dict[str, list[str]] = {}
        for word, values in conditions.items():
            other = seen.setdefault(WORDS[word], word)
            if other != word:
                raise wrong(in_two_languages(other, word))
            read = as_kept(WORDS[word], values)
            if isinstance(read, Unread):
                raise not_fit(read.told, read.value)
            kept[word] = read
        return kept


def _no_phrase(given: Names) -> Told:
    shown = given.word("lijst: naam", "list: name")
    return Told(
        "hier hoort een lijst met woorden (met een dubbele punt: tussen aanhalingstekens); "
        f"noem een woordenlijst als «{shown}», zonder iets erbij",
        "a list of words belongs here (with a colon: between quotes); "
        f"name a word list as «{shown}», with nothing else in it",
    )


def in_two_languages(one: str, other: str) -> Told:
    """Return the sentence that one key stands there in both languages."""
    return Told(
        f"«{one}» en «{other}» zijn dezelfde sleutel in twee talen; schrijf er één",
        f"«{one}» and «{other}» are one key in two languages; write one",
    )
