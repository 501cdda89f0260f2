"""The seam between cells and rows: every way a table can be laid out is a small file that recognises it.

A recogniser looks at one sheet and answers with a `Found` (what it made of the sheet, and how sure it is) or a
`Refusal` (why not, and how near it came). The surest find wins; without one the nearest refusal is what the user
reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question, ReadingOptions, Role
from ravenwits_desktop.domain.timegrid import Floats, Label, Minutes
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet
from ravenwits_desktop.spreadsheets.texts.halves import Letters

Places = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
"""Cells of a sheet by the indices of their rows and of their columns."""


@dataclass(frozen=True, slots=True)
class Total:
    """A row of the sheet that sums up the others: its number, its name and its value, in the unit of the column.

    `through` is the number of the last row that it sums up, where it stands above them; else it is 0.
    """

    row: int
    name: str
    value: float
    through: int = 0

    def covers(self, rows: npt.NDArray[np.int64], before: int) -> npt.NDArray[np.bool_]:
        """Which of `rows` it sums up: those since the row `before` of another total, or those below it."""
        result: npt.NDArray[np.bool_] = (rows > before) & (rows < self.row)
        return (rows > self.row) & (rows <= self.through) if self.through else result


@dataclass(frozen=True, slots=True)
class UnitProof:
    """The units in which values come to a total of the sheet; `said` is the total's own unit, empty without one."""

    units: tuple[str, ...]
    total: float
    said: str


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A unit that the sheet states for the values, and the number of the row that does."""

    unit: str
    row: int


@dataclass(frozen=True, slots=True)
class NamedZone:
    """The zone by whose clock a sheet names its times, and the text in it that says so."""

    zone: str
    text: str
    sure: bool = True
    """Whether the text names the clock itself, and not only that it keeps winter time."""


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each period, as a layout read it from the sheet, in the order of the sheet, nothing converted.

    `walls` are labels as they stand, or instants (UTC) where `explicit`. `values` are in `unit`, or in what is
    assumed where it is None. The texts are those of cells that could not be read, by index. `rows` are the sheet's
    row numbers, from 1, `columns` the indices of the values' columns and `cells` what stands in them. `labels` is the
    end of the period that the layout itself names, if it does; with `made` the file numbers its periods, and `walls`
    are labels made as the options say. `resolution` is what the layout knows of it, in minutes. `headers` are the
    headers the layout went by and `traits` what else tells this kind of file from others. `header_row` is an index of
    the sheet's rows. `warnings` concern the whole and have to be seen.
    """

    layout: str
    column: str
    candidates: tuple[str, ...]
    time_column: str
    walls: Minutes
    values: Floats
    rows: npt.NDArray[np.int64]
    explicit: bool = False
    written: Minutes | None = None
    """The times as the clock of the file itself writes them, where `walls` are their instants."""
    time_texts: Mapping[int, str] = field(default_factory=dict)
    value_texts: Mapping[int, str] = field(default_factory=dict)
    unit: str | None = None
    rivals: tuple[UnitSaid, ...] = ()
    """What else the table itself states as the unit of the values, in other cells than `unit`."""
    labels: Label | None = None
    totals: tuple[Total, ...] = ()
    notes: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    row_totals: bool | None = None
    """Whether totals beside the values of a row agree with them; None without any."""
    proof: UnitProof | None = None
    """What totals beside the values of a row say of their unit."""
    columns: npt.NDArray[np.int64] | None = None
    cells: Sequence[Cell] = ()
    headings: Mapping[int, str] = field(default_factory=dict)
    """What names the columns where the periods run across, by index: a wrong cell is told by its own."""
    made: bool = False
    instants: Minutes | None = None
    """The instants (UTC) of `walls`, where the layout knows them though the file does not write them."""
    letters: Letters | None = None
    """Which half of the hour that October repeats each of `walls` is of, where any says so."""
    clock: NamedZone | None = None
    """By whose clock the file names its times, where it says so."""
    converted: bool = False
    """Whether `walls` are instants because the file's clock is another than the one that was asked for."""
    resolution: int | None = None
    resolution_open: bool = False
    """Whether `resolution` is the likeliest of several."""
    period_column: str = ""
    header_row: int | None = None
    headers: tuple[str, ...] = ()
    traits: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[Role, Places], ...] = ()


def remapped(series: Series, kept: npt.NDArray[np.int64]) -> Series:
    """A series of the rows `kept` of a sheet, its places told by the rows of the whole."""
    places = tuple((role, (kept[down], across)) for role, (down, across) in series.places)
    header = None if series.header_row is None else int(kept[series.header_row])
    return replace(series, places=places, header_row=header)


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet that fits a layout; `score` from 0 to 1, for the evidence that `evidence` lists."""

    series: Series
    score: float
    evidence: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sheet that does not; `score` says how near it came, so that the most helpful reason is shown; 1 is certain.

    `choices` are the columns of numbers, where the answer to a `question` is wanted.
    """

    message: Message
    score: float = 0.0
    choices: tuple[str, ...] = ()
    question: Question | None = None


class StoppedError(Exception):
    """What ends the reading of a sheet; `refusal` is the answer then.

    What is only compared with the rows must not be stopped by it.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message.template)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Context:
    """What a recogniser may know beside the sheet."""

    file: str
    options: ReadingOptions
    epoch_1904: bool = False
    today: date = field(default_factory=date.today)
    """For days that are written without their year, or in an order of day and month that is open."""
    clear_days: frozenset[date] = frozenset()
    """The days that the sheet names without a doubt, wherever in its first rows."""
    sheet: str = ""
    """The name of the sheet."""
    names_order: bool | None = None
    """Whether the names of all sheets have the month first; None where these do not show it."""
    year_texts: tuple[str, ...] = ()
    """The texts that may say the year of days without one; empty where the first rows of the sheet have none."""
    shown_order: bool | None = None
    """Whether other dates of the sheet, or its kind, have the month first; None where they do not show it."""
    weekday_order: bool | None = None
    """Whether the dates have the month first by the weekdays beside them; None where these do not tell."""


SURE = 0.9
"""The score of a find whose headers agree with its cells."""
CERTAIN = 1.0
"""The score of a refusal that no other layout can better."""
Recogniser = Callable[[Sheet, Context], Found | Refusal]


def recognise(sheet: Sheet, context: Context, recognisers: Sequence[Recogniser]) -> Found | Refusal:
    """The surest find of `recognisers` in `sheet`, else the nearest refusal. There is at least one recogniser.

    A find that is sure ends the search: the layouts exclude each other where their evidence is whole. So does a
    refusal that is certain, as where a table of several series would be read as one.
    """
    answers: list[Found | Refusal] = []
    for recogniser in recognisers:
        try:
            answer = recogniser(sheet, context)
        except StoppedError as error:
            answer = error.refusal
        if answer.score >= (SURE if isinstance(answer, Found) else CERTAIN):
            return answer
        answers.append(answer)
    found = [answer for answer in answers if isinstance(answer, Found)]
    if found:
        return max(found, key=lambda answer: answer.score)
    return max((answer for answer in answers if isinstance(answer, Refusal)), key=lambda answer: answer.score)
