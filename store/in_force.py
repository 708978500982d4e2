"""What is in force when a document is looked at: file plan, models, a person's word, its source.

Implements `filing.store_ports.InForce`. What begins a filing refuses where any of it changed meanwhile
(`store/documents.py`).
"""

import json
import logging

from sqlalchemy import select

from classification.file_plan.reading import read_file_plan
from classification.learned.model import Model, Tells
from classification.learned.model_file import ModelFileError, from_bytes
from filing.store_ports import SourceNow
from records.documents import Location
from records.file_plan import FilePlan, Mode
from store.brakes import brake_told
from store.confirmed import kind_said
from store.database import Database, in_thread
from store.models import ModelRow, Plan, SourceRow
from store.register import model_version_in_force

_LOG = logging.getLogger(__name__)


class StoredInForce:
    """What is in force in one database; plan and models are read again where they were replaced."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._plan: FilePlan | None = None
        self._models: dict[Tells, tuple[str | None, Model | None]] = {}

    @in_thread
    def plan(self) -> FilePlan | None:
        """Return the file plan in force, or None while there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(Plan.plan_version, Plan.texts).order_by(Plan.id.desc()).limit(1)
            ).first()
        if row is None:
            return None
        if self._plan is None or self._plan.version != row.plan_version:
            self._plan = read_file_plan(json.loads(row.texts))
        return self._plan

    @in_thread
    def model(self, tells: Tells) -> Model | None:
        """Return the model in force that tells that; None while there is none, or it cannot be read."""
        known, model = self._models.get(tells, (None, None))
        with self._database.reading() as connection:
            version = model_version_in_force(connection, tells)
            if version == known:
                return model
            content = connection.scalar(select(ModelRow.content).where(ModelRow.version == version))
        try:
            model = from_bytes(content) if content is not None else None
        except ModelFileError:
            _LOG.exception("the model in force, %s, cannot be read: rules alone decide", version)
            model = None
        self._models[tells] = version, model  # also where it cannot be read: that is told once
        return model

    @in_thread
    def kind_said(self, document_id: str) -> str | None:
        """Return what a person said the document is, or None."""
        with self._database.reading() as connection:
            return kind_said(connection, document_id)

    @in_thread
    def source(self, name: str) -> SourceNow | None:
        """Return the source as it is now; None when it was never found or is no longer there."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(SourceRow.__table__).where(SourceRow.name == name)
            ).first()
        if row is None or row.drive_id is None or row.folder_id is None:
            return None
        folder = Location(row.drive_id, row.folder_id)
        return SourceNow(
            Mode(row.mode),
            folder,
            row.folder_path or "/",
            bool(row.paused),
            brake_told(row.mode_by_brake),
            brake_told(row.paused_by_brake),
        )
