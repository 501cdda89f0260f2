"""The way of one file from a drop to a draft: read by the worker, shown in the dialog, taken or left by a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.draft import Draft
from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.batch_flow import BatchFlow
from ravenwits_desktop.ui.importing.dialog import ImportDialog
from ravenwits_desktop.ui.importing.drafts import are_for_the_same_time, as_before, draft_of
from ravenwits_desktop.ui.importing.jobs import Job
from ravenwits_desktop.ui.importing.progress import SLOW
from ravenwits_desktop.ui.importing.taken import has_to_be_read, taken_in_words
from ravenwits_desktop.ui.main_window import MainWindow
from ravenwits_desktop.ui.message_bar import MessageBar
from ravenwits_desktop.ui.notice import Tone
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import Confirmation, FileNotRead, FileRead

_SIZE = "import size"
_PROGRESS, _AS_BEFORE = "reading", "as before"


class ImportFlow(QObject):
    """Opens files: one by itself; several are handed on to a list, which gives back those to be looked at or taken."""

    imported = Signal(object, str)
    """Each new `Draft`, and what bringing it in is called among the things that can be undone."""
    taken_back = Signal(str)
    """The id of a draft that was made of a file and is not wanted."""
    replaced = Signal(str)
    """The id of a draft that was made of a file, which has been read otherwise now; `imported` follows."""

    def __init__(
        self,
        worker: Worker,
        messages: MessageBar,
        window: MainWindow,
        usual: Callable[[str, str], float | None],
        made_of: Callable[[str], str],
        drafts: Callable[[], Sequence[Draft]],
    ) -> None:
        """`usual` gives the mean MW of what was submitted last, by account (its key) and retailer.

        `made_of` says in words what there is already of a file with that SHA-256: a draft, a submission, or nothing.
        `drafts` are those that are open.
        """
        super().__init__(window)
        self._made_of = made_of
        self._drafts = drafts
        self._usual = usual
        self._worker = worker
        self._messages = messages
        self._window = window
        self._account = Account()
        self._retailer_id = ""
        self._told_of: dict[str, str] = {}
        """The keys of the messages that say of drafts, by their ids, that they were read as before."""
        self._waiting: list[list[Job]] = []
        self._job: Job | None = None
        self._batch: BatchFlow | None = None
        self.dialog: ImportDialog | None = None
        """The open dialog of one file, if there is one."""
        self.available = True
        """False where nothing can be kept: then no file is opened."""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self._show_progress)
        worker.file_read.connect(self._read)
        worker.file_not_read.connect(self._not_read)

    def set_account(self, account: Account, retailer_id: str) -> None:
        """Whose settings (labels, zone) and which retailer new drafts get."""
        self._account = account
        self._retailer_id = retailer_id

    @Slot(object)
    def open(self, paths: tuple[str, ...]) -> None:
        """Read these files: one is shown by itself, several in one list."""
        if self.available and paths:
            self._open([Job(Path(path).name or path, path) for path in paths])

    @Slot(str)
    def open_text(self, text: str) -> None:
        """Read a table that was copied from somewhere."""
        if self.available:
            self._open([Job(self.tr("pasted"), text=text)])

    def _open(self, jobs: list[Job]) -> None:
        self._waiting.append(jobs)
        if self._job is None and self._batch is None:
            self._next()

    def _next(self) -> None:
        self._job = None
        if not self._waiting:
            return
        jobs = self._waiting.pop(0)
        if len(jobs) == 1:
            self._job = jobs[0]
            self._begin(jobs[0])
            self._slow.start()
        else:
            self._begin_batch(jobs)

    def _options(self) -> ReadingOptions:
        account = self._account
        return ReadingOptions(
            zone=account.zone,
            account_zone=account.zone,
            account_label=account.label,
            usual_mw=self._usual(account.key, self._retailer_id),
        )

    def _begin(self, job: Job) -> None:
        """Read for the first time, in the light of what was confirmed before."""
        if job.text is not None:
            job.request = self._worker.open_table(job.text, self._options())
        else:
            job.request = self._worker.open_file(job.path, self._options())

    @Slot(object)
    def _again(self, options: ReadingOptions) -> None:
        """Read the file of the dialog with other options."""
        assert self._job is not None
        self._worker.cancel_reading(self._job.request)
        if self._job.text is not None:
            self._job.request = self._worker.read_table(self._job.text, options)
        else:
            self._job.request = self._worker.read_file(self._job.path, options)

    # one file

    @Slot()
    def _show_progress(self) -> None:
        if self._job is not None and self.dialog is None:
            text = self.tr("Reading {file}…").format(file=self._job.name)
            self._messages.tell(text, key=_PROGRESS, action=(self.tr("Cancel"), self._cancel), busy=True)

    @Slot()
    def _cancel(self) -> None:
        self._stop_reading()
        self._next()

    @Slot()
    def _stop_reading(self) -> None:
        self._slow.stop()
        if self._job is not None:
            self._worker.cancel_reading(self._job.request)
            self._job.request = 0

    def _arrived(self, event: FileRead | FileNotRead) -> bool:
        """Whether this is what the dialog, or the one file that is read, waits for; files of the list are judged."""
        if self._job is not None and event.request == self._job.request:
            self._slow.stop()
            self._messages.clear(_PROGRESS)
            return True
        if self._batch is not None:
            self._batch.hear(event)
        return False

    @Slot(object)
    def _read(self, event: FileRead) -> None:
        event = self._renamed(event)
        if not self._arrived(event):
            return
        assert self._job is not None
        if self.dialog is not None:
            if not isinstance(self._job.told, FileRead):  # what was asked first hid how it differs from those before
                self.dialog.show_difference(event.changed, event.kept.name if event.kept is not None else "")
            self.dialog.show_reading(event.reading)
            if not isinstance(self._job.told, FileRead) and (made := self._made_of(event.reading.sha256)):
                self.dialog.remark(made)
            return
        self._job.tell(event)
        self._job.made = self._made_of(event.reading.sha256)
        if as_before(event) and not self._job.made:
            self._take_as_before(self._job, event)
        else:
            self._show(self._job, event)

    def _renamed(self, event: FileRead) -> FileRead:
        """What was pasted has no file's name."""
        job = self._job
        if job is None or job.text is None or job.request != event.request:
            return event
        return replace(event, reading=replace(event.reading, file=job.name))

    @Slot(object)
    def _not_read(self, event: FileNotRead) -> None:
        if not self._arrived(event):
            return
        assert self._job is not None
        self._job.hear(event)
        if self.dialog is None and event.question is None:
            said = words.translated(event.message)
            text = said if f"“{self._job.name}”" in said else f"{self._job.name}: {said}"
            again = [(self.tr("Try &again"), partial(self.open, (self._job.path,)))] if self._job.path else []
            self._messages.tell(text, tone=Tone.ERROR, detail=event.message.detail, actions=again)
            self._next()
            return
        if self.dialog is None:
            self._show(self._job, event)
        else:
            self._refuse(event)

    def _show(self, job: Job, told: FileRead | FileNotRead) -> None:
        """Open the dialog of one file with what came of its first reading."""
        if isinstance(told, FileRead):
            options = told.options
        else:
            options = job.answered.options if job.answered is not None else self._options()
        self.dialog = ImportDialog(job.name, options, self._batch.dialog if self._batch is not None else self._window)
        self.dialog.resize_to(self._window.remembered(_SIZE))
        self.dialog.options_changed.connect(self._again)
        self.dialog.reading_stopped.connect(self._stop_reading)
        self.dialog.finished.connect(self._finished)
        self.dialog.offer_likes(len(self._batch.likes_of(job)) if self._batch is not None else 0)
        if isinstance(told, FileRead):
            if told.changed and told.kept is not None:
                self.dialog.show_difference(told.changed, told.kept.name)
            self.dialog.show_reading(told.reading)
            if job.made:
                self.dialog.remark(job.made)
        else:
            self._refuse(told)
        self.dialog.open()

    def _refuse(self, told: FileNotRead) -> None:
        assert self.dialog is not None
        self.dialog.show_refusal(told.message, told.choices, told.sheets, told.question, told.alternatives, told.grid)

    @Slot(int)
    def _finished(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None or self._job is None:
            return
        if dialog.resized:
            self._window.remember(_SIZE, dialog.resized)
        self._stop_reading()
        job, reading = self._job, dialog.reading
        if result == ImportDialog.DialogCode.Accepted and reading is not None:
            if job.draft_id:
                self.replaced.emit(job.draft_id)
            self._take(job, reading, dialog.options)
            if dialog.for_likes and self._batch is not None:
                self._batch.answer_likes(job, reading, dialog.options)
        dialog.deleteLater()
        if self._batch is None:
            self._next()
            return
        self._job = None
        if result == ImportDialog.DialogCode.Accepted:
            self._batch.has_become_draft(job)

    def _take(self, job: Job, reading: Reading, options: ReadingOptions) -> None:
        """A person takes a reading: it becomes a draft, and is kept for the next file of its kind."""
        self._worker.keep_reading(Confirmation(reading, options, job.plain, self._account.zone, job.rivals))
        self._add(job, reading)

    def _add(self, job: Job, reading: Reading) -> None:
        draft = draft_of(reading, self._account, self._retailer_id, job.name)
        job.draft_id = draft.id
        pasted = job.text is not None
        step = self.tr("paste as a new draft") if pasted else self.tr("import of {file}").format(file=job.name)
        self.imported.emit(draft, step)

    def _take_as_before(self, job: Job, event: FileRead) -> None:
        """Take a file that is as those before it, and say so.

        A second draft for the time of an open one is made, as a corrected file is wanted at once. That it is a second
        one is said in a message of its own, which the next import does not replace.
        """
        assert event.kept is not None
        twins = [
            draft
            for draft in self._drafts()
            if draft.retailer_id == (self._retailer_id or None)
            and are_for_the_same_time(draft, event.reading, self._account.label)
        ]
        self._worker.use_reading(event.kept.id)
        self._add(job, event.reading)
        actions = (
            (self.tr("&Look…"), lambda: self._look_again(job)),
            (self.tr("&Undo"), lambda: self.taken_back.emit(job.draft_id)),
        )
        self._told_of[job.draft_id] = key = f"{_AS_BEFORE} {job.draft_id}" if twins else _AS_BEFORE
        self._messages.tell(
            taken_in_words(job.name, event, twins),
            tone=Tone.WARNING if twins or has_to_be_read(event) else Tone.SUCCESS,
            actions=actions,
            key=key,
        )
        self._next()

    @Slot(object)
    def forget(self, draft: Draft) -> None:
        """An import has been undone: nothing more is offered for it."""
        self._messages.clear(self._told_of.pop(draft.id, ""))

    def _look_again(self, job: Job) -> None:
        """Show how a file was read that was imported without a question."""
        if self._job is None and self._batch is None and isinstance(job.told, FileRead):
            self._job = job
            self._show(job, job.told)

    # several files

    def _begin_batch(self, jobs: list[Job]) -> None:
        self._batch = batch = BatchFlow(jobs, self._worker, self._begin, self._made_of, self._window)
        batch.look_requested.connect(self._look)
        batch.sure.connect(self._take_sure)
        batch.ended.connect(self._batch_ended)
        batch.start()

    @Slot(object)
    def _look(self, job: Job) -> None:
        """Show a file of the list by itself."""
        if self.dialog is None and job.told is not None:
            self._job = job
            self._show(job, job.told)

    @Slot(object)
    def _take_sure(self, job: Job) -> None:
        """Take what the list has of a file: as it was confirmed before, where it is."""
        told = job.told
        assert isinstance(told, FileRead)
        if told.same and told.kept is not None:
            self._worker.use_reading(told.kept.id)
            self._add(job, told.reading)
        else:
            self._take(job, told.reading, told.options)

    @Slot()
    def _batch_ended(self) -> None:
        self._batch = None
        self._next()
