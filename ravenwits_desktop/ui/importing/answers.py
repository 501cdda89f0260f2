"""A question about a file, and its answers: what each would give, in numbers, chosen with one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, Grid, ReadingOptions
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.answer_rows import AnswerRow, AnswerRows
from ravenwits_desktop.ui.importing.preview import is_small
from ravenwits_desktop.ui.importing.sentence import energy
from ravenwits_desktop.ui.theme import tabular

_KEYS = 9
_TALLEST = 220
_ARROWS = {Qt.Key.Key_Down: 0, Qt.Key.Key_Right: 0, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
"""Which of the possible answers an arrow key begins with."""
_LOOKS = "text-align: left; padding: 4px 12px;"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its words, the options it stands for, and what it would give where that is known.

    `first` and `last` are labels as ``YYYY-MM-DD HH:MM``. `message` says why it cannot be read that way, or what has to
    be asked next (`asks`).
    """

    name: str
    options: ReadingOptions
    rows: int = 0
    first: str | None = None
    last: str | None = None
    first_mw: float | None = None
    energy_mwh: float | None = None
    message: Message | None = None
    asks: bool = False
    suspect: Message | None = None
    """Why what it would give looks like no purchase."""
    grid: Grid | None = None
    """The first cells of what it would be read from, where that differs from answer to answer."""

    @property
    def possible(self) -> bool:
        """Whether it can be given."""
        return self.message is None or self.asks

    @classmethod
    def of(cls, name: str, alternative: Alternative) -> Answer:
        """An answer with the numbers of an alternative."""
        known = alternative.rows > 0
        return cls(
            name,
            alternative.options,
            alternative.rows,
            alternative.first,
            alternative.last,
            alternative.first_mw if known else None,
            alternative.energy_mwh if known else None,
            alternative.message,
            alternative.asks,
            alternative.suspect,
            alternative.grid,
        )


