"""A run that was foretold, as the file that a person keeps: what was foretold, and of what.

The file says of each document what will be done with it, in the order in which it will happen, and
what it looked like. It is one object a line: first what the run is of, then the documents.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from filing.foreseen import FORESEEN
from records.canonical import digest
from records.verdicts import Reason

LAYOUT = 1
Outcome = Literal["filed", "proposed", "waiting", "left", "gone", "not_now"]


@dataclass(frozen=True, slots=True)
class RunOf:
    """What a run was foretold of and by.

    `register` tells the installation and `folder` the place in the tenant: drive and folder of the
    source. `models` are the versions of the learned models, null where there was none.
    """

    made_at: str
    made_by: str
    register: str
    graph: str
    source: str
    folder: tuple[str, str]
    plan_version: str
    models: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Foretold:
    """What would become of one document, and why.

    `plan` is its filing plan where it would be filed, `same_as` what it refers to where its content
    is kept already or will be. Name, place and eTag are empty where it could not be looked at.
    """

    document_id: str
    name: str
    path: str
    etag: str
    outcome: Outcome
    reason: Reason
    evidence: tuple[Mapping[str, Any], ...]
    same_as: Mapping[str, Any] | None
    plan: Mapping[str, Any] | None


def why_not_here(of: RunOf, now: RunOf) -> Reason | None:
    """Return why what was foretold does not hold any more, for all of it; None where it does."""
    if (of.register, of.graph) != (now.register, now.graph):
        return _ELSEWHERE
    if (of.source, of.folder) != (now.source, now.folder):
        return _OTHER_PLACE
    if of.plan_version != now.plan_version:
        return _OTHER_PLAN
    return None if of.models == now.models else _OTHER_MODEL


class RunFileError(Exception):
    """The file is no run as it was foretold."""


_RUN_OF, _FORETOLD = TypeAdapter(RunOf), TypeAdapter(Foretold)


def run_lines(of: RunOf, foretold: Sequence[Foretold]) -> list[dict[str, Any]]:
    """Return the lines of the file. The first carries a digest, so that an edit of any is seen."""
    lines = [_line(number, one) for number, one in enumerate(foretold, start=1)]
    head = {"v": LAYOUT, "kind": "run", **_plain(asdict(of)), "documents": len(lines)}
    return [{**head, "digest": digest([head, *lines])}, *lines]


def run_of_lines(texts: Iterable[str]) -> tuple[RunOf, list[Foretold]]:
    """Return what `run_lines` gave. Raises RunFileError where a line is not as it was then."""
    try:
        head, *lines = [json.loads(text) for text in texts if text.strip()]
        said = head.pop("digest")
        if (head.pop("v"), head.pop("kind")) != (LAYOUT, "run"):
            raise RunFileError
        whole = [{"v": LAYOUT, "kind": "run", **head}, *lines]
        if digest(whole) != said:
            raise RunFileError
        head.pop("documents")
        for line in lines:
            line.pop("number")
            line.pop("plan_digest")
        return _RUN_OF.validate_python(head), [_FORETOLD.validate_python(line) for line in lines]
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise RunFileError from error


def plan_digest(plan: Mapping[str, Any]) -> str:
    """Return the digest of a filing plan, without what is another each time it is made."""
    return digest(_comparable(plan))


def differences(foretold: Mapping[str, Any], now: Mapping[str, Any]) -> list[Reason]:
    """Return in what a plan that is made now differs from the one that was foretold; none: the same.

    A dossier that the run itself opens had no folder yet: whichever it got is that one.
    """
    then, after = _comparable(foretold), _comparable(now)
    opened = str(then["target"]["folder_id"] or "").startswith(FORESEEN)
    if opened and after["target"]["folder_id"] is not None:
        then["target"]["folder_id"] = after["target"]["folder_id"]
    if digest(then) == digest(after):
        return []
    found = {
        _DIFFERS[part, name]
        for part, name in _DIFFERS
        if then[part].get(name) != after[part].get(name)
    }
    return sorted(found, key=lambda one: one.code) or [_OTHERWISE]


def _comparable(plan: Mapping[str, Any]) -> dict[str, Any]:
    same = {name: part for name, part in plan.items() if name != "filing_id"}
    return {**same, "target": dict(plan["target"])}


def _line(number: int, one: Foretold) -> dict[str, Any]:
    told = _plain(asdict(one))
    return {"number": number, **told, "plan_digest": plan_digest(one.plan) if one.plan else None}


def _plain(value: Any) -> Any:
    """Return the value as JSON gives it back."""
    return json.loads(json.dumps(value, ensure_ascii=False))


_ELSEWHERE = Reason(
    "elsewhere",
    "De proef is van een andere installatie of tenant.",
    "The dry run is of another installation or tenant.",
)
_OTHER_PLACE = Reason(
    "other_place",
    "De bron wijst nu een andere plaats aan dan bij de proef; maak een nieuwe (`dossier plan`).",
    "The source points to another place than it did then; make a new dry run (`dossier plan`).",
)
_OTHER_PLAN = Reason(
    "other_plan",
    "Er is nu een ander ordeningsplan van kracht; maak een nieuwe proef (`dossier plan`).",
    "Another file plan is in force now; make a new dry run (`dossier plan`).",
)
_OTHER_MODEL = Reason(
    "other_model",
    "Er is nu een ander model van kracht; maak een nieuwe proef (`dossier plan`).",
    "Another model is in force now; make a new dry run (`dossier plan`).",
)
_EDITED = Reason("edited", "de inhoud is bewerkt", "its content was edited")
_MOVED = Reason("moved", "het is verplaatst of hernoemd", "it was moved or renamed")
_COLUMNS = Reason("columns", "de kenmerken zijn gewijzigd", "its columns were changed")
_LABEL = Reason("label", "het retentielabel is een ander", "its retention label is another one")
_AUDIENCE = Reason("audience", "wie het mag zien is gewijzigd", "who may open it was changed")
_DOSSIER = Reason("dossier", "het dossier is niet zoals toen", "the dossier is not as it was then")
_NAME = Reason("name", "het zou een andere naam krijgen", "it would be filed under another name")
_OTHERWISE = Reason("otherwise", "het zou anders worden opgenomen", "it would be filed otherwise")
_DIFFERS: Mapping[tuple[str, str], Reason] = {
    **{
        ("source", name): _EDITED
        for name in ("etag", "size", "quick_xor_hash", "versions", "modified_by", "modified_at")
    },
    **{
        ("source", name): _MOVED
        for name in ("drive_id", "item_id", "parent_id", "name", "path", "web_url")
    },
    ("source", "fields"): _COLUMNS,
    ("source", "content_type"): _COLUMNS,
    ("source", "label"): _LABEL,
    ("source", "principals"): _AUDIENCE,
    **{
        ("target", name): _DOSSIER for name in ("drive_id", "dossier_number", "folder", "folder_id")
    },
    ("target", "name"): _NAME,
}
