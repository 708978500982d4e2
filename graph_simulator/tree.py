"""The whole truth about the tenant, for tests, demo and checker; never visible through Graph."""

from graph_simulator.clock import precise_time
from graph_simulator.model import Actor, Drive, Item, Json, Version
from graph_simulator.simulator import Simulator
from graph_simulator.subscriptions import shown as shown_subscription


def tree(simulator: Simulator) -> Json:
    """Everything there is, recycled items too."""
    plain = {one.id: one for one in simulator.tenant.drives.values() if not one.is_library}
    items = [one for one in simulator.tenant.items.values() if not one.is_root]
    subscriptions = simulator.notifications.live()
    return {
        "now": precise_time(simulator.clock.now()),
        "drives": [_drive(simulator, one) for one in simulator.tenant.libraries()],
        "items": [_item(simulator, one) for one in items if one.drive_id not in plain],
        "lists": [_list(simulator, one, items) for one in plain.values()],
        "subscriptions": [shown_subscription(one) for one in subscriptions],
        "notifications": simulator.notifications.counts(),
    }


def _drive(simulator: Simulator, drive: Drive) -> Json:
    site = simulator.tenant.sites[drive.site_id]
    return {
        "id": drive.id,
        "name": drive.name,
        "root_id": drive.root_id,
        "list_id": drive.list_id,
        "site_id": site.id,
        "site_name": site.display_name,
        "site_path": site.path,
        "kind": site.kind,
        "web_url": drive.web_url,
        "principals": [one.principal.key for one in drive.access],
    }


def _list(simulator: Simulator, drive: Drive, items: list[Item]) -> Json:
    """A plain list, with its items, which are no documents."""
    shown = _drive(simulator, drive)
    own = [_item(simulator, one) for one in items if one.drive_id == drive.id]
    return {**shown, "items": own}


def _who(actor: Actor) -> Json:
    return {"kind": actor.kind, "name": actor.name}


def _item(simulator: Simulator, item: Item) -> Json:
    label = item.label
    return {
        "id": item.id,
        "drive_id": item.drive_id,
        "parent_id": item.parent_id,
        "name": item.name,
        "path": simulator.tenant.path(item),
        "kind": item.kind,
        "state": item.state,
        "lineage": item.lineage,
        "copied_from": item.copied_from,
        "created_by": _who(item.created_by),
        "created_at": precise_time(item.created_at),
        "modified_by": _who(item.modified_by),
        "modified_at": precise_time(item.modified_at),
        "etag": item.etag,
        "ctag": item.ctag,
        "versions": [_version(one) for one in item.versions],
        "fields": dict(item.fields),
        "content_type": item.content_type.name,
        "label": label
        and {
            "name": label.definition.name,
            "kind": "record" if label.definition.is_record else "retention",
            "explicit": label.explicit,
            "locked": label.is_locked,
            "ever_unlocked": label.was_unlocked,
        },
        "principals": simulator.tenant.audience(item),
        "unique_permissions": item.unique is not None,
        "checked_out_by": item.checked_out_by and item.checked_out_by.name,
    }


def _version(version: Version) -> Json:
    return {
        "id": version.id,
        "size": version.content.size,
        "sha256": version.content.sha256,
        "quickXorHash": version.content.quick_xor,
        "by": _who(version.by),
        "at": precise_time(version.at),
        "cause": version.cause,
    }
