"""What stands in the way of a filing ends in an outcome of its own; the source is never harmed."""

import base64

import pytest

from demo.documents import documents
from filing import verifying
from records.file_plan import Mode
from tests.journeys.journey import APPLICATION, SOURCE, Journey
from tests.journeys.test_people_after_a_crash import gone_on

pytestmark = pytest.mark.journey


async def assert_untouched(journey: Journey) -> None:
    [item] = await journey.items()
    assert (item["path"], item["created_by"]["kind"]) == ("/Algemeen/brief.txt", "person")


@pytest.mark.parametrize(
    ("kind", "code"),
    [("target_bytes", "verification_failed"), ("copy_loses_versions", "fewer_versions")],
)
async def test_a_copy_that_is_not_equal_goes_to_a_person(
    journey: Journey, kind: str, code: str
) -> None:
    await journey.own("POST", "/clock", {"real": True})
    await journey.fault(kind, "drive_item.copy", times=None)
    await journey.fault("hold_before", "drive_item.copy")
    await journey.save("brief.txt")
    await journey.save("brief.txt", f"{APPLICATION} tweede versie")
    await journey.own("DELETE", f"/faults/{(await held(journey))}")
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", code)
    await assert_untouched(journey)


async def held(journey: Journey) -> str:
    faults = (await journey.own("GET", "/faults"))["faults"]
    return next(str(one["id"]) for one in faults if one["kind"] == "hold_before")


async def test_a_verdict_that_halted_is_not_tried_again_by_a_mere_doorbell(
    journey: Journey,
) -> None:
    await journey.fault("target_bytes", "drive_item.copy", times=None)
    await journey.save("brief.txt")
    await journey.settle()
    await journey.host.run_function("safety_delta")
    await journey.settle()

    kinds = [line["entry"]["kind"] for line in journey.whole.register.export()]
    assert kinds.count("planned") == 1


@pytest.mark.parametrize(
    "operation", ["list_item.patch", "fields.patch", "drive_item.patch", "drive_item.delete"]
)
async def test_what_graph_refuses_as_changed_though_nobody_changed_it_is_filed_with_one_copy(
    journey: Journey, operation: str
) -> None:
    await journey.fault("status", operation, times=3, status=412)
    await journey.save("brief.txt")
    await journey.settle()
    await gone_on(journey)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "filed")
    calls = (await journey.own("GET", "/calls"))["calls"]
    asked = [call["operation"] for call in calls]
    assert asked.count("drive_item.copy") == 1
    assert [call["operation"] for call in calls if call["status"] == 412] == [operation] * 3


async def test_a_copy_that_is_taken_back_goes_also_where_graph_says_at_first_that_it_was_changed(
    journey: Journey,
) -> None:
    await journey.fault("status", "retention_label.patch", times=None, status=503)
    await journey.save("brief.txt")
    await journey.settle()
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await journey.fault("status", "drive_item.delete", times=2, status=412)
    await gone_on(journey)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("proposed", "observing")
    await assert_untouched(journey)
    assert not any("/_binnen/" in i["path"] for i in await journey.items(kind="folder"))


async def test_an_office_file_that_sharepoint_rewrote_is_filed_by_its_parts(
    journey: Journey,
) -> None:
    letter = next(d for d in documents() if d.path.startswith("Aanvraag"))
    await journey.fault("rewrite_office", "drive_item.copy")
    await journey.save("brief.docx", letter.content)
    await journey.settle()

    assert (await journey.only_line()).outcome == "filed"
    facts = [
        line["beside"]["evidence"]
        for line in journey.whole.register.export()
        if line["entry"]["outcome"] == "verify"
    ]
    assert [one["content_criterion"] for one in facts] == ["office_parts"]


async def test_what_only_its_bytes_could_tell_is_not_fetched_where_it_is_too_large(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_COMPARED", len(APPLICATION) - 1)
    await journey.fault("not_hashed", "*", times=None)
    await journey.save("brief.txt")
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "too_large_to_compare")
    await assert_untouched(journey)


@pytest.mark.parametrize(
    ("operation", "status", "error", "code"),
    [
        ("drive_item.copy", 507, "quotaLimitReached", "target_full"),
        ("fields.patch", 403, "accessDenied", "permission_refused"),
        ("drive_item.patch", 400, "pathIsTooLong", "path_too_long"),
        ("retention_label.patch", 400, "invalidRequest", "label_unknown"),
    ],
)
async def test_what_graph_refuses_goes_to_a_person_in_words_of_its_own_and_can_be_put_right(
    journey: Journey, operation: str, status: int, error: str, code: str
) -> None:
    await journey.fault("status", operation, times=None, status=status, code=error)
    await journey.save("brief.txt")
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", code)
    await assert_untouched(journey)

    await journey.own("DELETE", "/faults")  # an administrator put it right
    for mode in (Mode.PROPOSE, Mode.ACT):
        journey.whole.house.set_mode(SOURCE, mode, "person:test")
        await journey.host.run_function("sweep")
        await journey.settle()
    assert (await journey.only_line()).outcome == "filed"


