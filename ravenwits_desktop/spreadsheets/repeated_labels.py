"""Labels of the hour that October repeats: which of the two each is of, where the file says more than their order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets.halves import FIRST, SECOND, Letters
from ravenwits_desktop.spreadsheets.layout import Series


def with_halves(series: Series, zone: str) -> Series:
    """`series` with the instants of its labels, by the clock of `zone`, where marks tell the halves; else as it is."""
    if series.letters is None or series.explicit or series.made:
        return series
    return replace(series, instants=_instants(series.walls, series.letters, zone))


def _instants(walls: Minutes, letters: Letters, zone: str) -> Minutes | None:
    """The instants of `walls` by the halves that their `letters` name; None where these do not tell.

    They tell where each label that October repeats stands alone with its letter, or twice with another one. Both
    ends 02:00 may well be called those of summer, in which they begin: then their order tells, as without letters.
    """
    earlier, later = timegrid.wall_to_utc(walls, zone)
    instants = earlier.copy()
    twice = np.flatnonzero(~np.isnat(earlier) & (earlier != later))
    for label in np.unique(walls[twice]):
        here = twice[walls[twice] == label]
        said = letters[here].tolist()
        if len(here) > 2 or len(set(said)) < len(here) or not any(said):
            return None
        second = said.index(SECOND) if SECOND in said else 1 - said.index(FIRST)
        if second < len(here):
            instants[here[second]] = later[here[second]]
    return instants if len(twice) else None
