"""What an import understood of a file: the answer of `spreadsheets/`, shown before anything becomes a draft."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass

from ravenwits_desktop.domain.draft import Problem, Rows
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.timegrid import DEFAULT_ZONE, Label


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a person has decided about a file; None leaves it to the file."""

    sheet: str | None = None
    column: str | None = None
    label: Label | None = None
    """Which end of its period the file's labels name."""
    zone: str = DEFAULT_ZONE
    account_label: Label = Label.END
    """The setting of the account: what is assumed where the file does not show it, and what is sent."""
    decimal: str | None = None
    """``"."`` or ``","``."""
    month_first: bool | None = None
    unit: str | None = None
    """``"MW"``, ``"kW"``, ``"MWh"``, ``"kWh"`` or ``"Wh"``."""


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
    source_rows: tuple[int, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[Message, ...] = ()
    zone: str = DEFAULT_ZONE
    sha256: str = ""

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


class UnreadableFileError(Exception):
    """A file that cannot be read as a purchase, or not without asking. `message` says why and what to do.

    Where a decision would help, `question` says which one; `choices` are then the headers of the columns that can be
    chosen, and `sheets` the sheets, where they are the question.
    """

    def __init__(
        self,
        message: Message,
        choices: tuple[str, ...] = (),
        sheets: tuple[str, ...] = (),
        question: Question | None = None,
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.choices = choices
        self.sheets = sheets
        self.question = question
