"""Sharing an item: links, invitations, and reaching it by its address (GD:shares-get)."""

import base64
import binascii
from urllib.parse import unquote

from graph_simulator.asked import objects_in
from graph_simulator.calls import Answer, Call
from graph_simulator.errors import denied, invalid, not_found, not_modelled
from graph_simulator.item_json import identity, item_json, web_url
from graph_simulator.model import (
    Actor,
    Grant,
    Item,
    Json,
    LinkScope,
    LinkType,
    Principal,
    SharingLink,
)
from graph_simulator.operation import ITEM, SHOWN, WRITES_FILES, Operation
from graph_simulator.permission_json import grant_json, link_json, share_id
from graph_simulator.sharing import moment, own_access, role_in
from graph_simulator.simulator import Simulator
from graph_simulator.tenant import Tenant

_TYPES: dict[object, LinkType] = {"view": "view", "edit": "edit"}
_SCOPES: dict[object, LinkScope] = {
    "anonymous": "anonymous",
    "organization": "organization",
    "users": "users",
}
_OFFICE = {"docx": "w", "xlsx": "x", "pptx": "p", "pdf": "b"}
_INVITING = frozenset(
    {
        "recipients",
        "roles",
        "message",
        "requireSignIn",
        "sendInvitation",
        "retainInheritedPermissions",
    }
)

_LINKING = frozenset(
    {
        "type",
        "scope",
        "password",
        "expirationDateTime",
        "recipients",
        "message",
        "sendNotification",
        "retainInheritedPermissions",
    }
)


def create_link(call: Call) -> Answer:
    """POST …/createLink: 201, or 200 with the one there is for this app (GD:driveitem-createlink)."""
    item, asked = call.item, call.json()
    if unknown := asked.keys() - _LINKING:
        raise not_modelled(f"a link with {', '.join(sorted(unknown))}")
    if asked.get("password") or asked.get("type") == "embed":
        raise invalid("Passwords and embedded links are for personal OneDrives only.")
    wanted, scope = link_kind(asked.get("type"), asked.get("scope") or "organization")
    if scope == "anonymous" and not call.simulator.dials.anonymous_links:
        raise denied("Anonymous links are switched off in this organisation.")
    people = _recipients(call, asked)
    there = next(
        (
            one
            for one in item.links
            if (one.type, one.scope, one.app) == (wanted, scope, call.actor) and scope != "users"
        ),
        None,
    )
    _let_go_of_inherited(call, item, asked)
    link = there or add_link(call.simulator, item, wanted, scope, call.actor)
    link.people += [Grant(one) for one in people]
    if asked.get("expirationDateTime"):
        link.expires_at = moment(asked["expirationDateTime"])
    body = call.context("permission") | link_json(call.simulator.tenant, link)
    return Answer(200 if there else 201, body)


def link_kind(wanted: object, scope: object) -> tuple[LinkType, LinkScope]:
    """The type and scope of a link."""
    if str(wanted) not in _TYPES or str(scope) not in _SCOPES:
        raise invalid("A link is for view or edit; anonymous, organization or users.")
    return _TYPES[str(wanted)], _SCOPES[str(scope)]


def add_link(
    simulator: Simulator, item: Item, wanted: LinkType, scope: LinkScope, actor: Actor
) -> SharingLink:
    """Make a link to an item; from then on it has permissions of its own (believed)."""
    tenant = simulator.tenant
    own = tenant.next_guid("link")
    own_access(tenant, item)
    site = tenant.sites[tenant.drives[item.drive_id].site_id]
    kind = "f" if item.kind == "folder" else _OFFICE.get(item.name.rpartition(".")[2].lower(), "u")
    address = f"https://{tenant.hostname}/:{kind}:/s/{site.name}/E{own.replace('-', '')}"
    link = SharingLink(own, wanted, scope, address, actor)
    item.links.append(link)
    tenant.shares[address] = item.id
    simulator.changes.sharing_changed(item)
    return link


def invite(call: Call) -> Answer:
    """POST …/invite: 200 with the permissions given (GD:driveitem-invite)."""
    item, asked = call.item, call.json()
    if unknown := asked.keys() - _INVITING:
        raise not_modelled(f"an invitation with {', '.join(sorted(unknown))}")
    tenant = call.simulator.tenant
    role = role_in(asked.get("roles"))
    people = _recipients(call, asked)
    if not people:
        raise invalid("recipients names nobody.")
    _let_go_of_inherited(call, item, asked)
    access = own_access(tenant, item)
    value = []
    for person in people:
        grant = Grant(person, role)
        access[:] = [one for one in access if one.principal != person] + [grant]
        invitation: Json = {"signInRequired": True}
        if person.kind == "user":
            invitation["email"] = tenant.mail(person)
        value.append(grant_json(tenant, grant) | {"invitation": invitation})
    call.simulator.changes.sharing_changed(item)
    return Answer(body=call.context("Collection(permission)") | {"value": value})


