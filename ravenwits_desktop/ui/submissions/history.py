"""The history of a submission as a small table: when, what it became, through whom and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ravenwits_desktop.domain.submission import Step
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.submissions.columns import NOTHING
from ravenwits_desktop.ui.submissions.moments import exact_moment


class HistoryTable(QTableWidget):
    """The steps in order of time. Read only."""

    def __init__(self, history: Sequence[Step], zone: str, parent: QWidget | None = None) -> None:
        super().__init__(len(history), 4, parent)
        self.setObjectName("historyTable")
        self.setAccessibleName(self.tr("History"))
        self.setHorizontalHeaderLabels([self.tr("When"), self.tr("Became"), self.tr("Through"), self.tr("Why")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        by = {"user": self.tr("you"), "server": self.tr("the service"), "program": self.tr("this program")}
        for row, step in enumerate(history):
            texts = (
                exact_moment(step.at, zone),
                NOTHING if step.before is step.after else _standing(step),
                by.get(step.by, step.by),
                step.why,
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text if column == len(texts) - 1 else step.hash)
                if column == 0:
                    item.setFont(theme.tabular(self.font()))
                self.setItem(row, column, item)
        header = self.horizontalHeader()
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)


def _standing(step: Step) -> str:
    return f"{words.STATE_SHAPES[step.after]} {words.state_word(step.after)}"
