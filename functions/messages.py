"""The queue messages: ids only. The store is the truth; a message is a nudge."""

from typing import List, Literal  # noqa: UP035 - see Texts

import azure.functions as func
from pydantic import BaseModel, ConfigDict

CHANGES = "changes"
DOCUMENTS = "documents"
STORAGE = "AzureWebJobsStorage"

# An output of any number of messages. The Functions worker knows List[str] and refuses list[str].
Texts = func.Out[List[str]]  # noqa: UP006


class ChangesMessage(BaseModel):
    """Something changed in this drive."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    v: Literal[1] = 1
    drive: str


class DocumentMessage(BaseModel):
    """This document is due."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    v: Literal[1] = 1
    document_id: str


def changes_texts(drives: list[str]) -> list[str]:
    """Return one message text for each drive."""
    return [ChangesMessage(drive=drive).model_dump_json() for drive in drives]


def document_texts(document_ids: list[str]) -> list[str]:
    """Return one message text for each document."""
    return [DocumentMessage(document_id=one).model_dump_json() for one in document_ids]
