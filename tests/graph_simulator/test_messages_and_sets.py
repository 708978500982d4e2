"""Channel messages with files, versions of document sets, and the term store."""

import json
from typing import Any

import pytest

from tests.graph_simulator.schemas import EXAMPLES, hold
from tests.graph_simulator.test_label_table import bearer
from tests.graph_simulator.test_reference import _keys
from tests.graph_simulator.test_subscription_life import deliver, messages, subscribe

PERSON = "Medewerker Subsidies"
WITHOUT_REFERENCE = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="answers not held against Graph's schemas: no reference data"
)


def _messages(tenant: Any) -> str:
    return "/" + str(messages(tenant)["resource"])


def _attached(tenant: Any, at: str, **changed: Any) -> dict[str, Any]:
    item = tenant.get(at)
    own = item["eTag"].split("{")[1].split("}")[0].lower()
    return {
        "id": own,
        "contentType": "reference",
        "contentUrl": item["webUrl"],
        "name": item["name"],
    } | changed


def _body(own: str) -> dict[str, str]:
    return {"contentType": "html", "content": f'zie <attachment id="{own}"></attachment>'}


def test_a_person_attaches_a_file_by_reference_and_an_app_reads_it(tenant: Any) -> None:
    at = tenant.upload()
    attached = _attached(tenant, at)
    asked = {"body": _body(attached["id"]), "attachments": [attached]}
    person = bearer(tenant, person=PERSON)
    made = tenant.graph("POST", _messages(tenant), json=asked, headers=person)
    assert made.status_code == 201, made.text
    (read,) = tenant.get(_messages(tenant))["value"]
    assert read["attachments"][0]["contentUrl"] == attached["contentUrl"]
    assert read["from"]["user"]["displayName"] == PERSON
    assert tenant.get(f"{_messages(tenant)}/{read['id']}")["body"] == asked["body"]


def test_an_app_by_itself_says_nothing(tenant: Any) -> None:
    answer = tenant.graph("POST", _messages(tenant), json={"body": {"content": "x"}})
    assert tenant.code(answer) == (403, "accessDenied")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"id": "een-ander"}, 400),
        ({"contentUrl": None}, 400),
        ({"contentType": "application/vnd.microsoft.card.adaptive"}, 501),
    ],
)
def test_an_attachment_that_does_not_fit_is_refused(
    tenant: Any, changed: dict[str, Any], status: int
) -> None:
    attached = _attached(tenant, tenant.upload())
    asked = {"body": _body(attached["id"]), "attachments": [attached | changed]}
    person = bearer(tenant, person=PERSON)
    answer = tenant.graph("POST", _messages(tenant), json=asked, headers=person)
    assert answer.status_code == status


def test_what_a_person_says_in_teams_is_told_to_who_subscribed(tenant: Any, receiver: Any) -> None:
    made = subscribe(tenant, receiver, **messages(tenant)).json()
    tenant.upload("besluit.docx")
    tenant.person("post_message", "besluit.docx", text="graag lezen")
    tenant.person("post_message", "", text="en nog iets")
    deliver(tenant)
    told = receiver.next()["value"]
    assert [one["subscriptionId"] for one in told] == [made["id"]] * 2
    first = tenant.get("/" + told[0]["resource"].replace("('", "/").replace("')", ""))
    assert first["id"] == told[0]["resourceData"]["id"]
    assert first["attachments"][0]["name"] == "besluit.docx"


def test_messages_come_newest_first_in_pages(tenant: Any) -> None:
    for text in ("een", "twee", "drie"):
        tenant.person("post_message", "", text=text)
    first = tenant.get(f"{_messages(tenant)}?$top=2")
    second = tenant.follow(first["@odata.nextLink"])
    said = [one["body"]["content"] for page in (first, second) for one in page["value"]]
    assert said == ["drie", "twee", "een"]


@pytest.mark.reference
@WITHOUT_REFERENCE
def test_a_message_has_the_shape_of_the_documented_example(tenant: Any) -> None:
    tenant.upload()
    tenant.person("post_message", "besluit.docx", text="graag lezen")
    (listed,) = tenant.get(_messages(tenant))["value"]
    shown = tenant.get(f"{_messages(tenant)}/{listed['id']}")
    example = json.loads(
        (EXAMPLES / "channel-message-with-file-attachment.json").read_text("utf-8")
    )
    assert shown.keys() == example.keys()
    assert shown["attachments"][0].keys() == example["attachments"][0].keys()
    assert shown["from"]["user"].keys() == example["from"]["user"].keys()
    # `from` of the example has members the schema lacks.
    hold({**shown, "from": None}, "microsoft.graph.chatMessage")


# ------------------------------------------------------------------------------- document sets


class Dossier:
    """A document set with one file, and where its versions are."""

    def __init__(self, tenant: Any) -> None:
        drive = tenant.drive()
        folder = tenant.folder("dossier")
        at = f"/drives/{drive['id']}/items/{folder['id']}"
        types = tenant.get(f"/drives/{drive['id']}/list/contentTypes")["value"]
        dossier = next(one["id"] for one in types if one["name"] == "Dossier")
        self.versions = self.versions_of(tenant, at)
        tenant.graph("PATCH", f"{at}/listItem", json={"contentType": {"id": dossier}})
        self.file_path = f"{at}:/stuk.docx:/content"
        self.file = tenant.graph("PUT", self.file_path, content=b"een").json()

    @staticmethod
    def versions_of(tenant: Any, at: str) -> str:
        listed = tenant.get(f"{at}/listItem")
        drive = tenant.drive()
        return (
            f"/sites/{listed['parentReference']['siteId']}/lists/{drive['list_id']}"
            f"/items/{listed['id']}/documentSetVersions"
        )


