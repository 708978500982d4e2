"""The file plan as values: what the records managers wrote, after it was read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal


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
class Condition:
    """One question of a rule: a word of the vocabulary, and the values of which one must fit."""

    word: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: all of `when`, at least one of `any_of` (where given), none of `unless`.

    `version` is the digest of the rule after expansion.
    """

    name: str
    when: tuple[Condition, ...]
    any_of: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    document_type: str
    number_from: Literal["name_or_text", "name", "text"]
    version: str


@dataclass(frozen=True, slots=True)
class DossierType:
    """A kind of case, project or subject, and how its documents are filed.

    `number_shape` shows what a dossier number looks like, with `j` for a digit of the year and
    `n` for a digit of the number: `SUB-jjjj-nnnn`. `new_dossier` says whether a dossier that
    does not exist yet may be opened by a document that names it.
    """

    name: str
    records_creator: str
    site: str
    library: str
    mode: Mode
    filing_moment: FilingMoment
    new_dossier: Literal["allowed", "proposed", "never"]
    number_shape: str
    content_type: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A place that is listened to: a channel of a team. `ceiling` is the furthest mode it may get.

    `dossier_types` limits what may be found there; empty means all of the file plan.
    """

    name: str
    team: str
    channel: str
    ceiling: Mode
    dossier_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilePlan:
    """The whole plan. `version` is the digest of its canonical form.

    `selection_list` names the list that categories come from. `sites` gives each site its address, `host:/path`. `always_allowed` are the group ids of
    those who may see every dossier by their office, such as the records managers.
    `running_label` is the retention label for items of dossiers that are not closed.
    """

    name: str
    version: str
    selection_list: str
    sites: Mapping[str, str]
    running_label: str
    always_allowed: frozenset[str]
    sources: tuple[Source, ...]
    dossier_types: tuple[DossierType, ...]

    def dossier_type(self, name: str) -> DossierType:
        """Return the dossier type called `name`; KeyError where the plan has none."""
        for dossier_type in self.dossier_types:
            if dossier_type.name == name:
                return dossier_type
        raise KeyError(name)

    def source(self, name: str) -> Source | None:
        """Return the source called `name`, or None where the plan in force no longer has it."""
        return next((source for source in self.sources if source.name == name), None)
