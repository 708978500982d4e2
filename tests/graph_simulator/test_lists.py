"""Lists of a site: made, with columns of each kind, items, filters, content types and delta."""

import json
from typing import Any

import pytest

from tests.graph_simulator.conftest import Simulated
from tests.graph_simulator.schemas import EXAMPLES, hold

INT_LIST = "Collection(Edm.Int32)"
PREFER = {"Prefer": "HonorNonIndexedQueriesWarningMayFailRandomly"}


class Books:
    """A plain list in the archive's site."""

    def __init__(self, tenant: Simulated, **more: Any) -> None:
        self.tenant = tenant
        self.site: str = tenant.drive()["site_id"]
        columns = [
            {"name": "Author", "text": {}},
            {"name": "PageCount", "number": {}, "indexed": True},
        ]
        body = {"displayName": "Books", "columns": columns, "list": {"template": "genericList"}}
        answer = tenant.graph("POST", f"/sites/{self.site}/lists", json=body | more)
        assert answer.status_code == 201, answer.text
        self.made: dict[str, Any] = answer.json()
        self.at = f"/sites/{self.site}/lists/{self.made['id']}"

    def column(self, **described: Any) -> Any:
        return self.tenant.graph("POST", f"{self.at}/columns", json=described)

    def add(self, **fields: Any) -> Any:
        return self.tenant.graph("POST", f"{self.at}/items", json={"fields": fields})

    def item(self, **fields: Any) -> str:
        answer = self.add(**fields)
        assert answer.status_code == 201, answer.text
        return f"{self.at}/items/{answer.json()['id']}"

    def fields(self, item: str, wanted: str = "") -> Any:
        expand = f"fields(select={wanted})" if wanted else "fields"
        return self.tenant.get(f"{item}?expand={expand}")["fields"]

    def titles(self, query: str, **headers: str) -> list[str]:
        answer = self.tenant.graph("GET", f"{self.at}/items?expand=fields&{query}", headers=headers)
        assert answer.status_code == 200, answer.text
        return [one["fields"]["Title"] for one in answer.json()["value"]]


@pytest.fixture
def books(tenant: Simulated) -> Books:
    return Books(tenant)


def refused(answer: Any) -> bool:
    return (answer.status_code, answer.json()["error"]["code"]) == (400, "invalidRequest")


# ------------------------------------------------------------------------------------------ lists


def test_a_list_that_is_made_is_a_list_of_its_site_and_no_drive(
    tenant: Simulated, books: Books
) -> None:
    listed = {one["displayName"]: one for one in tenant.get(f"/sites/{books.site}/lists")["value"]}
    assert set(listed) >= {"Books", "Subsidiedossiers"}
    assert listed["Books"]["list"]["template"] == "genericList"
    assert listed["Books"]["createdBy"]["application"]["displayName"] == "Dossierstroom"
    assert listed["Subsidiedossiers"]["list"]["template"] == "documentLibrary"
    drives = tenant.get(f"/sites/{books.site}/drives")["value"]
    assert "Books" not in {one["name"] for one in drives}
    assert tenant.get(f"/sites/{books.site}/lists/Books")["id"] == books.made["id"]
    assert tenant.code(tenant.graph("GET", f"{books.at}/drive")) == (404, "itemNotFound")
    tree = tenant.own("GET", "tree")
    assert [one["name"] for one in tree["lists"]] == ["Books"]
    assert "Books" not in {one["name"] for one in tree["drives"]}


def test_a_library_that_is_made_takes_files(tenant: Simulated) -> None:
    library = Books(tenant, displayName="Nieuw", list={"template": "documentLibrary"})
    drive = tenant.get(f"{library.at}/drive")
    put = tenant.graph("PUT", f"/drives/{drive['id']}/root:/a.txt:/content", content=b"a")
    assert put.status_code == 201
    fields = f"/drives/{drive['id']}/items/{put.json()['id']}/listItem/fields"
    assert tenant.graph("PATCH", fields, json={"PageCount": 12}).json()["PageCount"] == 12
    assert refused(library.add(Title="geen stuk"))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"displayName": "Subsidiedossiers"}, 409),
        ({"displayName": "x", "list": {"template": "events"}}, 501),
        ({"displayName": "x", "columns": [{"name": "y"}]}, 400),
    ],
)
def test_a_list_that_cannot_be_made_leaves_nothing(
    tenant: Simulated, body: Any, status: int
) -> None:
    at = f"/sites/{tenant.drive()['site_id']}/lists"
    before = tenant.get(at)["value"]
    assert tenant.graph("POST", at, json=body).status_code == status
    assert tenant.get(at)["value"] == before


