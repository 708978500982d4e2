"""The timer that learns from what people said: it makes a model, which does nothing by itself."""

import asyncio
import logging
from datetime import timedelta
from typing import get_args

import azure.functions as func

from classification.learned.examples import Example
from classification.learned.model import Tells
from classification.learned.model_file import FORMAT, to_bytes
from classification.learned.renewing import renewed
from classification.learned.training import TooFewExamplesError
from filing.errors import Spent, Throttled
from functions.composition import Whole, the_whole
from functions.teaching import Lesson, lessons, read_lessons
from graph_client.throttling import as_bulk
from records.canonical import digest
from store.confirmed import ConfirmedByPeople

blueprint = func.Blueprint()
log = logging.getLogger("dossierstroom.learning")

ENOUGH = 20  # times that people said something since such a model was last made
MOST = 1000  # documents, the latest: with more it would take more memory than others leave it
LOOKED_THROUGH = 5000  # documents, the latest: most were filed by us and teach nothing
READS_FOR = timedelta(minutes=2)  # of the five that a function has


@blueprint.timer_trigger(arg_name="timer", schedule="0 30 2 * * *")
async def learn(timer: func.TimerRequest) -> None:
    """Make a new model where people said enough that is new, and keep it beside the one in force.

    One a night, of kinds or of dossiers. Only a person puts it in force.
    """
    whole = await the_whole()
    if await whole.house.is_stopped():
        return
    told: dict[Tells, int] = {
        tells: await asyncio.to_thread(whole.models.told_since_made, tells)
        for tells in get_args(Tells)
    }
    tells = max(told, key=told.__getitem__)
    if told[tells] >= ENOUGH:
        with as_bulk(True):
            await _learn(whole, tells)


async def _learn(whole: Whole, tells: Tells) -> None:
    confirmed = ConfirmedByPeople(whole.database, whole.now)
    said = await asyncio.to_thread(confirmed.all, tells, latest=LOOKED_THROUGH)
    teaching = lessons(said, await whole.in_force.plan(), tells)[-MOST:]
    examples, every = await _read(teaching, whole)
    asked, read = len(teaching), len(examples)
    of = digest([FORMAT, sorted([one.id, one.kind] for one in examples)])
    last = await asyncio.to_thread(whole.models.last_made, tells)
    if examples and last.get("examples") == of:
        version = last["version"]
        await asyncio.to_thread(
            whole.models.write_made, tells, version, asked=asked, read=read, examples=of
        )
        log.info(
            "people said nothing of other documents: model %s of %s stays the last", version, tells
        )
        return
    in_force = await whole.in_force.model(tells)
    try:  # off the loop: the doorbell shares it
        made = await asyncio.to_thread(renewed, examples, in_force)
    except TooFewExamplesError:
        if every:  # else the next night may read what could not be read now
            await asyncio.to_thread(whole.models.write_made, tells, None, asked=asked, read=read)
        log.info("of %d documents %d were read: too few to learn %s", asked, read, tells)
        return
    content = to_bytes(made.model)
    await asyncio.to_thread(
        whole.models.keep_made, content, made.figures, tells, asked=asked, read=read, examples=of
    )
    log.info("model %s of %s was made from %d documents", made.model.version, tells, len(examples))


async def _read(teaching: list[Lesson], whole: Whole) -> tuple[list[Example], bool]:
    """Return as examples what could be read in time, the latest, in the order of `teaching`.

    And whether everything was read.
    """
    until = whole.now() + READS_FOR
    found, asked, not_read = list[Example](), 0, 0

    async def wait(error: Throttled | Spent) -> None:
        seconds = error.retry_after
        if seconds is None or whole.now() + timedelta(seconds=seconds) > until:
            raise error
        await whole.session.wait(seconds)

    try:
        async for _, example in read_lessons(reversed(teaching), whole.workplace, wait):
            asked += 1
            if isinstance(example, Example):
                found.append(example)
            elif example.error is not None:
                log.warning("a document to learn from cannot be read: %s", example.error)
                not_read += 1
            if whole.now() > until:
                break
    except (Throttled, Spent) as error:
        log.warning("no more documents to learn from can be read now: %s", error)
    return found[::-1], asked == len(teaching) and not not_read
