"""The beginning and the end of the worker, at every moment at which a window may be closed."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
import typing
from dataclasses import replace

import pytest

from ravenwits_desktop.domain.account import SignInRequest
from ravenwits_desktop.domain.decision import FollowRequest, UpdateRequest
from ravenwits_desktop.domain.draft import Draft, rows_of
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker import events
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.files import MAKERS
from tests.faults import close_after_request, respond, silence_after_request
from tests.store.factory import a_purchase
from tests.worker.bench import PURCHASE_ID, SLOW, TOKEN, Ear, Wrong, account_for, standing, taken

MOST = 3.0
"""Seconds that the end may take, whatever is in hand."""


def end(bench):
    begun = time.monotonic()
    bench.worker.stop()
    bench.wait_until(lambda: bench.ear.ended, 10)
    took = time.monotonic() - begun
    bench.worker.join()
    assert took < MOST + 2  # the machine may be busy
    return took


def test_every_event_has_its_signal():
    for kind in typing.get_args(events.Event):
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
        assert type(getattr(Worker, name)).__name__ == "Signal", name


def test_with_a_purchase_on_its_way_the_end_waits_a_little_and_leaves_a_doubt(start):
    with Wrong(silence_after_request) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: server.posts)
        waiting = bench.submit(a_purchase(mw=50), draft_id="other")
        end(bench)
        with bench.store() as store:
            found = store.submission(sent)
            assert found.state is State.UNCONFIRMED
            assert "The program was closed before the server had answered" in str(found.message)
            assert store.submission(waiting).state is State.QUEUED
        assert len(server.posts) == 1


def test_an_answer_that_comes_while_the_program_ends_is_kept(start):
    go = threading.Event()

    def slow(exchange):
        go.wait(10)
        taken()(exchange)

    with Wrong(slow) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.SENDING)
        bench.wait_until(lambda: server.connections >= 2)
        bench.worker.stop()
        go.set()
        bench.wait_until(lambda: bench.ear.ended, 10)
        bench.worker.join()
        with bench.store() as store:
            assert (store.submission(sent).state, store.submission(sent).purchase_id) == (State.PENDING, PURCHASE_ID)


def test_questions_sign_ins_and_readings_hold_nothing_up(start, tmp_path):
    file = tmp_path / "long.csv"
    file.write_text("datetime;MW\n" + "24/11/2026 00:15;1\n" * 300_000)
    with Wrong(taken(), gets=(silence_after_request,)) as server, Wrong(health=(silence_after_request,)) as silent:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.worker.refresh((sent,))
        bench.worker.follow(FollowRequest("another", "1001"))
        bench.worker.read_file(str(file), ReadingOptions())
        bench.worker.sign_in(SignInRequest(replace(account_for(silent.url), retailers=()), token="tok_of_no_one"))
        bench.wait_until(lambda: len(server.gets) == 2 and silent.connections)
        before = len(bench.all(events.Trouble))
        assert end(bench) < MOST
        assert len(bench.all(events.Trouble)) == before
        assert not bench.all(events.SignInEnded)
        assert not bench.all(events.FileNotRead)


def test_an_update_on_its_way_gets_the_time_of_a_purchase(start):
    go = threading.Event()

    def slow(exchange):
        go.wait(10)
        respond(200, {"id": PURCHASE_ID, "status": "failed", "error": "", "updated_at": None})(exchange)

    with Wrong(taken(), puts=(slow,)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        before = server.connections
        bench.worker.update(UpdateRequest(sent, "failed", "", "[]"))
        bench.wait_until(lambda: server.connections > before)
        bench.worker.stop()
        go.set()
        bench.wait_until(lambda: bench.ear.ended, 10)
        bench.worker.join()
        with bench.store() as store:
            assert [answer.call for answer in store.answers(sent)] == ["submit", "update"]


def test_an_update_that_nobody_answers_does_not_hold_the_end_up_for_long(start):
    with Wrong(taken(), puts=(silence_after_request,)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.worker.update(UpdateRequest(sent, "failed", "", "[]"))
        bench.wait_until(lambda: server.puts)
        end(bench)
        assert len(server.puts) == 1


def test_what_was_asked_just_before_the_end_is_done(start, server):
    bench = start(account_for(server.url, server.user), server.token)
    drafts = [Draft(f"draft {number}", "name", rows_of(a_purchase())) for number in range(20)]
    for draft in drafts:
        bench.worker.save_draft(draft)
    end(bench)
    with bench.store() as store:
        assert [draft.id for draft in store.drafts()] == [draft.id for draft in drafts]


def test_files_that_were_saved_just_before_the_end_are_written(start, tmp_path):
    bench = start()
    paths = [tmp_path / f"{place}.png" for place in range(12)]

    go = threading.Event()

    def make():
        go.wait(10)
        return b"picture"

    for path in paths:
        bench.worker.write_made(make, str(path))
    bench.worker.stop()
    go.set()
    end(bench)
    assert [path.read_bytes() for path in paths] == [b"picture"] * 12


def test_more_files_than_the_end_has_time_for_do_not_hold_it_up(start, tmp_path, caplog):
    bench = start()
    paths = [tmp_path / f"{place}.png" for place in range(100)]

    go = threading.Event()

    def make():
        go.wait(10)
        return b"picture"

    for path in paths:
        bench.worker.write_made(make, str(path))
    bench.worker.stop()
    bench.wait_until(lambda: "before this file was written" in caplog.text, 10)
    go.set()
    end(bench)
    written = [path for path in paths if path.exists()]
    assert [path.read_bytes() for path in written] == [b"picture"] * MAKERS, "those that were begun, and whole"
    assert caplog.text.count("before this file was written") == 100 - MAKERS, "the log tells which"


def test_what_was_asked_before_the_beginning_is_done_first(make, server):
    bench = make(account_for(server.url, server.user), server.token)
    bench.worker.save_draft(Draft("draft", "name", rows_of(a_purchase())))
    bench.start()
    bench.wait_for(events.DraftSaved)


def test_what_was_asked_before_the_beginning_is_done_even_if_the_end_comes_first(make, server):
    bench = make(account_for(server.url, server.user), server.token)
    bench.worker.save_draft(Draft("draft", "name", rows_of(a_purchase())))
    bench.worker.start()
    bench.worker.stop()
    bench.wait_until(lambda: bench.ear.ended)
    bench.worker.join()
    with bench.store() as store:
        assert [draft.id for draft in store.drafts()] == ["draft"]


def test_what_waits_to_be_sent_waits_on_if_the_end_comes_first(make, start, server):
    account = account_for(server.url, server.user, *server.retailers)
    bench = start(account)
    sent = bench.submit()
    bench.stop()
    again = make(account, server.token)
    again.worker.save_draft(Draft("draft", "name", rows_of(a_purchase())))
    again.worker.start()
    again.wait_until(lambda: again.ear.imported)
    again.worker.stop()
    again.wait_until(lambda: again.ear.ended)
    again.worker.join()
    assert server.requests == []
    with again.store() as store:
        assert store.submission(sent).state is State.QUEUED


def test_an_end_before_the_beginning_opens_nothing_and_sends_nothing(make, server):
    account = account_for(server.url, server.user, *server.retailers)
    bench = make(account, server.token)
    bench.worker.start()
    bench.wait_until(lambda: bench.ear.imported)
    bench.worker.stop()
    bench.wait_until(lambda: bench.ear.ended)
    bench.worker.go_on()
    bench.worker.join()
    assert not bench.ear.heard
    assert not bench.folder.exists()
    assert server.requests == []


def test_an_end_while_modules_are_imported_imports_no_more(make):
    go = threading.Event()
    bench = make()
    config = bench.config

    def slow_config():
        go.wait(10)
        return config()

    bench.worker = Worker(slow_config, Redactor())
    bench.ear = Ear(bench.worker)
    bench.worker.start()
    bench.worker.stop()
    go.set()
    bench.wait_until(lambda: bench.ear.ended)
    bench.worker.join()
    assert not bench.ear.imported


def test_a_worker_that_never_began_ends_at_once(make):
    bench = make()
    bench.worker.stop()
    assert bench.ear.ended
    bench.worker.start()
    bench.worker.join()
    assert not bench.worker.running


def test_ending_twice_and_asking_afterwards_does_nothing(start, server):
    bench = start(account_for(server.url, server.user), server.token)
    bench.worker.stop()
    bench.worker.stop()
    bench.wait_until(lambda: bench.ear.ended)
    bench.worker.join()
    bench.worker.stop()
    bench.worker.refresh(())
    bench.worker.save_draft(Draft("draft", "name", rows_of(a_purchase())))
    bench.worker.join()
    with bench.store() as store:
        assert store.drafts() == []


def test_without_its_store_the_worker_says_why_sends_nothing_and_ends(make, server):
    bench = make(account_for(server.url, server.user), server.token)
    with Store.open(bench.store_url):
        bench.worker.imported.connect(bench.worker.go_on)
        bench.worker.start()
        told = bench.wait_for(events.NotStarted)
        assert "already open" in str(told.message)
        bench.worker.refresh(())
        bench.worker.save_draft(Draft("draft", "name", rows_of(a_purchase())))
        end(bench)
    assert not bench.all(events.Started)
    assert server.requests == []
    with bench.store() as store:
        assert store.drafts() == []


def test_a_damaged_store_is_told_and_left_alone(make, server):
    bench = make(account_for(server.url, server.user), server.token)
    bench.folder.mkdir()
    file = bench.folder / "ravenwits.sqlite3"
    file.write_bytes(b"datetime;MW\n" * 1000)
    bench.worker.imported.connect(bench.worker.go_on)
    bench.worker.start()
    assert "damaged" in str(bench.wait_for(events.NotStarted).message)
    end(bench)
    assert file.read_bytes() == b"datetime;MW\n" * 1000


CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.files import MAKERS
from tests.worker.bench import PATIENT, QUICK, TOKEN, Ear, account_for
from ravenwits_desktop.worker.service import Config
from ravenwits_desktop.worker import events
from tests.store.factory import a_purchase

url, folder, ending = sys.argv[1:]
app = QCoreApplication([])
worker = Worker(
    lambda: Config(f"sqlite:///{folder}/ravenwits.sqlite3", Path(folder, "settings.json"), None,
                   account_for(url), TOKEN, PATIENT, QUICK),
    Redactor(),
)
ear = Ear(worker)
worker.imported.connect(worker.go_on)
worker.started.connect(lambda _: worker.review("draft", "1001", a_purchase(), ()))
worker.reviewed.connect(lambda event: worker.submit(event.review))

def changed(event):
    if event.submission.state.value == ending:
        worker.refresh((event.submission.id,))
        QTimer.singleShot(100, worker.stop)

worker.submission_changed.connect(changed)
worker.stopped.connect(app.quit)
worker.start()
app.exec()
worker.join()
assert not [event for event in ear.heard if isinstance(event, events.Unexpected)], ear.heard
"""


@pytest.mark.parametrize(
    ("post", "get", "ending"),
    [
        (silence_after_request, standing("pending"), "sending"),
        (taken(), silence_after_request, "pending"),
        (close_after_request, standing("pending"), "unconfirmed"),
    ],
)
def test_a_program_ends_without_a_word_on_the_console(tmp_path, repository, post, get, ending):
    with Wrong(post, gets=(get,)) as server:
        ran = subprocess.run(
            [
                sys.executable,
                "-W",
                "always::ResourceWarning",
                "-W",
                "always::RuntimeWarning",
                "-c",
                CHILD,
                server.url,
                tmp_path,
                ending,
            ],
            cwd=repository,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert len(server.posts) == 1
