"""Adding lists and libraries to a tenant: the list itself and its root folder."""

from graph_simulator.change_log import ChangeLog
from graph_simulator.identifiers import drive_id, guid, item_id
from graph_simulator.model import SYSTEM, Drive, Item, Site
from graph_simulator.tenant import Tenant


def id_of_drive(site: Site, list_id: str) -> str:
    """The drive id of a list in that site."""
    _, collection, web = site.id.split(",")
    return drive_id(collection, web, list_id)


def root_guid(drive: str) -> str:
    """The GUID of a drive's root folder."""
    return guid(drive, "root").upper()


def id_of_root(drive: str) -> str:
    """The item id of a drive's root folder."""
    return item_id(drive, root_guid(drive))


def add_list(tenant: Tenant, drive: Drive) -> None:
    """Add a list or library with its root folder."""
    tenant.drives[drive.id] = drive
    tenant.logs[drive.id] = ChangeLog()
    root = add_folder(tenant, drive, root_guid(drive.id), None, "root")
    tenant.logs[drive.id].note(root)


def add_folder(
    tenant: Tenant, drive: Drive, own_guid: str, parent_id: str | None, name: str
) -> Item:
    """Add a folder that was there from the beginning, made by the System Account."""
    tenant.sequence += 1
    own = item_id(drive.id, own_guid)
    made = tenant.items[own] = Item(
        id=own,
        drive_id=drive.id,
        parent_id=parent_id,
        name=name,
        kind="folder",
        guid=own_guid,
        list_item_id=drive.items,
        created_by=SYSTEM,
        created_at=drive.created_at,
        modified_by=SYSTEM,
        modified_at=drive.created_at,
        content_type=drive.folder_type,
        etag_number=1,
        ctag_number=1,
        changed=tenant.sequence,
        changed_at=drive.created_at,
    )
    tenant.numbers[drive.id, made.list_item_id] = own
    return made
