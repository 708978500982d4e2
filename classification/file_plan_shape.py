"""The files of a file plan, the shape of each, and all keys in both languages."""

from collections.abc import Mapping

from classification.dossier_type_shape import DossierTypeShape, RelationShape
from classification.plan_shapes import (
    CategoryShape,
    DocumentTypeShape,
    DocumentTypesShape,
    FrameworkShape,
    PartShape,
    PlanShape,
    SelectionListShape,
    SourceShape,
    SourcesShape,
)
from classification.rule_shapes import ExampleShape, ExamplesShape, RuleShape, ThenShape
from classification.shape import Shape, keys_of

FILE_SHAPES: Mapping[str, type[Shape]] = {
    "ordeningsplan.yaml": PlanShape,
    "selectielijst.yaml": SelectionListShape,
    "documentsoorten.yaml": DocumentTypesShape,
    "bronnen.yaml": SourcesShape,
    "beleidskader.yaml": FrameworkShape,
}
OPTIONAL = frozenset({"beleidskader.yaml"})
TYPES = "dossiertypen/"
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
