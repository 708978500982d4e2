"""Queue `documents`: brings one document to its outcome."""

import logging

import azure.functions as func

from filing.handle import give_up, handle_document
from functions.composition import the_whole
from functions.messages import DOCUMENTS, STORAGE, DocumentMessage, Texts, document_texts
from graph_client.throttling import as_bulk

blueprint = func.Blueprint()
log = logging.getLogger("dossierstroom.documents")


@blueprint.queue_trigger(arg_name="message", queue_name=DOCUMENTS, connection=STORAGE)
@blueprint.queue_output(arg_name="again", queue_name=DOCUMENTS, connection=STORAGE)
async def documents(message: func.QueueMessage, again: Texts) -> None:
    """Handle one document that is due."""
    document_id = DocumentMessage.model_validate_json(message.get_body()).document_id
    whole = await the_whole()
    with as_bulk(await whole.documents.is_bulk(document_id)):
        at_once = await handle_document(document_id, whole.workplace)
    if at_once:
        again.set(document_texts([document_id]))


@blueprint.queue_trigger(arg_name="message", queue_name=f"{DOCUMENTS}-poison", connection=STORAGE)
async def documents_given_up(message: func.QueueMessage) -> None:
    """Put a document that failed again and again before a person."""
    whole = await the_whole()
    document_id = DocumentMessage.model_validate_json(message.get_body()).document_id
    await whole.house.count("poison_documents")
    log.error("document %s failed again and again; it waits for a person", document_id)
    await whole.documents.put_off_no_longer(document_id)
    await give_up(document_id, whole.workplace)
