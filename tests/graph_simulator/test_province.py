"""The province: teams with three kinds of channels, sites of records, and people in all of them."""

import base64
from typing import Any

import pytest

HOST = "provincievoorbeeld.sharepoint.com"
CHANNELS = {
    "Subsidies": {
        "Algemeen": "standard",
        "Inkomende post": "standard",
        "Bezwaren": "standard",
        "Personele zaken": "private",
    },
    "Vergunningen": {"Algemeen": "standard", "Inkomende post": "standard"},
    "Beleid en Bestuur": {
        "Algemeen": "standard",
        "Coalitieakkoord": "standard",
        "Statenvoorstellen": "standard",
        "Ringweg Noord": "shared",
    },
}
READERS = {
    "/sites/archief": {
        "Subsidiedossiers": "Team Subsidies",
        "Bezwaardossiers": "Team Subsidies",
        "Vergunningdossiers": "Team Vergunningen",
        "Correspondentie": "Team Subsidies",
    },
    "/sites/bestuursarchief": {
        "Beleidsdossiers": "Team Beleid en Bestuur",
        "Coalitieakkoord": "Team Beleid en Bestuur",
        "Statenvoorstellen": "Team Beleid en Bestuur",
        "Projectdossiers": "Projectgroep Ringweg Noord",
    },
}
EVERY_CHANNEL = [(team, channel) for team, channels in CHANNELS.items() for channel in channels]
EVERY_LIBRARY = [(site, library) for site, libraries in READERS.items() for library in libraries]


def _channels(tenant: Any, team: str, **headers: str) -> dict[str, Any]:
    team_id = tenant.own("GET", "tenant")["teams"][team]["id"]
    answer = tenant.graph("GET", f"/teams/{team_id}/channels", headers=headers)
    assert answer.status_code == 200
    return {one["displayName"]: one for one in answer.json()["value"]}


def _files_folder(tenant: Any, team: str, channel: str) -> Any:
    named = tenant.own("GET", "tenant")["teams"][team]
    own = named["channels"][channel]["id"]
    return tenant.graph("GET", f"/teams/{named['id']}/channels/{own}/filesFolder")


def test_teams_list_their_standard_private_and_shared_channels(tenant: Any) -> None:
    teams = [one["displayName"] for one in tenant.get("/teams")["value"]]
    listed = {
        team: {
            name: one["membershipType"]
            for name, one in _channels(tenant, team, Prefer="include-unknown-enum-members").items()
        }
        for team in teams
    }
    assert listed == CHANNELS


def test_a_shared_channel_is_called_so_only_to_who_prefers_it(tenant: Any) -> None:
    told = _channels(tenant, "Beleid en Bestuur")["Ringweg Noord"]["membershipType"]
    assert told == "unknownFutureValue"


def test_a_team_and_a_channel_are_found_by_id_and_channels_by_their_kind(tenant: Any) -> None:
    at = f"/teams/{tenant.own('GET', 'tenant')['teams']['Subsidies']['id']}"
    listed = tenant.get(f"{at}/channels")["value"]
    assert tenant.get(at)["displayName"] == "Subsidies"
    assert tenant.get(f"{at}?$select=id").keys() == {"@odata.context", "id"}
    assert tenant.get(f"{at}/allChannels")["value"] == listed
    for one in listed:
        told = tenant.get(f"{at}/channels/{one['id']}")
        assert {name: told[name] for name in one} == one
        kind = one["membershipType"]
        of_kind = tenant.get(f"{at}/channels?$filter=membershipType eq '{kind}'")["value"]
        assert of_kind == [other for other in listed if other["membershipType"] == kind]
    assert tenant.graph("GET", f"{at}/channels/19:geen").status_code == 404
    other = tenant.graph("GET", f"{at}/channels?$filter=displayName eq 'Algemeen'")
    assert other.status_code == 501


