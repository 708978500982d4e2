"""How a message is written down in Azure Storage."""

import base64
from datetime import datetime
from typing import Literal

from azure.storage.queue import QueueMessage

from local_host.queues import Message


class Encoding:
    """host.json's `messageEncoding`: base64, or the text as it is."""

    def __init__(self, kind: Literal["base64", "none"]) -> None:
        self._base64 = kind == "base64"

    def text_of(self, body: str | bytes) -> str:
        """Return what to write. Raises ValueError for bytes that are no UTF-8 where text is asked."""
        content = body.encode() if isinstance(body, str) else bytes(body)
        return base64.b64encode(content).decode() if self._base64 else content.decode()

    def text_again(self, message: Message) -> str:
        """Return what was read, to write it elsewhere."""
        return self.text_of(message.body) if message.readable else message.body.decode()

    def message(self, received: QueueMessage, now: datetime) -> Message:
        """Return what was read; `now` stands for a moment the storage does not tell.

        Never fails: the SDK's own decoding fails a whole batch for one message.
        """
        text = str(received.content or "")
        readable = True
        try:
            body = base64.b64decode(text, validate=True) if self._base64 else text.encode()
        except ValueError:
            body, readable = text.encode(), False
        return Message(
            id=str(received.id),
            body=body,
            inserted_at=received.inserted_on or now,
            expires_at=received.expires_on or now,
            visible_at=received.next_visible_on or now,
            dequeue_count=received.dequeue_count or 0,
            receipt=received.pop_receipt or "",
            readable=readable,
        )
