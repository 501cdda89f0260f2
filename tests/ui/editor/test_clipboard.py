"""Tables on the clipboard: from Excel, LibreOffice and browsers in, to spreadsheets out."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.ui.editor import clipboard, clipboard_source
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.clipboard import read_paste, split_table, table_text
from ravenwits_desktop.ui.editor.clipboard_html import cells_data
from ravenwits_desktop.ui.editor.commands import SetCell
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.pasted_columns import AmbiguousNumbersError, Target, UnusableTextError, locale_decimal
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
            assert len(table) - len(read_paste(text, Target(column)).block) in (0, 1)  # a header line goes


def test_one_column_goes_where_the_cell_is():
    pasted = read_paste("1,5\r\n2,25\r\n", Target(1))
    assert pasted.block.labels is None
    assert pasted.block.mw.tolist() == [1.5, 2.25]
    assert pasted.notes == ("Read with decimal commas.",)
    pasted = read_paste("25/11/2026 07:15\n", Target(0))
    assert pasted.block.mw is None
    assert timegrid.format_labels(pasted.block.labels) == ["2026-11-25 07:15"]


@pytest.mark.parametrize("set_language", [spanish, lambda: None])
def test_what_reads_both_ways_is_asked_with_both_means_unless_the_draft_tells(set_language):
    set_language()
    with pytest.raises(AmbiguousNumbersError) as asked:
        read_paste("1.234\n2.345", Target(1))
    assert (asked.value.example, asked.value.means) == ("1.234", {Decimal.POINT: 1.7895, Decimal.COMMA: 1789.5})
    assert read_paste("1.234\n2.345", Target(1, decimal=Decimal.COMMA)).block.mw.tolist() == [1234, 2345]
    for usual, values in ((2.0, [1.234, 2.345]), (900.0, [1234, 2345])):
        pasted = read_paste("1.234\n2.345", Target(1, usual=usual))
        assert pasted.block.mw.tolist() == values
        assert "since the values of the draft are of that size" in pasted.notes[0]
    for usual in (0.01, 55.0, 1e6):
        with pytest.raises(AmbiguousNumbersError):
            read_paste("1.234\n2.345", Target(1, usual=usual))


def test_a_unit_in_the_heading_is_used_and_said():
    pasted = read_paste("Potencia kW\n1500\n2500", Target(1))
    assert pasted.block.mw.tolist() == [1.5, 2.5]
    assert any("The heading says kW: the values were multiplied by 0.001" in note for note in pasted.notes)
    pasted = read_paste("Fecha\tMWh\n25/11/2026 00:15\t3\n25/11/2026 00:30\t4", Target(1, resolution=15))
    assert pasted.block.mw.tolist() == [12, 16]
    assert read_paste("Compra MW\n3\n4", Target(1)).block.mw.tolist() == [3, 4]


@pytest.mark.parametrize("heading", ["€/MWh", "Price EUR/MWh", "Precio (€)"])
def test_prices_are_refused(heading):
    with pytest.raises(UnusableTextError, match="prices"):
        read_paste(f"{heading}\n50\n51", Target(1))


def test_numbers_never_take_the_place_of_dates():
    assert read_paste("1,5\n2,5", Target(0, either=True)).block.labels is None
    assert read_paste("25/11/2026 00:15", Target(0, either=True)).block.mw is None
    with pytest.raises(UnusableTextError, match="Choose a cell in MW"):
        read_paste("1,5\n2,5", Target(0))
    with pytest.raises(UnusableTextError, match="these are dates"):
        read_paste("25/11/2026 00:15\n25/11/2026 00:30", Target(1))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-11-25 04:00\t4\t1,5\n2026-11-25 05:00\t5\t2,5", "several columns hold numbers"),
        ("Fecha\tHora\tCompra\n2026-11-25 04:00\t4\t1,5\n2026-11-25 05:00\t5\t2,5", "several columns hold numbers"),
        ("2026-11-25\t1,5\n2026-11-25\t2,5", "no time of day"),
        ("1\t2\n3\t4", "one has to hold dates"),
    ],
)
def test_what_a_column_holds_is_never_guessed(text, reason):
    for column in (0, 1):
        with pytest.raises(UnusableTextError, match=reason):
            read_paste(text, Target(column, either=column == 0))


def test_the_column_whose_heading_says_mw_is_taken_among_several():
    pasted = read_paste("Fecha\tHora\tMW\n2026-11-25 04:00\t4\t1,5\n2026-11-25 05:00\t5\t2,5", Target(1))
    assert pasted.block.mw.tolist() == [1.5, 2.5]


def test_two_columns_are_datetime_and_value_and_a_header_is_left_out():
    pasted = read_paste("Fecha\tCompra (MW)\n25/11/2026 00:15\t12,5\n25/11/2026 00:30\tx\n", Target(1))
    assert timegrid.format_labels(pasted.block.labels) == ["2026-11-25 00:15", "2026-11-25 00:30"]
    assert pasted.block.mw[0] == 12.5
    assert pasted.block.texts == {(1, Column.PURCHASE): "x"}
    assert pasted.notes[0] == "The header line (Fecha, Compra (MW)) was left out."
    assert "One could not be read and is marked." in pasted.notes


def test_a_header_over_values_alone_is_left_out_too():
    pasted = read_paste("MW\n1\n2\n", Target(1))
    assert pasted.block.mw.tolist() == [1, 2]
    assert len(read_paste("MW\n", Target(1)).block) == 1
    assert len(read_paste("n/a\n1\n", Target(1)).block) == 2


def test_of_many_columns_the_first_dates_and_the_numbers_after_them():
    text = "n\twhen\tnote\tMW\tEUR\n1\t2026-11-25 00:15\tok\t5\t50\n2\t2026-11-25 00:30\tok\t6\t51"
    pasted = read_paste(text, Target(1))
    assert pasted.block.mw.tolist() == [5, 6]
    assert "Values were taken from the column “MW”." in pasted.notes
    with pytest.raises(UnusableTextError, match="several columns hold numbers"):
        read_paste("\n".join(text.split("\n")[1:]), Target(1))
    pasted = read_paste("1\t2026-11-25 00:15\tok\t5\n2\t2026-11-25 00:30\tok\t6", Target(1))
    assert "Dates were taken from column 2, values from column 4." in pasted.notes


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("", 1, "no text on the clipboard"),
        ("5", 2, "choose a cell"),
        ("5\t6\n7\t8", 1, "one has to hold dates"),
        ("1\n" * (clipboard.LARGEST_PASTE + 1), 1, "400,001 rows are too many"),
        ("hello\n" * (clipboard.MOST_UNREAD + 1), 1, "1,001 rows could not be read, the first is “hello”"),
        ("2026-11-25 00:15\n" * 2_000, 1, "these are dates"),
        ("=A1\n" * 2_000, 0, "2,000 rows could not be read"),
    ],
)
def test_what_cannot_be_pasted_is_told(text, column, reason):
    with pytest.raises(UnusableTextError, match=reason):
        read_paste(text, Target(column))


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
    pasted = read_paste(text, Target(0, decimal=locale_decimal()))
    np.testing.assert_array_equal(pasted.block.mw, [float(value), 2, 3])
    assert read_paste(
        table_text(model, [CellRange(0, 0, 1, 1)]), Target(1, decimal=locale_decimal())
    ).block.mw.tolist() == [float(value)]


@pytest.mark.parametrize("language", [QLocale.Language.Spanish, QLocale.Language.English])
def test_the_program_knows_its_own_cells_again(qtbot, language):
    QLocale.setDefault(QLocale(language))
    model = PurchaseModel(hourly_draft())
    model.undo_stack.push(SetCell(model, 0, Column.PURCHASE, "1.234"))
    QApplication.clipboard().setMimeData(cells_data(model, [CellRange(0, 0, 1, 1)]))
    copied = clipboard_source.take(QApplication.clipboard())
    assert clipboard_source.read(copied, Target(1)).block.mw.tolist() == [1.234]
    model.undo_stack.clear()


@given(st.lists(st.lists(st.sampled_from(["", "1", "2,5", "a b", 'say "x"', "x;y", "\x1f"]), max_size=4), max_size=6))
def test_columns_are_the_same_cells_as_rows(rows):
    text = "\n".join("\t".join(map(clipboard.quoted, cells)) for cells in rows)
    table, columns = split_table(text), clipboard.split_columns(text)
    assert [list(cells) for cells in zip(*columns, strict=True)] == table
    shown = [cells for cells in rows if cells]
    assert sum(cell.count("2,5") for cells in table for cell in cells) == sum(cells.count("2,5") for cells in shown)
