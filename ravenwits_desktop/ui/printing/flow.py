"""Printing the draft in front, with a preview, and writing it as PDF."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QPaintEngine
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from ravenwits_desktop.domain.timegrid import market_days
from ravenwits_desktop.ui.background import SHOWN_AFTER, Background, Steps
from ravenwits_desktop.ui.editor.tabs import DraftTabs
from ravenwits_desktop.ui.editor.view import PurchaseEditor
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.ui.printing.pages import Sheet
from ravenwits_desktop.ui.printing.painting import LAYOUT, paint, pdf_of
from ravenwits_desktop.worker.bridge import Worker

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DAYS = 62
_FEW_DAYS = 3
"""Painted before anybody could read a box."""


class PrintFlow(QObject):
    """A page for each market day of the draft; of the selected days where several rows are selected."""

    def __init__(self, worker: Worker, window: MainWindow, tabs: DraftTabs) -> None:
        super().__init__(window)
        self._worker, self._window, self._tabs = worker, window, tabs
        self.background = Background(window)

    @Slot()
    def print(self) -> None:
        """Show the pages as they will be printed, with a button that prints them."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog  # not on the way to the first window

        sheet = self._sheet()
        if sheet is None:
            return
        # the dialog's own printer lives as long as it does; one made here would be gone while it is painted on
        dialog = QPrintPreviewDialog(self._window)
        dialog.setObjectName("printPreview")
        dialog.setWindowTitle(self.tr("Print {name}").format(name=sheet.title))
        dialog.printer().setPageLayout(LAYOUT)
        dialog.printer().setDocName(sheet.title)
        dialog.paintRequested.connect(lambda printer: self._paint(sheet, printer, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def save_pdf(self) -> None:
        """Ask for a place and write the pages there."""
        sheet = self._sheet()
        if sheet is None:
            return
        name = f"{sheet.title}.pdf"
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as PDF"), name, "PDF (*.pdf)")
        if path:
            self._write(sheet, path if path.lower().endswith(".pdf") else f"{path}.pdf")

    def _write(self, sheet: Sheet, path: str) -> None:
        """Make the pages, a piece now and a piece then, and have them written."""
        if self.background.busy:
            text = self.tr("“{name}” was not saved: the pages of another PDF are still being made. Save it again.")
            self._tell(text.format(name=PurePath(path).name))
            return

        def work(steps: Steps) -> Generator[int, None, bytes | None]:
            steps.total = len(sheet.days)
            return pdf_of(sheet)

        def written(content: bytes | None) -> None:
            if content is not None:
                self._worker.write_file(content, path)

        self.background.run_here(self.tr("Making the pages of {name}…").format(name=sheet.title), work, written)

    def _paint(self, sheet: Sheet, printer: QPrinter, dialog: QWidget) -> None:
        """Paint the pages for the preview, or on the printer; the dialog lives on between them."""
        box = QProgressDialog(self.tr("Making the pages of {name}…").format(name=sheet.title), "", 0, 0, dialog)
        box.setCancelButtonText(self.tr("Cancel"))
        box.setWindowTitle(dialog.windowTitle())
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setMinimumDuration(0 if len(sheet.days) > _FEW_DAYS else SHOWN_AFTER)
        box.setMaximum(len(sheet.days))

        with closing(paint(sheet, printer)) as pages:
            for done in pages:
                box.setValue(done)  # what is waiting in the window gets its turn here
                if box.wasCanceled() or not self._window.isVisible():
                    # a preview keeps the pages that it has, and must not be aborted; on paper there are to be none
                    if printer.paintEngine().type() is not QPaintEngine.Type.Picture:
                        printer.abort()
                    break
        box.close()
        box.deleteLater()

    def _sheet(self) -> Sheet | None:
        """What is to be printed; None, with a word on why, where there is nothing or too much."""
        editor = self._tabs.current()
        sheet = None if editor is None else sheet_of(editor, self._retailer(editor.draft().retailer_id))
        if sheet is None:
            self._tell(self.tr("There is no period with a time to print."))
            return None
        if len(sheet.days) > MOST_DAYS:
            text = self.tr("The draft has {count} days, a page each. Select rows of at most {most} days to print them.")
            self._tell(text.format(count=len(sheet.days), most=MOST_DAYS))
            return None
        return sheet

    def _retailer(self, retailer_id: str | None) -> str:
        """The name of the draft's own retailer, its id where the tool bar does not know it."""
        box = self._window.tool_bar.retailer_box
        place = box.findData(retailer_id)
        return box.itemText(place) if retailer_id and place >= 0 else retailer_id or ""

    def _tell(self, text: str) -> None:
        self._window.messages.tell(text, tone=Tone.WARNING, key="print")


def sheet_of(editor: PurchaseEditor, retailer: str) -> Sheet | None:
    """The days of a draft that have a selected row, all of them where one row at most is selected; None without any."""
    draft, checked = editor.draft(), editor.checked()
    days = market_days(checked.starts, draft.zone)
    wanted = ~np.isnat(checked.starts)
    chosen = np.zeros(len(wanted), dtype=np.bool_)
    for each in editor.table.ranges():
        chosen[each.top : each.bottom + 1] = True
    if np.count_nonzero(chosen & wanted) > 1:
        wanted &= np.isin(days, days[chosen & wanted])
    rows = np.flatnonzero(wanted)
    if not len(rows):
        return None
    rows = rows[np.argsort(checked.starts[rows], kind="stable")]
    starts, mw = checked.starts[rows], draft.rows.mw[rows]
    return Sheet(draft.name, retailer, starts, mw, checked.resolution, draft.label, draft.zone)
