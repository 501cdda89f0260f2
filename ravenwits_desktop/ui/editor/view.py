"""The editor of one draft: banner, table, footer, and everything a person does to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ravenwits_desktop.domain import peak
from ravenwits_desktop.domain.draft import Checked, Draft, totals
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.periods import Periods
from ravenwits_desktop.domain.plausibility import History
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.editor import clipboard_html
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, CellRange
from ravenwits_desktop.ui.editor.change_line import ChangeLine
from ravenwits_desktop.ui.editor.commands import AddRows, ClearCells, DeleteRows, moved_without
from ravenwits_desktop.ui.editor.commands import merged_rows as runs_of
from ravenwits_desktop.ui.editor.find_bar import FindBar
from ravenwits_desktop.ui.editor.footer import Footer
from ravenwits_desktop.ui.editor.hands import Hands
from ravenwits_desktop.ui.editor.model import PurchaseModel, Touched
from ravenwits_desktop.ui.editor.nudge import Nudge
from ravenwits_desktop.ui.editor.pasting import Pasting
from ravenwits_desktop.ui.editor.problem_list import ProblemList
from ravenwits_desktop.ui.editor.problems import problem_text
from ravenwits_desktop.ui.editor.table import PurchaseTable
from ravenwits_desktop.ui.editor.undoing import actions_of
from ravenwits_desktop.worker.bridge import Worker

_BANNER_DAYS = 3
Standard = QKeySequence.StandardKey


class PurchaseEditor(QWidget):
    """A draft in a table. The draft itself is never changed: `draft()` gives a new one with the rows of now."""

    draft_changed = Signal(object)
    """`Draft`, after every edit, undo and redo, and when it gets another name, retailer or label."""
    checked_changed = Signal()
    """The checks of the rows have been made anew."""
    message = Signal(str)
    """What an action did, for the status bar."""

    def __init__(
        self,
        draft: Draft,
        parent: QWidget | None = None,
        *,
        undo_actions: tuple[QAction, QAction] | None = None,
        worker: Worker | None = None,
    ) -> None:
        """`undo_actions` are Undo and Redo of the window; without them the editor has its own.

        `worker` checks long drafts; without it they are checked here.
        """
        super().__init__(parent)
        self._draft = draft
        self.model = PurchaseModel(draft, self, worker)
        self.undo_stack = self.model.undo_stack
        self.banner = QLabel(self)
        self.banner.setObjectName("dayBanner")
        self.banner.setWordWrap(True)
        self.banner.setAutoFillBackground(True)
        self.banner.setContentsMargins(8, 4, 8, 4)
        self.table = PurchaseTable(self.model, self)
        self.find_bar = FindBar(self.model, self)
        self.footer = Footer(self)
        self.changes = ChangeLine(self)
        self.problem_list = ProblemList(self.model, self)
        self.problem_list.chosen.connect(self._go_to_cell)
        self.problem_list.left.connect(self.table.setFocus)
        self.footer.problems_asked.connect(self.problem_list.toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.problem_list)
        layout.addWidget(self.changes)
        layout.addWidget(self.footer)
        self.setFocusProxy(self.table)
        self.undo_action, self.redo_action = undo_actions or actions_of(self.undo_stack, self)
        self._make_actions()
        self.model.edited.connect(self._on_edited)
        self.model.typed_decimals.connect(self._say_decimals)
        self.model.checks_changed.connect(self._show_checks)
        self.model.checking.connect(self.footer.show_checking)
        self.table.selection_changed.connect(self._show_totals)
        if self.model.rowCount():
            self.table.go_to(0, Column.PURCHASE)
        if self.model.examined() is None:
            self.footer.show_rows(self.model.rowCount())
            self.footer.show_checking()
            self.banner.hide()
        else:
            self._show_checks()

    def _make_actions(self) -> None:
        self.pasting = Pasting(self.table, self.model, self)
        self.pasting.message.connect(self.message)

        def action(text: str, slot: Callable[[], None], *shortcuts: QKeySequence | Standard) -> QAction:
            made = QAction(text, self)
            keys: list[QKeySequence] = []
            for shortcut in shortcuts:
                keys += QKeySequence.keyBindings(shortcut) if isinstance(shortcut, Standard) else [shortcut]
            made.setShortcuts(keys)
            self.table.let(made, slot)
            return made

        self.cut_action = action(self.tr("Cut"), self.cut, Standard.Cut)
        self.copy_action = action(self.tr("Copy"), self.copy, Standard.Copy)
        self.paste_action = action(self.tr("Paste"), self.pasting.paste, Standard.Paste)
        self.clear_action = action(self.tr("Clear cells"), self.clear, Standard.Delete, QKeySequence("Backspace"))
        self.add_action = action(
            self.tr("Add row below"),
            self.add_rows,
            *map(QKeySequence, ("Ctrl++", "Ctrl+Shift++", "Ctrl+Shift+=", "Ins")),
        )
        self.delete_action = action(self.tr("Delete rows"), self.delete_rows, QKeySequence("Ctrl+-"))
        self.select_all_action = action(self.tr("Select all"), self.table.select_all, Standard.SelectAll)
        self.rows_action = action(self.tr("Select whole rows"), self.select_rows, QKeySequence("Shift+Space"))
        self.columns_action = action(
            self.tr("Select whole columns"), self.table.select_columns, QKeySequence("Ctrl+Space")
        )
        self.problem_action = action(self.tr("Next problem"), self.next_problem, QKeySequence("F8"))
        self.list_action = action(self.tr("List of problems"), self.problem_list.open, QKeySequence("Shift+F8"))
        self.nudge = Nudge(self.table, self.model, self.undo_stack, self)
        self.nudge.message.connect(self.message)
        self.hands = Hands(self.table, self.model, self.find_bar, self)
        self.hands.message.connect(self.message)
        editing = [self.undo_action, self.redo_action, None, self.cut_action, self.copy_action, self.paste_action]
        editing += [self.hands.mail_action, None, self.hands.change_action, self.hands.resolution_action]
        editing += [self.hands.fill_action, self.hands.series_action]
        values = [self.clear_action, self.nudge.raise_action, self.nudge.lower_action, None]
        rows = [self.add_action, self.delete_action]
        rest = [
            None,
            self.hands.find_action,
            self.select_all_action,
            self.rows_action,
            self.columns_action,
            None,
            self.problem_action,
            self.list_action,
        ]
        rest += [self.hands.column_action]
        self.table.set_commands([*editing, *values, *rows, *rest])

    # The draft

    def commit_open_cell(self) -> None:
        """Take what is written in the cell that is being edited into the draft, as Enter does."""
        self.table.commit_open_cell()

    def draft(self) -> Draft:
        """The draft as it stands now; what is being typed is not in it before `commit_open_cell`."""
        return self._draft

    def checked(self) -> Checked:
        """The checks of the rows as they stand now."""
        return self.model.checked()

    def error_count(self) -> int:
        """How many errors are shown, those the server found among them."""
        return self.model.problems().errors

    def rename(self, name: str) -> None:
        """Give the draft another name; an empty one is none."""
        if name.strip() and name.strip() != self._draft.name:
            self._change(name=name.strip())

    def set_retailer(self, retailer_id: str | None) -> None:
        """The retailer for whom the purchase is."""
        if retailer_id != self._draft.retailer_id:
            self._change(retailer_id=retailer_id)

    def set_label(self, label: Label) -> None:
        """Read the labels as the other end of their periods; the labels themselves stay as they are."""
        if label is not self._draft.label:
            self.model.set_label(label)
            self._change(label=label)

    def _change(self, **values: object) -> None:
        self._draft = replace(self._draft, modified=datetime.now(UTC), **values)  # type: ignore[arg-type]
        self.draft_changed.emit(self._draft)

    @Slot(object)
    def _say_decimals(self, typed: tuple[str, float]) -> None:
        said = self.tr("“{text}” can be read in two ways and was read as {value} MW. Undo if the other is meant.")
        self.message.emit(said.format(text=typed[0], value=words.exact(typed[1])))

    def go_to(self, row: int, column: int = Column.PURCHASE) -> None:
        """Make a cell the current one, in sight, and give the table the focus."""
        if 0 <= row < self.model.rowCount():
            self.table.go_to(row, column)
        self.table.setFocus()

    @Slot(object)
    def _go_to_cell(self, place: tuple[int, int]) -> None:
        self.go_to(*place)

    def mark_refused(self, start: np.datetime64, message: Message) -> None:
        """Mark the row whose period begins at `start` (UTC) with the server's reason, until it is edited."""
        row = self.model.refuse(start, message)
        if row is not None:
            self.go_to(row)

    def compare_with(self, reference: Purchase | None) -> None:
        """Say what changed against this purchase, which was submitted before; None compares with nothing."""
        self.model.compare_with(reference)

    def judge_by(self, history: History) -> None:
        """Warn about what does not fit to what the retailer submitted lately."""
        self.model.judge_by(history)

    # Actions

    @Slot()
    def copy(self) -> None:
        """Put the selected cells on the clipboard, as a spreadsheet takes them."""
        ranges = self.table.ranges()
        if ranges:
            QGuiApplication.clipboard().setMimeData(clipboard_html.cells_data(self.model, ranges))

    @Slot()
    def cut(self) -> None:
        """Copy the selected cells and clear them."""
        ranges = self._editable_ranges()
        if ranges:
            QGuiApplication.clipboard().setMimeData(clipboard_html.cells_data(self.model, ranges))
            self.undo_stack.push(ClearCells(self.model, ranges, cut=True))

    @Slot()
    def clear(self) -> None:
        """Empty the selected cells; where dates and values are selected together, the values alone."""
        ranges = self._editable_ranges()
        both = [each for each in ranges if each.left == Column.DATETIME and each.right >= Column.PURCHASE]
        if both:
            ranges = [
                each._replace(left=max(each.left, Column.PURCHASE)) for each in ranges if each.right >= Column.PURCHASE
            ]
            self.message.emit(self.tr("The values were emptied; the periods stay. Delete rows with Ctrl+-."))
        if ranges:
            self.undo_stack.push(ClearCells(self.model, ranges))

    @Slot()
    def add_rows(self) -> None:
        """Add as many rows below the selection as it has (one without a selection), their labels going on from it."""
        runs = runs_of(self.table.ranges())
        last = runs[-1][1] if runs else self.model.rowCount() - 1
        count = sum(each[1] - each[0] + 1 for each in runs) or 1
        self.undo_stack.push(AddRows(self.model, last, count))
        self.go_to(last + 1)

    @Slot()
    def delete_rows(self) -> None:
        """Take out every row in which a cell is selected; refuse where another row would be moved in time by it."""
        ranges = self.table.ranges()
        moved = moved_without(self.model, ranges)
        if moved is not None:
            template = self.tr(
                "Nothing was deleted: {label} would be taken for the first of the two hours. "
                "Empty the values that are not wanted, or delete both hours."
            )
            self.message.emit(template.format(label=self.model.display_text(moved, Column.DATETIME)))
        elif ranges:
            row = min(each.top for each in ranges)
            column = self.table.currentIndex().column()
            self.undo_stack.push(DeleteRows(self.model, ranges))
            self.go_to(min(row, self.model.rowCount() - 1), column)

    @Slot()
    def select_rows(self) -> None:
        """Widen the selection to whole rows."""
        runs = runs_of(self.table.ranges())
        if runs:
            self.table.select(CellRange(runs[0][0], runs[-1][1], Column.DATETIME, PROBLEM_COLUMN))

    @Slot()
    def next_problem(self) -> None:
        """Go to the next cell with a problem after the current one, round the end, and say what is wrong."""
        problems = self.model.problems()
        current = self.table.currentIndex()
        place = problems.next_place(*((current.row(), current.column()) if current.isValid() else (-1, -1)))
        if place is not None:
            self.go_to(*place)
            self.message.emit(" ".join(map(problem_text, problems.at(*place))))
        elif problems:
            self.message.emit(problem_text(problems[0]))

    def _editable_ranges(self) -> list[CellRange]:
        return [
            each._replace(right=min(each.right, PROBLEM_COLUMN - 1))
            for each in self.table.ranges()
            if each.left < PROBLEM_COLUMN
        ]

    # What is shown

    @Slot(object)
    def _on_edited(self, touched: Touched) -> None:
        self._change(rows=self.model.rows(), resolution=self.model.resolution, provenance=self.model.provenance())
        index = self.model.index(min(touched.row, self.model.rowCount() - 1), Column.PURCHASE)
        if index.isValid() and not self.table.visualRect(index).intersects(self.table.viewport().rect()):
            self.table.scrollTo(index)

    @Slot()
    def _show_checks(self) -> None:
        known = self.model.examined()
        if known is None:
            return
        self.footer.show_problems(self.model.shown_problems)
        self._show_totals()
        self._show_banner(known.checked.periods)
        self.changes.show_comparison(known)
        self.table.fit_columns()
        self.checked_changed.emit()

    @Slot()
    def _show_totals(self) -> None:
        """Those of the selection, where more than one value is selected; they wait for the checks of many rows."""
        known = self.model.examined()
        if known is None:
            return
        runs = runs_of(each for each in self._editable_ranges() if each.right >= Column.PURCHASE)
        selected = sum(last - first + 1 for first, last in runs)
        found, split = known.totals, known.split
        if 1 < selected < self.model.rowCount():
            periods = known.checked.periods
            arrays = (known.question.rows.mw, periods.timed, periods.peak)
            mw, timed, peaks = (np.concatenate([each[first : last + 1] for first, last in runs]) for each in arrays)
            found, split = totals(mw, periods.resolution), peak.split(mw, timed, peaks, periods.resolution)
        self.footer.show_totals(found, self.model.rowCount(), selected=selected if selected > 1 else 0, split=split)

    def _show_banner(self, periods: Periods) -> None:
        unusual, only_day = periods.unusual_days, len(periods.days) == 1
        said = []
        for day, hours in unusual[:_BANNER_DAYS]:
            count = hours * 60 // periods.resolution
            who = self.tr("This day") if only_day else words.day(day)
            template = self.tr("{day} has {hours} hours ({periods} quarters).")
            if periods.resolution != 15:
                template = self.tr("{day} has {hours} hours.")
            said.append(template.format(day=who, hours=hours, periods=count))
        if len(unusual) > _BANNER_DAYS:
            said.append(self.tr("So have {count} more days.").format(count=len(unusual) - _BANNER_DAYS))
        whole = list(map(problem_text, self.model.shown_problems.of_the_whole))
        lines = [" ".join(said)] if said else []
        lines += whole[:_BANNER_DAYS]
        if len(whole) > _BANNER_DAYS:
            lines.append(self.tr("and {count} more days").format(count=len(whole) - _BANNER_DAYS))
        self.banner.setText("\n".join(lines))
        self.banner.setVisible(bool(lines))
        self._colour()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other colours in the dark, other words in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        current = theme.current_theme()
        palette = QPalette(self.banner.palette())
        palette.setColor(QPalette.ColorRole.Window, current.selection)
        palette.setColor(QPalette.ColorRole.WindowText, current.text)
        self.banner.setPalette(palette)
