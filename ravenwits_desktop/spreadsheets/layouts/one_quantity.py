"""Of several quantities, which stand beside or below each other, the one that is read as a table of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import CERTAIN, Context, Found, Recogniser, Refusal, recognise
from ravenwits_desktop.spreadsheets.refusals import quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import words


def is_one_of(wanted: str | None, names: Sequence[str]) -> bool:
    """Whether a person has chosen one of the quantities called `names`; else what was chosen is a part of one."""
    return wanted is not None and words.folded(wanted) in map(words.folded, names)


def read_alone(
    part: Sheet, name: str, names: Sequence[str], context: Context, recognisers: Sequence[Recogniser]
) -> Found | Refusal:
    """What `part` of a sheet, that with the quantity `name` alone, is read as.

    All `names` can be chosen then. Where the quantity has several columns or rows itself, these are asked about, and
    what a person chose among them is handed on.
    """
    wanted = context.options.column
    is_named = is_one_of(wanted, names)
    inner = replace(context, options=replace(context.options, column=None if is_named else wanted))
    answer = recognise(part, inner, recognisers)
    if isinstance(answer, Refusal):
        return replace(answer, score=CERTAIN) if answer.question is Question.COLUMN else answer
    if len(answer.series.candidates) > 1:
        return answer
    taken = Message(refusals.WAS_CHOSEN, {"column": name, "columns": quoted(names)})
    notes = answer.series.notes if is_named else (taken, *answer.series.notes)
    return replace(answer, series=replace(answer.series, column=name, candidates=tuple(names), notes=notes))
