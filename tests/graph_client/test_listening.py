"""Delta, channels and subscriptions in the simulated tenant."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from filing.errors import Busy, NotFound
from graph_client.asking import nothing
from graph_client.delta import ChangedItem, ResyncNeeded, delta_page
from graph_client.places import channel_folder
from graph_client.session import GraphSession
from graph_client.subscriptions import renew, subscribe, unsubscribe
from records.moments import moment_of
from tests.conftest import RunningSimulator
from tests.graph_client.doorbell import Doorbell
from tests.graph_client.tenant import Tenant


async def whole_round(
    session: GraphSession, drive_id: str, cursor: str | None
) -> tuple[dict[str, ChangedItem], str]:
    found: dict[str, ChangedItem] = {}
    while True:
        page = await delta_page(session, drive_id, cursor)
        found |= {item.item_id: item for item in page.items}
        if page.delta_link:
            assert page.next_link is None
            return found, page.delta_link
        cursor = page.next_link


async def test_the_first_round_tells_everything_and_the_next_only_what_changed(
    tenant: Tenant, session: GraphSession
) -> None:
    drive_id = tenant.drive("Documenten")
    kept, gone = tenant.upload("map/blijft.txt"), tenant.upload("map/weg.txt")
    found, cursor = await whole_round(session, drive_id, None)
    assert found[kept.item_id].name == "blijft.txt"
    assert [item.is_root for item in found.values()].count(True) == 1
    folder = found[found[kept.item_id].parent_id or ""]
    assert (folder.name, folder.is_folder) == ("map", True)

    tenant.person("delete", path="map/weg.txt")
    new = tenant.upload("map/nieuw.txt")
    found, cursor = await whole_round(session, drive_id, cursor)
    assert found[gone.item_id].deleted
    assert found[gone.item_id].name is None
    assert found[new.item_id].name == "nieuw.txt"
    assert kept.item_id not in found

    found, _ = await whole_round(session, drive_id, cursor)
    assert all(item.is_folder for item in found.values())


async def test_many_changes_come_page_after_page(tenant: Tenant, session: GraphSession) -> None:
    made = {tenant.upload(f"veel/{n}.txt").item_id for n in range(10)}
    tenant.dial(page_size=3)
    found, _ = await whole_round(session, tenant.drive("Documenten"), None)
    assert made <= set(found)


async def test_a_cursor_that_is_too_old_asks_for_a_new_start(
    tenant: Tenant, session: GraphSession
) -> None:
    drive_id = tenant.drive("Documenten")
    _, cursor = await whole_round(session, drive_id, None)
    tenant.fault("resync", "delta")
    with pytest.raises(ResyncNeeded):
        await delta_page(session, drive_id, cursor)
    await whole_round(session, drive_id, None)


async def test_the_folder_of_a_channel_is_found_by_names(
    tenant: Tenant, session: GraphSession
) -> None:
    at = await channel_folder(session, "Subsidies", "Algemeen")
    assert at is not None
    assert at.drive_id == tenant.drive("Documenten")
    assert tenant.there(at)["name"] == "Algemeen"


@pytest.mark.parametrize(("team", "channel"), [("Elders", "Algemeen"), ("Subsidies", "Elders")])
async def test_a_team_or_channel_that_is_not_there_has_no_folder(
    session: GraphSession, team: str, channel: str
) -> None:
    assert await channel_folder(session, team, channel) is None


@pytest.mark.parametrize("code", ["NotFound", "ItemNotFound"])
async def test_the_folder_of_a_new_channel_is_still_being_made(
    tenant: Tenant, session: GraphSession, code: str
) -> None:
    tenant.fault("status", "*", status=404, code=code, path_contains="filesFolder")
    with pytest.raises(Busy):
        await channel_folder(session, "Subsidies", "Algemeen")


@pytest.fixture
def doorbell() -> Iterator[Doorbell]:
    bell = Doorbell()
    yield bell
    bell.close()


@pytest.fixture
def tomorrow(simulator: RunningSimulator) -> datetime:
    now = moment_of(simulator.own.get("/clock").json()["now"])
    return (now + timedelta(days=1)).replace(microsecond=0)


async def test_subscribing_twice_replaces_what_is_there(
    tenant: Tenant, session: GraphSession, doorbell: Doorbell, tomorrow: datetime
) -> None:
    drive_id = tenant.drive("Documenten")
    first = await subscribe(session, drive_id, doorbell.url, "state", tomorrow, before=nothing)
    assert first.expires_at == tomorrow
    later = tomorrow + timedelta(days=1)
    again = await subscribe(session, drive_id, doorbell.url, "another state", later, before=nothing)
    assert again.id != first.id
    assert again.expires_at == later
    assert [one["id"] for one in tenant.tree()["subscriptions"]] == [again.id]


async def test_a_subscription_is_renewed_and_ended(
    tenant: Tenant, session: GraphSession, doorbell: Doorbell, tomorrow: datetime
) -> None:
    made = await subscribe(
        session, tenant.drive("Documenten"), doorbell.url, "state", tomorrow, before=nothing
    )
    later = tomorrow + timedelta(days=2)
    assert (await renew(session, made.id, later, before=nothing)).expires_at == later
    await unsubscribe(session, made.id, before=nothing)
    await unsubscribe(session, made.id, before=nothing)
    assert not tenant.tree()["subscriptions"]
    with pytest.raises(NotFound):
        await renew(session, made.id, later, before=nothing)
