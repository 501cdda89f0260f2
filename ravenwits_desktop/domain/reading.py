"""What an import understood of a file: the answer of `spreadsheets/`, shown before anything becomes a draft."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.rows import Problem, Rows
from ravenwits_desktop.domain.states import States
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Floats, Label, format_label

_BOUNDED = "range"
"""How the trait `periods` begins where a begin and an end name each period; without the trait they do as well."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a person has decided about a file; None leaves it to the file."""

    sheet: str | None = None
    column: str | None = None
    label: Label | None = None
    """Which end of its period the file's labels name."""
    zone: str = DEFAULT_ZONE
    """The zone of the file's times, where these do not name one themselves."""
    account_label: Label = Label.END
    """The setting of the account: what is assumed where the file does not show it, and what is sent."""
    decimal: str | None = None
    """``"."`` or ``","``."""
    month_first: bool | None = None
    unit: str | None = None
    """``"MW"``, ``"kW"``, ``"MWh"``, ``"kWh"`` or ``"Wh"``."""
    header_row: int | None = None
    """The row of the headers, as the spreadsheet numbers it (from 1)."""
    date_column: str | None = None
    """Header or letter of the column of dates (or of dates and times)."""
    hour_column: str | None = None
    """Header or letter of the column of hours or periods."""
    period_base: int | None = None
    """The number of a day's first period in the file: 0 or 1."""
    day: date | None = None
    """The market day of a table whose columns name none, in place of what its title, sheet or file says."""
    shift: bool = False
    """Send the other end of each period than the file's labels name: every label moves by one period."""
    resolution: int | None = None
    """Minutes of a period (15, 30 or 60), where the file does not surely show them."""
    usual_mw: float | None = None
    """The mean of the retailer's last submission, MW, that the values are held against; None where nothing is known."""
    account_zone: str | None = None
    """The zone of the account, to which times of another `zone` are converted; None: they stay in `zone`."""
    usual_month_first: bool | None = None
    """How the dates of such files were read before, where these showed it: it decides where the file does not."""
    usual_unit: str | None = None
    """The unit in which files of this very kind were confirmed before, MW where they named none: it is not asked for
    again, unless the file's own totals contradict."""


class Role(enum.IntEnum):
    """What a cell of the sheet was taken for; the values of `Grid.roles`."""

    OTHER = 0
    """Titles and columns that were not used."""
    HEADER = 1
    DATE = 2
    PERIOD = 3
    """An hour, a quarter or another number or name of a period."""
    VALUE = 4
    UNIT = 5
    TOTAL = 6
    IGNORED = 7
    """Left out: notes, means, repeated headers, rows that are no data."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The first cells of the sheet as they stand, for a preview beside the reading.

    `texts` are rows of equal width; `numbers` gives each row's number as the spreadsheet shows it (from 1), and
    `letters` each column's name. `header_row` is such a row number, None without headers. `roles` are `Role` values,
    one for each cell (``int8``, rows by columns). `more_rows` and `more_columns` count what does not fit.
    """

    texts: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    letters: tuple[str, ...]
    header_row: int | None
    roles: npt.NDArray[np.int8]
    more_rows: int = 0
    more_columns: int = 0


