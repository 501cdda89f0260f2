"""What is said of a table that was pasted: it has no name of a file into which anything could be written."""

from __future__ import annotations

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.spreadsheets import hints, refusals
from ravenwits_desktop.spreadsheets.days import short_days

PASTED = "clipboard.tsv"
"""What a table from the clipboard is called while it is read."""
NO_DAY = QT_TRANSLATE_NOOP(
    "Message",
    "The periods of the pasted table are numbered, but neither a column nor a title says of which day. Say "
    "which it is, or copy the date with the table.",
)
DAY_OF_MAKING = QT_TRANSLATE_NOOP(
    "Message",
    "The periods of the pasted table are numbered, but nothing says of which day: “{text}” in row {row} was not taken, "
    "as its words say when the file was made. Say which day of delivery it is, or copy its date with the table.",
)
NO_MONTH = QT_TRANSLATE_NOOP(
    "Message",
    "The rows of the pasted table begin with the day of a month, and nothing says of which month. Write whole dates "
    "into the rows, as 2026-11-24, and copy them again.",
)
NO_YEAR = QT_TRANSLATE_NOOP(
    "Message",
    "The days “{first}” to “{last}” are written without a year, and by their weekdays they are none between {earliest} "
    "and {latest}. Write the year above the table, and copy both.",
)
YEAR_MISSING = QT_TRANSLATE_NOOP(
    "Message",
    "The days “{first}” to “{last}” are written without a year. Write the year above the table, and copy both.",
)
_WORDED = {
    refusals.NO_DAY: NO_DAY,
    hints.DAY_OF_MAKING: DAY_OF_MAKING,
    refusals.NO_MONTH: NO_MONTH,
    short_days.NO_YEAR: NO_YEAR,
    short_days.YEAR_MISSING: YEAR_MISSING,
}


def worded(error: UnreadableFileError) -> None:
    """Let `error` speak of what was pasted instead of a file."""
    template = _WORDED.get(error.message.template)
    if template is not None:
        error.message = Message(template, error.message.values, error.message.detail)
        error.args = (str(error.message),)
