"""Why a table is no purchase, or what has to be asked about it first."""

from __future__ import annotations

from collections.abc import Sequence

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Question
from ravenwits_desktop.domain.units import known_units, proper_name
from ravenwits_desktop.spreadsheets.layout import Context, Refusal, StoppedError
from ravenwits_desktop.spreadsheets.texts import words

NO_TIMES = QT_TRANSLATE_NOOP(
    "Message",
    "No column of dates and times was found, nor numbered hours or quarters of a day. Choose the file or the sheet "
    "with the programme: a value for each period, and the day in a column, a title or a name.",
)
DATES_ONLY = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” holds dates without a time of day. Put date and time into one column, a "
    "row for each period.",
)
NO_VALUES = QT_TRANSLATE_NOOP("Message", "No column of numbers was found beside the dates.")
ONLY_PRICES = QT_TRANSLATE_NOOP(
    "Message",
    "The only numbers beside the dates are prices: {columns}. Choose the file with the programme, or say which column "
    "is the purchase all the same.",
)
ONLY_SHARES = QT_TRANSLATE_NOOP(
    "Message",
    "The only numbers beside the dates are losses, shares or profiles: {columns}. Choose the file with the programme, "
    "or say which column is the purchase all the same.",
)
ONLY_OTHERS = QT_TRANSLATE_NOOP(
    "Message",
    "The only numbers beside the dates are prices, shares or other quantities: {columns}. Choose the file with the "
    "programme, or say which column is the purchase all the same.",
)
ASK_COLUMN = QT_TRANSLATE_NOOP("Message", "Several columns could be the purchase: {columns}. Say which one it is.")
SHORT_HEADER = QT_TRANSLATE_NOOP(
    "Message",
    "The rows have more cells than the header in row {row}: a name is missing there, and others may stand above the "
    "wrong columns. Say which column is the purchase: {columns}.",
)
NO_SUCH_COLUMN = QT_TRANSLATE_NOOP("Message", "There is no column “{column}” of numbers. There are: {columns}.")
ASK_TIMES = QT_TRANSLATE_NOOP(
    "Message", "Several columns hold dates and times: {columns}. Say which one names the periods."
)
DATES_CHOSEN = QT_TRANSLATE_NOOP(
    "Message",
    "The days were taken from “{column}”; “{others}” holds dates as well. Choose the other one if that is it.",
)
ASK_DECIMAL = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” in the column “{column}” can be read in two ways, and the other rows do not tell: say whether the point "
    "or the comma is the decimal sign.",
)
BROKEN_BY_COMMAS = QT_TRANSLATE_NOOP(
    "Message",
    "Row {row} has more cells than the header: the comma probably stands both between columns and in the numbers. "
    "Save the file with semicolons, or as .xlsx.",
)
STACKED = QT_TRANSLATE_NOOP(
    "Message",
    "The same date and time stands in many rows ({label} in row {first} and in row {again}, for one): the table holds "
    "several series, or a curve. Leave only one in it.",
)
UNEVEN_PARTS = QT_TRANSLATE_NOOP(
    "Message",
    "Each hour of the column “{column}” stands in {parts} rows, but “{hour}” from row {row} on in {times}: nothing "
    "shows which part of the hour is missing. Add the missing row, or a column of quarters or minutes.",
)
NO_SUCH_UNIT = QT_TRANSLATE_NOOP("Message", "“{unit}” is not a unit of power or energy that can be read: {units}.")
SALE_CHOSEN = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” looks like what is sold or generated, not like a purchase. Choose the file with the programme, or "
    "another column.",
)
WAS_CHOSEN = QT_TRANSLATE_NOOP("Message", "“{column}” was taken among {columns}.")
DAILY = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” holds dates without a time of day, one row for each: these are values of whole days. A "
    "purchase needs one for each hour or quarter of an hour: export the table with its hours.",
)
CURVE = QT_TRANSLATE_NOOP(
    "Message",
    "{label} stands in many rows, with prices: these are bids, the curve of an auction. A purchase has one value for "
    "each period: export the programme instead.",
)
NO_DAY = QT_TRANSLATE_NOOP(
    "Message",
    "The periods of the table are numbered, but neither a column, nor the title, nor the name of the sheet or the "
    "file says of which day. Say which it is, or write the date above the table or into the file's name as 2026-11-24.",
)
NO_MONTH_FIRST = QT_TRANSLATE_NOOP(
    "Message", "“{text}” is no date with the month first. Choose the other order of day and month."
)
NO_DAY_FIRST = QT_TRANSLATE_NOOP(
    "Message", "“{text}” is no date with the day first. Choose the other order of day and month."
)
NO_SERIES_AS_WRITTEN = QT_TRANSLATE_NOOP(
    "Message",
    "Read as they stand, the dates of the column “{column}” make no series: some are real dates and others text such "
    "as “{text}”. A spreadsheet program has probably exchanged day and month of the real ones: export the file again, "
    "or write all its dates in one way, as 2026-11-24.",
)
NO_SERIES_EXCHANGED = QT_TRANSLATE_NOOP(
    "Message",
    "Some dates of the column “{column}” are real dates and others text such as “{text}”, and they make no series with "
    "day and month exchanged either. Export the file again, or write all its dates in one way, as 2026-11-24.",
)
NO_MONTH = QT_TRANSLATE_NOOP(
    "Message",
    "The rows begin with the day of a month, but the file's name does not say of which month. Write it into the name, "
    "as 2026-11.",
)
ASK_SERIES = QT_TRANSLATE_NOOP(
    "Message", "The table holds several series, one below the other: {columns}. Say which one it is."
)
NO_SUCH_COLUMN_HERE = QT_TRANSLATE_NOOP("Message", "There is no column “{column}” in the first rows of the sheet.")
PRICES_READ = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” looks like prices, not like a purchase. Choose the file with the programme, or another column.",
)
SHARES_READ = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” looks like losses or shares in %, or like a profile, and not like a purchase. Choose the file with the "
    "programme, or another column.",
)
OTHERS_READ = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” looks like another quantity than power or energy, not like a purchase. Choose the file with the "
    "programme, or another column.",
)
ASK_LENGTH = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” speaks of periods of {minutes} minutes, and the table numbers {count} periods, which may as well be "
    "hours. Say how long a period is.",
)
ASK_ROLLING = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” numbers {count} periods, and the table names {day} alone: they may be hours that run on into the next "
    "days, or parts of that one day, of {minutes} minutes. Say how long a period is.",
)
_QUESTIONS = {
    ASK_DECIMAL: Question.DECIMAL,
    ASK_TIMES: Question.TIMES,
    ASK_LENGTH: Question.RESOLUTION,
    ASK_ROLLING: Question.RESOLUTION,
}


