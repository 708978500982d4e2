"""The filing plan: every step for one document as data, with every value as it was before.

The same plan is what a person is shown and what is carried out.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import TypeAdapter

from dossiers.keeping import keeping_of_running_dossier
from filing.audience import who_would_see_less
from filing.columns import described, dossier_columns_of
from records.documents import DocumentSnapshot, DriveItem, Location, Term, Version
from records.file_plan import DossierType, FilePlan
from records.numbers import folder_of
from records.verdicts import Reason, Verdict

STEPS = (
    "staging",
    "copy",
    "verify",
    "columns",
    "dossier",
    "place",
    "label",
    "pointer",
    "release",
    "clean_up",
)


MOVE = ("columns", "dossier", "place", "label", "pointer")  # within a library it stays one item
MOVE_TO_NEW_DOSSIER = ("staging", *MOVE, "clean_up")
IN_PLACE = ("columns", "label")  # where a person put it into its dossier already
LONGEST_NAME = 255  # characters of a file's name in SharePoint
LONGEST_ENDING = 20  # what follows the last dot of a longer one is no ending
DOSSIER_STAYS = "dossier_stays"  # what an undo may leave


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What the target library was like when the plan was made.

    `note_columns` gives each column of managed metadata the column it is written through.
    `dossier` is its folder, null where it is not there yet, and `dossier_doubt` why a person has
    to say whether it is; `is_here` is whether the document lies in it. `taken_names` are the names
    in it, in small letters. `principals` are all who could open the document there, in the dossier
    and on the way to it; `pointer_principals` those who would see the pointer. `longest_path` is
    how many characters the longest path has that the filing makes.
    """

    drive_id: str
    columns: frozenset[str]
    note_columns: Mapping[str, str]
    content_types: Mapping[str, str]
    principals: frozenset[str]
    pointer_principals: frozenset[str]
    dossier: DriveItem | None
    dossier_doubt: Reason | None
    is_here: bool
    taken_names: frozenset[str]
    staging: DriveItem | None = None
    longest_path: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """The document as it was: all that is needed to put it back."""

    drive_id: str
    item_id: str
    parent_id: str
    name: str
    path: str
    web_url: str
    etag: str
    size: int
    quick_xor_hash: str | None
    versions: tuple[Version, ...]
    created_by: str
    created_at: str
    modified_by: str
    modified_at: str
    content_type: str
    fields: Mapping[str, str]
    label: str | None
    principals: tuple[str, ...]

    @property
    def location(self) -> Location:
        """Return where it lay."""
        return Location(self.drive_id, self.item_id)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the document goes and what it and its dossier will carry there.

    `terms` are for columns of managed metadata. `dossier_content_type_id` is null where dossiers
    are plain folders, which carry no columns. `folder_id` is null where the filing opens the
    dossier, in a folder called `folder`.
    """

    drive_id: str
    library: str
    dossier_number: str
    folder: str
    folder_id: str | None
    name: str
    label: str
    columns: Mapping[str, str]
    terms: Mapping[str, Term]
    content_type: str
    content_type_id: str | None
    dossier_columns: Mapping[str, str]
    dossier_content_type_id: str | None


@dataclass(frozen=True, slots=True)
class Reversible:
    """Whether the filing can be turned back, what cannot be restored, and why it cannot be at all."""

    how: Literal["fully", "with_losses", "no"]
    losses: tuple[str, ...]
    why: Reason | None = None


def reversible_but_for(losses: tuple[str, ...]) -> Reversible:
    """Return that it can be turned back, but for these losses."""
    return Reversible("with_losses" if losses else "fully", losses)


@dataclass(frozen=True, slots=True)
class FilingPlan:
    """What will be done with one document, in order, and what will change by it.

    `broken_links` is how many sharing links will open it no more, by `scope:kind`.
    """

    filing_id: str
    document_id: str
    plan_version: str
    steps: tuple[str, ...]
    source: Before
    target: Target
    pointer_name: str
    always_allowed: tuple[str, ...]
    losses: tuple[str, ...]
    reversible: Reversible
    broken_links: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_in_place(self) -> bool:
        """Return whether the document is tagged where it lies, and nothing is moved."""
        return self.steps == IN_PLACE

    @property
    def is_copied(self) -> bool:
        """Return whether a copy of it goes into the dossier; else it is the same item there."""
        return "copy" in self.steps

    def as_data(self) -> dict[str, Any]:
        """Return the plan as plain data, for the register."""
        data: dict[str, Any] = _PLAN.dump_python(self, mode="json")
        return data


_PLAN = TypeAdapter(FilingPlan)


def plan_from_data(data: Mapping[str, Any]) -> FilingPlan:
    """Return the plan that `as_data` gave."""
    return _PLAN.validate_python(dict(data))


def make_plan(
    filing_id: str,
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    target: TargetFacts,
    pointer_names_taken: frozenset[str],
) -> FilingPlan:
    """Return the plan that files `snapshot` as `verdict` says. The verdict names one dossier."""
    dossier_type = file_plan.dossier_type(verdict.dossier_type or "")
    source = _before(snapshot)
    wanted = dossier_type.dossier_content_type
    folder = target.dossier
    becomes_set = bool(wanted) and folder is not None and folder.content_type != wanted
    pointer = "" if target.is_here else free_name(f"{source.name}.url", pointer_names_taken)
    return FilingPlan(
        filing_id=filing_id,
        document_id=snapshot.document_id,
        plan_version=file_plan.version,
        steps=_steps(source, target),
        source=source,
        target=_target(snapshot, verdict, dossier_type, file_plan, target),
        pointer_name=pointer,
        always_allowed=tuple(sorted(file_plan.always_allowed)),
        losses=_losses(snapshot, target, becomes_set=becomes_set),
        reversible=reversible_but_for(_undo_losses(source, target, becomes_set=becomes_set)),
        broken_links=_broken_links(snapshot, target),
    )


def _broken_links(snapshot: DocumentSnapshot, target: TargetFacts) -> Mapping[str, int]:
    """Return what links break, of what kind and how many.

    What is copied is another item, and all of them; what moves within its library leaves a folder
    that was shared.
    """
    if target.is_here:
        return {}
    is_moved = target.drive_id == snapshot.item.location.drive_id
    broken = [link for link in snapshot.access.links if link.inherited or not is_moved]
    return dict(Counter(f"{link.scope}:{link.kind}" for link in broken))


def _steps(source: Before, target: TargetFacts) -> tuple[str, ...]:
    if target.is_here:
        return IN_PLACE
    if target.drive_id != source.drive_id:
        return STEPS
    return MOVE if target.dossier is not None else MOVE_TO_NEW_DOSSIER


def free_name(name: str, taken: frozenset[str]) -> str:
    """Return `name`, or `name (2)` and so on before its ending, where it is taken.

    A name that would be longer than SharePoint takes is cut off before its ending. SharePoint does
    not tell capitals from small letters in names; `taken` is in small letters.
    """
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > LONGEST_ENDING:  # or a name that begins with its only dot
        stem, dot, ending = name, "", ""
    number, candidate = 2, _cut_off(stem, f"{dot}{ending}")
    while candidate.lower() in taken:
        candidate = _cut_off(stem, f" ({number}){dot}{ending}")
        number += 1
    return candidate


def _cut_off(stem: str, rest: str) -> str:
    if len(stem) + len(rest) <= LONGEST_NAME:
        return stem + rest
    return stem[: LONGEST_NAME - len(rest)].rstrip(" .") + rest


def _target(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    dossier_type: DossierType,
    file_plan: FilePlan,
    facts: TargetFacts,
) -> Target:
    number, name = verdict.dossier_number or "", snapshot.item.name
    columns, terms = described(snapshot, verdict, file_plan, facts.note_columns)
    return Target(
        drive_id=facts.drive_id,
        library=f"{dossier_type.site} / {dossier_type.library}",
        dossier_number=number,
        folder=facts.dossier.name if facts.dossier else folder_of(number),
        folder_id=facts.dossier.location.item_id if facts.dossier else None,
        name=name if facts.is_here else free_name(name, facts.taken_names),
        label=keeping_of_running_dossier(file_plan.running_label).retention_label,
        columns=columns,
        terms=terms,
        content_type=dossier_type.content_type,
        content_type_id=facts.content_types.get(dossier_type.content_type),
        dossier_columns=dossier_columns_of(dossier_type, number),
        dossier_content_type_id=facts.content_types.get(dossier_type.dossier_content_type),
    )


def _before(snapshot: DocumentSnapshot) -> Before:
    item = snapshot.item
    return Before(
        drive_id=item.location.drive_id,
        item_id=item.location.item_id,
        parent_id=item.parent_id,
        name=item.name,
        path=item.path,
        web_url=item.web_url,
        etag=item.etag,
        size=item.size,
        quick_xor_hash=item.quick_xor_hash,
        versions=snapshot.versions,
        created_by=item.created_by,
        created_at=item.created_at,
        modified_by=item.modified_by,
        modified_at=item.modified_at,
        content_type=item.content_type,
        fields=dict(item.fields),
        label=snapshot.label.name if snapshot.label else None,
        principals=tuple(sorted(snapshot.access.known)),
    )


def _losses(
    snapshot: DocumentSnapshot, target: TargetFacts, *, becomes_set: bool
) -> tuple[str, ...]:
    """Return what the act itself changes, by code; `filing.losses` has the sentences."""
    if target.is_here:
        return ("extra_version", "last_change_to_columns")
    is_moved = target.drive_id == snapshot.item.location.drive_id
    if is_moved:
        losses = ["extra_version", "last_change_to_columns", "links_by_path"]
    else:
        losses = ["item_id", "author_and_dates_to_columns", "version_authors_and_dates", "links"]
    takes_permissions = not is_moved or snapshot.access.inherits
    if takes_permissions:
        losses.append("permissions")
    if snapshot.item.name.lower() in target.taken_names:
        losses.append("name")
    else:
        losses.append("name_if_taken")
    if snapshot.item.fields and not is_moved:
        losses.append("source_columns_to_register")
    if takes_permissions and who_would_see_less(snapshot.access.known, target.principals):
        losses.append("narrower_audience")
    if becomes_set:
        losses.append("folder_becomes_dossier")
    return tuple(losses)


def _undo_losses(source: Before, target: TargetFacts, *, becomes_set: bool) -> tuple[str, ...]:
    if target.is_here:
        return ("extra_versions", "last_change")
    if target.drive_id == source.drive_id:
        losses = ["extra_versions", "last_change"]
    else:
        losses = ["item_id", "author_and_dates", "version_authors_and_dates", "links"]
        losses += ["extra_versions", "own_permissions"]
        if source.fields:
            losses.append("columns_not_taken")
        if source.label:
            losses.append("source_label")
    if target.dossier is None or becomes_set:
        losses.append(DOSSIER_STAYS)
    return tuple(losses)
