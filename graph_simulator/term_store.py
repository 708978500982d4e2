"""The term store, for people with a token only (DX): one group, flat sets."""

from graph_simulator.calls import Answer, Call
from graph_simulator.errors import not_found
from graph_simulator.identifiers import guid
from graph_simulator.list_parts import Term
from graph_simulator.model import Json
from graph_simulator.operation import Operation

_READS = ("TermStore.Read.All", "TermStore.ReadWrite.All")
_BEGUN = "2026-01-05T08:00:00Z"
_LANGUAGE = "nl-NL"


def store(call: Call) -> Answer:
    """GET …/termStore."""
    own = {
        "id": guid(_host(call), "term store"),
        "defaultLanguageTag": _LANGUAGE,
        "languageTags": [_LANGUAGE],
    }
    return Answer(body=_context(call, "termStore") | own)


def groups(call: Call) -> Answer:
    """GET …/groups: all sets of the seed are in one."""
    group = {
        "id": _group_id(call),
        "displayName": call.simulator.tenant.display_name,
        "description": "",
        "createdDateTime": _BEGUN,
        "scope": "global",
    }
    return Answer(body=_context(call, "termStore/groups") | {"value": [group]})


def sets(call: Call) -> Answer:
    """GET …/groups/{group}/sets."""
    _site(call)
    if call.params["group"] != _group_id(call):
        raise not_found("The group could not be found.")
    value = [_set(call, name) for name in call.simulator.tenant.terms]
    return Answer(body=_context(call, "termStore/sets") | {"value": value})


def get_set(call: Call) -> Answer:
    """GET …/sets/{set}."""
    return Answer(body=_context(call, "termStore/sets/$entity") | _set(call, _set_name(call)))


def terms(call: Call) -> Answer:
    """GET …/sets/{set}/children and /terms: the same where sets are flat."""
    value = [_term(one) for one in call.simulator.tenant.terms[_set_name(call)].values()]
    return Answer(body=_context(call, "termStore/terms") | {"value": value})


def get_term(call: Call) -> Answer:
    """GET …/sets/{set}/terms/{term} (graph-examples/termstore-term.json)."""
    return Answer(body=_context(call, "termStore/terms/$entity") | _term(_found(call)))


def children(call: Call) -> Answer:
    """GET …/terms/{term}/children: none, as sets are flat."""
    _found(call)
    return Answer(body=_context(call, "termStore/terms") | {"value": []})


def set_id(host: str, name: str) -> str:
    """The id of a set of the seed."""
    return guid(host, "term set", name)


def _found(call: Call) -> Term:
    term = call.simulator.tenant.terms[_set_name(call)].get(call.params["term"])
    if term is None:
        raise not_found("The term could not be found.")
    return term


def _set_name(call: Call) -> str:
    _site(call)
    for name in call.simulator.tenant.terms:
        if set_id(_host(call), name) == call.params["set"]:
            return name
    raise not_found("The set could not be found.")


def _site(call: Call) -> None:
    call.simulator.tenant.site(call.params["site"])


def _host(call: Call) -> str:
    return call.simulator.tenant.hostname


def _group_id(call: Call) -> str:
    return guid(_host(call), "term group")


def _context(call: Call, what: str) -> Json:
    _site(call)
    return call.context(f"sites('{call.params['site']}')/{what}")


def _set(call: Call, name: str) -> Json:
    return {
        "id": set_id(_host(call), name),
        "createdDateTime": _BEGUN,
        "description": "",
        "localizedNames": [{"languageTag": _LANGUAGE, "name": name}],
    }


def _term(one: Term) -> Json:
    return {
        "id": one.id,
        "createdDateTime": _BEGUN,
        "lastModifiedDateTime": _BEGUN,
        "labels": [{"name": one.label, "languageTag": _LANGUAGE, "isDefault": True}],
    }


_STORE = "/v1.0/sites/{site}/termStore"
_SET = f"{_STORE}/sets/{{set}}"
_TERM = f"{_SET}/terms/{{term}}"
_CALLS = (
    ("term_store.get", (_STORE,), store, "GD zh-CN 2023: termstore-store-get"),
    (
        "term_store.groups",
        (f"{_STORE}/groups",),
        groups,
        "GD zh-CN 2023: termstore-store-list-groups",
    ),
    (
        "term_store.sets",
        (f"{_STORE}/groups/{{group}}/sets",),
        sets,
        "GD zh-CN 2023: termstore-group-list-sets",
    ),
    ("term_store.set", (_SET,), get_set, "GD zh-CN 2023: termstore-set-get"),
    (
        "term_store.terms",
        (f"{_SET}/children", f"{_SET}/terms"),
        terms,
        "GD zh-CN 2023: termstore-term-list. Sets are flat here",
    ),
    ("term_store.term", (_TERM,), get_term, "GD zh-CN 2023: termstore-term-get"),
    ("term_store.children", (f"{_TERM}/children",), children, "GD zh-CN 2023: termstore-term-list"),
)
OPERATIONS = tuple(
    Operation(
        name,
        "GET",
        templates,
        apply,
        0,
        "documented",
        f"{basis}; delegated only: DX",
        permissions=_READS,
        delegated_only=True,
    )
    for name, templates, apply, basis in _CALLS
)
