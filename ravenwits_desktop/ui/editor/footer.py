"""The line under the table: totals of the rows or the selection, and how many problems there are."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLocale, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ravenwits_desktop.domain.draft import Totals
from ravenwits_desktop.domain.peak import PeakSplit
from ravenwits_desktop.domain.problems import Problems
from ravenwits_desktop.domain.rows import Severity
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.editor.problems import SIGNS, problem_text

_LISTED = 12
_BESIDE = 90
"""Letters that have to fit before totals and problems stand beside each other."""
_PATIENCE = 300
"""Milliseconds of checking that need not be told."""


_NO_LIMIT = 10_000
"""Pixels: higher than the totals ever are."""


class Footer(QWidget):
    """Totals on the left, problems on the right."""

    problems_asked = Signal()
    """The button with the number of problems was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.totals = QLabel(self)
        self.totals.setObjectName("purchaseTotals")
        self.totals.setFont(theme.tabular(self.font()))
        self.totals.setWordWrap(True)
        self.totals.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.totals.setToolTip(
            self.tr("Peak is 08–20 on Monday to Friday by the market’s clock; public holidays are not left out.")
        )
        self.problems = QToolButton(self)
        self.problems.setObjectName("problemsButton")
        self.problems.setAutoRaise(True)
        self.problems.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.problems.clicked.connect(self.problems_asked)
        self.counts = (0, 0)
        """How many errors and warnings it shows."""
        self._severity: Severity | None = None
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(_PATIENCE)
        self._checking.timeout.connect(self.say_checking)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(8, 4, 4, 4)
        self._layout.addWidget(self.totals, 1)
        self._layout.addWidget(self.problems)
        self.totals.installEventFilter(self)
        self._colour()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where it is narrow the problems stand below, so that the totals need no more than two lines."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way is not self._layout.direction():
            self._layout.setDirection(way)
            self._layout.setSpacing(8 if beside else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The totals have another width: that of the footer has come before it, and the button takes some of it."""
        if event.type() == QEvent.Type.Resize and watched is self.totals:  # others come when the footer is taken apart
            self._keep_height()
        return super().eventFilter(watched, event)

    def _keep_height(self) -> None:
        """Two lines at least, so that the table does not jump with every selection; more where it is narrow.

        It is asked for as the least height: a dock does not know that a height may depend on the width.
        """
        metrics, room = self.totals.fontMetrics(), QRect(0, 0, self.totals.width(), _NO_LIMIT)
        # the label's own answer is never less than its least height: it would grow and never shrink again
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.totals.text()).height()
        self.totals.setMinimumHeight(max(2 * metrics.lineSpacing(), needed) + 2)

    def show_rows(self, count: int) -> None:
        """How many rows there are, while nothing else is known of them."""
        self.totals.setText(self._rows(count))

    def show_totals(self, found: Totals, rows: int, *, selected: int = 0, split: PeakSplit | None = None) -> None:
        """The totals of all `rows`, or of the `selected` values of a selection where that is not 0."""
        parts = [self._selected(selected) if selected else self._rows(rows)]
        if found.mean is not None and found.minimum is not None and found.maximum is not None:
            parts += [
                self._energy(found.energy_mwh),
                self.tr("mean {value}").format(value=words.mw(found.mean)),
                self.tr("min {value}").format(value=words.mw(found.minimum)),
                self.tr("max {value} MW").format(value=words.mw(found.maximum)),
            ]
            if split is not None and math.isfinite(split.peak_mwh) and math.isfinite(split.off_peak_mwh):
                parts += [
                    self.tr("peak {value}").format(value=words.mwh(split.peak_mwh)),
                    self.tr("off-peak {value} MWh").format(value=words.mwh(split.off_peak_mwh)),
                ]
        empty = rows - found.count
        if empty and not selected:
            parts.insert(1, self.tr("{count} without a value").format(count=QLocale().toString(empty)))
        # a line ends behind a dot, never within a part
        self.totals.setText("\u00a0\u00a0·  ".join(part.replace(" ", "\u00a0") for part in parts))
        self._keep_height()

    @Slot()
    def show_checking(self) -> None:
        """The checks are on their way: said in the place of the problems, unless they are there in a moment."""
        self._checking.start()

    @Slot()
    def say_checking(self) -> None:
        """In the place of the problems."""
        self._severity = None
        self.problems.setText(self.tr("checking …"))
        self.problems.setToolTip(self.tr("The rows are being checked; the problems follow."))
        self.problems.show()
        self._colour()

    def show_problems(self, problems: Problems) -> None:
        """How many errors and warnings there are; the tool tip lists the first of them."""
        self._checking.stop()
        errors, warnings = problems.errors, problems.warnings
        self.counts = (errors, warnings)
        self._severity = Severity.ERROR if errors else Severity.WARNING if warnings else None
        parts = [self._errors(errors)] if errors else []
        parts += [self._warnings(warnings)] if warnings else []
        sign = f"{SIGNS[self._severity]} " if self._severity else ""
        self.problems.setText(sign + ", ".join(parts))
        self.problems.setVisible(bool(problems))
        listed = [problem_text(problem) for problem in problems[:_LISTED]]
        if len(problems) > _LISTED:
            listed.append(self.tr("and {count} more").format(count=QLocale().toString(len(problems) - _LISTED)))
        listed.append(self.tr("F8 goes to the next one, a click lists them all."))
        self.problems.setToolTip("\n".join(listed))
        self._colour()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other colours in the dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    @Slot()
    def _colour(self) -> None:
        current = theme.current_theme()
        colours = {Severity.ERROR: current.error, Severity.WARNING: current.warning, None: current.muted}
        for widget, colour in ((self.totals, current.muted), (self.problems, colours[self._severity])):
            palette = QPalette(widget.palette())
            for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText, QPalette.ColorRole.Text):
                palette.setColor(role, colour)
            widget.setPalette(palette)

    def _energy(self, energy_mwh: float) -> str:
        if math.isfinite(energy_mwh):
            return f"{words.mwh(energy_mwh)} MWh"
        return self.tr("the energy is too large to be a number")

    def _rows(self, count: int) -> str:
        if count == 1:
            return self.tr("1 row")
        return self.tr("%Ln rows", "", count)

    def _selected(self, count: int) -> str:
        return self.tr("{count} selected").format(count=QLocale().toString(count))

    def _errors(self, count: int) -> str:
        return self.tr("1 error") if count == 1 else self.tr("{count} errors").format(count=QLocale().toString(count))

    def _warnings(self, count: int) -> str:
        if count == 1:
            return self.tr("1 warning")
        return self.tr("{count} warnings").format(count=QLocale().toString(count))
