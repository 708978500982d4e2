"""Descriptors of the file plan, which say more of a retention label; for people only.

What they rest on, of whom they are, what they are called in the plan (GD:r:security-fileplandescriptor).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph_simulator.administered import (
    READS_RECORDS,
    WRITES_RECORDS,
    changed,
    found,
    made,
    only,
    shown,
)
from graph_simulator.asked import text_in
from graph_simulator.calls import Answer, Call
from graph_simulator.errors import invalid, name_taken
from graph_simulator.model import Json
from graph_simulator.operation import Operation
from graph_simulator.purview_object import Administered

_TYPE = "@odata.type"
_CITED = ("citationUrl", "citationJurisdiction")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the five kinds; `texts` are what it holds beside its name."""

    path: str
    name: str
    member: str
    """Of a label's descriptors."""
    texts: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """What Graph calls the type."""
        return f"{self.member}Template"

    @property
    def page(self) -> str:
        """The end of the names of its pages of one object."""
        return self.type.lower()


_KINDS = (
    _Kind("authorities", "authority", "authority"),
    _Kind("categories", "category", "category"),
    _Kind("citations", "citation", "citation", _CITED),
    _Kind("departments", "department", "department"),
    _Kind("filePlanReferences", "file_plan_reference", "filePlanReference"),
)
_BOUND = re.compile(r"security/labels/(?P<path>\w+)(?:/|\(')(?P<id>[^/')]+)(?:'\))?$")


# ------------------------------------------------------------------------------------- of a label


def checked(call: Call, asked: object) -> dict[str, str]:
    """What a new label's descriptors are: by kind the id. 400 for what is not there."""
    known = {f"{kind.type}@odata.bind": kind for kind in _KINDS}
    if not isinstance(asked, dict) or asked.keys() - known.keys():
        raise invalid(f"descriptors holds some of {', '.join(known)}.")
    bound = {}
    for name, address in asked.items():
        kind, match = known[name], _BOUND.search(str(address))
        if match is None or match["path"] != kind.path or match["id"] not in _of(call, kind):
            raise invalid(f"{name} is none of {kind.path} of this tenant.")
        bound[kind.path] = match["id"]
    return bound


def of_label(call: Call, label: Administered) -> Json:
    """A label's descriptors, as its page shows them; its own id is the label's (believed)."""
    told: Json = {_TYPE: "#microsoft.graph.security.filePlanDescriptor", "id": label.id}
    bound = label.told.get("descriptors", {})
    for kind in _KINDS:
        one = _of(call, kind).get(bound.get(kind.path, ""))
        told[kind.member] = one.told if one else None
    return told


# -------------------------------------------------------------------------------- the descriptors


def _of(call: Call, kind: _Kind) -> dict[str, Administered]:
    """Those of one kind, by id."""
    kept, start = call.simulator.tenant.descriptors, f"{kind.path}/"
    return {own.removeprefix(start): one for own, one in kept.items() if own.startswith(start)}


def _one(call: Call, kind: _Kind) -> Administered:
    return found(_of(call, kind), call.params["descriptor"])


def _list(call: Call, kind: _Kind) -> Answer:
    value = [_shown(kind, one) for one in _of(call, kind).values()]
    return Answer(body=call.context(f"security/labels/{kind.path}") | {"value": value})


def _get(call: Call, kind: _Kind) -> Answer:
    return _told(call, kind, _one(call, kind))


def _create(call: Call, kind: _Kind) -> Answer:
    asked = _asked(call, kind, ("displayName",))
    _check_free(call, kind, asked["displayName"])
    told = dict.fromkeys(kind.texts) | asked
    one = made(call, kind.name, told)
    call.simulator.tenant.descriptors[f"{kind.path}/{one.id}"] = one
    return _told(call, kind, one, 201)


def _patch(call: Call, kind: _Kind) -> Answer:
    one, asked = _one(call, kind), _asked(call, kind, ())
    if "displayName" in asked and asked["displayName"] != one.told["displayName"]:
        _check_free(call, kind, asked["displayName"])
    changed(call, one, asked)
    return _told(call, kind, one)


def _delete(call: Call, kind: _Kind) -> Answer:
    one, tenant = _one(call, kind), call.simulator.tenant
    for label in tenant.label_details.values():
        if label.told.get("descriptors", {}).get(kind.path) == one.id:
            raise invalid(f"The label {label.told['displayName']} has it.")
    del tenant.descriptors[f"{kind.path}/{one.id}"]
    return Answer(204)


def _asked(call: Call, kind: _Kind, needed: tuple[str, ...]) -> Json:
    asked = only(call.json(), frozenset({"displayName", *kind.texts}), needed)
    for name in kind.texts:
        text_in(asked, name)
    if "displayName" in asked and not asked["displayName"]:
        raise invalid("displayName is not empty.")
    return asked


def _check_free(call: Call, kind: _Kind, name: str) -> None:
    if any(one.told["displayName"] == name for one in _of(call, kind).values()):
        raise name_taken(name)


def _told(call: Call, kind: _Kind, one: Administered, status: int = 200) -> Answer:
    context = call.context(f"security/labels/{kind.path}/$entity")
    return Answer(status, context | _shown(kind, one))


def _shown(kind: _Kind, one: Administered) -> Json:
    """Who made it is told, who changed it last is not: the type has no such thing (MD)."""
    told = {name: value for name, value in shown(one).items() if "Modified" not in name}
    return {_TYPE: f"#microsoft.graph.security.{kind.type}", **told}


def _operations(kind: _Kind) -> tuple[Operation, ...]:
    of_all = f"/v1.0/security/labels/{kind.path}"
    of_one = f"{of_all}/{{descriptor}}"
    pages = "GD:security-labelsroot"

    def applied(apply: Callable[[Call, _Kind], Answer]) -> Callable[[Call], Answer]:
        return lambda call: apply(call, kind)

    taken = "409 for a name that is taken: believed"
    calls = (
        (
            "list",
            "GET",
            of_all,
            _list,
            f"{pages}-list-{kind.path.lower()}; delegated only: as labels",
        ),
        ("get", "GET", of_one, _get, f"GD:security-{kind.page}-get"),
        ("create", "POST", of_all, _create, f"{pages}-post-{kind.path.lower()}. {taken}"),
        ("patch", "PATCH", of_one, _patch, f"MD. {taken}"),
        (
            "delete",
            "DELETE",
            of_one,
            _delete,
            f"{pages}-delete-{kind.path.lower()}. 400 while a label has it: believed",
        ),
    )
    return tuple(
        Operation(
            f"{kind.name}.{what}",
            method,
            (template,),
            applied(apply),
            0,
            "documented",
            basis,
            permissions=READS_RECORDS if method == "GET" else WRITES_RECORDS,
            delegated_only=True,
            takes=", ".join(("displayName", *kind.texts)) if method in {"POST", "PATCH"} else "",
        )
        for what, method, template, apply, basis in calls
    )


OPERATIONS = tuple(one for kind in _KINDS for one in _operations(kind))
