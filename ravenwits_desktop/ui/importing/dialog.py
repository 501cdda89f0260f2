"""The import dialog: the sentence, what can be changed about it, the file's cells, and the rows they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, Grid, Question, Reading, ReadingOptions
from ravenwits_desktop.domain.reading_notes import beside_sentence
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.fitting import ResizedDialog
from ravenwits_desktop.ui.importing.answers import Answer
from ravenwits_desktop.ui.importing.chosen import with_choices
from ravenwits_desktop.ui.importing.ends import Ends, answers_of, asks_about, question_of
from ravenwits_desktop.ui.importing.grid_view import CellsView
from ravenwits_desktop.ui.importing.head import ReadingHead
from ravenwits_desktop.ui.importing.preview import PreviewTable
from ravenwits_desktop.ui.importing.problems import ProblemList
from ravenwits_desktop.ui.importing.progress import ReadingProgress
from ravenwits_desktop.ui.importing.questions import DELIBERATE, answers_to, deliberately, shortened
from ravenwits_desktop.ui.importing.sentence import Sentence, rows_in_words, sentence
from ravenwits_desktop.ui.importing.settings import ASKED, ReadingSettings
from ravenwits_desktop.ui.importing.sharing import SharingSplitter
from ravenwits_desktop.ui.yielding import YieldingArea, YieldingSplitter

_SIZE = QSize(1000, 640)


class ImportDialog(ResizedDialog):
    """Shows a reading and lets a person change it; Import (Enter) takes it. Changes are asked for by a signal.

    What looks like no purchase is not taken by Enter, which then cancels: somebody has to choose the button itself.

    Enter answers no question of the unit, the decimal sign or the length of the periods either: the answers are a
    thousand times, or four times, apart, and none has the focus until a person goes to it. Nor does it answer one
    whose first answer looks like no purchase: the second would be taken without a look.

    While something is asked (`show_refusal` with a question, or a reading whose labels are not those of the account),
    there is nothing to import; an answer, by its button or its number on the keyboard, is a change like any other.
    """

    options_changed = Signal(object)
    """`ReadingOptions` to read the file with again."""
    reading_stopped = Signal()
    """A person gives up the reading that goes on; what was there before is shown again."""

    def __init__(self, path: str, options: ReadingOptions, parent: QWidget | None = None) -> None:
        super().__init__(_SIZE, parent)
        self.setObjectName("importDialog")
        self.setWindowTitle(self.tr("Import {file}").format(file=Path(path).name))
        self._options = options
        self._ends = Ends()
        self._before = options, self._ends
        self._reading: Reading | None = None
        self._shown: Reading | None = None
        self._focused = False
        self._header_tried = False
        self._sha256 = ""
        self._head = ReadingHead(self)
        self._head.link_followed.connect(self._follow)
        self._answers = self._head.answers
        self._answers.answered.connect(self._answered)
        self._answers.pointed.connect(self._show_cells_of)
        self._settings = ReadingSettings(options, self)
        self._settings.chosen.connect(self._changed)
        self._settings_area = YieldingArea(self._settings, self)
        self._unfold = QToolButton(self)
        self._make_unfold()
        self._cells = CellsView(self)
        self._table = PreviewTable()
        self._across = SharingSplitter(self)
        self._problems = ProblemList(self)
        self._problems.pointed.connect(self._cells.table.show_row)
        self._problems.pointed.connect(self._table.show_row)
        self._likes = QCheckBox(self)
        self._likes.setObjectName("importLikes")
        self._likes.setVisible(False)
        self._progress = ReadingProgress(self)
        self._progress.stopped.connect(self._give_up)
        self._import = QPushButton(self.tr("&Import"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._make_buttons()
        self._lay_out()

    def _make_unfold(self) -> None:
        self._unfold.setObjectName("importSettingsButton")
        self._unfold.setText(self.tr("All &settings"))
        self._unfold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._unfold.setArrowType(Qt.ArrowType.RightArrow)
        self._unfold.setAutoRaise(True)
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._unfolded)
        self._settings_area.setVisible(False)

    def _make_buttons(self) -> None:
        self._import.setObjectName("acceptImport")
        self._import.setEnabled(False)
        self._buttons.addButton(self._import, QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel.setAutoDefault(False)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._take_by_keys)

    def _lay_out(self) -> None:
        right = QWidget(self)
        becomes = QLabel(self.tr("The purchase it becomes"), right)
        font = becomes.font()
        font.setBold(True)
        becomes.setFont(font)
        page = QVBoxLayout(right)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        page.addWidget(becomes)
        page.addWidget(self._table, 1)
        self._across.addWidget(self._cells)
        self._across.addWidget(right)
        down = YieldingSplitter(Qt.Orientation.Vertical, self)
        down.setChildrenCollapsible(False)
        down.addWidget(self._across)
        down.addWidget(self._problems)
        down.setSizes([380, 110])
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._unfold)
        last.addStretch()
        last.addWidget(self._progress, 1)
        last.addWidget(self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(YieldingArea(self._head, self))
        whole.addWidget(down, 1)
        whole.addWidget(self._settings_area)
        whole.addWidget(self._likes)
        whole.addLayout(last)
        self._import.setDefault(True)  # a button outside its dialog is nobody's default

    @property
    def reading(self) -> Reading | None:
        """The reading that can be imported; None while there is none, or while something is asked about it."""
        return self._reading

    @property
    def options(self) -> ReadingOptions:
        """How the file is read."""
        return self._options

    def sentence_text(self) -> str:
        """What the dialog says it understood, without the links."""
        return self._head.text

    @property
    def for_likes(self) -> bool:
        """Whether what is answered here holds for the other files of the list that ask the same."""
        return self._likes.isChecked()

    def offer_likes(self, count: int) -> None:
        """Offer to read `count` other files of the list with the same answer; 0 offers nothing."""
        one = self.tr("Give the same &answer for the other file of this kind; the list then shows what it comes to")
        many = self.tr(
            "Give the same &answer for the %Ln other files of this kind; the list then shows what each comes to",
            "",
            count,
        )
        self._likes.setText(one if count == 1 else many)
        self._likes.setVisible(count > 0)

    def show_difference(self, differences: Sequence[Message], name: str) -> None:
        """Say above everything what is not as it was in the kept reading of that name; nothing without differences."""
        self._head.differ(differences, name)

    def remark(self, text: str) -> None:
        """Say this above the reading until something is changed about it."""
        self._head.remark(text)

    def show_reading(self, reading: Reading) -> None:
        """Show what was understood. Keeps the focus and what is scrolled to.

        A file that is another than the one read before, replaced on the disk meanwhile, is said to be.
        """
        if self._sha256 not in ("", reading.sha256):
            replaced = self.tr("The file has been replaced or changed meanwhile: this is what it holds now.")
            self._head.remark(replaced)
        self._sha256 = reading.sha256
        self._shown = reading
        asks = asks_about(reading, self._options, chosen=self._ends.open)
        self._ends = replace(self._ends, asked=asks)
        self._before = self._options, self._ends
        self._progress.end()
        self._answers.setEnabled(True)
        self._head.ask("")
        self._reading = None if asks else reading
        said = sentence(reading, Decimal(self._options.decimal) if self._options.decimal else None)
        self._head.say(with_choices(said, self._options))
        self._head.note(beside_sentence(reading.notes), shown=not asks)
        self._settings.show_reading(reading)
        self._cells.show_grid(reading.grid, reading=reading)
        self._table.show_reading(reading)
        self._share()
        self._problems.show_reading(reading)
        self._import.setEnabled(not asks)
        self._head.warn(reading.suspect)
        (self._import if reading.suspect is None else self._cancel).setDefault(True)
        all_the_same = self.tr("&Import {rows} all the same")
        template = self.tr("&Import {rows}") if reading.suspect is None else all_the_same
        self._import.setText(template.format(rows=rows_in_words(len(reading.rows))))
        if asks:
            self._ask_label(reading)
        else:
            self._answers.clear()
            self._return_focus()

    def _ask_label(self, reading: Reading) -> None:
        """Whether the labels are sent as they stand or as the account labels periods."""
        self._head.ask(question_of(reading))
        self._answers.ask(answers_of(reading, self._options))
        self._stand_ready(asks=True)

    def show_refusal(
        self,
        message: Message,
        choices: tuple[str, ...] = (),
        sheets: tuple[str, ...] = (),
        question: Question | None = None,
        alternatives: tuple[Alternative, ...] = (),
        grid: Grid | None = None,
    ) -> None:
        """Say why the file cannot be read this way; what can be changed about it stays open.

        `choices` are columns. Where there is a `question`, its answers are offered: the `alternatives` with what they
        would give, else what there is to choose from. A row that cannot hold the headers is refused above the reading
        that was there, which stays.
        """
        if self._header_tried and question is None and self._shown is not None:
            self._show_before()
            stays = self.tr("{reason} The reading stays as it was.")
            self._head.remark(stays.format(reason=words.translated(message)))
            return
        self._reading = self._shown = None
        self._head.warn(None)
        self._head.ask("")
        self._ends = replace(self._ends, asked=False)
        self._before = self._options, self._ends
        self._progress.end()
        self._answers.setEnabled(True)
        text = words.translated(shortened(message, choices))
        self._head.say(with_choices(Sentence(text, escape(text), ()), self._options))
        self._head.note(())
        self._cells.show_grid(grid, open_values=question is not Question.TIMES and len(choices) > 1)
        self._table.show_reading(None, asks=question is not None)
        self._share()
        self._problems.show_reading(None)
        self._settings.show_question(choices, sheets, question, grid)
        self._import.setEnabled(False)
        self._import.setText(self.tr("&Import"))
        self._answers.ask(answers_to(question, choices, sheets, alternatives, self._settings, grid, message))
        if self._answers.open:
            if question in DELIBERATE or self._answers.doubtful:
                self._head.ask(deliberately(len(self._answers.buttons())))
                self._import.setDefault(True)  # it is disabled: Enter finds nothing to press
                self._answers.stand_open()
            else:
                self._stand_ready(asks=True)
            self._show_cells_of(self._answers.first)
            return
        self._unfold.setChecked(True)  # what was not chosen has no link in such a sentence: it is changed here
        if self._focus_followed():
            return
        if question is not None:
            self._settings.box(ASKED[question]).setFocus()

    @Slot(str)
    def _follow(self, setting: str) -> None:
        """Offer what the clicked part of the sentence could be instead."""
        self._settings.menu(setting, self).popup(self._head.menu_place())

    @Slot(object)
    def _show_cells_of(self, answer: Answer | None) -> None:
        """The cells that an answer would be read from, where the answers are different sheets."""
        if answer is not None and answer.grid is not None:
            self._cells.show_grid(answer.grid, sheet=answer.name)
            self._share()

    def _share(self) -> None:
        """The room of the cells and of the rows by what stands in them."""
        self._across.share(self._cells.wanted_width(), self._table.wanted_width())

    @Slot(object)
    def _answered(self, options: ReadingOptions) -> None:
        if self._ends.asked:
            self._ends = Ends()
        self._settings.set_options(options)
        self._read_again(options)

    @Slot(object)
    def _changed(self, options: ReadingOptions) -> None:
        """A person chose something in a box or in the sentence."""
        if options.shift is not self._options.shift:
            self._ends = Ends()
        elif options.label is not self._options.label:
            self._ends = Ends(open=True)
        header_tried = options.header_row != self._options.header_row
        self._read_again(options)
        self._header_tried = header_tried

    def _read_again(self, options: ReadingOptions) -> None:
        self._options = options
        self._reading = None
        self._header_tried = False
        self._head.remark("")
        self._import.setEnabled(False)
        self._head.wait()
        self._progress.begin()
        self.options_changed.emit(options)

    def _return_focus(self) -> None:
        """Where the hands were: on the part of the sentence that was changed, on a box; at first on Import."""
        if self._focus_followed():
            return
        if (
            not self._focused
            or self.focusWidget() in (None, self._import, self._cancel)
            or not self.focusWidget().isVisible()
        ):
            self._stand_ready()
        self._focused = True

    def _focus_followed(self) -> bool:
        """Put the focus back on the part of the sentence that was clicked last, if it has it; whether it has."""
        if not self._head.focus_followed():
            return False
        self._focused = True
        return True

    def _stand_ready(self, *, asks: bool = False) -> None:
        """Put the focus on what Enter is to do: an answer or Import, but Cancel before what looks like no purchase."""
        careful = not self._answers.take_focus() if asks else self._is_suspect()
        (self._cancel if careful else self._import).setDefault(True)
        if careful:
            self._cancel.setFocus()
        elif not asks:
            self._import.setFocus()

    def _is_suspect(self) -> bool:
        return self._reading is not None and self._reading.suspect is not None

    @Slot()
    def _give_up(self) -> None:
        """Show again what was there before the last change."""
        self.reading_stopped.emit()
        self._show_before()

    def _show_before(self) -> None:
        self._options, self._ends = self._before
        self._settings.set_options(self._options)
        self._progress.end()
        self._answers.setEnabled(True)
        if self._shown is not None:
            self.show_reading(self._shown)
        self._head.go_on()

    @Slot(bool)
    def _unfolded(self, unfolded: bool) -> None:
        self._unfold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._settings_area.setVisible(unfolded)

    @Slot()
    def _take_by_keys(self) -> None:
        if not self._is_suspect():
            self.accept()

    def accept(self) -> None:
        """Take the reading that is shown, if there is one."""
        if self._reading is not None:
            super().accept()
