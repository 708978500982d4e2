"""Managed metadata is written through a hidden note column, on files only."""

from typing import Any

import pytest

LABEL = "Beleidsnota"


@pytest.fixture
def drive(tenant: Any) -> Any:
    return tenant.drive("Beleidsdossiers", "bestuursarchief")


@pytest.fixture
def note(drive: Any) -> str:
    found: str = drive["note_columns"]["Documentsoort"]
    return found


@pytest.fixture
def term(tenant: Any) -> str:
    found: str = tenant.own("GET", "tenant")["terms"]["Documentsoorten"][LABEL]
    return found


def _patch(tenant: Any, at: str, **values: str | None) -> Any:
    return tenant.graph("PATCH", f"{at}/listItem/fields", json=values)


def _fields(tenant: Any, at: str) -> Any:
    return tenant.get(f"{at}?$expand=listItem($expand=fields)")["listItem"]["fields"]


@pytest.mark.parametrize(
    "library", ["Beleidsdossiers", "Coalitieakkoord", "Statenvoorstellen", "Projectdossiers"]
)
def test_a_managed_column_is_listed_with_its_hidden_note(tenant: Any, library: str) -> None:
    drive = tenant.drive(library, "bestuursarchief")
    columns = f"/drives/{drive['id']}/list/columns"
    listed = tenant.get(f"{columns}?$select=name,displayName,hidden,term,text")["value"]
    by_title = {one["displayName"]: one for one in listed}
    managed, note = by_title["Documentsoort"], by_title["Documentsoort_0"]
    assert managed["name"] == "Documentsoort"
    assert managed["term"] == {"allowMultipleValues": False, "showFullyQualifiedName": False}
    assert "text" not in managed
    assert note["hidden"]
    assert note["text"]["allowMultipleLines"]
    assert len(note["name"]) == 32
    assert int(note["name"], 16)
    assert not note["name"][0].isdigit()


def test_where_it_is_text_there_is_no_note(tenant: Any) -> None:
    listed = tenant.get(f"/drives/{tenant.drive()['id']}/list/columns")["value"]
    by_title = {one["displayName"]: one for one in listed}
    assert "text" in by_title["Documentsoort"]
    assert "Documentsoort_0" not in by_title
    assert _patch(tenant, tenant.put(), Documentsoort="Brief").status_code == 200


@pytest.mark.parametrize("form", ["-1;{label}|{term}", "-1;#{label}|{term}"])
def test_a_note_sets_the_value_on_a_file(
    tenant: Any, drive: Any, note: str, term: str, form: str
) -> None:
    at = tenant.put(drive=drive)
    before = tenant.get(at)
    text = form.format(label=LABEL, term=term)
    answer = _patch(tenant, at, **{note: text, "Dossiernummer": "BEL-2026-001"})
    fields = _fields(tenant, at)
    value = fields["Documentsoort"]
    assert (answer.status_code, answer.json()[note]) == (200, text)
    assert (value["Label"], value["TermGuid"]) == (LABEL, term)
    assert isinstance(value["WssId"], int)
    assert fields["Dossiernummer"] == "BEL-2026-001"
    assert note not in fields
    assert tenant.get(at)["eTag"] != before["eTag"]
    assert tenant.tree_item(before["id"])["fields"]["Documentsoort"] == value
    assert [one["op"] for one in _last_patch(tenant)["effects"]] == ["fields"]


def _last_patch(tenant: Any) -> Any:
    calls = tenant.own("GET", "calls")["calls"]
    return [one for one in calls if one["operation"] == "fields.patch"][-1]


@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_note_empties_the_value(
    tenant: Any, drive: Any, note: str, term: str, empty: str | None
) -> None:
    at = tenant.put(drive=drive)
    _patch(tenant, at, **{note: f"-1;{LABEL}|{term}"})
    assert _patch(tenant, at, **{note: empty}).status_code == 200
    assert "Documentsoort" not in _fields(tenant, at)


@pytest.mark.parametrize("value", [LABEL, None])
def test_the_column_itself_cannot_be_written(tenant: Any, drive: Any, value: str | None) -> None:
    at = tenant.put(drive=drive)
    refused = _patch(tenant, at, Dossiernummer="BEL-2026-001", Documentsoort=value)
    assert tenant.code(refused) == (400, "invalidRequest")
    assert "Dossiernummer" not in _fields(tenant, at)


