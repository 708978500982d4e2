"""What goes over the wire and what comes back, against a server that answers what it is told."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from filing.errors import (
    Busy,
    Changed,
    NameTaken,
    NotFound,
    Refused,
    Rejected,
    Stopped,
    Throttled,
    Unreachable,
)
from graph_client.asking import nothing
from graph_client.delta import delta_page
from graph_client.drives import PATIENCE_WITH_A_COPY, GraphDrives
from graph_client.session import USER_AGENT, GraphSession
from graph_client.subscriptions import subscribe
from records.documents import Location
from tests.graph_client.conftest import Waits
from tests.graph_client.scripted_graph import ScriptedGraph, Told, error_told, json_told

AT = Location("b!drive", "01ITEM")
ITEM = {
    "id": "01ITEM",
    "name": "besluit.docx",
    "eTag": '"{A},1"',
    "parentReference": {"driveId": "b!drive", "id": "01PARENT", "path": "/drives/b!drive/root:"},
    "listItem": {"eTag": '"a,1"', "contentType": {"id": "0x01", "name": "Document"}, "fields": {}},
}


async def free() -> None:
    """Never stops anything."""


@pytest.fixture
def drives(scripted_session: GraphSession) -> GraphDrives:
    return GraphDrives(scripted_session, free)


async def test_every_request_carries_our_name_and_a_token_and_a_single_slash(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(json_told(ITEM))
    await drives.item(AT)
    (asked,) = scripted.asked
    assert asked.headers["user-agent"].startswith(USER_AGENT)
    assert asked.headers["authorization"] == "Bearer t"
    assert asked.path.startswith("/v1.0/drives/b%21drive/items/01ITEM?")


async def test_the_second_call_still_authenticates_with_the_same_token(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(json_told(ITEM), json_told(ITEM))
    await drives.item(AT)
    await drives.item(AT)
    assert [asked.headers["authorization"] for asked in scripted.asked] == ["Bearer t"] * 2
    assert scripted.tokens == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_copy_that_may_have_been_started_is_not_started_again(
    scripted: ScriptedGraph, drives: GraphDrives, status: int
) -> None:
    scripted.will_tell(error_told(status, "generalException"))
    with pytest.raises(Unreachable):
        await drives.start_copy(AT, "b!target", "01FOLDER")
    assert [asked.method for asked in scripted.asked] == ["POST"]


async def test_a_copy_whose_answer_was_lost_is_not_started_again(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(Told(hang_up=True))
    with pytest.raises(Unreachable):
        await drives.start_copy(AT, "b!target", "01FOLDER")
    assert len(scripted.asked) == 1


@pytest.mark.parametrize("status", [429, 503])
async def test_a_copy_that_was_turned_away_is_started_after_the_time_asked_for(
    scripted: ScriptedGraph, drives: GraphDrives, waits: Waits, status: int
) -> None:
    scripted.will_tell(
        error_told(status, "TooManyRequests", Retry_After="7"),
        Told(202, headers={"Location": f"{scripted.origin}/_monitor/1"}),
    )
    assert await drives.start_copy(AT, "b!target", "01FOLDER") == f"{scripted.origin}/_monitor/1"
    assert waits.seconds == [7.0]
    assert len(scripted.asked) == 2


async def test_no_name_is_sent_with_a_copy_for_that_would_lose_its_versions(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(Told(202, headers={"Location": f"{scripted.origin}/_monitor/1"}))
    await drives.start_copy(AT, "b!target", "01FOLDER")
    body = json.loads(scripted.asked[0].body)
    assert body["includeAllVersionHistory"] is True
    assert "name" not in body
    assert (body["parentReference"]["driveId"], body["parentReference"]["id"]) == (
        "b!target",
        "01FOLDER",
    )


async def test_monitors_of_copies_that_run_at_once_are_not_mixed_up(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    monitors = [f"{scripted.origin}/_monitor/{n}" for n in range(8)]
    scripted.will_tell(*(Told(202, headers={"Location": monitor}) for monitor in monitors))
    found = await asyncio.gather(*(drives.start_copy(AT, "b!target", "01F") for _ in monitors))
    assert sorted(found) == monitors


async def test_a_copy_that_is_accepted_without_a_monitor_is_not_taken_for_started(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(Told(202))
    with pytest.raises(Unreachable):
        await drives.start_copy(AT, "b!target", "01FOLDER")


@pytest.mark.parametrize("status", [200, 202, 303])
async def test_what_a_monitor_says_counts_and_not_its_status(
    scripted: ScriptedGraph, drives: GraphDrives, status: int
) -> None:
    elsewhere = {"Location": f"{scripted.origin}/v1.0/elsewhere"}
    scripted.will_tell(json_told({"status": "Completed", "resourceId": "01NEW"}, status, elsewhere))
    state = await drives.copy_state(f"{scripted.origin}/_monitor/1")
    assert (state.status, state.item_id) == ("completed", "01NEW")
    (asked,) = scripted.asked
    assert "authorization" not in asked.headers
    assert asked.headers["user-agent"] == USER_AGENT


@pytest.mark.parametrize("status", ["notStarted", "inProgress", "waiting"])
async def test_a_copy_that_is_neither_completed_nor_failed_runs(
    scripted: ScriptedGraph, drives: GraphDrives, status: str
) -> None:
    looks = len(PATIENCE_WITH_A_COPY) + 1
    for _ in range(looks):
        scripted.will_tell(json_told({"status": status, "percentageComplete": 10.5}, 202))
    assert (await drives.copy_state(f"{scripted.origin}/_monitor/1")).status == "running"
    assert len(scripted.asked) == looks


async def test_a_copy_that_ends_within_a_moment_is_waited_for(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(json_told({"status": "inProgress"}, 202))
    scripted.will_tell(json_told({"status": "completed", "resourceId": "01NEW"}))
    state = await drives.copy_state(f"{scripted.origin}/_monitor/1")
    assert (state.status, state.item_id) == ("completed", "01NEW")


async def test_a_failed_copy_tells_why(scripted: ScriptedGraph, drives: GraphDrives) -> None:
    scripted.will_tell(json_told({"status": "failed", "error": {"code": "nameAlreadyExists"}}))
    state = await drives.copy_state(f"{scripted.origin}/_monitor/1")
    assert (state.status, type(state.error)) == ("failed", NameTaken)


async def test_a_monitor_without_a_status_is_not_taken_for_running(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(json_told({}))
    with pytest.raises(Unreachable):
        await drives.copy_state(f"{scripted.origin}/_monitor/1")


async def test_a_monitor_that_has_gone_is_not_found(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(error_told(404, "itemNotFound"))
    with pytest.raises(NotFound):
        await drives.copy_state(f"{scripted.origin}/_monitor/1")


async def test_a_monitor_without_https_elsewhere_is_not_asked(drives: GraphDrives) -> None:
    with pytest.raises(Rejected):
        await drives.copy_state("http://example.org/_monitor/1")


async def test_content_is_fetched_from_its_own_address_without_our_token(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    address = f"{scripted.origin}/_content/secret"
    scripted.will_tell(Told(302, headers={"Location": address}), Told(200, b"\x00\x01inhoud"))
    assert await drives.content(AT) == b"\x00\x01inhoud"
    graph, elsewhere = scripted.asked
    assert "authorization" in graph.headers
    assert elsewhere.path == "/_content/secret"
    assert "authorization" not in elsewhere.headers


async def test_the_address_of_content_is_in_no_error_message(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(
        Told(302, headers={"Location": f"{scripted.origin}/_content/secret"}),
        error_told(403, "accessDenied"),
    )
    with pytest.raises(Refused) as told:
        await drives.content(AT)
    assert "secret" not in str(told.value)


async def test_content_that_comes_back_at_once_is_the_content(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(Told(200, b"%PDF", {"Content-Type": "application/pdf"}))
    assert await drives.content(AT) == b"%PDF"


async def test_half_a_file_is_fetched_again(
    scripted: ScriptedGraph, drives: GraphDrives, waits: Waits
) -> None:
    scripted.will_tell(
        Told(302, headers={"Location": f"{scripted.origin}/_content/1"}),
        Told(hang_up=True),
        Told(200, b"heel"),
    )
    assert await drives.content(AT) == b"heel"
    assert len(waits.seconds) == 1


async def test_column_values_come_back_as_the_text_they_are(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    fields = (
        b'{"@odata.etag":"\\"x,1\\"","Datum":"2024-05-01","Sleutel":'
        b'"6F9619FF-8B86-D011-B42D-00C04FC964FF","Categorie":"2.10","Besluit":"nee",'
        b'"Tijd":"2026-11-23T09:00:00.1234567Z","Bedrag":2.10,"Aantal":3,"Ja":true,"Leeg":null}'
    )
    body = json.dumps(ITEM).encode().replace(b'"fields": {}', b'"fields": ' + fields)
    scripted.will_tell(Told(200, body, {"Content-Type": "application/json"}))
    item = await drives.item(AT)
    assert item is not None
    assert dict(item.fields) == {
        "Datum": "2024-05-01",
        "Sleutel": "6F9619FF-8B86-D011-B42D-00C04FC964FF",
        "Categorie": "2.10",
        "Besluit": "nee",
        "Tijd": "2026-11-23T09:00:00.1234567Z",
        "Bedrag": "2.10",
        "Aantal": "3",
        "Ja": "true",
    }


async def test_columns_are_sent_as_the_text_they_are_and_guarded(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    wanted = {"A": "2024-05-01", "B": "6F9619FF-8B86-D011-B42D-00C04FC964FF", "C": "2.10"}
    wanted |= {"D": "nee", "E": ""}
    before = ITEM | {"listItem": {**ITEM["listItem"], "fields": {"E": "oud"}}}  # type: ignore[dict-item]
    scripted.will_tell(json_told(before), json_told({}), json_told(ITEM))
    await drives.set_columns(AT, wanted, None)
    patch = scripted.asked[1]
    assert (patch.method, patch.path) == (
        "PATCH",
        "/v1.0/drives/b%21drive/items/01ITEM/listItem/fields",
    )
    assert json.loads(patch.body) == wanted | {"E": None}
    assert patch.headers["if-match"] == '"a,1"'


async def test_a_page_that_is_no_json_says_nothing(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(Told(200, b"<html>wachtkamer</html>", {"Content-Type": "text/html"}))
    with pytest.raises(Unreachable):
        await drives.item(AT)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (Told(502, b"<html>", {"Content-Type": "text/html"}), Unreachable),
        (Told(500), Unreachable),
        (Told(404, b"<html>", {"Content-Type": "text/html"}), None),
        (Told(418), Rejected),
        (
            json_told(
                {
                    "error": {
                        "code": "notAllowed",
                        "message": "m",
                        "innerError": {"code": "a", "innererror": {"code": "resourceLocked"}},
                    }
                },
                403,
            ),
            Busy,
        ),
        (
            json_told(
                {"error": {"code": "x", "innererror": {"code": "ENTITYTAGDOESNOTMATCH"}}}, 400
            ),
            Changed,
        ),
        (error_told(409, "NameAlreadyExists"), NameTaken),
    ],
)
async def test_errors_of_any_shape_are_translated(
    scripted: ScriptedGraph, drives: GraphDrives, told: Told, kind: type[Exception] | None
) -> None:
    scripted.will_tell(told, told, told)
    if kind is None:
        assert await drives.item(AT) is None
    else:
        with pytest.raises(kind):
            await drives.item(AT)


async def test_a_wait_that_is_too_long_goes_back_to_whoever_asked(
    scripted: ScriptedGraph, drives: GraphDrives, waits: Waits
) -> None:
    scripted.will_tell(error_told(429, "TooManyRequests", Retry_After="120"))
    with pytest.raises(Throttled) as told:
        await drives.item(AT)
    assert told.value.retry_after == 120.0
    assert (len(scripted.asked), waits.seconds) == (1, [])


async def test_a_locked_item_is_not_asked_again_and_again(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(error_told(423, "resourceLocked"))
    with pytest.raises(Busy):
        await drives.place(AT, "01P", "n", "e")
    assert len(scripted.asked) == 1


async def test_a_move_of_ours_that_got_no_answer_is_recognised(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(Told(hang_up=True), error_told(412, "resourceModified"), json_told(ITEM))
    placed = await drives.place(AT, "01PARENT", "besluit.docx", '"{A},0"')
    assert placed.etag == '"{A},1"'


async def test_an_item_that_somebody_changed_is_not_placed(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    scripted.will_tell(error_told(412, "resourceModified"), json_told(ITEM))
    with pytest.raises(Changed):
        await drives.place(AT, "01PARENT", "besluit.docx", '"{A},0"')


@pytest.mark.parametrize(
    "told",
    [
        json_told({"name": "", "retentionSettings": None}),
        json_told({}),
        Told(204),
        error_told(404, "itemNotFound"),
    ],
)
async def test_an_item_without_a_label_has_none_however_graph_says_so(
    scripted: ScriptedGraph, drives: GraphDrives, told: Told
) -> None:
    scripted.will_tell(told)
    assert await drives.label(AT) is None


async def test_an_empty_page_with_a_next_one_is_no_end_of_a_list(
    scripted: ScriptedGraph, drives: GraphDrives
) -> None:
    following = f"{scripted.origin}/v1.0/drives/x/items/y/children?$skiptoken=abc%20d"
    scripted.will_tell(
        json_told({"value": [], "@odata.nextLink": following}), json_told({"value": [ITEM]})
    )
    assert [item.name for item in await drives.children("b!drive", "01P")] == ["besluit.docx"]
    assert scripted.asked[1].path == "/v1.0/drives/x/items/y/children?$skiptoken=abc%20d"


async def test_our_token_follows_no_link_out_of_graph(
    scripted: ScriptedGraph, scripted_session: GraphSession
) -> None:
    with pytest.raises(Rejected):
        await delta_page(scripted_session, "b!drive", "https://example.org/v1.0/delta?token=1")
    assert scripted.asked == []
    assert scripted.tokens == 0


@pytest.mark.parametrize("page", [{"value": []}, {"value": [], "@odata.nextLink": "itself"}])
async def test_a_delta_page_that_leads_nowhere_or_to_itself_is_no_page(
    scripted: ScriptedGraph, scripted_session: GraphSession, page: dict[str, object]
) -> None:
    cursor = f"{scripted.origin}/v1.0/drives/d/root/delta?token=1"
    scripted.will_tell(json_told({k: cursor if v == "itself" else v for k, v in page.items()}))
    with pytest.raises(Unreachable):
        await delta_page(scripted_session, "b!drive", cursor)


async def test_an_empty_delta_page_with_a_next_one_does_not_end_the_round(
    scripted: ScriptedGraph, scripted_session: GraphSession
) -> None:
    following = f"{scripted.origin}/v1.0/drives/d/root/delta(token='a%2Fb')?$select=id"
    over = f"{scripted.origin}/v1.0/drives/d/root/delta?token=end"
    scripted.will_tell(
        json_told({"value": [], "@odata.nextLink": following}),
        json_told({"value": [], "@odata.deltaLink": over}),
    )
    page = await delta_page(scripted_session, "d", None)
    assert (page.next_link, page.delta_link) == (following, None)
    page = await delta_page(scripted_session, "d", page.next_link)
    assert (page.next_link, page.delta_link) == (None, over)
    assert scripted.asked[0].path == "/v1.0/drives/d/items/root/delta()"
    assert scripted.asked[1].path == "/v1.0/drives/d/root/delta(token='a%2Fb')?$select=id"


async def test_a_notebook_is_told_like_a_file(
    scripted: ScriptedGraph, scripted_session: GraphSession
) -> None:
    over = f"{scripted.origin}/v1.0/drives/d/root/delta?token=end"
    parent = {"parentReference": {"id": "01P"}}
    told = [
        {"id": "01N", "name": "Notities", "package": {"type": "oneNote"}, **parent},
        {"id": "01F", "name": "besluit.docx", "file": {}, **parent},
    ]
    scripted.will_tell(json_told({"value": told, "@odata.deltaLink": over}))
    page = await delta_page(scripted_session, "d", None)
    assert [(item.item_id, item.is_folder) for item in page.items] == [
        ("01N", False),
        ("01F", False),
    ]


@pytest.mark.parametrize("ended", [Told(204), error_told(404, "ResourceNotFound")])
async def test_a_subscription_that_was_there_is_ended_and_made_anew(
    scripted: ScriptedGraph, scripted_session: GraphSession, ended: Told
) -> None:
    known = "11111111-2222-3333-4444-555555555555"
    message = f"Subscription Id {known} already exists for the requested combination"
    until = datetime(2026, 12, 1, tzinfo=UTC)
    scripted.will_tell(
        json_told({"error": {"code": "ObjectIdentifierInUse", "message": message}}, 409),
        ended,
        json_told({"id": "new", "expirationDateTime": "2026-12-01T00:00:00.0000000Z"}, 201),
    )
    made = await subscribe(
        scripted_session, "b!drive", "https://here/", "state", until, before=nothing
    )
    assert (made.id, made.expires_at) == ("new", until)
    create, end, again = scripted.asked
    assert (end.method, end.path) == ("DELETE", f"/v1.0/subscriptions/{known}")
    assert create.body == again.body
    asked = json.loads(create.body)
    assert (asked["changeType"], asked["resource"]) == ("updated", "/drives/b!drive/root")


async def test_the_stop_switch_is_read_before_every_attempt(
    scripted: ScriptedGraph, scripted_session: GraphSession
) -> None:
    allowed = 1

    async def before_effect() -> None:
        nonlocal allowed
        if not allowed:
            raise Stopped("the stop switch is on")
        allowed -= 1

    scripted.will_tell(Told(503))
    with pytest.raises(Stopped):
        await GraphDrives(scripted_session, before_effect).delete(AT, '"{A},1"')
    assert len(scripted.asked) == 1


async def test_a_token_endpoint_that_is_down_is_a_line_that_is_down(
    scripted: ScriptedGraph, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", "http://127.0.0.1:9/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "scripted")
    session = GraphSession(base_url=f"{scripted.origin}/v1.0", wait=waits)
    with pytest.raises(Unreachable):
        await GraphDrives(session, free).item(AT)
    await session.close()
    assert (scripted.asked, len(waits.seconds)) == ([], 2)


def test_each_event_loop_has_a_client_of_its_own(
    scripted: ScriptedGraph, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{scripted.origin}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "scripted")
    session = GraphSession(base_url=f"{scripted.origin}/v1.0", wait=waits)

    async def once() -> str:
        item = await GraphDrives(session, free).item(AT)
        await session.close()
        return item.name if item else ""

    scripted.will_tell(json_told(ITEM), json_told(ITEM))
    assert [asyncio.run(once()) for _ in range(2)] == ["besluit.docx"] * 2


def test_a_base_address_without_https_is_refused() -> None:
    with pytest.raises(ValueError, match="https"):
        GraphSession(base_url="http://graph.example.org/v1.0")
