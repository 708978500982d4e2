"""The tables."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from store.database import Moment

ID = String(255)
# SQLite counts by itself only in a column that is plainly INTEGER.
POSITION = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """Constraints have names, so that a migration can change them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Plan(Base):
    """A file plan that is or was in force: its texts, who put it there and when."""

    __tablename__ = "plans"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    plan_version: Mapped[str] = mapped_column(String(64))
    texts: Mapped[str] = mapped_column(Text)
    put_by: Mapped[str] = mapped_column(String(255))
    put_at: Mapped[datetime] = mapped_column(Moment)


class ModelRow(Base):
    """A learned model: its file, what it was found to be worth, who brought it and when.

    `tells` is what it tells of a document: `kinds` or `dossiers`.
    """

    __tablename__ = "models"
    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    tells: Mapped[str] = mapped_column(String(10))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    kinds: Mapped[int] = mapped_column(Integer)
    examples: Mapped[int] = mapped_column(Integer)
    figures: Mapped[str | None] = mapped_column(Text)
    added_by: Mapped[str] = mapped_column(String(255))
    added_at: Mapped[datetime] = mapped_column(Moment)


class ModelInForceRow(Base):
    """Which model was put in force, by whom and when; of what it tells the last row counts.

    Null: none.
    """

    __tablename__ = "models_in_force"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    tells: Mapped[str] = mapped_column(String(10))
    version: Mapped[str | None] = mapped_column(String(64))
    put_by: Mapped[str] = mapped_column(String(255))
    put_at: Mapped[datetime] = mapped_column(Moment)


class SourceRow(Base):
    """A source: what the file plan listens to, its current mode, and where Graph says it is.

    `paused`: a person paused it. `mode_by_brake` and `paused_by_brake` are the reason, as JSON, where
    a brake lowered the mode or paused it, and no person let it go on since. Since file plan, model or mode was changed `run_looked_at` of its
    documents were looked at because of that, and of `run_begun` of those a filing was begun.
    """

    __tablename__ = "sources"
    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    team: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(Text)
    site: Mapped[str] = mapped_column(Text)
    library: Mapped[str] = mapped_column(Text)
    mode: Mapped[int] = mapped_column(Integer)
    paused: Mapped[bool] = mapped_column(Boolean)
    mode_by_brake: Mapped[str | None] = mapped_column(Text)
    paused_by_brake: Mapped[str | None] = mapped_column(Text)
    run_looked_at: Mapped[int] = mapped_column(Integer, default=0)
    run_begun: Mapped[int] = mapped_column(Integer, default=0)
    drive_id: Mapped[str | None] = mapped_column(ID)
    folder_id: Mapped[str | None] = mapped_column(ID)
    folder_path: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[str | None] = mapped_column(Text)


class DriveRow(Base):
    """A drive that is listened to: how far it was read, and its subscription.

    `rings` counts doorbells, `heard` how many there were when the reading under way began.
    `problem` is what is wrong with reading it. `safety_rung_at`: the safety delta rang, and was
    not heard yet. `unannounced_since`: what it rang for found something that no notification has
    announced so far. `subscribed_as` tells what the subscription was made with. `read_again`: once
    this reading is complete, the drive is read from the start. `enumerating`: it is read from the
    start, and that has not come to its end.
    """

    __tablename__ = "drives"
    drive_id: Mapped[str] = mapped_column(ID, primary_key=True)
    found_at: Mapped[datetime | None] = mapped_column(Moment)
    cursor: Mapped[str | None] = mapped_column(Text)
    rings: Mapped[int] = mapped_column(Integer)
    heard: Mapped[int] = mapped_column(Integer)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    subscription_id: Mapped[str | None] = mapped_column(ID)
    subscription_expires_at: Mapped[datetime | None] = mapped_column(Moment)
    subscribed_as: Mapped[str | None] = mapped_column(String(64))
    subscription_problem: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[str | None] = mapped_column(Text)
    safety_rung_at: Mapped[datetime | None] = mapped_column(Moment)
    unannounced_since: Mapped[datetime | None] = mapped_column(Moment)
    read_again: Mapped[bool] = mapped_column(Boolean, default=False)
    enumerating: Mapped[bool] = mapped_column(Boolean, default=True)
    not_before: Mapped[datetime | None] = mapped_column(Moment)


