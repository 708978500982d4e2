"""Telling the genuine from the forged, whatever is sent."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph_client.notifications import Rings, client_state, drive_resource, rings_of
from tests.functions.doorstep import KEY, entry

ANY_TEXT = st.text(st.characters())  # halves of surrogate pairs too: JSON can name them
DRIVES = st.sampled_from(["b!een", "b!twee", "b!drie", "B!EEN"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=20,
)
RESOURCES = DRIVES.map(drive_resource) | ANY_TEXT | st.builds("/drives/{}/root".format, ANY_TEXT)
FORGED = JSON | st.fixed_dictionaries(
    {"resource": RESOURCES | JSON},
    optional={"clientState": JSON | DRIVES.map(lambda drive: client_state("another key", drive))},
)


@given(st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_body_ever_raises_or_rings(body: bytes) -> None:
    rings = rings_of(body, KEY)
    assert rings.drives == ()
    assert rings.refused >= (0 if b"value" in body else 1)


@given(
    st.lists(
        DRIVES.map(entry).map(lambda genuine: (True, genuine)) | st.tuples(st.just(False), FORGED)
    )
)
def test_only_genuine_entries_ring_each_drive_once_and_all_others_are_counted(
    delivered: list[tuple[bool, Any]],
) -> None:
    body = json.dumps({"value": [one for _, one in delivered]}).encode()
    genuine = [one["resource"].split("/")[2] for is_genuine, one in delivered if is_genuine]
    refused = sum(1 for is_genuine, _ in delivered if not is_genuine)
    assert rings_of(body, KEY) == Rings(tuple(dict.fromkeys(genuine)), refused)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT.filter(bool), ANY_TEXT.filter(bool))
def test_a_client_state_belongs_to_one_drive_and_one_key(
    drive: str, other_drive: str, key: str, other_key: str
) -> None:
    state = client_state(key, drive)
    assert state == client_state(key, drive)
    assert len(state) == 64
    assert set(state) <= set("0123456789abcdef")
    assert (client_state(key, other_drive) == state) is (other_drive == drive)
    # HMAC fills a short key up with zeros, so such keys are one and the same.
    same_key = other_key.rstrip("\0") == key.rstrip("\0")
    assert (client_state(other_key, drive) == state) is same_key


def test_a_client_state_of_one_drive_opens_no_other() -> None:
    stolen = entry("b!een")["clientState"]
    for drive in ("b!twee", "b!Een", "b!een ", "", "b!een/root"):
        body = json.dumps({"value": [entry(drive, state=stolen)]}).encode()
        assert rings_of(body, KEY) == Rings((), 1)


def test_a_resource_that_is_not_the_root_of_a_drive_does_not_ring() -> None:
    genuine = entry("b!een")
    for resource in ("drives/b!een", "/drives/b!een/items/1", "/sites/b!een/root", "b!een", ""):
        body = json.dumps({"value": [{**genuine, "resource": resource}]}).encode()
        assert rings_of(body, KEY) == Rings((), 1)
    for resource in ("drives/b!een/root", "/drives/b!een/root", "/drives/b!een/root/"):
        body = json.dumps({"value": [{**genuine, "resource": resource}]}).encode()
        assert rings_of(body, KEY) == Rings(("b!een",), 0)
