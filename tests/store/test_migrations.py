"""Steps from every older version to this one, and what happens when a step cannot be finished."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, inspect

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.domain.timegrid import NAT
from ravenwits_desktop.store import engine, migrations, schema
from ravenwits_desktop.store.errors import StoreTooNewError
from ravenwits_desktop.store.location import default_url
from ravenwits_desktop.store.store import Store
from tests.store import child
from tests.store.factory import ACCOUNT, MOMENT, a_draft, a_provenance, a_purchase, a_submission

VERSIONS = sorted((Path(__file__).parent / "versions").glob("*.sql"), key=lambda path: int(path.stem))
CONFIRMED = (Message("Row {rows}: {text}", {"rows": "4", "text": Message("The value is negative: a net sale.")}),)
NEXT = (*migrations.MIGRATIONS, child.add_a_column)
NEXT_VERSION = len(NEXT)


def shape(file: Path):
    """Columns, keys and indexes of all tables."""
    there = create_engine(f"sqlite:///{file}")
    tables = inspect(there)
    found = {
        name: (
            [(c["name"], str(c["type"]), c["nullable"], c["primary_key"]) for c in tables.get_columns(name)],
            sorted((i["name"], i["column_names"], i["unique"]) for i in tables.get_indexes(name)),
            sorted(u["column_names"] for u in tables.get_unique_constraints(name)),
            sorted((k["constrained_columns"], k["referred_table"]) for k in tables.get_foreign_keys(name)),
        )
        for name in tables.get_table_names()
    }
    there.dispose()
    return found


def restored(script: Path, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file)) as plain:
        plain.executescript(script.read_text(encoding="utf-8"))


def test_the_steps_lead_to_the_tables_of_the_program(url, file, tmp_path):
    Store.open(url).close()
    made = create_engine(f"sqlite:///{tmp_path / 'made'}")
    schema.metadata.create_all(made)
    made.dispose()
    assert shape(file) == shape(tmp_path / "made")


def test_there_is_a_store_of_every_version_to_try():
    assert [int(path.stem) for path in VERSIONS] == list(range(1, len(migrations.MIGRATIONS) + 1))


@pytest.mark.parametrize("script", VERSIONS, ids=lambda path: f"version {path.stem}")
def test_a_store_of_every_version_is_read_whole(script, url, file, tmp_path):
    restored(script, file)
    later = int(script.stem) > 1
    with Store.open(url) as store:
        draft, closed = store.drafts()
        assert draft.rows == Rows(
            np.array(["2026-10-25T02:15", "2026-10-25T02:15", NAT], dtype="datetime64[m]"),
            np.array([1.5, -0.25, np.nan]),
            {(2, Column.DATETIME): "soon"},
        )
        assert (draft.name, draft.source, draft.created, draft.closed) == ("Sun 25 Oct", "pasted", MOMENT, False)
        assert closed.closed
        assert (draft.provenance, len(store.kept_readings())) == (a_provenance(3) if later else None, int(later))
        followed, sent = store.submissions()
        assert (sent.state, sent.account, sent.message) == (
            State.FAILED,
            ACCOUNT,
            Message("{count} of {of} rows.", {"count": 1, "of": Message("two")}, "detail"),
        )
        changes = [step.after for step in sent.history if step.before is not step.after]
        assert changes == [State.QUEUED, State.SENDING, State.PENDING, State.FAILED]
        # the chain holds; that the bytes sent are no rows at all is seen, though these entries vouch for no rows
        assert "rows shown" in str(store.check_ledger().broken.what)
        assert store.check_ledger().older == store.check_ledger().entries
        assert store.check_ledger().entries == len(sent.history) + len(followed.history)
        assert (sent.label, sent.note) == (("check", "Called RavenWits.") if int(script.stem) > 3 else (None, None))
        assert sent.confirmed == (CONFIRMED if int(script.stem) > 2 else ())
        assert store.purchase(sent.id) == a_purchase(4)
        assert store.body(sent.id) == b"body"
        assert [answer.raw for answer in store.answers(sent.id)] == [b'{"id": "7"}']
        assert (followed.purchase_id, followed.state, store.output(followed.id)) == ("8", State.COMPLETED, b"[]")
    with Store.open(default_url(tmp_path / "new")):
        pass
    assert shape(file) == shape(tmp_path / "new" / file.name)
    versions = len(migrations.MIGRATIONS)
    assert len(list(file.parent.glob("*.version-*"))) == versions - int(script.stem)


def migrate(url, steps=NEXT):
    parsed, place, path = engine.parse(url)
    opened = engine.connect(parsed, place, path)
    try:
        return migrations.migrate(opened, path, lambda: MOMENT, steps)
    finally:
        opened.dispose()


def test_before_a_step_the_file_is_copied(url, file):
    with Store.open(url) as store:
        draft = store.save_draft(a_draft())
    (copy,) = migrate(url)
    assert copy.parent == file.parent
    assert f"version-{NEXT_VERSION - 1}" in copy.name
    assert sorted(path.name for path in file.parent.iterdir()) == sorted([file.name, copy.name])
    with Store.open(f"sqlite:///{copy.as_posix()}") as store:
        assert store.drafts() == [draft]
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("SELECT colour FROM drafts").fetchall() == [("green",)]
    assert migrate(url) == []
    with pytest.raises(StoreTooNewError):
        Store.open(url)


def test_a_copy_never_takes_the_place_of_another(url, file):
    Store.open(url).close()
    with pytest.raises(ZeroDivisionError):
        migrate(url, (*migrations.MIGRATIONS, lambda _connection: 1 / 0))
    first = {path: path.read_bytes() for path in file.parent.glob("*version-*")}
    (second,) = migrate(url)
    assert len(first) == 1
    assert second not in first
    assert all(path.read_bytes() == content for path, content in first.items())


def test_a_step_that_fails_changes_nothing(url, file):
    with Store.open(url) as store:
        draft = store.save_draft(a_draft())
    before = shape(file)

    def step(connection):
        child.add_a_column(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate(url, (*migrations.MIGRATIONS, step))
    assert shape(file) == before
    with Store.open(url) as store:
        assert store.drafts() == [draft]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
def test_a_kill_within_a_step_changes_nothing(url, file, start):
    with Store.open(url) as store:
        draft = store.save_draft(a_draft())
    before = shape(file)
    killed = start(child.die_in_a_step, url)
    killed.process.join()
    assert killed.process.exitcode == -9
    assert shape(file) == before
    with Store.open(url) as store:
        assert store.drafts() == [draft]
    assert len(migrate(url)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_without_room_for_the_copy_nothing_is_changed(url, file, start):
    with Store.open(url) as store:
        queued = store.enqueue(a_submission(), a_purchase(), bytes(range(256)) * 400)
    hindered = start(child.copy_without_room, url, file.stat().st_size // 2)
    name, message = hindered.pipe.recv()
    hindered.process.join()
    assert name == "StoreFullError"
    assert "Make room" in message
    with Store.open(url) as store:
        assert store.submissions() == [queued]
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name, f"{file.name}.mark"]
