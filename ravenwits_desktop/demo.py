"""The scripted tour of the main job: the real window against the sandbox, by the same widgets that a person uses.

Every step is checked in the window's own widgets. With a display the window stays open afterwards; without one the
program ends by itself.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QObject, QPointF, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QTableView, QWidget

from ravenwits_desktop import logs
from ravenwits_desktop.app import Application, Faults, Options, make_qt_application
from ravenwits_desktop.assets import resource
from ravenwits_desktop.folders import Folders
from ravenwits_desktop.interrupts import Interrupts

SAMPLE = "samples/purchase_quarter_hours.xlsx"
PATIENCE = 60.0
"""Seconds that a step may take."""
LOOK = 900
"""Milliseconds for which each step is left on a screen that somebody watches."""
TICK = 20
Found = TypeVar("Found", bound=QObject)


class StepError(Exception):
    """A step did not come to what it should."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a name for files and lines, what it does, and the function that does and checks it."""

    name: str
    says: str
    play: Callable[[], str]


class Tour:
    """Plays the steps one after the other and keeps what came of them."""

    def __init__(self, application: Application, screens: Path | None, *, as_json: bool, watched: bool) -> None:
        self._application = application
        self._window = application.window
        self._screens = screens
        self._as_json = as_json
        self._watched = watched
        self.passed = False
        """Whether every step came to what it should."""
        self.begun = False
        self._closed = False
        application.window.closing.connect(self._close)
        self.faults: list[str] = []
        """Reports of what nobody expected, in any thread."""

    def steps(self) -> tuple[Step, ...]:
        """The steps in their order."""
        return (
            Step("window", "the window is there, empty", self._see_window),
            Step("drop", "a spreadsheet is dropped on it", self._drop),
            Step("import", "what was understood is taken as a draft", self._import),
            Step("edit", "a value is corrected", self._edit),
            Step("review", "the purchase is looked at before it goes", self._review),
            Step("submit", "it is submitted", self._submit),
            Step("completed", "the models have run", self._complete),
            Step("chart", "a model's purchases per market are in the chart", self._chart),
        )

    def play(self) -> None:
        """Play all steps; stops at the first that fails."""
        self.begun = True
        steps = self.steps()
        for number, step in enumerate(steps, start=1):
            if self._watched:
                self._window.statusBar().showMessage(f"{number}/{len(steps)}  {step.says}")
                _pause(LOOK)
            begun = time.monotonic()
            try:
                seen = step.play()
                self._picture(f"{number}-{step.name}")
                _require(not self.faults, "the program met a fault of its own:\n" + "\n".join(self.faults))
            except StepError as error:
                self._tell(number, step, str(error), time.monotonic() - begun, passed=False)
                return
            self._tell(number, step, seen, time.monotonic() - begun, passed=True)
        if self._watched:
            self._window.statusBar().showMessage("The tour is over. The window is yours: nothing here is real.")
        self.passed = True

    def _close(self) -> None:
        self._closed = True

    @Slot(str)
    def fault(self, report: str) -> None:
        """Something that nobody expected: no step comes to what it should any more."""
        self.faults.append(report)
        if not self.begun:
            self._tell(0, Step("start", "", str), f"the program did not start:\n{report}", 0.0, passed=False)
            self._window.close()

    def _tell(self, number: int, step: Step, seen: str, seconds: float, *, passed: bool) -> None:
        if sys.stdout is None:
            return
        if self._as_json:
            values = {"step": number, "name": step.name, "passed": passed, "seen": seen, "seconds": round(seconds, 3)}
            line = json.dumps(values, ensure_ascii=True)
        else:
            line = f"{'ok    ' if passed else 'FAILED'} {number} {step.name}: {seen} ({seconds:.1f} s)"
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def _picture(self, name: str) -> None:
        if self._screens is None:
            return
        _pause(50)
        picture = self._window.grab()
        painter = QPainter(picture)
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                _paint_centred(painter, picture, dialog.grab())
        painter.end()
        path = self._screens / f"{name}.png"
        if not picture.save(str(path)):
            raise StepError(f"{path} could not be written")

    # steps

    def _see_window(self) -> str:
        self._until(lambda: self._application.workspace is not None, "the window's features never came")
        empty = self._child(QWidget, "emptyPage")
        self._until(empty.isVisible, "the empty state is not shown")
        retailers = self._window.tool_bar.retailer_box
        self._until(lambda: retailers.count() > 0, "the retailer box is empty")
        return f"{self._window.windowTitle()}, for {retailers.currentText()}"

    def _drop(self) -> str:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(resource(SAMPLE)))])
        place = QPointF(self._window.rect().center())
        action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place.toPoint(), action, data, buttons, keys)
        QApplication.sendEvent(self._window, enter)
        _require(enter.isAccepted(), "the window does not take the file")
        if self._watched:
            _pause(LOOK)
        QApplication.sendEvent(self._window, QDropEvent(place, action, data, buttons, keys))
        self._until(self._reading_shown, "the import dialog never came")
        return self._child(QLabel, "importSentence").accessibleName()

    def _reading_shown(self) -> bool:
        button = self._window.findChild(QPushButton, "acceptImport")
        return button is not None and button.isEnabled()

    def _import(self) -> str:
        self._child(QPushButton, "acceptImport").click()
        self._until(lambda: self._table() is not None, "no draft was opened")
        table = self._require_table()
        _require(table.model().rowCount() == 96, f"the draft has {table.model().rowCount()} rows, not 96")
        return self._child(QLabel, "purchaseTotals").text()

    def _edit(self) -> str:
        table = self._require_table()
        before = self._child(QLabel, "purchaseTotals").text()
        index = table.model().index(32, 1)
        table.setFocus()
        table.setCurrentIndex(index)
        table.edit(index)
        editor = self._wait_for(lambda: table.viewport().findChild(QLineEdit), "the cell cannot be edited")
        editor.selectAll()
        _type(editor, "21.5")
        _press(editor, Qt.Key.Key_Return)
        self._until(
            lambda: table.model().index(32, 1).data(Qt.ItemDataRole.EditRole) == "21.5", "the value did not change"
        )
        after = self._child(QLabel, "purchaseTotals").text()
        _require(after != before, "the footer did not follow")
        return after

    def _review(self) -> str:
        self._window.actions_.submit.trigger()
        dialog = self._wait_for(lambda: self._visible_dialog("submitDialog"), "the submit dialog never came")
        for box in dialog.findChildren(QCheckBox):
            box.setChecked(True)
        button = dialog.findChild(QPushButton, "confirmSubmitButton")
        _require(button is not None and button.isEnabled(), "the purchase cannot be submitted")
        heading = dialog.findChild(QLabel, "submitHeading")
        return heading.text().replace("\n", ", ") if heading is not None else ""

    def _submit(self) -> str:
        dialog = self._wait_for(lambda: self._visible_dialog("submitDialog"), "the submit dialog is gone")
        button = dialog.findChild(QPushButton, "confirmSubmitButton")
        assert button is not None
        button.click()
        self._until(lambda: self._list().model().rowCount() == 1, "the submission is not in the list")
        self._until(lambda: self._child(QWidget, "emptyPage").isVisible(), "the draft is still open")
        return self._status()

    def _complete(self) -> str:
        self._until(lambda: "completed" in self._status(), "the purchase was not completed")
        return self._status()

    def _chart(self) -> str:
        workspace = self._application.workspace
        assert workspace is not None
        chart = workspace.chart
        self._until(lambda: "MD" in chart.visible_series() and chart.model_box.count() >= 3, "the chart shows no model")
        self._until(lambda: "—" in chart.model_box.itemText(1), "the models have no names")
        chart.model_box.setCurrentIndex(1)
        self._until(lambda: "MD" in chart.visible_series(), "the second model is not shown")
        series = chart.visible_series()
        net = sum((values for name, values in series.items() if name.startswith("M")), np.zeros(1))
        _require(bool(np.allclose(net + series["open"], series["purchase"])), "the markets do not add up")
        return f"{chart.model_box.currentText()}: {self._child(QLabel, 'chartTotals').text()}"

    # waiting

    def _until(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Let the program run until `holds`; `StepError` after `PATIENCE`, or at once when the window is closed."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if self._closed:
                raise StepError("the window was closed")
            if time.monotonic() > end:
                raise StepError(otherwise)
            _pause(TICK)

    def _wait_for(self, look: Callable[[], Found | None], otherwise: str) -> Found:
        self._until(lambda: look() is not None, otherwise)
        found = look()
        assert found is not None
        return found

    # what is looked at

    def _child(self, kind: type[Found], name: str) -> Found:
        found = self._window.findChild(kind, name)
        if found is None:
            raise StepError(f"there is no {name}")
        return found

    def _table(self) -> QTableView | None:
        tables = self._window.findChildren(QTableView, "purchaseEditor")
        return next((table for table in tables if table.isVisible()), None)

    def _require_table(self) -> QTableView:
        table = self._table()
        if table is None:
            raise StepError("no draft is open")
        return table

    def _list(self) -> QTableView:
        return self._child(QTableView, "submissionsView")

    def _status(self) -> str:
        model = self._list().model()
        return "  ".join(str(model.index(0, column).data() or "") for column in range(model.columnCount()))

    def _visible_dialog(self, name: str) -> QDialog | None:
        dialog = self._window.findChild(QDialog, name)
        return dialog if dialog is not None and dialog.isVisible() else None


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise StepError(otherwise)


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _type(widget: QWidget, text: str) -> None:
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, ord(sign), Qt.KeyboardModifier.NoModifier, sign))


