"""What a person chose about a table and could not be done to it: said, for the sentence tells what was done instead."""

from __future__ import annotations

from collections.abc import Iterator

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import ReadingOptions, Role
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.period_names import Form

NO_DATES_THERE = QT_TRANSLATE_NOOP(
    "Message", "“{column}” was chosen for the times and was left aside: it does not hold the days of this table."
)
NO_PERIODS_THERE = QT_TRANSLATE_NOOP(
    "Message", "“{column}” was chosen for the periods and was left aside: it does not name the periods of this table."
)
BASE_LEFT = QT_TRANSLATE_NOOP(
    "Message",
    "“Numbered from {chosen}” was chosen and was left aside: the numbers of the periods do not fit into their days "
    "that way. They were counted from {base}.",
)
_COUNTED = (Form.NUMBER.value, Form.QUARTER.value)


def left_aside(series: Series, sheet: Sheet, options: ReadingOptions) -> Iterator[Message]:
    """A note for each choice of a column that is not the one which was read, and of a number of the first period."""
    for chosen, role, name, template in (
        (options.date_column, Role.DATE, series.time_column, NO_DATES_THERE),
        (options.hour_column, Role.PERIOD, series.period_column, NO_PERIODS_THERE),
    ):
        if chosen is not None and words.folded(chosen) not in _names(series, sheet, role, name):
            yield Message(template, {"column": chosen})
    form, _, counted = dict(series.traits).get("periods", "").rpartition(" ")[0].rpartition(" ")
    if options.period_base is not None and form in _COUNTED and series.made and counted != str(options.period_base):
        yield Message(BASE_LEFT, {"chosen": options.period_base, "base": counted})


def _names(series: Series, sheet: Sheet, role: Role, name: str) -> set[str]:
    """The names and letters by which the columns that were taken for `role` can be chosen, folded."""
    columns = {column for taken, (_, places) in series.places if taken is role for column in places.tolist()}
    return {words.folded(each) for each in (name, *(sheet.letter(column) for column in columns)) if each}