@dataclass(frozen=True, slots=True)
class SourceCell:
    """The cell that a value came from: its row (from 1) and column letter in the sheet, and what stands in it."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, eq=False)
class Sources:
    """Where the value of each row of a reading came from; arrays as long as the rows.

    `rows` are the sheet's row numbers, `columns` places in `letters`. `raw` are the numbers as the file has them, in
    its unit. `joined` holds the cells' texts, one a line, where the cells are text; else it is empty.
    """

    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int16]
    letters: tuple[str, ...]
    raw: Floats
    joined: str = ""

    @cached_property
    def _texts(self) -> list[str]:
        return self.joined.split("\n") if self.joined else []

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, row: int) -> SourceCell:
        """The cell of the reading's row `row` (from 0)."""
        number = float(self.raw[row])
        plain = "" if math.isnan(number) else without_exponent(number, 15)
        text = self._texts[row] if self.joined else plain
        return SourceCell(int(self.rows[row]), self.letters[int(self.columns[row])], text)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A problem and where it is in the sheet: `row` counted from 1 as the spreadsheet shows it, `column` the header."""

    row: int | None
    column: str | None
    problem: Problem


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A file that could be read as a purchase, with errors on rows or without.

    `rows` are the draft's rows to be (MW, labels as they stand in the file). `source_rows` gives the sheet's row
    (from 1) of each. `resolution` in minutes. `factor` is what a cell was multiplied by to give MW. `labels` is None
    where the file does not show which end it names. `notes` are sentences for the user (what was assumed).
    """

    file: str
    sheet: str
    sheets: tuple[str, ...]
    layout: str
    column: str
    candidates: tuple[str, ...]
    labels: Label | None
    resolution: int
    unit: str
    unit_stated: bool
    factor: float
    rows: Rows
    source_rows: npt.NDArray[np.int64]
    problems: tuple[CellProblem, ...]
    notes: tuple[Message, ...] = ()
    zone: str = DEFAULT_ZONE
    sha256: str = ""
    evidence: tuple[Message, ...] = ()
    """What speaks for this reading, in sentences, the strongest first."""
    grid: Grid | None = None
    """The first cells of the sheet and what each was taken for."""
    sources: Sources | None = None
    """The cell of each row's value."""
    traits: tuple[tuple[str, str], ...] = ()
    """What tells this kind of file from others, by name: layout, headers, resolution, unit, delimiter, decimal ...

    Independent of dates and values: two files of the same kind have the same.
    """
    fingerprint: str = ""
    """SHA-256 (hexadecimal) over `traits`."""
    headers: tuple[str, ...] = ()
    """The headers that `traits` has folded, as they stand in the file."""
    clock: str = ""
    """The zone by whose clock the file's times were read before they were converted to `zone`; empty where not."""
    clock_of_file: str = ""
    """How far ahead of UTC the file writes its times (“UTC”, “UTC+1”), where they were converted to `zone`."""
    made_labels: bool = False
    """The file numbers its periods, or bounds them: the labels were made as the options or the account say."""
    own_labels: Label | None = None
    """Which end the file's labels name by what stands in the file, whatever was chosen; None where nothing tells."""
    label_question: bool = False
    """The file's labels evidently name the other end than the account sends: `ReadingOptions.shift` is to be offered"""
    agrees_with_total: bool | None = None
    """Whether the file's own totals agree with the values; None without any."""
    time_column: str = ""
    """Header of the dates, or of dates and times; where they stand elsewhere, a word for the place."""
    period_column: str = ""
    """Header of the hours or periods, where they have a column of their own."""
    states: States | None = None
    """What the sheet says of values that were measured and of others that are expected; None where it says nothing."""
    resolution_open: bool = False
    """The file does not surely show how long its periods are: `ReadingOptions.resolution` may decide."""
    day_open: bool = False
    """No column names the day, which stands in a title or a name, or was chosen: `ReadingOptions.day` may decide."""
    day_from_name: bool = False
    """The day was taken from the name of the sheet or the file: no cell counts as one that says it."""
    out_of_proportion: Message | None = None
    """What is said, among the problems too, of values that are about a thousand times what the retailer submitted last,
    or a thousandth: they are never taken without a look."""

    no_purchase: Message | None = None
    """What is said, among the problems too, of values that look like prices, shares, sales or anything else that is no
    purchase, with the next step: they are never imported without a deliberate act."""

    @property
    def suspect(self) -> Message | None:
        """Why this is not imported without a deliberate act, if so: it looks like no purchase, or like another unit."""
        return self.no_purchase or self.out_of_proportion

    @property
    def numbers_periods(self) -> bool:
        """Whether numbers name the periods (H1, 96), and not a begin with an end."""
        return self.made_labels and not dict(self.traits).get("periods", _BOUNDED).startswith(_BOUNDED)

    @property
    def first_period(self) -> int | None:
        """The number of a day's first period, where the file numbers its periods."""
        numbering = dict(self.traits).get("periods", "").split() if self.numbers_periods else []
        return int(numbering[1]) if len(numbering) > 1 and numbering[1].isdigit() else None

    @property
    def sum_mw(self) -> float:
        """The plain sum of the values, MW."""
        return math.fsum(value for value in self.rows.mw.tolist() if math.isfinite(value))

    @property
    def energy_mwh(self) -> float:
        """Energy, MWh."""
        return self.sum_mw * self.resolution / 60


