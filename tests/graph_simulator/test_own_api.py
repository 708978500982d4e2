"""The simulator's own API refuses what it cannot take with a sentence, and leaves all as it was."""

from typing import Any

import pytest

MANAGER = "Recordmanager"


def refusal(tenant: Any, path: str, body: Any) -> str:
    """The words of the 400 to that request."""
    answer = tenant.http.post(f"/_simulator/{path}", json=body)
    assert tenant.code(answer) == (400, "invalidRequest")
    told: str = answer.json()["error"]["message"]
    return told


@pytest.mark.parametrize(
    ("dials", "told"),
    [
        ({"page_size": 0}, "page_size is a whole number from 1"),
        ({"page_size": None}, "page_size"),
        ({"unlabelled_status": 999}, "200, 204 or 404"),
        ({"unlabelled_status": [204]}, "200, 204 or 404"),
        ({"copy_polls": True}, "copy_polls"),
        ({"pending_content_seconds": 10**12}, "to 1,000,000,000"),
        ({"minor_versions": 2}, "true or false"),
        ({"minor_versions": "ja"}, "true or false"),
        ({"onbekend": 1}, "a dial is one of anonymous_links"),
        ({"copy_polls": 3, "page_size": -1}, "page_size"),
    ],
)
def test_a_dial_takes_its_own_values_only(tenant: Any, dials: Any, told: str) -> None:
    before = tenant.own("GET", "dials")
    assert told in refusal(tenant, "dials", dials)
    assert tenant.own("GET", "dials") == before


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"advance_seconds": "x"}, "advance_seconds"),
        ({"advance_seconds": None}, "advance_seconds"),
        ({"advance_seconds": -60}, "set goes back"),
        ({"advance_seconds": 1e12}, "advance_seconds"),
        ({"set": "gisteren"}, "a date and time"),
        ({"set": "0001-01-01T00:00:00+14:00"}, "a date and time"),
        ({"set": "9999-12-31T00:00:00Z"}, "from 2000 to 2200"),
        ({}, "advance_seconds, set or real"),
    ],
)
def test_the_clock_goes_where_it_can_only(tenant: Any, asked: Any, told: str) -> None:
    before = tenant.own("GET", "clock")["now"]
    assert told in refusal(tenant, "clock", asked)
    assert before[:13] == tenant.own("GET", "clock")["now"][:13]


def test_the_clock_is_set_back(tenant: Any) -> None:
    assert tenant.own("POST", "clock", {"set": "2020-05-01T12:00:00Z"})["now"][:4] == "2020"


@pytest.mark.parametrize("permissions", ["Files.Read.All", [5], ["Rare.Perm"], {}, None])
@pytest.mark.parametrize("person", [{}, {"person": MANAGER}])
def test_the_permissions_of_a_token_are_names_that_are_asked_for(
    tenant: Any, permissions: Any, person: dict[str, str]
) -> None:
    told = refusal(tenant, "tokens", {"permissions": permissions, **person})
    assert "ermission" in told


@pytest.mark.parametrize("asked", [{"app": []}, {"app": {}}, {"person": 5}])
def test_the_app_and_the_person_of_a_token_are_names(tenant: Any, asked: Any) -> None:
    assert refusal(tenant, "tokens", asked).endswith("is text.")


def test_calls_are_counted_in_plain_figures(tenant: Any) -> None:
    assert tenant.http.get("/_simulator/calls?after=²").status_code == 400


def test_an_upload_without_bytes_says_so(tenant: Any) -> None:
    place = {"team": "Subsidies", "channel": "Algemeen", "path": "leeg.txt"}
    asked = {"person": MANAGER, "do": "upload", **place}
    assert "content_base64 is needed" in refusal(tenant, "people", asked)
    assert tenant.own("POST", "people", asked | {"content_base64": ""})["item_id"]


@pytest.mark.parametrize(
    ("do", "name", "value", "told"),
    [
        ("restrict", "only", "Jurist", "only is a list of texts."),
        ("restrict", "only", [{"name": "Jurist"}], "only is a list of texts."),
        ("share", "with", {"Jurist": True}, "with is a list of texts."),
        ("share", "role", ["read"], "role is text."),
        ("columns", "fields", ["Title"], "fields is an object."),
        ("columns", "fields", "Title", "fields is an object."),
        ("rename", "to", 5, "to is text."),
        ("rename", "path", ["stuk"], "path is text."),
        ("rename", "channel", {}, "channel is text."),
        ("rename", "person", 5, "person is text."),
        ("label", "label", True, "label is text."),
        ("post_message", "text", {"content": "x"}, "text is text."),
        ("content_type", "content_type", 1, "content_type is text."),
        ("link", "scope", [], "scope is text."),
        ("fill", "count", "many", "count is a whole number up to 1000000"),
        ("new_site", "parent", 5, "parent is text."),
        ("new_site", "title", [], "title is text."),
    ],
)
def test_what_people_are_asked_is_of_the_type_it_must_be(
    tenant: Any, do: str, name: str, value: Any, told: str
) -> None:
    tenant.upload("stuk.docx")
    place = {"team": "Subsidies", "channel": "Algemeen", "path": "stuk.docx"}
    before = tenant.own("GET", "tree")["items"]
    asked = {"person": MANAGER, "do": do, **place, name: value}
    assert refusal(tenant, "people", asked) == told
    assert tenant.own("GET", "tree")["items"] == before


def test_a_call_of_the_root_is_named_by_its_path(tenant: Any) -> None:
    answer = tenant.http.get("/")
    assert tenant.code(answer) == (501, "notImplemented")
    assert answer.json()["error"]["message"].endswith("GET /")
