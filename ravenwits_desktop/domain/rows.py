"""Rows as they stand in an editor or a file, right or wrong, and what can be wrong with them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ravenwits_desktop.domain.frozen import frozen
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.timegrid import Floats, Minutes


class Column(enum.IntEnum):
    """The two columns of a row that can be wrong."""

    DATETIME = 0
    PURCHASE = 1


class Severity(enum.Enum):
    """An error stops the submission, a warning has to be seen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell, one row (`column` None) or the whole (`row` None). `row` counts from 0.

    What is of no single row may be of some periods: `starts` are those to look at (start instants, UTC), in order. With
    a `column` it is of the cells of those periods, without one of the days they are in.
    """

    row: int | None
    column: Column | None
    severity: Severity
    message: Message
    starts: tuple[np.datetime64, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows of a draft, in the order they stand. Never changed once made.

    `labels` are wall-clock times (``datetime64[m]``, NaT where unreadable or empty), `mw` are doubles (NaN where
    unreadable or empty), of the same length; `texts` keeps, by row and column, what was written in a cell that could
    not be read.
    """

    labels: Minutes
    mw: Floats
    texts: Mapping[tuple[int, Column], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        labels, mw = frozen(self.labels, "datetime64[m]"), frozen(self.mw, np.float64)
        if labels.ndim != 1 or labels.shape != mw.shape:
            raise ValueError("rows have one label and one value each")
        object.__setattr__(self, "labels", labels)
        object.__setattr__(self, "mw", mw)

    def __len__(self) -> int:
        return len(self.mw)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows):
            return NotImplemented
        return (
            len(self) == len(other)
            and bool(np.array_equal(self.labels.view(np.int64), other.labels.view(np.int64)))
            and bool(np.array_equal(self.mw, other.mw, equal_nan=True))
            and dict(self.texts) == dict(other.texts)
        )

    __hash__ = None  # type: ignore[assignment]  # arrays inside


EMPTY_ROWS = Rows(np.zeros(0, dtype="datetime64[m]"), np.zeros(0))
