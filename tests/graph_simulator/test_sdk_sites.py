"""The unmodified msgraph-sdk with sites, lists, groups and sharing."""

import base64
from typing import Any

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.drives.item.items.item.create_link.create_link_post_request_body import (
    CreateLinkPostRequestBody,
)
from msgraph.generated.drives.item.items.item.invite.invite_post_request_body import (
    InvitePostRequestBody,
)
from msgraph.generated.models.choice_column import ChoiceColumn
from msgraph.generated.models.column_definition import ColumnDefinition
from msgraph.generated.models.default_column_value import DefaultColumnValue
from msgraph.generated.models.drive_recipient import DriveRecipient
from msgraph.generated.models.field_value_set import FieldValueSet
from msgraph.generated.models.identity import Identity
from msgraph.generated.models.identity_set import IdentitySet
from msgraph.generated.models.list_ import List_
from msgraph.generated.models.list_info import ListInfo
from msgraph.generated.models.list_item import ListItem
from msgraph.generated.models.number_column import NumberColumn
from msgraph.generated.models.permission import Permission
from msgraph.generated.sites.item.lists.item.content_types.add_copy.add_copy_post_request_body import (
    AddCopyPostRequestBody,
)
from msgraph.generated.sites.sites_request_builder import SitesRequestBuilder

from tests.graph_simulator.test_sdk import sdk

__all__ = ["sdk"]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


async def test_the_sdk_finds_sites_in_three_ways(sdk: Any, tenant: Any) -> None:
    options = SitesRequestBuilder.SitesRequestBuilderGetQueryParameters(search="bestuursarchief")
    found = await sdk.sites.get(RequestConfiguration(query_parameters=options))
    assert [one.name for one in found.value] == ["bestuursarchief"]
    everything = await sdk.sites.get_all_sites.get()
    delta = await sdk.sites.delta.get()
    assert {one.id for one in everything.value} == {one.id for one in delta.value}
    news = await sdk.sites.delta.with_url(delta.odata_delta_link).get()
    assert news.value == []
    root = await sdk.sites.by_site_id("root").get()
    assert root.web_url == "https://provincievoorbeeld.sharepoint.com"


async def test_the_sdk_grants_an_app_a_site(sdk: Any, tenant: Any) -> None:
    permissions = sdk.sites.by_site_id(tenant.drive()["site_id"]).permissions
    app = IdentitySet(application=Identity(id="89ea5c94", display_name="Contoso"))
    made = await permissions.post(Permission(roles=["write"], granted_to_identities=[app]))
    assert made.granted_to_identities_v2[0].application.id == "89ea5c94"
    one = permissions.by_permission_id(made.id)
    assert (await one.patch(Permission(roles=["read"]))).roles == ["read"]
    await one.delete()
    assert (await permissions.get()).value == []


async def test_the_sdk_makes_a_list_with_columns_items_and_a_delta(sdk: Any, tenant: Any) -> None:
    site = sdk.sites.by_site_id(tenant.drive()["site_id"])
    color = ColumnDefinition(
        name="Color",
        choice=ChoiceColumn(choices=["Red", "Blue"], display_as="dropDownMenu"),
        default_value=DefaultColumnValue(value="Blue"),
    )
    made = await site.lists.post(
        List_(
            display_name="Books",
            columns=[color, ColumnDefinition(name="Quantity", number=NumberColumn())],
            list_=ListInfo(template="genericList"),
        )
    )
    books = site.lists.by_list_id(made.id)
    fields = FieldValueSet(additional_data={"Title": "Widget", "Quantity": 2357})
    item = await books.items.post(ListItem(fields=fields))
    assert item.fields.additional_data["Color"] == "Blue"
    change = FieldValueSet(additional_data={"Color": "Red"})
    changed = await books.items.by_list_item_id(item.id).fields.patch(change)
    assert changed.additional_data["Quantity"] == 2357
    delta = await books.items.delta.get()
    assert [one.id for one in delta.value] == [item.id]
    await books.items.by_list_item_id(item.id).delete()
    gone = await books.items.delta.with_url(delta.odata_delta_link).get()
    assert gone.value[0].deleted.state == "deleted"
    columns = await books.columns.get()
    assert {one.name for one in columns.value} == {"Title", "Color", "Quantity"}


async def test_the_sdk_adds_a_content_type_to_a_library(sdk: Any, tenant: Any) -> None:
    site = sdk.sites.by_site_id(tenant.drive()["site_id"])
    of_site = {one.name: one.id for one in (await site.content_types.get()).value}
    made = await site.lists.post(
        List_(display_name="Nieuw", list_=ListInfo(template="documentLibrary"))
    )
    types = site.lists.by_list_id(made.id).content_types
    address = f"https://graph.microsoft.com/v1.0/sites/x/contentTypes/{of_site['Dossier']}"
    address = address.replace("/x/", f"/{tenant.drive()['site_id']}/")
    copy = await types.add_copy.post(AddCopyPostRequestBody(content_type=address))
    assert copy.name == "Dossier"
    assert {one.name for one in (await types.get()).value} >= {"Document", "Dossier"}


async def test_the_sdk_shares_an_item_and_reaches_it_by_its_link(sdk: Any, tenant: Any) -> None:
    drive_id, item_id = tenant.put().split("/")[2::2]
    item = sdk.drives.by_drive_id(drive_id).items.by_drive_item_id(item_id)
    jurist = tenant.own("GET", "tenant")["people"]["Jurist"]
    user = await sdk.users.by_user_id(jurist).get()
    given = await item.invite.post(
        InvitePostRequestBody(recipients=[DriveRecipient(email=user.mail)], roles=["read"])
    )
    assert given.value[0].granted_to_v2.user.id == jurist
    # The SDK says `retainInheritedPermissions: false` for who says nothing.
    assert tenant.tree_item(item_id)["principals"] == [f"user:{jurist}"]
    link = await item.create_link.post(CreateLinkPostRequestBody(type="view", scope="organization"))
    encoded = base64.urlsafe_b64encode(link.link.web_url.encode()).decode().rstrip("=")
    found = await sdk.shares.by_shared_drive_item_id(f"u!{encoded}").drive_item.get()
    assert found.id == item_id
    permissions = await item.permissions.get()
    assert {one.id for one in permissions.value} >= {link.id, given.value[0].id}
    await item.permissions.by_permission_id(link.id).delete()


async def test_the_sdk_goes_from_a_group_to_its_drive_and_people(sdk: Any, tenant: Any) -> None:
    team = tenant.own("GET", "tenant")["teams"]["Subsidies"]["id"]
    group = sdk.groups.by_group_id(team)
    assert (await group.drive.get()).id == tenant.channel["drive_id"]
    people = (await group.members.get()).value
    assert "Jurist" in {one.display_name for one in people}
    site = await group.sites.by_site_id("root").get()
    assert site.name == "subsidies"