class FolderRow(Base):
    """A folder of a drive: delta tells no paths, so who lies under whom is kept here.

    Its name tells which folder is the staging folder of a filing of ours.
    """

    __tablename__ = "folders"
    drive_id: Mapped[str] = mapped_column(ID, primary_key=True)
    item_id: Mapped[str] = mapped_column(ID, primary_key=True)
    parent_id: Mapped[str | None] = mapped_column(ID)
    name: Mapped[str] = mapped_column(Text)


class PendingItemRow(Base):
    """An item of which nobody can tell yet where it belongs: later pages do.

    It is a file that is new, or a known document that was moved, in a folder of which delta has not
    told yet; or what a document was before the filing that is under way, and perhaps is no more.
    """

    __tablename__ = "pending_items"
    drive_id: Mapped[str] = mapped_column(ID, primary_key=True)
    item_id: Mapped[str] = mapped_column(ID, primary_key=True)
    parent_id: Mapped[str] = mapped_column(ID)
    name: Mapped[str | None] = mapped_column(Text)


class DocumentRow(Base):
    """A document and where it stands now: a projection of its chain in the register.

    `rings` counts the nudges it got, `heard` how many there were when it was claimed. Before
    `not_before` nobody may claim it: Graph asked us to wait. `bulk`: it became due with many
    others, and nobody changed it just now; it draws on the share of Graph's limits for such work.
    `was`: the document that this one was until people took that out of its dossier or brought it
    back from the recycle bin; whatever is written in it since, what becomes of it is a person's word.
    `problem_since`: how long something has been wrong with it that is not of the whole app or its source.
    `in_run`: it is to be looked at because file plan, model or mode was changed, and was not yet.
    """

    __tablename__ = "documents"
    document_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    source: Mapped[str] = mapped_column(String(255))
    drive_id: Mapped[str] = mapped_column(ID)
    item_id: Mapped[str] = mapped_column(ID)
    name: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    standing: Mapped[str | None] = mapped_column(String(64))
    settled: Mapped[str | None] = mapped_column(String(64))
    filing_id: Mapped[str | None] = mapped_column(String(36))
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    not_before: Mapped[datetime | None] = mapped_column(Moment)
    rings: Mapped[int] = mapped_column(Integer)
    heard: Mapped[int] = mapped_column(Integer)
    claimed_by: Mapped[str | None] = mapped_column(String(36))
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    problem: Mapped[str | None] = mapped_column(Text)
    problem_since: Mapped[datetime | None] = mapped_column(Moment)
    bulk: Mapped[bool] = mapped_column(Boolean, default=False)
    was: Mapped[str | None] = mapped_column(String(36))
    in_run: Mapped[bool] = mapped_column(Boolean, default=False)
    __table_args__ = (Index(None, "due_at"), Index(None, "state"))


class BrakeCountRow(Base):
    """A document that counts for a brake of its source: a filing `begun`, or it `vanished`, at `at`."""

    __tablename__ = "brake_counts"
    source: Mapped[str] = mapped_column(String(255), primary_key=True)
    what: Mapped[str] = mapped_column(String(10), primary_key=True)
    document_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class LocationRow(Base):
    """Every drive item that a document was or is, and its pointer. An item is of one document.

    What people bring back from the recycle bin is of the document that it is from then on.
    """

    __tablename__ = "locations"
    drive_id: Mapped[str] = mapped_column(ID, primary_key=True)
    item_id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_id: Mapped[str] = mapped_column(String(36), index=True)
    since: Mapped[datetime] = mapped_column(Moment)
    is_pointer: Mapped[bool] = mapped_column(Boolean)


class ContentRow(Base):
    """What a document holds, by keys: the same key in two documents is the same content.

    `inside` is the name of what lies inside it, such as an attachment of a mail; null where the
    key is of the whole. A filed document keeps the keys of what it held before it was edited.
    """

    __tablename__ = "contents"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    document_id: Mapped[str] = mapped_column(String(36), primary_key=True, index=True)
    inside: Mapped[str | None] = mapped_column(Text)


class KeptContentRow(Base):
    """The document that some content is kept as, or is being filed as: one, whatever workers do.

    It is written when a filing begins, with the keys that the document had then, and goes when the
    document is kept no more.
    """

    __tablename__ = "kept_contents"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    document_id: Mapped[str] = mapped_column(String(36), index=True)


