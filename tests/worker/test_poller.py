"""What the server says of a submission afterwards, asked by the program itself."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ravenwits_desktop.domain.account import SignInRequest
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker import service
from ravenwits_desktop.worker.events import Link, LinkChanged, OutputsCame, SubmissionChanged, SubmissionOpened
from tests.faults import respond, silence_after_request
from tests.faults.behaviours import answer
from tests.store.factory import a_purchase
from tests.worker.bench import IMPATIENT, QUICK, SLOW, TOKEN, Wrong, account_for, standing, taken

MODELS = [{"idmodel": 1, "value": {"MD": []}}]
NOT_FOUND = respond(404, {"error": "Purchase not found."})


def test_a_purchase_is_followed_to_its_end_and_asked_no_more(desk, server):
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    server.release()
    done = desk.wait_state(sent, State.COMPLETED)
    assert desk.states(sent) == [State.QUEUED, State.SENDING, State.PENDING, State.IN_PROGRESS, State.COMPLETED]
    assert done.has_outputs
    assert done.finished is not None
    assert done.next_check is None
    desk.wait_for(OutputsCame)
    assert [event.submission_id for event in desk.all(OutputsCame)] == [sent]
    asked = len(server.requests)
    other = desk.submit(a_purchase(mw=50), draft_id="other")
    desk.wait_state(other, State.COMPLETED)
    assert not any(done.purchase_id in request for request in server.requests[asked:])
    desk.stop()
    with desk.store() as store:
        assert b"idmodel" in store.output(sent)


def test_a_failed_one_says_why(desk, server):
    server.fail_next("The solver gave up.")
    sent = desk.submit()
    server.release()
    failed = desk.wait_state(sent, State.FAILED)
    assert str(failed.message) == "The solver gave up."
    assert failed.finished is not None
    assert not desk.all(OutputsCame)


def test_a_word_that_is_not_known_is_kept_and_asked_on(start):
    with Wrong(taken(), gets=(standing("thinking"), standing("thinking"), standing("completed"))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.COMPLETED)
        unknown = [e.submission for e in bench.all(SubmissionChanged) if e.submission.state is State.UNKNOWN]
        assert unknown[0].server_status == "thinking"
        assert unknown[0].next_check is not None
        assert bench.states(sent)[-2:] == [State.UNKNOWN, State.COMPLETED]


def test_the_server_may_go_backwards(start):
    gets = (standing("in_progress"), standing("pending"), standing("in_progress"), standing("failed"))
    with Wrong(taken(), gets=gets) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.FAILED)
        assert bench.states(sent)[2:] == [
            State.PENDING,
            State.IN_PROGRESS,
            State.PENDING,
            State.IN_PROGRESS,
            State.FAILED,
        ]


def test_what_the_server_does_not_know_is_not_found_until_a_person_asks_again(start):
    with Wrong(taken(), gets=(NOT_FOUND, standing("completed", MODELS))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        gone = bench.wait_state(sent, State.NOT_FOUND)
        assert "does not know it" in str(gone.message)
        assert gone.next_check is None
        bench.worker.refresh(())
        bench.wait_until(lambda: len(server.probes) == 2)
        assert len(server.gets) == 1
        bench.worker.refresh((sent,))
        back = bench.wait_state(sent, State.COMPLETED)
        assert back.message is None
        assert len(server.gets) == 2


def test_a_page_that_is_not_the_apis_says_nothing_about_a_purchase(start):
    with Wrong(taken(), gets=(respond(404, "<h1>Wi-Fi: please sign in</h1>"), standing("completed"))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.COMPLETED)
        assert State.NOT_FOUND not in bench.states(sent)


def test_outputs_are_told_when_they_are_others_than_before(start):
    other = [{"idmodel": 2, "value": {"MD": []}}]
    gets = [
        standing("in_progress", MODELS),
        standing("in_progress", MODELS),
        standing("in_progress", None),
        standing("in_progress", other),
        standing("completed", other),
    ]
    with Wrong(taken(), gets=tuple(gets)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.COMPLETED)
        assert len(bench.all(OutputsCame)) == 2
        bench.worker.open_submission(sent)
        opened = bench.wait_for(SubmissionOpened)
        assert [model.idmodel for model in opened.output.models] == ["2"]


def test_a_finished_one_is_asked_once_when_a_person_wants_to_know(start):
    other = [{"idmodel": 2, "value": {"MD": []}}]
    with Wrong(taken("failed"), gets=(standing("completed", other),)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.FAILED)
        bench.worker.refresh((sent,))
        assert bench.wait_state(sent, State.COMPLETED).has_outputs
        before = len(server.probes)
        bench.worker.refresh(())
        bench.wait_until(lambda: len(server.probes) > before)
        assert len(server.gets) == 1


FAILURES = {
    "500": respond(500, {"error": "Internal server error while reading"}),
    "a page": respond(200, "<h1>Hello</h1>"),
    "forbidden": respond(403, {"detail": "You do not have permission"}),
    "nothing": respond(200, b""),
    "another": respond(200, {"id": "another", "status": 5}),
}


@pytest.mark.parametrize("behaviour", FAILURES.values(), ids=FAILURES.keys())
def test_a_bad_answer_changes_nothing_and_is_asked_again(start, behaviour):
    with Wrong(taken(), gets=(*[behaviour] * 4, standing("completed"))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.COMPLETED)
        assert bench.states(sent)[-2:] == [State.PENDING, State.COMPLETED]
        told = [event.submission for event in bench.all(SubmissionChanged) if event.submission.message is not None]
        assert told
        assert all(submission.next_check is not None for submission in told)
        assert bench.latest(sent).message is None


def test_while_the_sign_in_is_refused_nobody_is_asked_and_then_all_are(desk, server):
    sent = [desk.submit(a_purchase(mw=10 + number), draft_id=f"draft {number}") for number in range(3)]
    for submission_id in sent:
        desk.wait_state(submission_id, State.PENDING)
    server.expire_tokens()
    desk.wait_link(Link.SIGN_IN)
    asked = len(server.requests)
    assert len([event for event in desk.all(LinkChanged) if event.link is Link.SIGN_IN]) == 1
    desk.worker.refresh(tuple(sent))
    # a request that was on its way may still come; after that there is silence
    desk.worker.details(sent[0])
    desk.wait_until(lambda: desk.all(type(desk.ear.heard[-1])))
    assert len(server.requests) - asked <= 2
    assert all(desk.latest(submission_id).state is State.PENDING for submission_id in sent)
    server.release()
    desk.worker.sign_in(_password(server))
    for submission_id in sent:
        desk.wait_state(submission_id, State.COMPLETED)
    assert len(server.posts) == 3


def _password(server):
    account = account_for(server.url, server.user, *server.retailers)
    return SignInRequest(replace(account, email=server.email), password=server.password)


def test_the_server_goes_and_comes_back(desk, server):
    sent = desk.submit()
    desk.wait_state(sent, State.PENDING)
    server.stop()
    desk.wait_link(Link.OFFLINE)
    desk.wait_until(lambda: desk.latest(sent).message is not None)
    assert desk.latest(sent).state is State.PENDING
    server.release()
    server.start()
    desk.wait_state(sent, State.COMPLETED)
    desk.wait_link(Link.ONLINE)
    links = [event.link for event in desk.all(LinkChanged)]
    assert all(before is not after for before, after in itertools.pairwise(links))


def test_when_the_server_is_back_what_is_open_is_asked_soon(start, server):
    account = account_for(server.url, server.user, *server.retailers)
    bench = start(account, server.token, pauses=replace(SLOW, spread=0.05))
    sent = [bench.submit(a_purchase(mw=10 + number), draft_id=f"draft {number}") for number in range(3)]
    for submission_id in sent:
        bench.wait_state(submission_id, State.PENDING)
        server.finish(bench.latest(submission_id).purchase_id)
    server.stop()
    bench.worker.refresh(sent[:1])
    bench.wait_link(Link.OFFLINE)
    server.start()
    # only the link is looked at
    bench.worker.refresh(("nobody",))
    for submission_id in sent:
        bench.wait_state(submission_id, State.COMPLETED)


def test_the_link_comes_back_though_nothing_is_open(start, server):
    server.stop()
    bench = start(account_for(server.url, server.user), server.token)
    bench.wait_link(Link.OFFLINE)
    assert "refused" in str(bench.all(LinkChanged)[-1].message)
    server.start()
    bench.wait_link(Link.ONLINE)


def test_what_was_open_is_asked_after_a_restart_what_was_finished_is_not(start, server):
    account = account_for(server.url, server.user, *server.retailers)
    bench = start(account, server.token)
    first = bench.submit()
    bench.wait_state(first, State.PENDING)
    server.finish(bench.latest(first).purchase_id)
    bench.wait_state(first, State.COMPLETED)
    second = bench.submit(a_purchase(mw=50), draft_id="other")
    bench.wait_state(second, State.PENDING)
    bench.stop()
    asked = len(server.requests)
    server.finish(bench.latest(second).purchase_id)
    again = start(account, server.token)
    again.wait_state(second, State.COMPLETED)
    purchases = [request for request in server.requests[asked:] if "/purchase/" in request]
    assert len(purchases) == 1


def test_what_is_open_of_another_account_is_left_alone(start, server):
    bench = start(account_for(server.url, server.user, *server.retailers), server.token)
    sent = bench.submit()
    bench.wait_state(sent, State.PENDING)
    bench.stop()
    asked = len(server.requests)
    again = start(account_for(server.url, server.second.user, "2001"), server.second.token)
    other = again.submit(a_purchase(mw=50), draft_id="other", retailer="2001")
    server.release()
    again.wait_state(other, State.COMPLETED)
    assert not any(bench.latest(sent).purchase_id in request for request in server.requests[asked:])


def test_at_most_eight_are_asked_at_a_time(start):
    lock = threading.Lock()
    now = most = 0
    numbers = itertools.count()

    done = standing("completed")

    def asked(exchange):
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        exchange.wait(0.05)
        with lock:
            now -= 1
        done(exchange)

    def take(exchange):
        exchange.request()
        exchange.send(answer(201, {"id": f"id-{next(numbers)}", "status": "pending", "rows_uploaded": 1}))

    with Wrong(take, gets=(asked,)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = [bench.submit(a_purchase(1, mw=1.0 + number), draft_id=f"draft {number}") for number in range(20)]
        for submission_id in sent:
            bench.wait_state(submission_id, State.PENDING)
        bench.worker.refresh(())
        for submission_id in sent:
            bench.wait_state(submission_id, State.COMPLETED)
        assert most <= 8
        assert len(server.gets) == 20


def test_a_server_that_is_silent_is_a_server_that_is_not_there(start):
    with Wrong(taken(), gets=(silence_after_request,)) as server:
        bench = start(account_for(server.url), TOKEN, timeouts=IMPATIENT)
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        bench.wait_link(Link.OFFLINE)
        bench.wait_until(lambda: "did not answer" in str(bench.latest(sent).message))
        assert bench.latest(sent).state is State.PENDING


def test_nobody_looks_and_somebody_looks_again(start):
    with Wrong(taken(), gets=(standing("pending"),)) as server:
        bench = start(account_for(server.url), TOKEN, pauses=replace(QUICK, first=0.1, longest=20))
        sent = bench.submit()
        bench.worker.set_hidden(True)
        bench.wait_state(sent, State.PENDING)
        bench.wait_until(lambda: len(server.gets) == 1)
        bench.wait_until(lambda: bench.latest(sent).next_check)
        asked = len(server.gets)
        bench.worker.set_hidden(False)
        bench.wait_until(lambda: len(server.gets) > asked)


def test_a_clock_that_is_set_back_holds_nothing_up_and_changes_no_order(start):
    """Winter time by hand, a wrong battery: the wall's clock goes back by a day while a purchase is on its way."""
    wall = [datetime(2026, 11, 23, 9, 0, tzinfo=UTC)]

    def back(exchange):
        wall[0] -= timedelta(days=1)
        standing("in_progress")(exchange)

    with Wrong(taken(), gets=(standing("pending"), back, standing("completed", MODELS))) as server:
        bench = start(account_for(server.url), TOKEN, now=lambda: wall[0])
        sent = bench.submit()
        done = bench.wait_state(sent, State.COMPLETED)
        assert done.finished < done.sent
        bench.stop()
        with bench.store() as store:
            kept = store.submission(sent)
            states = [State.QUEUED, State.SENDING, State.PENDING, State.IN_PROGRESS, State.COMPLETED]
            assert [step.after for step in kept.history] == states
            assert store.check_ledger().broken is None


