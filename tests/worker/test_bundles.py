"""Submissions leave the house as a bundle, and a colleague follows them without being able to send anything."""

from __future__ import annotations

import json

import pytest

from ravenwits_desktop.domain.decision import Choice, Decision, UpdateRequest
from ravenwits_desktop.domain.submission import ArrowError, State
from ravenwits_desktop.spreadsheets.bundle import read_bundle
from ravenwits_desktop.worker.events import (
    BundleTaken,
    FileWritten,
    Link,
    Started,
    SubmissionDetails,
    UpdateEnded,
)
from tests.store.factory import a_purchase
from tests.worker.bench import account_for


def exported(bench, path, *ids):
    bench.worker.export_bundle(ids, str(path))
    written = bench.wait_for(FileWritten)
    assert written.message is None
    return path


@pytest.fixture
def bundle(desk, server, tmp_path):
    """Of somebody at the same desk: one that is under way, one that was completed, one that waits."""
    first = desk.submit()
    desk.wait_state(first, State.PENDING)
    second = desk.submit(a_purchase(mw=50), draft_id="other")
    server.finish(desk.wait_state(second, State.PENDING).purchase_id)
    desk.wait_state(second, State.COMPLETED)
    desk.wait_until(lambda: desk.latest(second).has_outputs)
    server.reject_tokens()
    third = desk.submit(a_purchase(mw=70), draft_id="third")
    desk.wait_link(Link.SIGN_IN)
    desk.wait_until(lambda: desk.latest(third).state is State.QUEUED)
    path = exported(desk, tmp_path / "bundle.zip", first, second, third)
    desk.stop()
    server.accept_tokens()
    return path, (first, second, third)


@pytest.fixture
def colleague(start, server, tmp_path):
    return lambda: start(
        account_for(server.url, server.user, *server.retailers), server.token, folder=tmp_path / "colleague"
    )


def test_a_colleague_sees_them_follows_them_and_sends_nothing(bundle, colleague, server):
    path, (first, second, third) = bundle
    posts = len(server.posts)
    bench = colleague()
    bench.worker.take_bundle(str(path))
    taken = bench.wait_for(BundleTaken)
    assert (taken.added, taken.known, taken.left_out, taken.message) == (2, 0, 1, None)
    assert bench.latest(third) is None
    assert bench.latest(first).imported == taken.made_by == f"{server.user}@{server.url}"
    server.finish(bench.latest(first).purchase_id)
    bench.wait_state(first, State.COMPLETED)
    bench.worker.details(second)
    details = bench.wait_for(SubmissionDetails)
    assert details.purchase == a_purchase(mw=50)
    told = next(answer for answer in details.answers if answer.call == "bundle")
    assert [entry["after"] for entry in json.loads(told.raw)["entries"]][:2] == ["queued", "sending"]
    bench.worker.update(UpdateRequest(first, "failed", "", "[]"))
    assert "came from a colleague" in str(bench.wait_for(UpdateEnded).message)
    bench.worker.decide(Decision(first, Choice.DROP))
    bench.worker.cancel(first)
    bench.wait_until(lambda: len([event for event in bench.ear.heard if "too late" in str(event)]) >= 1)
    # the same purchase again: the colleague's is an earlier one
    review = bench.review(draft_id="again").review
    assert [submission.id for submission in review.same] == [first]
    bench.stop()
    assert len(server.posts) == posts
    with bench.store() as store:
        assert store.check_ledger().broken is None
        assert store.submission(first).history[0].why.startswith("taken in from")
        assert store.output(second) is not None


def test_it_is_there_once_and_stays(bundle, colleague):
    path, (first, second, _) = bundle
    bench = colleague()
    bench.worker.take_bundle(str(path))
    bench.wait_for(BundleTaken)
    bench.forget()
    bench.worker.take_bundle(str(path))
    assert (bench.wait_for(BundleTaken).added, bench.all(BundleTaken)[0].known) == (0, 2)
    bench.stop()
    again = colleague()
    assert {submission.id for submission in again.wait_for(Started).submissions} == {first, second}


def test_ones_own_bundle_adds_nothing(desk, tmp_path):
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    path = exported(desk, tmp_path / "own.zip", sent)
    desk.worker.take_bundle(str(path))
    assert (desk.wait_for(BundleTaken).added, desk.all(BundleTaken)[0].known) == (0, 1)


def test_another_accounts_are_shown_and_not_asked_about(bundle, start, server, tmp_path):
    path, (first, *_) = bundle
    other = server.second
    bench = start(account_for(server.url, other.user), other.token, folder=tmp_path / "elsewhere")
    asked = len(server.requests)
    bench.worker.take_bundle(str(path))
    assert bench.wait_for(BundleTaken).added == 2
    bench.worker.refresh((first,))
    bench.trouble("belongs to another account")
    assert not any("/purchase/" in request for request in server.requests[asked:])


def test_what_is_no_bundle_is_told(desk, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"nothing")
    desk.worker.take_bundle(str(tmp_path / "x.zip"))
    assert "is not a bundle" in str(desk.wait_for(BundleTaken).message)
    desk.worker.export_bundle((), str(tmp_path / "out.zip"))
    desk.trouble("Select the submissions")
    desk.worker.export_bundle(("nobody",), str(tmp_path / "out.zip"))
    sent = desk.submit()
    desk.worker.export_bundle((sent,), str(tmp_path / "missing" / "out.zip"))
    assert "could not be written" in str(desk.wait_for(FileWritten).message)


def test_the_store_takes_in_nothing_that_could_be_sent(desk, bundle):
    path, _ = bundle
    waiting = read_bundle(path).dossiers[2]
    assert waiting.submission.state is State.QUEUED
    with desk.store() as store, pytest.raises(ArrowError):
        store.take_in(waiting, "ana", b"")
