"""The files of a list on their way: what came of each, which of them ask the same, and what is said of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain.kept_doubts import doubts_about
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions
from ravenwits_desktop.domain.reading_notes import beside_sentence
from ravenwits_desktop.domain.rows import Severity
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.batch_dialog import Verdict
from ravenwits_desktop.ui.importing.drafts import asks_about_labels, errors_in, span_of, sure
from ravenwits_desktop.ui.importing.sentence import brief, sentence
from ravenwits_desktop.worker.events import FileNotRead, FileRead


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person answered for another file of the list, `name`, and the fingerprint of what that one was read as."""

    name: str
    options: ReadingOptions
    fingerprint: str


@dataclass(eq=False)
class Job:
    """A file, or a table from the clipboard (`text`), on its way. `told` is what came of its last reading."""

    name: str
    path: str = ""
    text: str | None = None
    request: int = 0
    told: FileRead | FileNotRead | None = None
    span: tuple[np.datetime64, np.datetime64] | None = None
    """Its first and last label; None where it was not read, or has none."""
    plain: str = ""
    """The fingerprint of what is read with nothing chosen; empty where that asks."""
    made: str = ""
    """What there is already of this very file, in words."""
    draft_id: str = ""
    """The draft that was made of it already, to be replaced."""
    answered: Answered | None = None
    """The answer for another file that it is read with."""
    rivals: tuple[str, ...] = ()
    """The sheets from which its own has to be chosen."""

    def tell(self, event: FileRead | FileNotRead) -> None:
        """Take in what came of reading it."""
        self.told = event
        self.span = span_of(event.reading) if isinstance(event, FileRead) else None
        if isinstance(event, FileRead) and self.answered is None:
            self.plain = event.plain
        self.hear(event)

    def hear(self, event: FileRead | FileNotRead) -> None:
        """Take in which sheets there are to choose from, whatever else came of reading it."""
        if isinstance(event, FileRead):
            self.rivals = event.rivals or self.rivals
        elif event.question is Question.SHEET:
            self.rivals = event.sheets


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def asked_of(job: Job) -> Hashable | None:
    """What files that ask the same and look the same have in common; None for one that asks nothing others could."""
    told = job.told
    if isinstance(told, FileRead):
        if told.changed and told.kept is not None:
            changed = tuple(message.template for message in told.changed)
            return (told.kept.id, told.reading.fingerprint, changed)
        return ("ends", told.reading.fingerprint) if asks_about_labels(told) else None
    if told is None or told.question is None:
        return None
    grid = told.grid
    heads: tuple[str, ...] = ()
    if grid is not None and grid.header_row in grid.numbers:
        heads = grid.texts[grid.numbers.index(grid.header_row)]
    known = (told.choices, told.sheets, heads)
    return (told.question, told.message.template, *known) if any(known) else None


def is_of_another_kind(job: Job) -> bool:
    """Whether it was read with the answer for another file and came out as a file of another kind."""
    answered, told = job.answered, job.told
    return answered is not None and isinstance(told, FileRead) and told.reading.fingerprint != answered.fingerprint


def is_same_file(job: Job, other: Job) -> bool:
    """Whether two have the same content, read the same way: of a file that was dropped twice one draft is enough."""
    one, two = job.told, other.told
    if not isinstance(one, FileRead) or not isinstance(two, FileRead):
        return False
    return one.reading.sha256 == two.reading.sha256 and one.options == two.options


def judged(job: Job, of_the_same_time: Sequence[str], same_file: str = "") -> tuple[Verdict, str]:
    """The verdict on a file that has been read and what is said of it, the first line for the list.

    `of_the_same_time` are the names of others of the list that have values for a time of this one, `same_file` is that
    of one further up with the very same content.
    """
    told = job.told
    assert told is not None
    if isinstance(told, FileNotRead):
        text = words.translated(told.message)
        if job.answered is not None:
            text = _tr("With the answer for {file}: {text}").format(file=job.answered.name, text=text)
        return (Verdict.REFUSED if told.question is None else Verdict.QUESTION), text
    said = [brief(told.reading), sentence(told.reading).plain]
    if job.answered is not None:
        said[0] = _tr("{numbers} — answered as for {file}").format(numbers=said[0], file=job.answered.name)
        said += map(words.translated, beside_sentence(told.reading.notes))
    gravest: Message | None = None
    if is_of_another_kind(job):
        assert job.answered is not None
        said.insert(0, _tr("Not of the same kind as {file}: look at it.").format(file=job.answered.name))
    elif told.changed and told.kept is not None:
        head = _tr("Like “{name}”, but changed:").format(name=told.kept.name)
        said = [" ".join((head, *(words.translated(message) for message in told.changed))), *said]
    elif asks_about_labels(told):
        said.insert(0, _tr("The times name the other end of each period than the account sends."))
    elif doubts := doubts_about(told.reading):
        gravest = doubts[-1]
        said.insert(0, words.translated(gravest))
    elif told.reading.agrees_with_total is False:
        said.insert(0, _tr("The values do not come to the file’s own total."))
    elif told.remark is not None:
        said[0] = f"{said[0]} — {words.translated(told.remark)}"
    if wrong := counted(told.reading, gravest):
        said[0] = f"{wrong} — {said[0]}"
    if same_file:
        said.insert(0, _tr("The same file as {file}: leave one of them out.").format(file=same_file))
    elif job.made:
        said.insert(0, job.made)
    elif of_the_same_time:
        also = _tr("For the same time as {files}.").format(files=", ".join(of_the_same_time))
        said[0] = f"{said[0]} — {also}"
    clear = sure(told) and not is_of_another_kind(job) and not same_file and not job.made
    verdict = Verdict.QUESTION if not clear else Verdict.ERRORS if errors_in(told.reading) else Verdict.SURE
    return verdict, "\n".join(said)


def counted(reading: Reading, but: Message | None = None) -> str:
    """How many cells have to be corrected, and how many doubts there are but this one; empty where all is well.

    A doubt that is the only one is told itself.
    """
    errors = errors_in(reading)
    doubts = [
        found.problem.message
        for found in reading.problems
        if found.problem.severity is Severity.WARNING and found.problem.message is not but
    ]
    found = []
    if errors:
        text = _tr("1 cell to correct") if errors == 1 else _tr("{count} cells to correct")
        found.append(text.format(count=words.decimal(errors, 0)))
    if len(doubts) == 1:
        found.append(words.translated(doubts[0]).rstrip("."))
    elif doubts:
        found.append(_tr("{count} warnings").format(count=words.decimal(len(doubts), 0)))
    return ", ".join(found)