def test_after_the_computer_slept_what_is_open_is_asked_at_once(start, server, monkeypatch):
    """The clock that counts sleep goes on by eight hours between two looks."""
    slept = [0.0]
    real = service.steady
    monkeypatch.setattr(service, "steady", lambda: real() + slept[0])
    bench = start(account_for(server.url, server.user), server.token, pauses=replace(SLOW, first=600, spread=0.01))
    bench.wait_state(bench.submit(), State.PENDING)
    asked = len(server.requests)
    slept[0] = 8 * 3600
    bench.worker.set_hidden(False)  # any reason to look, as the minute that ends
    bench.wait_until(lambda: sum("/get" in request for request in server.requests[asked:]) == 1)


def test_an_answer_that_says_the_same_is_told_and_not_written_again(start, server):
    bench = start(account_for(server.url, server.user), server.token)
    sent = bench.submit()
    bench.wait_state(sent, State.PENDING)
    first = bench.latest(sent)
    bench.wait_until(lambda: bench.latest(sent).checked != first.checked)
    second = bench.latest(sent)
    bench.wait_until(lambda: bench.latest(sent).checked != second.checked)
    assert bench.latest(sent).next_check > bench.latest(sent).checked
    bench.stop()
    with bench.store() as store:
        kept = store.submission(sent)
        assert kept.checked <= second.checked < bench.latest(sent).checked
        assert [answer.call for answer in store.answers(sent)] == ["submit", "get"]
