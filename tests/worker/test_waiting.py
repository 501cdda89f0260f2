"""What the server did not take waits and goes out once: no server, no sign-in, too many requests."""

from __future__ import annotations

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker.events import Link, LinkChanged, SubmissionChanged
from tests.faults import (
    refusing_address,
    respond,
)
from tests.store.factory import a_purchase
from tests.worker.bench import (
    TOKEN,
    Wrong,
    account_for,
    only_the_answer_of,
    taken,
)


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
