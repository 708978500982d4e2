"""The account: where every document is and stands, and every promise that was broken.

Written from docs/register.md and the simulator's own truth alone. It imports nothing of the
product, so that a mistake there is not made here as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.documents import Document, documents_of, made_by_people
from checker.findings import Violation
from checker.kept import (
    copied_too_often,
    deleted_for_good,
    ended_twice,
    in_two_places,
    kept_twice,
    left_in_staging,
    lost,
    released_too_early,
)
from checker.reasons import reason_of, without_reason
from checker.register import Register, broken_by_anchors, broken_by_seals, read_register
from checker.tenant import Item, Tenant, read_tenant
from checker.unaltered import (
    altered_content,
    altered_name,
    changed_without_plan,
    filed_otherwise,
    pointer_after_undo,
)

UNACCOUNTED = "unaccounted"


@dataclass(frozen=True, slots=True)
class Line:
    """One document: where it is, what became of it and why.

    `origin` is where people put it, `where` the place where it lies now. `outcome` is `filed`,
    `proposed`, `waiting`, `left` or `unaccounted`; `code` the register's own word for the reason,
    empty where the document is not accounted for.
    """

    lineage: str
    name: str
    where: str
    origin: str
    outcome: str
    reason: str
    reason_nl: str
    code: str

    def as_data(self) -> dict[str, str]:
        """Return the line as plain data, for JSON."""
        return {
            "lineage": self.lineage,
            "name": self.name,
            "where": self.where,
            "origin": self.origin,
            "outcome": self.outcome,
            "reason": self.reason,
            "reason_nl": self.reason_nl,
            "code": self.code,
        }


@dataclass(frozen=True, slots=True)
class Account:
    """Every document and every broken promise. `erased` counts entries beside which all is gone."""

    lines: tuple[Line, ...]
    violations: tuple[Violation, ...]
    erased: int

    @property
    def documents(self) -> int:
        """Return how many documents there are."""
        return len(self.lines)

    @property
    def filed(self) -> int:
        """Return how many are filed, the source released or kept."""
        return self._count("filed")

    @property
    def proposed(self) -> int:
        """Return for how many a filing is proposed."""
        return self._count("proposed")

    @property
    def waiting(self) -> int:
        """Return how many wait for a person."""
        return self._count("waiting")

    @property
    def left(self) -> int:
        """Return how many are left alone."""
        return self._count("left")

    @property
    def unaccounted(self) -> int:
        """Return of how many the register does not say, or not credibly, where they stand."""
        return self._count(UNACCOUNTED)

    @property
    def fine(self) -> bool:
        """Return whether all documents are accounted for and no promise is broken."""
        return not self.unaccounted and not self.violations

    def as_data(self) -> dict[str, Any]:
        """Return the account as plain data, for JSON."""
        return {
            "documents": self.documents,
            "filed": self.filed,
            "proposed": self.proposed,
            "waiting": self.waiting,
            "left": self.left,
            "unaccounted": self.unaccounted,
            "erased": self.erased,
            "violations": [violation.as_data() for violation in self.violations],
            "lines": [line.as_data() for line in self.lines],
        }

    def _count(self, outcome: str) -> int:
        return sum(line.outcome == outcome for line in self.lines)


def account_of(
    tree: Mapping[str, Any],
    calls: Mapping[str, Any],
    register_lines: Iterable[str],
    anchors: Iterable[str] | None = None,
    *,
    always_allowed: Iterable[str] = (),
    not_listened_to: Iterable[str] = (),
) -> Account:
    """Return the account of every document.

    `tree` and `calls` as the simulator answers `/_simulator/tree` and `/_simulator/calls` (all of
    them), the register's export and the anchors line by line. `always_allowed` are the principals
    that may see every dossier by their office. In the drives `not_listened_to` nobody asked for
    anything to be done: what lies there is left, as long as no app touched it. InputError when the
    tree, the calls or the anchors are not what they should be; whatever is wrong with the register
    is found, not raised.
    """
    tenant, register = read_tenant(tree, calls), read_register(register_lines)
    sealed = broken_by_seals(register)
    violations = [*register.violations, *sealed.values()]
    violations += broken_by_anchors(register, anchors) if anchors is not None else ()
    violations += deleted_for_good(tenant)
    violations += left_in_staging(tenant, register)
    violations += ended_twice(register)
    for made in made_by_people(tenant, register):
        violations += released_too_early(tenant, made)
        violations += copied_too_often(tenant, made)
        violations += changed_without_plan(tenant, made)
    documents = documents_of(tenant, register)
    violations += kept_twice(documents)
    for document in documents:
        violations += _broken(tenant, document, frozenset(always_allowed))
    return Account(
        lines=tuple(
            _outside(tenant, document)
            if _is_outside(tenant, document, frozenset(not_listened_to))
            else _line(tenant, document, sealed)
            for document in documents
        ),
        violations=tuple(violations),
        erased=_erased(register),
    )


def _broken(tenant: Tenant, document: Document, allowed: frozenset[str]) -> Iterator[Violation]:
    yield from lost(tenant, document)
    yield from in_two_places(document)
    yield from altered_content(tenant, document)
    yield from altered_name(tenant, document)
    yield from filed_otherwise(tenant, document, allowed)
    yield from pointer_after_undo(tenant, document)
    yield from without_reason(document)


def _erased(register: Register) -> int:
    return sum(row.erased for chain in register.chains.values() for row in chain.rows)


def _line(tenant: Tenant, document: Document, sealed: Mapping[str, Violation]) -> Line:
    item = _where(document)
    why_not = _unaccounted(document, sealed)
    outcome = UNACCOUNTED if why_not else str(document.outcome)
    drive = tenant.drives.get(item.place[0], item.place[0])
    reason = reason_of(document)
    return Line(
        lineage=document.lineage,
        name=item.name,
        where=f"{drive}: {item.path}" if item.live else f"{drive}: {item.path} (recycled)",
        origin=_origin(tenant, document),
        outcome=outcome,
        reason=why_not or str(reason.get("en") or "no reason in the register"),
        reason_nl=why_not or str(reason.get("nl") or "geen reden in het register"),
        code="" if why_not else str(reason.get("code") or ""),
    )


def _is_outside(tenant: Tenant, document: Document, drives: frozenset[str]) -> bool:
    """Return whether it lies where nobody listens, and no app ever touched it."""
    item = document.original
    if item.place[0] not in drives or document.chains or len(document.items) > 1:
        return False
    return all(effect.by_person for effect in tenant.effects_on.get(item.place, ()))


def _outside(tenant: Tenant, document: Document) -> Line:
    item = document.original
    return Line(
        lineage=document.lineage,
        name=item.name,
        where=_origin(tenant, document),
        origin=_origin(tenant, document),
        outcome="left",
        reason="Nobody listens at this place, and nothing touched it.",
        reason_nl="Hier wordt niet geluisterd, en niets heeft het aangeraakt.",
        code="not_listened_to",
    )


def _origin(tenant: Tenant, document: Document) -> str:
    item = document.original
    return f"{tenant.drives.get(item.place[0], item.place[0])}: {item.path}"


def _where(document: Document) -> Item:
    place = document.chain.place if document.chain else None
    told = (item for item in document.live if item.place == place)
    return next(told, (document.visible or document.live or document.items)[0])


def _unaccounted(document: Document, sealed: Mapping[str, Violation]) -> str:
    """Return why the document is not accounted for, or nothing."""
    if not document.live:
        return "it is nowhere any more, and no person deleted it"
    if not document.chains:
        return "the register has no entry for it"
    return _not_credible(document, sealed) or _no_standing(document) or _stray_copy(document)


def _not_credible(document: Document, sealed: Mapping[str, Violation]) -> str:
    for chain in document.chains:
        if chain.broken:
            return f"its chain in the register does not hold: {chain.broken}"
        if chain.name in sealed:
            return sealed[chain.name].sentence
    return ""


def _no_standing(document: Document) -> str:
    if document.chain is None:
        return "the register points at an item that is not live"
    if document.standing is None:
        under_way = "a filing is under way, and " if document.under_way else ""
        return f"{under_way}the register does not say where it stands"
    if document.outcome is None:
        return f"the register says {document.standing.kind} / {document.standing.outcome} of it"
    return ""


def _stray_copy(document: Document) -> str:
    """Return which copy by the app no filing accounts for, or nothing.

    One that people wrote in while it was staged was left to them, and its filing said so.
    """
    if document.under_way:
        return ""
    accounted = {act.place for act in document.acts}
    for item in document.live:
        if item.created_by.kind != "app" or item.copied_from is None:
            continue
        if item.staged and item.of_people:
            continue
        if item.place not in accounted:
            return f"the app copied it to {item.path}, and no filing in the register says so"
    return ""
