"""The numbered steps from an empty file to the tables of `schema`, each applied once and whole or not at all.

A step is never changed after a release: it has tables of its own, written out as they were then. Before each step that
meets data, the file is copied beside itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy import text as statement

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.store import errors
from ravenwits_desktop.store.schema import versions

Migration = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    """Drafts and submissions."""
    tables = MetaData()

    def text(name: str, *, null: bool = False, unique: bool = False) -> Column[str]:
        return Column(name, Text, nullable=null, unique=unique)

    def submission_key() -> Column[int]:
        return Column("submission", Integer, ForeignKey("submissions.number"), primary_key=True)

    Table("versions", tables, Column("version", Integer, primary_key=True), text("applied"))
    Table(
        "drafts",
        tables,
        Column("number", Integer, primary_key=True),
        text("id", unique=True),
        text("name"),
        Column("rows", LargeBinary, nullable=False),
        text("retailer_id", null=True),
        text("label"),
        text("zone"),
        Column("resolution", Integer),
        text("source"),
        text("created"),
        text("modified"),
        Column("closed", Boolean, nullable=False),
    )
    Table(
        "submissions",
        tables,
        Column("number", Integer, primary_key=True),
        text("id", unique=True),
        *(text(name) for name in ("state", "account", "retailer_id", "created", "retailer_name")),
        *(text(name, null=True) for name in ("purchase_id", "draft_id")),
        text("server_status"),
        *(text(name, null=True) for name in ("first_day", "last_day")),
        Column("rows", Integer),
        text("energy_mwh", null=True),
        Column("resolution", Integer),
        *(text(name, null=True) for name in ("fingerprint", "sent", "checked", "next_check", "finished", "message")),
        Column("rejected_row", Integer),
        Column("has_outputs", Boolean, nullable=False),
        Index("submissions_purchase", "account", "purchase_id"),
        Index("submissions_fingerprint", "account", "retailer_id", "fingerprint"),
        Index("submissions_days", "account", "retailer_id", "first_day"),
    )
    Table(
        "steps",
        tables,
        submission_key(),
        Column("step", Integer, primary_key=True),
        text("at"),
        text("before", null=True),
        *(text(name) for name in ("after", "why", "by")),
    )
    Table(
        "purchases",
        tables,
        submission_key(),
        Column("periods", LargeBinary, nullable=False),
        Column("resolution", Integer, nullable=False),
        *(text(name) for name in ("label", "zone")),
        Column("body", LargeBinary, nullable=False),
    )
    Table(
        "answers",
        tables,
        Column("number", Integer, primary_key=True),
        Column("submission", Integer, ForeignKey("submissions.number"), nullable=False),
        *(text(name) for name in ("at", "call")),
        Column("status", Integer),
        text("digest"),
        Column("raw", LargeBinary, nullable=False),
        Index("answers_submission", "submission", "call"),
    )
    Table("outputs", tables, submission_key(), text("at"), Column("raw", LargeBinary, nullable=False))
    tables.create_all(connection)


def _second(connection: Connection) -> None:
    """Where values came from, and confirmed readings."""
    dialect = connection.dialect
    added = (
        ("drafts", "provenance", LargeBinary()),
        ("submissions", "file", Text()),
        ("submissions", "file_sha256", Text()),
        ("submissions", "reading", Text()),
    )
    for table, column, kind in added:
        connection.execute(statement(f"ALTER TABLE {table} ADD COLUMN {column} {kind.compile(dialect=dialect)}"))
    tables = MetaData()
    Table(
        "readings",
        tables,
        Column("number", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        *(Column(name, Text, nullable=False) for name in ("name", "fingerprint", "plain", "pattern")),
        *(Column(name, Text, nullable=False) for name in ("traits", "options")),
        Column("labels", Text),
        *(Column(name, Text, nullable=False) for name in ("created", "used")),
        Column("uses", Integer, nullable=False),
    )
    tables.create_all(connection)


def _third(connection: Connection) -> None:
    """What was confirmed before a purchase was submitted."""
    kind = Text().compile(dialect=connection.dialect)
    connection.execute(statement(f"ALTER TABLE submissions ADD COLUMN confirmed {kind}"))


def _fourth(connection: Connection) -> None:
    """All entries of the history in one chain; what a person says of a submission, its gate, where it came from."""
    kind = Text().compile(dialect=connection.dialect)
    for column in ("label", "note", "gate_market", "gate", "imported"):
        connection.execute(statement(f"ALTER TABLE submissions ADD COLUMN {column} {kind}"))
    connection.execute(statement("ALTER TABLE steps RENAME TO steps_before"))
    tables = MetaData()
    Table("submissions", tables, Column("number", Integer, primary_key=True))
    steps = Table(
        "steps",
        tables,
        Column("entry", Integer, primary_key=True),
        Column("submission", Integer, ForeignKey("submissions.number"), nullable=False),
        Column("step", Integer, nullable=False),
        Column("at", Text, nullable=False),
        Column("before", Text),
        *(Column(name, Text, nullable=False) for name in ("after", "why", "by", "evidence", "previous", "hash")),
        UniqueConstraint("submission", "step"),
    )
    steps.create(connection)
    bodies: dict[int, bytes] = dict(connection.execute(statement("SELECT submission, body FROM purchases")).all())
    previous = "0" * 64
    written = connection.execute(
        statement(
            'SELECT b.submission, s.id, s.account, s.retailer_id, b.step, b.at, b."before", b.after, b.why, b."by"'
            " FROM steps_before b JOIN submissions s ON s.number = b.submission ORDER BY b.submission, b.step"
        )
    ).all()
    for entry, (number, own_id, account, retailer_id, step, at, before, after, why, by) in enumerate(written, start=1):
        facts = {}
        if step == 0:
            facts = {"account": account, "retailer_id": retailer_id}
            with contextlib.suppress(KeyError, zlib.error):  # what is damaged is told when it is read
                facts["body"] = hashlib.sha256(zlib.decompress(bodies[number][1:])).hexdigest()
        evidence = json.dumps(facts, sort_keys=True)
        parts = (entry, own_id, step, at, before, after, why, by, evidence, previous)
        digest = hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode("ascii")).hexdigest()
        row = {"entry": entry, "submission": number, "step": step, "at": at, "before": before, "after": after}
        row |= {"why": why, "by": by, "evidence": evidence, "previous": previous, "hash": digest}
        connection.execute(insert(steps).values(row))
        previous = digest
    connection.execute(statement("DROP TABLE steps_before"))


MIGRATIONS: tuple[Migration, ...] = (_first, _second, _third, _fourth)
"""The step at place n makes version n + 1 of version n."""


def version_of(engine: Engine) -> int:
    """The version of the open store; 0 for an empty one. Raises `StoreDamagedError` for someone else's tables."""
    with engine.begin() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return 0
        version = None
        if versions.name in tables:
            version = connection.execute(select(func.max(versions.c.version))).scalar_one()
        if not version:
            raise errors.StoreDamagedError(Message(errors.NOT_OURS, {"file": str(engine.url.database)}))
        return int(version)


