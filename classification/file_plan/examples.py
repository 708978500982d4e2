"""The examples of a file plan, tried on their own rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from classification.file_plan import values
from classification.file_plan.as_written import Files, dossier_types, rows_of, text
from classification.file_plan.files import ENGLISH
from classification.file_plan.mistakes import Mistake, Told, quoted
from classification.file_plan.rule_shapes import ExampleShape, RuleShape
from classification.file_plan.value_checks import Names
from classification.rules import Fit, apply_rule
from classification.subject import Subject
from records.file_plan import Rule


@dataclass(frozen=True, slots=True)
class Example:
    """A document that a rule must fit, or must not. `told` is the example in few words."""

    file: str
    line: int
    dossier_type: str
    rule: Rule
    must_fit: bool
    subject: Subject
    told: str

    def fits(self, rule: Rule) -> bool:
        """Return whether `rule` fits this document."""
        return apply_rule(rule, self.subject).fit is Fit.FITS


def examples_in(files: Files, word_lists: Mapping[str, Sequence[str]]) -> tuple[Example, ...]:
    """Return the examples of every rule that is right in itself and in the word lists it names."""
    lists = Names(word_lists=word_lists)
    return tuple(
        example
        for file, value in dossier_types(files)
        for at, row in rows_of(value, "regels")
        for example in _examples(files, file, at, row, text(value, "dossiertype"), lists)
    )


def mistakes_of(examples: Sequence[Example]) -> Iterator[Mistake]:
    """Yield each example on which its rule does not do what it says."""
    for example in examples:
        name = example.rule.name
        if example.fits(example.rule) == example.must_fit:
            continue
        told = (
            Told(
                f"«{name}» past niet op dit voorbeeld: «{quoted(example.told)}»",
                f"«{name}» does not fit this example: «{quoted(example.told)}»",
            )
            if example.must_fit
            else Told(
                f"«{name}» past toch op dit tegenvoorbeeld: «{quoted(example.told)}»",
                f"«{name}» fits this counter-example: «{quoted(example.told)}»",
            )
        )
        yield Mistake(example.file, example.line, *told)


def _examples(
    files: Files, file: str, at: int, row: object, dossier_type: str, lists: Names
) -> Iterator[Example]:
    try:
        shape = RuleShape.model_validate(row, context=lists)
    except ValidationError:  # told already, with the rest of its file
        return
    rule = values.rule(shape, ())
    for key, given in (("wel", shape.examples.yes), ("niet", shape.examples.no)):
        for place, one in enumerate(given):
            line = files[file].line_of(("regels", at, "voorbeelden", key, place), ENGLISH)
            subject = _subject(one)
            yield Example(file, line, dossier_type, rule, key == "wel", subject, told(subject))


def told(document: Subject) -> str:
    """Return a document in few words: all that is known of it, each once."""
    columns = (f"{name} = {value}" for name, value in (document.columns or {}).items())
    known = (document.name, document.folder, document.text, document.content_type)
    people = (document.made_by, document.changed_by)
    return " | ".join(dict.fromkeys(filter(None, (*known, *columns, *people))))


def _subject(example: ExampleShape) -> Subject:
    return Subject(
        name=example.name,
        folder=example.folder,
        text=example.text,
        content_type=example.content_type,
        columns=example.columns,
        made_by=example.made_by,
        changed_by=example.changed_by,
    )
