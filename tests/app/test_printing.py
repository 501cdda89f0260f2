"""Many days as PDF and in the preview of printing: seen while it goes on, given up, done again."""

from __future__ import annotations

import re
import threading
from datetime import date

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QPushButton

from ravenwits_desktop.domain import filling, grid
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import background
from ravenwits_desktop.ui.printing import flow
from ravenwits_desktop.ui.printing.painting import paint

ZONE = "Europe/Madrid"


def quarters(first, last):
    starts = filling.starts_of_days(first, last, 15, ZONE)
    rows = grid.rows_at(starts, np.ones(len(starts)), 15, Label.END, ZONE)
    return grid.draft_of(rows, 15, ZONE, Label.END, None, name="autumn")


def test_a_pdf_of_many_days_is_made_in_pieces_and_can_be_given_up(desk, tmp_path, monkeypatch):
    path = tmp_path / "days.pdf"
    desk.workspace.drafts.add(quarters(date(2026, 10, 1), date(2026, 11, 30)))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(background, "SHOWN_AFTER", 0)
    background_work = desk.workspace.printing.background
    desk.window.actions_.save_pdf.trigger()
    assert background_work.busy
    box = desk.dialog("backgroundWork")
    desk.until(lambda: box.maximum() == 61 and box.value() > 0)
    desk.click(box.findChild(QPushButton))
    assert not background_work.busy
    desk.window.actions_.save_pdf.trigger()
    # a document in a thread and the end of an object in the window can wait for each other for ever
    assert "window-work" not in {thread.name.rpartition("_")[0] for thread in threading.enumerate()}
    desk.until(path.exists)
    assert len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) == 61


def test_a_second_pdf_does_not_take_the_place_of_one_that_is_being_made(desk, tmp_path, monkeypatch):
    desk.workspace.drafts.add(quarters(date(2026, 10, 1), date(2026, 11, 30)))
    paths = [tmp_path / "first.pdf", tmp_path / "second.pdf"]
    chosen = iter(paths)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(chosen)), ""))
    desk.window.actions_.save_pdf.trigger()
    desk.window.actions_.save_pdf.trigger()
    assert "“second.pdf” was not saved" in desk.said()
    desk.until(paths[0].exists)
    assert not paths[1].exists()


def test_a_preview_that_is_being_painted_ends_with_the_window(desk, monkeypatch):
    desk.workspace.drafts.add(quarters(date(2026, 10, 1), date(2026, 11, 30)))
    pages = []

    def counted(sheet, device):
        for done in paint(sheet, device):
            pages.append(done)
            yield done

    monkeypatch.setattr(flow, "paint", counted)

    def close():
        box = desk.window.findChild(QProgressDialog)
        if box is None or not box.value():
            QTimer.singleShot(5, close)
        else:
            desk.window.close()

    QTimer.singleShot(5, close)
    desk.close(by=desk.window.actions_.print_draft.trigger)
    assert 0 < max(pages) < 60


def test_a_preview_of_many_days_can_be_given_up(desk):
    desk.workspace.drafts.add(quarters(date(2026, 11, 1), date(2026, 11, 30)))

    def give_up():
        box = desk.window.findChild(QProgressDialog)
        if box is None or not box.value():
            QTimer.singleShot(5, give_up)
        else:
            box.cancel()

    QTimer.singleShot(5, give_up)
    desk.window.actions_.print_draft.trigger()
    preview = desk.dialog("printPreview")
    pages = preview.findChild(QPrintPreviewWidget)
    desk.until(lambda: desk.window.findChild(QProgressDialog) is None and pages.pageCount())
    assert pages.pageCount() < 30
    pages.updatePreview()
    assert pages.pageCount() == 30
    preview.reject()
    desk.gone("printPreview")


def test_the_window_may_be_closed_while_pages_are_made(desk, tmp_path, monkeypatch):
    path = tmp_path / "days.pdf"
    desk.workspace.drafts.add(quarters(date(2026, 10, 1), date(2026, 11, 30)))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desk.window.actions_.save_pdf.trigger()
    assert desk.workspace.printing.background.busy
    desk.close()
    assert not path.exists()
