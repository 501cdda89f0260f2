"""The answers that a question about a file is offered with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Alternative, Grid, Question
from ravenwits_desktop.domain.written import has_real_dates
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.answers import Answer
from ravenwits_desktop.ui.importing.settings import ASKED, UNITS, ReadingSettings

MOST_ANSWERS = 30
DELIBERATE = frozenset({Question.UNIT, Question.DECIMAL, Question.RESOLUTION, Question.DAY})
"""Questions whose answers are a thousand times apart, four times, or days: none is given by Enter out of habit."""
_NAMED_IN_QUESTION = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def shortened(message: Message, choices: tuple[str, ...]) -> Message:
    """A question without all the names that its answers show anyway."""
    if len(choices) <= _NAMED_IN_QUESTION + 1 or message.values.get("columns") is None:
        return message
    first = ", ".join(f"“{name}”" for name in choices[:_NAMED_IN_QUESTION])
    more = words.decimal(len(choices) - _NAMED_IN_QUESTION, 0)
    named = _tr("{names} and {count} more").format(names=first, count=more)
    return replace(message, values={**message.values, "columns": named})


def deliberately(count: int) -> str:
    """How to give one of `count` answers, of which none is chosen by Enter alone."""
    if count == 1:
        return _tr("Press 1 or click the answer: Enter alone chooses nothing here.")
    numbers = (_tr("1 or 2") if count == 2 else _tr("1 to {count}")).format(count=count)
    text = _tr("Press the number of the answer, {numbers}, or click it: Enter alone chooses none here.")
    return text.format(numbers=numbers)


def answers_to(
    question: Question | None,
    choices: tuple[str, ...],
    sheets: tuple[str, ...],
    alternatives: tuple[Alternative, ...],
    settings: ReadingSettings,
    grid: Grid | None = None,
    message: Message | None = None,
) -> list[Answer]:
    """The answers on top of what has been chosen in `settings`; none without a question, or where there are too many.

    The `alternatives` with what they would give, else what there is to choose from. `grid` is the sheet's beginning,
    `message` the question in words.
    """
    if question is None:
        return []
    if alternatives:
        real = has_real_dates(grid)
        return [
            Answer.of(_name_of(question, each, settings, message, real=real), _merged(question, each, settings))
            for each in alternatives
        ]
    options = settings.options
    if question is Question.SHEET:
        found = [Answer(name, replace(options, sheet=name, column=None)) for name in sheets]
    elif question is Question.COLUMN:
        found = [Answer(name, replace(options, column=name)) for name in choices]
    elif question is Question.TIMES:
        found = [Answer(name, replace(options, date_column=name)) for name in choices]
    elif question is Question.UNIT:
        found = [Answer(unit, replace(options, unit=unit)) for unit in UNITS]
    else:
        name = ASKED[question]
        box = settings.box(name)
        places = [place for place in range(box.count()) if box.itemData(place) is not None]
        found = [Answer(box.itemText(place), replace(options, **{name: box.itemData(place)})) for place in places]
    return found if len(found) <= MOST_ANSWERS else []


def _merged(question: Question, alternative: Alternative, settings: ReadingSettings) -> Alternative:
    """The alternative with its answer on top of what has been chosen."""
    name = ASKED[question]
    options = replace(settings.options, **{name: getattr(alternative.options, name)})
    return replace(alternative, options=options)


def _name_of(
    question: Question, alternative: Alternative, settings: ReadingSettings, message: Message | None, *, real: bool
) -> str:
    if question is Question.DAY and alternative.options.day is not None:
        return words.day_with_distance(str(alternative.options.day))
    if question is Question.DATE_ORDER and alternative.first is not None:
        return words.day_with_distance(alternative.first, full=True)
    if question is Question.DATE_ORDER and real:
        # real dates have no order of their own: a program that took one for the other has exchanged them
        if alternative.options.month_first:
            return _tr("with day and month exchanged")
        return _tr("the dates as they stand")
    if question is Question.DATE_ORDER:
        return _order_named(message, month_first=bool(alternative.options.month_first))
    if question in (Question.DECIMAL, Question.RESOLUTION):
        box = settings.box(ASKED[question])
        place = box.findData(getattr(alternative.options, ASKED[question]))
        if place > 0:
            return box.itemText(place)
    return alternative.name


def _order_named(message: Message | None, *, month_first: bool) -> str:
    """An order of day and month with the day that the date in question is by it: that of no other date is an example.

    `message` has the `day` with the day first and the `other` with the month first, if it is of one date.
    """
    day = None if message is None else message.values.get("other" if month_first else "day")
    if not isinstance(day, Message):
        return _tr("the month before the day") if month_first else _tr("the day first")
    text = _tr("month first: {day}") if month_first else _tr("day first: {day}")
    return text.format(day=words.translated(day))
