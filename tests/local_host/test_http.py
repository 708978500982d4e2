import azure.functions as func
import pytest

from local_host.bindings import UnknownBindingError
from tests.local_host.hosting import ClientOf, HostOf, new_blueprint


def notifications() -> func.Blueprint:
    """Make a blueprint with an HTTP function of each kind."""
    blueprint = new_blueprint()

    @blueprint.route(route="notifications", methods=["POST"])
    async def notify(req: func.HttpRequest) -> func.HttpResponse:
        if token := req.params.get("validationToken"):
            return func.HttpResponse(token, mimetype="text/plain")
        return func.HttpResponse(status_code=202)

    @blueprint.route(route="drives/{drive}/items/{number:int}/{*rest}", methods=["PUT"])
    def show(req: func.HttpRequest) -> func.HttpResponse:
        said = [
            req.route_params["drive"],
            req.route_params["number"],
            req.route_params.get("rest", "-"),
            req.params.get("q", "-"),
            req.headers["X-Said"],
            req.get_json()["name"],
        ]
        return func.HttpResponse("|".join(said), status_code=201, headers={"X-Answer": "yes"})

    @blueprint.route(route="drives/{drive}")
    def any_drive(req: func.HttpRequest) -> str:
        return f"drive {req.route_params['drive']}"

    @blueprint.route(route="drives/all")
    def all_drives(req: func.HttpRequest) -> str:
        return "all drives"

    @blueprint.route(route="nothing")
    def nothing(req: func.HttpRequest) -> None:
        return None

    @blueprint.route(route="broken")
    def broken(req: func.HttpRequest) -> func.HttpResponse:
        raise ValueError("no such thing")

    @blueprint.route(route="guarded", auth_level=func.AuthLevel.FUNCTION)
    def guarded(req: func.HttpRequest) -> str:
        return "come in"

    return blueprint


async def test_the_handshake_is_answered_with_its_own_text(
    host_of: HostOf, client_of: ClientOf
) -> None:
    client = client_of(await host_of(notifications()))
    answer = await client.post("/api/notifications", params={"validationToken": "a b:ë+c"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == "a b:ë+c"


async def test_a_function_sees_the_whole_request_and_its_whole_answer_is_given(
    host_of: HostOf, client_of: ClientOf
) -> None:
    client = client_of(await host_of(notifications()))
    answer = await client.put(
        "/api/drives/b%21x/items/12/sub/one.docx?q=1&q=2",
        headers={"x-said": "hello"},
        json={"name": "brief"},
    )
    assert answer.status_code == 201
    assert answer.headers["x-answer"] == "yes"
    assert answer.text == "b!x|12|sub/one.docx|1,2|hello|brief"


async def test_a_catch_all_may_be_empty_and_letter_case_does_not_matter(
    host_of: HostOf, client_of: ClientOf
) -> None:
    client = client_of(await host_of(notifications()))
    answer = await client.put("/API/Drives/D/items/1", headers={"x-said": "x"}, json={"name": "n"})
    assert answer.text == "D|1|-|-|x|n"


async def test_a_written_out_route_wins_from_a_parameter(
    host_of: HostOf, client_of: ClientOf
) -> None:
    client = client_of(await host_of(notifications()))
    assert (await client.get("/api/drives/all")).text == "all drives"
    assert (await client.get("/api/drives/one")).text == "drive one"


async def test_an_unknown_path_or_method_is_not_found(host_of: HostOf, client_of: ClientOf) -> None:
    client = client_of(await host_of(notifications()))
    assert (await client.get("/api/nowhere")).status_code == 404
    assert (await client.get("/api/notifications")).status_code == 404
    assert (await client.put("/api/drives/d/items/x")).status_code == 404
    assert (await client.post("/notifications")).status_code == 404


async def test_a_function_without_an_answer_says_no_content(
    host_of: HostOf, client_of: ClientOf
) -> None:
    client = client_of(await host_of(notifications()))
    assert (await client.get("/api/nothing")).status_code == 204


async def test_a_function_that_fails_answers_500_and_is_named_in_the_log(
    host_of: HostOf, client_of: ClientOf, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(await host_of(notifications()))
    answer = await client.get("/api/broken")
    assert (answer.status_code, answer.text) == (500, "")
    assert "Function broken failed" in caplog.text


async def test_the_prefix_of_host_json_is_honoured(host_of: HostOf, client_of: ClientOf) -> None:
    client = client_of(await host_of(notifications(), prefix=""))
    assert (await client.post("/notifications")).status_code == 202
    assert (await client.post("/api/notifications")).status_code == 404


async def test_a_key_opens_what_is_guarded_and_is_asked_nowhere_else(
    host_of: HostOf, client_of: ClientOf
) -> None:
    client = client_of(await host_of(notifications(), key="sésame"))
    assert (await client.post("/api/notifications")).status_code == 202
    assert (await client.get("/api/guarded")).status_code == 401
    assert (await client.get("/api/guarded", params={"code": "wrong"})).status_code == 401
    assert (await client.get("/api/guarded", params={"code": "sésame"})).text == "come in"
    assert (await client.get("/admin/host/status")).status_code == 401


async def test_without_a_key_nothing_asks_for_one(host_of: HostOf, client_of: ClientOf) -> None:
    client = client_of(await host_of(notifications()))
    assert (await client.get("/api/guarded")).text == "come in"
    assert (await client.get("/admin/host/status")).status_code == 200


async def test_a_route_that_cannot_be_read_is_refused(host_of: HostOf) -> None:
    blueprint = new_blueprint()

    @blueprint.route(route="items/{number:range(1,3)}")
    def odd(req: func.HttpRequest) -> str:
        raise NotImplementedError

    with pytest.raises(UnknownBindingError, match="odd"):
        await host_of(blueprint)
