"""The file plan as values: what the records managers wrote, after it was read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, NamedTuple

NumberPlace = Literal["name", "text", "folder", "source"]
Asking = Literal["always", "where_alike", "never"]


class Mode(IntEnum):
    """How far Dossierstroom may go. Of two modes the stricter, the lower, wins."""

    OBSERVE = 0
    PROPOSE = 1
    ACT = 2


@dataclass(frozen=True, slots=True)
class FilingMoment:
    """When a document is due for filing. `days` counts only for `when_quiet`."""

    kind: Literal["at_once", "when_quiet", "when_final", "on_request"]
    days: int = 0


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document.

    `term_id` is its term in the term store, empty where it has none. `filing_moment` goes before
    that of the dossier type: what others send us is final when it comes in.
    """

    name: str
    name_en: str
    term_id: str
    filing_moment: FilingMoment | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """One row of the selection list: what happens to a case with this result.

    `period` and `trigger` are the words of the list (`10 jaar`, `afgehandeld`), empty for what is
    kept for ever.
    """

    number: str
    name: str
    appraisal: Literal["keep", "destroy"]
    period: str
    trigger: str


@dataclass(frozen=True, slots=True)
class SelectionList:
    """The list that categories come from. `status` is shown with every category."""

    name: str
    status: str
    categories: tuple[Category, ...]

    def category(self, number: str) -> Category:
        """Return the row with that number; KeyError where the list has none."""
        for category in self.categories:
            if category.number == number:
                return category
        raise KeyError(number)


@dataclass(frozen=True, slots=True)
class FrameworkPart:
    """One part of the policy framework: a regulation, a policy note, a paragraph of the agreement.

    `known_as` are the names by which documents cite it, `rests_on` the parts above it, by `name`.
    `dossier` is the number of the dossier where it is kept, empty where that is not known.
    """

    name: str
    kind: Literal["regulation", "policy_note", "programme", "agreement_paragraph"]
    title: str
    known_as: tuple[str, ...]
    rests_on: tuple[str, ...]
    dossier: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One question of a rule: a word of the vocabulary, and the values of which one must fit."""

    word: str
    values: tuple[str, ...]


class RuleName(NamedTuple):
    """By what a rule is known in the whole plan."""

    dossier_type: str
    rule: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: all of `when`, at least one of `any_of` (where given), none of `unless`.

    `number_from` says where the number of the dossier may stand. `goes_before` are all the
    rules that do not count where this one fits too, also those before which one of them goes. `version` is the digest of the rule after expansion.
    """

    name: str
    when: tuple[Condition, ...]
    any_of: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    document_type: str
    number_from: tuple[NumberPlace, ...]
    goes_before: tuple[RuleName, ...]
    version: str

    def __hash__(self) -> int:
        """Return the same for equal rules, and quickly: rules are looked up for each document."""
        return hash(self.version)


@dataclass(frozen=True, slots=True)
class RelationRule:
    """What a document of one of these types tells about other dossiers.

    It names another `dossier` by its number, or a part of the policy `framework`. A single hit is
    taken for sure when `certain`, otherwise it is proposed; of several hits a person chooses.
    """

    relation: str
    document_types: tuple[str, ...]
    target: Literal["dossier", "framework"]
    certain: bool


@dataclass(frozen=True, slots=True)
class DossierType:
    """A kind of case, project or subject, and how its documents are filed.

    `number_shape` shows what a dossier number looks like, with `j` for a digit of the year and
    `n` for a digit of the number: `SUB-jjjj-nnnn`. `new_dossier` says whether a dossier that
    does not exist yet may be opened by a document that names it. `dossier_content_type` is the
    content type of its document sets, empty where dossiers are plain folders. `columns` are
    written on every item: internal name to value. `keeping` gives the number of the category for
    each result of the case, `required` the document types that a case with that result must have.
    `teaches` is false where no model may learn from its documents, because they are confidential.
    """

    name: str
    case_type: str
    records_creator: str
    site: str
    library: str
    mode: Mode
    filing_moment: FilingMoment
    new_dossier: Literal["allowed", "proposed", "never"]
    number_shape: str
    content_type: str
    dossier_content_type: str
    columns: Mapping[str, str]
    rules: tuple[Rule, ...]
    keeping: Mapping[str, str]
    required: Mapping[str, tuple[str, ...]]
    teaches: bool
    relations: tuple[RelationRule, ...]


@dataclass(frozen=True, slots=True)
class BrakeLimits:
    """Where a source stops by itself, and a person looks.

    Filings of more than `filings_a_day` documents begin in 24 hours; or, of the documents that are
    looked at again because file plan, model or mode was changed, more than `percent_of_change`
    would be filed.
    """

    filings_a_day: int = 500
    percent_of_change: int = 25


USUAL_LIMITS = BrakeLimits()


@dataclass(frozen=True, slots=True)
class Source:
    """A place that is listened to: a channel of a team, or a library where dossiers are kept.

    Of a channel `team` and `channel` are given, of a governed library `site` and `library`; the
    others are empty. `ceiling` is the furthest mode it may get. `dossier_types` limits what may
    be found there; empty means all of the file plan. `dossier` is the number of the dossier that
    all of the source belongs to, empty where documents tell it. `filing_moment` goes before that
    of the dossier type. `asks_about_unknown` tells when what no rule knows is put before a person
    there: what comes in as post is a record, whatever it is. `limits` tell when it stops by itself.
    """

    name: str
    team: str
    channel: str
    site: str
    library: str
    ceiling: Mode
    dossier_types: tuple[str, ...]
    dossier: str
    filing_moment: FilingMoment | None
    asks_about_unknown: Asking
    limits: BrakeLimits = USUAL_LIMITS

    @property
    def is_governed(self) -> bool:
        """Return whether it is a library where dossiers are kept, not a place of work."""
        return bool(self.library)


@dataclass(frozen=True, slots=True)
class FilePlan:
    """The whole plan. `version` is the digest of its canonical form.

    `sites` gives each site its address, `host:/path`. `always_allowed` are the group ids of
    those who may see every dossier by their office, such as the records managers.
    `running_label` is the retention label for items of dossiers that are not closed.
    """

    name: str
    version: str
    selection_list: SelectionList
    sites: Mapping[str, str]
    running_label: str
    always_allowed: frozenset[str]
    document_types: tuple[DocumentType, ...]
    sources: tuple[Source, ...]
    dossier_types: tuple[DossierType, ...]
    framework: tuple[FrameworkPart, ...]

    def dossier_type(self, name: str) -> DossierType:
        """Return the dossier type called `name`; KeyError where the plan has none."""
        for dossier_type in self.dossier_types:
            if dossier_type.name == name:
                return dossier_type
        raise KeyError(name)

    def source(self, name: str) -> Source | None:
        """Return the source called `name`, or None where the plan in force no longer has it."""
        return next((source for source in self.sources if source.name == name), None)

    def document_type(self, name: str) -> DocumentType:
        """Return the document type called `name`; KeyError where the plan has none."""
        for document_type in self.document_types:
            if document_type.name == name:
                return document_type
        raise KeyError(name)