# ---------------------------------------------------------------------------------------- columns


KINDS: dict[str, dict[str, Any]] = {
    "text": {"maxLength": 10},
    "choice": {"choices": ["rood", "blauw"]},
    "dateTime": {"format": "dateOnly"},
    "boolean": {},
    "number": {"minimum": 1, "maximum": 5},
    "currency": {},
    "personOrGroup": {"chooseFromType": "peopleOnly"},
    "term": {"termSet": {"id": "Documentsoorten"}},
    "hyperlinkOrPicture": {"isPicture": True},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_of_each_kind_is_made_and_shown(books: Books, kind: str) -> None:
    made = books.column(name="Nieuw", displayName="Iets nieuws", **{kind: KINDS[kind]})
    assert made.status_code == 201, made.text
    shown = books.tenant.get(f"{books.at}/columns/{made.json()['id']}")
    asked = {name: value for name, value in KINDS[kind].items() if name != "termSet"}
    assert asked.items() <= shown[kind].items()
    assert (shown["name"], shown["displayName"]) == ("Nieuw", "Iets nieuws")
    assert {one for one in KINDS if one in shown} == {kind}
    whole = books.tenant.get(f"{books.at}/columns?$select=displayName,hidden")["value"]
    notes = [one for one in whole if one["hidden"]]
    assert [one["displayName"] for one in notes] == (["Nieuw_0"] if kind == "term" else [])


TAKEN: list[tuple[str, Any, list[Any], list[Any]]] = [
    ("text", KINDS["text"], ["kort"], ["veel te lange tekst", 5, True, ["a"]]),
    ("text", {"allowMultipleLines": True}, ["lang" * 200], [5]),
    ("choice", KINDS["choice"], ["rood"], ["groen", 1, ["rood"]]),
    ("choice", {"choices": ["a"], "allowTextEntry": True}, ["anders"], [1]),
    ("dateTime", {}, ["2026-10-01T00:00:00Z"], ["gisteren", 5]),
    ("boolean", {}, [True, False], ["ja", 1]),
    ("number", KINDS["number"], [1, 4.5], [0, 6, "3", True]),
    ("currency", {}, [12.5], ["12,50"]),
    ("hyperlinkOrPicture", {}, [], ["https://voorbeeld.example"]),
    ("term", KINDS["term"], [], ["Brief", {"Label": "Brief"}]),
]


@pytest.mark.parametrize(("kind", "facet", "good", "bad"), TAKEN)
def test_a_column_takes_values_of_its_kind_only(
    books: Books, kind: str, facet: Any, good: list[Any], bad: list[Any]
) -> None:
    assert books.column(name="Nieuw", **{kind: facet}).status_code == 201
    for value in good:
        item = books.item(Title="x", Nieuw=value)
        assert books.fields(item)["Nieuw"] == value
    count = len(books.tenant.get(f"{books.at}/items")["value"])
    item = books.item(Title="onaangeroerd")
    for value in bad:
        assert refused(books.add(Title="x", Nieuw=value)), value
        body = {"Title": "anders", "Nieuw": value}
        assert refused(books.tenant.graph("PATCH", f"{item}/fields", json=body)), value
    assert books.fields(item)["Title"] == "onaangeroerd"
    assert len(books.tenant.get(f"{books.at}/items")["value"]) == count + 1


@pytest.mark.parametrize(
    ("described", "status"),
    [
        ({"name": "A"}, 400),
        ({"name": "A", "text": {}, "number": {}}, 400),
        ({"name": "A", "calculated": {"formula": "=1"}}, 501),
        ({"name": "author", "text": {}}, 409),
        ({"text": {}}, 400),
        ({"name": "A", "choice": {}}, 400),
        ({"name": "A", "choice": {"choices": "rood"}}, 400),
        ({"name": "A", "choice": {"choices": ["a"], "displayAs": "boom"}}, 400),
        ({"name": "A", "lookup": {"listId": "geen"}}, 400),
        ({"name": "A", "term": {}}, 400),
        ({"name": "A", "text": {}, "required": "ja"}, 400),
        ({"name": "A", "number": {}, "defaultValue": {"value": "veel"}}, 400),
        ({"name": "A", "choice": {"choices": ["a"]}, "defaultValue": {"value": "b"}}, 400),
        ({"name": "A", "text": {}, "defaultValue": {"formula": "=TODAY()"}}, 501),
    ],
)
def test_a_column_that_is_none_is_refused(books: Books, described: Any, status: int) -> None:
    before = books.tenant.get(f"{books.at}/columns")
    assert books.column(**described).status_code == status
    assert books.tenant.get(f"{books.at}/columns") == before


def test_a_column_is_changed_and_taken_away_with_its_values(books: Books) -> None:
    item = books.item(Title="Kangaroos", Author="Brad")
    author = f"{books.at}/columns/Author"
    changed = books.tenant.graph(
        "PATCH", author, json={"displayName": "Schrijver", "required": True, "description": "wie"}
    )
    assert (changed.status_code, changed.json()["displayName"]) == (200, "Schrijver")
    assert refused(books.add(Title="zonder"))
    assert refused(books.tenant.graph("PATCH", f"{item}/fields", json={"Author": None}))
    wrongs: list[Any] = [{"number": {}}, {"name": "Anders"}, {"required": 1}]
    for wrong in wrongs:
        assert refused(books.tenant.graph("PATCH", author, json=wrong))
    assert books.tenant.graph("DELETE", author).status_code == 204
    assert "Author" not in books.fields(item)
    assert refused(books.tenant.graph("DELETE", f"{books.at}/columns/Title"))
    assert books.tenant.graph("GET", author).status_code == 404


def test_defaults_and_unique_values_hold(books: Books) -> None:
    color = {"choices": ["rood", "blauw"]}
    books.column(name="Color", choice=color, defaultValue={"value": "blauw"})
    books.column(name="Sold", boolean={}, defaultValue={"value": "0"})
    books.column(name="Number", text={}, enforceUniqueValues=True)
    item = books.item(Title="een", Number="1")
    assert (books.fields(item)["Color"], books.fields(item)["Sold"]) == ("blauw", False)
    assert books.fields(books.item(Title="twee", Color="rood"))["Color"] == "rood"
    assert refused(books.add(Title="drie", Number="1"))
    books.item(Title="leeg")
    same = books.tenant.graph("PATCH", f"{item}/fields", json={"Number": "1"})
    assert same.status_code == 200


def test_hidden_columns_are_shown_when_asked_for_by_name_or_once_the_dial_is_on(
    tenant: Simulated,
) -> None:
    drive = tenant.drive()
    at = tenant.put()
    columns = f"/drives/{drive['id']}/list/columns"
    made = tenant.graph("POST", columns, json={"name": "Kenmerk", "hidden": True, "text": {}})
    assert made.status_code == 201, made.text
    tenant.graph("PATCH", f"{at}/listItem/fields", json={"Kenmerk": "een"})
    fields = f"{at}/listItem/fields"

    def names(query: str = "") -> set[str]:
        return {one["name"] for one in tenant.get(f"{columns}{query}")["value"]}

    assert "Kenmerk" not in names()
    assert "Kenmerk" in names("?$select=name,hidden")
    assert "Kenmerk" not in tenant.get(fields)
    assert tenant.get(f"{fields}?$select=Kenmerk")["Kenmerk"] == "een"
    tenant.own("POST", "dials", {"hidden_columns": 1})
    assert "Kenmerk" in names()
    assert "Kenmerk" in tenant.get(fields)


def test_what_is_gone_for_good_or_to_another_library_is_deleted_in_the_delta_of_the_list(
    tenant: Simulated,
) -> None:
    drive, other = tenant.drive(), tenant.drive("Bezwaardossiers")
    gone, moved = tenant.put("weg.docx"), tenant.put("elders.docx")
    link = tenant.get(f"/sites/{drive['site_id']}/lists/{drive['list_id']}/items/delta")[
        "@odata.deltaLink"
    ]
    tenant.own("POST", "dials", {"moves_between_drives": True})
    assert tenant.graph("POST", f"{gone}/permanentDelete").status_code == 204
    there = {"parentReference": {"driveId": other["id"], "id": other["root_id"]}}
    assert tenant.graph("PATCH", moved, json=there).status_code == 200
    told = tenant.follow(link)["value"]
    assert [one.get("deleted") for one in told] == [{"state": "deleted"}] * 2
    assert {name for one in told for name in one} == {
        "id", "parentReference", "contentType", "deleted",
    }  # fmt: skip


# --------------------------------------------------------------------------- lookups and people


def test_a_lookup_is_written_and_read_by_the_number_of_what_it_leads_to(books: Books) -> None:
    target = Books(books.tenant, displayName="Schrijvers")
    brad = target.item(Title="Brad Cleaver").rsplit("/", 1)[-1]
    made = books.column(name="Writer", lookup={"listId": target.made["id"], "columnName": "Title"})
    assert made.status_code == 201, made.text
    item = books.item(Title="Kangaroos", WriterLookupId=int(brad))
    assert books.fields(item)["WriterLookupId"] == brad
    assert "Writer" not in books.fields(item)
    assert books.fields(item, "Writer,Title")["Writer"] == "Brad Cleaver"
    for wrong in ({"WriterLookupId": 99}, {"Writer": "Brad Cleaver"}, {"WriterLookupId": [1]}):
        assert refused(books.add(Title="x", **wrong))
    emptied = books.tenant.graph("PATCH", f"{item}/fields", json={"WriterLookupId": None})
    assert "WriterLookupId" not in emptied.json()


def test_several_people_need_the_annotation_and_are_read_back_with_names(books: Books) -> None:
    users = books.tenant.own("GET", "tenant")["site_users"]
    books.column(name="Handlers", personOrGroup={"allowMultipleSelection": True})
    books.column(name="Handler", personOrGroup={"chooseFromType": "peopleOnly"})
    numbers = [users["Jurist"], users["Recordbeheer"]]
    assert refused(books.add(Title="x", HandlersLookupId=numbers))
    item = books.item(
        Title="x",
        HandlerLookupId=str(users["Jurist"]),
        **{"HandlersLookupId@odata.type": INT_LIST, "HandlersLookupId": numbers},
    )
    fields = books.fields(item)
    assert fields["HandlerLookupId"] == str(users["Jurist"])
    assert [(one["LookupId"], one["LookupValue"]) for one in fields["Handlers"]] == [
        (users["Jurist"], "Jurist"),
        (users["Recordbeheer"], "Recordbeheer"),
    ]
    assert [("Email" in one) for one in fields["Handlers"]] == [True, False]
    assert books.fields(item, "Handler")["Handler"] == "Jurist"
    assert refused(books.add(Title="x", HandlerLookupId=users["Recordbeheer"]))
    assert refused(books.add(Title="x", HandlerLookupId=999))


def test_several_choices_need_the_annotation(books: Books) -> None:
    books.column(name="Tags", choice={"choices": ["a", "b"], "displayAs": "checkBoxes"})
    typed = {"Tags@odata.type": "Collection(Edm.String)"}
    item = books.item(Title="x", **typed, Tags=["a", "b"])
    assert books.fields(item)["Tags"] == ["a", "b"]
    assert refused(books.add(Title="x", Tags=["a"]))
    assert refused(books.add(Title="x", **typed, Tags=["c"]))


def test_more_than_twelve_lookups_in_one_query_are_refused(books: Books) -> None:
    names = [f"Persoon{number}" for number in range(13)]
    for name in names:
        books.column(name=name, personOrGroup={})
    item = books.item(Title="x")
    twelve = books.tenant.graph("GET", f"{item}/fields?$select={','.join(names[:12])}")
    assert twelve.status_code == 200
    assert refused(books.tenant.graph("GET", f"{item}/fields?$select={','.join(names)}"))


# ------------------------------------------------------------------------------------------ items


def test_an_item_is_made_read_changed_and_deleted(books: Books) -> None:
    made = books.add(Title="Widget", Author="Purple", PageCount=32)
    assert made.status_code == 201
    shown = made.json()
    assert shown["fields"]["PageCount"] == 32
    assert shown["contentType"]["name"] == "Item"
    at = f"{books.at}/items/{shown['id']}"
    assert "fields" not in books.tenant.get(at)
    assert books.tenant.get(f"{at}?$select=id&$expand=fields($select=Title)")["fields"]["Title"]
    stale = {"If-Match": shown["eTag"]}
    body = {"Author": "Fuchsia", "PageCount": 934}
    changed = books.tenant.graph("PATCH", f"{at}/fields", json=body, headers=stale)
    assert (changed.status_code, changed.json()["Author"]) == (200, "Fuchsia")
    again = books.tenant.graph("PATCH", f"{at}/fields", json=body, headers=stale)
    assert books.tenant.code(again) == (412, "resourceModified")
    assert books.tenant.graph("DELETE", at, headers=stale).status_code == 412
    assert books.tenant.graph("DELETE", at).status_code == 204
    assert books.tenant.code(books.tenant.graph("GET", at)) == (404, "itemNotFound")
    assert refused(books.add(Title="x", Nergens=1))


def test_a_list_item_is_no_drive_item(books: Books) -> None:
    at = books.item(Title="Widget")
    number = at.rsplit("/", 1)[-1]
    assert books.tenant.code(books.tenant.graph("GET", f"{at}/driveItem")) == (404, "itemNotFound")
    hidden = books.tenant.own("GET", "tree")["lists"][0]["id"]
    for path in ("", "/root", f"/root:/{number}_.000", "/list"):
        assert books.tenant.graph("GET", f"/drives/{hidden}{path}").status_code == 404


def test_a_library_lists_its_files_and_folders_by_number(tenant: Simulated) -> None:
    drive = tenant.drive()
    folder = tenant.folder()
    tenant.put("b.txt")
    gone = tenant.put("weg.txt")
    tenant.put("a.txt", drive=drive | {"root_id": folder["id"]})
    tenant.graph("DELETE", gone)
    at = f"/sites/{drive['site_id']}/lists/{drive['list_id']}/items"
    page = tenant.get(f"{at}?expand=fields(select=FileLeafRef)&$top=2")
    names = [one["fields"]["FileLeafRef"] for one in page["value"]]
    rest = tenant.follow(page["@odata.nextLink"])
    names += [one["fields"]["FileLeafRef"] for one in rest["value"]]
    assert names == ["2026-014", "b.txt", "a.txt"]
    assert "@odata.nextLink" not in rest
    number = page["value"][1]["id"]
    assert tenant.get(f"/drives/{drive['id']}/list/items/{number}/fields")["FileLeafRef"] == "b.txt"
    assert tenant.graph("DELETE", f"{at}/{number}").status_code == 204
    assert len(tenant.get(at)["value"]) == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("fields/PageCount eq 350", ["Kangaroos"]),
        ("fields/PageCount gt 100 and fields/PageCount lt 400", ["Kangaroos"]),
        ("fields/PageCount le 32 or fields/PageCount ge 900", ["Widget", "Gizmo"]),
        ("fields/PageCount ne 350", ["Widget", "Gizmo", "Leeg"]),
        ("fields/PageCount eq null", ["Leeg"]),
        ("id eq 2", ["Widget"]),
    ],
)
def test_a_filter_on_an_indexed_column_finds_items(
    books: Books, asked: str, found: list[str]
) -> None:
    for title, pages in (("Kangaroos", 350), ("Widget", 32), ("Gizmo", 934), ("Leeg", None)):
        books.item(Title=title, PageCount=pages)
    assert books.titles(f"$filter={asked}") == found


