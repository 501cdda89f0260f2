"""What the ledger contradicts is never sent: a purchase may not go out twice because somebody touched the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from ravenwits_desktop.domain.submission import State
from tests.store.factory import a_purchase
from tests.worker.bench import account_for

CUT_BACK = (
    "DELETE FROM steps WHERE step > 0",
    "UPDATE submissions SET state = 'queued', next_check = NULL",
)
NOTHING_LEFT = (
    "DELETE FROM answers",
    "DELETE FROM outputs",
    "UPDATE submissions SET sent = NULL, purchase_id = NULL, server_status = '', finished = NULL, has_outputs = 0",
)


def change(bench, *statements):
    (file,) = bench.folder.rglob("*.sqlite3")
    with closing(sqlite3.connect(file)) as plain:
        for statement in statements:
            plain.execute(statement)
        plain.commit()


@pytest.mark.parametrize("statements", [CUT_BACK, (*CUT_BACK, *NOTHING_LEFT)], ids=["evidence left", "nothing left"])
def test_one_that_was_sent_and_is_set_back_is_not_sent_again(desk, start, server, tmp_path, statements):
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    desk.stop()
    change(desk, *statements)
    posts = len(server.posts)
    again = start(account_for(server.url, server.user, *server.retailers), server.token, folder=desk.folder)
    again.trouble("it may have been sent before")
    assert again.latest(sent).state is State.QUEUED
    # what is submitted now, for another day, is sent past it; withdrawn, it gives its draft back
    other = again.submit(a_purchase(first="2026-11-26T23:00"), draft_id="other")
    again.wait_state(other, State.PENDING)
    again.worker.cancel(sent)
    again.wait_state(sent, State.CANCELLED)
    again.stop()
    assert len(server.posts) == posts + 1
    with again.store() as store:
        assert store.check_ledger().broken is not None
