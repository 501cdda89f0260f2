"""What other processes do to a store in the tests. Reports go through a pipe, so that they outlive a kill."""

from __future__ import annotations

import os
import random
import signal
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, text

from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.submission import ARROWS, State, is_linked
from ravenwits_desktop.store import engine, migrations
from ravenwits_desktop.store.errors import StoreError
from ravenwits_desktop.store.store import Store
from tests.store.factory import MOMENT, a_purchase, a_submission

Known = dict[str, object]
"""By id: a draft's name and first value, or the states of a submission's history and what belongs to the last."""


def known(store: Store) -> Known:
    """What the store holds, short enough to compare."""
    found: Known = {draft.id: (draft.name, draft.rows.mw.tolist()) for draft in store.drafts()}
    for submission in store.submissions():
        states = [step.after.value for step in submission.history]
        body = len(store.body(submission.id) or b"")
        found[submission.id] = (states, submission.server_status, len(store.answers(submission.id)), body)
    return found


def keep_changing(url: str, seed: int, pipe: Pipe) -> None:
    """Save drafts and move submissions on for ever: ("will", id, what) before each change, ("did",) after it."""
    choose = random.Random(seed)
    with Store.open(url) as store:
        for submission in store.recover():
            pipe.send(("recovered", submission.id))
        pipe.send(("open",))
        drafts = [f"draft {seed} {number}" for number in range(3)]
        submissions: list[str] = []
        for count in range(10**6):
            if choose.random() < 0.4:
                values = np.full(choose.choice([3, 3_000]), float(count))
                labels = np.arange(len(values)).astype("datetime64[m]")
                draft = Draft(choose.choice(drafts), f"name {count}", Rows(labels, values))
                pipe.send(("will", draft.id, (draft.name, draft.rows.mw.tolist())))
                store.save_draft(draft)
            elif not submissions or choose.random() < 0.3:
                submission = a_submission(f"submission {seed} {count}")
                pipe.send(("will", submission.id, ([State.QUEUED.value], "", 0, 4000)))
                store.enqueue(submission, a_purchase(choose.choice([4, 4_000])), b"body" * 1000)
                submissions.append(submission.id)
            else:
                submission = store.submission(choose.choice(submissions))
                after = choose.choice([submission.state, *ARROWS[submission.state]])
                if after is submission.state:
                    continue
                if after is State.UNCONFIRMED and submission.state is not State.SENDING:
                    if is_linked(submission):
                        states = [*(step.after.value for step in submission.history), after.value]
                        pipe.send(("will", submission.id, (states, "", len(store.answers(submission.id)), 4000)))
                        store.unlink(submission.id, why="tried", by="user")
                        pipe.send(("did",))
                    continue
                if after is State.DROPPED and submission.state is not State.UNCONFIRMED:
                    continue  # such a one is dropped by a merge alone (test_merging)
                states = [step.after.value for step in submission.history] + [after.value]
                answers = len(store.answers(submission.id))
                pipe.send(("will", submission.id, (states, str(count), answers + 1, 4000)))
                answer = ("poll", 200, str(count).encode())
                store.advance(
                    submission.id, after, why="tried", by="user", answer=answer, server_status=str(count), sent=MOMENT
                )
            pipe.send(("did",))


def try_to_open(url: str, pipe: Pipe) -> None:
    """Open the store; tell the error's name and text, or nothing and hold the store until something is received."""
    try:
        with Store.open(url):
            pipe.send(None)
            pipe.recv()
    except StoreError as error:
        pipe.send((type(error).__name__, str(error.message)))


def limit_files(room: int | None) -> None:
    """Let no file of this process grow beyond `room` bytes, or as far as before with None."""
    import resource  # only where there are such limits

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most if room is None else room, most))


def fill_the_disk(url: str, room: int, pipe: Pipe) -> None:
    """With files limited to `room` bytes, save drafts until one fails; lift the limit and save that one again."""
    limit_files(room)
    saved: list[str] = []
    values = np.random.default_rng(1).random(2_000)
    labels = np.arange(len(values)).astype("datetime64[m]")
    try:
        store = Store.open(url)
    except StoreError as error:
        pipe.send((type(error).__name__, str(error.message), saved, []))
        return
    with store:
        try:
            while True:
                store.save_draft(Draft(f"draft {len(saved)}", "name", Rows(labels, values)))
                saved.append(f"draft {len(saved)}")
        except StoreError as error:
            there = [draft.id for draft in store.drafts()]
            limit_files(None)
            store.save_draft(Draft(f"draft {len(saved)}", "name", Rows(labels, values)))
            pipe.send((type(error).__name__, str(error.message), saved, there))


def copy_without_room(url: str, room: int, pipe: Pipe) -> None:
    """Bring the store to a version that needs a copy, with files limited to `room` bytes."""
    limit_files(room)
    parsed, place, path = engine.parse(url)
    try:
        with engine.told(place):
            migrations.migrate(
                engine.connect(parsed, place, path), path, lambda: MOMENT, (*migrations.MIGRATIONS, add_a_column)
            )
    except StoreError as error:
        pipe.send((type(error).__name__, str(error.message)))


def add_a_column(connection: Connection) -> None:
    """A step that a later version might have."""
    connection.execute(text("ALTER TABLE drafts ADD COLUMN colour TEXT"))
    connection.execute(text("UPDATE drafts SET colour = 'green'"))


def die_in_a_step(url: str, _pipe: Pipe) -> None:
    """Die after the second step's changes and before their commit."""

    def step(connection: Connection) -> None:
        add_a_column(connection)
        os.kill(os.getpid(), signal.SIGKILL)

    parsed, place, path = engine.parse(url)
    assert isinstance(path, Path)
    migrations.migrate(engine.connect(parsed, place, path), path, lambda: MOMENT, (*migrations.MIGRATIONS, step))
