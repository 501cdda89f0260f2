"""Why a file cannot be read, in words for the person who dropped it."""

from __future__ import annotations

from typing import Any

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import UnreadableFileError

MISSING = QT_TRANSLATE_NOOP("Message", "There is no file “{name}”. It may have been moved or renamed.")
FOLDER = QT_TRANSLATE_NOOP("Message", "“{name}” is a folder. Choose a file inside it.")
NOT_A_FILE = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is not an ordinary file but a device or a pipe. Choose a spreadsheet."
)
EMPTY = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is empty. Choose the file with the programme, or export it again and look whether it has rows."
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is too large ({size} MB) to be a purchase. Copy the table into a file of its own."
)
TOO_LARGE_UNPACKED = QT_TRANSLATE_NOOP(
    "Message",
    "“{name}” is too large to be a purchase: unpacked it comes to {size} MB. Copy the table into a file of its own.",
)
NOT_A_SPREADSHEET = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is not a spreadsheet: it is {kind}. Save the table as .xlsx, .ods or .csv and try again."
)
UNKNOWN_CONTENT = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is not a spreadsheet that can be read. Save the table as .xlsx, .ods or .csv and try again."
)
ENCRYPTED = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is protected with a password. Open it, save it without the password and try again."
)
FRAMESET = QT_TRANSLATE_NOOP(
    "Message",
    "“{name}” is a web page that points to a folder beside it, where the table was. Open the original in your "
    "spreadsheet program and save it as .xlsx.",
)
DAMAGED = QT_TRANSLATE_NOOP(
    "Message", "“{name}” is damaged or incomplete. Open it in your spreadsheet program and save it again."
)
CUT_OFF = QT_TRANSLATE_NOOP(
    "Message",
    "“{name}” is cut off: its end is missing, as after a copy or a download that was interrupted. Copy or download it "
    "once more and try again.",
)
TOO_MANY_CELLS = QT_TRANSLATE_NOOP(
    "Message", "Sheet “{sheet}” has more than {cells} cells. Copy the table into a file of its own."
)
FAR_CELL = QT_TRANSLATE_NOOP(
    "Message",
    "Sheet “{sheet}” has a cell far away from its table, at {cell}. Delete the rows and columns beyond the table, "
    "save and try again.",
)
NO_SHEETS = QT_TRANSLATE_NOOP(
    "Message", "“{name}” holds no cells. Choose the file with the programme, or open this one and look what is in it."
)
TOO_SLOW = QT_TRANSLATE_NOOP(
    "Message", "Reading “{name}” took more than {seconds} s and was stopped. Copy the table into a file of its own."
)
DIED = QT_TRANSLATE_NOOP(
    "Message",
    "“{name}” could not be read: it needs more memory than a purchase may, or it is damaged. Copy the table into a "
    "file of its own.",
)
CANCELLED = QT_TRANSLATE_NOOP("Message", "The reading of “{name}” was cancelled.")
BROKEN = QT_TRANSLATE_NOOP("Message", "“{name}” could not be read. Save the table as .xlsx or .csv and try again.")

IMAGE = QT_TRANSLATE_NOOP("Message", "a picture")
PDF = QT_TRANSLATE_NOOP("Message", "a PDF document")
WEB_PAGE = QT_TRANSLATE_NOOP("Message", "a web page")
WORD_DOCUMENT = QT_TRANSLATE_NOOP("Message", "a text document")
SLIDES = QT_TRANSLATE_NOOP("Message", "a presentation")
ARCHIVE = QT_TRANSLATE_NOOP("Message", "a compressed archive")
PROGRAM = QT_TRANSLATE_NOOP("Message", "a program")
OFFICE_FILE = QT_TRANSLATE_NOOP("Message", "another kind of Office file")
OLD_XML = QT_TRANSLATE_NOOP("Message", "an XML document")


def unreadable(template: str, detail: str = "", **values: Any) -> UnreadableFileError:
    """The error that says `template`, filled with `values`."""
    return UnreadableFileError(Message(template, values, detail))
