"""What the spreadsheet program shows or hides of a table, which its cells do not tell, and what names say of it."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.timegrid import Minutes
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.cells.formats import MONEY, NO_YEAR, SHARE, UNITS_APART
from ravenwits_desktop.spreadsheets.layout import Series
from ravenwits_desktop.spreadsheets.mapping.proportion import is_no_power
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.tables.hidden_columns import hidden_day_warnings
from ravenwits_desktop.spreadsheets.texts import words

HIDDEN_ROWS = QT_TRANSLATE_NOOP(
    "Message", "Sheet “{sheet}” has hidden rows. They were read as well: look whether they are meant."
)
HIDDEN_DAYS = QT_TRANSLATE_NOOP(
    "Message",
    "The spreadsheet program hides the column “{column}” ({letter}), from which the days were taken. Look whether they "
    "are right.",
)
UNITS_DIFFER = QT_TRANSLATE_NOOP(
    "Message",
    "The spreadsheet program shows some values of “{column}” in {unit} and others in {other}, and all were read alike. "
    "Write them in one unit.",
)
YEAR_HIDDEN = QT_TRANSLATE_NOOP(
    "Message",
    "The spreadsheet program shows the dates of “{column}” without their year, and they are of {day}: look whether the "
    "year is right.",
)
_HALF_A_YEAR = np.timedelta64(183, "D")
"""Days nearer to today in another year than in their own are further away than that."""


def hidden_year_warnings(series: Series, sheet: Sheet, labels: Minutes, today: date) -> tuple[Message, ...]:
    """What has to be seen where nobody sees the year of days, and `today` it is none that they would be written in."""
    days = labels[~np.isnat(labels)].astype("datetime64[D]")
    if NO_YEAR not in sheet.formats.values() or not len(days):
        return ()
    if (np.abs(days - np.datetime64(today, "D")) <= _HALF_A_YEAR).any():
        return ()
    for role, (_, columns) in series.places:
        one = role is Role.DATE and len(columns) and (columns == columns[0]).all()
        if one and sheet.formats.get(int(columns[0])) == NO_YEAR:
            return (Message(YEAR_HIDDEN, {"column": series.time_column, "day": days.min().item()}),)
    return ()


def sheet_warnings(series: Series, sheet: Sheet) -> tuple[Message, ...]:
    """What the spreadsheet program shows of the values and the reader of the cells does not."""
    said = set()
    if sheet.formats and series.columns is not None:
        said = {sheet.formats.get(column) for column in np.unique(series.columns).tolist()}
    warnings = []
    if MONEY in said:
        warnings.append(Message(refusals.PRICES_READ, {"column": series.column}))
    if SHARE in said:
        warnings.append(Message(refusals.SHARES_READ, {"column": series.column}))
    for units in (text.split(UNITS_APART) for text in said if text and UNITS_APART in text):
        warnings.append(Message(UNITS_DIFFER, {"column": series.column, "unit": units[0], "other": units[1]}))
    if sheet.hidden_rows:
        warnings.append(Message(HIDDEN_ROWS, {"sheet": sheet.name}))
    return (*warnings, *_hidden_days(series, sheet), *hidden_day_warnings(series, sheet))


def _hidden_days(series: Series, sheet: Sheet) -> tuple[Message, ...]:
    """What has to be seen where the days of rows stand in a column that nobody sees."""
    for role, (_, columns) in series.places:
        if role is Role.DATE and len(columns) and (columns == columns[0]).all():
            column = int(columns[0])
            if column in sheet.hidden_columns:
                return (Message(HIDDEN_DAYS, {"column": series.time_column, "letter": sheet.letter(column)}),)
    return ()


def price_warnings(series: Series, sheet: str, file: str) -> tuple[Message, ...]:
    """Where the only words that tell what the values are speak of prices: those of the column, the sheet, the file."""
    column = series.column
    if series.unit is not None or is_no_power(series) or words.names_purchase(column) or words.names_load(column):
        return ()
    for text in (column, sheet, PurePath(file).stem):
        if words.names_only_price(text):
            return (Message(refusals.PRICES_READ, {"column": text}),)
    return ()
