"""Reads a file plan: YAML texts in, one checked `FilePlan` out, or every mistake at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import ValidationError

from classification.file_plan import values
from classification.file_plan.as_written import (
    dossier_types,
    in_english,
    names_in,
    some_type_in,
)
from classification.file_plan.checks import (
    check_parts_together,
    libraries_without_source,
    types_without_source,
    unused_word_lists,
)
from classification.file_plan.dossier_type_shape import DossierTypeShape
from classification.file_plan.examples import Example, examples_in, mistakes_of
from classification.file_plan.files import ENGLISH, FILE_SHAPES, LISTS, OPTIONAL, TYPES
from classification.file_plan.meeting import overlaps
from classification.file_plan.mistakes import FilePlanError, Mistake, Told
from classification.file_plan.priority import order_of
from classification.file_plan.shape import Shape
from classification.file_plan.shape_mistakes import mistakes_in
from classification.file_plan.shapes import (
    DocumentTypesShape,
    FrameworkShape,
    PlanShape,
    SelectionListShape,
    SourcesShape,
    WordListsShape,
)
from classification.file_plan.words import MODES
from classification.file_plan.yaml_lines import NotYaml, Path, YamlText, read_yaml
from records.canonical import digest
from records.file_plan import FilePlan

__all__ = [
    "MODES",
    "CheckedPlan",
    "FilePlanError",
    "Mistake",
    "check_file_plan",
    "read_file_plan",
]

Texts = Mapping[str, str | bytes]  # bytes as they stand in the file
ShapeT = TypeVar("ShapeT", bound=Shape)


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A file plan without mistakes, the examples that were tried, and remarks.

    A remark tells of rules that get in each other's way, of a dossier type that no source has, or of
    a library of dossiers that is no source.
    """

    plan: FilePlan
    examples: tuple[Example, ...]
    remarks: tuple[Mistake, ...]


def read_file_plan(texts: Texts) -> FilePlan:
    """Return the file plan that `texts` (path inside the plan's folder: YAML) describe.

    The examples of every rule are tried. Raises FilePlanError with every mistake found.
    """
    return _PlanReader(texts).read()[0]


def check_file_plan(texts: Texts) -> CheckedPlan:
    """Return the file plan with all there is to say about it. Raises FilePlanError."""
    reader = _PlanReader(texts)
    plan, examples = reader.read()
    of_sources = (*types_without_source(reader.yaml), *libraries_without_source(reader.yaml))
    unheard = tuple(reader.mistake(*one) for one in of_sources)
    return CheckedPlan(plan, examples, (*unheard, *overlaps(plan, examples)))


class _PlanReader:
    """Collects the mistakes of all files while reading them."""

    def __init__(self, texts: Texts) -> None:
        self.mistakes: list[Mistake] = []
        self.texts = texts
        self.yaml = dict(self._readable())
        self.unread = texts.keys() - self.yaml.keys()
        self.names = names_in(self.yaml, unread=self.unread)
        if not any(file.startswith(TYPES) for file in texts):
            told = Told("er is geen enkel dossiertype", "there is no dossier type at all")
            self._wrong(TYPES.rstrip("/"), (), told)

    def read(self) -> tuple[FilePlan, tuple[Example, ...]]:
        plan = self._shape("ordeningsplan.yaml", PlanShape)
        selection_list = self._shape("selectielijst.yaml", SelectionListShape)
        document_types = self._shape("documentsoorten.yaml", DocumentTypesShape)
        sources = self._shape("bronnen.yaml", SourcesShape)
        framework = self._shape("beleidskader.yaml", FrameworkShape)
        word_lists = self._shape(LISTS, WordListsShape)
        types = [self._shape(file, DossierTypeShape) for file, _ in dossier_types(self.yaml)]
        for wrong in check_parts_together(self.yaml, unread=self.unread):
            self._wrong(*wrong)
        if all(types) and not some_type_in(self.unread):  # else a rule not read may name one
            for wrong in unused_word_lists(self.yaml):
                self._wrong(*wrong)
        examples = examples_in(self.yaml, word_lists.lists if word_lists else {})
        self.mistakes += mistakes_of(examples)
        if self.mistakes or not (plan and selection_list and document_types and sources):
            raise FilePlanError(self.mistakes)
        order = order_of(self.yaml)
        return FilePlan(
            name=plan.name,
            version=digest({file: text.value for file, text in self.yaml.items()}),
            selection_list=values.selection_list(selection_list),
            sites=plan.sites,
            running_label=plan.running_label,
            always_allowed=frozenset(f"group:{group.lower()}" for group in plan.always_allowed),
            document_types=tuple(map(values.document_type, document_types.document_types)),
            sources=tuple(map(values.source, sources.sources)),
            dossier_types=tuple(values.dossier_type(one, order) for one in types if one),
            framework=tuple(map(values.framework_part, framework.parts if framework else ())),
        ), examples

    def _readable(self) -> Iterator[tuple[str, YamlText]]:
        for file, text in sorted(self.texts.items()):
            if file not in FILE_SHAPES and not file.startswith(TYPES):
                files = ", ".join(FILE_SHAPES)
                self.mistakes.append(
                    Mistake(
                        file,
                        1,
                        f"dit bestand hoort hier niet; een plan is {files}, {TYPES}*.yaml",
                        f"this file does not belong here; a plan is {files}, {TYPES}*.yaml",
                    )
                )
            try:
                read = read_yaml(text)
            except NotYaml as error:
                self.mistakes.append(Mistake(file, error.mistake.line, *error.mistake.told))
                continue
            self.mistakes += (Mistake(file, line, *told) for line, told in read.mistakes)
            yield file, read

    def _shape(self, file: str, shape: type[ShapeT]) -> ShapeT | None:
        if file not in self.yaml:
            if file not in self.texts and file not in OPTIONAL:
                told = Told("dit bestand ontbreekt", "this file is missing")
                self._wrong(file, (), told)
            return None
        names = replace(self.names, english=in_english(self.yaml, file))
        try:
            return shape.model_validate(self.yaml[file].value, context=names)
        except ValidationError as error:
            for path, told in mistakes_in(error, shape, names):
                self._wrong(file, path, told)
            return None

    def _wrong(self, file: str, path: Path, told: Told) -> None:
        self.mistakes.append(self.mistake(file, path, told))

    def mistake(self, file: str, path: Path, told: Told) -> Mistake:
        text = self.yaml.get(file)
        return Mistake(file, text.line_of(path, ENGLISH) if text else 1, *told)
