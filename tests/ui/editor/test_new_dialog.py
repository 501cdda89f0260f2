"""A new draft of a day, a range, a week or a month, and what its values begin with."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

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


def test_another_profile_for_saturdays_and_sundays(dialog):
    choose(dialog.fill, Fill.KINDS_OF_DAYS)
    choose(dialog.span, Span.RANGE)
    dialog.day.setDate(QDate(2026, 10, 23))
    dialog.working.setText(" ".join(map(str, range(24))))
    assert not can_be_made(dialog)
    dialog.others.setText(" ".join(str(hour + 100) for hour in range(24)))
    assert can_be_made(dialog)
    values = dialog.draft().rows.mw
    assert values[:24].tolist() == list(range(24))
    assert values[24:48].tolist() == list(range(100, 124))
    assert values[48:73].tolist() == [100, 101, 102, 102, *range(103, 124)]
    assert values[73:].tolist() == list(range(24))
    assert "Monday to Friday: holidays are not known" in dialog.hint.text()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (QDate(2026, 10, 25), "Sun 25 Oct has 25 hours: both hours from 02:00 to 03:00 get the same of the 24 values."),
        (QDate(2026, 3, 29), "the value of the hour from 02:00 to 03:00, which the clocks skip, is not used"),
    ],
)
def test_what_becomes_of_24_values_on_a_change_over_day_is_said(dialog, day, said):
    choose(dialog.fill, Fill.HOURS)
    dialog.hours.setText(" ".join(map(str, range(24))))
    dialog.day.setDate(day)
    assert said in dialog.hint.text()
    assert can_be_made(dialog)


def test_any_beginning_is_scaled_to_a_total(dialog):
    choose(dialog.fill, Fill.PEAK)
    choose(dialog.resolution, 15)
    dialog.day.setDate(QDate(2026, 10, 26))
    dialog.base.setText("10")
    dialog.peak.setText("20")
    dialog.total.setText("720")
    assert "96 rows, 720.0 MWh, 20.000 – 40.000 MW." in dialog.hint.text()
    assert dialog.draft().rows.mw.sum() / 4 == pytest.approx(720)
    dialog.base.setText("0")
    dialog.peak.setText("0")
    assert not can_be_made(dialog)
    assert "no factor brings them to 720.0 MWh" in dialog.hint.text()
    dialog.total.setText("many")
    assert "“many” is not an energy in MWh." in dialog.hint.text()


def test_a_total_alone_is_spread_evenly(dialog):
    dialog.day.setDate(QDate(2026, 10, 25))
    dialog.total.setText("50")
    assert dialog.draft().rows.mw.tolist() == [2.0] * 25
    assert "25 rows, 50.0 MWh, 2.000 MW." in dialog.hint.text()


def test_all_of_it_by_keyboard(dialog, qtbot):
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    seen = []
    dialog.span.setFocus()
    for _ in range(12):
        if dialog.focusWidget() not in seen:  # the parts of a date are walked through
            seen.append(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert seen[:6] == [dialog.span, dialog.day, dialog.resolution, dialog.fill, dialog.value, dialog.total]
    assert [type(each) for each in seen[6:]] == [QPushButton, QPushButton]
    qtbot.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert dialog.focusWidget() is dialog.total
    qtbot.keyClicks(dialog.total, "48")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.total, Qt.Key.Key_Return)
    assert dialog.draft().rows.mw.tolist() == [2.0] * 24