def test_a_set_remembers_which_version_of_each_file_it_held(tenant: Any) -> None:
    dossier = Dossier(tenant)
    for comment in ("eerste", "tweede"):
        made = tenant.graph("POST", dossier.versions, json={"comment": comment})
        assert made.status_code == 201, made.text
        tenant.graph("PUT", dossier.file_path, content=comment.encode())
    versions = tenant.get(dossier.versions)["value"]
    assert [(one["id"], one["comment"]) for one in versions] == [("2", "tweede"), ("1", "eerste")]
    assert [one["items"][0]["versionId"] for one in versions] == ["2.0", "1.0"]
    restored = tenant.graph("POST", f"{dossier.versions}/1/restore")
    assert restored.status_code == 204
    read = tenant.graph("GET", dossier.file_path, follow_redirects=True)
    assert read.content == b"een"
    assert tenant.graph("DELETE", f"{dossier.versions}/1").status_code == 204
    assert tenant.graph("GET", f"{dossier.versions}/1").status_code == 404


def test_a_locked_record_in_a_set_is_not_set_back(tenant: Any) -> None:
    dossier = Dossier(tenant)
    tenant.graph("POST", dossier.versions, json={"comment": "eerste"})
    tenant.graph("PUT", dossier.file_path, content=b"twee")
    label = dossier.file_path.removesuffix("/content") + "/retentionLabel"
    tenant.graph("PATCH", label, json={"name": "Archiefstuk vergrendeld"})
    answer = tenant.graph("POST", f"{dossier.versions}/1/restore")
    assert tenant.code(answer) == (403, "accessDenied")


def test_a_plain_folder_has_no_versions_of_a_set(tenant: Any) -> None:
    folder = tenant.folder("map")
    at = f"/drives/{tenant.drive()['id']}/items/{folder['id']}"
    answer = tenant.graph("GET", Dossier.versions_of(tenant, at))
    assert tenant.code(answer) == (400, "invalidRequest")


@pytest.mark.reference
@WITHOUT_REFERENCE
def test_versions_of_a_set_have_the_shape_of_the_documented_example(tenant: Any) -> None:
    dossier = Dossier(tenant)
    tenant.graph("POST", dossier.versions, json={"comment": "eerste"})
    shown = tenant.get(dossier.versions)
    example = json.loads((EXAMPLES / "documentsetversions-list.json").read_text("utf-8"))
    assert shown["value"][0].keys() == example["value"][0].keys()
    assert shown["value"][0]["items"][0].keys() == example["value"][0]["items"][0].keys()
    hold(shown["value"][0], "microsoft.graph.documentSetVersion")


# ---------------------------------------------------------------------------------- term store


def _store(tenant: Any) -> str:
    site = tenant.get("/sites/provincievoorbeeld.sharepoint.com:/sites/bestuursarchief")
    return f"/sites/{site['id']}/termStore"


@pytest.mark.parametrize("path", ["", "/groups", "/sets/een/children", "/sets/een/terms/twee"])
def test_the_term_store_is_not_for_an_app_by_itself(tenant: Any, path: str) -> None:
    answer = tenant.graph("GET", _store(tenant) + path)
    assert tenant.code(answer) == (403, "accessDenied")


def test_a_person_finds_the_terms_that_columns_take(tenant: Any) -> None:
    store = _store(tenant)
    tenant.graph_headers = bearer(tenant, person=PERSON)
    (group,) = tenant.get(f"{store}/groups")["value"]
    sets = tenant.get(f"{store}/groups/{group['id']}/sets")["value"]
    kinds = next(one for one in sets if one["localizedNames"][0]["name"] == "Documentsoorten")
    terms = tenant.get(f"{store}/sets/{kinds['id']}/children")["value"]
    known = tenant.own("GET", "tenant")["terms"]["Documentsoorten"]
    assert {one["labels"][0]["name"]: one["id"] for one in terms} == known
    one = f"{store}/sets/{kinds['id']}/terms/{terms[0]['id']}"
    assert tenant.get(one)["id"] == terms[0]["id"]
    assert tenant.get(f"{one}/children")["value"] == []
    assert tenant.graph("GET", f"{store}/sets/onbekend/terms").status_code == 404


@pytest.mark.reference
@WITHOUT_REFERENCE
def test_a_term_has_the_shape_of_the_documented_example(tenant: Any) -> None:
    store = _store(tenant)
    tenant.graph_headers = bearer(tenant, person=PERSON)
    (group,) = tenant.get(f"{store}/groups")["value"]
    own = tenant.get(f"{store}/groups/{group['id']}/sets")["value"][0]["id"]
    (first, *_) = tenant.get(f"{store}/sets/{own}/children")["value"]
    assert first.keys() == _keys("termstore-term.json")
    hold(first, "microsoft.graph.termStore.term")
    hold(tenant.get(f"{store}/sets/{own}"), "microsoft.graph.termStore.set")
    hold(tenant.get(store), "microsoft.graph.termStore.store")
