"""The unmodified msgraph-sdk works against the simulator by base URL alone."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from azure.identity.aio import ManagedIdentityCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from kiota_http.middleware.options import HeadersInspectionHandlerOption
from msgraph.generated.drives.item.items.item.copy.copy_post_request_body import (
    CopyPostRequestBody,
)
from msgraph.generated.models.content_type_info import ContentTypeInfo
from msgraph.generated.models.drive_item import DriveItem
from msgraph.generated.models.field_value_set import FieldValueSet
from msgraph.generated.models.folder import Folder
from msgraph.generated.models.item_reference import ItemReference
from msgraph.generated.models.item_retention_label import ItemRetentionLabel
from msgraph.generated.models.list_item import ListItem
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.subscription import Subscription
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core import GraphClientFactory  # type: ignore[import-untyped]

with warnings.catch_warnings():
    # kiota warns about itself while the SDK's modules are imported
    warnings.simplefilter("ignore", DeprecationWarning)
    from msgraph.generated.drives.item.items.item.drive_item_item_request_builder import (
        DriveItemItemRequestBuilder,
    )
    from msgraph.generated.drives.item.list_.columns.columns_request_builder import (
        ColumnsRequestBuilder,
    )

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SCOPE = "https://graph.microsoft.com/.default"


@pytest.fixture
async def sdk(tenant: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[GraphServiceClient]:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{tenant.url}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "simulator")
    async with ManagedIdentityCredential() as credential:
        provider = AzureIdentityAuthenticationProvider(credential, scopes=[SCOPE], allowed_hosts=[])
        # kiota's middleware does not pass closing on, so the transport below it is kept at hand.
        transport = httpx.AsyncHTTPTransport()
        http = GraphClientFactory.create_with_default_middleware(
            client=httpx.AsyncClient(transport=transport, follow_redirects=False)
        )
        adapter = GraphRequestAdapter(provider, client=http)
        # The double slash of the SDK's own default base URL is part of what is tested.
        adapter.base_url = f"{tenant.url}/v1.0/"
        yield GraphServiceClient(request_adapter=adapter)
        await transport.aclose()


async def test_the_sdk_finds_a_channels_folder_from_the_teams(sdk: Any, tenant: Any) -> None:
    teams = await sdk.teams.get()
    channels = await sdk.teams.by_team_id(teams.value[0].id).channels.get()
    channel = channels.value[0]
    builder = sdk.teams.by_team_id(teams.value[0].id).channels.by_channel_id(channel.id)
    folder = await builder.files_folder.get()
    assert (teams.value[0].display_name, channel.display_name) == ("Subsidies", "Algemeen")
    assert folder.id == tenant.channel["folder_id"]
    assert folder.parent_reference.drive_id == tenant.channel["drive_id"]


async def test_the_sdk_reads_an_item_with_its_columns(sdk: Any, tenant: Any) -> None:
    drive_id, item_id = tenant.put().split("/")[2::2]
    options = DriveItemItemRequestBuilder.DriveItemItemRequestBuilderGetQueryParameters(
        expand=["listItem($expand=fields)"]
    )
    configuration = RequestConfiguration(query_parameters=options)
    builder = sdk.drives.by_drive_id(drive_id).items.by_drive_item_id(item_id)
    item = await builder.get(request_configuration=configuration)
    assert item.name == "stuk.docx"
    assert item.file.hashes.quick_xor_hash
    assert item.list_item.fields.additional_data["FileLeafRef"] == "stuk.docx"


async def test_the_sdk_lists_children_and_downloads_content(sdk: Any, tenant: Any) -> None:
    drive_id, item_id = tenant.put(data=b"inhoud").split("/")[2::2]
    items = sdk.drives.by_drive_id(drive_id).items
    children = await items.by_drive_item_id("root").children.get()
    content = await items.by_drive_item_id(item_id).content.get()
    assert [one.id for one in children.value] == [item_id]
    assert content == b"inhoud"


async def test_the_sdk_uploads_by_path_and_makes_folders(sdk: Any, tenant: Any) -> None:
    drive = tenant.drive()
    items = sdk.drives.by_drive_id(drive["id"]).items
    folder = await items.by_drive_item_id(drive["root_id"]).children.post(
        DriveItem(
            name="_binnen",
            folder=Folder(),
            additional_data={"@microsoft.graph.conflictBehavior": "fail"},
        )
    )
    made = await items.by_drive_item_id(f"{folder.id}:/wijzer.url:").content.put(b"naar")
    assert made.name == "wijzer.url"
    assert tenant.tree_item(made.id)["path"] == "/_binnen/wijzer.url"


async def test_the_sdk_follows_a_delta_by_builder_and_by_url(sdk: Any, tenant: Any) -> None:
    item = tenant.upload("eerste.docx")
    drive_id = tenant.channel["drive_id"]
    delta = sdk.drives.by_drive_id(drive_id).items.by_drive_item_id("root").delta
    first = await delta.get()
    tenant.upload("tweede.docx")
    second = await delta.with_url(first.odata_delta_link).get()
    latest = await (
        sdk.drives.by_drive_id(drive_id)
        .items.by_drive_item_id("root")
        .delta_with_token("latest")
        .get()
    )
    assert item.rsplit("/", 1)[-1] in {one.id for one in first.value}
    assert {one.name for one in second.value if one.file} == {"tweede.docx"}
    assert latest.value == []
    assert latest.odata_delta_link


async def test_the_sdk_moves_and_renames_under_if_match(sdk: Any, tenant: Any) -> None:
    drive_id, item_id = tenant.put().split("/")[2::2]
    folder = tenant.folder()
    builder = sdk.drives.by_drive_id(drive_id).items.by_drive_item_id(item_id)
    before = await builder.get()
    configuration: RequestConfiguration[Any] = RequestConfiguration()
    configuration.headers.add("If-Match", before.e_tag)
    change = DriveItem(name="anders.docx", parent_reference=ItemReference(id=folder["id"]))
    after = await builder.patch(change, request_configuration=configuration)
    with pytest.raises(ODataError) as refused:
        await builder.patch(DriveItem(name="weer.docx"), request_configuration=configuration)
    assert (after.id, after.name) == (item_id, "anders.docx")
    error: Any = refused.value.error
    assert refused.value.response_status_code == 412
    assert error.code == "resourceModified"
    assert error.inner_error.request_id


async def test_the_sdk_copies_between_libraries_and_watches(sdk: Any, tenant: Any) -> None:
    drive_id, item_id = tenant.upload().split("/")[2::2]
    target = tenant.drive()
    seen = HeadersInspectionHandlerOption(inspect_response_headers=True)
    body = CopyPostRequestBody(
        parent_reference=ItemReference(drive_id=target["id"], id=target["root_id"]),
        include_all_version_history=True,
    )
    builder = sdk.drives.by_drive_id(drive_id).items.by_drive_item_id(item_id)
    await builder.copy.post(body, request_configuration=RequestConfiguration(options=[seen]))
    (monitor,) = seen.response_headers.get("Location")
    states = [(await asyncio.to_thread(httpx.get, monitor)).json() for _ in range(2)]
    assert [state["status"] for state in states] == ["inProgress", "completed"]
    assert tenant.tree_item(states[1]["resourceId"])["copied_from"] == item_id


async def test_the_sdk_sets_columns_and_a_label(sdk: Any, tenant: Any) -> None:
    drive_id, item_id = tenant.put().split("/")[2::2]
    builder = sdk.drives.by_drive_id(drive_id).items.by_drive_item_id(item_id)
    library = sdk.sites.by_site_id(tenant.drive()["site_id"]).lists.by_list_id(
        tenant.drive()["list_id"]
    )
    list_item = await builder.list_item.get()
    columns = library.items.by_list_item_id(list_item.id).fields
    await columns.patch(FieldValueSet(additional_data={"Dossiernummer": "S-1"}))
    none = await builder.retention_label.get()
    label = await builder.retention_label.patch(ItemRetentionLabel(name="Lopend dossier"))
    fields = await columns.get()
    assert fields.additional_data["Dossiernummer"] == "S-1"
    assert none is None
    assert (label.name, label.is_label_applied_explicitly) == ("Lopend dossier", True)


async def test_the_sdk_makes_a_document_set(sdk: Any, tenant: Any) -> None:
    drive, folder = tenant.drive(), tenant.folder("SUB-2026-0014")
    builder = sdk.drives.by_drive_id(drive["id"])
    types = {one.name: one for one in (await builder.list_.content_types.get()).value}
    behind = await builder.items.by_drive_item_id(folder["id"]).list_item.get()
    # The SDK has a PATCH for list items of a site only, none below a drive item.
    library = sdk.sites.by_site_id(drive["site_id"]).lists.by_list_id(drive["list_id"])
    item = library.items.by_list_item_id(behind.id)
    await item.patch(ListItem(content_type=ContentTypeInfo(id=types["Dossier"].id)))
    made = await item.get()
    assert types["Dossier"].document_set.allowed_content_types[0].name == "Document"
    assert types["Document"].document_set is None
    assert made.content_type.name == "Dossier"


async def test_the_sdk_downloads_from_another_host(sdk: Any, tenant: Any) -> None:
    tenant.own("POST", "dials", {"other_host": True})
    drive_id, item_id = tenant.put(data=b"inhoud").split("/")[2::2]
    item = sdk.drives.by_drive_id(drive_id).items.by_drive_item_id(item_id)
    assert await item.content.get() == b"inhoud"


async def test_the_sdk_sets_managed_metadata_by_its_note(sdk: Any, tenant: Any) -> None:
    drive = tenant.drive("Beleidsdossiers", "bestuursarchief")
    drive_id, item_id = tenant.put(drive=drive).split("/")[2::2]
    term = tenant.own("GET", "tenant")["terms"]["Documentsoorten"]["Beleidsnota"]
    builder = sdk.drives.by_drive_id(drive_id)
    # Hidden columns, as the note's is, come when `hidden` is asked for.
    wanted = ColumnsRequestBuilder.ColumnsRequestBuilderGetQueryParameters(
        select=["name", "displayName", "hidden", "term"]
    )
    listed = await builder.list_.columns.get(RequestConfiguration(query_parameters=wanted))
    columns = {one.display_name: one for one in listed.value}
    behind = await builder.items.by_drive_item_id(item_id).list_item.get()
    library = sdk.sites.by_site_id(drive["site_id"]).lists.by_list_id(drive["list_id"])
    fields = library.items.by_list_item_id(behind.id).fields
    note = FieldValueSet(
        additional_data={columns["Documentsoort_0"].name: f"-1;Beleidsnota|{term}"}
    )
    await fields.patch(note)
    value = (await fields.get()).additional_data["Documentsoort"]
    assert columns["Documentsoort"].term.allow_multiple_values is False
    assert (value["Label"], str(value["TermGuid"])) == ("Beleidsnota", term)


async def test_the_sdk_subscribes(sdk: Any, tenant: Any, receiver: Any) -> None:
    drive_id = tenant.channel["drive_id"]
    asked = Subscription(
        change_type="updated",
        notification_url=receiver.url,
        resource=f"/drives/{drive_id}/root",
        expiration_date_time=datetime.now(UTC) + timedelta(days=1),
        client_state="geheim",
    )
    made = await sdk.subscriptions.post(asked)
    tenant.upload()
    (notification,) = receiver.next()["value"]
    assert notification["subscriptionId"] == made.id
    later = datetime.now(UTC) + timedelta(days=2)
    builder = sdk.subscriptions.by_subscription_id(made.id)
    renewed = await builder.patch(Subscription(expiration_date_time=later))
    assert renewed.expiration_date_time > made.expiration_date_time
    await builder.delete()
    listed = await sdk.subscriptions.get()
    assert listed.value == []
