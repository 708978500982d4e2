"""A small, seeded part of what `make faults` does with 20,000 requests."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph_simulator.operations import OPERATIONS
from tests.graph_simulator.answering import serve_answering
from tests.graph_simulator.many_requests import Requests


@pytest.fixture
def receiver_url() -> Iterator[str]:
    server = serve_answering()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_no_request_breaks_it_and_most_reach_what_is_modelled(
    tenant: Any, receiver_url: str
) -> None:
    told = Requests(tenant.http, receiver_url, seed=4).send(1000)
    assert told.broken == []
    assert told.modelled >= 0.6 * told.asked
    assert {one.name for one in OPERATIONS} <= told.statuses.keys()
