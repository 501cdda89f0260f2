"""What a person's machine does to a store: a second start, no room, no permission, damage. Each told, nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.exc import IntegrityError

from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreTooNewError,
)
from ravenwits_desktop.store.location import default_url
from ravenwits_desktop.store.store import Store
from tests.store import child
from tests.store.factory import MOMENT, a_draft, a_purchase, a_submission

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and permissions of POSIX")


def many_rows(seed: int = 1, count: int = 2_000) -> Rows:
    """Rows that cannot be compressed to nothing."""
    return Rows(np.arange(count).astype("datetime64[m]"), np.random.default_rng(seed).random(count))


NOISE = np.random.default_rng(3).bytes(20_000)


@pytest.fixture
def filled(url, file) -> Path:
    """The file of a closed store with a few drafts and a submission."""
    with Store.open(url) as store:
        for number in range(5):
            store.save_draft(a_draft(f"draft {number}", rows=many_rows(number)))
        store.enqueue(a_submission("submission"), a_purchase(), b"body")
    assert sorted(os.listdir(file.parent)) == [file.name, f"{file.name}.mark"]
    return file


def test_a_second_process_is_told_at_once(store, url, start):
    store.save_draft(a_draft())
    name, message = start(child.try_to_open, url).pipe.recv()
    assert name == "StoreLockedError"
    assert "another window" in message
    assert len(store.drafts()) == 1


def test_a_second_store_in_the_same_process_is_told_too(store, url):
    with pytest.raises(StoreLockedError):
        Store.open(url)
    store.save_draft(a_draft())


def test_a_process_that_was_killed_leaves_no_lock(url, start):
    holder = start(child.try_to_open, url)
    assert holder.pipe.recv() is None
    with pytest.raises(StoreLockedError, match=r"ravenwits\.sqlite3"):
        Store.open(url)
    holder.end()
    with Store.open(url) as store:
        assert store.drafts() == []


def test_a_full_database_undoes_the_change_and_keeps_the_rest(url):
    with Store.open(url) as store:
        kept = store.save_draft(a_draft("kept", rows=many_rows()))
        queued = store.enqueue(a_submission(), a_purchase(), b"body")
        with store._engine.begin() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")
        with pytest.raises(StoreFullError, match="the disk is full") as told:
            store.save_draft(a_draft("lost", rows=many_rows()))
        assert "SQLITE_FULL" in told.value.message.detail
        with pytest.raises(StoreFullError):
            store.advance(
                queued.id,
                State.SENDING,
                why="sending",
                by="program",
                answer=("submit", 201, many_rows(2, 9_000).mw.tobytes()),
            )
        assert store.drafts() == [kept]
        assert store.submissions() == [queued]
        assert store.answers(queued.id) == ()
        with store._engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        lost = store.save_draft(a_draft("lost", rows=many_rows()))
        store.advance(queued.id, State.SENDING, why="sending", by="program")
    with Store.open(url) as store:
        assert store.drafts() == [kept, lost]
        assert [submission.id for submission in store.recover()] == [queued.id]


CHANGES = {
    "save": lambda store: store.save_draft(a_draft("draft", rows=many_rows(2))),
    "enqueue": lambda store: store.enqueue(a_submission("new", created=MOMENT), a_purchase(3_000), NOISE),
    "advance": lambda store: store.advance(
        "queued", State.CANCELLED, why="why", by="user", answer=("poll", 200, NOISE), output=NOISE, server_status="x"
    ),
    "follow": lambda store: store.follow(
        a_submission("other", state=State.PENDING, purchase_id="8"), answer=("poll", 200, NOISE), output=NOISE
    ),
    "recover": lambda store: store.recover(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whichever_page_finds_no_room_the_change_is_undone(store, change):
    store.save_draft(a_draft("draft"))
    store.enqueue(a_submission("queued"), a_purchase(), b"body")
    for number in range(30):
        store.enqueue(a_submission(f"sending {number}"), a_purchase(1), b"body")
        store.advance(f"sending {number}", State.SENDING, why="sending", by="program")

    def allow(pages):
        with store._engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with store._engine.begin() as connection:
        # A new page is then needed for anything new.
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    before = child.known(store)
    refused = 0
    for room in range(100):
        allow(pages + room)
        try:
            change(store)
        except StoreFullError:
            assert child.known(store) == before
            refused += 1
        else:
            break
    assert refused
    assert child.known(store) != before


@posix
@pytest.mark.parametrize("room", [0, 2_000, 30_000, 160_000, 300_000])
def test_a_file_that_may_not_grow_is_a_full_disk(url, start, room):
    hindered = start(child.fill_the_disk, url, room)
    name, message, saved, there = hindered.pipe.recv()
    hindered.process.join()
    assert name == "StoreFullError"
    assert "Make room" in message
    assert there == saved
    with Store.open(url) as store:
        # Where it could not even be opened there is none; else the one that failed was saved again.
        expected = [*saved, f"draft {len(saved)}"] if room > 30_000 else saved
        assert [draft.id for draft in store.drafts()] == expected
        assert all(draft.rows == many_rows() for draft in store.drafts())


@contextmanager
def unprivileged() -> Iterator[None]:
    """As an ordinary user: root may write everywhere."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix
