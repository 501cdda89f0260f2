"""Each way a submission can end, over real HTTP. What the server received is the truth: never two for one."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from contextlib import closing

import pytest

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store.errors import StoreFullError
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.events import DraftReopened, Link, LinkChanged, SubmissionChanged, Trouble, Unexpected
from ravenwits_desktop.worker.poller import Poller
from tests.faults import (
    Behaviour,
    bad_gzip,
    body_in_part,
    close_after_request,
    drip_body,
    drip_headers,
    headers_in_part,
    no_http,
    nothing_read,
    redirect,
    refusing_address,
    reset_after_head,
    reset_after_request,
    reset_while_writing,
    respond,
    silence_after_request,
    wrong_length,
)
from tests.faults.behaviours import answer
from tests.store.factory import a_purchase
from tests.worker.bench import IMPATIENT, PURCHASE_ID, SLOW, TOKEN, Wrong, account_for, standing, taken

LONG = a_purchase(30_000)
"""More than fits into the buffers between two sockets."""


def only_the_answer_of(bench, submission_id):
    """The worker is ended; what is on disk of this submission."""
    bench.stop()
    with bench.store() as store:
        return store.submission(submission_id), store.body(submission_id), store.answers(submission_id)


WORDS = {
    "pending": State.PENDING,
    "in_progress": State.IN_PROGRESS,
    "completed": State.COMPLETED,
    "failed": State.FAILED,
    "queued for review": State.UNKNOWN,
    "": State.UNKNOWN,
}


@pytest.mark.parametrize(("word", "state"), WORDS.items())
def test_what_the_server_takes_stands_as_the_server_says(start, word, state):
    with Wrong(taken(word), gets=(standing(word),)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        bench.draft(a_purchase())
        sent = bench.submit()
        bench.wait_state(sent, state)
        assert bench.states(sent) == [State.QUEUED, State.SENDING, state]
        found, body, answers = only_the_answer_of(bench, sent)
        assert [post.body for post in server.posts] == [body]
        assert server.posts[0].whole
        assert server.posts[0].target == "/api/v0/user/desk-1/submit-purchase?retailer_id=1001"
        assert server.posts[0].headers["authorization"] == f"Bearer {TOKEN}"
        assert (found.state, found.purchase_id, found.server_status) == (state, PURCHASE_ID, word)
        assert (found.finished is not None) == (state in (State.COMPLETED, State.FAILED))
        assert [(answer.call, answer.status) for answer in answers][:1] == [("submit", 201)]
        assert not bench.all(Trouble)


def test_what_is_completed_at_once_is_asked_for_its_outputs(start):
    output = [{"idmodel": 1, "value": {"MD": []}}]
    with Wrong(taken("completed"), gets=(standing("completed", output),)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: bench.latest(sent).has_outputs)
        assert len(server.posts) == len(server.gets) == 1


def test_another_number_of_rows_is_an_alarm_that_stays(start):
    with Wrong(taken(rows=95)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        assert "96 rows were sent, but the server counts 95" in str(bench.trouble("ALARM").message)
        bench.wait_until(lambda: len(server.gets) >= 2)
        bench.wait_until(lambda: bench.latest(sent).checked != bench.wait_state(sent, State.PENDING).sent)
        found, _, _ = only_the_answer_of(bench, sent)
        assert "ALARM: 96 rows" in str(found.message)
        assert found.state is State.PENDING


def test_the_alarm_stands_before_what_is_told_later(start):
    with Wrong(taken(rows=95), gets=(standing("pending"), standing("failed", error="no market"))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.FAILED)
        found, _, _ = only_the_answer_of(bench, sent)
        assert str(found.message).startswith("ALARM: 96 rows")
        assert str(found.message).endswith("no market")


@pytest.mark.parametrize("rows", [None, "96 rows"])
def test_a_number_of_rows_that_is_not_told_is_no_alarm(start, rows):
    with Wrong(taken(rows=rows)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        bench.wait_state(bench.submit(), State.PENDING)
        assert not bench.all(Trouble)
        assert len(server.posts) == 1


REFUSALS: dict[str, tuple[Behaviour, int | None, str]] = {
    "a row": (
        respond(400, {"error": 'Purchase item at index 5: field "purchase" must be a number (in MW unit).'}),
        5,
        "must be a number",
    ),
    "a row that is not there": (respond(400, {"error": "Purchase item at index 96: no"}), 96, "index 96"),
    "no row": (respond(400, {"detail": "Not today"}), None, "Not today"),
    "conflict": (respond(409, {"error": "Gate closed"}), None, "Gate closed"),
    "not found": (respond(404, {"error": "Retailer not found."}), None, "Retailer not found"),
    "no page": (respond(404, "<h1>Not found</h1>"), None, "Check the address"),
    "forbidden": (respond(403, {"detail": "You do not have permission"}), None, "permission"),
    "unprocessable": (respond(422, {"purchase": ["Too long"]}), None, "Too long"),
    "moved": (redirect(301, "https://elsewhere.example/api"), None, "elsewhere.example"),
    "see other": (redirect(303, "/login"), None, "/login"),
    "another place": (redirect(307, "https://elsewhere.example/api"), None, "elsewhere.example"),
}


@pytest.mark.parametrize(("behaviour", "row", "words"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_the_server_refuses_comes_back_as_a_draft(start, behaviour, row, words):
    with Wrong(behaviour) as server:
        bench = start(account_for(server.url), TOKEN)
        draft = bench.draft(a_purchase())
        sent = bench.submit()
        assert words in str(bench.wait_state(sent, State.REJECTED).message)
        back = bench.wait_for(DraftReopened)
        assert back.draft.id == draft.id
        assert back.draft.rows == draft.rows
        assert not back.draft.closed
        assert back.refused == (str(a_purchase().starts[5]) if row == 5 else None)
        assert words in str(back.message)
        bench.worker.refresh(())
        bench.wait_until(lambda: server.probes)
        found, body, answers = only_the_answer_of(bench, sent)
        assert (found.state, found.rejected_row) == (State.REJECTED, row)
        assert [post.body for post in server.posts] == [body]
        assert [answer.call for answer in answers] == ["submit"]
        with bench.store() as store:
            assert not store.draft(draft.id).closed


def test_a_refused_purchase_whose_draft_is_gone_comes_back_as_a_new_one(start):
    with Wrong(respond(400, {"error": "Purchase item at index 2: no"})) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit(draft_id="never saved")
        bench.wait_state(sent, State.REJECTED)
        back = bench.wait_for(DraftReopened)
        assert back.draft.rows.mw.tolist() == a_purchase().mw.tolist()
        assert back.refused == str(a_purchase().starts[2])
        bench.stop()
        with bench.store() as store:
            assert [draft.rows for draft in store.drafts()] == [back.draft.rows]
        assert len(server.posts) == 1


DOUBTS: dict[str, Behaviour] = {
    "silence": silence_after_request,
    "reset": reset_after_request,
    "close": close_after_request,
    "part of the headers": headers_in_part,
    "part of the body": body_in_part,
    "headers without end": drip_headers,
    "body without end": drip_body,
    "500": respond(500, {"error": "Internal server error while saving"}),
    "502": respond(502, "<h1>Bad gateway</h1>"),
    "503": respond(503, b"", {"Retry-After": "0"}),
    "504": respond(504),
    "408": respond(408),
    "a page": respond(201, "<h1>Thank you</h1>"),
    "no id": respond(201, {"status": "pending"}),
    "an empty id": respond(201, {"id": "", "status": "pending"}),
    "another type": respond(201, {"id": ["a"], "status": "pending"}),
    "nothing": respond(201, b""),
    "no content": respond(204),
    "a list": respond(200, []),
    "no gzip": bad_gzip,
    "too short": wrong_length({"id": PURCHASE_ID, "status": "pending"}, 4000),
    "no HTTP": no_http,
    "100": respond(199, b""),
}


@pytest.mark.parametrize("behaviour", DOUBTS.values(), ids=DOUBTS.keys())
def test_what_may_have_been_taken_is_in_doubt_and_never_sent_again(start, behaviour):
    with Wrong(behaviour, taken()) as server:
        bench = start(account_for(server.url), TOKEN, timeouts=IMPATIENT)
        bench.draft(a_purchase())
        sent = bench.submit()
        told = bench.wait_state(sent, State.UNCONFIRMED)
        assert "may have received" in str(told.message)
        # everything that makes the outbox look again: a wish, a new token, a return of the link, a restart
        bench.forget()
        bench.worker.refresh(())
        bench.worker.refresh((sent,))
        bench.sign_in_with(account_for(server.url), "tok_another_one_entirely")
        bench.wait_link(Link.ONLINE)
        bench.stop()
        again = start(account_for(server.url), TOKEN, timeouts=IMPATIENT)
        other = again.submit(a_purchase(mw=50), draft_id="other")
        again.wait_state(other, State.PENDING)
        found, body, _ = only_the_answer_of(again, sent)
        assert found.state is State.UNCONFIRMED
        assert found.purchase_id is None
        assert [post.body for post in server.posts].count(body) == 1
        assert len(server.posts) == 2
        with again.store() as store:
            assert store.draft("draft").closed


@pytest.mark.parametrize("behaviour", [nothing_read, reset_after_head, reset_while_writing])
def test_a_purchase_cut_off_in_the_middle_is_in_doubt_too(start, behaviour):
    with Wrong(behaviour, taken()) as server:
        bench = start(account_for(server.url), TOKEN, timeouts=IMPATIENT)
        sent = bench.submit(LONG)
        bench.wait_state(sent, State.UNCONFIRMED)
        bench.worker.refresh(())
        found, _, _ = only_the_answer_of(bench, sent)
        assert found.state is State.UNCONFIRMED
        assert len(server.posts) == 1
        assert not server.posts[0].whole


def test_an_answer_that_cannot_be_used_is_kept_word_for_word(start):
    with Wrong(respond(201, b'{"status": "pending", "uuid": "77"}')) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.UNCONFIRMED)
        _, _, (answer,) = only_the_answer_of(bench, sent)
        assert (answer.status, answer.raw) == (201, b'{"status": "pending", "uuid": "77"}')
        assert len(server.posts) == 1


def test_without_a_server_it_waits_and_goes_out_once_when_there_is_one(server, start):
    server.stop()
    bench = start(account_for(server.url, server.user, *server.retailers), server.token)
    sent = bench.submit()
    bench.wait_until(lambda: bench.states(sent)[:3] == [State.QUEUED, State.SENDING, State.QUEUED])
    assert "is tried again by itself" in str(bench.latest(sent).message)
    bench.wait_link(Link.OFFLINE)
    bench.wait_until(lambda: bench.states(sent).count(State.SENDING) >= 2)
    server.start()
    bench.wait_state(sent, State.PENDING)
    bench.wait_link(Link.ONLINE)
    found, body, _ = only_the_answer_of(bench, sent)
    assert [post.body for post in server.posts] == [body]
    assert [step.after for step in found.history][-2:] == [State.SENDING, State.PENDING]


def test_what_waits_for_the_server_goes_out_after_a_restart(start, server, tmp_path):
    with refusing_address() as nowhere:
        bench = start(account_for(nowhere), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: State.QUEUED in bench.states(sent)[1:])
        found, body, _ = only_the_answer_of(bench, sent)
        assert found.state is State.QUEUED
    # the same account reached again: its address is part of whose submission it is
    with Store.open(bench.store_url) as store:
        assert store.body(sent) == body
        assert [submission.id for submission in store.outbox()] == [sent]


def test_a_refused_sign_in_stops_everything_until_there_is_a_new_one(desk, server):
    server.reject_tokens()
    sent = desk.submit()
    desk.wait_link(Link.SIGN_IN)
    desk.wait_until(lambda: desk.states(sent) == [State.QUEUED, State.SENDING, State.QUEUED])
    assert "once you have signed in" in str(desk.latest(sent).message)
    asked = len(server.requests)
    second = desk.submit(a_purchase(mw=50), draft_id="other", retailer="1002")
    desk.worker.refresh(())
    desk.wait_until(lambda: desk.latest(second))
    assert len([request for request in server.requests[asked:] if "health" not in request]) == 0
    assert server.posts == []
    server.accept_tokens()
    desk.sign_in_with(account_for(server.url, server.user, *server.retailers), server.token)
    desk.wait_state(sent, State.PENDING)
    desk.wait_state(second, State.PENDING)
    desk.wait_link(Link.ONLINE)
    desk.stop()
    with desk.store() as store:
        assert sorted(post.body for post in server.posts) == sorted([store.body(sent), store.body(second)])


def test_after_a_refused_sign_in_a_late_good_answer_does_not_hide_it(start):
    def slow_health(exchange):
        exchange.wait(0.5)
        respond(200, {"status": "healthy"})(exchange)

    with Wrong(respond(401, {"detail": "Invalid token."}), health=(slow_health,)) as server:
        bench = start(account_for(server.url), TOKEN)
        bench.submit()
        bench.wait_link(Link.SIGN_IN)
        bench.wait_until(lambda: server.probes)
        bench.worker.details("nothing")
        bench.stop()
        assert [event.link for event in bench.all(LinkChanged)][-1] is Link.SIGN_IN


def test_too_many_requests_waits_as_long_as_asked_and_goes_out_once(start):
    too_many = respond(429, {"detail": "Slow down"}, {"Retry-After": "1"})
    with Wrong(too_many, taken()) as server:
        bench = start(account_for(server.url, "desk-1", "1001", "1002"), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: bench.states(sent) == [State.QUEUED, State.SENDING, State.QUEUED])
        assert "fewer requests" in str(bench.latest(sent).message)
        other = bench.submit(a_purchase(mw=50), draft_id="other", retailer="1002")
        # a person may ask as often as he likes
        bench.worker.refresh(())
        bench.worker.refresh(())
        bench.wait_state(sent, State.PENDING)
        bench.wait_state(other, State.PENDING)
        first = bench.wait_for(SubmissionChanged, lambda event: event.submission.state is State.SENDING).submission
        again = [e.submission.sent for e in bench.all(SubmissionChanged) if e.submission.state is State.SENDING][1:]
        assert all((moment - first.sent).total_seconds() >= 0.99 for moment in again)
        assert len(server.posts) == 3
        bench.stop()
        with bench.store() as store:
            assert sorted(post.body for post in server.posts[1:]) == sorted([store.body(sent), store.body(other)])


def test_the_time_that_a_get_is_told_to_wait_holds_for_sending_too(start):
    with Wrong(taken(), gets=(respond(429, b"", {"Retry-After": "1"}), respond(404))) as server:
        bench = start(account_for(server.url), TOKEN)
        first = bench.submit()
        bench.wait_until(lambda: len(server.gets) == 1)
        bench.wait_until(lambda: "fewer" in str(bench.latest(first).message))
        second = bench.submit(a_purchase(mw=50), draft_id="other")
        told = bench.latest(first)
        bench.wait_state(second, State.PENDING)
        sent = [event.submission for event in bench.all(SubmissionChanged) if event.submission.id == second]
        began = next(submission.sent for submission in sent if submission.state is State.SENDING)
        assert (began - told.sent).total_seconds() > 0.9
        assert len(server.posts) == 2


def test_one_at_a_time_for_a_retailer_in_order_two_retailers_side_by_side(start):
    meeting = threading.Barrier(2, timeout=10)
    numbers = itertools.count()

    def together(exchange):
        # answers only once two are there
        exchange.request()
        meeting.wait()
        exchange.send(answer(201, {"id": f"id-{next(numbers)}", "status": "pending", "rows_uploaded": 96}))

    with Wrong(together) as server:
        bench = start(account_for(server.url, "desk-1", "1001", "1002"), TOKEN, pauses=SLOW)
        sent = [
            bench.submit(a_purchase(mw=10 + number), draft_id=f"draft {number}", retailer=("1001", "1002")[number % 2])
            for number in range(6)
        ]
        for submission_id in sent:
            bench.wait_state(submission_id, State.PENDING)
        bench.stop()
        with bench.store() as store:
            for retailer, mine in (("1001", sent[0::2]), ("1002", sent[1::2])):
                came = [post.body for post in server.posts if post.target.endswith(retailer)]
                assert came == [store.body(submission_id) for submission_id in mine]
        order = [event.submission for event in bench.all(SubmissionChanged)]
        for retailer in ("1001", "1002"):
            steps = [s.state for s in order if s.retailer_id == retailer and s.state is not State.QUEUED]
            # no second one is being sent before the first has its answer
            assert steps == [State.SENDING, State.PENDING] * 3


def test_the_old_account_keeps_what_it_has_queued(desk, server):
    server.reject_tokens()
    sent = desk.submit()
    desk.wait_link(Link.SIGN_IN)
    server.accept_tokens()
    desk.sign_in_with(account_for(server.url, server.second.user, "2001"), server.second.token)
    desk.wait_link(Link.ONLINE)
    other = desk.submit(a_purchase(mw=50), draft_id="other", retailer="2001")
    desk.wait_state(other, State.PENDING)
    assert [post.user for post in server.posts] == [server.second.user]
    assert desk.latest(sent).state is State.QUEUED
    desk.sign_in_with(account_for(server.url, server.user, *server.retailers), server.token)
    desk.wait_state(sent, State.PENDING)
    assert [post.user for post in server.posts] == [server.second.user, server.user]


def test_what_the_server_asks_of_one_account_does_not_hold_up_another(start):
    with Wrong(respond(429, b"", {"Retry-After": "600"}), taken()) as server:
        bench = start(account_for(server.url), TOKEN)
        held = bench.submit()
        bench.wait_until(lambda: bench.states(held) == [State.QUEUED, State.SENDING, State.QUEUED])
        bench.sign_in_with(account_for(server.url, "desk-2"), "tok_of_another_desk")
        other = bench.submit(a_purchase(mw=50), draft_id="other")
        bench.wait_state(other, State.PENDING)
        assert bench.latest(held).state is State.QUEUED
        assert len(server.posts) == 2


def test_a_purchase_on_its_way_outlives_a_change_of_account(start, server):
    go = threading.Event()

    def slow(exchange):
        go.wait(10)
        taken()(exchange)

    with Wrong(slow) as slow_server:
        bench = start(account_for(slow_server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.SENDING)
        bench.sign_in_with(account_for(server.url, server.user, *server.retailers), server.token)
        bench.wait_link(Link.ONLINE)
        go.set()
        bench.wait_state(sent, State.PENDING)
        assert len(slow_server.posts) == 1
        # nobody asks the new account about the purchase of the old one
        bench.worker.refresh((sent,))
        bench.trouble("another account")
        assert not [request for request in server.requests if "/purchase/" in request]


def test_one_whose_rows_are_gone_is_held_back_and_holds_up_no_other_retailer(start, server):
    bench = start(account_for(server.url, server.user, *server.retailers), None)
    broken = bench.submit(retailer=server.retailers[0])
    whole = bench.submit(draft_id="whole", retailer=server.retailers[1])
    bench.stop()
    with closing(sqlite3.connect(bench.folder / "ravenwits.sqlite3")) as plain:
        plain.execute("DELETE FROM purchases WHERE submission = 1")
        plain.commit()
    again = start(account_for(server.url, server.user, *server.retailers), server.token)
    again.wait_state(whole, State.PENDING)
    again.trouble("The rows kept are not those of entry 1")
    again.stop()
    with again.store() as store:
        assert store.submission(broken).state is State.QUEUED
        assert "rows kept are not those" in str(store.check_ledger().broken.what)
    assert len(server.posts) == 1


def test_what_is_refused_without_its_rows_is_refused_all_the_same(start, monkeypatch):
    with Wrong(respond(400, {"error": "no"})) as server:
        bench = start(account_for(server.url), TOKEN)
        review = bench.review().review
        monkeypatch.setattr(Store, "purchase", lambda _store, _id: None)
        bench.worker.submit(review)
        bench.wait_state(review.id, State.REJECTED)
        bench.stop()
        assert not bench.all(DraftReopened)


def full(*_arguments, **_values):
    raise StoreFullError(Message("no room"))


def test_a_disk_that_fails_after_a_refusal_was_written_down_changes_nothing_of_it(start, monkeypatch):
    with Wrong(respond(400, {"error": "no"})) as server:
        bench = start(account_for(server.url), TOKEN)
        review = bench.review().review
        monkeypatch.setattr(Store, "purchase", full)
        bench.worker.submit(review)
        bench.wait_state(review.id, State.REJECTED)
        bench.trouble("no room")
        bench.stop()
        assert len(server.posts) == 1


def test_a_fault_after_the_answer_was_written_down_leaves_no_doubt(start, monkeypatch):
    with Wrong(taken()) as server:
        bench = start(account_for(server.url), TOKEN)
        bench.expected = ("of our own",)

        def fail(*_arguments, **_values):
            raise ZeroDivisionError("of our own")

        monkeypatch.setattr(Poller, "watch", fail)
        sent = bench.submit()
        bench.wait_until(lambda: bench.all(Unexpected))
        found, _, _ = only_the_answer_of(bench, sent)
        assert found.state is State.PENDING
        assert len(server.posts) == 1


def test_a_refusal_that_the_disk_never_takes_is_in_doubt_at_the_next_start(start, monkeypatch):
    with Wrong(respond(400, {"error": "no"})) as server:
        bench = start(account_for(server.url), TOKEN)
        bench.expected = ("sending",)
        advance = Store.advance

        def refusing(store, submission_id, after, **values):
            return full() if after is State.REJECTED else advance(store, submission_id, after, **values)

        monkeypatch.setattr(Store, "advance", refusing)
        sent = bench.submit()
        bench.trouble("could not be written down")
        bench.stop()
        assert not bench.all(DraftReopened)
        with bench.store() as store:
            assert [submission.id for submission in store.recover()] == [sent]
        assert len(server.posts) == 1
