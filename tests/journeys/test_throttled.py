"""A tenant that counts: 1,250 units a minute for all of the app, and refusals with Retry-After."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from command_line.undoing_many import Which, undo_many
from filing.budget import Limits
from graph_client.throttling import Governor
from tests.journeys.journey import APPLICATION, SOURCE, Journey

pytestmark = pytest.mark.journey
ON_BOTH = pytest.mark.parametrize("storage", ["in-process", "azurite"], indirect=True)

OURS = "app:Dossierstroom"
SMALLEST = 1_250
CEILING = SMALLEST * 90 // 100
# What twelve functions at a time asked in the last moment of a minute, Graph counts in the next.
UNDER_WAY = 12 * 5


@pytest.fixture
async def counted(installation: Journey) -> AsyncIterator[Journey]:
    """An installation, not started, at a tenant of the smallest kind."""
    installation.units_per_minute = SMALLEST
    await installation.own("POST", "/dials", {"licences": 900})
    yield installation
    await installation.stop()


async def saves(journey: Journey, count: int) -> None:
    for number in range(count):
        await journey.save(f"aanvraag {number}.txt", f"{APPLICATION}\nWij zijn met {number}.\n")


async def later(journey: Journey, seconds: float) -> None:
    """Let time pass for the tenant and for us, and the sweep look what is due."""
    await passes(journey, seconds)
    await journey.host.run_function("sweep")
    await journey.settle()


async def calls(journey: Journey, *, after: int = 0) -> list[dict[str, Any]]:
    """Return the requests that the app made of SharePoint, after so many calls."""
    made = (await journey.own("GET", "/calls"))["calls"]
    return [one for one in made[after:] if one["caller"] == OURS and one["units"]]


async def states(journey: Journey) -> Counter[str]:
    return Counter(line.outcome for line in (await journey.account()).lines)


@pytest.mark.parametrize("storage", ["azurite"], indirect=True)
async def test_many_documents_take_their_minutes_and_nothing_is_lost(counted: Journey) -> None:
    await counted.start()
    await saves(counted, 40)
    await counted.settle()
    for _ in range(8):
        if await states(counted) == {"filed": 40}:
            break
        await later(counted, 61)
    account = await counted.account()
    assert not account.violations, [one.sentence for one in account.violations]
    assert Counter(line.outcome for line in account.lines) == {"filed": 40}
    made = await calls(counted)
    minutes: Counter[str] = Counter()
    for one in made:
        minutes[one["at"][:16]] += one["units"]
    assert max(minutes.values()) <= CEILING + UNDER_WAY
    assert len(minutes) > 1
    assert not [one for one in made if one["status"] in {429, 503}]


class Paying:
    """The governor that is there, and what was paid to it."""

    def __init__(self, governor: Governor) -> None:
        self._governor = governor
        self.paid: list[int] = []
        self.heard, self.throttled = governor.heard, governor.throttled
        self.shut_until = governor.shut_until

    async def grant(self, units: int) -> None:
        await self._governor.grant(units)
        self.paid += [units] if units else []


async def test_every_request_is_paid_for_with_what_graph_counts_for_it(counted: Journey) -> None:
    await counted.start()
    paying = Paying(counted.whole.session.governor)
    counted.whole.session.governor = paying
    before = len((await counted.own("GET", "/calls"))["calls"])
    await saves(counted, 1)
    await counted.settle()
    made = await calls(counted, after=before)
    assert len({one["operation"] for one in made}) > 12
    # A worker asks one thing at a time; reading the drive for our own changes goes beside it.
    assert Counter(paying.paid) == Counter(one["units"] for one in made)


async def test_a_long_wait_is_told_and_a_person_can_end_it(counted: Journey) -> None:
    await counted.start()
    await counted.fault("status", "drive_item.get", status=429, retry_after=20_000)
    await saves(counted, 1)
    await counted.settle()
    until = counted.whole.budget.paused_until()
    assert until is not None
    assert until > counted.clock() + timedelta(hours=5)
    counted.whole.budget.lift_pause("person:test")
    await later(counted, 60)
    assert await states(counted) == {"filed": 1}


@ON_BOTH
async def test_while_graph_tells_to_wait_no_document_asks_anything(counted: Journey) -> None:
    await counted.start()
    await counted.fault("status", "drive_item.get", status=429, retry_after=150)
    await saves(counted, 6)
    await counted.settle()
    told = next(one for one in await calls(counted) if one["status"] == 429)
    await later(counted, 60)
    await counted.host.run_function("tend")
    assert not [one.problem for one in await counted.whole.sources.all() if one.problem]
    await saves_another(counted, "later.txt")
    await later(counted, 60)
    until = datetime.fromisoformat(told["at"]) + timedelta(seconds=150)
    # What was under way when it was told had left already: it is answered, and that is all.
    since = [one for one in await calls(counted, after=told["n"]) if not _at_once(one, told)]
    assert not since
    await later(counted, 60)
    await later(counted, 60)
    assert await states(counted) == {"filed": 7}
    after = [one for one in await calls(counted, after=told["n"]) if not _at_once(one, told)]
    assert after
    assert min(datetime.fromisoformat(one["at"]) for one in after) >= until
    assert "poison_changes" not in counted.whole.house.counts()


async def test_bulk_work_leaves_room_for_what_people_do_now(counted: Journey) -> None:
    await saves(counted, 30)
    await counted.start()  # the documents that lay there before: nobody waits for them
    before = await states(counted)
    assert before["filed"] < 30
    known = (await counted.own("GET", "/calls"))["calls"][-1]["n"]
    await saves_another(counted, "vandaag.txt")
    await counted.settle()
    filed = [one["name"] for one in counted.whole.overviews.filings() if one["state"] == "filed"]
    assert "vandaag.txt" in filed
    assert not [one for one in await calls(counted, after=known) if one["status"] == 429]
    for _ in range(8):
        await later(counted, 61)
    assert await states(counted) == {"filed": 31}


@ON_BOTH
async def test_undoing_many_waits_where_its_share_is_spent_and_leaves_nothing_half_done(
    installation: Journey, capsys: pytest.CaptureFixture[str]
) -> None:
    await installation.start()
    await saves(installation, 5)
    await installation.settle()
    assert await states(installation) == {"filed": 5}
    await installation.stop()  # no host carries on with it: all that is asked, the command asks
    installation.units_per_minute = 100
    command = installation.whole = installation.composed()
    command.session.wait = lambda seconds: passes(installation, seconds)
    known = (await installation.own("GET", "/calls"))["calls"][-1]["n"]
    try:
        await undo_many(Which(source=SOURCE), command, dry_run=False, yes=True)
        account = await installation.account()
    finally:
        await command.close()
    told = capsys.readouterr()
    assert "Undone: 5 of 5." in told.out
    assert "Graph allows no more just now" in told.err
    assert not account.violations, [one.sentence for one in account.violations]
    assert Counter(line.code for line in account.lines) == {"undone": 5}
    asked = await calls(installation, after=known)
    minutes = {one["at"][:16] for one in asked}
    assert sum(one["units"] for one in asked) <= len(minutes) * Limits(100).bulk_ceiling


async def passes(journey: Journey, seconds: float) -> None:
    """Let time pass, as it does while a command waits."""
    await journey.own("POST", "/clock", {"advance_seconds": seconds})
    journey.clock.advance(seconds=seconds)


async def saves_another(journey: Journey, name: str) -> None:
    await journey.save(name, f"{APPLICATION}\nDit is {name}.\n")


def _at_once(one: dict[str, Any], told: dict[str, Any]) -> bool:
    took = datetime.fromisoformat(one["at"]) - datetime.fromisoformat(told["at"])
    return took < timedelta(seconds=2)
