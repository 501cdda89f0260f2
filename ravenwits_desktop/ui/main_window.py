"""The main window as it is first painted: menus, tool bar, empty places. Imports Qt alone, so that it is there at once.

The features are put into their places by `workspace` once their modules have been imported in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSettings, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from ravenwits_desktop.ui.actions import Actions
from ravenwits_desktop.ui.centre import Centre
from ravenwits_desktop.ui.dock import Dock
from ravenwits_desktop.ui.theme import current_theme, icon
from ravenwits_desktop.ui.tool_bar import SandboxBand, ToolBar

if TYPE_CHECKING:
    from ravenwits_desktop.ui.message_bar import MessageBar

LAYOUT_VERSION = 1
_RUNNING, _CHART = "running", "chart"
_DRAFTS_WIDTH = 460


class MainWindow(QMainWindow):
    """Places for the features, and what belongs to the window itself: drops, closing, remembered layout.

    `window_file` is where the layout is remembered (INI). With `sandbox` a band says that nothing is real.
    """

    files_dropped = Signal(object)
    """Paths (a tuple of texts) that were dropped on the window."""
    table_dropped = Signal(str)
    """The text of a table that was dropped on the window."""
    layout_kept = Signal()
    """The layout is about to be kept for the next start: what belongs to it is given to `remember` now."""
    closing = Signal()
    """The user closes the window; it stays, hidden, until `let_go`."""
    visibility_changed = Signal(bool)

    def __init__(self, window_file: Path, *, sandbox: bool = False) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("RavenWits Desktop — SANDBOX") if sandbox else self.tr("RavenWits Desktop"))
        self.setWindowIcon(icon("app"))
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.must_stay: Callable[[], bool] = _free
        """Asked before the window closes; true while something would be lost, of which the user is asked then."""
        self._settings = QSettings(str(window_file), QSettings.Format.IniFormat)
        self._released = False
        self.actions_ = Actions(self)
        self.tool_bar = ToolBar(self.actions_, self)
        if sandbox:
            self.addToolBar(Qt.ToolBarArea.TopToolBarArea, SandboxBand(self))
            self.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tool_bar)
        self._messages: MessageBar | None = None
        self._drafts_width = _DRAFTS_WIDTH
        self._centre = Centre(self)
        self.setCentralWidget(self._centre)
        self.drafts_dock = self._dock("draftsDock", self.tr("Drafts"), Qt.DockWidgetArea.LeftDockWidgetArea)
        self.submissions_dock = self._dock(
            "submissionsDock", self.tr("Submissions"), Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        toggles = self.drafts_dock.toggleViewAction(), self.submissions_dock.toggleViewAction()
        self.actions_.fill_view_menu(toggles)
        self.actions_.chart.toggled.connect(self._show_chart)
        self._drop_hint = _DropHint(self)
        self.statusBar().setSizeGripEnabled(True)
        self._restore()

    @property
    def messages(self) -> MessageBar:
        """The bar that tells what happened; made when something has, since the first paint does not wait for it."""
        if self._messages is None:
            from ravenwits_desktop.ui.message_bar import MessageBar

            self._messages = MessageBar()
            self._centre.hold(self._messages)
        return self._messages

    def _dock(self, name: str, title: str, area: Qt.DockWidgetArea) -> Dock:
        dock = Dock(name, title, self)
        self.addDockWidget(area, dock)
        return dock

    def place(self, editor: QWidget, chart: QWidget, submissions: QWidget, submissions_bar: QWidget) -> None:
        """Put the features into their places, the submissions' filter and commands beside their title."""
        self.drafts_dock.setWidget(editor)
        self.submissions_dock.hold_in_title(submissions_bar)
        self.submissions_dock.setWidget(submissions)
        self._centre.place(chart)
        _set_tab_order((self.tool_bar, editor, self.messages, chart, submissions_bar, submissions))
        if not self._settings.contains("window/state"):
            self.resizeDocks([self.drafts_dock], [_DRAFTS_WIDTH], Qt.Orientation.Horizontal)
            self.resizeDocks([self.submissions_dock], [250], Qt.Orientation.Vertical)

    @Slot(bool)
    def _show_chart(self, shown: bool) -> None:
        """Show the chart, or leave its room to the drafts; these have their width again when it comes back."""
        if not shown:
            self._drafts_width = self.drafts_dock.width()
        self._centre.show_chart(shown)
        if shown and not self.drafts_dock.isFloating():
            self.resizeDocks([self.drafts_dock], [self._drafts_width], Qt.Orientation.Horizontal)
        self.remember(_CHART, "" if shown else "hidden")

    def _restore(self) -> None:
        geometry = self._settings.value("window/geometry")
        state = self._settings.value("window/state")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(state, QByteArray):
            self.restoreState(state, LAYOUT_VERSION)
        self.actions_.chart.setChecked(self.remembered(_CHART) != "hidden")

    def remember(self, key: str, value: str) -> None:
        """Keep a small choice of the user (a retailer, a scheme) for the next start."""
        self._settings.setValue(f"choice/{key}", value)

    def remembered(self, key: str) -> str:
        """A choice kept before; empty if there is none."""
        return str(self._settings.value(f"choice/{key}", "", type=str))

    def begin_run(self) -> bool:
        """Keep in mind that the program runs; whether it was ended last time without being closed."""
        ended_otherwise = bool(self.remembered(_RUNNING))
        self.remember(_RUNNING, "yes")
        return ended_otherwise

    def end_run(self) -> None:
        """The program ends in order, whether the window was closed or the system shuts down."""
        self.remember(_RUNNING, "")
        self._settings.sync()  # not when the object is taken apart: the folder may be gone by then

    # closing

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Hide at once; the program ends when the worker has."""
        self.layout_kept.emit()
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/state", self.saveState(LAYOUT_VERSION))
        self._settings.sync()
        if self._released:
            event.accept()
            return
        event.ignore()
        if self.must_stay():
            return
        self.hide()
        self.closing.emit()

    def let_go(self) -> None:
        """Close for good."""
        self._released = True
        self.close()

    def bring_to_front(self) -> None:
        """Show, restore and raise the window: somebody started the program a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.visibility_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that nobody looks."""
        super().hideEvent(event)
        self.visibility_changed.emit(False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow minimising, and a change of light and dark."""
        if event.type() == QEvent.Type.WindowStateChange:
            self.visibility_changed.emit(not self.isMinimized())
        elif event.type() == QEvent.Type.PaletteChange:
            self.actions_.dress()
            self.tool_bar.dress()
        super().changeEvent(event)

    # drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Accept files and tables, and show where they will land; links too, to say why not."""
        if event.mimeData().hasUrls() or _table(event):
            event.acceptProposedAction()
            self._drop_hint.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """The files went away again."""
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what was dropped."""
        self._drop_hint.hide()
        paths, elsewhere = _local_paths(event), _elsewhere(event)
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)
        if elsewhere:
            text = self.tr("“{name}” is not a file on this computer. Save it first, then drop the saved file here.")
            self._warn(text.format(name=elsewhere[0]))
        elif not paths and _table(event):
            event.acceptProposedAction()
            self.table_dropped.emit(_table(event))

    def _warn(self, text: str) -> None:
        from ravenwits_desktop.ui.notice import Tone  # not before the first paint

        self.messages.tell(text, tone=Tone.WARNING, key="drop")


def _free() -> bool:
    return False


def _local_paths(event: QDropEvent) -> tuple[str, ...]:
    return tuple(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())


def _elsewhere(event: QDropEvent) -> tuple[str, ...]:
    """What was dropped from a browser or a mail program, without being a file here."""
    return tuple(url.toDisplayString() for url in event.mimeData().urls() if not url.isLocalFile())


def _table(event: QDropEvent) -> str:
    """The text of cells that were dragged out of a spreadsheet; empty for any other text."""
    text = event.mimeData().text() if not event.mimeData().hasUrls() else ""
    return text if "\n" in text.strip() else ""


def _set_tab_order(places: tuple[QWidget, ...]) -> None:
    """Let Tab go through these places one after the other, within each as it went before."""
    stops = [widget for place in places for widget in _stops(place)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(place: QWidget) -> list[QWidget]:
    """What Tab stops at in `place`, in order."""
    found = []
    widget = place.nextInFocusChain()
    while widget is not None and widget is not place:
        if place.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


class _DropHint(QWidget):
    """A veil over the window while files are over it, and a frame where they will land."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Everything pales but the place of the drafts; all of it where that is hidden."""
        theme = current_theme()
        place = self.rect()
        dock = self._window.drafts_dock
        if dock.isVisible() and not dock.isFloating():
            place = QRect(dock.mapTo(self._window, QPoint(0, 0)), dock.size())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil, ground = QColor(theme.window), QColor(theme.selection)
        veil.setAlphaF(0.7)
        painter.fillRect(self.rect(), veil)
        ground.setAlphaF(0.95)
        painter.setBrush(ground)
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(place.adjusted(8, 8, -8, -8), 8, 8)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(24, 24, -24, -24), int(flags), self.tr("Drop to open each file as a draft"))
