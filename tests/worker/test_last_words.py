"""Answers that cannot be read, and such as have no outputs any more: what there was stays, and it is said."""

from __future__ import annotations

import itertools
import json

import pytest

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import AnswerNoted, SubmissionOpened
from ravenwits_desktop.worker.last_words import MOST_KEPT
from tests.faults import Behaviour, Exchange, respond
from tests.faults.behaviours import answer
from tests.worker.bench import PURCHASE_ID, SLOW, TOKEN, Wrong, account_for, standing, taken

ROWS = [
    {"datetime": "2026-11-24 00:15", "purchase_percentage": 0.5, "sale_percentage": 0.0},
    {"datetime": "2026-11-24 00:30", "purchase_percentage": 0.25, "sale_percentage": 0.0},
]
MODELS = [{"idmodel": 1, "value": {"MD": ROWS}}]
WHOLE = json.dumps({"id": PURCHASE_ID, "status": "completed", "error": "", "strategy_output": MODELS}).encode()
UNREADABLE = {
    "truncated": (WHOLE[:-40], "breaks off"),
    "too deep": (b'{"id": null, "status": "completed", "strategy_output": ' + b"[" * 5000 + b"]" * 5000 + b"}", "deep"),
    "a page": (b"<h1>Hello</h1>", "not data of the API"),
}


def opened(bench, sent):
    """What the chart is given now."""
    count = len(bench.all(SubmissionOpened))
    bench.worker.open_submission(sent)
    bench.wait_until(lambda: len(bench.all(SubmissionOpened)) > count)
    return bench.all(SubmissionOpened)[-1]


def noted(bench, fits=lambda later: True):
    return bench.wait_for(AnswerNoted, lambda event: fits(event.later)).later


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_answer_that_cannot_be_read_is_told_kept_and_asked_again(start, case):
    raw, why = UNREADABLE[case]
    with Wrong(taken(), gets=(*[respond(200, raw)] * 3, standing("completed", MODELS))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        later = noted(bench)
        assert why in str(later.why)
        assert later.raw == raw
        assert later.asked_again > later.at
        assert later.outputs_at is None
        bench.wait_state(sent, State.COMPLETED)
        bench.wait_until(lambda: bench.all(AnswerNoted)[-1].later is None)
        assert opened(bench, sent).later is None
        assert [model.idmodel for model in opened(bench, sent).output.models] == ["1"]
        bench.stop()
        with bench.store() as store:
            kept = [each.raw for each in store.answers(sent) if each.call == "get"]
        assert kept[0] == raw
        assert len(kept) == 2, "the same answer is there once, and what came after it as well"


def test_after_a_restart_it_is_still_known_that_the_last_answer_could_not_be_read(start, tmp_path):
    raw = UNREADABLE["truncated"][0]
    with Wrong(taken("completed"), gets=(standing("completed", MODELS), respond(200, raw))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: bench.latest(sent) and bench.latest(sent).has_outputs)
        bench.worker.refresh((sent,))
        later = noted(bench)
        assert later.outputs_at < later.at
        assert opened(bench, sent).later.raw == raw
        bench.stop()
        again = start(account_for(server.url), TOKEN, pauses=SLOW)
        found = opened(again, sent)
        assert found.later.raw == raw
        assert found.later.at >= later.at
        assert found.later.outputs_at == later.outputs_at
        assert found.output.models[0].idmodel == "1", "what came before it is shown"


@pytest.mark.parametrize("output", ["[]", "{}", "null", "[ ]", " {\n}"])
def test_a_server_that_has_no_outputs_any_more_takes_none_away_and_it_is_said(start, output):
    empty = WHOLE.replace(json.dumps(MODELS).encode(), output.encode())
    gets = (standing("completed", MODELS), respond(200, empty), respond(200, empty), standing("completed", MODELS))
    with Wrong(taken("completed"), gets=gets) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: bench.latest(sent) and bench.latest(sent).has_outputs)
        assert opened(bench, sent).later is None
        for count in (1, 2):
            bench.worker.refresh((sent,))
            bench.wait_until(lambda count=count: len(bench.all(AnswerNoted)) == count)
        first, second = (event.later for event in bench.all(AnswerNoted))
        assert first.why is None
        assert first.outputs_at < first.at < second.at, "the newest answer, though it says what was said before"
        found = opened(bench, sent)
        assert found.later == second
        assert found.output.models[0].idmodel == "1"
        bench.stop()
        again = start(account_for(server.url), TOKEN, pauses=SLOW)
        assert opened(again, sent).later.outputs_at == first.outputs_at
        again.worker.refresh((sent,))
        again.wait_until(lambda: again.all(AnswerNoted))
        assert again.all(AnswerNoted)[-1].later is None
        assert opened(again, sent).later is None


def test_while_nothing_is_computed_yet_nothing_is_said_of_outputs(start):
    with Wrong(taken(), gets=(standing("in_progress"), standing("in_progress"), standing("completed"))) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.COMPLETED)
        assert opened(bench, sent).later is None
        assert not bench.all(AnswerNoted)


@pytest.mark.parametrize("word", [b"NaN", b"-Infinity", b"1e999"])
def test_a_number_that_json_has_not_costs_its_row_and_not_the_answer(start, word):
    raw = WHOLE.replace(b"0.25", word)
    with Wrong(taken(), gets=(respond(200, raw),)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.COMPLETED)
        found = opened(bench, sent)
        assert found.output.models[0].markets["MD"].purchase_share.tolist() == [0.5]
        assert ["1 rows could not be read" in str(problem) for problem in found.output.problems] == [True]
        assert found.output.raw == json.dumps(MODELS).encode().replace(b"0.25", word), "as it came"
        assert not bench.all(AnswerNoted)


def pages() -> Behaviour:
    """Another page each time."""
    count = itertools.count()

    def behave(exchange: Exchange) -> None:
        exchange.request()
        exchange.send(answer(200, f"<h1>It is {next(count)} o'clock</h1>"))

    return behave


def test_a_server_that_sends_another_page_each_time_does_not_fill_the_disk(start):
    with Wrong(taken(), gets=(pages(),)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: len(bench.all(AnswerNoted)) > MOST_KEPT + 2)
        assert len({event.later.raw for event in bench.all(AnswerNoted)}) > MOST_KEPT
        bench.stop()
        with bench.store() as store:
            assert len([each for each in store.answers(sent) if each.call == "get"]) == MOST_KEPT


def test_after_a_restart_nothing_is_said_of_an_answer_that_was_followed_by_the_one_before(start):
    good, bad = standing("in_progress", MODELS), respond(200, UNREADABLE["truncated"][0])
    with Wrong(taken(), gets=(good, bad, good)) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_until(lambda: bench.all(AnswerNoted) and bench.all(AnswerNoted)[-1].later is None)
        bench.stop()
        again = start(account_for(server.url), TOKEN, pauses=SLOW)
        assert opened(again, sent).later is None
