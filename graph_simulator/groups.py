"""Groups and people in the directory: groups behind teams, and security groups (GD:group-list)."""

import re

from graph_simulator.calls import Answer, Call
from graph_simulator.errors import GraphError, not_modelled
from graph_simulator.model import Json, Principal, Team
from graph_simulator.operation import (
    READS_FILES,
    READS_GROUPS,
    READS_MEMBERS,
    READS_SITES,
    READS_USERS,
    Operation,
)
from graph_simulator.paging import after, page_size
from graph_simulator.query import selected
from graph_simulator.sites import default_drive, drive_json, site_json

_NOTHING: frozenset[str] = frozenset()
_IS_TEAM = re.compile(
    r"\s*resourceProvisioningOptions/any\(\s*(\w+)\s*:\s*\1\s+eq\s+'Team'\s*\)\s*", re.IGNORECASE
)
_IS_NAMED = re.compile(r"\s*displayName\s+eq\s+'((?:[^']|'')*)'\s*", re.IGNORECASE)


def list_all(call: Call) -> Answer:
    """GET /groups, with the filters that find the groups of teams or one by name."""
    place, size = after(call), page_size(call)
    shown = sorted((_group_json(call, one) for one in _groups(call)), key=lambda one: one["id"])
    rest = [one for one in shown if one["id"] > place and _passes(one, call.query.get("filter"))]
    page = rest[:size]
    body = call.context("groups") | {"value": [_chosen(call, one) for one in page]}
    if len(rest) > size:
        options = {f"${name}": call.query.get(name) for name in ("filter", "select", "top")}
        token = call.simulator.seals.seal({"after": page[-1]["id"]})
        body["@odata.nextLink"] = call.link("/v1.0/groups", **{"$skiptoken": token, **options})
    return Answer(body=body)


def _passes(group: Json, asked: str | None) -> bool:
    if asked is None:
        return True
    if _IS_TEAM.fullmatch(asked):
        return "Team" in group["resourceProvisioningOptions"]
    if named := _IS_NAMED.fullmatch(asked):
        return bool(group["displayName"] == named[1].replace("''", "'"))
    raise not_modelled(f"$filter={asked} on groups")


def get(call: Call) -> Answer:
    """GET /groups/{id} (GD:group-get)."""
    shown = _group_json(call, _group(call))
    return Answer(body=call.context("groups/$entity") | _chosen(call, shown))


def members(call: Call) -> Answer:
    """GET /groups/{id}/members: its people (GD:group-list-members)."""
    tenant = call.simulator.tenant
    people = [tenant.people[name] for name in tenant.members[_group(call).name]]
    value = [
        {"@odata.type": "#microsoft.graph.user", **_chosen(call, _user_json(call, one))}
        for one in people
    ]
    return Answer(body=call.context("directoryObjects") | {"value": value})


def drive(call: Call) -> Answer:
    """GET /groups/{id}/drive: the team's library (GD21:drive-get)."""
    site = call.simulator.tenant.site(_team(call).site_id)
    return Answer(body=call.context("drives/$entity") | drive_json(default_drive(call, site)))


def root_site(call: Call) -> Answer:
    """GET /groups/{id}/sites/root: the team's site (GD21:site-get)."""
    site = call.simulator.tenant.site(_team(call).site_id)
    return Answer(body=call.context("sites/$entity") | site_json(call, site))


def get_user(call: Call) -> Answer:
    """GET /users/{id or userPrincipalName} (GD:user-get)."""
    shown = _user_json(call, _user(call))
    return Answer(body=call.context("users/$entity") | _chosen(call, shown))


# ------------------------------------------------------------------------------------ finding them


def _groups(call: Call) -> list[Principal]:
    return list(call.simulator.tenant.groups.values())


def _group(call: Call) -> Principal:
    for group in _groups(call):
        if group.id == call.params["group"]:
            return group
    raise _unknown(call.params["group"])