def test_a_filter_on_a_column_without_an_index_needs_the_header(books: Books) -> None:
    books.item(Title="De weg en verder", Author="O'Brien")
    books.item(Title="Anders", Author="Brad")
    asked = "$filter=fields/Author eq 'O''Brien' and startswith(fields/Title,'de weg en')"
    assert refused(books.tenant.graph("GET", f"{books.at}/items?{asked}"))
    assert books.titles(asked, **PREFER) == ["De weg en verder"]
    books.tenant.graph("PATCH", f"{books.at}/columns/Author", json={"indexed": True})
    assert books.titles("$filter=fields/Author eq 'brad'") == ["Anders"]
    unknown = books.tenant.graph("GET", f"{books.at}/items?$filter=fields/Niets eq 1")
    assert refused(unknown)
    for odd in ("contains(fields/Title,'a')", "id eq 1 and id eq 2 or id eq 3"):
        assert books.tenant.graph("GET", f"{books.at}/items?$filter={odd}").status_code == 501


# ---------------------------------------------------------------------------------- content types


def test_a_sites_content_type_is_added_to_a_list_and_given_to_an_item(books: Books) -> None:
    tenant = books.tenant
    of_site = {one["name"]: one for one in tenant.get(f"/sites/{books.site}/contentTypes")["value"]}
    assert of_site["Document Set"]["id"] == "0x0120D520"
    assert of_site["Dossier"]["base"] == {"id": "0x0120D520", "name": "Document Set"}
    library = Books(tenant, displayName="Nieuw", list={"template": "documentLibrary"})
    add = f"{library.at}/contentTypes/addCopy"
    address = f"https://graph.microsoft.com/v1.0/sites/{books.site}/contentTypes"
    body = {"contentType": f"{address}/{of_site['Dossier']['id']}"}
    made = tenant.graph("POST", add, json=body)
    assert made.status_code == 201, made.text
    assert made.json()["id"].startswith(of_site["Dossier"]["id"])
    assert made.json()["base"]["id"] == of_site["Dossier"]["id"]
    assert tenant.get(f"{library.at}/contentTypes/{made.json()['id']}")["name"] == "Dossier"
    assert tenant.graph("POST", add, json=body).status_code == 409
    folder = tenant.folder(drive={"id": tenant.get(f"{library.at}/drive")["id"], "root_id": "root"})
    given = tenant.graph(
        "PATCH",
        f"/drives/{folder['parentReference']['driveId']}/items/{folder['id']}/listItem",
        json={"contentType": {"id": made.json()["id"]}},
    )
    assert given.json()["contentType"]["name"] == "Dossier"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("https://x/v1.0/sites/root/contentTypes/0x0101", 400),
        ("https://x/v1.0/sites/root/contentTypes/0x01FF", 404),
        ("https://x/v1.0/sites/niets/contentTypes/0x0120D520", 404),
        ("iets", 400),
        (None, 400),
    ],
)
def test_a_content_type_that_does_not_fit_is_not_added(
    books: Books, address: str | None, status: int
) -> None:
    at = f"{books.at}/contentTypes/addCopy"
    assert books.tenant.graph("POST", at, json={"contentType": address}).status_code == status


