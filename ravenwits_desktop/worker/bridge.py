"""The only way between the window and the worker: methods that return at once, signals that carry immutable values."""

from __future__ import annotations

import importlib
import itertools
import logging
import re
import threading
import traceback
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.worker.requests import Requests

if TYPE_CHECKING:
    import asyncio

    from anyio.abc import TaskGroup

    from ravenwits_desktop.worker import events
    from ravenwits_desktop.worker.service import Config, Service

    _Request = tuple[Callable[[Service], Callable[..., Awaitable[None]]], tuple[Any, ...]]

_log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that what is being sent gets when the program ends; all of the end takes at most three."""


class Worker(QObject, Requests):
    """The background thread as the window sees it. Belongs to the GUI thread; every method returns at once.

    Requests made before the worker is ready are kept and carried out in order. `make_config` is called in the
    background, so that what it needs is imported there.
    """

    started = Signal(object)
    not_started = Signal(object)
    account_changed = Signal(object)
    link_changed = Signal(object)
    draft_saved = Signal(object)
    examined = Signal(object)
    draft_reopened = Signal(object)
    file_read = Signal(object)
    file_not_read = Signal(object)
    kept_readings = Signal(object)
    file_written = Signal(object)
    reviewed = Signal(object)
    previous_found = Signal(object)
    submission_changed = Signal(object)
    outputs_came = Signal(object)
    answer_noted = Signal(object)
    submission_opened = Signal(object)
    submission_details = Signal(object)
    update_opened = Signal(object)
    update_reviewed = Signal(object)
    outputs_read = Signal(object)
    update_ended = Signal(object)
    bundle_taken = Signal(object)
    gates_changed = Signal(object)
    ledger_checked = Signal(object)
    link_doubted = Signal(object)
    sign_in_ended = Signal(object)
    version_offered = Signal(object)
    version_remark = Signal(object)
    version_saved = Signal(object)
    trouble = Signal(object)
    unexpected = Signal(object)
    imported = Signal()
    """The modules of `Config.preload` are there."""
    stopped = Signal()
    """The thread has ended; nothing more comes."""

    def __init__(self, make_config: Callable[[], Config], redactor: Redactor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_config = make_config
        self._redactor = redactor
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked: asyncio.Queue[_Request | None] | None = None
        self._waiting: list[_Request] = []
        self._ending = False
        self._listened_to = threading.Event()
        self._thread = threading.Thread(target=self._live, name="ravenwits-worker")
        self._requests = itertools.count(1)

    # requests

    def start(self) -> None:
        """Import what is needed, in the background; `imported` follows, then after `go_on` started or not_started."""
        if not self._ending:
            self._thread.start()

    def go_on(self) -> None:
        """Everything is connected: open the store and tell what there is. To be called after `imported`."""
        self._listened_to.set()

    def stop(self) -> None:
        """Begin to end; `stopped` follows within three seconds. What was asked before is still written down."""
        with self._lock:
            first, self._ending = not self._ending, True
            # once only: a loop that is about to end waits for this lock, and would never hear a second call
            if first and self._loop is not None and self._asked is not None:
                self._loop.call_soon_threadsafe(self._asked.put_nowait, None)
        self._listened_to.set()
        if first and self._thread.ident is None:
            self.stopped.emit()

    def join(self) -> None:
        """Wait for the thread, after `stopped`."""
        if self._thread.ident is not None:
            self._thread.join()

    @property
    def running(self) -> bool:
        """Whether the thread lives."""
        return self._thread.is_alive()

    # how they are asked

    def _hide(self, secret: str) -> None:
        self._redactor.hide(secret)

    def _next_request(self) -> int:
        return next(self._requests)

    # the thread

    def _ask(self, what: Callable[[Service], Callable[..., Awaitable[None]]], *arguments: Any) -> None:
        with self._lock:
            if self._ending:
                return
            if self._loop is None or self._asked is None:
                self._waiting.append((what, arguments))
            else:
                # not anyio's portal, which lets this thread wait until the loop has done what it is doing
                self._loop.call_soon_threadsafe(self._asked.put_nowait, (what, arguments))

    def _report(self, error: BaseException) -> None:
        from ravenwits_desktop.worker import events

        report = self._redactor.clean("".join(traceback.format_exception(error)))
        _log.error("unexpected: %s", report)
        self._emit(events.Unexpected(report))

    def _emit(self, event: events.Event) -> None:
        # the class name says which signal: FileRead is file_read
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(event).__name__).lower()
        getattr(self, name).emit(event)

    def _live(self) -> None:
        """The thread: import, open, let the loop run, and end in order."""
        try:
            import anyio

            config = self._import()
            if not self._ending:
                self.imported.emit()
            # what is told before somebody listens would be lost
            self._listened_to.wait()
            with self._lock:
                needed = bool(self._waiting) or not self._ending
            if needed:
                anyio.run(self._run, config)
        except Exception as error:  # noqa: BLE001 - the last resort of the thread: told to the user with a report
            self._report(error)
        finally:
            self._close_to_requests()
            self.stopped.emit()

    def _import(self) -> Config:
        """Bring in everything heavy."""
        config = self._make_config()
        for module in config.preload:
            if not self._ending:
                importlib.import_module(module)
        return config

    async def _run(self, config: Config) -> None:
        import anyio

        from ravenwits_desktop.store.errors import StoreError
        from ravenwits_desktop.worker.events import NotStarted
        from ravenwits_desktop.worker.service import Service

        service = None
        try:
            async with anyio.create_task_group() as requests:
                try:
                    service = Service(config, self._redactor, self._emit, self._report)
                    service.begin()
                except StoreError as error:
                    self._emit(NotStarted(error.message))
                    asked = self._open_to_requests()
                    while await asked.get() is not None:
                        pass
                else:
                    await self._serve(requests, service)
                self._close_to_requests()
                requests.cancel_scope.cancel()
        finally:
            if service is not None:
                service.let_go()

    async def _serve(self, requests: TaskGroup, service: Service) -> None:
        """Answer requests, send and ask until the end."""
        import anyio
        from anyio.lowlevel import checkpoint

        asked = self._open_to_requests()
        async with anyio.create_task_group() as group:
            if not self._ending:
                group.start_soon(service.run)
            while (request := await asked.get()) is not None:
                what, arguments = request
                requests.start_soon(service.answer, what(service), arguments)
            await checkpoint()  # what was asked just before the end begins before it does
            await service.close(PATIENCE)

    def _open_to_requests(self) -> asyncio.Queue[_Request | None]:
        """From now on requests go to this queue, in which those that have waited come first; None is the end."""
        import asyncio

        with self._lock:
            self._loop, self._asked = asyncio.get_running_loop(), asyncio.Queue()
            for request in self._waiting:
                self._asked.put_nowait(request)
            self._waiting.clear()
            if self._ending:
                self._asked.put_nowait(None)
            return self._asked

    def _close_to_requests(self) -> None:
        """The loop ends: whatever is asked from now on is not heard."""
        with self._lock:
            self._ending = True
            self._loop = self._asked = None
