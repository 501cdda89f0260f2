"""The last look before a purchase goes out: what it is, what is unusual, what was sent before. Submits once at most."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain import draft
from ravenwits_desktop.domain.comparison import compare
from ravenwits_desktop.domain.review import Review
from ravenwits_desktop.domain.submission import NEVER_TAKEN, Submission
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.changes import change_sentence
from ravenwits_desktop.ui.notice import Notice, Tone
from ravenwits_desktop.ui.submitting.warnings import warning_lines
from ravenwits_desktop.ui.submitting.warnings_list import WarningsList

_TABLE_ROWS = 5


class SubmitDialog(QDialog):
    """Shows a review and lets it be submitted; `accepted` comes once.

    What is unusual, and rows that may be at the service already, have to be ticked before Submit can be pressed. The
    focus begins on Cancel, so that a Return too many sends nothing. `sandbox` says that nothing of this is real.
    """

    def __init__(self, review: Review, *, sandbox: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.review = review
        self._zone = review.purchase.zone
        self._boxes: list[QCheckBox] = []
        self.setObjectName("submitDialog")
        self.setWindowTitle(self.tr("Submit purchase"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        if sandbox:
            note = Notice(self)
            note.setObjectName("sandboxNote")
            note.say(self.tr("This goes to the sandbox on this computer: no market sees it."), Tone.INFO)
            layout.addWidget(note)
        layout.addWidget(self._heading())
        layout.addLayout(self._facts())
        self._add_change(layout)
        self._add_warnings(layout)
        self._add_same(layout)
        self._add_same_days(layout)
        layout.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setObjectName("cancelSubmitButton")
        cancel.setDefault(True)
        self._submit = QPushButton(self.tr("&Submit"), self)
        self._submit.setObjectName("confirmSubmitButton")
        self._submit.setAutoDefault(False)
        buttons.addButton(self._submit, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(560)
        cancel.setFocus()
        self._show_state()

    def accept(self) -> None:
        """Submit, once and only if everything that has to be seen is ticked."""
        if self._submit.isEnabled() and self.result() != QDialog.DialogCode.Accepted:
            self._submit.setEnabled(False)
            super().accept()

    # What it says

    def _heading(self) -> QLabel:
        days = self.review.purchase.days
        label = QLabel(f"{self.review.retailer.title}\n{words.days(str(days[0]), str(days[-1]))}", self)
        label.setObjectName("submitHeading")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        font = label.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        label.setFont(font)
        return label

    def _facts(self) -> QFormLayout:
        purchase = self.review.purchase
        totals = draft.totals(purchase.mw, purchase.resolution)
        first, last = purchase.labels[0], purchase.labels[-1]
        span = words.label(first) if len(purchase) == 1 else f"{words.label(first)} – {words.label(last)}"
        rows = self.tr("{rows} of {minutes} min").format(
            rows=words.decimal(len(purchase), 0), minutes=purchase.resolution
        )
        # A purchase has at least one value, so there is a mean.
        powers = [words.mw(value) for value in (totals.mean, totals.minimum, totals.maximum) if value is not None]
        convention = (
            self.tr("the end of each period, {zone}")
            if purchase.label is Label.END
            else self.tr("the start of each period, {zone}")
        ).format(zone=purchase.zone)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(4)
        for name, title, value in (
            ("rows", self.tr("Rows"), rows),
            ("energy", self.tr("Energy"), f"{words.mwh(totals.energy_mwh)} MWh"),
            ("power", self.tr("Mean, minimum, maximum"), " · ".join(powers) + " MW"),
            ("span", self.tr("First and last datetime"), span),
            ("convention", self.tr("Datetimes mark"), convention),
            ("gate", self.tr("In time for"), self._gate()),
        ):
            label = QLabel(value, self)
            label.setObjectName(f"{name}Fact")
            label.setAccessibleName(title)
            label.setFont(theme.tabular(label.font()))
            caption = QLabel(title, self)
            caption.setForegroundRole(caption.palette().ColorRole.PlaceholderText)
            form.addRow(caption, label)
        return form

    def _gate(self) -> str:
        gate = self.review.gate
        if gate is None:
            return self.tr("no gate: all of these days have closed")
        return self.tr("{market}, which closes {moment}").format(market=gate.market, moment=self._moment(gate.at))

    def _add_change(self, layout: QVBoxLayout) -> None:
        """What is bought otherwise than in the last submission for these days."""
        if self.review.before is None:
            return
        found = compare(self.review.purchase, self.review.before)
        text = self.tr("Against the last submission for these days: {change}")
        label = QLabel(text.format(change=change_sentence(found, self.review.purchase)), self)
        label.setObjectName("changeFact")
        label.setAccessibleName(self.tr("Changes"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(theme.tabular(label.font()))
        label.setWordWrap(True)
        layout.addWidget(label)

    def _add_warnings(self, layout: QVBoxLayout) -> None:
        if not self.review.warnings:
            return
        lines = warning_lines(self.review.warnings)
        notice = Notice(self)
        notice.setObjectName("warningsNote")
        layout.addWidget(notice)
        if len(lines) == 1:
            notice.say(lines[0], Tone.WARNING)
            self._add_box(layout, "seenBox", self.tr("I have seen this: the values are &meant so"))
            return
        notice.say(self.tr("{count} things are unusual:").format(count=len(lines)), Tone.WARNING)
        each = WarningsList(lines, self)
        layout.addWidget(each)
        box = self._add_box(layout, "seenBox", self.tr("I have seen all of this: the values are &meant so"))
        box.toggled.connect(each.tick_all)
        each.all_ticked.connect(box.setChecked)

    def _add_same(self, layout: QVBoxLayout) -> None:
        if not self.review.same:
            return
        asked = any(one.state not in NEVER_TAKEN for one in self.review.same)
        notice = Notice(self)
        notice.setObjectName("sameNote")
        title = self.tr("Exactly these rows were submitted before:")
        notice.say(
            "\n".join([title, *(self._line(one) for one in self.review.same)]), Tone.WARNING if asked else Tone.INFO
        )
        layout.addWidget(notice)
        if asked:
            self._add_box(layout, "sameBox", self.tr("Send them &once more, as another purchase"))

    def _line(self, one: Submission) -> str:
        state = f"{words.STATE_SHAPES[one.state]} {words.state_word(one.state, one.server_status)}"
        return f"{self._moment(one.sent or one.created)}   {state}"

    def _add_same_days(self, layout: QVBoxLayout) -> None:
        others = self.review.same_days
        if not others:
            return
        title = QLabel(self.tr("Other purchases for these days"), self)
        layout.addWidget(title)
        asked = any(one.state not in NEVER_TAKEN for one in others)
        table = QTableWidget(len(others), 5, self)
        table.setObjectName("sameDaysTable")
        table.setAccessibleName(title.text())
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        for row, one in enumerate(others):
            state = f"{words.STATE_SHAPES[one.state]} {words.state_word(one.state, one.server_status)}"
            energy = "—" if one.energy_mwh is None else words.mwh(one.energy_mwh)
            texts = (
                self._moment(one.sent or one.created),
                state,
                words.days(one.first_day, one.last_day),
                energy,
                self._change(one),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment((right if column > 2 else left) | Qt.AlignmentFlag.AlignVCenter)
                item.setFont(theme.tabular(table.font()))
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        heads = (self.tr("Sent"), self.tr("Status"), self.tr("Day"), self.tr("MWh"), self.tr("Now Δ MWh"))
        for column, text in enumerate(heads):
            head = QTableWidgetItem(text)
            head.setTextAlignment((right if column > 2 else left) | Qt.AlignmentFlag.AlignVCenter)
            table.setHorizontalHeaderItem(column, head)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        rows = min(len(others), _TABLE_ROWS)
        table.setFixedHeight(header.sizeHint().height() + 4 + table.rowHeight(0) * rows)
        title.setBuddy(table)
        layout.addWidget(table)
        if asked:
            self._add_box(layout, "sameDaysBox", self.tr("Send this one &too: nothing takes the others back"))

    def _change(self, one: Submission) -> str:
        """What is bought now against an earlier purchase, where both are for the same days."""
        days = self.review.purchase.days
        if one.energy_mwh is None or (one.first_day, one.last_day) != (str(days[0]), str(days[-1])):
            return "—"
        change = self.review.purchase.energy_mwh - one.energy_mwh
        return ("+" if change > 0 else "") + words.mwh(change)

    def _moment(self, value: datetime) -> str:
        return words.moment(value, self._zone)

    # What has to be ticked

    def _add_box(self, layout: QVBoxLayout, name: str, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setObjectName(name)
        box.toggled.connect(self._show_state)
        self._boxes.append(box)
        layout.addWidget(box)
        return box

    @Slot()
    def _show_state(self) -> None:
        ready = all(box.isChecked() for box in self._boxes)
        self._submit.setEnabled(ready and self.result() != QDialog.DialogCode.Accepted)
        self._submit.setToolTip("" if ready else self.tr("Tick what has to be seen first."))
