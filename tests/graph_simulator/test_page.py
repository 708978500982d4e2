"""The page that shows the tenant to a person."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest


class _Page(HTMLParser):
    """The texts of the page's cells, its links, and what it would fetch from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag != "meta":
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.cells.append("")
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag in {"script", "img", "link", "iframe"}:
            self.fetched.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.cells[-1] += data


def _page(tenant: Any, path: str = "/_simulator/") -> _Page:
    answer = tenant.http.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = _Page(answer.text)
    assert page.open == []
    assert page.fetched == []
    return page


def test_the_page_shows_every_drive_and_leads_to_what_is_in_it(tenant: Any) -> None:
    item = tenant.put()
    tenant.graph("PATCH", f"{item}/retentionLabel", json={"name": "Archiefstuk vergrendeld"})
    overview = _page(tenant)
    assert set(overview.links) == {
        f"/_simulator/drives/{one['id']}".replace("!", "%21")
        for one in tenant.own("GET", "tree")["drives"]
    }
    drive = _page(tenant, f"/_simulator/drives/{tenant.drive()['id']}")
    place = drive.cells.index("/stuk.docx")
    assert drive.cells[place + 1 : place + 3] == ["1", "Archiefstuk vergrendeld (locked)"]


def test_the_page_shows_the_host_s_own_site_which_has_no_drive(tenant: Any) -> None:
    cells = _page(tenant).cells
    place = cells.index(tenant.get("/sites/root")["displayName"])
    assert cells[place + 1 : place + 4] == ["none", "0", "0"]


def test_the_page_shows_subscriptions_and_the_last_calls_with_their_units(
    tenant: Any, receiver: Any
) -> None:
    resource = f"drives/{tenant.drive()['id']}/root"
    asked = {
        "changeType": "updated",
        "notificationUrl": receiver.url,
        "resource": resource,
        "expirationDateTime": "2026-03-03T09:00:00Z",
    }
    tenant.own("POST", "clock", {"set": "2026-03-02T09:00:00Z"})
    assert tenant.graph("POST", "/subscriptions", json=asked).status_code == 201
    tenant.get(f"/drives/{tenant.drive()['id']}/root/permissions")
    cells = _page(tenant).cells
    assert resource in cells
    place = cells.index("permission.list")
    assert cells[place + 3 : place + 5] == ["200", "5"]


def test_what_people_named_is_never_taken_for_html(tenant: Any) -> None:
    tenant.person("folder", "a & b; c = 'd'")
    drive = tenant.channel["drive_id"]
    text = tenant.http.get(f"/_simulator/drives/{drive}").text
    assert "a &amp; b; c = &#x27;d&#x27;" in text
    assert "/Algemeen/a & b; c = 'd'/" in _page(tenant, f"/_simulator/drives/{drive}").cells


def test_a_long_drive_is_shown_in_parts(tenant: Any) -> None:
    tenant.person("fill", "Vol", count=501)
    drive = f"/_simulator/drives/{tenant.channel['drive_id']}"
    first = _page(tenant, drive)
    assert first.links[-1] == "?from=500"
    assert "?from=1000" not in _page(tenant, f"{drive}?from=500").links


@pytest.mark.parametrize("path", ["/_simulator/", "/_simulator/drives/{drive}"])
def test_each_table_says_what_it_is_and_which_cells_are_headers(tenant: Any, path: str) -> None:
    tenant.put()
    text = tenant.http.get(path.format(drive=tenant.drive()["id"])).text
    assert text.count("<table>") == text.count("<caption>") > 0
    assert len(re.findall("<th[ >]", text)) == len(re.findall("<th scope=", text))
    assert '<html lang="en">' in text


def test_a_drive_that_is_not_there_is_not_found(tenant: Any) -> None:
    assert tenant.http.get("/_simulator/drives/geen").status_code == 404


def test_the_page_shows_faults_turned_dials_and_who_holds_a_file(tenant: Any) -> None:
    tenant.fault("status", "drive_item.copy", status=503, times=7)
    tenant.own("POST", "dials", {"page_size": 17})
    tenant.upload("open.docx")
    tenant.person("open_in_desktop", "open.docx")
    cells = _page(tenant).cells
    at = cells.index("drive_item.copy")
    assert cells[at - 1 : at + 3] == ["status", "drive_item.copy", "7", "0"]
    assert cells[cells.index("page_size") + 1] == "17"
    assert "copy_polls" not in cells
    drive = _page(tenant, f"/_simulator/drives/{tenant.channel['drive_id']}")
    assert any("open in Office with Medewerker Subsidies" in one for one in drive.cells)


def test_the_page_names_the_drive_of_a_call_and_asks_for_no_icon(tenant: Any) -> None:
    tenant.put("besluit.docx")
    assert tenant.http.get("/favicon.ico").status_code == 204
    (call,) = [one for one in _page(tenant).cells if one.startswith("PUT ")]
    assert "/drives/{Archief: Subsidiedossiers}/" in call
    assert len(tenant.own("GET", "calls")["calls"]) == 1