class Answers(QWidget):
    """The answers below each other, each a button with its numbers beside; the keys 1 to 9 press them.

    Where none is to be chosen by Enter alone, the focus is on the answers as a whole (`stand_open`): an arrow key goes
    from there to the first or the last of them.
    """

    answered = Signal(object)
    """`ReadingOptions`"""
    pointed = Signal(object)
    """The `Answer` that the focus or the pointer has come to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("importAnswers")
        self._buttons: list[QPushButton] = []
        self._answers: list[Answer] = []
        self._rows: AnswerRows | None = None
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        for number in range(_KEYS):
            shortcut = QShortcut(QKeySequence(str(number + 1)), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda number=number: self._press(number))
        self.setVisible(False)

    @property
    def open(self) -> bool:
        """Whether something is asked."""
        return bool(self._buttons)

    def buttons(self) -> list[QPushButton]:
        """The answers as buttons, in their order."""
        return list(self._buttons)

    def clear(self) -> None:
        """Ask nothing."""
        self.ask(())

    def ask(self, answers: Sequence[Answer]) -> None:
        """Show these answers in place of those before."""
        self._buttons = []
        self._answers = list(answers)
        numbered = any(answer.first is not None for answer in answers)
        some = any(answer.suspect is None for answer in answers)  # else the question says it of all
        rows = []
        for place, answer in enumerate(answers):
            button = self._button(place, answer)
            if answer.message is not None:
                rows.append(AnswerRow(button, said=_text(self._said(answer), wrap=True)))
            elif numbered:
                doubt = answer.suspect if some else None
                said = None if doubt is None else _text(words.translated(doubt), wrap=True)
                rows.append(AnswerRow(button, self._numbers(answer), doubt=said))
            else:
                rows.append(AnswerRow(button))
        self._rows = AnswerRows(self._head() if numbered else {}, rows)
        self._area.setWidget(self._rows)
        self.setAccessibleName(", ".join(button.text() for button in self._buttons))
        self.setVisible(bool(answers))
        self._fit()

    def take_focus(self) -> bool:
        """Put the focus on the first answer that can be given and gives a purchase; whether there is one."""
        for button, answer in zip(self._buttons, self._answers, strict=True):
            if button.isEnabled() and answer.suspect is None:
                button.setFocus()
                return True
        return False

    @property
    def doubtful(self) -> bool:
        """Whether the first answer that can be given looks like no purchase while another one does not.

        Enter would take the one after it, of which nobody knows that it is the right one.
        """
        possible = [answer for answer in self._answers if answer.possible]
        return bool(possible) and possible[0].suspect is not None and any(each.suspect is None for each in possible)

    def stand_open(self) -> None:
        """Put the focus on none of the answers, but where the arrow keys lead to them; Enter does nothing there."""
        self.setFocus()

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802 - Qt's name and argument
        """Tab from the answers as a whole goes to the first: they were made after much that stands below them."""
        possible = [button for button in self._buttons if button.isEnabled()]
        if not self.hasFocus() or not following or not possible:
            return super().focusNextPrevChild(following)
        possible[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """From the answers as a whole to one of them."""
        possible = [button for button in self._buttons if button.isEnabled()]
        place = _ARROWS.get(Qt.Key(event.key()))
        if not self.hasFocus() or place is None or not possible:
            super().keyPressEvent(event)
            return
        possible[place].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def first(self) -> Answer | None:
        """The answer that has the focus, else the first one."""
        for button, answer in zip(self._buttons, self._answers, strict=True):
            if button.hasFocus():
                return answer
        return self._answers[0] if self._answers else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell which answer somebody looks at."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter) and watched in self._buttons:
            self.pointed.emit(self._answers[self._buttons.index(watched)])
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Beside or below their buttons, the numbers are to be seen without scrolling across."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Buttons in the colours of a new scheme: those with a style sheet keep the ones they were first drawn in."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_buttons"):
            for button in self._buttons:
                button.setStyleSheet("")
                button.setStyleSheet(_LOOKS)

    def _fit(self) -> None:
        """As high as the answers, or as the first few of them where they are many."""
        if self._rows is None:
            return
        width = self.width()
        height, first_few = self._rows.fit(width)
        if height > max(first_few, _TALLEST):
            width -= self._area.verticalScrollBar().sizeHint().width()
            height, first_few = self._rows.fit(width)
        across = self._rows.minimumSizeHint().width() > width
        below = self._area.horizontalScrollBar().sizeHint().height() if across else 0
        self._area.setFixedHeight(min(height, max(first_few, _TALLEST)) + below)

    def _button(self, place: int, answer: Answer) -> QPushButton:
        key = f"{place + 1}   " if place < _KEYS else ""
        button = QPushButton(key + answer.name.replace("&", "&&"))
        button.setObjectName(f"answer{place + 1}")
        button.setStyleSheet(_LOOKS)
        button.setAccessibleName(answer.name)
        button.setAccessibleDescription(self._spoken(answer))
        button.setEnabled(answer.possible)
        button.clicked.connect(lambda _checked=False, place=place: self._answer(place))
        button.installEventFilter(self)
        self._buttons.append(button)
        return button

    def _head(self) -> dict[int, QLabel]:
        """The titles of the numbers, by their column."""
        names = (self.tr("rows"), self.tr("first"), self.tr("last"), self.tr("first MW"), self.tr("total MWh"))
        head = {}
        for column, name in enumerate(names, start=1):
            head[column] = _text(name, right=column not in (2, 3))
            head[column].setForegroundRole(head[column].palette().ColorRole.PlaceholderText)
        return head

    def _numbers(self, answer: Answer) -> dict[int, QLabel]:
        """What an answer would give, by the column of each."""
        numbers = {}
        if answer.rows:
            numbers[1] = _text(words.decimal(answer.rows, 0), right=True)
        for column, label in ((2, answer.first), (3, answer.last)):
            if label:
                numbers[column] = _text(words.label(np.datetime64(label.replace(" ", "T"), "m")))
        if answer.first_mw is not None:
            small = is_small(np.array([answer.first_mw]))
            shown = words.decimal(answer.first_mw, 6) if small else words.mw(answer.first_mw)
            numbers[4] = _text(shown, right=True)
        if answer.energy_mwh is not None:
            numbers[5] = _text(energy(answer.energy_mwh), right=True)
        return numbers

    def _said(self, answer: Answer) -> str:
        """Why an answer cannot be given, or what follows it."""
        assert answer.message is not None
        text = words.translated(answer.message)
        return self.tr("Then: {question}").format(question=text) if answer.asks else text

    def _spoken(self, answer: Answer) -> str:
        if answer.message is not None:
            return self._said(answer)
        said = []
        if answer.first and answer.last:
            said.append(self.tr("from {first} to {last}").format(first=answer.first, last=answer.last))
        if answer.energy_mwh is not None:
            said.append(self.tr("total {energy} MWh").format(energy=energy(answer.energy_mwh)))
        if answer.suspect is not None:
            said.append(words.translated(answer.suspect))
        return ", ".join(said)

    def _press(self, place: int) -> None:
        if place < len(self._buttons) and self._buttons[place].isEnabled() and self.isVisible():
            self._answer(place)

    def _answer(self, place: int) -> None:
        self.answered.emit(self._answers[place].options)


def _text(text: str, *, right: bool = False, wrap: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(tabular(QFont()))
    label.setWordWrap(wrap)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return label
