"""All that is kept of one submission: its facts, its history, the answers as they came, the rows as they went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submissions.columns import NOTHING
from ravenwits_desktop.ui.submissions.history import HistoryTable
from ravenwits_desktop.ui.submissions.json_layout import laid_out
from ravenwits_desktop.ui.submissions.model import NO_INDEX
from ravenwits_desktop.ui.submissions.moments import exact_moment

_LONGEST_SHOWN = 100_000


class Answer(Protocol):
    """What the service said to one call, as it came."""

    @property
    def at(self) -> datetime:
        """When, UTC."""

    @property
    def call(self) -> str:
        """Which call it answers."""

    @property
    def status(self) -> int | None:
        """The status code, None where there was none."""

    @property
    def raw(self) -> bytes:
        """The body."""


class DetailsDialog(QDialog):
    """Shows one submission; changes nothing. `answers` in order of time, `purchase` None where it is not known here."""

    def __init__(
        self,
        submission: Submission,
        answers: Sequence[Answer] = (),
        purchase: Purchase | None = None,
        *,
        zone: str = DEFAULT_ZONE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._answers, self._zone = tuple(answers), zone
        self.setObjectName("detailsDialog")
        self.setWindowTitle(self.tr("Submission"))
        tabs = QTabWidget(self)
        tabs.addTab(self._facts(submission), self.tr("&Facts"))
        tabs.addTab(HistoryTable(submission.history, zone, self), self.tr("&History"))
        tabs.addTab(self._answers_page(), self.tr("&Answers"))
        tabs.addTab(self._rows_page(purchase), self.tr("&Rows sent"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
        self.resize(720, 520)

    def _facts(self, one: Submission) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        retailer = f"{one.retailer_name} · {one.retailer_id}" if one.retailer_name else one.retailer_id
        state = f"{words.STATE_SHAPES[one.state]} {words.state_word(one.state, one.server_status)}"
        rows = None if one.rows is None else words.decimal(one.rows, 0)
        if rows and one.resolution:
            rows = self.tr("{rows} of {minutes} min").format(rows=rows, minutes=one.resolution)
        gate = self._moment(one.gate)
        if gate is not None:
            gate = self.tr("{market}, closing {moment}").format(market=one.gate_market, moment=gate)
        optional = (
            (self.tr("Label"), one.label),
            (self.tr("Note"), one.note),
            (self.tr("From"), one.imported),
            (self.tr("File"), one.file),
            (self.tr("SHA-256 of the file"), one.file_sha256),
            (self.tr("Read as"), words.translated(one.reading) if one.reading is not None else None),
            (self.tr("Confirmed as meant so"), "\n".join(map(words.translated, one.confirmed))),
            (self.tr("Meant for"), gate),
        )
        for name, value in (
            (self.tr("Status"), state),
            (self.tr("Retailer"), retailer),
            (self.tr("Day"), words.days(one.first_day, one.last_day)),
            (self.tr("Rows"), rows),
            (self.tr("Energy"), None if one.energy_mwh is None else f"{words.mwh(one.energy_mwh)} MWh"),
            (self.tr("Id at the service"), one.purchase_id),
            (self.tr("Id here"), one.id),
            (self.tr("Account"), one.account),
            (self.tr("Fingerprint of the rows"), one.fingerprint and one.fingerprint[:16]),
            *((name, value) for name, value in optional if value),
            (self.tr("Sent"), self._moment(one.sent)),
            (self.tr("Checked"), self._moment(one.checked)),
            (self.tr("Finished"), self._moment(one.finished)),
            (self.tr("Clock"), self._zone),
        ):
            label = QLabel(value or NOTHING, page)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setAccessibleName(name)
            form.addRow(name, label)
        layout.addLayout(form)
        if one.message is not None:
            notice = Notice(page)
            notice.say(one.message, Tone.INFO)
            layout.addWidget(notice)
        layout.addStretch()
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        return area

    def _moment(self, value: datetime | None) -> str | None:
        return None if value is None else exact_moment(value, self._zone)

    def _answers_page(self) -> QWidget:
        page = QWidget(self)
        self._which = QComboBox(page)
        self._which.setObjectName("answerBox")
        self._which.setAccessibleName(self.tr("Answer"))
        self._raw = QPlainTextEdit(page)
        self._raw.setObjectName("answerText")
        self._raw.setAccessibleName(self.tr("What the service answered"))
        self._raw.setReadOnly(True)
        self._raw.setTabChangesFocus(True)
        self._raw.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._raw.setPlaceholderText(self.tr("The service has not answered anything yet."))
        for answer in self._answers:
            status = NOTHING if answer.status is None else str(answer.status)
            self._which.addItem(f"{exact_moment(answer.at, self._zone)} · {answer.call} · {status}")
        self._which.setEnabled(bool(self._answers))
        self._which.currentIndexChanged.connect(self._on_answer)
        self._which.setCurrentIndex(len(self._answers) - 1)
        self._on_answer()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._which)
        layout.addWidget(self._raw, 1)
        return page

    @Slot()
    def _on_answer(self) -> None:
        number = self._which.currentIndex()
        if number < 0:
            return
        raw = self._answers[number].raw
        text = raw[: _LONGEST_SHOWN + 1].decode("utf-8", "replace")
        if len(raw) > _LONGEST_SHOWN:
            cut = self.tr("… all {length} bytes are kept; the rest is not shown").format(
                length=words.decimal(len(raw), 0)
            )
            self._raw.setPlainText(f"{text[:_LONGEST_SHOWN]}\n{cut}")
        else:
            self._raw.setPlainText(laid_out(text))

    def _rows_page(self, purchase: Purchase | None) -> QWidget:
        if purchase is None:
            label = QLabel(self.tr("This purchase was made elsewhere: its rows are not known here."), self)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            return label
        view = QTableView(self)
        view.setObjectName("rowsSent")
        view.setAccessibleName(self.tr("Rows sent"))
        view.setModel(_RowsModel(purchase, view))
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setTabKeyNavigation(False)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 8)
        view.horizontalHeader().resizeSection(0, view.fontMetrics().horizontalAdvance("Wed 30 Sep 2026 00:00") + 32)
        view.horizontalHeader().resizeSection(1, view.fontMetrics().horizontalAdvance("10,000.000000") + 32)
        return view


class _RowsModel(QAbstractTableModel):
    """The rows as they went out: label and MW with all its digits."""

    def __init__(self, purchase: Purchase, parent: QObject) -> None:
        super().__init__(parent)
        self._labels, self._mw = purchase.labels, purchase.mw

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._mw)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else 2

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return _side(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return (self.tr("Datetime"), self.tr("MW"))[section] if section in (0, 1) else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            row = index.row()
            return words.label(self._labels[row]) if index.column() == 0 else words.exact(self._mw[row])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        return theme.tabular(QFont()) if role == Qt.ItemDataRole.FontRole else None


def _side(column: int) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
