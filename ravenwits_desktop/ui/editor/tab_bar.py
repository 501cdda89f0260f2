"""The bar of the drafts' tabs, the cross on each, and the line in which a draft gets another name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QTabBar, QToolButton, QWidget

from ravenwits_desktop.domain.rows import Severity
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.autosave import Saving
from ravenwits_desktop.ui.editor.problems import SIGNS

_LONGEST_NAME = 28
_LONGEST_RETAILER = 16
_SHAPES = {Saving.SAVED: "×", Saving.WAITING: "●", Saving.FAILED: "!"}
"""What stands in the place of the cross, which is there for the asking: nothing moves when a draft is saved."""


@dataclass(frozen=True, slots=True)
class TabState:
    """How a draft stands, as its tab says it."""

    name: str
    source: str = ""
    retailer: str = ""
    """Its name, or its id where it has none; empty where none has been chosen."""
    retailer_shown: bool = False
    """Whether drafts for other retailers are open as well."""
    errors: int = 0
    warnings: int = 0
    saving: Saving = Saving.SAVED
    begun_anew: bool = False
    """Whether it was worked on before, and what was done then can no longer be undone."""


class NameEdit(QLineEdit):
    """A line edit over a tab; Enter takes the name, Escape does not."""

    done = Signal(object)
    """The new name, None where it was given up."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._open = True
        self.selectAll()
        self.editingFinished.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._finish(None)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _take(self) -> None:
        self._finish(self.text())

    def _finish(self, name: str | None) -> None:
        if self._open:
            self._open = False
            self.done.emit(name)
            self.deleteLater()


class TabBar(QTabBar):
    """Tells when its tabs have been arranged anew."""

    arranged = Signal()

    def text(self, state: TabState) -> str:
        """What stands on a tab: the sign of the gravest problem, the name, and for whom where that differs."""
        sign = SIGNS[Severity.ERROR] if state.errors else SIGNS[Severity.WARNING] if state.warnings else ""
        parts = [_cut(state.name, _LONGEST_NAME)]
        if state.retailer and state.retailer_shown:
            parts.append(_cut(state.retailer, _LONGEST_RETAILER))
        return f"{sign} {' · '.join(parts)}".strip().replace("&", "&&")

    def tip(self, state: TabState) -> str:
        """All there is to say of a draft, line by line."""
        retailer = (
            self.tr("Retailer: {name}").format(name=state.retailer) if state.retailer else self.tr("No retailer yet")
        )
        said = [", ".join(self._problems(state)), self._saving(state)]
        lines = [state.name, state.source, retailer.format(name=state.retailer)]
        lines += [each[:1].upper() + each[1:] for each in said]
        if state.begun_anew:
            lines.append(self.tr("What was done before it was opened can no longer be undone."))
        return "\n".join(filter(None, lines))

    def spoken(self, state: TabState) -> str:
        """The same for a screen reader."""
        parts = [state.name, state.retailer, *self._problems(state), self._saving(state)]
        return ", ".join(filter(None, parts))

    def _problems(self, state: TabState) -> list[str]:
        said = []
        if state.errors:
            said.append(self.tr("1 error") if state.errors == 1 else self.tr("{count} errors"))
            said[-1] = said[-1].format(count=words.decimal(state.errors, 0))
        if state.warnings:
            said.append(self.tr("1 warning") if state.warnings == 1 else self.tr("{count} warnings"))
            said[-1] = said[-1].format(count=words.decimal(state.warnings, 0))
        return said or [self.tr("no problems")]

    def _saving(self, state: TabState) -> str:
        return {
            Saving.SAVED: self.tr("saved"),
            Saving.WAITING: self.tr("being saved"),
            Saving.FAILED: self.tr("not saved: the disk does not take it"),
        }[state.saving]

    def tabLayoutChange(self) -> None:  # noqa: N802 - Qt's name
        """The tabs have other places."""
        super().tabLayoutChange()
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is more room, or less."""
        super().resizeEvent(event)
        self.arranged.emit()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802 - Qt's name
        """The bar itself has another place."""
        super().moveEvent(event)
        self.arranged.emit()


class CloseButton(QToolButton):
    """The small cross on a tab. While the draft is not on disk a dot stands in its place, until the pointer comes."""

    close_requested = Signal(object)
    """The draft's id."""

    def __init__(self, draft_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft_id = draft_id
        self.setObjectName("closeTabButton")
        self._saving = Saving.SAVED
        self._show(Saving.SAVED)
        self.setAutoRaise(True)
        self.setFixedSize(20, 20)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(self.tr("Close (the draft is kept)"))
        self.setAccessibleName(self.tr("Close the draft"))
        self.clicked.connect(self._ask)

    def set_saving(self, saving: Saving) -> None:
        """Show whether the draft is saved."""
        self._saving = saving
        if not self.underMouse():
            self._show(saving)

    def _show(self, saving: Saving) -> None:
        font = self.font()
        font.setBold(saving is Saving.FAILED)
        self.setFont(font)
        self.setText(_SHAPES[saving])

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A cross again, for it can be clicked."""
        super().enterEvent(event)
        self._show(Saving.SAVED)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """What it told before."""
        super().leaveEvent(event)
        self._show(self._saving)

    @Slot()
    def _ask(self) -> None:
        self.close_requested.emit(self._draft_id)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