@pytest.mark.parametrize(("team", "channel"), EVERY_CHANNEL)
def test_a_channels_files_are_in_the_teams_site_or_in_its_own(
    tenant: Any, team: str, channel: str
) -> None:
    folder = _files_folder(tenant, team, channel).json()
    named = tenant.own("GET", "tenant")
    drive_id = folder["parentReference"]["driveId"]
    site_path = {
        "Personele zaken": "/sites/subsidies-personelezaken",
        "Ringweg Noord": "/sites/beleidenbestuur-ringwegnoord",
    }.get(channel, named["teams"][team]["site_path"])
    site = tenant.get(f"/sites/{HOST}:{site_path}:")
    (drive,) = tenant.get(f"/sites/{site['id']}/drives")["value"]
    assert folder["name"] == channel
    assert drive["id"] == drive_id
    assert drive["webUrl"] == f"https://{HOST}{site_path}/Documenten"


@pytest.mark.parametrize(
    ("team", "channel", "principal"),
    [
        ("Subsidies", "Personele zaken", "Manager Subsidies"),
        ("Subsidies", "Bezwaren", "Team Subsidies"),
        ("Beleid en Bestuur", "Ringweg Noord", "Projectgroep Ringweg Noord"),
    ],
)
def test_only_those_of_a_channel_can_open_its_files(
    tenant: Any, team: str, channel: str, principal: str
) -> None:
    folder = _files_folder(tenant, team, channel).json()
    at = f"/drives/{folder['parentReference']['driveId']}/items/{folder['id']}"
    (permission,) = tenant.get(f"{at}/permissions")["value"]
    (granted,) = (one for kind, one in permission["grantedToV2"].items() if kind != "siteUser")
    assert granted["displayName"] == principal


@pytest.mark.parametrize("site", READERS)
def test_a_records_site_has_its_libraries_for_those_who_may_read_them(
    tenant: Any, site: str
) -> None:
    groups = tenant.own("GET", "tenant")["groups"]
    tree = tenant.own("GET", "tree")["drives"]
    listed = tenant.get(f"/sites/{HOST}:{site}:/drives")["value"]
    may_open = {one["name"]: one["principals"] for one in tree if one["site_path"] == site}
    assert [one["name"] for one in listed] == list(READERS[site])
    assert may_open == {
        library: [f"group:{groups[reader]}", f"group:{groups['Recordbeheer']}"]
        for library, reader in READERS[site].items()
    }


def test_identifiers_that_others_wrote_down_stay_what_they_are(tenant: Any) -> None:
    named = tenant.own("GET", "tenant")
    assert named["groups"]["Recordbeheer"] == "ae24d788-40a2-55ff-bdd7-e04239a7a815"
    assert named["terms"]["Documentsoorten"]["Brief"] == "af7118df-093e-54b4-a705-f93d8f6d6bfd"
    assert len(named["terms"]["Documentsoorten"]) == 26


def test_what_a_site_is_for_is_told_outside_graph_only(tenant: Any) -> None:
    libraries = tenant.own("GET", "tenant")["site_libraries"]
    kinds = {path: one["kind"] for path, one in libraries.items()}
    in_tree = {one["site_path"]: one["kind"] for one in tenant.own("GET", "tree")["drives"]}
    site = tenant.get(f"/sites/{HOST}:/sites/archief")
    assert kinds == in_tree | {"/": "root_site"}
    assert kinds["/sites/archief"] == kinds["/sites/bestuursarchief"] == "records_site"
    assert kinds["/sites/vergunningen"] == "team_site"
    assert kinds["/sites/subsidies-personelezaken"] == "channel_site"
    assert "records_site" not in str(site)
    for library in libraries["/sites/archief"]["libraries"].values():
        assert "kind" not in tenant.get(f"/drives/{library['id']}")


def test_people_are_in_groups(tenant: Any) -> None:
    named = tenant.own("GET", "tenant")
    members = named["members"]
    assert members["Projectgroep Ringweg Noord"] == ["Medewerker Vergunningen", "Projectleider"]
    assert {one for group in members.values() for one in group} == set(named["people"])


# ------------------------------------------------------------------------ people in every place


