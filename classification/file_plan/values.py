"""From what was written in a file plan, and found right, to the values of the plan."""

from collections.abc import Iterable

from classification.file_plan.as_written import place
from classification.file_plan.dossier_type_shape import DossierTypeShape, RelationShape
from classification.file_plan.fields import Conditions
from classification.file_plan.priority import Order
from classification.file_plan.rule_shapes import RuleShape
from classification.file_plan.shapes import (
    CategoryShape,
    DocumentTypeShape,
    PartShape,
    SelectionListShape,
    SourceShape,
)
from classification.file_plan.words import (
    APPRAISALS,
    MODES,
    NEW_DOSSIER,
    NUMBER_PLACES,
    PART_KINDS,
    RELATION_TARGETS,
    SINGLE_HITS,
    TEACHES,
    TRIGGERS,
    UNKNOWN_ASKED,
    WORDS,
    filing_moment,
    period,
)
from records.canonical import digest
from records.file_plan import (
    USUAL_LIMITS,
    Asking,
    BrakeLimits,
    Category,
    Condition,
    DocumentType,
    DossierType,
    FrameworkPart,
    RelationRule,
    Rule,
    RuleName,
    SelectionList,
    Source,
)


def selection_list(shape: SelectionListShape) -> SelectionList:
    """Return the selection list as it was written."""
    return SelectionList(
        shape.name, shape.status, tuple(_category(row) for row in shape.categories)
    )


def _category(shape: CategoryShape) -> Category:
    return Category(
        number=shape.number,
        name=shape.result,
        appraisal=APPRAISALS[shape.appraisal],
        period=period(shape.period) if shape.period else "",
        trigger=TRIGGERS[shape.trigger] if shape.trigger else "",
    )


def document_type(shape: DocumentTypeShape) -> DocumentType:
    """Return the document type as it was written."""
    moment = filing_moment(shape.filing_moment)
    return DocumentType(shape.name, shape.name_en, shape.term.lower(), moment)


def framework_part(shape: PartShape) -> FrameworkPart:
    """Return the part of the policy framework as it was written."""
    return FrameworkPart(
        name=shape.name,
        kind=PART_KINDS[shape.kind],
        title=shape.title or shape.name,
        known_as=tuple(shape.known_as),
        rests_on=tuple(shape.rests_on),
        dossier=shape.dossier,
    )


def source(shape: SourceShape) -> Source:
    """Return the source as it was written."""
    site, library = place(shape.library) or ("", "")
    moment = filing_moment(shape.filing_moment)
    comes_in = moment is not None and moment.kind == "at_once"
    by_itself: Asking = "always" if comes_in else "never"
    return Source(
        name=shape.name,
        team=shape.team,
        channel=shape.channel,
        site=site,
        library=library,
        ceiling=MODES[shape.ceiling],
        dossier_types=tuple(shape.dossier_types),
        dossier=shape.dossier,
        filing_moment=moment,
        asks_about_unknown=UNKNOWN_ASKED[shape.unknown] if shape.unknown else by_itself,
        limits=_limits(shape),
    )


def _limits(shape: SourceShape) -> BrakeLimits:
    return BrakeLimits(
        int(shape.filings_a_day or USUAL_LIMITS.filings_a_day),
        int(shape.percent_of_change.rstrip("% ") or USUAL_LIMITS.percent_of_change),
    )


def dossier_type(shape: DossierTypeShape, order: Order) -> DossierType:
    """Return the dossier type as it was written."""
    site, library = place(shape.library) or ("", "")
    moment = filing_moment(shape.filing_moment)
    assert moment is not None
    return DossierType(
        name=shape.name,
        case_type=shape.case_type,
        records_creator=shape.records_creator,
        site=site,
        library=library,
        mode=MODES[shape.mode],
        filing_moment=moment,
        new_dossier=NEW_DOSSIER[shape.new_dossier],
        number_shape=shape.number_shape,
        content_type=shape.content_type,
        dossier_content_type=shape.dossier_content_type,
        columns=shape.columns,
        rules=tuple(
            rule(row, order.get(RuleName(shape.name, row.name), ())) for row in shape.rules
        ),
        keeping=shape.keeping,
        required={result: tuple(names) for result, names in shape.required.items()},
        teaches=TEACHES[shape.teaches],
        relations=tuple(_relation(row) for row in shape.relations),
    )


def _relation(shape: RelationShape) -> RelationRule:
    return RelationRule(
        relation=shape.relation,
        document_types=tuple(shape.document_types),
        target=RELATION_TARGETS[shape.target],
        certain=SINGLE_HITS[shape.single_hit],
    )


def rule(shape: RuleShape, goes_before: Iterable[RuleName]) -> Rule:
    """Return the rule; its version changes with every part but its examples."""
    when, any_of, unless = (_conditions(c) for c in (shape.when, shape.any_of, shape.unless))
    wanted = {NUMBER_PLACES[word] for word in shape.then.number_from}
    # Their order means nothing, so it is not in the version either.
    places = tuple(dict.fromkeys(p for p in NUMBER_PLACES.values() if p in wanted))
    order = tuple(goes_before)
    expanded = {
        "name": shape.name,
        "when": [[c.word, list(c.values)] for c in when],
        "any_of": [[c.word, list(c.values)] for c in any_of],
        "unless": [[c.word, list(c.values)] for c in unless],
        "document_type": shape.then.document_type,
        "number_from": list(places),
        "goes_before": [list(name) for name in order],
    }
    return Rule(
        name=shape.name,
        when=when,
        any_of=any_of,
        unless=unless,
        document_type=shape.then.document_type,
        number_from=places,
        goes_before=order,
        version=digest(expanded),
    )


def _conditions(conditions: Conditions) -> tuple[Condition, ...]:
    return tuple(Condition(WORDS[word], tuple(values)) for word, values in conditions.items())