ONLY_NO_PURCHASE = frozenset((ONLY_PRICES, ONLY_SHARES, ONLY_OTHERS))
"""What is said of a table whose numbers are all none of a purchase."""
NO_POWER = frozenset((PRICES_READ, SHARES_READ, OTHERS_READ))
"""What is said of values that are neither power nor energy, and so have no such unit."""


def looks_like(text: str) -> Message:
    """What is said of values that `text`, a name of prices or of shares, describes."""
    return Message(SHARES_READ if words.names_share(text) else PRICES_READ, {"column": text})


def only_no_purchase(names: Sequence[str]) -> str:
    """What is said of a table whose numbers are all below `names`, of which none is a purchase."""
    if all(map(words.names_share, names)):
        return ONLY_SHARES
    prices = all(words.names_price(name) and not words.names_share(name) for name in names)
    return ONLY_PRICES if prices else ONLY_OTHERS


class RefusedError(StoppedError):
    """A recogniser's way out; `refusal` is what it answers."""

    def __init__(self, score: float, template: str, choices: tuple[str, ...] = (), **values: object) -> None:
        question = _QUESTIONS.get(template, Question.COLUMN if choices else None)
        super().__init__(Refusal(Message(template, values), score, choices, question))


def quoted(names: Sequence[str]) -> str:
    """`names` as a list for a sentence; a long one is cut."""
    shown = ", ".join(f"“{name}”" for name in names[:30])
    return f"{shown} …" if len(names) > 30 else shown


def decided_unit(context: Context) -> str | None:
    """The unit that a person decided on. Raises `RefusedError` for one that is none."""
    if context.options.unit is None:
        return None
    if (unit := proper_name(context.options.unit)) is None:
        raise RefusedError(0.95, NO_SUCH_UNIT, unit=context.options.unit, units=", ".join(known_units()))
    return unit
