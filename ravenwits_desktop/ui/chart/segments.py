"""A choice of one among a few: buttons side by side, or one button with a menu where there is no room for them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget


class Segments(QWidget):
    """A row of buttons of which one is pressed; each stands for a value."""

    chosen = Signal(object)
    """The value of the button that a person has pressed."""

    def __init__(self, parent: QWidget, name: str, title: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._group = QButtonGroup(self)
        self._strip = QWidget(self)
        self._row = QHBoxLayout(self._strip)
        self.folded = QToolButton(self)
        """Stands for all of them where they are folded: it says which is pressed, its menu offers the others."""
        self.folded.setObjectName(f"{name}Folded")
        self.folded.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.folded.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self.folded)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.folded.setMenu(self._menu)
        self.folded.hide()
        both = QHBoxLayout(self)
        for layout in (self._row, both):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        both.addWidget(self._strip)
        both.addWidget(self.folded)
        self.buttons: dict[object, QToolButton] = {}
        self.value: object = None
        """What a person has chosen last; at first what the first button stands for."""

    def add(self, value: object, text: str, tip: str) -> QToolButton:
        """One more button."""
        button = QToolButton(self._strip)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setCheckable(True)
        if not self.buttons:
            self.value = value
            button.setChecked(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button)
        self._row.addWidget(button)
        self.buttons[value] = button
        button.clicked.connect(self._clicked)
        button.toggled.connect(self._name_folded)
        self._name_folded()
        return button

    def press(self, value: object) -> None:
        """Show this one as pressed, which may be another than was chosen where that cannot be had."""
        button = self.buttons.get(value)
        if button is not None:
            button.setChecked(True)

    def fold(self, folded: bool) -> None:
        """Show one button with a menu in place of all of them."""
        self._strip.setVisible(not folded)
        self.folded.setVisible(folded)

    @Slot()
    def _name_folded(self) -> None:
        pressed = next((button.text() for button in self.buttons.values() if button.isChecked()), "")
        self.folded.setText(f"{pressed} ▾")
        self.folded.setAccessibleName(f"{self.accessibleName()}: {pressed}")
        self.folded.setToolTip(self.accessibleName())

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        for button in self.buttons.values():
            if button.isHidden():
                continue
            action = QAction(button.text(), self._menu)
            action.setCheckable(True)
            action.setChecked(button.isChecked())
            action.setEnabled(button.isEnabled())
            action.setToolTip(button.toolTip())
            action.triggered.connect(button.click)
            self._menu.addAction(action)

    @Slot()
    def _clicked(self) -> None:
        self.value = next((value for value, button in self.buttons.items() if button.isChecked()), None)
        self.chosen.emit(self.value)
