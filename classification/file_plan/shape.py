"""What every shape in a file plan has: strict keys in Dutch and, one for one, in English.

What a key is for is told in Dutch, for the editors in which records managers write.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field


def key(dutch: str, english: str, what: str, **options: Any) -> Any:
    """Return a key in both languages; `what` tells what it is for."""
    return Field(validation_alias=AliasChoices(dutch, english), description=what, **options)


class Shape(BaseModel):
    """Strict: a key that is not known is a mistake, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def keys_of(shape: type[BaseModel]) -> Iterator[tuple[str, str, str]]:
    """Yield each key of `shape` in Dutch and in English, with the field it fills."""
    for name, given in shape.model_fields.items():
        alias = given.validation_alias
        assert isinstance(alias, AliasChoices)
        dutch, english = alias.choices
        yield str(dutch), str(english), name
