"""The decimal sign where nothing tells it but the size of the purchase: read the other way, it would be absurd."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.problems import LARGEST_PLAUSIBLE_MW
from ravenwits_desktop.domain.reading import Question, Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.usual import mean_mw

COMMA_BY_SIZE = QT_TRANSLATE_NOOP(
    "Message",
    "The comma was read as the decimal sign: as a sign of thousands, in a file parted by semicolons, it would make a "
    "mean of {mean} MW.",
)


def settled(
    error: UnreadableFileError, options: ReadingOptions, read: Callable[[ReadingOptions], Reading]
) -> Reading | None:
    """The reading with a decimal comma, where the question of `error` is whether it is one and it has to be.

    Both must speak for it: semicolons part the columns, as programs write them to which the comma is the decimal sign,
    and without it more would be bought than anyone does. The size alone tells nothing of points: 26.377 MWh with a
    point for thousands is an hour of the whole market.
    """
    if error.question is not Question.DECIMAL:
        return None
    try:
        reading = read(replace(options, decimal=Decimal.COMMA.value))
        other = mean_mw(read(replace(options, decimal=Decimal.POINT.value, unit=reading.unit)).rows.mw)
    except UnreadableFileError:
        return None
    by_comma = mean_mw(reading.rows.mw)
    semicolons = dict(reading.traits).get("delimiter") == ";"
    if not semicolons or not reading.unit_stated or other <= LARGEST_PLAUSIBLE_MW or by_comma >= other:
        return None
    return replace(reading, notes=(*reading.notes, Message(COMMA_BY_SIZE, {"mean": f"{other:.0f}"})))


def sign_of(reading: Reading) -> str | None:
    """The decimal sign where `settled` chose it."""
    return Decimal.COMMA.value if any(note.template == COMMA_BY_SIZE for note in reading.notes) else None
