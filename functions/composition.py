"""Puts the parts together: settings in, one working whole out."""

import asyncio
import os
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extraction.with_ocr import ReaderWithOcr
from extraction.worker import Reader
from filing.budget import Limits
from filing.workplace import Workplace
from functions.refused import RefusedCount
from functions.settings import Settings, read_settings
from graph_client.anchor_blob import AnchorBlob
from graph_client.drives import GraphDrives
from graph_client.libraries import Libraries
from graph_client.session import GraphSession, database_token, storage_token
from graph_client.throttling import SlicedGovernor
from store.anchor import AnchorFile
from store.budget import StoredBudget
from store.database import Database
from store.documents import StoredDocuments
from store.house import House
from store.in_force import StoredInForce
from store.learned_models import LearnedModels
from store.listening import Listening
from store.overviews import Overviews
from store.register import Register
from store.sources import Sources
from store.supposing import Supposing

_READING_PROCESSES = 2  # so that one document that takes its whole time holds up half the others


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that runs together in one process."""

    settings: Settings
    now: Callable[[], datetime]
    database: Database
    house: House
    budget: StoredBudget
    sources: Sources
    listening: Listening
    register: Register
    anchor: AnchorFile | AnchorBlob
    documents: StoredDocuments
    in_force: StoredInForce
    models: LearnedModels
    overviews: Overviews
    supposing: Supposing
    session: GraphSession
    reader: Reader | ReaderWithOcr
    workplace: Workplace

    async def close(self) -> None:
        """End worker processes and close connections."""
        await self.reader.close()
        await self.session.close()
        self.database.close()


def utc_now() -> datetime:
    """Return the moment it is, in UTC."""
    return datetime.now(UTC)


def compose(settings: Settings, now: Callable[[], datetime] = utc_now) -> Whole:
    """Return the whole, put together from `settings`. Opens the database; calls nobody yet."""
    identity = settings.managed_identity_client_id
    database = Database(settings.database_url, database_token(identity))
    house = House(database, now)

    documents = StoredDocuments(database, now, claim_seconds=settings.claim_seconds)
    in_force = StoredInForce(database)

    limits = Limits(
        settings.graph_units_per_minute, settings.graph_percent_used, settings.graph_percent_bulk
    )
    budget = StoredBudget(database, limits, now)
    session = GraphSession(
        base_url=settings.graph_base_url,
        scope=settings.graph_scope,
        client_id=identity,
        governor=SlicedGovernor(budget, limits, now),
    )
    drives = GraphDrives(session, documents.before_effect, Libraries(lambda: now().timestamp()))
    plain = Reader(workers=_READING_PROCESSES)
    reader: Reader | ReaderWithOcr = ReaderWithOcr(plain) if settings.ocr else plain
    return Whole(
        settings=settings,
        now=now,
        database=database,
        house=house,
        budget=budget,
        sources=Sources(database, now),
        listening=Listening(database, now, claim_seconds=settings.claim_seconds),
        register=Register(database),
        anchor=AnchorBlob(settings.anchor, storage_token(identity))
        if settings.anchor_is_a_container
        else AnchorFile(Path(settings.anchor)),
        documents=documents,
        in_force=in_force,
        models=LearnedModels(database, now),
        overviews=Overviews(database, now),
        supposing=Supposing(database, now),
        session=session,
        reader=reader,
        workplace=Workplace(drives, reader, documents, in_force, now, lambda: str(uuid.uuid4())),
    )


class _Installed:
    whole: Whole | None = None
    settings: Settings | None = None
    refused = RefusedCount()
    lock = threading.Lock()


async def the_whole() -> Whole:
    """Return the whole of this process; it is composed at the first call.

    Not at import: a missing setting would then hide every function from the Functions host. And
    in a thread: that brings the database up to date, while the doorbell on this loop has to answer.
    """
    if _Installed.whole is not None:
        return _Installed.whole
    return await asyncio.to_thread(_composed_once)


def _composed_once() -> Whole:
    with _Installed.lock:
        if _Installed.whole is None:
            _Installed.whole = compose(the_settings())
        return _Installed.whole


async def close_the_whole() -> None:
    """End what was composed in this process, if anything was; for a host that ends politely."""
    if _Installed.whole is not None:
        await _Installed.whole.close()
        _Installed.whole = None


def the_settings() -> Settings:
    """Return the settings of this process, without opening anything."""
    if _Installed.whole is not None:
        return _Installed.whole.settings
    if _Installed.settings is None:
        _Installed.settings = read_settings(os.environ)
    return _Installed.settings


def the_refused() -> RefusedCount:
    """Return this process's count of refused notifications; it opens nothing."""
    return _Installed.refused


def install(whole: Whole | None) -> None:
    """Use this whole from now on: for a host that brings its own clock or settings."""
    _Installed.whole, _Installed.settings, _Installed.refused = whole, None, RefusedCount()