@pytest.mark.parametrize("forbidden", ["file", "folder", "parent"])
def test_a_store_without_permission_is_told(url, file, forbidden):
    Store.open(url).close()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "data")
        os.chmod(place, 0o755)
        if forbidden != "parent":
            shutil.copytree(file.parent, folder)
            os.chmod(folder, 0o777 if forbidden == "file" else 0o555)
            os.chmod(folder / file.name, 0o444 if forbidden == "file" else 0o666)
        with unprivileged(), pytest.raises(StoreReadOnlyError) as told:
            Store.open(default_url(folder))
        assert str(folder) in str(told.value)
        os.chmod(place, 0o700)
        if folder.exists():
            os.chmod(folder, 0o700)


def test_a_place_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="could not be opened"):
        Store.open(default_url(tmp_path / "file"))
    (tmp_path / "folder" / "ravenwits.sqlite3").mkdir(parents=True)
    with pytest.raises(StoreError, match="could not be opened"):
        Store.open(default_url(tmp_path / "folder"))


@pytest.mark.parametrize("url", ["", "nonsense", "postgresql://ana:hunter2@desk/ravenwits", "odd://ana:hunter2@x/y"])
def test_another_kind_of_store_is_told_without_its_password(url):
    with pytest.raises(StoreError, match="keep its data") as told:
        Store.open(url)
    assert "hunter2" not in str(told.value)
    assert "hunter2" not in repr(told.value)


def overwritten(offset: int, content: bytes):
    def damage(file: Path) -> None:
        with file.open("rb+") as opened:
            opened.seek(offset)
            opened.write(content)

    return damage


DAMAGES = {
    "head": overwritten(0, b"\x00" * 64),
    "first page": overwritten(100, b"\xff" * 3000),
    "a page of a table": overwritten(4096, b"\x5a" * 4096),
    "another page of a table": overwritten(3 * 4096, b"\x00" * 4096),
    "text": lambda file: file.write_text("datetime;MW\n" * 1000),
    "cut": lambda file: os.truncate(file, 5000),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_told_and_left_alone(url, filled, damage):
    damage(filled)
    before = filled.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreDamagedError) as told:
            Store.open(url)
        assert str(filled) in str(told.value.message)
        assert "sends nothing" in str(told.value.message)
        assert filled.read_bytes() == before


