"""What a person's act is on: the place, the item and the bytes that it names."""

import base64
import binascii
from collections.abc import Callable, Mapping

from graph_simulator.asked import text_in
from graph_simulator.errors import invalid, not_found
from graph_simulator.model import SYSTEM, Actor, Channel, Item, Json
from graph_simulator.simulator import Simulator

# What one kind of act does, by whom, as the body asks; answers what it was done to.
Deed = Callable[[Simulator, Actor, Json], Item]


def start(simulator: Simulator, asked: Json) -> Item:
    """The folder paths begin at: the channel's, or the root of the drive or library."""
    tenant = simulator.tenant
    if "drive" in asked:
        return tenant.root(asked["drive"])
    if "library" in asked:
        return tenant.root(tenant.drive_named(str(asked.get("site")), str(asked["library"])).id)
    channels = tenant.team_named(str(asked.get("team"))).channels
    for channel in channels:
        if channel.name == asked.get("channel"):
            return _opened(simulator, channel)
    known = ", ".join(channel.name for channel in channels)
    raise not_found(f"No channel '{asked.get('channel')}' in that team; there are: {known}")


def _opened(simulator: Simulator, channel: Channel) -> Item:
    """The channel's folder; the first who opens the files of a channel has it made (reported)."""
    tenant = simulator.tenant
    if channel.folder_id is None:
        root = tenant.root(channel.drive_id)
        channel.folder_id = simulator.changes.create_folder(root, channel.name, SYSTEM).id
    return tenant.item(channel.drive_id, channel.folder_id)


def item(simulator: Simulator, asked: Json) -> Item:
    """The item meant: by its id in that drive, library or channel's drive, or by path."""
    folder = start(simulator, asked)
    if "item" in asked:
        return simulator.tenant.item(folder.drive_id, asked["item"])
    return simulator.tenant.at_path(folder, path(asked))


def path(asked: Mapping[str, object]) -> str:
    """The path, which must be there, without slashes around it."""
    named = str(asked.get("path") or "").strip("/")
    if not named:
        raise invalid("path is needed")
    return named


def folders(simulator: Simulator, person: Actor, top: Item, below_it: str) -> Item:
    """The folder at that path; folders that are not there yet are made."""
    folder = top
    for name in filter(None, below_it.split("/")):
        below = simulator.tenant.child(folder, name)
        folder = below or simulator.changes.create_folder(folder, name, person)
    return folder


def content(asked: Json) -> bytes:
    """The bytes as they came, or out of base64."""
    given = asked.get("content")
    if isinstance(given, bytes):
        return given
    text = text_in(asked, "content_base64")
    if text is None:
        raise invalid("content_base64 is needed; empty for a file without bytes")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise invalid("content_base64 is not base64") from None
