"""The step by which values are dragged and moved by keys: one of a few, chosen from a button's menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ravenwits_desktop.ui import words

SNAP_STEPS = (0.001, 0.01, 0.1, 1.0, 5.0)
"""MW."""
DEFAULT_SNAP = 0.1


def snap_of(text: str) -> float:
    """The step that was kept as `text`; the usual one where it is none of those offered."""
    return next((step for step in SNAP_STEPS if str(step) == text), DEFAULT_SNAP)


class SnapButton(QToolButton):
    """Shows the step, and offers the others when it is pressed."""

    chosen = Signal(object)
    """The step (MW), whenever it is another one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("snapButton")
        self.setToolTip(
            self.tr(
                "Drag a step of the draft up or down: its value moves by this much, and so it does with Alt+Up and"
                " Alt+Down. With Alt held while dragging it moves freely."
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.step = 0.0
        """MW."""
        menu = QMenu(self)
        self._group = QActionGroup(self)
        for step in SNAP_STEPS:
            action = QAction(self.tr("{step} MW").format(step=words.exact(step)), self, checkable=True)
            action.setData(step)
            self._group.addAction(action)
            menu.addAction(action)
        self.setMenu(menu)
        self._group.triggered.connect(self._triggered)
        self.set_step(DEFAULT_SNAP)

    def set_step(self, step: float) -> None:
        """Choose a step, MW; one that is not offered changes nothing."""
        action = next((each for each in self._group.actions() if each.data() == step), None)
        if action is None or step == self.step:
            return
        self.step = step
        action.setChecked(True)
        self.setText(f"± {action.text()}")
        self.setAccessibleName(self.tr("Values are dragged by {step}").format(step=action.text()))
        self.chosen.emit(step)

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        self.set_step(action.data())
