"""What is said of a reading in words that others look for: what its sentence tells as well, where its unit is from."""

from __future__ import annotations

from collections.abc import Iterable

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

MADE_END = QT_TRANSLATE_NOOP("Message", "The file numbers its periods: each was labelled by its end.")
MADE_START = QT_TRANSLATE_NOOP("Message", "The file numbers its periods: each was labelled by its start.")
UNIT_CONVERTED = QT_TRANSLATE_NOOP("Message", "The values are in {unit} and were multiplied by {factor} to give MW.")
UNIT_ASSUMED = QT_TRANSLATE_NOOP("Message", "The file names no unit: MW is assumed.")
UNIT_OF_NO_POWER = QT_TRANSLATE_NOOP(
    "Message", "The values are in no unit of power or energy: as a purchase, each number would be MW as it stands."
)
UNIT_OF_NAME = QT_TRANSLATE_NOOP(
    "Message", "The unit, {unit}, was taken from the name “{name}”: the table states none. Is it right?"
)
UNIT_OF_NOTE = QT_TRANSLATE_NOOP(
    "Message", "The unit, {unit}, was taken from the note in row {row}, “{text}”: the header states none. Is it right?"
)
UNIT_OF_SHEET = QT_TRANSLATE_NOOP(
    "Message",
    "The unit, {unit}, is named on sheet “{sheet}”, “{text}” in row {row}: the sheet of the values states none. Is it "
    "right?",
)
BESIDE_READ = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” looks like something beside a purchase, such as a limit, a deviation, a running sum or another day's "
    "values. Choose the file with the programme, or another column.",
)
WINTER_NAME = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” was read as the clock of {zone}, in summer as well. If the file keeps winter time ({clock}) all year, "
    "every time in summer is an hour off as it was read: choose the clock “{clock}” to have them converted.",
)
MEASURED_TAKEN = QT_TRANSLATE_NOOP(
    "Message",
    "{count} values, of {days}, are called “{measured}” and {others}, of {other_days}, “{expected}”: all of them were "
    "read as one purchase. Take out those that are not meant.",
)
MISSING_DAY = QT_TRANSLATE_NOOP(
    "Message", "{day} lies between days of the file and has no value there. Look whether it was forgotten."
)
MISSING_DAYS = QT_TRANSLATE_NOOP(
    "Message",
    "{count} days between the first and the last of the file have no value there, {day} before the others. Look "
    "whether they were forgotten.",
)
_IN_SENTENCE = frozenset((MADE_END, MADE_START, UNIT_CONVERTED, UNIT_ASSUMED, UNIT_OF_NO_POWER))


def beside_sentence(notes: Iterable[Message]) -> tuple[Message, ...]:
    """Those of `notes` that say more than the sentence."""
    return tuple(note for note in notes if note.template not in _IN_SENTENCE)