class OwnWriteRow(Base):
    """A place where a pointer of ours is about to come, which is no news.

    It stands until the step is written down: the pointer is known by its item then, and what comes
    there later is of people. `name` is in small letters.
    """

    __tablename__ = "own_writes"
    drive_id: Mapped[str] = mapped_column(ID, primary_key=True)
    parent_id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(400), primary_key=True)
    document_id: Mapped[str] = mapped_column(String(36))


class EntryRow(Base):
    """An entry of the register. `entry` is its canonical JSON; the other columns find it back."""

    __tablename__ = "register"
    position: Mapped[int] = mapped_column(POSITION, primary_key=True, autoincrement=True)
    chain: Mapped[str] = mapped_column(String(36))
    seq: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(64))
    filing_id: Mapped[str | None] = mapped_column(String(36), index=True)
    at: Mapped[str] = mapped_column(String(27))
    hash: Mapped[str] = mapped_column(String(64))
    entry: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("chain", "seq"),)


class BesideRow(Base):
    """What lies beside entries, by digest. `content` is null once it was erased."""

    __tablename__ = "beside"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str | None] = mapped_column(Text)


class ProtectingLabelRow(Base):
    """A retention label that was seen to keep what carries it from being deleted."""

    __tablename__ = "protecting_labels"
    name: Mapped[str] = mapped_column(String(255), primary_key=True)


class SwitchRow(Base):
    """A switch of the house, such as `stop`."""

    __tablename__ = "switches"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    is_on: Mapped[bool] = mapped_column(Boolean)


class CounterRow(Base):
    """A count of something that happened, such as forged notifications."""

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


class BudgetRow(Base):
    """What all workers took of what Graph allows since `minute` began: one row.

    No worker asks Graph anything before `paused_until`.
    """

    __tablename__ = "budget"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    minute: Mapped[datetime] = mapped_column(Moment)
    taken: Mapped[int] = mapped_column(Integer)
    taken_in_bulk: Mapped[int] = mapped_column(Integer)
    paused_until: Mapped[datetime | None] = mapped_column(Moment)


class DossierRow(Base):
    """A dossier that documents were filed in. `opened_at` is when it first became known here.

    `folder_id` is the folder it was last filed in: one folder is one dossier. `before` is how that
    folder was before filings changed it, as JSON; null where they did not.
    """

    __tablename__ = "dossiers"
    number: Mapped[str] = mapped_column(String(255), primary_key=True)
    dossier_type: Mapped[str] = mapped_column(String(255))
    drive_id: Mapped[str] = mapped_column(ID)
    folder_id: Mapped[str] = mapped_column(ID)
    before: Mapped[str | None] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    status: Mapped[str] = mapped_column(String(10))
    result: Mapped[str | None] = mapped_column(String(255))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    __table_args__ = (UniqueConstraint("drive_id", "folder_id"),)


class RecordItemRow(Base):
    """Where a document's last filing put it, or people since, and as what.

    Written when the filing begins; whether it lies there is told by the state of the document.
    `dossier_number` is empty where people put it outside of every dossier that is known. `made` is
    the digest of who made the item and when, by which it is known elsewhere, in another library.
    """

    __tablename__ = "record_items"
    document_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    dossier_number: Mapped[str] = mapped_column(String(255), index=True)
    dossier_type: Mapped[str] = mapped_column(String(255))
    document_type: Mapped[str] = mapped_column(String(255))
    drive_id: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    made: Mapped[str | None] = mapped_column(String(64), index=True)


class RelationRow(Base):
    """What a document in a dossier tells about another dossier or the policy framework.

    `decision` is a person's: `confirmed` or `rejected`; it stays when the document is filed anew.
    `withdrawn`: the text of its last filing no longer tells it.
    """

    __tablename__ = "relations"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    document_id: Mapped[str] = mapped_column(String(36))
    dossier_number: Mapped[str] = mapped_column(String(255))
    relation: Mapped[str] = mapped_column(String(255))
    target_kind: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(String(255))
    certain: Mapped[bool] = mapped_column(Boolean)
    quote: Mapped[str] = mapped_column(Text)
    page: Mapped[int | None] = mapped_column(Integer)
    found_at: Mapped[datetime] = mapped_column(Moment)
    decision: Mapped[str | None] = mapped_column(String(10))
    withdrawn: Mapped[bool] = mapped_column(Boolean)
    __table_args__ = (
        UniqueConstraint(
            "document_id",
            "dossier_number",
            "relation",
            "target_kind",
            "target",
            name="uq_relations_told_once",  # PostgreSQL cuts longer names than 63 characters
        ),
    )
