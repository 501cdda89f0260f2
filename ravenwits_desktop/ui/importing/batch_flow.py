"""The way of several files at once: read together, judged in one list, those that are sure taken together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from ravenwits_desktop.ui.importing.batch_dialog import BatchDialog, Verdict
from ravenwits_desktop.ui.importing.jobs import Answered, Job, asked_of, is_same_file, judged
from ravenwits_desktop.worker.bridge import Worker
from ravenwits_desktop.worker.events import FileNotRead, FileRead


class BatchFlow(QObject):
    """One list of files, from the drop until its dialog is closed. Shows no file by itself and makes no draft."""

    look_requested = Signal(object)
    """A `Job` that has been read and is to be shown by itself."""
    sure = Signal(object)
    """A `Job` that is sure and is to become a draft now."""
    ended = Signal()
    """The list has been closed; what was still being read is not waited for."""

    def __init__(
        self,
        jobs: Sequence[Job],
        worker: Worker,
        begin: Callable[[Job], None],
        made_of: Callable[[str], str],
        window: QWidget,
    ) -> None:
        """`begin` has a job read for the first time; `made_of` says what there is already of a file, by its SHA-256."""
        super().__init__(window)
        self._jobs = list(jobs)
        self._worker = worker
        self._begin = begin
        self._made_of = made_of
        self.dialog = BatchDialog([job.name for job in jobs], window)
        """The list as a person sees it."""
        self.dialog.look_requested.connect(self._look)
        self.dialog.import_requested.connect(self._import_sure)
        self.dialog.leave_out_requested.connect(self._leave_out)
        self.dialog.finished.connect(self._finished)

    def start(self) -> None:
        """Have all files read and show the list."""
        for job in self._jobs:
            self._begin(job)
        self.dialog.open()

    def hear(self, event: FileRead | FileNotRead) -> None:
        """Judge the file that this came of, and those of the same time; nothing, if it is none of the list."""
        for place, job in enumerate(self._jobs):
            if event.request == job.request and job.told is None:
                job.tell(event)
                job.made = self._made_of(event.reading.sha256) if isinstance(event, FileRead) else ""
                for other in (place, *self._of_the_same_time(place)):
                    self._judge(other)

    def likes_of(self, job: Job) -> list[Job]:
        """The other files of the list that ask the same, and look the same, as `job`."""
        asked = asked_of(job) if job in self._jobs else None
        return [other for other in self._jobs if asked is not None and other is not job and asked_of(other) == asked]

    def answer_likes(self, job: Job, reading: Reading, options: ReadingOptions) -> None:
        """Read those that ask the same as `job` with the answer for it; what each gives is judged in the list."""
        as_kept = isinstance(job.told, FileRead) and bool(job.told.changed)
        for like in self.likes_of(job):
            like.told, like.answered = None, Answered(job.name, options, reading.fingerprint)
            self.dialog.judge(self._jobs.index(like), Verdict.READING, self.tr("Reading…"))
            if as_kept:  # the answer is what has just been kept: that looks for further changes
                self._begin(like)
            else:
                like.request = self._worker.read_file(like.path, options)

    def has_become_draft(self, job: Job) -> None:
        """Say so in the list of a file that was looked at by itself, and go on to the next question."""
        if job in self._jobs:
            self._imported(self._jobs.index(job))
            self._go_on()

    def _imported(self, place: int) -> None:
        self.dialog.judge(place, Verdict.IMPORTED, self.tr("Imported as a draft."))

    def _go_on(self) -> None:
        self.dialog.go_on()
        self._end_if_done()

    def _end_if_done(self) -> None:
        """Close the list once nothing is left that could be imported or has to be read."""
        if set(self.dialog.verdicts()) <= {Verdict.IMPORTED}:
            self.dialog.accept()

    def _judge(self, place: int) -> None:
        """Say in the list what came of a file."""
        job, twins = self._jobs[place], [self._jobs[other].name for other in self._of_the_same_time(place)]
        same = next((each.name for each in self._jobs[:place] if is_same_file(each, job)), "")
        self.dialog.judge(place, *judged(job, twins, same))

    def _of_the_same_time(self, place: int) -> list[int]:
        """The other files of the list, not imported yet, that have values for a time of this one."""
        own, verdicts = self._jobs[place].span, self.dialog.verdicts()
        return [
            other
            for other, job in enumerate(self._jobs)
            if other != place
            and verdicts[other] is not Verdict.IMPORTED
            and own is not None
            and job.span is not None
            and max(own[0], job.span[0]) <= min(own[1], job.span[1])
        ]

    @Slot(object)
    def _look(self, place: int) -> None:
        if self._jobs[place].told is not None:
            self.look_requested.emit(self._jobs[place])

    @Slot()
    def _import_sure(self) -> None:
        for place, verdict in enumerate(self.dialog.verdicts()):
            if verdict is Verdict.SURE:
                self.sure.emit(self._jobs[place])
                self._imported(place)
        self._go_on()

    @Slot(object)
    def _leave_out(self, place: int) -> None:
        """Take a file off the list; nothing becomes of it."""
        twins = self._of_the_same_time(place)
        job = self._jobs.pop(place)
        self.dialog.remove(place)
        if job.told is None:
            self._worker.cancel_reading(job.request)
        for other in twins:
            self._judge(other - (other > place))
        self._end_if_done()

    @Slot(int)
    def _finished(self, _result: int) -> None:
        for job in self._jobs:
            if job.told is None:
                self._worker.cancel_reading(job.request)
        self._jobs = []
        self.dialog.deleteLater()
        self.ended.emit()
        self.deleteLater()
