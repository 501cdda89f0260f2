"""Where a draft is written to, and as what: a workbook, or text as spreadsheets of the country expect it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.ui.editor.pasted_columns import locale_decimal


class ExportDialog(QFileDialog):
    """The platform's own dialog. Text with the user's decimal sign is offered before that with the other one."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Export draft"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._own = locale_decimal()
        kinds = {
            self.tr("CSV, decimal points and commas between (*.csv)"): Decimal.POINT,
            self.tr("CSV, decimal commas and semicolons between (*.csv)"): Decimal.COMMA,
        }
        self._texts = dict(sorted(kinds.items(), key=lambda kind: kind[1] is not self._own))
        self.setNameFilters([self.tr("Excel (*.xlsx)"), *self._texts])
        self.setDefaultSuffix("xlsx")
        self.selectFile(name)
        self.filterSelected.connect(self._take_suffix)

    def path(self) -> str:
        """The file that was chosen."""
        return self.selectedFiles()[0]

    def decimal(self) -> Decimal:
        """The sign of the numbers in a text: that of the kind that was chosen, else the user's own."""
        return self._texts.get(self.selectedNameFilter(), self._own)

    @Slot(str)
    def _take_suffix(self, kind: str) -> None:
        self.setDefaultSuffix("csv" if kind in self._texts else "xlsx")
