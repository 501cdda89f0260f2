"""What is taken from the clipboard: a page or a mail with a table, files, and what changes while it is read."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QMimeData, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog, QPushButton

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui import background
from ravenwits_desktop.ui.editor import clipboard, clipboard_source, pasting
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.clipboard_source import Copied, read, table_of, take
from ravenwits_desktop.ui.editor.pasted_columns import Target, UnusableTextError

SHEET = (
    "<meta http-equiv='content-type'><google-sheets-html-origin><style>td {color: 1}</style>"
    "<table xmlns='http://www.w3.org/1999/xhtml'><colgroup><col width='100'/></colgroup><tbody>"
    "<tr style='height:21px;'><td style='padding:2px'>25/11/2026 1:00:00</td>"
    "<td data-sheets-value='x'>1.234,50</td></tr>"
    "<tr><td>25/11/2026 2:00:00</td><td>12,25</td></tr></tbody></table>"
)
MAIL = (
    "<html><body><div>Buenos d&iacute;as,</div><table><tr><td><img src='cid:logo'></td><td>"
    "<table border=1><tr><th>Hora</th><th>Compra<br>MW</th></tr>"
    "<tr><td>25/11/2026 01:00</td><td align=right>&nbsp;12,5&nbsp;</td></tr>"
    "<tr><td>25/11/2026 02:00</td><td>13<sup>*</sup></td></tr></table></td></tr></table>"
    "<table><tr><td>Ana L&oacute;pez</td></tr><tr><td>Mesa de compras</td></tr>"
    "<tr><td>+34 600 123 456</td></tr></table>"
)


EXCEL = (
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style>.xl65{mso-number-format:Fixed;}</style></head>"
    "<body><!--StartFragment--><table border=0 cellpadding=0><col width=144 style='mso-width-source:userset'><col>"
    "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=144></td><td>9</td></tr><![endif]>"
    "<tr height=20><td class=xl66 align=right>25/11/2026 01:00</td>"
    "<td class=xl65 align=right style='border-left:none' x:num=\"1234.5678\">1.234,57<span"
    " style='mso-spacerun:yes'> </span></td></tr>"
    "<tr height=20><td class=xl66 align=right>25/11/2026 02:00</td><td class=xl65 align=right>0,50</td></tr>"
    "<!--EndFragment--></table></body></html>"
)
LIBREOFFICE = (
    "<!DOCTYPE html><html><head><style type='text/css'>body,td { font-size:x-small }</style></head><body>"
    "<table cellspacing='0' border='0'><colgroup width='120'></colgroup><colgroup width='85'></colgroup>"
    "<tr><td height='17' align='right' sdval='46351.0416666667' sdnum='3082;0;DD/MM/AAAA HH:MM'>25/11/2026 01:00</td>"
    "<td align='right' sdval='1234.5' sdnum='3082;'><font face='Arial'>1234,5</font></td></tr>"
    "<tr><td height='17' align='right'>25/11/2026 02:00</td><td align='right' sdval='0.5'>0,5</td></tr></table></body>"
)


def copied(text=None, html=None, urls=None):
    data = QMimeData()
    if text is not None:
        data.setText(text)
    if html is not None:
        data.setHtml(html)
    if urls is not None:
        data.setUrls(urls)
    QApplication.clipboard().setMimeData(data)


def pasted(html, text="", column=Column.PURCHASE):
    return read(Copied(text, html), Target(column))


def test_a_google_sheet_without_text():
    found = pasted(SHEET)
    assert timegrid.format_labels(found.block.labels) == ["2026-11-25 01:00", "2026-11-25 02:00"]
    assert found.block.mw.tolist() == [1234.5, 12.25]
    assert found.notes == ("Read with decimal commas.",)


@pytest.mark.parametrize(("page", "values"), [(EXCEL, [1234.57, 0.5]), (LIBREOFFICE, [1234.5, 0.5])])
def test_a_page_as_workbooks_write_it_is_read_as_it_is_seen(page, values):
    found = pasted(page)
    assert timegrid.format_labels(found.block.labels) == ["2026-11-25 01:00", "2026-11-25 02:00"]
    assert found.block.mw.tolist() == values


def test_the_table_of_a_mail_among_frames_and_a_signature():
    found = pasted(MAIL)
    assert timegrid.format_labels(found.block.labels) == ["2026-11-25 01:00", "2026-11-25 02:00"]
    assert found.block.mw[0] == 12.5
    assert found.block.texts == {(1, Column.PURCHASE): "13^*"}


def test_a_table_whose_text_was_written_as_one_column_is_read_from_the_page():
    text = "25/11/2026 01:00\n12,5\n25/11/2026 02:00\n13"
    cells = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in zip(text.split("\n")[::2], text.split("\n")[1::2], strict=True)
    )
    assert pasted(f"<table>{cells}</table>", text).block.mw.tolist() == [12.5, 13]
    one = "<table><tr><td>12,5</td></tr><tr><td>13</td></tr></table>"
    assert pasted(one, "12,5\n13").block.mw.tolist() == [12.5, 13]


def test_text_beside_a_page_without_values_is_taken():
    frame = "<table><tr><td>a</td><td>b</td></tr></table>12,5"
    assert table_of(Copied("12,5", frame)) == "12,5"


@pytest.mark.parametrize("language", [QLocale.Language.Spanish, QLocale.Language.English])
def test_numbers_of_other_countries_read_the_same_everywhere(language):
    QLocale.setDefault(QLocale(language))
    rows = "".join(f"<tr><td>{text}</td></tr>" for text in ("1.234,5", "1&nbsp;234,25", "&#8722;12,5", "0,125"))
    assert pasted(f"<table>{rows}</table>").block.mw.tolist() == [1234.5, 1234.25, -12.5, 0.125]
    swiss = "".join(f"<tr><td>{text}</td></tr>" for text in ("1’234.5", "12.25"))
    assert pasted(f"<table>{swiss}</table>").block.mw.tolist() == [1234.5, 12.25]


def test_cells_over_several_columns_or_rows_keep_the_others_in_their_place():
    html = (
        "<table><tr><th colspan=2>Programa</th><th>MW</th></tr>"
        "<tr><td rowspan=2>H1</td><td>25/11/2026 01:00</td><td>1</td></tr>"
        "<tr><td>25/11/2026 02:00</td><td>2</td></tr></table>"
    )
    found = pasted(html)
    assert found.block.mw.tolist() == [1, 2]
    assert timegrid.format_labels(found.block.labels) == ["2026-11-25 01:00", "2026-11-25 02:00"]


def test_lines_of_a_mail_without_a_table():
    assert pasted("<p>12,5</p><p>13,25<br>14</p>").block.mw.tolist() == [12.5, 13.25, 14]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (SHEET + SHEET, "2 tables with values were copied"),
        ("<p>See you at <b>five</b>, 12 o'clock</p>", "no table and no column of values"),
        ("<table><tr><td>Ana</td></tr></table>", "no table and no column of values"),
        ("<img src='x'>", "no table and no column of values"),
        ("<table><tr>" + "<td colspan=200>1</td>" * 30_000, "more on the clipboard than any purchase"),
    ],
)
def test_what_is_not_one_table_is_told(html, reason):
    with pytest.raises(UnusableTextError, match=reason):
        pasted(html)


def test_files_are_told_from_their_cells(qtbot):
    copied(text="file:///tmp/a.xlsx", urls=[QUrl.fromLocalFile("/tmp/a.xlsx")])
    assert take(QApplication.clipboard()).files == ("/tmp/a.xlsx",)
    with pytest.raises(UnusableTextError, match="a file was copied"):
        read(take(QApplication.clipboard()), Target(1))
    copied(text="12", urls=[QUrl("https://prices.example/today")])
    assert take(QApplication.clipboard()) == Copied("12")


def test_what_is_taken_is_text_and_the_page_only_where_it_is_needed(qtbot):
    copied("1\t2", SHEET)
    assert take(QApplication.clipboard()) == Copied("1\t2")
    copied(html=SHEET)
    assert take(QApplication.clipboard()) == Copied("", SHEET)
    QApplication.clipboard().clear()
    with pytest.raises(UnusableTextError, match="no text on the clipboard"):
        read(take(QApplication.clipboard()), Target(1))


class Fickle(QMimeData):
    """A clipboard whose owner gives another text as soon as the page was asked for."""

    asked = 0

    def formats(self):
        return ["text/plain", "text/html"]

    def hasFormat(self, kind):  # noqa: N802 - Qt's name
        return kind in self.formats()

    def retrieveData(self, kind, wanted):  # noqa: N802 - Qt's name
        self.asked += kind == "text/html"
        return SHEET if kind == "text/html" else f"{self.asked},5"


class Owner:
    """As much of a clipboard as is asked."""

    def __init__(self, data):
        self.data = data

    def mimeData(self):  # noqa: N802 - Qt's name
        return self.data


def test_a_clipboard_that_changes_while_it_is_read_is_not_taken(qtbot):
    with pytest.raises(UnusableTextError, match="changed while it was read"):
        take(Owner(Fickle()))


def test_a_long_table_is_read_beside_the_window_and_pasted_when_it_is_there(open_editor, qtbot, monkeypatch):
    monkeypatch.setattr(pasting, "AT_ONCE", 10)
    editor = open_editor()
    editor.table.go_to(0, Column.PURCHASE)
    copied("100,5\n200,5\n300,5")
    editor.pasting.paste()
    assert editor.model.rows().mw[0] == 1, "not yet"
    copied("7\n8\n9\n10\n11\n12")  # the clipboard of a moment later is another matter
    qtbot.waitUntil(lambda: not editor.pasting.background.busy)
    assert editor.model.rows().mw[:4].tolist() == [100.5, 200.5, 300.5, 4]
    editor.undo_stack.undo()
    assert editor.model.rows().mw[:3].tolist() == [1, 2, 3]


def test_a_table_edited_while_a_long_text_is_read_stays_as_it_was_edited(open_editor, qtbot, monkeypatch):
    monkeypatch.setattr(pasting, "AT_ONCE", 10)
    editor = open_editor()
    editor.table.go_to(0, Column.PURCHASE)
    copied("100,5\n200,5\n300,5")
    editor.pasting.paste()
    editor.delete_rows()
    with qtbot.waitSignal(editor.message) as heard:
        pass
    assert "edited meanwhile" in heard.args[0]
    assert editor.model.rows().mw[:2].tolist() == [2, 3]


def test_reading_can_be_given_up(open_editor, qtbot, monkeypatch):
    monkeypatch.setattr(pasting, "AT_ONCE", 10)
    monkeypatch.setattr(background, "SHOWN_AFTER", 0)
    editor = open_editor()
    editor.table.go_to(0, Column.PURCHASE)
    going_on = threading.Event()
    real = clipboard_source.read

    def slow(*args):
        going_on.wait(10)
        return real(*args)

    monkeypatch.setattr(clipboard_source, "read", slow)
    copied("100,5\n200,5\n300,5")
    editor.pasting.paste()
    qtbot.waitUntil(lambda: editor.findChild(QProgressDialog) is not None)
    box = editor.findChild(QProgressDialog)
    assert box.labelText() == "Reading what is on the clipboard…"
    box.findChild(QPushButton).click()
    going_on.set()
    assert not editor.pasting.background.busy
    assert editor.model.rows().mw[0] == 1
    assert editor.undo_stack.count() == 0
    copied("5")
    editor.pasting.paste()
    assert editor.model.rows().mw[0] == 5


@pytest.mark.parametrize("name", ["MW", "(MW)", "Compra 2026", "Energía", "Potencia"])
def test_a_name_above_the_values_is_left_out_and_nothing_else(name):
    assert read(Copied(f"{name}\n1\n2"), Target(Column.PURCHASE)).block.mw.tolist() == [1, 2]


def test_more_cells_than_can_be_held_are_refused():
    text = "1\t" * 3_000 + "1\n" + "1\n" * 3_000
    with pytest.raises(UnusableTextError, match="3,001 rows of 3,001 columns are too many"):
        clipboard.split_table(text)


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("1e308", 1e308, None),
        ("1e309", np.nan, "1e309"),
        ("NaN", np.nan, "NaN"),
        ("inf", np.nan, "inf"),
        ("=A1*2", np.nan, "=A1*2"),
        ("25/11/2026", np.nan, "25/11/2026"),
        ("5%", np.nan, "5%"),
        ("#N/A", np.nan, "#N/A"),
        ("1 2", np.nan, "1 2"),
        ("1,2,3", np.nan, "1,2,3"),
        ("(5)", np.nan, "(5)"),
    ],
)
def test_a_value_is_what_stands_there_or_marked(open_editor, text, value, written):
    editor = open_editor()
    editor.table.go_to(0, Column.PURCHASE)
    copied(f"{text}\n12.25")
    editor.pasting.paste()
    np.testing.assert_array_equal(editor.model.rows().mw[:3], [value, 12.25, 3])
    assert editor.model.rows().texts.get((0, Column.PURCHASE)) == written
    assert editor.error_count() == 1


def test_numbers_pasted_over_everything_leave_the_dates(open_editor):
    editor = open_editor()
    before = editor.model.rows().labels.copy()
    for text, values in (("1,5\n2,5\n3,5", [1.5, 2.5, 3.5]), ("7,5", [7.5] * 3)):
        editor.table.select_all()
        copied(text)
        editor.pasting.paste()
        assert editor.model.rows().mw[:3].tolist() == values
        np.testing.assert_array_equal(editor.model.rows().labels, before)


def test_delete_over_everything_leaves_the_dates(open_editor):
    editor = open_editor()
    before = editor.model.rows().labels.copy()
    editor.table.select_all()
    editor.clear()
    assert np.isnan(editor.model.rows().mw).all()
    np.testing.assert_array_equal(editor.model.rows().labels, before)
    editor.table.select(CellRange(0, 1, 0, 0))
    editor.clear()
    assert np.isnat(editor.model.rows().labels[:2]).all()


@pytest.mark.parametrize(
    ("button", "values"), [("1.234", [1.234, 2.345]), ("1,234", [1234, 2345]), ("Cancel", [np.nan, np.nan])]
)
def test_numbers_that_read_both_ways_are_asked_about(open_editor, qtbot, button, values):
    editor = open_editor()
    editor.table.select_all()
    editor.clear()
    seen = []

    def answer():
        box = editor.findChild(QMessageBox, "decimalQuestion")
        seen.append(box.text())
        next(each for each in box.buttons() if each.text().replace("&", "").startswith(button)).click()

    editor.table.go_to(0, Column.PURCHASE)
    copied("1.234\n2.345")
    QTimer.singleShot(0, answer)
    editor.pasting.paste()
    assert seen == ["“1.234” can be read in two ways, and no other value tells."]
    np.testing.assert_array_equal(editor.model.rows().mw[:2], values)
