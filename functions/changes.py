"""Queue `changes`: reads what changed in a drive and makes documents due."""

import logging
from datetime import timedelta

import azure.functions as func

from filing.errors import Transient
from functions.composition import Whole, the_refused, the_whole
from functions.messages import (
    CHANGES,
    DOCUMENTS,
    STORAGE,
    ChangesMessage,
    Texts,
    changes_texts,
    document_texts,
)
from graph_client.delta import ResyncNeeded, delta_page
from graph_client.throttling import as_bulk

blueprint = func.Blueprint()
log = logging.getLogger("dossierstroom.changes")
MOST_PAGES = 50  # a larger drive is read on by a next message, from where this one ended


@blueprint.queue_trigger(arg_name="message", queue_name=CHANGES, connection=STORAGE)
@blueprint.queue_output(arg_name="documents", queue_name=DOCUMENTS, connection=STORAGE)
@blueprint.queue_output(arg_name="again", queue_name=CHANGES, connection=STORAGE)
async def changes(message: func.QueueMessage, documents: Texts, again: Texts) -> None:
    """Read one drive from its cursor, and nudge for each document that is due."""
    drive_id = ChangesMessage.model_validate_json(message.get_body()).drive
    whole = await the_whole()
    await the_refused().write(whole.house)  # the sweep runs in one process only
    due, unfinished = await read_drive(whole, drive_id)
    if due:
        documents.set(document_texts(due))
    if unfinished:
        again.set(changes_texts([drive_id]))


@blueprint.queue_trigger(arg_name="message", queue_name=f"{CHANGES}-poison", connection=STORAGE)
async def changes_given_up(message: func.QueueMessage) -> None:
    """Write down that a drive could not be read: the next safety delta tries again."""
    whole = await the_whole()
    await whole.house.count("poison_changes")
    drive_id = ChangesMessage.model_validate_json(message.get_body()).drive
    log.error("drive %s could not be read, again and again", drive_id)
    await whole.listening.drive_problem(drive_id, "could not be read, again and again")


async def read_drive(whole: Whole, drive_id: str) -> tuple[list[str], bool]:
    """Read one drive; return the documents now due, and whether there is more to read.

    Nothing to do when another worker reads it: that worker hears that the bell rang. What has to
    wait for long is put off, and the sweep nudges for it then: a message would be given up.
    """
    mine, cursor = await whole.listening.begin_reading(drive_id)
    if not mine:
        return [], False
    due: dict[str, None] = {}
    complete = False
    put_off: timedelta | None = None
    bulk = await whole.listening.reads_in_bulk(drive_id)
    try:
        for _ in range(MOST_PAGES):
            with as_bulk(bulk):
                page = await delta_page(whole.session, drive_id, cursor)
            found, cursor = await whole.listening.take_in(
                drive_id, cursor, page.items, page.following
            )
            due.update(dict.fromkeys(found))
            complete = page.next_link is None and cursor == page.following
            if complete:
                break
    except ResyncNeeded:
        log.warning("Graph asks to read drive %s from the start", drive_id)
        await whole.listening.start_again(drive_id)
    except Transient as error:
        if error.retry_after is None:
            raise
        put_off = timedelta(seconds=error.retry_after)
    finally:
        rung = await whole.listening.end_reading(drive_id, complete=complete, found=bool(due))
    if put_off is not None:
        await whole.listening.put_off(drive_id, whole.now() + put_off)
        return list(due), False
    return list(due), rung or not complete
