"""The tables as they are now. Whoever changes them adds a step to `migrations`; a test compares the two."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.store.columns import Double, MessagesText, MessageText, OptionsText, TraitsText, Utc, Word, Words

metadata = MetaData()

versions = Table(
    "versions",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("applied", Utc, nullable=False),
)
"""One row for each migration that was applied; the largest number is the version of the store."""

drafts = Table(
    "drafts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("rows", LargeBinary, nullable=False),
    Column("retailer_id", Text),
    Column("label", Word(Label), nullable=False),
    Column("zone", Text, nullable=False),
    Column("resolution", Integer),
    Column("source", Words, nullable=False),
    Column("created", Utc, nullable=False),
    Column("modified", Utc, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("provenance", LargeBinary),
)
"""`number` counts up in order of making; `rows` and `provenance` are blobs by `codec.pack_rows` and `origins.pack`."""

submissions = Table(
    "submissions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("state", Word(State), nullable=False),
    Column("account", Text, nullable=False),
    Column("retailer_id", Text, nullable=False),
    Column("created", Utc, nullable=False),
    Column("retailer_name", Words, nullable=False),
    Column("purchase_id", Text),
    Column("draft_id", Text),
    Column("server_status", Words, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("rows", Integer),
    Column("energy_mwh", Double),
    Column("resolution", Integer),
    Column("fingerprint", Text),
    Column("sent", Utc),
    Column("checked", Utc),
    Column("next_check", Utc),
    Column("finished", Utc),
    Column("message", MessageText),
    Column("rejected_row", Integer),
    Column("has_outputs", Boolean, nullable=False),
    Column("file", Words),
    Column("file_sha256", Text),
    Column("reading", MessageText),
    Column("confirmed", MessagesText),
    Column("label", Words),
    Column("note", Words),
    Column("gate_market", Text),
    Column("gate", Utc),
    Column("imported", Words),
    Index("submissions_purchase", "account", "purchase_id"),
    Index("submissions_fingerprint", "account", "retailer_id", "fingerprint"),
    Index("submissions_days", "account", "retailer_id", "first_day"),
)
"""The columns after `number` are the fields of `domain.submission.Submission`, in their order, without its history."""


def _submission_key() -> Column[int]:
    return Column("submission", Integer, ForeignKey("submissions.number"), primary_key=True)


steps = Table(
    "steps",
    metadata,
    Column("entry", Integer, primary_key=True),
    Column("submission", Integer, ForeignKey("submissions.number"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("at", Utc, nullable=False),
    Column("before", Word(State)),
    Column("after", Word(State), nullable=False),
    Column("why", Words, nullable=False),
    Column("by", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("submission", "step"),
)
"""The history, which is the ledger (`domain.ledger`): one row for each change of state and each remark, `step` from 0.

Rows are only ever added; `entry` counts them without a gap.
"""

purchases = Table(
    "purchases",
    metadata,
    _submission_key(),
    Column("periods", LargeBinary, nullable=False),
    Column("resolution", Integer, nullable=False),
    Column("label", Word(Label), nullable=False),
    Column("zone", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What is sent: `periods` by `codec.pack_purchase`, `body` the bytes on the wire by `codec.pack`."""

answers = Table(
    "answers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("submission", Integer, ForeignKey("submissions.number"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("call", Text, nullable=False),
    Column("status", Integer),
    Column("digest", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Index("answers_submission", "submission", "call"),
)
"""What the server said, word for word, by `codec.pack`; `digest` is the SHA-256 of the words."""

outputs = Table(
    "outputs",
    metadata,
    _submission_key(),
    Column("at", Utc, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)
"""The strategy outputs last received, JSON as it came, by `codec.pack`."""

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("plain", Text, nullable=False),
    Column("pattern", Words, nullable=False),
    Column("traits", TraitsText, nullable=False),
    Column("options", OptionsText, nullable=False),
    Column("labels", Word(Label)),
    Column("created", Utc, nullable=False),
    Column("used", Utc, nullable=False),
    Column("uses", Integer, nullable=False),
)
"""Confirmed readings; the columns after `number` are the fields of `domain.kept.KeptReading`, in their order."""