def _let_go_of_inherited(call: Call, item: Item, asked: Json) -> None:
    """Without `retainInheritedPermissions` they go, the first time an item is shared."""
    is_first_time = item.unique is None and not item.links and not item.is_root
    if asked.get("retainInheritedPermissions") is False and is_first_time:
        own_access(call.simulator.tenant, item).clear()


def _recipients(call: Call, asked: Json) -> list[Principal]:
    """The people and groups meant, by address or id; who is not of the tenant is not modelled."""
    tenant = call.simulator.tenant
    known: dict[str, Principal] = {}
    for person in tenant.people.values():
        known |= {person.id: person, tenant.mail(person): person}
    known |= {group.id: group for group in tenant.groups.values()}
    found = []
    for one in objects_in(asked, "recipients"):
        key = one.get("objectId") or one.get("email")
        if not isinstance(key, str):
            raise invalid("A recipient has an email or an objectId.")
        if key.lower() not in known:
            raise not_modelled(f"sharing with {key}, who is not of this tenant")
        found.append(known[key.lower()])
    return found


# ------------------------------------------------------------------------------------------- shares


def shared(call: Call) -> Answer:
    """GET /shares/{share}: what it is and whose (GD:shares-get)."""
    item = _item(call)
    shown = {
        "id": share_id(_address(call)),
        "name": item.name,
        "webUrl": web_url(call, item),
        "owner": identity(item.created_by),
    }
    return Answer(body=call.context("shares/$entity") | shown)


def shared_item(call: Call) -> Answer:
    """GET /shares/{share}/driveItem: the item itself (GD:shares-get)."""
    return Answer(body=call.context("shares/driveItem") | item_json(call, _item(call)))


def _address(call: Call) -> str:
    encoded = call.params["share"]
    if not encoded.startswith("u!"):
        raise invalid("A share begins with u! and an encoded address.")
    text = encoded.removeprefix("u!")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise invalid("The share is not an encoded address.") from None


def _item(call: Call) -> Item:
    """The item at a link's address or at its own; a link to what was deleted leads nowhere."""
    tenant, address = call.simulator.tenant, _address(call)
    linked = tenant.items.get(tenant.shares.get(address, ""))
    if linked is not None and linked.state == "live":
        return linked
    return item_at(tenant, address)


def item_at(tenant: Tenant, address: str) -> Item:
    """The item whose address this is, without the question mark and what follows."""
    plain = unquote(address.partition("?")[0]).rstrip("/")
    for drive in tenant.libraries():
        begin = unquote(drive.web_url)
        if plain == begin or plain.startswith(f"{begin}/"):
            return tenant.at_path(tenant.root(drive.id), plain.removeprefix(begin))
    raise not_found("The sharing link no longer exists, or you cannot open it.")


OPERATIONS = (
    Operation(
        "item.create_link",
        "POST",
        (f"{ITEM}/createLink",),
        create_link,
        5,
        "documented",
        (
            "GD:driveitem-createlink, SPT (units). Organisation as the default scope, the form of "
            "the address, `recipients` for scope users, that the item has permissions of its own "
            "from then on: believed. retainInheritedPermissions false, which msgraph-sdk sends when "
            "nothing is said, takes the inherited ones away the first time. Anonymous links are refused until the dial allows them. No mail is sent"
        ),
        permissions=WRITES_FILES,
        takes="type view, edit; scope; expirationDateTime; retainInheritedPermissions",
    ),
    Operation(
        "item.invite",
        "POST",
        (f"{ITEM}/invite",),
        invite,
        5,
        "documented",
        (
            "GD:driveitem-invite, SPT (units). People and groups of the tenant only; a second "
            "invitation changes the role: believed. No mail is sent"
        ),
        permissions=WRITES_FILES,
        takes="recipients by email or objectId, one role, retainInheritedPermissions",
    ),
    Operation(
        "share.get",
        "GET",
        ("/v1.0/shares/{share}",),
        shared,
        1,
        "documented",
        "GD:shares-get. Addresses of links and of items themselves; units believed",
        permissions=WRITES_FILES,
    ),
    Operation(
        "share.item",
        "GET",
        ("/v1.0/shares/{share}/driveItem",),
        shared_item,
        1,
        "documented",
        "GD:shares-get. A deleted item is 404: believed",
        options=SHOWN,
        permissions=WRITES_FILES,
        takes="`select`, `expand` as for an item",
    ),
)
