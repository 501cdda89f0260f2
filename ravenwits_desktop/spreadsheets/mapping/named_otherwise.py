"""A file whose name tells another day than its rows: told beside the sentence, for a name is often left as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.days.title_day import other_day_in_name
from ravenwits_desktop.spreadsheets.layout import Context


def named_otherwise(
    rows: Rows, resolution: int, label: Label, options: ReadingOptions, file: str, today: date
) -> Iterator[Message]:
    """What is said where the file's name tells another day than its rows."""
    known = rows.labels[~np.isnat(rows.labels)]
    if not len(known):
        return
    ends = known - timegrid.minutes(resolution if label is Label.END else 0)
    days = np.unique(np.array([ends.min(), ends.max()]).astype("datetime64[D]")).tolist()
    if (said := other_day_in_name(file, days, Context(file, options, today=today))) is not None:
        yield said
