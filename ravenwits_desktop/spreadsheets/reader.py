"""The whole reading of one file, in this process: what the child runs, and what tests of the rules call."""

from __future__ import annotations

import errno
import hashlib
import stat
from pathlib import Path

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets import faults
from ravenwits_desktop.spreadsheets.cells import read_cells
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal, recognise
from ravenwits_desktop.spreadsheets.layouts import LAYOUTS
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from ravenwits_desktop.spreadsheets.mapping import Origin, reading_of
from ravenwits_desktop.spreadsheets.sheet import Sheet, Workbook

ASK_SHEET = QT_TRANSLATE_NOOP("Message", "Several sheets hold a purchase: {sheets}. Say which one it is.")
NO_SUCH_SHEET = QT_TRANSLATE_NOOP("Message", "There is no sheet “{sheet}”. There are: {sheets}.")


def content_of(path: Path, limits: Limits) -> bytes:
    """The bytes of the file. Raises `UnreadableFileError` for what is no ordinary file, or not to be opened."""
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise unreadable(faults.FOLDER, name=name)
        if not stat.S_ISREG(status.st_mode):
            raise unreadable(faults.NOT_A_FILE, name=name)
        if status.st_size > limits.file_bytes:
            raise unreadable(faults.TOO_LARGE, name=name, size=status.st_size // MEBIBYTE)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise unreadable(faults.MISSING, name=name) from error
    except OSError as error:
        template = faults.MISSING if error.errno in {errno.ENOTDIR, errno.ENAMETOOLONG} else faults.NO_ACCESS
        raise unreadable(template, str(error), name=name) from error
    except ValueError as error:  # a name with a zero character
        raise unreadable(faults.MISSING, name=name) from error


def read_path(path: Path, options: ReadingOptions, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read the file at `path`. Raises `UnreadableFileError`; may end the process where the file breaks its reader."""
    return read_bytes(content_of(path, limits), path.name, options, limits)


def read_bytes(content: bytes, name: str, options: ReadingOptions, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read `content`, a file of that name."""
    book = read_cells(content, name, limits, options.sheet)
    sheet, found = _choose_sheet(book, name, options)
    named = tuple(title for title in book.names if title)
    return reading_of(found, options, Origin(name, sheet, named, hashlib.sha256(content).hexdigest()))


def _choose_sheet(book: Workbook, name: str, options: ReadingOptions) -> tuple[Sheet, Found]:
    """The sheet that holds the purchase and what was found in it; asks where there are several."""
    names = ", ".join(f"“{title}”" for title in book.names)
    if options.sheet is not None and options.sheet not in book.names:
        message = Message(NO_SUCH_SHEET, {"sheet": options.sheet, "sheets": names or "–"})
        raise UnreadableFileError(message, sheets=tuple(filter(None, book.names)), question=Question.SHEET)
    context = Context(name, options, book.epoch_1904)
    answers = [(sheet, recognise(sheet, context, LAYOUTS)) for sheet in book.sheets]
    found = [(sheet, answer) for sheet, answer in answers if isinstance(answer, Found)]
    if len(found) == 1:
        return found[0]
    if found:
        titles = tuple(sheet.name for sheet, _ in found)
        message = Message(ASK_SHEET, {"sheets": ", ".join(f"“{title}”" for title in titles)})
        raise UnreadableFileError(message, sheets=titles, question=Question.SHEET)
    refusals = [answer for _, answer in answers if isinstance(answer, Refusal)]
    nearest = max(refusals, key=lambda refusal: refusal.score, default=None)
    if book.refused and (nearest is None or nearest.score < 0.5):
        raise UnreadableFileError(next(iter(book.refused.values())))
    if nearest is None:
        raise unreadable(faults.NO_SHEETS, name=name)
    raise UnreadableFileError(nearest.message, nearest.choices, question=nearest.question)