# ------------------------------------------------------------------------------------------ delta


@pytest.mark.parametrize("form", ["delta", "delta()", "microsoft.graph.delta()"])
def test_a_delta_of_a_list_tells_what_is_new_changed_and_deleted(books: Books, form: str) -> None:
    first, second, third = (books.item(Title=f"deel {number}") for number in range(3))
    page = books.tenant.get(f"{books.at}/items/{form}?$top=2&$expand=fields")
    seen = [one["fields"]["Title"] for one in page["value"]]
    while "@odata.nextLink" in page:
        page = books.tenant.follow(page["@odata.nextLink"])
        seen += [one["fields"]["Title"] for one in page["value"]]
    assert seen == ["deel 0", "deel 1", "deel 2"]
    books.tenant.graph("PATCH", f"{second}/fields", json={"Author": "nieuw"})
    books.tenant.graph("DELETE", third)
    changed, deleted = books.tenant.follow(page["@odata.deltaLink"])["value"]
    assert changed["fields"]["Author"] == "nieuw"
    assert deleted.keys() == {"id", "parentReference", "contentType", "deleted"}
    assert deleted["deleted"] == {"state": "deleted"}
    assert deleted["parentReference"] == {"siteId": books.site}
    assert [one.rsplit("/", 1)[-1] for one in (second, third)] == [changed["id"], deleted["id"]]
    assert first.rsplit("/", 1)[-1] not in {changed["id"], deleted["id"]}
    assert books.tenant.last_call()["units"] == 1


