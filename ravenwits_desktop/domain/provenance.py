"""Where the values of a draft came from: each row's cell in the file, however the rows were edited since."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Reading, Role, SourceCell, Sources
from ravenwits_desktop.domain.reading_notes import beside_sentence
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import Floats, Label
from ravenwits_desktop.domain.written import decimal_of, month_first_of

Places = npt.NDArray[np.int32]
NOWHERE = -1

READ_AS = QT_TRANSLATE_NOOP(
    "Message", "“{column}” in {unit}, multiplied by {factor} to give MW; one value per {minutes} minutes; {labels}."
)
ENDS = QT_TRANSLATE_NOOP("Message", "the times name the end of each period")
STARTS = QT_TRANSLATE_NOOP("Message", "the times name the start of each period")
AS_THEY_STAND = QT_TRANSLATE_NOOP("Message", "the times are as they stand in the file")
MADE = QT_TRANSLATE_NOOP("Message", "the file numbers its periods")
MADE_ENDS = QT_TRANSLATE_NOOP("Message", "the file numbers its periods, each was labelled by its end")
MADE_STARTS = QT_TRANSLATE_NOOP("Message", "the file numbers its periods, each was labelled by its start")
BOUNDED_ENDS = QT_TRANSLATE_NOOP(
    "Message", "the file names the begin and the end of each period, each was labelled by its end"
)
BOUNDED_STARTS = QT_TRANSLATE_NOOP(
    "Message", "the file names the begin and the end of each period, each was labelled by its start"
)
FROM_SHEET = QT_TRANSLATE_NOOP("Message", "Sheet “{sheet}”.")
FROM_CLOCK = QT_TRANSLATE_NOOP("Message", "Times by the clock of {zone}.")
ASSUMED_UNIT = QT_TRANSLATE_NOOP("Message", "The file names no unit: {unit} was assumed or chosen.")
DAY_FIRST = QT_TRANSLATE_NOOP("Message", "Dates with the day before the month.")
MONTH_FIRST = QT_TRANSLATE_NOOP("Message", "Dates with the month before the day.")
COMMA = QT_TRANSLATE_NOOP("Message", "Decimal comma.")
POINT = QT_TRANSLATE_NOOP("Message", "Decimal point.")
LINES = QT_TRANSLATE_NOOP("Message", "{line}\n{more}")
_MOST_NOTES = 6


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file as it was read. `sha256` is that of its bytes, `reading` says in a sentence how it was read.

    `cells` are the cell of each row of the reading; `names` the headers of its columns, one for each of
    `cells.letters`, empty where a column has none; `mw` the values that were made of them.
    """

    file: str
    sha256: str
    sheet: str
    unit: str
    factor: float
    reading: Message
    cells: Sources
    names: tuple[str, ...]
    mw: Floats


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell that a row's value came from, the name of its column, and the MW that were made of it (NaN: none)."""

    cell: SourceCell
    name: str
    mw: float


@dataclass(frozen=True, slots=True, eq=False)
class Provenance:
    """The source of a draft, and for each of its rows the place in it (`NOWHERE` for rows that were added)."""

    source: Source
    places: Places

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Provenance):
            return NotImplemented
        one, two = self.source, other.source
        return (
            (one.file, one.sha256, one.sheet, one.unit, one.factor, one.reading, one.names, one.cells.letters)
            == (two.file, two.sha256, two.sheet, two.unit, two.factor, two.reading, two.names, two.cells.letters)
            and bool(np.array_equal(self.places, other.places))
            and bool(np.array_equal(one.cells.rows, two.cells.rows))
            and bool(np.array_equal(one.cells.columns, two.cells.columns))
            and bool(np.array_equal(one.cells.raw, two.cells.raw, equal_nan=True))
            and bool(np.array_equal(one.mw, two.mw, equal_nan=True))
            and one.cells.joined == two.cells.joined
        )

    __hash__ = None  # type: ignore[assignment]  # arrays inside

    def of_row(self, row: int) -> Origin | None:
        """Where the value of the draft's row (from 0) came from."""
        place = int(self.places[row]) if 0 <= row < len(self.places) else NOWHERE
        if not 0 <= place < len(self.source.cells):
            return None
        name = self.source.names[int(self.source.cells.columns[place])]
        return Origin(self.source.cells[place], name, float(self.source.mw[place]))


def provenance_of(reading: Reading) -> Provenance | None:
    """Where the rows of a reading came from; None where it does not know its cells."""
    cells = reading.sources
    if cells is None:
        return None
    source = Source(
        reading.file,
        reading.sha256,
        reading.sheet,
        reading.unit,
        reading.factor,
        read_as(reading),
        cells,
        tuple(_name(reading, letter) for letter in cells.letters),
        reading.rows.mw,
    )
    return Provenance(source, np.arange(len(reading.rows), dtype=np.int32))


def read_as(reading: Reading) -> Message:
    """How a file was read, in sentences that can be kept, each on a line of its own.

    They tell column, unit, conversion, resolution and label, then the sheet, the clock, the order of day and month and
    the decimal sign where the file has any, and at the end what was noted while it was read.
    """
    lines = [_values(reading)]
    if reading.sheet:
        lines.append(Message(FROM_SHEET, {"sheet": reading.sheet}))
    lines.append(Message(FROM_CLOCK, {"zone": reading.zone}))
    if not reading.unit_stated:
        lines.append(Message(ASSUMED_UNIT, {"unit": reading.unit}))
    if (month_first := month_first_of(reading)) is not None:
        lines.append(Message(MONTH_FIRST if month_first else DAY_FIRST))
    if (sign := decimal_of(reading)) is not None:
        lines.append(Message(COMMA if sign is Decimal.COMMA else POINT))
    lines += beside_sentence(reading.notes)[:_MOST_NOTES]
    whole = lines.pop()
    while lines:
        whole = Message(LINES, {"line": lines.pop(), "more": whole})
    return whole


def _values(reading: Reading) -> Message:
    labels = {Label.END: ENDS, Label.START: STARTS, None: AS_THEY_STAND}[reading.labels]
    if reading.made_labels:
        labels = {Label.END: MADE_ENDS, Label.START: MADE_STARTS, None: MADE}[reading.labels]
        if not reading.numbers_periods and reading.labels is not None:
            labels = BOUNDED_ENDS if reading.labels is Label.END else BOUNDED_STARTS
    values = {
        "column": reading.column,
        "unit": reading.unit,
        "factor": without_exponent(reading.factor),
        "minutes": reading.resolution,
        "labels": Message(labels),
    }
    return Message(READ_AS, values)


def _name(reading: Reading, letter: str) -> str:
    """The header of a column in the first cells of the sheet."""
    grid = reading.grid
    if grid is None or grid.header_row not in grid.numbers or letter not in grid.letters:
        return ""
    row, column = grid.numbers.index(grid.header_row), grid.letters.index(letter)
    return " ".join(grid.texts[row][column].split()) if grid.roles[row, column] != Role.VALUE else ""
