"""The addresses we expand ourselves are those that the SDK's own templates stand for."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient

from graph_client.asking import Build, _addressed
from graph_client.looking import item_in, whole, with_hidden
from records.documents import Location

ODD = Location("b!aB-c_/d e", "01 é#%?&=+'(),:;@$")
BUILDS: dict[str, Build] = {
    "item": lambda graph: whole(item_in(graph, ODD).to_get_request_information()),
    "children": lambda graph: whole(item_in(graph, ODD).children.to_get_request_information()),
    "versions": lambda graph: item_in(graph, ODD).versions.to_get_request_information(),
    "one version": lambda graph: (
        item_in(graph, ODD)
        .versions.by_drive_item_version_id("2.0")
        .content.to_get_request_information()
    ),
    "access": lambda graph: item_in(graph, ODD).permissions.to_get_request_information(),
    "label": lambda graph: item_in(graph, ODD).retention_label.to_get_request_information(),
    "release": lambda graph: item_in(graph, ODD).to_delete_request_information(),
    "columns": lambda graph: with_hidden(
        graph.drives.by_drive_id(ODD.drive_id).list_.columns.to_get_request_information()
    ),
    "site": lambda graph: graph.sites.by_site_id("host,a,b").drives.to_get_request_information(),
    "link": lambda graph: graph.drives.with_url(
        "https://graph.invalid/v1.0/x?$skiptoken=a%20b"
    ).to_get_request_information(),
}


@pytest.mark.parametrize("what", BUILDS)
def test_an_address_is_the_one_that_the_sdk_would_make(what: str) -> None:
    adapter: Any = GraphRequestAdapter(AnonymousAuthenticationProvider())
    adapter.base_url = "https://graph.invalid/v1.0"
    graph = GraphServiceClient(request_adapter=adapter)
    theirs = BUILDS[what](graph)
    adapter.set_base_url_for_request_information(theirs)
    assert _read(_addressed(BUILDS[what], graph).url) == _read(theirs.url)


def _read(url: str) -> tuple[str, list[tuple[str, str]]]:
    parts = urlsplit(url)
    assert not parts.fragment
    return f"{parts.scheme}://{parts.netloc}{parts.path}", sorted(parse_qsl(parts.query))
