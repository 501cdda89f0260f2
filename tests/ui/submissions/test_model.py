"""The list as a model: one row at a time, in order, filtered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.submission import State, Step
from ravenwits_desktop.ui.submissions.columns import Column
from ravenwits_desktop.ui.submissions.model import SubmissionsModel
from tests.ui.builders import NOW, a_submission

Role = Qt.ItemDataRole


@pytest.fixture
def model(qapp):
    made = SubmissionsModel(now=lambda: NOW)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def ids(model):
    return [model.submission(row).id for row in range(model.rowCount())]


def text(model, row, column):
    return model.index(row, column).data()


def test_the_newest_stand_first_whatever_order_they_come_in(model):
    model.set_submissions([a_submission(2), a_submission(0), a_submission(1)])
    assert ids(model) == ["own-0", "own-1", "own-2"]
    model.put(a_submission(3, created=NOW + timedelta(minutes=1)))
    assert ids(model)[0] == "own-3"


def test_a_row_says_what_became_of_a_submission(model):
    message = Message("No price prediction for {market}", {"market": "MID3"})
    model.set_submissions([a_submission(0, State.FAILED, message=message, checked=NOW - timedelta(minutes=20))])
    row = [text(model, 0, column) for column in Column]
    assert row == [
        "✕ failed",
        "Comercializadora Norte",
        row[Column.DAYS],
        "96",
        "300.0",
        row[Column.SENT],
        row[Column.CHECKED],
        "No price prediction for MID3",
    ]
    assert "25 Nov" in row[Column.DAYS]
    assert row[Column.SENT].endswith("10:00"), "in the market's clock"
    assert row[Column.CHECKED].endswith("09:40")


def test_what_is_not_known_is_shown_as_such(model):
    model.set_submissions(
        [a_submission(0, State.PENDING, rows=None, energy_mwh=None, first_day=None, last_day=None, sent=None)]
    )
    assert {text(model, 0, column) for column in (Column.DAYS, Column.ROWS, Column.ENERGY, Column.SENT)} == {"—"}


def test_what_an_older_store_may_hold_and_nobody_can_read_is_shown_and_ends_nothing(model):
    odd = a_submission(0, first_day="24/11/2026", last_day="zzz", rows=10**400, sent=datetime.min.replace(tzinfo=UTC))
    model.set_submissions([odd])
    assert "24/11/2026" in text(model, 0, Column.DAYS)
    assert [text(model, 0, column) for column in (Column.ROWS, Column.SENT)] == ["—", "—"]
    for column in Column:
        for role in (Role.ToolTipRole, Role.AccessibleTextRole, Role.FontRole, Role.ForegroundRole):
            model.index(0, column).data(role)  # pytest-qt fails on an exception in it
    model.set_filter("24/11", None)
    assert model.rowCount() == 1
    assert model.days() == ["24/11/2026"]


def test_a_status_that_is_not_documented_is_shown_in_the_servers_word(model):
    model.set_submissions([a_submission(0, State.UNKNOWN, server_status="paused")])
    assert text(model, 0, Column.STATUS) == "◇ paused"


@pytest.mark.parametrize(
    ("checked", "following", "shown"),
    [
        (-8, 12, "8 s ago, next in 12 s"),
        (-8, -1, "8 s ago, due now"),
        (-600, 60, "10 min ago, next in 60 s"),
        (-7 * 3600, None, "7 h ago"),
        (None, 2, "next in 2 s"),
        (None, None, "—"),
    ],
)
def test_an_open_one_says_when_it_was_checked_and_when_it_will_be(model, checked, following, shown):
    def at(seconds):
        return None if seconds is None else NOW + timedelta(seconds=seconds)

    model.set_submissions([a_submission(0, State.PENDING, checked=at(checked), next_check=at(following))])
    assert text(model, 0, Column.CHECKED) == shown


def test_an_update_changes_one_row_and_keeps_indexes(model):
    model.set_submissions([a_submission(number, State.PENDING) for number in range(5)])
    kept = QPersistentModelIndex(model.index(3, Column.STATUS))
    changed, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    model.put(a_submission(3, State.COMPLETED))
    assert reset.count() == 0
    assert changed.count() == 1
    first, last = changed.at(0)[:2]
    assert (first.row(), first.column(), last.row(), last.column()) == (3, 0, 3, len(Column) - 1)
    assert kept.data() == "✓ completed"


def test_a_change_moves_a_row_where_it_is_sorted_by(model):
    model.set_submissions([a_submission(number, State.COMPLETED, energy_mwh=float(number)) for number in range(4)])
    model.sort(Column.ENERGY, Qt.SortOrder.AscendingOrder)
    kept = QPersistentModelIndex(model.index(0, 0))
    changed = QSignalSpy(model.dataChanged)
    model.put(a_submission(0, energy_mwh=2.5))
    assert ids(model) == ["own-1", "own-2", "own-0", "own-3"]
    assert [changed.at(0)[0].row(), changed.at(0)[1].row()] == [2, 2]
    assert kept.row() == 2
    model.put(a_submission(3, energy_mwh=-1.0))
    assert ids(model) == ["own-3", "own-1", "own-2", "own-0"]


@pytest.mark.parametrize("order", list(Qt.SortOrder))
@pytest.mark.parametrize("column", list(Column))
def test_empty_cells_come_last_in_both_directions(model, column, order):
    empty = a_submission(
        9, rows=None, energy_mwh=None, first_day=None, last_day=None, sent=None, retailer_name="", retailer_id=""
    )
    full = [a_submission(n, checked=NOW, message=Message(f"m{n}")) for n in range(3)]
    model.set_submissions([empty, *full])
    model.sort(column, order)
    if column is not Column.STATUS:
        assert ids(model)[-1] == "own-9"
    model.sort(-1, order)
    assert ids(model) == ["own-0", "own-1", "own-2", "own-9"]


def test_the_filter_wants_every_word_wherever_it_stands(model):
    model.set_submissions(
        [
            a_submission(0, State.FAILED, message=Message("No price prediction for MID3")),
            a_submission(1, retailer_name="Energía Sur", retailer_id="456"),
            a_submission(2, first_day="2026-10-25", last_day="2026-10-25"),
        ]
    )
    for needle, found in (
        ("PRICE mid3", ["own-0"]),
        ("energía", ["own-1"]),
        ("456", ["own-1"]),
        ("2026-10-25", ["own-2"]),
        ("25 oct", ["own-2"]),
        ("000000000001", ["own-1"]),
        ("price energía", []),
    ):
        model.set_filter(needle, None)
        assert ids(model) == found, needle
    model.set_filter("", frozenset({State.FAILED}))
    assert ids(model) == ["own-0"]


def test_a_change_can_bring_a_row_into_the_filter_and_out_of_it(model):
    model.set_submissions([a_submission(0, State.PENDING), a_submission(1, State.COMPLETED)])
    model.set_filter("", frozenset({State.COMPLETED}))
    model.put(a_submission(0, State.COMPLETED))
    assert ids(model) == ["own-0", "own-1"]
    model.put(a_submission(1, State.FAILED))
    assert ids(model) == ["own-0"]
    assert model.by_id("own-1").state is State.FAILED


def test_the_filter_reads_what_a_row_says_now(model):
    model.set_submissions([a_submission(0, State.PENDING)])
    model.set_filter("mid3", None)
    assert ids(model) == []
    model.put(a_submission(0, State.FAILED, message=Message("No price prediction for MID3")))
    assert ids(model) == ["own-0"]


def test_ages_move_only_while_they_are_seen_and_something_is_open(qtbot, model):
    model.set_submissions([a_submission(0), a_submission(1, State.PENDING)])
    assert not model.ticking
    model.set_active(True)
    assert model.ticking
    with qtbot.waitSignal(model.dataChanged, timeout=5000) as told:
        pass
    assert told.args[0].row() == told.args[1].row() == 1
    assert told.args[0].column() == told.args[1].column() == Column.CHECKED
    model.put(a_submission(1, State.COMPLETED))
    assert not model.ticking


def test_numbers_stand_right(model):
    model.set_submissions([a_submission(0)])
    for column in Column:
        right = bool(model.index(0, column).data(Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
        assert right == (column in (Column.ROWS, Column.ENERGY))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 6), st.sampled_from(list(State)), st.one_of(st.none(), st.floats(-9, 9)), st.integers(-1, 7)
        ),
        max_size=25,
    ),
    st.sampled_from([None, frozenset({State.PENDING, State.COMPLETED, State.FAILED})]),
)
def test_any_row_of_changes_gives_what_a_fresh_list_gives(steps, states):
    model, fresh = SubmissionsModel(), SubmissionsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    latest = {}
    model.set_filter("", states)
    column = -1
    for number, state, energy, column in steps:
        model.sort(column, Qt.SortOrder.DescendingOrder)
        latest[number] = a_submission(number, state, energy_mwh=energy)
        model.put(latest[number])
    fresh.set_submissions(latest.values())
    fresh.set_filter("", states)
    fresh.sort(column, Qt.SortOrder.DescendingOrder)
    assert ids(model) == ids(fresh)


def test_how_long_it_stands_there_beside_what_is_usual(model):
    def steps(*each):
        return tuple(
            Step(NOW - timedelta(seconds=seconds), before, after, "", "server") for seconds, before, after in each
        )

    usual = steps((9000, None, State.PENDING), (8990, State.PENDING, State.IN_PROGRESS))
    usual += steps((8870, State.IN_PROGRESS, State.COMPLETED))
    open_ = steps((400, None, State.PENDING), (360, State.PENDING, State.IN_PROGRESS))
    model.set_submissions([a_submission(0, State.IN_PROGRESS, history=open_), a_submission(1, history=usual)])
    assert text(model, 0, Column.MESSAGE) == "in progress for 6 min, usually 2 min"
    assert text(model, 1, Column.MESSAGE) == ""
    failing = Message("The server did not answer.")
    model.put(a_submission(0, State.IN_PROGRESS, history=open_, message=failing, label="corrected"))
    assert text(model, 0, Column.MESSAGE) == (
        "corrected · in progress for 6 min, usually 2 min · The server did not answer."
    )
    model.put(a_submission(1, State.PENDING, history=usual[:1]))
    assert text(model, 0, Column.MESSAGE).startswith("corrected · in progress for 6 min · ")


def test_retailer_and_day_filter_together_with_the_words(model):
    model.set_submissions(
        [
            a_submission(0, note="called them"),
            a_submission(1, retailer_id="456", retailer_name="Sur"),
            a_submission(2, first_day="2026-11-24", last_day="2026-11-26"),
            a_submission(3, first_day=None, last_day=None),
        ]
    )
    assert model.retailers() == {"123": "Comercializadora Norte", "456": "Sur"}
    assert model.days() == ["2026-11-26", "2026-11-25", "2026-11-24"]
    model.set_filter("", None, "123", None)
    assert ids(model) == ["own-0", "own-2", "own-3"]
    model.set_filter("", None, None, "2026-11-25")
    assert ids(model) == ["own-0", "own-1", "own-2"]
    model.set_filter("", None, "123", "2026-11-26")
    assert ids(model) == ["own-2"]
    model.set_filter("CALLED", frozenset({State.COMPLETED}), "123", "2026-11-25")
    assert ids(model) == ["own-0"]
    model.put(a_submission(4, retailer_id="456"))
    assert ids(model) == ["own-0"]
