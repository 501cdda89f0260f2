"""A dock with a title of its own: its name, what its content wants beside it, and the way out of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QSizePolicy, QToolButton, QWidget

from ravenwits_desktop.ui.theme import icon

_ICON = QSize(16, 16)


class _Title(QWidget):
    """One line. Empty places of it can be dragged, as those of any dock."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self._name = QLabel(dock.windowTitle(), self)
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._space = QWidget(self)
        self._space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._space.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._buttons = {
            "float": self._button(self.tr("Take {name} out of the window, or put it back")),
            "close": self._button(self.tr("Hide {name}; the View menu brings it back")),
        }
        self._buttons["float"].clicked.connect(self._float)
        self._buttons["close"].clicked.connect(dock.close)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 4, 4)
        self._row.setSpacing(4)
        self._row.addWidget(self._name)
        self._row.addWidget(self._space, 1)
        for button in self._buttons.values():
            self._row.addWidget(button)
        self.dress()

    def _button(self, template: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIconSize(_ICON)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the View menu does the same by keys
        button.setToolTip(template.format(name=self._dock.windowTitle()))
        button.setAccessibleName(button.toolTip())
        return button

    def hold(self, content: QWidget) -> None:
        """Put `content` between the name and the buttons."""
        self._space.hide()
        self._row.insertWidget(2, content, 1)

    def dress(self) -> None:
        """Draw the icons in the colours of light or dark."""
        for name, button in self._buttons.items():
            button.setIcon(icon(name))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other colours in the dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_row"):
            self.dress()

    @Slot()
    def _float(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())


class Dock(QDockWidget):
    """A dock of the main window; `name` is what its place is remembered under."""

    def __init__(self, name: str, title: str, window: QMainWindow) -> None:
        super().__init__(title, window)
        self.setObjectName(name)
        self._title = _Title(self)
        self.setTitleBarWidget(self._title)

    def hold_in_title(self, content: QWidget) -> None:
        """Put a row of controls beside the name, instead of a line of their own below it."""
        self._title.hold(content)
