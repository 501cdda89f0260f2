"""What the spreadsheet program shows or hides of a table, which its cells do not tell, and what names say of it."""

from __future__ import annotations

from pathlib import PurePath

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.cells.formats import MONEY, SHARE
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
