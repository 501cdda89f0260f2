"""Which end of each period is sent, where that is not the account's: the question about it.

A file's times name the other one, or it numbers its periods and a person has chosen the other one for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.reading import Reading, ReadingOptions
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui.importing.answers import Answer
from ravenwits_desktop.ui.importing.sentence import energy_of


@dataclass(frozen=True, slots=True)
class Ends:
    """How far a person has decided it: `asked` while it is the question, `open` since they said what the file's are."""

    asked: bool = False
    open: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def asks_about(reading: Reading, options: ReadingOptions, *, chosen: bool) -> bool:
    """Whether it is asked; `chosen` since a person said which end the labels name, or are to name."""
    if reading.made_labels:
        return chosen and options.label not in (None, options.account_label)
    return reading.label_question and (options.label is None or chosen)


def question_of(reading: Reading) -> str:
    """The question, for a reading whose labels are not those of the account."""
    if reading.made_labels:
        if reading.labels is Label.START:
            return _tr("You have chosen the start of each period, your account sends the end. Which are to be sent?")
        return _tr("You have chosen the end of each period, your account sends the start. Which are to be sent?")
    if reading.labels is Label.START:
        return _tr("The file’s times name the start of each period, your account the end. Which are to be sent?")
    return _tr("The file’s times name the end of each period, your account the start. Which are to be sent?")


def answers_of(reading: Reading, options: ReadingOptions) -> list[Answer]:
    """Both answers in numbers: as they stand, and moved by one period."""
    start = reading.labels is Label.START
    assert reading.labels is not None
    rows = reading.rows
    known = rows.labels[~np.isnat(rows.labels)]
    known = np.array([known.min(), known.max()]) if len(known) else known
    other = Label.END if start else Label.START
    starts = timegrid.read_labels(known, reading.resolution, reading.labels, reading.zone).starts
    moved = timegrid.labels(starts[~np.isnat(starts)], reading.resolution, other, reading.zone)
    as_it_is = replace(options, label=reading.labels, shift=False)
    made = reading.made_labels
    as_the_account = replace(as_it_is, label=None) if made else replace(as_it_is, shift=True)
    names = (
        (
            (_tr("The start of each period") if start else _tr("The end of each period")),
            (_tr("The end, as the account") if start else _tr("The start, as the account")),
        )
        if made
        else (
            _tr("As they stand in the file"),
            _tr("Shifted to the end of each period") if start else _tr("Shifted to the start of each period"),
        )
    )
    answers = []
    for name, chosen, walls in (
        (names[0], as_it_is, known),
        (names[1], as_the_account, moved),
    ):
        ends = timegrid.format_labels(walls) if len(walls) == len(known) > 0 else [None, None]
        answers.append(Answer(name, chosen, len(rows), ends[0], ends[1], float(rows.mw[0]), energy_of(reading)))
    return answers