@pytest.mark.parametrize(
    "place",
    [
        *({"team": team, "channel": channel} for team, channel in EVERY_CHANNEL),
        *({"site": site, "library": library} for site, library in EVERY_LIBRARY),
        {"site": "Bestuursarchief", "library": "Projectdossiers"},
    ],
    ids=lambda place: "/".join(place.values()),
)
def test_people_do_everything_everywhere(tenant: Any, place: dict[str, str]) -> None:
    def act(do: str, path: str, **more: Any) -> Any:
        return tenant.person(do, path, person="Projectleider", **place, **more)

    made = act("upload", "map/plan.docx", content_base64=base64.b64encode(b"een").decode())
    act("edit", "map/plan.docx", content_base64=base64.b64encode(b"twee").decode())
    act("rename", "map/plan.docx", to="plan v2.docx")
    act("folder", "klaar")
    act("move", "map/plan v2.docx", to="klaar")
    act("restrict", "klaar/plan v2.docx", only=["Projectleider"])
    act("check_out", "klaar/plan v2.docx")
    held = tenant.tree_item(made["item_id"])
    act("check_in", "klaar/plan v2.docx")
    act("delete", "klaar/plan v2.docx")
    start = f"/{place['channel']}" if "channel" in place else ""
    assert held["path"] == f"{start}/klaar/plan v2.docx"
    assert held["drive_id"] == made["drive_id"]
    assert held["checked_out_by"] == "Projectleider"
    assert [one["size"] for one in held["versions"]] == [3, 4]
    assert len(held["principals"]) == 1
    assert tenant.tree_item(made["item_id"])["state"] == "recycled"


def test_people_act_on_an_item_by_its_id_in_a_channel_or_library(tenant: Any) -> None:
    place = {"site": "/sites/bestuursarchief", "library": "Beleidsdossiers"}
    made = tenant.person("upload", "nota.docx", content_base64="", **place)
    tenant.person("rename", "", to="nota 2.docx", item=made["item_id"], **place)
    tenant.person("move", "", to="map", item=made["item_id"], drive=made["drive_id"])
    assert tenant.tree_item(made["item_id"])["path"] == "/map/nota 2.docx"


def test_a_raw_upload_goes_to_any_channel(tenant: Any) -> None:
    answer = tenant.http.put(
        "/_simulator/people/Projectleider/Beleid en Bestuur/Ringweg Noord/plan.docx", content=b"x"
    )
    named = tenant.own("GET", "tenant")["site_libraries"]["/sites/beleidenbestuur-ringwegnoord"]
    assert answer.json()["drive_id"] == named["libraries"]["Documenten"]["id"]


def test_a_place_nobody_knows_is_not_found(tenant: Any) -> None:
    asked = {"person": "Jurist", "do": "folder", "path": "x"}
    for place in (
        {"team": "Subsidies", "channel": "Ringweg Noord"},
        {"site": "/sites/archief", "library": "Beleidsdossiers"},
        {"library": "Beleidsdossiers"},
    ):
        answer = tenant.http.post("/_simulator/people", json=asked | place)
        assert answer.status_code == 404, answer.text


def test_a_channel_nobody_knows_is_answered_with_those_that_there_are(tenant: Any) -> None:
    answer = tenant.http.put("/_simulator/people/Jurist/Subsidies/Algemen/x.txt", content=b"x")
    assert answer.status_code == 404
    assert "there are: Algemeen, " in answer.json()["error"]["message"]


# ----------------------------------------------------------------- channels without a folder yet


def test_a_channel_that_is_not_provisioned_has_no_folder_for_a_while(tenant: Any) -> None:
    channel = tenant.own("GET", "tenant")["teams"]["Vergunningen"]["channels"]["Inkomende post"]
    tenant.fault("not_provisioned", times=1, path_contains=channel["id"])
    tenant.get("/teams")
    other = _files_folder(tenant, "Subsidies", "Inkomende post")
    refused = _files_folder(tenant, "Vergunningen", "Inkomende post")
    later = _files_folder(tenant, "Vergunningen", "Inkomende post")
    assert tenant.code(refused) == (404, "NotFound")
    assert other.status_code == later.status_code == 200