def _team(call: Call) -> Team:
    team = call.simulator.tenant.teams.get(_group(call).id)
    if team is None:
        raise GraphError(404, "ResourceNotFound", "The group has no site.")
    return team


def _user(call: Call) -> Principal:
    wanted = call.params["user"].lower()
    for person in call.simulator.tenant.people.values():
        if wanted in {person.id, call.simulator.tenant.mail(person)}:
            return person
    raise _unknown(call.params["user"])


def _unknown(wanted: str) -> GraphError:
    message = f"Resource '{wanted}' does not exist or one of its queried reference-property objects are not present."
    return GraphError(404, "Request_ResourceNotFound", message)


# ------------------------------------------------------------------------------------ showing them


def _chosen(call: Call, whole: Json) -> Json:
    return selected(whole, call.query.get("select"), _NOTHING, _NOTHING)


def _group_json(call: Call, group: Principal) -> Json:
    """A Microsoft 365 group where a team is behind it, else a security group."""
    tenant = call.simulator.tenant
    team = tenant.teams.get(group.id)
    name = team.name if team else group.name
    return {
        "id": group.id,
        "displayName": name,
        "description": "",
        "createdDateTime": "2026-01-05T08:00:00Z",
        "groupTypes": ["Unified"] if team else [],
        "resourceProvisioningOptions": ["Team"] if team else [],
        "mailEnabled": team is not None,
        "securityEnabled": team is None,
        "mail": f"{_nickname(name)}@{tenant.mail_domain}" if team else None,
        "mailNickname": _nickname(name),
        "visibility": "Private" if team else None,
    }


def _user_json(call: Call, person: Principal) -> Json:
    address = call.simulator.tenant.mail(person)
    return {
        "id": person.id,
        "displayName": person.name,
        "userPrincipalName": address,
        "mail": address,
        "businessPhones": [],
        "givenName": None,
        "jobTitle": None,
        "mobilePhone": None,
        "officeLocation": None,
        "preferredLanguage": "nl-NL",
        "surname": None,
    }


def _nickname(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", ".", name.lower()).strip(".")


_GROUP = "/v1.0/groups/{group}"

OPERATIONS = (
    Operation(
        "group.list",
        "GET",
        ("/v1.0/groups",),
        list_all,
        0,
        "documented",
        (
            "GD:group-list; resourceProvisioningOptions/Any(x:x eq 'Team') finds those of teams: "
            "GD:c:teams-list-all-teams. Other filters are not modelled. A team's group has the "
            "team's id (GD:team-get) and name"
        ),
        options=("filter", "select", "top", "skiptoken"),
        permissions=READS_GROUPS,
        takes="`filter` on resourceProvisioningOptions or displayName, `select`, `top`",
    ),
    Operation(
        "group.get",
        "GET",
        (_GROUP,),
        get,
        0,
        "documented",
        "GD:group-get. 404 with the code `Request_ResourceNotFound`: believed",
        options=("select",),
        permissions=READS_GROUPS,
    ),
    Operation(
        "group.members",
        "GET",
        (f"{_GROUP}/members",),
        members,
        0,
        "documented",
        "GD:group-list-members. People only, on one page",
        options=("select", "top"),
        permissions=READS_MEMBERS,
    ),
    Operation(
        "group.drive",
        "GET",
        (f"{_GROUP}/drive",),
        drive,
        1,
        "documented",
        "GD21:drive-get. 404 for a group without a site: believed",
        permissions=READS_FILES,
    ),
    Operation(
        "group.site",
        "GET",
        (f"{_GROUP}/sites/root",),
        root_site,
        1,
        "documented",
        "GD21:site-get. 404 for a group without a site: believed",
        permissions=READS_SITES,
    ),
    Operation(
        "user.get",
        "GET",
        ("/v1.0/users/{user}",),
        get_user,
        0,
        "documented",
        "GD:user-get. By id or address; the address is made from the name",
        options=("select",),
        permissions=READS_USERS,
        takes="`select`",
    ),
)
