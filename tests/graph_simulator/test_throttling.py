"""Resource units: a scripted hour counted by hand, and the limits of apps and tenant."""

from datetime import datetime
from typing import Any

import pytest

from graph_simulator import throttling
from graph_simulator.errors import GraphError

APP = "app:Dossierstroom"


def units(tenant: Any) -> int:
    callers = tenant.own("GET", "units")["callers"]
    return int(callers.get(APP, {"units": 0})["units"])


def licensed(tenant: Any, **more: Any) -> None:
    """A tenant of the smallest kind, at the beginning of a minute."""
    tenant.own("POST", "clock", {"set": "2026-06-01T12:00:00Z"})
    tenant.own("POST", "dials", {"licences": 900, **more})


def use(tenant: Any, count: int) -> Any:
    """So many units, five for each look at permissions; the last answer."""
    root = f"/drives/{tenant.drive()['id']}/root/permissions"
    requests = [{"id": str(n), "method": "GET", "url": root} for n in range(20)]
    while count >= 100:
        tenant.graph("POST", "/$batch", json={"requests": requests})
        count -= 100
    answers = [tenant.graph("GET", root) for _ in range(count // 5)]
    return answers[-1] if answers else None


def test_a_scripted_hour_costs_what_one_counts_by_hand(tenant: Any) -> None:
    drive = tenant.drive()
    root = f"/drives/{drive['id']}/root"
    link = tenant.get(f"{root}/delta?token=latest")["@odata.deltaLink"]
    start = units(tenant)
    for minute in range(0, 60, 5):
        at = tenant.put(f"stuk {minute}.docx")  # an upload: 2
        tenant.graph("POST", f"{root}/children", json={"name": f"{minute}", "folder": {}})  # 2
        tenant.get(at)  # 1
        tenant.get(f"{root}/children")  # a list: 2
        link = tenant.follow(link)["@odata.deltaLink"]  # a delta with a token: 1
        tenant.graph("GET", f"{at}/content", follow_redirects=True)  # a download: 1
        tenant.graph("PATCH", f"{at}/listItem/fields", json={"Title": "x"})  # 2
        tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Lopend dossier"})  # 2
        tenant.get(f"{at}/retentionLabel")  # 1
        tenant.get(f"{at}/permissions")  # 5
        tenant.graph("POST", f"{at}/copy", json={"name": f"kopie {minute}.docx"})  # 2
        tenant.graph("GET", f"{at}niet")  # refused, and counted: 1
        tenant.get("/teams")  # not SharePoint's: 0
        tenant.own("POST", "clock", {"advance_seconds": 300})
    tenant.get(f"{root}/delta")  # a delta without a token: 2
    assert units(tenant) - start == 12 * 22 + 2


def test_headers_come_from_eighty_percent_and_refusals_after_the_whole(tenant: Any) -> None:
    licensed(tenant)
    below = use(tenant, 995)
    at_limit = use(tenant, 5)
    last = use(tenant, 250)
    beyond = use(tenant, 5)
    assert "ratelimit-limit" not in below.headers
    assert at_limit.headers["ratelimit-limit"] == "1250"
    assert at_limit.headers["ratelimit-remaining"] == "250"
    assert (last.status_code, last.headers["ratelimit-remaining"]) == (200, "0")
    assert tenant.code(beyond) == (429, "TooManyRequests")
    assert 0 < int(beyond.headers["retry-after"]) <= 60
    assert tenant.get("/teams")
    tenant.own("POST", "clock", {"advance_seconds": 60})
    assert use(tenant, 5).status_code == 200


def test_who_goes_on_regardless_is_blocked(tenant: Any) -> None:
    licensed(tenant)
    use(tenant, 2500)
    assert tenant.code(use(tenant, 5)) == (503, "serviceNotAvailable")


def test_retry_after_can_have_a_fraction(tenant: Any) -> None:
    licensed(tenant, fractional_retry_after=True)
    use(tenant, 1250)
    assert "." in use(tenant, 5).headers["retry-after"]


@pytest.mark.parametrize(
    ("used", "left"),
    [
        ({"minute": 0, "day": 1_200_001, "tenant": 0}, 86_400),
        ({"minute": 0, "day": 0, "tenant": 18_751}, 300),
    ],
)
def test_the_day_of_an_app_and_the_five_minutes_of_the_tenant_have_no_headers(
    used: dict[str, int], left: int
) -> None:
    midnight = datetime.fromisoformat("2026-06-01T00:00:00+00:00")
    state = throttling.Used(**used, now=midnight)
    _, day, tenant = throttling.limits(1_000)
    with pytest.raises(GraphError) as refused:
        throttling.check_longer(state, day, tenant, fractional=False)
    assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": str(left + 1)})
    assert throttling.headers(state, 1_250) == {}


def test_another_app_has_a_minute_of_its_own(tenant: Any) -> None:
    licensed(tenant)
    use(tenant, 1250)
    assert use(tenant, 5).status_code == 429
    asked = {"resource": "x", "api-version": "1", "client_id": "een-andere-app"}
    header = {"X-IDENTITY-HEADER": "simulator"}
    token = tenant.http.get("/msi/token", params=asked, headers=header).json()["access_token"]
    tenant.graph_headers = {"Authorization": f"Bearer {token}"}
    assert use(tenant, 5).status_code == 200


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        (1_000, (1_250, 1_200_000, 18_750)),
        (1_001, (2_500, 2_400_000, 37_500)),
        (15_000, (3_750, 3_600_000, 56_250)),
        (50_000, (5_000, 4_800_000, 75_000)),
        (50_001, (6_250, 6_000_000, 93_750)),
    ],
)
def test_the_limits_go_by_licences(licences: int, expected: tuple[int, int, int]) -> None:
    assert throttling.limits(licences) == expected
