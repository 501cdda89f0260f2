"""What the import dialog says above the cells: warnings, the sentence with its links, what is asked, and the notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.answers import Answers
from ravenwits_desktop.ui.importing.linked_label import LinkedLabel
from ravenwits_desktop.ui.importing.sentence import Sentence
from ravenwits_desktop.ui.notice import Notice, Tone


class ReadingHead(QWidget):
    """Says and asks; what follows from it is the dialog's. Knows which link the hands were on last."""

    link_followed = Signal(str)
    """The setting of a part of the sentence that is to be changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._followed = ""
        self.links: tuple[str, ...] = ()
        """The settings that the sentence has links for, in its order."""
        self._difference = Notice(self)
        self._difference.setObjectName("importDifference")
        self._remark = Notice(self)
        self._remark.setObjectName("importRemark")
        self._suspicion = Notice(self)
        self._suspicion.setObjectName("importSuspicion")
        self._sentence = LinkedLabel(self)
        self._sentence.setObjectName("importSentence")
        self._sentence.linkActivated.connect(self._follow)
        font = self._sentence.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self._sentence.setFont(font)
        self._question = QLabel(self)
        self._question.setObjectName("importQuestion")
        self._question.setWordWrap(True)
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._question.setVisible(False)
        self.answers = Answers(self)
        """The answers to what is asked."""
        self._notes = QLabel(self)
        self._notes.setWordWrap(True)
        self._notes.setObjectName("importNotes")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._difference)
        layout.addWidget(self._remark)
        layout.addWidget(self._suspicion)
        layout.addWidget(self._sentence)
        layout.addWidget(self._question)
        layout.addWidget(self.answers)
        layout.addWidget(self._notes)

    @property
    def text(self) -> str:
        """The sentence without the links."""
        return self._sentence.accessibleName()

    def say(self, said: Sentence) -> None:
        """Say this of the file."""
        self._sentence.setText(said.html)
        self._sentence.setAccessibleName(said.plain)
        self.links = said.links
        self._sentence.setEnabled(True)

    def differ(self, differences: Sequence[Message], name: str) -> None:
        """Say above everything what is not as it was in the kept reading of that name; nothing without differences."""
        if not differences:
            self._difference.hide()
            return
        head = self.tr("This file is like “{name}”, but something has changed:").format(name=name)
        lines = [f"•  {words.translated(message)}" for message in differences]
        self._difference.say("\n".join([head, *lines]), Tone.WARNING)

    def remark(self, text: str) -> None:
        """Say this above the reading; empty takes back what was said there."""
        if text:
            self._remark.say(text, Tone.WARNING)
        else:
            self._remark.clear()

    def warn(self, suspect: Message | None) -> None:
        """Say above all else why these values are not to be imported without a look; None says nothing."""
        if suspect is None:
            self._suspicion.clear()
        else:
            self._suspicion.say(suspect, Tone.WARNING)

    def ask(self, question: str) -> None:
        """Say what is asked, or how it is answered, above the answers; empty says nothing."""
        if question:
            self._question.setText(question)
        self._question.setVisible(bool(question))

    def note(self, notes: Sequence[Message], *, shown: bool = True) -> None:
        """What else was done with the file, a line for each."""
        self._notes.setText("\n".join(map(words.translated, notes)))
        self._notes.setVisible(bool(notes) and shown)

    def wait(self) -> None:
        """While the file is read again nothing of it can be changed or answered."""
        self._sentence.setEnabled(False)
        self.answers.setEnabled(False)

    def go_on(self) -> None:
        """The links are open again."""
        self._sentence.setEnabled(True)

    def menu_place(self) -> QPoint:
        """Where the menu of the link that was followed opens, on the screen."""
        return self._sentence.menu_place()

    def focus_followed(self) -> bool:
        """Put the focus back on the part of the sentence that was clicked last, if it has it; whether it has."""
        followed, self._followed = self._followed, ""
        if followed not in self.links:
            return False
        self._sentence.focus_link(self.links.index(followed))
        return True

    @Slot(str)
    def _follow(self, setting: str) -> None:
        self._followed = setting
        self.link_followed.emit(setting)
