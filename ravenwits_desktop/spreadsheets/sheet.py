"""Cells of one sheet, whatever file they came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import zip_longest

from ravenwits_desktop.domain.message import Message

Cell = str | float | int | bool | datetime | date | time | timedelta
"""One cell; an empty one is ``""``. Spreadsheets give midnights as `date`."""


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet that hold anything.

    `rows` may have different lengths; `numbers` gives the number of each as the spreadsheet shows it (from 1), and
    `first_column` the place of their first cell (0 is A). `delimiter` is the sign that parted the
    columns of a text file, else empty. Where cells carried their unit, `cell_units` names it by column, `rows` have the
    numbers alone, and `written` the cells as they stand in the file.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    first_column: int = 0
    delimiter: str = ""
    written: Sequence[Sequence[Cell]] = ()
    cell_units: Mapping[int, str] = field(default_factory=dict)
    formats: Mapping[int, str] = field(default_factory=dict)
    """What number formats say of columns: a unit, a share or money."""
    scaled: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """The cells that are shown divided, by the number of their row and the index of their column, and by what."""
    hidden_rows: bool = False
    """Whether the spreadsheet program shows only some of the rows."""
    hidden_columns: frozenset[int] = frozenset()
    """The indices of the columns that the spreadsheet program does not show."""

    @cached_property
    def columns(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells by column, all columns as long as there are rows."""
        return tuple(zip_longest(*self.rows, fillvalue=""))

    def letter(self, column: int) -> str:
        """The spreadsheet's name of a column: A, B ... Z, AA."""
        return column_letter(column + self.first_column)


@dataclass(frozen=True)
class Workbook:
    """All that was read of one file. `refused` says for each sheet that was left unread why."""

    sheets: tuple[Sheet, ...]
    names: tuple[str, ...]
    refused: Mapping[str, Message] = field(default_factory=dict)
    epoch_1904: bool = False
    """Whether the file counts its days from 1904 (for dates that lost their format)."""
    hidden: tuple[str, ...] = ()
    """The names of the sheets that the spreadsheet program does not show, and that were left unread."""


def column_letter(index: int) -> str:
    """The spreadsheet's name of the column `index` (from 0)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(cell: Cell) -> str:
    """What a person would call the content of `cell`."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return " ".join(str(cell).split())


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number as such (not as text)."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)