def _press(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def _paint_centred(painter: QPainter, under: QPixmap, over: QPixmap) -> None:
    ratio = under.devicePixelRatio()
    x = (under.width() - over.width()) / 2 / ratio
    y = (under.height() - over.height()) / 2 / ratio
    painter.fillRect(
        int(x) - 1, int(y) - 1, int(over.width() / ratio) + 2, int(over.height() / ratio) + 2, Qt.GlobalColor.gray
    )
    painter.drawPixmap(QPointF(x, y), over)


def run(screens: Path | None, *, as_json: bool, dark: bool) -> int:
    """Play the tour; the exit status is 0 only if every step came to what it should."""
    try:
        if screens is not None:
            screens.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(f"The folder {screens} cannot be used: {error.strerror}.\n")
        return 2
    app = make_qt_application()
    watched = app.platformName() != "offscreen"
    home = Path(tempfile.mkdtemp(prefix="ravenwits-demo-"))
    redactor = logs.Redactor()
    faults = Faults(redactor)
    with faults.watching():
        options = Options(sandbox=True, data_dir=home)
        application = Application(app, options, Folders.of(home, sandbox=True), redactor)
        application.window.remember("scheme", "dark" if dark else "light")
        application.dress()
        faults.caught.connect(application.fault)
        tour = Tour(application, screens, as_json=as_json, watched=watched)
        faults.caught.connect(tour.fault)
        application.worker.unexpected.connect(lambda event: tour.fault(event.report))

        @Slot()
        def play() -> None:
            try:
                tour.play()
            finally:
                if not watched or not tour.passed:
                    application.window.close()

        application.ready.connect(lambda: QTimer.singleShot(0, play))
        interrupts = Interrupts()
        interrupts.asked.connect(application.window.close)
        application.window.show()
        app.exec()
        interrupts.release()
        application.end()
    shutil.rmtree(home, ignore_errors=True)
    return 0 if tour.passed else 1
