"""A new draft of a day, a range, a week or a month, and what its values begin with."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialogButtonBox

from ravenwits_desktop.ui.editor.new_dialog import Fill, NewDraftDialog, Span


@pytest.fixture
def dialog(qtbot):
    made = NewDraftDialog()
    qtbot.addWidget(made)
    choose(made.resolution, 60)
    made.day.setDate(QDate(2026, 10, 24))
    made.last.setDate(QDate(2026, 10, 26))
    return made


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    assert box.currentData() == data


def can_be_made(dialog):
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


@pytest.mark.parametrize(
    ("span", "rows", "name"),
    [
        (Span.DAY, 24, "Sat 24 Oct"),
        (Span.RANGE, 73, "Sat 24 Oct"),
        (Span.WEEK, 169, "Mon 19 Oct"),
        (Span.MONTH, 745, "Thu 1 Oct"),
    ],
)
def test_spans(dialog, span, rows, name):
    choose(dialog.span, span)
    draft = dialog.draft()
    assert len(draft.rows) == rows
    assert draft.name.startswith(name)
    assert ("Sun 25 Oct" in dialog.hint.text()) is (span is not Span.DAY)
    assert len(np.unique(draft.rows.labels)) == rows - (span is not Span.DAY)


def test_days_the_wrong_way_round_are_told(dialog):
    choose(dialog.span, Span.RANGE)
    dialog.last.setDate(QDate(2026, 10, 23))
    assert not can_be_made(dialog)
    assert "before the first" in dialog.hint.text()
    dialog.last.setDate(QDate(2036, 10, 23))
    assert not can_be_made(dialog)


def test_base_and_peak(dialog):
    choose(dialog.fill, Fill.PEAK)
    dialog.day.setDate(QDate(2026, 10, 26))
    assert not can_be_made(dialog)
    dialog.base.setText("10")
    dialog.peak.setText("12,5")
    assert can_be_made(dialog)
    assert dialog.draft().rows.mw.tolist() == [10.0] * 8 + [12.5] * 12 + [10.0] * 4
    assert "270.0 MWh" in dialog.hint.text()


def test_hours_pasted_from_a_column(dialog):
    choose(dialog.fill, Fill.HOURS)
    dialog.hours.setText("1 2 3")
    assert "there are 3" in dialog.hint.text()
    dialog.hours.setText("\t".join(f"{hour},5" for hour in range(24)))
    dialog.day.setDate(QDate(2026, 10, 25))
    assert dialog.draft().rows.mw.tolist() == [0.5, 1.5, 2.5, 2.5, *(hour + 0.5 for hour in range(3, 24))]
    dialog.hours.setText(" ".join(["x", *map(str, range(23))]))
    assert not can_be_made(dialog)


def test_the_day_is_kept_by_all_spans(dialog):
    choose(dialog.span, Span.WEEK)
    choose(dialog.span, Span.DAY)
    assert dialog.draft().rows.labels[0] == np.datetime64(date(2026, 10, 24)) + np.timedelta64(1, "h")
