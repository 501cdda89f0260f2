"""What the panel shows in every state: nothing selected, without a strategy, empty, partly readable, unreadable."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PySide6.QtCore import Qt

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.strategy import Model, StrategyOutput
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.ui.chart.raw import LONGEST_LINE, readable
from tests.ui.chart.builders import NAMES, output_of, purchase_of, series_of, submission_of


def show(panel, purchase=None, output=None, state=State.COMPLETED, **changes):
    panel.show_submission(submission_of(state, **changes), purchase, output, NAMES)


def test_nothing_selected(panel):
    panel.show_purchase("Draft", purchase_of())
    panel.show_nothing()
    assert panel.visible_series() == {}
    assert panel.message.isVisible()
    assert "Select a submission" in panel.message.text()
    assert not panel.plot.isVisible()
    assert not panel.model_box.isVisible()


def test_a_draft_without_a_row_to_draw_says_when_it_will_be_drawn(panel):
    panel.show_purchase("Draft", None)
    assert "has a time and a value" in panel.message.text()
    panel.show_purchase("Draft", purchase_of())
    assert panel.plot.isVisible()
    assert not panel.message.isVisible()


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.QUEUED, "Waiting to be sent"),
        (State.SENDING, "Sending"),
        (State.PENDING, "Pending"),
        (State.IN_PROGRESS, "In progress"),
        (State.UNCONFIRMED, "Unconfirmed"),
        (State.REJECTED, "Rejected"),
        (State.FAILED, "Failed"),
        (State.NOT_FOUND, "Not found"),
        (State.CANCELLED, "Withdrawn"),
        (State.DROPPED, "Dropped"),
        (State.COMPLETED, "Completed"),
    ],
)
def test_every_state_without_a_strategy_draws_the_purchase_and_says_a_word(panel, state, word):
    show(panel, purchase_of(), None, state)
    assert list(panel.visible_series()) == ["purchase"]
    assert panel.remark.isVisible()
    assert word in panel.remark.text()
    assert not panel.model_box.isVisible()
    assert not panel.raw.isVisible()


@pytest.mark.parametrize(
    ("usual", "word"), [(None, "has it."), (12.0, "usually within 20 s."), (240.0, "usually within 4 min.")]
)
def test_a_pending_one_says_when_to_expect_more(panel, usual, word):
    panel.show_submission(submission_of(State.PENDING), purchase_of(), None, NAMES, usual=usual)
    assert panel.remark.text().endswith(word)


def test_a_failed_one_shows_the_servers_text(panel):
    show(
        panel,
        purchase_of(),
        None,
        State.FAILED,
        message=Message("No price prediction for {market}", {"market": "MID3"}),
    )
    assert "No price prediction for MID3" in panel.remark.text()


def test_an_invented_status_is_shown_as_it_is(panel):
    show(panel, purchase_of(), None, State.UNKNOWN, server_status="re-pricing")
    assert "Re-pricing" in panel.remark.text()


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b" {} "])
def test_an_empty_output_of_a_completed_one_is_said(panel, raw):
    show(panel, purchase_of(), StrategyOutput((), raw))
    assert "sent no strategy" in panel.remark.text()
    assert not panel.head.raw_button.isVisible()


def test_an_unreadable_output_is_shown_as_it_came_and_can_be_searched(panel, qtbot):
    raw = json.dumps({"rows": [{"a": 1}] * 300 + [{"needle": "Ñandú"}], "b": [{"needle": 2}]}).encode()
    show(panel, purchase_of(), StrategyOutput((), raw, (Message("The strategy has no known form."),)))
    assert "could not be read" in panel.remark.text()
    assert "The strategy has no known form." in panel.remark.text()
    assert panel.raw.isVisible()
    assert panel.raw.text.isReadOnly()
    assert list(panel.visible_series()) == ["purchase"]
    qtbot.keyClicks(panel.raw.search, "needle")
    first = panel.raw.text.textCursor().selectionStart()
    assert panel.raw.text.textCursor().selectedText() == "needle"
    qtbot.keyClick(panel.raw.search, Qt.Key.Key_Return)
    assert panel.raw.text.textCursor().selectionStart() > first
    qtbot.keyClick(panel.raw.search, Qt.Key.Key_Return)
    assert panel.raw.text.textCursor().selectionStart() == first
    panel.raw.search.setText("hay")
    assert panel.raw.found.text() == "not found"


def test_an_answer_that_came_up_by_itself_goes_when_one_comes_that_can_be_drawn(panel):
    purchase = purchase_of()
    unreadable = StrategyOutput((), b'{"a": 1}', (Message("The strategy has no known form."),))
    show(panel, purchase, unreadable)
    show(panel, purchase, unreadable)
    assert panel.raw.isVisible()
    show(panel, purchase, output_of(purchase))
    assert not panel.raw.isVisible()
    assert not panel.head.raw_button.isChecked()
    show(panel, purchase, unreadable)
    assert panel.raw.isVisible()


def test_an_answer_that_somebody_asked_for_stays_when_another_comes(panel):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    panel.head.raw_button.click()
    show(panel, purchase, StrategyOutput((), b'{"a": 1}', (Message("The strategy has no known form."),)))
    show(panel, purchase, output_of(purchase))
    assert panel.raw.isVisible()
    panel.head.raw_button.click()
    show(panel, purchase, output_of(purchase))
    assert not panel.raw.isVisible()


def test_an_answer_beside_a_model_that_is_not_drawn_stays_until_it_is_closed(panel):
    purchase = purchase_of()
    odd = StrategyOutput((*output_of(purchase).models, Model("9", {})), b"[1]", (Message("Model 9 has no rows."),))
    show(panel, purchase, odd)
    show(panel, purchase, odd)
    assert panel.raw.isVisible()
    panel.head.raw_button.click()
    show(panel, purchase, odd)
    assert not panel.raw.isVisible()


def test_an_output_that_is_no_json_and_far_too_long_is_cut_and_said(panel):
    show(panel, purchase_of(), StrategyOutput((), b"<html>" + b"x" * 3_000_000))
    shown = panel.raw.text.toPlainText()
    assert len(shown.replace("\n", "")) == 1_000_000
    assert max(map(len, shown.splitlines())) == LONGEST_LINE
    assert "2000006" in panel.raw.note.text()
    assert panel.raw.note.isVisible()


def test_a_long_answer_has_a_line_for_each_object():
    raw = json.dumps([{"datetime": "2026-11-25 00:15", "purchase_percentage": 1.0}] * 5000).encode()
    text, left_off = readable(raw)
    assert left_off == 0
    assert text.count("\n") == 4999
    assert text.replace("\n", "") == raw.decode()


@pytest.mark.parametrize("raw", [b"[" * 90_000, b"\xff\xfe", b"1e999", b"NaN"])
def test_strange_answers_are_text_all_the_same(raw):
    assert readable(raw)[0]


def test_a_readable_output_can_be_looked_at_too(panel, qtbot):
    purchase = purchase_of()
    show(panel, purchase, output_of(purchase))
    assert not panel.raw.isVisible()
    qtbot.mouseClick(panel.head.raw_button, Qt.MouseButton.LeftButton)
    assert panel.raw.isVisible()
    assert '"idmodel": 2' in panel.raw.text.toPlainText()


def test_a_partly_readable_output_draws_what_it_can_and_says_the_rest(panel):
    purchase = purchase_of()
    output = StrategyOutput(
        (Model("1", {"MD": series_of(purchase, 1.0, rows=slice(0, 90))}),),
        b"[1]",
        tuple(Message("Model {number} could not be read.", {"number": number}) for number in range(5)),
    )
    show(panel, purchase, output)
    assert "Model 0 could not be read." in panel.remark.text()
    assert "And 2 more." in panel.remark.text()
    assert "6 of 96 periods" in panel.remark.text()
    np.testing.assert_allclose(panel.visible_series()["open"][90:], purchase.mw[90:])


def test_rows_of_another_day_are_counted(panel):
    purchase, other = purchase_of(), purchase_of("2026-11-26")
    show(panel, purchase, StrategyOutput((Model("1", {"MD": series_of(other, 1.0)}),)))
    assert "MD 96" in panel.remark.text()
    np.testing.assert_allclose(panel.visible_series()["open"], purchase.mw)


def test_a_model_without_markets_leaves_all_open(panel):
    purchase = purchase_of()
    show(panel, purchase, StrategyOutput((Model("1", {}),)))
    assert "nothing for any market" in panel.remark.text()
    np.testing.assert_allclose(panel.visible_series()["open"], purchase.mw)


def test_a_strategy_without_its_purchase_says_so(panel):
    purchase = purchase_of()
    show(panel, None, output_of(purchase), purchase_id="0b7c", first_day=None, last_day=None)
    assert "not known here" in panel.message.text()
    assert panel.head.title.text().startswith("0b7c")
    assert panel.head.raw_button.isVisible()