@pytest.mark.parametrize(
    "text", ["Beleidsnota", "-1;Beleidsnota", "1;Beleidsnota|x", "-1;A|{term};#-1;B|{term}"]
)
def test_a_note_of_another_form_is_refused(
    tenant: Any, drive: Any, note: str, term: str, text: str
) -> None:
    refused = _patch(tenant, tenant.put(drive=drive), **{note: text.format(term=term)})
    assert tenant.code(refused) == (400, "invalidRequest")


def test_on_a_document_set_the_answer_tells_it_and_nothing_is_stored(
    tenant: Any, drive: Any, note: str, term: str
) -> None:
    folder = tenant.folder("BEL-2026-001", drive=drive)
    at = f"/drives/{drive['id']}/items/{folder['id']}"
    dossier = {"contentType": {"id": drive["content_types"]["Dossier"]}}
    tenant.graph("PATCH", f"{at}/listItem", json=dossier)
    etag = tenant.get(at)["eTag"]
    text = f"-1;{LABEL}|{term}"
    answer = _patch(tenant, at, **{note: text})
    assert (answer.status_code, answer.json()[note]) == (200, text)
    assert answer.json()["Documentsoort"]["TermGuid"] == term
    assert "Documentsoort" not in _fields(tenant, at)
    assert tenant.get(at)["eTag"] == etag
    assert _last_patch(tenant)["effects"] == []
    _patch(tenant, at, **{note: text, "Dossiernummer": "BEL-2026-001"})
    assert _fields(tenant, at)["Dossiernummer"] == "BEL-2026-001"
    assert tenant.tree_item(folder["id"])["fields"] == {"Dossiernummer": "BEL-2026-001"}


def test_with_the_dial_a_document_set_keeps_it(
    tenant: Any, drive: Any, note: str, term: str
) -> None:
    tenant.own("POST", "dials", {"terms_on_sets": True})
    folder = tenant.folder("BEL-2026-001", drive=drive)
    at = f"/drives/{drive['id']}/items/{folder['id']}"
    dossier = {"contentType": {"id": drive["content_types"]["Dossier"]}}
    tenant.graph("PATCH", f"{at}/listItem", json=dossier)
    assert _patch(tenant, at, **{note: f"-1;{LABEL}|{term}"}).status_code == 200
    assert _fields(tenant, at)["Documentsoort"]["TermGuid"] == term


def test_a_term_nobody_has_is_told_and_not_stored(
    tenant: Any, drive: Any, note: str, term: str
) -> None:
    at = tenant.put(drive=drive)
    _patch(tenant, at, **{note: f"-1;{LABEL}|{term}"})
    versions = len(tenant.get(f"{at}/versions")["value"])
    unknown = "-1;Onbekend|00000000-0000-0000-0000-000000000000"
    answer = _patch(tenant, at, **{note: unknown})
    assert (answer.status_code, answer.json()[note]) == (200, unknown)
    assert answer.json()["Documentsoort"]["Label"] == "Onbekend"
    assert _fields(tenant, at)["Documentsoort"]["TermGuid"] == term
    assert len(tenant.get(f"{at}/versions")["value"]) == versions


def test_a_note_on_a_locked_file_is_refused(tenant: Any, drive: Any, note: str, term: str) -> None:
    place = {"site": "Bestuursarchief", "library": "Beleidsdossiers"}
    made = tenant.person("upload", "nota.docx", content_base64="", **place)
    tenant.person("check_out", "nota.docx", **place)
    at = f"/drives/{made['drive_id']}/items/{made['item_id']}"
    for term_id in (term, "00000000-0000-0000-0000-000000000000"):
        refused = _patch(tenant, at, **{note: f"-1;{LABEL}|{term_id}"})
        assert tenant.code(refused) == (423, "notAllowed")


def test_a_copy_to_another_library_carries_no_managed_metadata(
    tenant: Any, drive: Any, note: str, term: str
) -> None:
    at = tenant.put(drive=drive)
    piece = {"contentType": {"id": drive["content_types"]["Archiefstuk"]}}
    tenant.graph("PATCH", f"{at}/listItem", json=piece)
    _patch(tenant, at, **{note: f"-1;{LABEL}|{term}"})
    target = tenant.drive("Projectdossiers", "bestuursarchief")
    reference = {"driveId": target["id"], "id": target["root_id"]}
    asked = {"parentReference": reference, "includeAllVersionHistory": True}
    monitor = tenant.graph("POST", f"{at}/copy", json=asked).headers["location"]
    tenant.http.get(monitor)
    copy = tenant.tree_item(tenant.http.get(monitor).json()["resourceId"])
    assert copy["drive_id"] == target["id"]
    assert (copy["fields"], copy["content_type"]) == ({}, "Document")
    assert copy["label"] is None
