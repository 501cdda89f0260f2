"""Tables of one day each that stand side by side: Hora | Compra (MW) | | Hora | Compra (MW), each below its date.

The hours of the first are those of all, and the date stands above the hours as often as above the values. So the
sheet is read as one table of days across: as if the hours stood in it once, and each date above the values of its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.units import is_doubtful, stated_unit
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words, words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import token_of
from ravenwits_desktop.spreadsheets.texts.times import Integers

OTHER_PERIODS = QT_TRANSLATE_NOOP(
    "Message",
    "The tables side by side do not have the same periods: row {row} has “{text}” in column {column} and “{other}” in "
    "column {other_column}. Write the same periods beside each day.",
)
BLOCK_WITHOUT_DAY = QT_TRANSLATE_NOOP(
    "Message", "Nothing above column {column} that can be read says of which day its values are. Write its date there."
)
_HEADER_ROWS = 40
_ROWS_ABOVE = 3
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class SideBlocks:
    """The `sheet` as one table of days across, and the row of its names, `header`.

    `values` are the first columns of values of each block and `moved` what stands above them, by row and such column:
    the column in which it stands in the file.
    """

    sheet: Sheet
    header: int
    values: tuple[int, ...]
    moved: dict[tuple[int, int], int]

    def of_file(self, at: int, columns: Integers) -> Integers:
        """The columns in which what row `at` has above `columns` stands in the file."""
        return np.array([self.moved.get((at, column), column) for column in columns.tolist()], dtype=np.int64)

    def check_days(self, columns: Integers) -> None:
        """Raise `RefusedError` for a block of values that is none of `columns`, those of the days that were read."""
        for column in sorted(set(self.values) - set(columns.tolist())):
            cells = [_at(row, column) for row in self.sheet.rows[self.header + 1 :]]
            if number_share(cells)[0]:
                raise RefusedError(0.95, BLOCK_WITHOUT_DAY, column=self.sheet.letter(column))


def side_by_side(sheet: Sheet) -> SideBlocks | None:
    """The blocks of `sheet` that stand side by side below something for each, or for all but some; None without any.

    Raises `RefusedError` where the periods of a row are not the same in all.
    """
    for header, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        starts = _starts(row)
        if len(starts) < _FEWEST:
            continue
        width = starts[1] - starts[0]
        heads = [[cell_text(_at(row, start + place)) for place in range(width)] for start in starts]
        values = next((place for place, name in enumerate(heads[0]) if name and not _names_period(name)), 0)
        if not values or set(np.diff(starts).tolist()) != {width} or any(names != heads[0] for names in heads):
            continue
        moved = _moved(sheet, header, starts, width, values)
        if moved:
            periods = [place for place in range(width) if _names_period(heads[0][place])]
            return _as_one(sheet, header, starts, values, moved, periods)
    return None


def _starts(row: Sequence[Cell]) -> list[int]:
    """The columns of a row of names in which the word for the periods stands, that which is first there."""
    named = [at for at, cell in enumerate(row) if isinstance(cell, str) and cell and _names_period(cell)]
    return [at for at in named if words.folded(cell_text(row[at])) == words.folded(cell_text(row[named[0]]))]


def _names_period(text: str) -> bool:
    """Whether a name is that of periods, and no unit: kW/h has an hour as well."""
    return time_words.names_period(text) and stated_unit(text) is None and not is_doubtful(text)


def _moved(sheet: Sheet, header: int, starts: Sequence[int], width: int, values: int) -> dict[tuple[int, int], int]:
    """Where the one cell that rows above `header` have for a block stands, by their row and its column of values."""
    moved: dict[tuple[int, int], int] = {}
    for at in range(max(header - _ROWS_ABOVE, 0), header):
        filled = [
            [column for column in range(start, start + width) if _at(sheet.rows[at], column) != ""] for start in starts
        ]
        if sum(len(columns) == 1 for columns in filled) >= _FEWEST and all(len(columns) <= 1 for columns in filled):
            moved |= {
                (at, start + values): columns[0] for start, columns in zip(starts, filled, strict=True) if columns
            }
    return moved


def _as_one(
    sheet: Sheet,
    header: int,
    starts: Sequence[int],
    values: int,
    moved: dict[tuple[int, int], int],
    periods: Sequence[int],
) -> SideBlocks:
    width = max(starts) + values + 1
    rows = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    for (at, column), origin in moved.items():
        rows[at][origin], rows[at][column] = "", sheet.rows[at][origin]
    for at in range(header, len(rows)):
        for place in periods:
            for start in starts[1:]:
                own, other = rows[at][starts[0] + place], rows[at][start + place]
                if cell_text(own) != cell_text(other):
                    if other == "" or token_of(cell_text(other)) is None:
                        continue  # a remark, or nothing
                    if own != "":
                        raise _other_periods(sheet, at, starts[0] + place, start + place)
                    rows[at][starts[0] + place] = other
                rows[at][start + place] = ""
    one = replace(sheet, rows=tuple(map(tuple, rows)))
    return SideBlocks(one, header, tuple(start + values for start in starts), moved)


def _other_periods(sheet: Sheet, at: int, column: int, other: int) -> RefusedError:
    texts = {"text": cell_text(sheet.rows[at][column]), "other": cell_text(sheet.rows[at][other])}
    places = {"column": sheet.letter(column), "other_column": sheet.letter(other)}
    return RefusedError(0.95, OTHER_PERIODS, (), row=sheet.numbers[at], **texts, **places)


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""
