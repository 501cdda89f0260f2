"""What texts in cells mean, one by one and as columns."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravenwits_desktop.domain import text as texts
from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.ui.editor import cells
from ravenwits_desktop.ui.editor.cells import CellRange, How, read_cell, read_datetimes, read_numbers, typed_number
from ravenwits_desktop.ui.editor.commands import SetCell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("1.234", 1.234),
        ("1,234", 1.234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1 234,5", 1234.5),
        ("\u22123,5", -3.5),
        ("twelve", None),
        ("", None),
        ("1e999", None),
    ],
)
def test_a_typed_single_separator_is_the_decimal_sign(text, value):
    assert typed_number(text) == value


def test_what_cannot_be_read_stays_as_text():
    assert read_cell(Column.PURCHASE, " 12..5 ").text == "12..5"
    assert np.isnan(read_cell(Column.PURCHASE, "12..5").value)
    assert read_cell(Column.DATETIME, "tomorrow").text == "tomorrow"
    assert np.isnat(read_cell(Column.DATETIME, "").value)
    assert read_cell(Column.DATETIME, "25/11/2026 7:15").value == np.datetime64("2026-11-25T07:15")


@pytest.mark.parametrize(
    ("column", "fallback", "values", "how"),
    [
        (["1.5", "1.234"], Decimal.COMMA, [1.5, 1.234], How.DECIDED),
        (["1,5", "1,234"], Decimal.POINT, [1.5, 1.234], How.DECIDED),
        (["1,5", "1.234"], Decimal.POINT, [1.5, 1234.0], How.DECIDED),
        (["1.234", "2.345"], Decimal.COMMA, [1234.0, 2345.0], How.ASSUMED),
        (["1.234", "2.345"], Decimal.POINT, [1.234, 2.345], How.ASSUMED),
        (["1,234", "7"], Decimal.POINT, [1234.0, 7.0], How.ASSUMED),
        (["12", "-3"], Decimal.COMMA, [12.0, -3.0], How.PLAIN),
        (["0.123"], Decimal.COMMA, [0.123], How.DECIDED),
        (["1.5", "2,5", "1.234"], Decimal.COMMA, [1.5, 2.5, np.nan], How.MIXED),
    ],
)
def test_the_decimal_sign_of_a_column_is_decided_jointly(column, fallback, values, how):
    read = read_numbers(column, fallback)
    assert read.how is how
    np.testing.assert_array_equal(read.values, values)


def test_unreadable_numbers_keep_their_text_and_empty_ones_none():
    read = read_numbers(["1.5", "", "n/a", "x"], Decimal.POINT)
    assert read.unread == {2: "n/a", 3: "x"}
    np.testing.assert_array_equal(read.values, [1.5, np.nan, np.nan, np.nan])


NUMBER_TEXTS = st.one_of(
    st.decimals(-99999, 99999, places=3).map(str),
    st.decimals(-99999, 99999, places=2).map(lambda value: str(value).replace(".", ",")),
    st.integers(-9999, 9999).map(str),
    st.text("0123456789.,- ", max_size=9),
)


@given(st.lists(NUMBER_TEXTS, min_size=1, max_size=8), st.sampled_from(Decimal))
def test_the_fast_way_reads_what_the_slow_way_reads(column, fallback):
    quick = cells._read_plain_numbers(column)
    if quick is None:
        return
    assert all(
        value == texts.parse_number(text, quick.decimal) for text, value in zip(column, quick.values, strict=True)
    )
    decided = texts.decide_decimal(column)
    assert quick.how is (How.DECIDED if decided else How.PLAIN)
    assert decided in (None, quick.decimal)


@pytest.mark.parametrize(
    "column",
    [
        ["2026-11-25 07:15", "2026-11-25 07:30"],
        ["2026-11-25T07:15", "2026-11-25T07:30"],
        ["25/11/2026 07:15", "25/11/2026 07:30"],
        ["25/11/2026 7:15", "25/11/2026 7:30"],
        ["25-11-2026 07:15:00", "25.11.2026 07:30"],
    ],
)
def test_labels_as_spreadsheets_write_them(column):
    read = read_datetimes(column)
    assert timegrid.format_labels(read.values) == ["2026-11-25 07:15", "2026-11-25 07:30"]
    assert not read.month_first


def test_month_first_only_where_nothing_else_reads_them_all():
    read = read_datetimes(["11/12/2026 07:15", "11/25/2026 07:30"])
    assert read.month_first
    assert timegrid.format_labels(read.values) == ["2026-11-12 07:15", "2026-11-25 07:30"]
    assert read_datetimes(["11/12/2026 07:15"]).values[0] == np.datetime64("2026-12-11T07:15")
    mixed = read_datetimes(["25/11/2026 07:15", "11/25/2026 07:30", ""])
    assert mixed.unread == {1: "11/25/2026 07:30"}


@given(st.lists(st.text("0123456789-/: T", min_size=16, max_size=16), min_size=1, max_size=3))
def test_fast_labels_agree_with_slow_ones(column):
    quick = cells._read_plain_datetimes(column)
    if quick is not None:
        assert [texts.parse_datetime(text) for text in column] == quick.tolist()


@pytest.mark.parametrize(
    ("typed", "old", "doubtful"),
    [
        ("1.234", np.nan, True),
        ("1.234", 900.0, True),
        ("1,234", 0.0, True),
        ("1.235", 1.234, False),
        ("12.5", 900.0, False),
    ],
)
def test_a_number_that_could_be_a_thousand_is_told_when_it_is_typed(open_editor, typed, old, doubtful):
    editor = open_editor()
    editor.model.undo_stack.push(SetCell(editor.model, 0, Column.PURCHASE, "" if np.isnan(old) else str(old)))
    said = []
    editor.message.connect(said.append)
    editor.model.setData(editor.model.index(0, Column.PURCHASE), typed)
    thousand = np.isfinite(old) and old > 30 and len(typed) == 5
    assert editor.model.rows().mw[0] == (1234 if thousand else float(typed.replace(",", ".")))
    assert any(f"“{typed}” can be read in two ways" in text for text in said) == doubtful


@pytest.mark.parametrize(("old", "value"), [("1200", 1234), ("1.5", 1.234), ("", 1.234)])
@pytest.mark.parametrize("typed", ["1.234", "1,234"])
def test_typed_into_many_is_read_as_typed_into_one(open_editor, typed, old, value):
    editor = open_editor()
    said = []
    editor.message.connect(said.append)
    for row in range(3):
        editor.model.undo_stack.push(SetCell(editor.model, row, Column.PURCHASE, old))
    editor.table.select(CellRange(0, 2, 1, 1))
    editor.table.typed_for_all.emit(typed)
    assert editor.model.rows().mw[:3].tolist() == [value] * 3
    assert any("in two ways" in text for text in said) == (old != "1.5")
