"""Tables on the clipboard: from Excel, LibreOffice and browsers in, to spreadsheets out."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui.editor import clipboard
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.clipboard import UnusableTextError, read_paste, split_table, table_text
from ravenwits_desktop.ui.editor.commands import SetCell
from ravenwits_desktop.ui.editor.model import PurchaseModel
from tests.ui.editor.conftest import hourly_draft


def spanish():
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Spain))


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("1\r\n2\r\n", [["1"], ["2"]]),
        ("1\t2\n3", [["1", "2"], ["3", ""]]),
        ('"a\tb"\tc\r\n"say ""hi"""\td\r\n', [["a\tb", "c"], ['say "hi"', "d"]]),
        ("1;2\n3;4", [["1", "2"], ["3", "4"]]),
        ("1\n\n3\n\n\n", [["1"], [""], ["3"]]),
        ('he said "hi\t5', [['he said "hi', "5"]]),
        (" \n", []),
        ("\ufeff1\0", [["1"]]),
    ],
)
def test_text_becomes_cells(text, table):
    assert split_table(text) == table


@given(st.text(max_size=60))
def test_any_text_becomes_a_table_or_nothing(text):
    table = split_table(text)
    assert len({len(cells) for cells in table}) <= 1
    for column in (0, 1):
        with contextlib.suppress(UnusableTextError):
            assert len(table) - len(read_paste(text, column).block) in (0, 1)  # a header line goes


def test_one_column_goes_where_the_cell_is():
    pasted = read_paste("1,5\r\n2,25\r\n", 1)
    assert pasted.block.labels is None
    assert pasted.block.mw.tolist() == [1.5, 2.25]
    assert pasted.notes == ("Read with decimal commas.",)
    pasted = read_paste("25/11/2026 07:15\n", 0)
    assert pasted.block.mw is None
    assert timegrid.format_labels(pasted.block.labels) == ["2026-11-25 07:15"]


def test_what_reads_both_ways_takes_the_sign_of_the_language_and_says_so():
    pasted = read_paste("1.234\n2.345", 1)
    assert pasted.block.mw.tolist() == [1.234, 2.345]
    assert "“1.234” was read as 1.234, with your decimal sign (.)" in pasted.notes[0]
    spanish()
    pasted = read_paste("1.234\n2.345", 1)
    assert pasted.block.mw.tolist() == [1234, 2345]
    assert "“1.234” was read as 1234" in pasted.notes[0]


def test_two_columns_are_datetime_and_value_and_a_header_is_left_out():
    pasted = read_paste("Fecha\tCompra (MW)\n25/11/2026 00:15\t12,5\n25/11/2026 00:30\tx\n", 1)
    assert timegrid.format_labels(pasted.block.labels) == ["2026-11-25 00:15", "2026-11-25 00:30"]
    assert pasted.block.mw[0] == 12.5
    assert pasted.block.texts == {(1, Column.PURCHASE): "x"}
    assert pasted.notes[0] == "The header line (Fecha, Compra (MW)) was left out."
    assert "One could not be read and is marked." in pasted.notes


def test_a_header_over_values_alone_is_left_out_too():
    pasted = read_paste("MW\n1\n2\n", 1)
    assert pasted.block.mw.tolist() == [1, 2]
    assert len(read_paste("MW\n", 1).block) == 1
    assert len(read_paste("n/a\n1\n", 1).block) == 2


def test_of_many_columns_the_first_dates_and_the_numbers_after_them():
    text = "n\twhen\tnote\tMW\tEUR\n1\t2026-11-25 00:15\tok\t5\t50\n2\t2026-11-25 00:30\tok\t6\t51"
    pasted = read_paste(text, 1)
    assert pasted.block.mw.tolist() == [5, 6]
    assert "Values were taken from the column “MW”." in pasted.notes
    pasted = read_paste("\n".join(text.split("\n")[1:]), 1)
    assert "Dates were taken from column 2, values from column 4." in pasted.notes


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("", 1, "no text on the clipboard"),
        ("5", 2, "choose a cell"),
        ("5\t6\n7\t8", 1, "one has to hold dates"),
        ("1\n" * (clipboard.LARGEST_PASTE + 1), 1, "400,001 rows are too many"),
        ("hello\n" * (clipboard.MOST_UNREAD + 1), 1, "1,001 rows could not be read, the first is “hello”"),
        ("2026-11-25 00:15\n" * 2_000, 1, "2,000 rows could not be read, the first is “2026-11-25 00:15”"),
        ("=A1\n" * 2_000, 0, "2,000 rows could not be read"),
    ],
)
def test_what_cannot_be_pasted_is_told(text, column, reason):
    with pytest.raises(UnusableTextError, match=reason):
        read_paste(text, column)


def test_copied_cells_have_every_digit_and_no_header(qtbot):
    model = PurchaseModel(hourly_draft())
    model.undo_stack.push(SetCell(model, 0, Column.PURCHASE, "1.23456789"))
    model.undo_stack.push(SetCell(model, 1, Column.PURCHASE, 'so "what"'))
    assert table_text(model, [CellRange(0, 0, 0, 2)]) == "2026-11-25 01:00\t1.23456789"
    assert table_text(model, [CellRange(0, 1, 1, 1)]) == '1.23456789\n"so ""what"""'
    assert table_text(model, [CellRange(2, 2, 1, 1), CellRange(4, 4, 0, 0)]) == "\t3\n2026-11-25 05:00\t"
    assert "not a number" in table_text(model, [CellRange(1, 1, 2, 2)])
    spanish()
    assert table_text(model, [CellRange(0, 0, 1, 1)]) == "1,23456789"


@pytest.mark.parametrize("value", ["1.234", "1234.567", "0.1", "-3", "1e-7", "123456.789"])
@pytest.mark.parametrize("language", [QLocale.Language.Spanish, QLocale.Language.English])
def test_what_is_copied_can_be_pasted_back(qtbot, value, language):
    QLocale.setDefault(QLocale(language))
    model = PurchaseModel(hourly_draft())
    model.undo_stack.push(SetCell(model, 0, Column.PURCHASE, value))
    text = table_text(model, [CellRange(0, 2, 0, 1)])
    pasted = read_paste(text, 0)
    np.testing.assert_array_equal(pasted.block.mw, [float(value), 2, 3])
    assert read_paste(table_text(model, [CellRange(0, 0, 1, 1)]), 1).block.mw.tolist() == [float(value)]
