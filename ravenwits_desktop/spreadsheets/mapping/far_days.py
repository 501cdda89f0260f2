"""Days whose year is far from now: mistyped more often than meant, and read without a fault, they are to be seen."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Bools, Minutes

FAR_AHEAD = QT_TRANSLATE_NOOP(
    "Message", "Row {row} is of {day}, more than two years from today ({count} rows in all). Look at the year."
)
FAR_BACK = QT_TRANSLATE_NOOP(
    "Message", "Row {row} is of {day}, ten years back or more ({count} rows in all). Look at the year."
)
_YEARS_AHEAD, _YEARS_BACK = 2, 10
"""Files of several past years are normal, and a programme of next year is; a digit of the decade is ten years off."""


def far_day_warnings(walls: Minutes, rows: npt.NDArray[np.int64], today: date) -> tuple[Message, ...]:
    """What has to be seen of labels, `walls`, far from `today`: the first and how many; `rows` are the sheet's, from 1.

    A label at midnight may close the day before, so that one of the first day of a year counts to the year before.
    """
    days = (walls - np.timedelta64(1, "m")).astype("datetime64[D]")
    known = ~np.isnat(days)
    if not known.any():
        return ()
    last = np.datetime64(date(today.year + _YEARS_AHEAD, today.month, min(today.day, 28)), "D") + 3
    first = np.datetime64(date(today.year - _YEARS_BACK + 1, 1, 1), "D")
    found = ((FAR_BACK, known & (days < first)), (FAR_AHEAD, known & (days > last)))
    return tuple(_said(template, far, days, rows) for template, far in found if far.any())


def _said(template: str, far: Bools, days: npt.NDArray[np.datetime64], rows: npt.NDArray[np.int64]) -> Message:
    at = np.flatnonzero(far)
    place = int(at[np.argmin(rows[at])])
    return Message(template, {"row": int(rows[place]), "day": days[place].item(), "count": len(at)})