def test_the_latest_link_of_a_list_and_a_token_of_another(tenant: Simulated, books: Books) -> None:
    books.item(Title="oud")
    latest = tenant.get(f"{books.at}/items/delta(token='latest')")
    assert latest["value"] == []
    books.item(Title="nieuw")
    assert len(tenant.follow(latest["@odata.deltaLink"])["value"]) == 1
    foreign = tenant.get(f"/drives/{tenant.drive()['id']}/root/delta")["@odata.deltaLink"]
    token = foreign.partition("token=")[2].partition("&")[0]
    answer = tenant.graph("GET", f"{books.at}/items/delta?token={token}")
    assert tenant.code(answer) == (410, "resyncRequired")
    assert len(tenant.follow(answer.headers["location"])["value"]) == 2
    tenant.fault("resync", "list_item.delta")
    assert tenant.graph("GET", f"{books.at}/items/delta").status_code == 410


def test_a_delta_of_a_librarys_list_tells_its_files(tenant: Simulated) -> None:
    drive = tenant.drive()
    at = f"/sites/{drive['site_id']}/lists/{drive['list_id']}/items/delta"
    link = tenant.get(f"{at}?token=latest")["@odata.deltaLink"]
    tenant.put("besluit.docx")
    [told] = tenant.follow(link)["value"]
    assert told["webUrl"].endswith("/Subsidiedossiers/besluit.docx")
    assert told["parentReference"]["path"] == "Subsidiedossiers"


