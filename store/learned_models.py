"""The learned models: what was brought in, and which one people put in force."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Connection, delete, insert, select

from classification.learned.model import Model, Tells
from classification.learned.model_file import from_bytes
from records.moments import moment_text
from records.register import OURSELVES, Draft
from store.brakes import begin_run
from store.confirmed import told_after
from store.database import Database
from store.house import look_again
from store.models import EntryRow, ModelInForceRow, ModelRow
from store.register import append, beside, model_version_in_force

MADE = "model_made"
KEPT = 3  # models made here of each sort that people never put in force: the latest


class TellsOtherError(Exception):
    """That model is kept as one that tells something else of a document."""


class InForceError(Exception):
    """That model is in force."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A model that was brought in: what it knows, what it was found to be worth, and if it is in force."""

    version: str
    tells: str
    kinds: int
    examples: int
    figures: Mapping[str, Any] | None
    added_by: str
    added_at: str
    in_force: bool


class LearnedModels:
    """What people decide about models; every act is written in the register."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(
        self,
        content: bytes,
        figures: Mapping[str, Any] | None,
        actor: str,
        *,
        tells: Tells = "kinds",
    ) -> Model:
        """Keep a model, and what it was found to be worth; it is not in force by that.

        One that is kept already stays as it is. Raises ModelFileError for what is no model, and
        TellsOtherError where it is kept as one that tells something else.
        """
        model, now = from_bytes(content), self._now()
        values = {
            "version": model.version,
            "tells": tells,
            "content": content,
            "kinds": len(model.kinds),
            "examples": len(model.example_ids),
            "figures": json.dumps(figures) if figures is not None else None,
            "added_by": actor,
            "added_at": now,
        }
        known = select(ModelRow.tells).where(ModelRow.version == model.version)
        with self._database.transaction() as connection:
            kept_as = connection.scalar(known)
            if kept_as not in {None, tells}:
                raise TellsOtherError(model.version)
            if kept_as is None:
                connection.execute(insert(ModelRow).values(**values))
                told = {
                    "version": model.version,
                    "tells": tells,
                    "examples": len(model.example_ids),
                }
                append(connection, Draft("model_added", model.version, plan=told, actor=actor), now)
        return model

    def told_since_made(self, tells: Tells) -> int:
        """Return how often people said something new since such a model was last made here."""
        with self._database.reading() as connection:
            position, _ = _last_made(connection, tells)
            return told_after(connection, position, tells)

    def last_made(self, tells: Tells) -> Mapping[str, Any]:
        """Return what was written down when such a model was last made here; empty where never."""
        with self._database.reading() as connection:
            return _last_made(connection, tells)[1]

    def keep_made(
        self,
        content: bytes,
        figures: Mapping[str, Any] | None,
        tells: Tells,
        *,
        asked: int,
        read: int,
        examples: str | None = None,
    ) -> None:
        """Keep a model that was made here from what people said; it is not in force by that.

        Of those that were never in force only the latest few are kept.
        """
        model = self.add(content, figures, OURSELVES, tells=tells)
        self.write_made(tells, model.version, asked=asked, read=read, examples=examples)
        was_in_force = select(ModelInForceRow.version).where(ModelInForceRow.version.is_not(None))
        too_many = (
            select(ModelRow.version)
            .where(ModelRow.tells == tells, ModelRow.added_by == OURSELVES)
            .where(ModelRow.version.not_in(was_in_force))
            .order_by(ModelRow.added_at.desc(), ModelRow.version)
            .offset(KEPT)
        )
        with self._database.transaction() as connection:
            for version in connection.scalars(too_many).all():
                self._delete(connection, version, tells, OURSELVES)

    def write_made(
        self,
        tells: Tells,
        version: str | None,
        *,
        asked: int,
        read: int,
        examples: str | None = None,
    ) -> None:
        """Write down that a model was made here, or could not be (null).

        From so many documents that were `asked` for, of which so many were `read`; `examples` is
        the digest of these and their labels.
        """
        told = {"version": version, "asked": asked, "read": read, "examples": examples}
        with self._database.transaction() as connection:
            append(connection, Draft(MADE, tells, plan=told), self._now())

    def put_in_force(self, version: str, actor: str) -> None:
        """Put that model in force; every document that is not filed is looked at again.

        It stands beside one that tells something else. Raises LookupError where no such model was
        brought in.
        """
        with self._database.transaction() as connection:
            tells = connection.scalar(select(ModelRow.tells).where(ModelRow.version == version))
            if tells is None:
                raise LookupError(version)
            self._in_force(connection, version, tells, actor)

    def withdraw(self, actor: str, tells: Tells = "kinds") -> None:
        """Take the model that tells that out of force; what is not filed is looked at again."""
        with self._database.transaction() as connection:
            self._in_force(connection, None, tells, actor)

    def delete(self, version: str, actor: str) -> None:
        """Delete a model that is kept, with all it learned.

        Raises LookupError where no such model was brought in, and InForceError where it is in force.
        """
        with self._database.transaction() as connection:
            tells = connection.scalar(select(ModelRow.tells).where(ModelRow.version == version))
            if tells is None:
                raise LookupError(version)
            if version in (model_version_in_force(connection, one) for one in get_args(Tells)):
                raise InForceError(version)
            self._delete(connection, version, tells, actor)

    def _delete(self, connection: Connection, version: str, tells: str, actor: str) -> None:
        connection.execute(delete(ModelRow).where(ModelRow.version == version))
        draft = Draft("model_deleted", version, plan={"tells": tells}, actor=actor)
        append(connection, draft, self._now())

    def _in_force(
        self, connection: Connection, version: str | None, tells: str, actor: str
    ) -> None:
        now = self._now()
        row = {"tells": tells, "version": version, "put_by": actor, "put_at": now}
        connection.execute(insert(ModelInForceRow).values(**row))
        draft = Draft("model_in_force", version or "none", plan={"tells": tells}, actor=actor)
        append(connection, draft, now)
        look_again(connection, now)
        begin_run(connection)

    def version_in_force(self, tells: Tells) -> str | None:
        """Return the version of the model in force that tells that, or None while there is none."""
        with self._database.reading() as connection:
            return model_version_in_force(connection, tells)

    def in_force(self, tells: Tells = "kinds") -> Model | None:
        """Return the model in force that tells that, or None while there is none.

        Raises ModelFileError where it cannot be read, as one that an older version of ours made.
        """
        with self._database.reading() as connection:
            version = model_version_in_force(connection, tells)
            content = connection.scalar(select(ModelRow.content).where(ModelRow.version == version))
        return from_bytes(content) if content is not None else None

    def all(self) -> list[Brought]:
        """Return every model that was brought in, the newest first."""
        with self._database.reading() as connection:
            current = {model_version_in_force(connection, tells) for tells in get_args(Tells)}
            rows = connection.execute(
                select(
                    ModelRow.version,
                    ModelRow.tells,
                    ModelRow.kinds,
                    ModelRow.examples,
                    ModelRow.figures,
                    ModelRow.added_by,
                    ModelRow.added_at,
                ).order_by(ModelRow.added_at.desc())
            ).all()
        return [
            Brought(
                row.version,
                row.tells,
                row.kinds,
                row.examples,
                json.loads(row.figures) if row.figures else None,
                row.added_by,
                moment_text(row.added_at),
                row.version in current,
            )
            for row in rows
        ]


def _last_made(connection: Connection, tells: Tells) -> tuple[int, Mapping[str, Any]]:
    """Return where it was last written down that such a model was made, and what was; 0 where never."""
    made = select(EntryRow.position, EntryRow.entry).where(
        EntryRow.kind == MADE, EntryRow.outcome == tells
    )
    row = connection.execute(made.order_by(EntryRow.position.desc()).limit(1)).first()
    if row is None:
        return 0, {}
    return row.position, beside(connection, json.loads(row.entry)["plan_digest"]) or {}
