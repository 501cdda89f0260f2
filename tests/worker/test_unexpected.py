"""Faults that nobody expected are reported with a text to send on, and the work goes on."""

from __future__ import annotations

import types

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.store.store import Store
from ravenwits_desktop.worker import events, outbox, poller
from ravenwits_desktop.worker.bridge import Worker
from tests.store.factory import a_purchase
from tests.worker.bench import SLOW, Ear, account_for


def test_a_fault_before_the_beginning_is_reported(make):
    bench = make()
    bench.expected = ("no such module",)

    def broken():
        raise LookupError("no such module, tok_1234567890")

    bench.redactor.hide("tok_1234567890")
    bench.worker = Worker(broken, bench.redactor)
    bench.ear = Ear(bench.worker)
    bench.worker.start()
    bench.wait_until(lambda: bench.ear.ended)
    (report,) = [event.report for event in bench.all(events.Unexpected)]
    assert "no such module, •••" in report
    bench.worker.stop()
    bench.worker.refresh(())


def breaking(monkeypatch, target, name, words="a planted fault"):
    """Let the first call of a method fail in a way that nobody foresaw; counts the calls."""
    calls = types.SimpleNamespace(count=0)
    whole = getattr(target, name)

    def planted(*arguments, **values):
        calls.count += 1
        if calls.count == 1:
            raise LookupError(words)
        return whole(*arguments, **values)

    monkeypatch.setattr(target, name, planted)
    return calls


def test_a_fault_in_a_request_is_reported_and_the_next_one_is_answered(start, server, monkeypatch):
    bench = start(account_for(server.url, server.user, *server.retailers), server.token)
    bench.expected = ("a planted fault",)
    breaking(monkeypatch, Store, "answers")
    sent = bench.submit()
    bench.worker.details(sent)
    bench.wait_for(events.Unexpected)
    bench.worker.details(sent)
    bench.wait_for(events.SubmissionDetails)


def test_a_fault_in_the_poller_is_reported_and_it_goes_on(start, server, monkeypatch):
    bench = start(account_for(server.url, server.user, *server.retailers), server.token)
    bench.expected = ("a planted fault",)
    breaking(monkeypatch, poller, "state_of")
    sent = bench.submit()
    bench.wait_for(events.Unexpected)
    server.release()
    bench.wait_state(sent, State.COMPLETED)


def test_a_fault_while_sending_leaves_a_doubt_and_the_next_one_goes_out(start, server, monkeypatch):
    from ravenwits_desktop.api.client import Client

    bench = start(account_for(server.url, server.user, *server.retailers), server.token, pauses=SLOW)
    bench.expected = ("a planted fault",)
    breaking(monkeypatch, Client, "submit")
    sent = bench.submit()
    doubt = bench.wait_state(sent, State.UNCONFIRMED)
    assert "may have received" in str(doubt.message)
    bench.wait_for(events.Unexpected)
    other = bench.submit(a_purchase(mw=50), draft_id="other")
    bench.wait_state(other, State.PENDING)
    assert len(server.posts) == 1


def test_a_fault_after_the_answer_leaves_a_doubt_too(start, server, monkeypatch):
    bench = start(account_for(server.url, server.user, *server.retailers), server.token, pauses=SLOW)
    bench.expected = ("a planted fault",)
    breaking(monkeypatch, outbox, "state_of")
    sent = bench.submit()
    bench.wait_state(sent, State.UNCONFIRMED)
    bench.wait_for(events.Unexpected)
    bench.worker.refresh(())
    bench.stop()
    assert len(server.posts) == 1


def test_a_fault_that_ends_the_loop_is_reported_and_the_store_is_let_go(start, server, monkeypatch):
    bench = start(account_for(server.url, server.user, *server.retailers), server.token, pauses=SLOW)
    bench.expected = ("a planted fault",)
    breaking(monkeypatch, outbox.Outbox, "_start_waiting")
    bench.worker.refresh(())
    bench.wait_until(lambda: bench.ear.ended)
    assert bench.all(events.Unexpected)
    bench.worker.refresh(())
    bench.worker.stop()
    bench.worker.join()
    bench.store().close()
