"""The pages of a draft: what stands on them, and that they fit."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument

from ravenwits_desktop.domain import filling
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.editor.cells import CellRange
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.ui.printing.flow import sheet_of
from ravenwits_desktop.ui.printing.pages import Sheet, html_of
from ravenwits_desktop.ui.printing.painting import pdf_of
from tests.ui.editor.conftest import hourly_draft

ZONE = "Europe/Madrid"


def sheet(first, last, resolution):
    starts = filling.starts_of_days(first, last, resolution, ZONE)
    return Sheet("Programa <1>", "Norte & Sur", starts, np.arange(len(starts)) / 4, resolution, Label.END, ZONE)


@pytest.mark.parametrize("resolution", [15, 30, 60])
@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 25), 25), (date(2026, 3, 29), 23), (date(2026, 11, 24), 24)]
)
def test_every_period_of_a_day_stands_on_its_page(qtbot, day, hours, resolution):
    html = html_of(sheet(day, day, resolution), np.datetime64(day))
    count = hours * 60 // resolution
    assert re.findall(r"<b>([\d.]+)</b>", html) == [f"{value / 4:.3f}" for value in range(count)]
    assert len(re.findall(r";02:00(?: A| B)?<", html)) == {25: 2, 24: 1, 23: 0}[hours]
    assert ("02:00 B" in html) is (hours == 25)
    assert "&lt;1&gt;" in html
    assert ("this day has" in html) is (hours != 24)
    document = QTextDocument()
    document.setPageSize(QSizeF(595 - 85, 842 - 85))  # points on A4 within its margins
    document.setHtml(html)
    assert document.pageCount() == 1


def test_a_page_for_each_day_and_a_pdf_of_them(qtbot):
    contents = []

    def keep():
        contents.append((yield from pdf_of(sheet(date(2026, 11, 23), date(2026, 11, 29), 15))))

    done = list(keep())
    (content,) = contents
    assert sorted(done) == done
    assert set(done) == set(range(7)), "told before each page"
    assert content.startswith(b"%PDF")
    assert content.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 7


def test_the_selected_days_or_all(qtbot):
    editor = PurchaseEditor(hourly_draft())
    qtbot.addWidget(editor)
    assert len(sheet_of(editor, "Norte").mw) == 24
    editor.model.setData(editor.model.index(23, 0), "2026-11-26 01:00")
    assert [str(day) for day in sheet_of(editor, "").days] == ["2026-11-25", "2026-11-26"]
    editor.table.select(CellRange(0, 3, 1, 1))
    assert [str(day) for day in sheet_of(editor, "").days] == ["2026-11-25"]
    assert len(sheet_of(editor, "").mw) == 23
    editor.table.select_all()
    editor.delete_rows()
    assert sheet_of(editor, "") is None


def test_pages_that_nobody_wants_any_more_are_not_made(qtbot):
    for pieces in range(1, 9):
        pages = pdf_of(sheet(date(2026, 11, 23), date(2026, 11, 29), 15))
        for _ in range(pieces):
            next(pages)
        pages.close()
        assert list(pages) == []