def migrate(
    engine: Engine, path: Path | None, now: Callable[[], datetime], steps: Sequence[Migration] = MIGRATIONS
) -> list[Path]:
    """Bring the open store to the newest version and return the copies made on the way.

    `path` is its file, None if it has none. Raises `StoreTooNewError` before anything is changed.
    """
    version = version_of(engine)
    if version > len(steps):
        detail = f"version {version}, this program knows {len(steps)}"
        raise errors.StoreTooNewError(Message(errors.TOO_NEW, {"file": str(engine.url.database)}, detail))
    copies: list[Path] = []
    if version == len(steps):
        return copies
    moment = now()
    for number, step in enumerate(steps[version:], start=version + 1):
        if path is not None and version:
            copies.append(copy(engine, path, f"version-{number - 1}-{moment:%Y%m%dT%H%M%S}"))
        with engine.begin() as connection:
            step(connection)
            connection.execute(insert(versions).values(version=number, applied=moment))
    return copies


def copy(engine: Engine, path: Path, mark: str) -> Path:
    """Copy the open store to a new file beside it, named after it and `mark`; it is there whole or not at all."""
    target = path.with_name(f"{path.stem}.{mark}{path.suffix}")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{path.stem}.{mark}-{count}{path.suffix}")
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with engine.connect() as connection, closing(sqlite3.connect(unfinished)) as there:
            here = connection.connection.driver_connection
            assert isinstance(here, sqlite3.Connection)
            here.backup(there)
            # A copy is one file that any program may read, without a log beside it.
            there.execute("PRAGMA journal_mode=DELETE")
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target
