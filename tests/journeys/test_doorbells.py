"""Notifications come twice, late, in any order, or from a stranger; the effect is one."""

import pytest

from graph_client.notifications import client_state, drive_resource
from tests.journeys.journey import KEY, Journey

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("storage", ["in-process", "azurite"], indirect=True),
]


async def test_one_notification_five_times_in_any_order_and_a_forged_one_have_one_effect(
    journey: Journey,
) -> None:
    await journey.fault("notifications_lost", "*", times=None)
    await journey.save("brief.txt")
    [drive] = await journey.whole.sources.drives()

    def entry(state: str, number: int) -> dict[str, object]:
        return {
            "subscriptionId": drive.subscription_id,
            "clientState": state,
            "changeType": "updated",
            "resource": drive_resource(drive.drive_id),
            "resourceData": None,
            "subscriptionExpirationDateTime": f"2026-12-0{9 - number}T00:00:00Z",
        }

    genuine = [entry(client_state(KEY, drive.drive_id), number) for number in range(5)]
    forged = entry("a guess", 0)
    for body in (genuine[4], genuine[1], forged, genuine[3], genuine[0], genuine[2]):
        assert (await journey.ring({"value": [body]})).status_code == 202
    await journey.settle()
    await journey.host.run_function("sweep")

    assert (await journey.only_line()).outcome == "filed"
    assert len(journey.whole.overviews.filings()) == 1
    assert journey.whole.house.counts() == {"refused_notifications": 1}


async def test_a_lost_notification_is_made_good_by_the_safety_delta(journey: Journey) -> None:
    await journey.fault("notifications_lost", "*", times=None)
    await journey.save("brief.txt")
    await journey.settle()
    assert (await journey.account()).unaccounted == 1

    await journey.host.run_function("safety_delta")
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"


async def test_a_drive_that_asks_to_be_read_again_makes_nothing_twice(journey: Journey) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    await journey.fault("resync", "delta")
    await journey.host.run_function("safety_delta")
    await journey.settle()

    assert (await journey.only_line()).outcome == "filed"
    assert len(journey.whole.overviews.filings()) == 1


async def test_what_people_removed_before_a_drive_was_read_again_is_written_down(
    journey: Journey,
) -> None:
    await journey.save("brief.txt", "Een brief die nergens bij hoort.")
    await journey.save("nog een.txt", "Nog een brief die nergens bij hoort.")
    await journey.settle()
    await journey.fault("resync", "delta")
    await journey.person("delete", "brief.txt")
    await journey.settle()
    await journey.host.run_function("sweep")
    await journey.settle()

    states = {each["name"]: each["state"] for each in journey.whole.overviews.documents()}
    assert states == {"brief.txt": "gone", "nog een.txt": "left"}


async def test_a_subscription_is_renewed_before_it_ends(journey: Journey) -> None:
    [before] = await journey.whole.sources.drives()
    journey.clock.advance(days=5)
    await journey.own("POST", "/clock", {"advance_seconds": 5 * 86_400})
    await journey.host.run_function("tend")
    [after] = await journey.whole.sources.drives()

    assert before.subscription_id == after.subscription_id
    assert before.subscription_expires_at is not None
    assert after.subscription_expires_at is not None
    assert after.subscription_expires_at > before.subscription_expires_at


async def test_a_folder_that_is_moved_into_the_source_brings_its_documents(
    journey: Journey,
) -> None:
    tenant = await journey.own("GET", "/tenant")
    drive = tenant["drives"]["/sites/subsidies/Documenten"]
    body = {"person": "Medewerker Subsidies", "drive": drive["id"]}
    await journey.own("POST", "/people", {**body, "do": "folder", "path": "/Elders"})
    text = "QWFudnJhYWcgb20gc3Vic2lkaWUgU1VCLTIwMjYtMDAwNw=="
    await journey.own(
        "POST",
        "/people",
        {**body, "do": "upload", "path": "/Elders/brief.txt", "content_base64": text},
    )
    await journey.settle()
    assert (await journey.account()).unaccounted == 1  # it lies in no source

    await journey.own(
        "POST", "/people", {**body, "do": "move", "path": "/Elders", "to": "/Algemeen"}
    )
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"
