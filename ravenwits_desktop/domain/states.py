"""What a sheet itself says of its values: that some were measured, and that others are expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Part:
    """The values that are called alike: the `texts` that say so, how many `values` on how many `days`, first to last.

    The texts are those of the cells, in the order of the values; the days are wall clock.
    """

    texts: tuple[str, ...]
    values: int
    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class States:
    """The values that were `measured` and those that are `expected`, each None where no value is called so.

    `in_order`: every measured value lies before every expected one. `unsaid` values are called neither. `past`: all
    days of the measured ones lie before the day on which the file was read.
    """

    measured: Part | None
    expected: Part | None
    in_order: bool
    unsaid: int
    past: bool

    @property
    def parts(self) -> tuple[Part, Part] | None:
        """Those measured and those expected; None where there are not both."""
        return None if self.measured is None or self.expected is None else (self.measured, self.expected)