class Question(enum.Enum):
    """What has to be decided by a person before a file can be read."""

    SHEET = "sheet"
    COLUMN = "column"
    DECIMAL = "decimal"
    DATE_ORDER = "date order"
    UNIT = "unit"
    TIMES = "times"
    """Which column names the periods."""
    RESOLUTION = "resolution"
    """How many minutes a period has."""
    DAY = "day"
    """Which market day the periods are of."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One answer to a question and what it would give: `options` to read with, then in numbers what came out.

    `name` is the column, sheet or sign. `first` and `last` are the labels to be sent (``YYYY-MM-DD HH:MM``), None
    without rows; `first_mw` the value of the first row, MW, None where that is no number; `energy_mwh` the whole.
    `message` says why where that answer cannot be read either, or what has to be asked after it (`asks`); the numbers
    are then zero.
    """

    name: str
    options: ReadingOptions
    rows: int = 0
    first: str | None = None
    last: str | None = None
    first_mw: float | None = None
    energy_mwh: float = 0.0
    message: Message | None = None
    asks: bool = False
    question: Question | None = None
    """What has to be asked after it."""
    suspect: Message | None = None
    """As `Reading.suspect`."""
    grid: Grid | None = field(default=None, compare=False, repr=False)
    """The first cells of the sheet, where the sheets are the question; else the question has those of the only one."""

    @classmethod
    def of(cls, name: str, options: ReadingOptions, reading: Reading) -> Alternative:
        """The answer with what it gave."""
        labels, values = reading.rows.labels, reading.rows.mw
        known = labels[~np.isnat(labels)]
        return cls(
            name,
            options,
            len(labels),
            format_label(known[0]) if len(known) else None,
            format_label(known[-1]) if len(known) else None,
            float(values[0]) if len(values) and np.isfinite(values[0]) else None,
            reading.energy_mwh,
            suspect=reading.suspect,
        )

    @classmethod
    def refused(
        cls, name: str, options: ReadingOptions, error: UnreadableFileError, suspect: Message | None = None
    ) -> Alternative:
        """The answer that leads to a refusal, or to a further question."""
        then = error.question
        return cls(name, options, message=error.message, asks=then is not None, question=then, suspect=suspect)


class UnreadableFileError(Exception):
    """A file that cannot be read as a purchase, or not without asking. `message` says why and what to do.

    Where a decision would help, `question` says which one; `choices` are then the headers of the columns that can be
    chosen, of values or of times, and `sheets` the sheets, where they are the question; `units` are those to choose
    from where they are it, together where it makes no difference which of them is chosen. `alternatives` are the
    possible answers in numbers, `grid` the sheet's first cells, where they could be told.
    """

    def __init__(
        self,
        message: Message,
        choices: tuple[str, ...] = (),
        sheets: tuple[str, ...] = (),
        question: Question | None = None,
        alternatives: tuple[Alternative, ...] = (),
        grid: Grid | None = None,
        units: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.choices = choices
        self.sheets = sheets
        self.question = question
        self.alternatives = alternatives
        self.grid = grid
        self.units = units
