"""The files of a file plan, the shape of each, and all keys in both languages."""

from collections.abc import Mapping

from classification.file_plan.dossier_type_shape import DossierTypeShape, RelationShape
from classification.file_plan.rule_shapes import ExampleShape, ExamplesShape, RuleShape, ThenShape
from classification.file_plan.shape import Shape, keys_of
from classification.file_plan.shapes import (
    CategoryShape,
    DocumentTypeShape,
    DocumentTypesShape,
    FrameworkShape,
    PartShape,
    PlanShape,
    SelectionListShape,
    SourceShape,
    SourcesShape,
    WordListsShape,
)

FILE_SHAPES: Mapping[str, type[Shape]] = {
    "ordeningsplan.yaml": PlanShape,
    "selectielijst.yaml": SelectionListShape,
    "documentsoorten.yaml": DocumentTypesShape,
    "bronnen.yaml": SourcesShape,
    "beleidskader.yaml": FrameworkShape,
    "woordenlijsten.yaml": WordListsShape,
}
OPTIONAL = frozenset({"beleidskader.yaml", "woordenlijsten.yaml"})
TYPES = "dossiertypen/"
LISTS = "woordenlijsten.yaml"
SHAPES: tuple[type[Shape], ...] = (
    *FILE_SHAPES.values(),
    CategoryShape,
    DocumentTypeShape,
    SourceShape,
    PartShape,
    DossierTypeShape,
    RuleShape,
    ThenShape,
    ExamplesShape,
    ExampleShape,
    RelationShape,
)


ENGLISH: Mapping[str, str] = {
    dutch: english for shape in SHAPES for dutch, english, _ in keys_of(shape)
}
