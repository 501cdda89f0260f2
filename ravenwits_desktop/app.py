"""The application: the one place that builds everything and wires it, in reading order.

Only what the first paint needs is imported here; the rest comes in the worker's thread, after the window is there.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ravenwits_desktop import __version__, integrity, logs
from ravenwits_desktop.folders import APP, Folders, is_on_share
from ravenwits_desktop.garbage import GarbageCollector
from ravenwits_desktop.interrupts import Interrupts
from ravenwits_desktop.single_instance import SingleInstance
from ravenwits_desktop.ui import translation
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.theme import apply_scheme
from ravenwits_desktop.worker.bridge import Worker

if TYPE_CHECKING:
    from ravenwits_desktop.sandbox.server import SandboxServer
    from ravenwits_desktop.ui.workspace import Workspace
    from ravenwits_desktop.worker.events import Unexpected
    from ravenwits_desktop.worker.service import Config

_log = logging.getLogger(__name__)

WORKSPACE = "ravenwits_desktop.ui.workspace"
LAST_RESORT = 6000
"""Milliseconds after which a program that was told to end is ended, whatever holds it up."""
MEASURE = "RAVENWITS_MEASURE"
"""Environment variable: print when the window is painted and ready, and end (for the start-up benchmark)."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the program was started. `pace` is the sandbox's, in seconds between two statuses."""

    paths: tuple[str, ...] = ()
    sandbox: bool = False
    data_dir: Path | None = None
    pace: float = 1.0


class QtApplication(QApplication):
    """Hears which files macOS wants opened: there they come as events, not on the command line."""

    asked_to_open = Signal(object)
    """Paths (a tuple)."""

    def event(self, event: QEvent) -> bool:
        """Tell of a file to open; all else is Qt's business."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked_to_open.emit((event.file(),))
            return True
        return super().event(event)


class Faults(QObject):
    """Catches what nobody expected, in any thread, and hands on a report without secrets."""

    caught = Signal(str)

    def __init__(self, redactor: logs.Redactor) -> None:
        super().__init__()
        self._redactor = redactor
        self._telling = False

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Watch while the program runs."""
        before, before_threads = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._hook, self._thread_hook
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = before, before_threads

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        report = self._redactor.clean("".join(traceback.format_exception(kind, error, trace)))
        _log.error("unexpected: %s", report)
        if sys.stderr is not None:
            sys.stderr.write(report)
        if self._telling:
            return  # telling of a fault failed itself: it is in the log, and telling again would never end
        self._telling = True
        try:
            self.caught.emit(report)
        finally:
            self._telling = False

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)


