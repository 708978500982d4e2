"""The host as a process of its own, killed without warning and started again."""

import json
import signal
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from demo.accounting import account
from demo.arriving import GRANTS
from demo.office import Office
from demo.tenant import SimulatedTenant
from demo.waiting import until
from tests.journeys.journey import APPLICATION, SMALL, STAFF

pytestmark = pytest.mark.journey


def let_the_claim_lapse(database_url: str) -> None:
    """Do at once what the dead host's claim does by itself after five minutes."""
    past = "'2026-01-01T00:00:00.000000Z'"
    database = create_engine(database_url)
    with database.begin() as connection:
        connection.exec_driver_sql(f"UPDATE documents SET claimed_until = {past}, due_at = {past}")
    database.dispose()


# The crash matrix kills at every request; here the host is started as people start it, with the real queues.
@pytest.mark.parametrize(
    ("operation", "storage"),
    [("drive_item.copy", "azurite"), ("retention_label.patch", "in-process")],
    indirect=["storage"],
)
def test_a_host_that_is_killed_between_staging_and_release_files_the_document_once(
    tmp_path: Path, operation: str, storage: str, database_url: str
) -> None:
    tenant = SimulatedTenant()
    office = Office(
        tmp_path, tenant, AzureWebJobsStorage=storage, DOSSIER_DATABASE_URL=database_url
    )
    try:
        office.begin(plan=str(SMALL))
        until(lambda: bool(tenant.get("tree")["subscriptions"]), "the subscription")
        tenant.post("faults", kind="hold_after", operation=operation)
        tenant.save(GRANTS.gets("brief.txt", STAFF, APPLICATION.encode(), "a letter"))
        until(lambda: any(f["holding"] for f in tenant.get("faults")["faults"]), operation)
        office.stop_host(signal.SIGKILL)
        assert account(tenant, office).filed == 0
        tenant.delete("faults")
        let_the_claim_lapse(database_url)
        office.start_host()
        until(lambda: account(tenant, office).filed == 1, "the filing")

        found = account(tenant, office)
        assert (found.documents, found.violations) == (1, ())
        kinds = [json.loads(line)["entry"]["kind"] for line in office.register_lines()]
        assert kinds.count("planned") == kinds.count("filed") == 1
    finally:
        office.stop_host()
        tenant.close()
