"""Values such as 1e308: nothing infinite gets into a draft, and what cannot be added up is said so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QLocale

from ravenwits_desktop.domain.comparison import compare
from ravenwits_desktop.domain.plausibility import History, history_of, judge
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Column, Rows
from ravenwits_desktop.domain.usual import mean_mw
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.changes import change_sentence, signed
from ravenwits_desktop.ui.editor.cells import CellRange, typed_number
from tests.ui.editor.conftest import hourly_draft

pytestmark = pytest.mark.filterwarnings("error")
HUGE = 1e308


@pytest.fixture
def edited(open_editor):
    """Opens an editor on a day with these values."""

    def make(*values):
        draft = hourly_draft()
        mw = np.resize(np.array(values), 24)
        return open_editor(replace(draft, rows=Rows(draft.rows.labels, mw)))

    return make


def values(top, bottom):
    return CellRange(top, bottom, Column.PURCHASE, Column.PURCHASE)


def test_the_footer_says_what_cannot_be_added_up(edited):
    editor = edited(HUGE)
    text = editor.footer.totals.text().replace("\u00a0", " ")
    assert "the energy is too large to be a number" in text
    assert "mean 1e+308" in text
    assert "inf" not in text
    assert "nan" not in text
    assert len(text) < 200


def test_cells_show_a_short_form_and_edit_every_digit(edited):
    editor = edited(HUGE, 1234567890123456789.0, 12.5)
    texts = [editor.model.display_text(row, 1) for row in range(3)]
    assert texts == ["1e+308", "1.235e+18", "12.500"]
    written = [editor.model.edit_text(row, 1) for row in range(3)]
    assert written == ["1e+308", "1.2345678901234568e+18", "12.5"]
    assert editor.model.column_texts(np.arange(3), 1) == written


@pytest.mark.parametrize("country", ["GB", "ES"])
@pytest.mark.parametrize("value", [1e15, 1.5e15, HUGE, 1.234e20, 9007199254740993.0, -1e300])
def test_what_is_edited_reads_back(country, value):
    before = QLocale()
    QLocale.setDefault(QLocale(f"en_{country}" if country == "GB" else "es_ES"))
    try:
        assert typed_number(words.exact(value)) == value
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("drag", [True, False])
def test_a_series_that_leaves_the_numbers_is_refused(edited, qtbot, drag):
    editor = edited(0.0, HUGE)
    before = editor.model.rows()
    with qtbot.waitSignal(editor.message) as heard:
        if drag:
            editor.table.handle.filled.emit((values(0, 1), 10, True))
        else:
            editor.table.select(values(0, 10))
            editor.hands.fill_series()
    assert "too large to be a number" in heard.args[0]
    assert editor.model.rows() is before
    assert editor.undo_stack.count() == 0


def test_a_step_of_the_chart_that_is_no_number_is_refused(edited, qtbot):
    editor = edited(5.0)
    with qtbot.waitSignal(editor.message):
        editor.nudge.put(np.array([3]), np.array([np.inf]))
    assert editor.undo_stack.count() == 0


def test_sums_of_very_large_values_warn_nobody_but_the_trader(edited):
    editor = edited(HUGE, HUGE, -HUGE)
    assert editor.error_count() == 24
    starts = editor.checked().starts
    huge = Purchase(starts, np.full(24, HUGE), 60)
    assert len(judge(huge, History(mean_mw=5, largest_mw=9))) == 1
    assert judge(huge, history_of([huge])) == ()
    assert mean_mw(huge.mw) == pytest.approx(HUGE)
    found = compare(huge, Purchase(starts, -huge.mw, 60))
    assert "too large to be a number" in change_sentence(found, huge)
    assert signed(float("inf"), 1) == signed(float("nan"), 1) == "too large to be a number"
