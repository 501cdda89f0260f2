"""The only way between the window and the worker: methods that return at once, signals that carry immutable values."""

from __future__ import annotations

import gc
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

if TYPE_CHECKING:
    import anyio
    from anyio.from_thread import BlockingPortal

    from ravenwits_desktop.domain.account import SignInRequest
    from ravenwits_desktop.domain.decision import Annotation, Decision, FollowRequest, UpdateRequest
    from ravenwits_desktop.domain.draft import Draft
    from ravenwits_desktop.domain.examination import Examination, Question
    from ravenwits_desktop.domain.gates import Gate
    from ravenwits_desktop.domain.message import Message
    from ravenwits_desktop.domain.purchase import Purchase
    from ravenwits_desktop.domain.reading import ReadingOptions
    from ravenwits_desktop.domain.review import Review
    from ravenwits_desktop.domain.rows import Problem
    from ravenwits_desktop.domain.sheet import Sheet
    from ravenwits_desktop.domain.text import Decimal
    from ravenwits_desktop.worker import events
    from ravenwits_desktop.worker.service import Config, Service

    _Request = tuple[Callable[[Service], Callable[..., Awaitable[None]]], tuple[Any, ...]]

_log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that what is being sent gets when the program ends; all of the end takes at most three."""


class Worker(QObject):
    """The background thread as the window sees it. Belongs to the GUI thread; every method returns at once.

    Requests made before the worker is ready are kept and carried out in order. `make_config` is called in the
    background, so that what it needs is imported there.
    """

    started = Signal(object)
    not_started = Signal(object)
    account_changed = Signal(object)
    link_changed = Signal(object)
    draft_saved = Signal(object)
    draft_reopened = Signal(object)
    examined = Signal(object)
    file_read = Signal(object)
    file_not_read = Signal(object)
    kept_readings = Signal(object)
    text_read = Signal(object)
    file_written = Signal(object)
    reviewed = Signal(object)
    previous_found = Signal(object)
    submission_changed = Signal(object)
    outputs_came = Signal(object)
    submission_opened = Signal(object)
    submission_details = Signal(object)
    update_opened = Signal(object)
    update_ended = Signal(object)
    gates_changed = Signal(object)
    ledger_checked = Signal(object)
    sign_in_ended = Signal(object)
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
        self._portal: BlockingPortal | None = None
        self._service: Service | None = None
        self._waiting: list[_Request] = []
        self._end: anyio.Event | None = None
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
            if first and self._portal is not None and self._end is not None:
                self._portal.start_task_soon(self._end.set)
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

    def save_draft(self, draft: Draft) -> None:
        """Write a draft down; `draft_saved` follows."""
        self._ask(lambda service: service.save_draft, draft)

    def delete_draft(self, draft_id: str) -> None:
        """Remove a draft for good."""
        self._ask(lambda service: service.delete_draft, draft_id)

    def examine(self, question: Question, before: Examination | None) -> int:
        """Examine the rows of a long draft; `examined` follows with the number given back here.

        What `before`, an earlier examination of the draft, knows and still holds is not worked out anew.
        """
        return self._read(lambda service: service.examiner.examine, question, before)

    def read_file(self, path: str, options: ReadingOptions) -> int:
        """Read a spreadsheet; `file_read` or `file_not_read` follows with the number given back here."""
        return self._read(lambda service: service.files.read, path, options)

    def open_file(self, path: str, options: ReadingOptions) -> int:
        """Read a spreadsheet as one of its kind was read before; what follows is as for `read_file`."""
        return self._read(lambda service: service.readings.open, path, options)

    def open_table(self, text: str, options: ReadingOptions) -> int:
        """Read a table that was copied from somewhere; what follows is as for `open_file`."""
        return self._read(lambda service: service.readings.open_text, text, options)

    def read_table(self, text: str, options: ReadingOptions) -> int:
        """Read such a table again with other options; what follows is as for `read_file`."""
        return self._read(lambda service: service.readings.read_text, text, options)

    def _read(self, what: Callable[[Service], Callable[..., Awaitable[None]]], *arguments: Any) -> int:
        request = next(self._requests)
        self._ask(what, request, *arguments)
        return request

    def keep_reading(self, confirmation: events.Confirmation) -> None:
        """Keep a reading that a person has confirmed; `kept_readings` follows."""
        self._ask(lambda service: service.readings.keep, confirmation)

    def use_reading(self, reading_id: str) -> None:
        """A kept reading was used once more; `kept_readings` follows."""
        self._ask(lambda service: service.readings.use, reading_id)

    def ask_kept_readings(self) -> None:
        """Get what is kept; `kept_readings` follows."""
        self._ask(lambda service: service.readings.tell)

    def rename_reading(self, reading_id: str, name: str) -> None:
        """Give a kept reading another name; `kept_readings` follows."""
        self._ask(lambda service: service.readings.rename, reading_id, name)

    def forget_reading(self, reading_id: str) -> None:
        """Delete a kept reading; `kept_readings` follows."""
        self._ask(lambda service: service.readings.forget, reading_id)

    def cancel_reading(self, request: int) -> None:
        """Stop reading a spreadsheet; nothing follows."""
        self._ask(lambda service: service.files.cancel, request)

    def read_text(self, path: str) -> None:
        """Read a text file; `text_read` follows."""
        self._ask(lambda service: service.files.read_text, path)

    def export_draft(self, draft: Draft, path: str, decimal: Decimal) -> None:
        """Write a draft's rows to a file, a ``.csv`` with this decimal sign; `file_written` follows."""
        self._ask(lambda service: service.files.export, draft, path, decimal)

    def write_sheet(self, sheet: Sheet, path: str, decimal: Decimal) -> None:
        """Write a table of figures to a file, a ``.csv`` with this decimal sign; `file_written` follows."""
        self._ask(lambda service: service.files.write_sheet, sheet, path, decimal)

    def write_made(self, make: Callable[[], bytes], path: str) -> None:
        """Write a file whose content `make` makes in a thread beside the loop; `file_written` follows."""
        self._ask(lambda service: service.files.write_made, make, path)

    def write_file(self, content: bytes, path: str) -> None:
        """Write a file that the window has made; `file_written` follows."""
        self._ask(lambda service: service.files.write, content, path)

    def review(self, draft_id: str, retailer_id: str, purchase: Purchase, warnings: tuple[Problem, ...]) -> None:
        """Gather what has to be seen before sending; `reviewed` follows."""
        self._ask(lambda service: service.counter.review, draft_id, retailer_id, purchase, warnings)

    def previous(self, draft_id: str, retailer_id: str, first_day: str, last_day: str) -> None:
        """Find what was sent last for a draft's market days (ISO, both inclusive); `previous_found` follows."""
        self._ask(lambda service: service.counter.previous, draft_id, retailer_id, first_day, last_day)

    def submit(self, review: Review) -> None:
        """Put a reviewed purchase into the outbox; `submission_changed` follows, or `trouble` and `draft_reopened`."""
        self._ask(lambda service: service.counter.submit, review)

    def cancel(self, submission_id: str) -> None:
        """Withdraw one that was not sent yet; `submission_changed` and `draft_reopened` follow."""
        self._ask(lambda service: service.counter.cancel, submission_id)

    def decide(self, decision: Decision) -> None:
        """Carry out a decision on an unconfirmed submission; `submission_changed` or `trouble` follows."""
        self._ask(lambda service: service.desk.decide, decision)

    def follow(self, request: FollowRequest) -> None:
        """Add a purchase from elsewhere; `submission_changed` or `trouble` follows."""
        self._ask(lambda service: service.desk.follow, request)

    def refresh(self, submission_ids: tuple[str, ...]) -> None:
        """Ask the server at once about these, about all open ones if empty."""
        self._ask(lambda service: service.desk.refresh, submission_ids)

    def open_submission(self, submission_id: str) -> None:
        """Get what the chart needs; `submission_opened` follows, once more when the models' names are known."""
        self._ask(lambda service: service.desk.open, submission_id)

    def details(self, submission_id: str) -> None:
        """Get everything that is kept; `submission_details` follows."""
        self._ask(lambda service: service.desk.details, submission_id)

    def open_as_draft(self, submission_id: str) -> None:
        """Make a new draft of what was sent; `draft_reopened` follows."""
        self._ask(lambda service: service.desk.open_as_draft, submission_id)

    def open_update(self, submission_id: str) -> None:
        """Begin an update; `update_opened` follows."""
        self._ask(lambda service: service.desk.open_update, submission_id)

    def update(self, request: UpdateRequest) -> None:
        """Send an update; `update_ended` follows."""
        self._ask(lambda service: service.desk.update, request)

    def send_after_gate(self, submission_id: str) -> None:
        """Send one whose gate has closed all the same; `submission_changed` or `trouble` follows."""
        self._ask(lambda service: service.desk.send_after_gate, submission_id)

    def set_gates(self, gates: tuple[Gate, ...]) -> None:
        """Save when the gates close; `gates_changed` follows."""
        self._ask(lambda service: service.set_gates, gates)

    def annotate(self, annotation: Annotation) -> None:
        """Keep a label and a note; `submission_changed` follows."""
        self._ask(lambda service: service.desk.annotate, annotation)

    def check_ledger(self) -> None:
        """Compare the ledger with itself; `ledger_checked` follows."""
        self._ask(lambda service: service.desk.check_ledger)

    def sign_in(self, request: SignInRequest) -> None:
        """Try an account and use it if it works; `sign_in_ended` follows."""
        self._hide(request)
        self._ask(lambda service: service.sign_in, request)

    def use_account(self, request: SignInRequest) -> None:
        """Save an account and use it without trying; `account_changed` follows."""
        self._hide(request)
        self._ask(lambda service: service.use_account, request)

    def _hide(self, request: SignInRequest) -> None:
        # before anything can fail and be reported with it
        self._redactor.hide(request.token)
        self._redactor.hide(request.password)

    @staticmethod
    def check_outputs(text: str) -> tuple[Message, ...]:
        """Warnings about outputs that are to be sent, at once. Raises `WireError`, whose message says what is wrong."""
        from ravenwits_desktop.api.wire import check_outputs

        return check_outputs(text)[1]

    def set_hidden(self, hidden: bool) -> None:
        """Ask the server more slowly while nobody looks."""
        self._ask(lambda service: service.set_hidden, hidden)

    # the thread

    def _ask(self, what: Callable[[Service], Callable[..., Awaitable[None]]], *arguments: Any) -> None:
        with self._lock:
            if self._ending:
                return
            if self._portal is None:
                self._waiting.append((what, arguments))
            elif self._service is not None:
                self._portal.start_task_soon(self._service.answer, what(self._service), arguments)

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
        """Bring in everything heavy. All of it stays, so to search it for garbage again and again is a tenth of it."""
        gc.disable()
        try:
            config = self._make_config()
            for module in config.preload:
                if not self._ending:
                    importlib.import_module(module)
        finally:
            gc.enable()
        return config

    async def _run(self, config: Config) -> None:
        import anyio
        from anyio.from_thread import BlockingPortal

        from ravenwits_desktop.store.errors import StoreError
        from ravenwits_desktop.worker.events import NotStarted
        from ravenwits_desktop.worker.service import Service

        end = anyio.Event()
        service = None
        try:
            async with BlockingPortal() as portal:
                try:
                    service = Service(config, self._redactor, self._emit, self._report)
                    service.begin()
                except StoreError as error:
                    self._emit(NotStarted(error.message))
                    self._open_to(portal, None, end)
                    await end.wait()
                else:
                    await self._serve(portal, service, end)
                self._close_to_requests()
                await portal.stop(cancel_remaining=True)
        finally:
            if service is not None:
                service.let_go()

    async def _serve(self, portal: BlockingPortal, service: Service, end: anyio.Event) -> None:
        """Answer requests, send and ask until the end."""
        import anyio

        async with anyio.create_task_group() as group:
            for what, arguments in self._open_to(portal, service, end):
                group.start_soon(service.answer, what(service), arguments)
            if not self._ending:
                group.start_soon(service.run)
            await end.wait()
            await service.close(PATIENCE)

    def _open_to(self, portal: BlockingPortal, service: Service | None, end: anyio.Event) -> list[_Request]:
        """From now on requests go straight to the loop; those that have waited are given back and go first."""
        with self._lock:
            self._portal, self._service, self._end = portal, service, end
            waiting, self._waiting = self._waiting, []
            if self._ending:
                end.set()
            return waiting

    def _close_to_requests(self) -> None:
        """The loop ends: whatever is asked from now on is not heard."""
        with self._lock:
            self._ending = True
            self._portal = None