class Application(QObject):
    """The running program: window, worker and, once it is imported, the workspace."""

    painted = Signal()
    """The window has been painted for the first time."""
    ready = Signal()
    """Everything is there and shows what the store has."""

    def __init__(self, app: QApplication, options: Options, folders: Folders, redactor: logs.Redactor) -> None:
        super().__init__()
        self._garbage = GarbageCollector(self)
        self.ready.connect(self._garbage.settle)
        self._app = app
        self._options = options
        self._paths = options.paths
        self._lost: tuple[str, ...] = ()
        self._on_share = False
        self._folders = folders
        self._log_file: logging.Handler | None = None
        self._redactor = redactor
        self.sandbox: SandboxServer | None = None
        """The practice server, once it runs, where the program was started with it."""
        self._begun = time.monotonic()
        self._painted = False
        self.workspace: Workspace | None = None
        self.window = MainWindow(folders.window_file, sandbox=options.sandbox)
        self.dress()
        self.worker = Worker(self._config, redactor, self)
        self.worker.imported.connect(self._build)
        self.worker.stopped.connect(self._stopped)
        self.worker.unexpected.connect(self._unexpected)
        self.window.closing.connect(self._close)
        self.window.installEventFilter(self)

    def dress(self) -> None:
        """Use light or dark as chosen, else as the platform has it."""
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(self.window.remembered("scheme"))
        apply_scheme(self._app, scheme or Qt.ColorScheme.Unknown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Start the worker when the window has been painted for the first time."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._begin)
        return super().eventFilter(watched, event)

    @Slot()
    def _begin(self) -> None:
        self.window.removeEventFilter(self)
        self._mark("painted")
        self.painted.emit()
        self.worker.start()

    def _config(self) -> Config:
        """What the worker needs. Called in its thread: this is where the heavy modules come in."""
        from ravenwits_desktop import machine
        from ravenwits_desktop.worker.service import Config

        self._log_file = logs.start(self._folders.logs, self._redactor)
        _log.info("RavenWits Desktop %s starts", __version__)
        self._lost = integrity.missing(integrity.bundle())
        if self._lost:
            _log.error("the bundle is damaged: missing are %s", ", ".join(self._lost))
        self._on_share = is_on_share(self._folders.data)
        account, token = None, None
        if self._options.sandbox:
            from ravenwits_desktop.practice import practice_account
            from ravenwits_desktop.sandbox.server import SandboxServer

            self.sandbox = SandboxServer(pace=self._options.pace)
            self.sandbox.start()
            account, token = practice_account(self.sandbox.describe())
        return Config(
            store_url=self._folders.store_url,
            settings_file=self._folders.settings_file,
            keychain_service=None if self._options.sandbox else APP,
            account=account,
            token=token,
            machine_file=None if self._options.sandbox else machine.place(),
            preload=(WORKSPACE, "numpy.ma"),  # which `np.unique` imports when it is first called
        )

    @Slot()
    def _build(self) -> None:
        from ravenwits_desktop.ui.workspace import Workspace

        self.workspace = Workspace(self.worker, self.window, sandbox=self._options.sandbox)
        self.workspace.ready.connect(self._ready)
        self.worker.go_on()

    @Slot()
    def _ready(self) -> None:
        self._mark("ready")
        assert self.workspace is not None
        if self._log_file is None:
            self._tell(self.tr("No log can be written to {folder}.").format(folder=self._folders.logs))
        if self._on_share:
            text = self.tr(
                "The data folder {folder} lies on another computer. Should the connection to it break at the wrong "
                "moment, purchases could be lost: start the program with --data-dir and a folder of this computer."
            )
            self._tell(text.format(folder=self._folders.data))
        if self._lost:
            self._tell(integrity.explain(self._lost, integrity.bundle()))
        if self._paths:
            self.workspace.importing.open(self._paths)
        self.ready.emit()
        if os.environ.get(MEASURE):
            self.window.close()

    @Slot(object)
    def called(self, paths: tuple[str, ...]) -> None:
        """The program was started a second time, or the system asks it, with these files."""
        self.window.bring_to_front()
        if self.workspace is None:
            self._paths += paths
        elif paths:
            self.workspace.importing.open(paths)

    @Slot(object)
    def _unexpected(self, event: Unexpected) -> None:
        if self.workspace is None:
            self.fault(event.report)  # afterwards the workspace shows it

    @Slot(str)
    def fault(self, report: str) -> None:
        """Show a fault of the program itself."""
        if self.workspace is not None:
            self.workspace.show_report(report)
        else:
            text = self.tr("The program could not start properly. Please give this to those who look after it.")
            lost = integrity.missing(integrity.bundle())
            self._tell(integrity.explain(lost, integrity.bundle()) if lost else text, report)

    def _tell(self, text: str, detail: str = "") -> None:
        from ravenwits_desktop.ui.notice import Tone  # not before the first paint

        self.window.messages.tell(text, tone=Tone.ERROR if detail else Tone.WARNING, detail=detail)

    @Slot()
    def _close(self) -> None:
        if self.workspace is not None:
            self.workspace.autosave.finish()
        if not self.worker.running:
            self._stopped()
            return
        QTimer.singleShot(LAST_RESORT, self._give_up)
        self.worker.stop()

    @Slot()
    def _stopped(self) -> None:
        if self.window.isVisible():
            # the thread ended by a fault, not because the user closed the window: the report is on the screen
            return
        self.worker.join()
        self.window.let_go()
        self._app.quit()

    def _give_up(self) -> None:
        if self.worker.running:
            _log.error("the worker did not end; what was being sent is unconfirmed at the next start")
            os._exit(3)

    def end(self) -> None:
        """Let go of the window and of what outlives it.

        A system that shuts down, or an installer that wants the program closed, ends it without closing the window:
        then what was edited is saved, and the worker ended, only here.
        """
        if self.worker.running:
            if self.workspace is not None:
                self.workspace.autosave.finish()
            self.worker.stop()
            self.worker.join()
        self.window.end_run()
        # now, while Qt lives: widgets that Python's garbage collector meets after that end the process with a crash
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self.sandbox is not None:
            self.sandbox.stop()
        logs.stop(self._log_file)
        self._garbage.release()

    def _mark(self, name: str) -> None:
        if os.environ.get(MEASURE) and sys.stdout is not None:
            line = json.dumps({"mark": name, "seconds": time.monotonic() - self._begun})
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = {QtMsgType.QtCriticalMsg: logging.ERROR, QtMsgType.QtFatalMsg: logging.CRITICAL}.get(kind, logging.INFO)
    _log.log(level, "Qt: %s", text)


def make_qt_application() -> QApplication:
    """The `QApplication` with the program's names; what Qt has to say goes to the log."""
    qInstallMessageHandler(_qt_message)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QtApplication(sys.argv[:1])
    app.setApplicationName(APP)
    app.setOrganizationName("RavenWits")
    app.setApplicationVersion(__version__)
    app.setQuitOnLastWindowClosed(False)
    translation.install(app)
    return app


def run(options: Options) -> int:
    """Run the application until its window is closed; the exit status."""
    folders = Folders.of(options.data_dir, sandbox=options.sandbox)
    app = make_qt_application()
    try:
        instance = SingleInstance(folders.data)
    except OSError as error:
        sys.stderr.write(f"The data folder {folders.data} cannot be used: {error.strerror}.\n")
        return 2
    if not instance.take():
        if instance.call(tuple(str(Path(path).resolve()) for path in options.paths)):
            return 0
        sys.stderr.write(f"RavenWits Desktop is already running with {folders.data}, but it does not answer.\n")
        return 2
    redactor = logs.Redactor()
    faults = Faults(redactor)
    with faults.watching():
        application = Application(app, options, folders, redactor)
        faults.caught.connect(application.fault)
        instance.called.connect(application.called)
        if isinstance(app, QtApplication):
            app.asked_to_open.connect(application.called)
        application.painted.connect(instance.listen)
        interrupts = Interrupts()
        interrupts.asked.connect(application.window.close)
        application.window.show()
        status = app.exec()
        interrupts.release()
        application.end()
    instance.release()
    return status