def test_a_damaged_value_is_told_when_it_is_read(url, filled):
    draft = a_draft("draft 1", rows=many_rows(1))
    place = filled.read_bytes().rindex(b"draft 1") + 2_000
    overwritten(place, b"\x5a\x5a\x5a")(filled)
    with Store.open(url) as store:
        assert store.draft("draft 0").rows == many_rows(0)
        with pytest.raises(StoreDamagedError, match="is damaged"):
            store.draft("draft 1")
        assert store.save_draft(draft).rows == store.draft("draft 1").rows


def test_a_damaged_word_is_told_when_it_is_read(url, filled):
    for column, value in [("state", "lost"), ("created", "yesterday"), ("energy_mwh", "much"), ("message", "{")]:
        with closing(sqlite3.connect(filled)) as plain:
            old = plain.execute(f"SELECT {column} FROM submissions").fetchone()
            plain.execute(f"UPDATE submissions SET {column} = ?", (value,))
            plain.commit()
        with Store.open(url) as store, pytest.raises(StoreDamagedError):
            store.submissions()
        with closing(sqlite3.connect(filled)) as plain:
            plain.execute(f"UPDATE submissions SET {column} = ?", old)
            plain.commit()
    with Store.open(url) as store:
        assert len(store.submissions()) == 1


@pytest.mark.parametrize("gone", [True, False])
def test_a_log_whose_file_was_lost_is_not_thrown_away(tmp_path, gone):
    with Store.open(default_url(tmp_path / "whole")) as store:
        store.save_draft(a_draft())
        shutil.copytree(tmp_path / "whole", tmp_path / "cut")
    file = tmp_path / "cut" / "ravenwits.sqlite3"
    file.unlink() if gone else file.write_bytes(b"")
    log = file.with_name(file.name + "-wal").read_bytes()
    with pytest.raises(StoreDamagedError, match="-wal"):
        Store.open(default_url(file.parent))
    assert file.with_name(file.name + "-wal").read_bytes() == log


def test_a_newer_store_is_told_and_left_alone(url, filled):
    with closing(sqlite3.connect(filled)) as plain:
        plain.execute("INSERT INTO versions VALUES (99, '2030-01-01T00:00:00.000000+00:00')")
        plain.commit()
    before = filled.read_bytes()
    with pytest.raises(StoreTooNewError, match="newer version"):
        Store.open(url)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("tables", ["CREATE TABLE songs (name TEXT)", "CREATE TABLE versions (version INTEGER)"])
def test_the_file_of_another_program_is_left_alone(url, file, tables):
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as plain:
        plain.execute(tables)
        plain.commit()
    with pytest.raises(StoreDamagedError, match="not written by this program"):
        Store.open(url)
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("SELECT sql FROM sqlite_master").fetchall() == [(tables,)]


def test_a_fault_of_the_program_is_no_fault_of_the_disk(store):
    store.enqueue(a_submission("twice"), a_purchase(), b"secret body")
    with pytest.raises(IntegrityError) as raised:
        store.enqueue(a_submission("twice"), a_purchase(), b"secret body")
    assert "secret" not in str(raised.value)
    assert "retailer-1" not in str(raised.value)
    assert len(store.submissions()) == 1


def test_every_connection_is_as_careful_as_it_should_be(store):
    with store._engine.begin() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "locking_mode")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "locking_mode": "exclusive"}


def test_the_light_half_does_not_import_sqlalchemy():
    code = "import sys; from ravenwits_desktop.store import errors, location; print('sqlalchemy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_a_folder_may_have_any_name(tmp_path):
    folder = tmp_path / ("Año 100% %20 #1 & co; ü+x" + "?" * (sys.platform != "win32")) / "data"
    with Store.open(default_url(folder)) as store:
        store.save_draft(a_draft())
    assert (folder / "ravenwits.sqlite3").is_file()


def test_a_store_in_memory_needs_no_file():
    with Store.open("sqlite://") as store:
        draft = store.save_draft(a_draft())
        assert store.drafts() == [draft]


def test_the_store_does_not_show_its_content(store):
    store.save_draft(a_draft(name="secret"))
    assert "secret" not in repr(store)
