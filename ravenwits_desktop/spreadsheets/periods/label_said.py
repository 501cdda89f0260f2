"""Which end of a period the header above times of day names."""

from __future__ import annotations

from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts import time_words

_REACH = 4
"""Rows above the first value that belong to the header; what stands further up is of other things."""


def label_said(sheet: Sheet, index: int, first: int) -> Label | None:
    """What the header of the times in the column `index` says, above `first`, the first row with a day.

    A title that stands alone in its row has words like “to” and “fin” in other senses, energy to buy, fin de semana:
    it counts where it is of times.
    """
    texts = []
    for row in sheet.rows[max(0, first - _REACH) : first]:
        cell = row[index] if index < len(row) else ""
        if not isinstance(cell, str) or not cell:
            continue
        text = cell_text(cell)
        alone = sum(other != "" for other in row) == 1
        if not alone or time_words.names_hour(text) or time_words.names_period(text):
            texts.append(text)
    return time_words.label_named(" ".join(texts))