# ------------------------------------------------------------------------------------- the shapes


@pytest.mark.reference
@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="no reference data")
def test_lists_hold_against_the_schemas_and_the_documented_examples(books: Books) -> None:
    def example(name: str) -> Any:
        return json.loads((EXAMPLES / name).read_text(encoding="utf-8"))

    for kind, facet in KINDS.items():
        books.column(name=f"Kolom{kind}", **{kind: facet})
    item = books.item(Title="Widget", PageCount=2357)
    column = books.tenant.get(f"{books.at}/columns")
    hold(column, "microsoft.graph.columnDefinitionCollectionResponse")
    hold(books.tenant.get(books.at), "microsoft.graph.list")
    hold(
        books.tenant.get(f"/sites/{books.site}/contentTypes"),
        "microsoft.graph.contentTypeCollectionResponse",
    )
    documented = example("list-columns.json")["value"][0]
    assert documented.keys() <= column["value"][0].keys()
    assert documented["text"].keys() <= column["value"][0]["text"].keys()
    shown = books.tenant.get(f"{item}?expand=fields")
    hold(shown, "microsoft.graph.listItem")
    assert example("listitem-get-fields.json").keys() <= shown.keys()
    delta = books.tenant.get(f"{books.at}/items/delta?$top=2")
    hold(delta, "microsoft.graph.listItemDeltaResponse")
    documented = example("listitem-delta-first-page.json")
    assert documented.keys() - {"@odata.nextLink"} <= delta.keys()
    first = delta["value"][0]
    assert documented["value"][0].keys() <= first.keys()
    assert documented["value"][0]["parentReference"].keys() <= first["parentReference"].keys()
    asked = {"Author": "Fuchsia", "PageCount": 934}
    patched = books.tenant.graph("PATCH", f"{item}/fields", json=asked).json()
    assert asked.items() <= patched.items()
