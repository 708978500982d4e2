"""What is wrong with listening stays visible, and what nobody announced is found out."""

from dataclasses import replace
from datetime import timedelta

from records.documents import Location
from tests.store.stored import DRIVE, FOLDER, PERSON, Stored, file_in, own_plan, plan_texts

SOON = timedelta(minutes=10)


async def read(stored: Stored, *, found: bool) -> None:
    """One queue message comes, and the drive is read to its end."""
    assert (await stored.listening.begin_reading(DRIVE))[0]
    await stored.listening.end_reading(DRIVE, complete=True, found=found)


async def unannounced(stored: Stored) -> list[str]:
    stored.clock.move(minutes=10)
    return await stored.listening.unannounced(SOON)


async def test_what_the_safety_delta_found_and_nobody_announced_is_told_once(
    listening: Stored,
) -> None:
    await listening.page(file_in("01A"), to="one")
    await listening.listening.safety_rings()
    await read(listening, found=True)
    listening.clock.move(minutes=9)
    assert await listening.listening.unannounced(SOON) == []  # Graph may be slow
    assert await unannounced(listening) == [DRIVE]
    assert await unannounced(listening) == []


async def test_a_doorbell_before_or_after_the_safety_delta_announces_what_it_finds(
    listening: Stored,
) -> None:
    await listening.page(to="one")
    await listening.listening.safety_rings()
    await read(listening, found=True)  # whoever of the two comes first
    await read(listening, found=False)
    assert await unannounced(listening) == []


async def test_a_doorbell_while_the_safety_delta_reads_announces_what_it_finds(
    listening: Stored,
) -> None:
    await listening.page(to="one")
    await listening.listening.safety_rings()
    assert (await listening.listening.begin_reading(DRIVE))[0]
    assert not (await listening.listening.begin_reading(DRIVE))[0]
    assert await listening.listening.end_reading(DRIVE, complete=True, found=True)
    await read(listening, found=False)
    assert await unannounced(listening) == []


async def test_a_quiet_drive_is_not_deaf(listening: Stored) -> None:
    await listening.page(to="one")
    await listening.listening.safety_rings()
    await read(listening, found=False)
    await read(listening, found=True)  # a doorbell, hours later
    assert await unannounced(listening) == []


async def test_a_drive_that_is_read_from_the_start_is_not_judged(listening: Stored) -> None:
    await listening.listening.safety_rings()  # it was never read
    await read(listening, found=True)
    assert await unannounced(listening) == []
    await listening.page(to="one")
    await listening.listening.safety_rings()
    await listening.listening.start_again(DRIVE)
    await read(listening, found=True)
    assert await unannounced(listening) == []


async def test_a_reading_that_did_not_come_to_its_end_is_not_judged(listening: Stored) -> None:
    await listening.page(to="one")
    await listening.listening.safety_rings()
    await listening.listening.begin_reading(DRIVE)
    await listening.listening.end_reading(DRIVE, complete=False, found=True)
    await read(listening, found=True)
    assert await unannounced(listening) == []


async def test_every_problem_of_a_source_is_told_until_it_is_over(listening: Stored) -> None:
    name = listening.source
    await listening.sources.source_problem(name, "no such channel")
    await listening.sources.subscription_problem(DRIVE, "no subscription")
    await listening.listening.drive_problem(DRIVE, "no answer")
    [source] = await listening.sources.all()
    assert source.problem == "no such channel; no subscription; no answer"
    await read(listening, found=False)
    [source] = await listening.sources.all()
    assert source.problem == "no such channel; no subscription"
    await listening.sources.subscribed(DRIVE, "S-1", listening.clock.now)
    await listening.sources.found_source(name, Location(DRIVE, FOLDER), "/Algemeen")
    [source] = await listening.sources.all()
    assert source.problem is None


async def test_a_drive_is_found_when_it_gets_its_first_source(listening: Stored) -> None:
    first = listening.clock.now
    listening.clock.move(days=1)
    await listening.sources.found_source(listening.source, Location(DRIVE, "01ANDERS"), "/Anders")
    [drive] = await listening.sources.drives()
    assert drive.found_at == first

    plan = own_plan()
    listening.house.put_plan_in_force(replace(plan, sources=()), {}, PERSON)
    assert await listening.sources.drives() == []
    later = listening.clock.move(days=30)
    listening.house.put_plan_in_force(plan, plan_texts(), PERSON)
    await listening.sources.found_source(listening.source, Location(DRIVE, FOLDER), "/Algemeen")
    [drive] = await listening.sources.drives()
    assert drive.found_at == later
