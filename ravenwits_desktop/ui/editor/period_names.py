"""The market's names of periods: H3 for the third hour of a day, H3 Q2 for its second quarter."""

from __future__ import annotations

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Minutes

_BLOCK = 256


class PeriodNames:
    """Names of the periods of a table's rows, worked out for a block of rows when one of them is looked at."""

    def __init__(self) -> None:
        self._starts: Minutes = np.zeros(0, dtype="datetime64[m]")
        self._resolution, self._zone = 60, timegrid.DEFAULT_ZONE
        self._blocks: dict[int, list[str]] = {}

    def follow(self, starts: Minutes, resolution: int, zone: str) -> None:
        """Name these periods (start instants, UTC) from now on; `resolution` in minutes."""
        self._starts, self._resolution, self._zone = starts, resolution, zone
        self._blocks = {}

    def forget(self, row: int) -> None:
        """The rows from `row` on have other periods, which are not known yet."""
        self._starts = self._starts[:row]
        self._blocks = {block: names for block, names in self._blocks.items() if (block + 1) * _BLOCK <= row}

    def name(self, row: int) -> str:
        """The name of a row's period; empty where it has no time."""
        block, place = divmod(row, _BLOCK)
        if block not in self._blocks:
            self._blocks[block] = self._named(self._starts[block * _BLOCK : (block + 1) * _BLOCK])
        names = self._blocks[block]
        return names[place] if place < len(names) else ""

    def _named(self, starts: Minutes) -> list[str]:
        parts = 60 // self._resolution if self._resolution <= 60 else 1
        known = ~np.isnat(starts)
        numbers = np.zeros(len(starts), dtype=np.int64)
        numbers[known] = timegrid.period_numbers(starts[known], self._resolution, self._zone) - 1
        sign = " Q" if parts == 4 else "/"
        return [
            "" if not there else f"H{number // parts + 1}" + (f"{sign}{number % parts + 1}" if parts > 1 else "")
            for number, there in zip(numbers.tolist(), known.tolist(), strict=True)
        ]