async def test_where_the_app_may_not_touch_labels_no_copy_is_left_in_the_dossier(
    journey: Journey,
) -> None:
    refused = {"status": 403, "code": "accessDenied"}
    for operation in ("retention_label.patch", "retention_label.delete"):
        await journey.fault("status", operation, times=None, **refused)
    await journey.save("brief.txt")
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "label_refused")
    await assert_untouched(journey)


@pytest.mark.parametrize(
    ("kind", "status"),
    [  # a throttled request (429) was never applied
        ("status", 429),
        *((kind, status) for kind in ("status", "status_after") for status in (500, 503, 504)),
    ],
)
@pytest.mark.parametrize("operation", ["drive_item.copy", "fields.patch", "drive_item.delete"])
async def test_a_passing_failure_is_got_over(
    journey: Journey, kind: str, status: int, operation: str
) -> None:
    await journey.fault(kind, operation, status=status, code="serviceNotAvailable")
    await journey.save("brief.txt")
    await journey.settle()
    for _ in range(3):
        journey.clock.advance(minutes=1)
        await journey.host.run_function("sweep")
        await journey.settle()

    assert (await journey.only_line()).outcome == "filed"


async def test_a_document_that_is_edited_while_it_is_copied_is_looked_at_again(
    journey: Journey,
) -> None:
    fault = await journey.fault("hold_after", "drive_item.copy")
    await journey.save("brief.txt")
    assert await journey.held(fault)
    edited = base64.b64encode(f"{APPLICATION} aangevuld".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=edited)
    await journey.own("POST", f"/faults/{fault}/release", {})
    await journey.settle()

    assert (await journey.only_line()).outcome == "filed"
    [item] = [i for i in await journey.items() if i["path"].startswith("/SUB-2026-0147/")]
    assert [v["cause"] for v in item["versions"]].count("content") == 2


async def test_a_source_that_changes_at_the_last_moment_is_kept(journey: Journey) -> None:
    fault = await journey.fault("hold_before", "drive_item.delete")
    await journey.save("brief.txt")
    assert await journey.held(fault)
    edited = base64.b64encode(f"{APPLICATION} op de valreep".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=edited)
    await journey.own("POST", f"/faults/{fault}/release", {})
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "source_changed")
    assert {i["path"] for i in await journey.items()} == {
        "/Algemeen/brief.txt",
        "/SUB-2026-0147/brief.txt",
    }


async def test_a_checked_out_document_is_left_until_it_is_checked_in(journey: Journey) -> None:
    fault = await journey.fault("hold_before", "drive_item.get", path_contains="/items/")
    await journey.save("brief.txt")
    await journey.person("check_out", "brief.txt")
    await journey.own("POST", f"/faults/{fault}/release", {})
    await journey.settle()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "checked_out")

    await journey.person("check_in", "brief.txt")
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"


async def test_a_document_that_somebody_has_open_waits_until_it_is_closed(
    journey: Journey,
) -> None:
    fault = await journey.fault("hold_before", "drive_item.get", path_contains="/items/")
    await journey.save("brief.txt")
    await journey.person("open_in_desktop", "brief.txt")
    await journey.own("POST", f"/faults/{fault}/release", {})
    await journey.settle()
    [waits] = journey.whole.overviews.waiting()
    assert (waits["state"], waits["reason"]["code"]) == ("carrying_out", "locked")

    await journey.person("close", "brief.txt")
    journey.clock.advance(minutes=1)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"


async def test_a_name_with_every_character_that_sharepoint_allows_stays_as_it_is(
    journey: Journey,
) -> None:
    name = "~ 50% #1 & 'twee' (a+b) [c] {d} !@$^_-,;=`é€.v2.txt"
    text = base64.b64encode(APPLICATION.encode()).decode()
    await journey.person("upload", name, content_base64=text)
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"
    assert {i["path"] for i in await journey.items()} == {
        f"/Algemeen/{name}.url",
        f"/SUB-2026-0147/{name}",
    }


async def test_a_pointer_whose_path_would_be_too_long_is_not_begun_until_the_name_is_shorter(
    journey: Journey,
) -> None:
    folder, name = "m" * 200, f"{'n' * 160}.txt"
    await journey.person("folder", folder)
    await journey.save(f"{folder}/{name}")
    await journey.settle()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "path_too_long")
    assert "planned" not in journey.kinds()

    await journey.person("rename", f"{folder}/{name}", to="brief.txt")
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"


async def test_a_notebook_is_left_alone_with_a_reason(journey: Journey) -> None:
    await journey.person("notebook", "Notities SUB-2026-0147")
    await journey.settle()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "package")
