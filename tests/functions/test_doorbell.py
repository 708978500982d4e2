"""The doorbell over real HTTP: genuine rings make one message for each drive, forged ones none."""

import json
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from functions.composition import install
from graph_client.notifications import MOST_BYTES
from tests.functions.doorstep import Doorstep, Installed, entry, settings_with

CHANGES = "changes"


@pytest.mark.parametrize(
    "token",
    [
        "Validation: Testing client application reachability RequestId: 4b-5",
        "a+b/c==&d=e?f#g%41",
        "<script>alert('é ✓')</script>",
        "  spaces around  ",
        "line\nbreak",
        "a,b;c",
        "x" * 4000,
    ],
)
async def test_the_handshake_is_answered_with_the_decoded_token_as_plain_text(
    doorstep: Doorstep, token: str
) -> None:
    await doorstep.open("notifications")
    answer = await doorstep.post(b"", f"?validationToken={quote(token, safe='')}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content == token.encode()
    assert doorstep.sent(CHANGES) == []


async def test_the_handshake_needs_no_settings(
    doorstep: Doorstep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in settings_with("", tmp_path):
        monkeypatch.delenv(name, raising=False)
    install(None)
    await doorstep.open("notifications")
    assert (await doorstep.post(b"", "?validationToken=one%20two")).text == "one two"


async def test_a_genuine_delivery_makes_one_message_for_each_drive(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("notifications")
    answer = await doorstep.ring(entry("b!een"), entry("b!twee"), entry("b!een"))
    assert (answer.status_code, answer.content) == (202, b"")
    assert doorstep.sent(CHANGES) == [{"v": 1, "drive": "b!een"}, {"v": 1, "drive": "b!twee"}]


async def test_the_same_notification_five_times_among_forged_ones_rings_only_for_its_drive(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("notifications", "sweep")
    genuine = entry("b!een")
    forged = [
        entry("b!een", state="a guess"),
        entry("b!twee", state=genuine["clientState"]),
        entry("b!een", resource="/drives/b!twee/root"),
        {key: value for key, value in genuine.items() if key != "clientState"},
    ]
    for number in range(5):
        alone = forged[number % len(forged)]
        assert (await doorstep.ring(genuine, alone)).status_code == 202
        assert (await doorstep.ring(alone)).status_code == 202
    assert doorstep.sent(CHANGES) == [{"v": 1, "drive": "b!een"}] * 5

    await doorstep.host.run_function("sweep")
    assert installed.whole.house.counts() == {"refused_notifications": 10}
    await doorstep.host.run_function("sweep")
    assert installed.whole.house.counts() == {"refused_notifications": 10}


async def test_a_forged_notification_gets_the_same_answer_and_makes_no_work(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("notifications", "sweep")
    genuine = await doorstep.ring(entry("b!een"))
    forged = await doorstep.ring(entry("b!een", state="a guess"))
    assert (forged.status_code, forged.content) == (genuine.status_code, genuine.content)
    assert forged.headers.keys() == genuine.headers.keys()
    assert len(doorstep.sent(CHANGES)) == 1
    assert installed.rows("SELECT * FROM register") == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'"value"',
        b'{"value": null}',
        b'{"value": {"resource": "/drives/x/root"}}',
        b'{"value": [null, 1, "x", [], {}]}',
        b'{"value": [{"resource": "/drives/\\ud800/root", "clientState": "x"}]}',
        b'{"value": [{"resource": "/drives/x/root", "clientState": "\\udfff"}]}',
        b"[" * 100_000,
        b"1" * 100_000,
        json.dumps({"value": [entry("b!een")]}).encode().ljust(MOST_BYTES + 1),
    ],
    ids=lambda body: body[:30].decode("latin-1"),
)
async def test_whatever_is_sent_is_accepted_counted_and_makes_no_work(
    doorstep: Doorstep, installed: Installed, body: bytes
) -> None:
    await doorstep.open("notifications", "sweep")
    assert (await doorstep.post(body)).status_code == 202
    assert doorstep.sent(CHANGES) == []
    await doorstep.host.run_function("sweep")
    assert installed.whole.house.counts()["refused_notifications"] >= 1


async def test_half_a_letter_from_a_stranger_does_not_silence_who_is_genuine(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("notifications")
    answer = await doorstep.ring(entry("b!een", state="\ud800"), entry("b!een"))
    assert answer.status_code == 202
    assert doorstep.sent(CHANGES) == [{"v": 1, "drive": "b!een"}]


async def test_the_largest_body_that_is_read_rings(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("notifications")
    body = json.dumps({"value": [entry("b!een")]}).encode().ljust(MOST_BYTES)
    assert (await doorstep.post(body)).status_code == 202
    assert len(doorstep.sent(CHANGES)) == 1


async def test_a_genuine_ring_is_heard_while_the_store_cannot_be_reached(
    doorstep: Doorstep, storeless: None
) -> None:
    await doorstep.open("notifications", "sweep")
    assert (await doorstep.ring(entry("b!een"))).status_code == 202
    assert (await doorstep.ring(entry("b!een", state="a guess"))).status_code == 202
    mixed = await doorstep.ring(entry("b!twee", state="a guess"), entry("b!twee"))
    assert mixed.status_code == 202
    assert [message["drive"] for message in doorstep.sent(CHANGES)] == ["b!een", "b!twee"]
    with pytest.raises(Exception, match="unable to open"):  # so that it truly was unreachable
        await doorstep.host.run_function("sweep")


async def test_a_ring_is_heard_while_another_process_holds_the_store(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("notifications")
    with installed.whole.database.transaction():
        assert (await doorstep.ring(entry("b!een"))).status_code == 202
        assert (await doorstep.ring(entry("b!een", state="a guess"))).status_code == 202
    assert len(doorstep.sent(CHANGES)) == 1


async def test_the_doorbell_answers_to_nothing_but_post(
    doorstep: Doorstep,
) -> None:
    await doorstep.open("notifications")
    async with httpx.AsyncClient(trust_env=False) as client:
        for method in ("GET", "PUT", "DELETE"):
            answer = await client.request(method, doorstep.url + "?validationToken=x")
            assert answer.status_code == 404
