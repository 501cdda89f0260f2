"""A closer look at a table that no layout could read: the cell that it failed on, where one can be named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from ravenwits_desktop.domain import text as domain_text
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.text import Sign
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates_in_text import days_in
from ravenwits_desktop.spreadsheets.days.day_claims import name_before
from ravenwits_desktop.spreadsheets.days.day_words import names_issue
from ravenwits_desktop.spreadsheets.layout import Refusal
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts.times import looks_like_times, read_parts

NO_SUCH_DATE = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” in row {row} looks like a date, but it is none that can be read: the calendar has no such day, or its "
    "year is not clear. Write dates as 2026-11-24 or 24/11/2026.",
)
DAY_OF_MAKING = QT_TRANSLATE_NOOP(
    "Message",
    "The periods of the table are numbered, but nothing says of which day: “{text}” in row {row} was not taken, as its "
    "words say when the file was made. Say which day of delivery it is, or write it above the table or into the file's "
    "name as 2026-11-24.",
)
NOT_A_NUMBER = QT_TRANSLATE_NOOP(
    "Message",
    "No column of numbers was found beside the dates. “{text}” in row {row}, for one, is text: leave the number alone "
    "in its cell.",
)
BROKEN_FORMULAS = QT_TRANSLATE_NOOP(
    "Message",
    "No column of numbers was found beside the dates: “{text}” in row {row} is what a broken formula shows. Mend the "
    "formula in the spreadsheet program and save the file, or ask whoever sent it.",
)
NOTHING_BELOW = QT_TRANSLATE_NOOP(
    "Message",
    "No column of numbers was found beside the dates: there is nothing below “{column}”. If these are formulas, open "
    "the file in the spreadsheet program and save it there, so that their results are in it.",
)
MONTHLY = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” names months (“{text}” in row {row}): these are values of whole months. A purchase needs "
    "one for each hour or quarter of an hour: export the table with its hours.",
)
_MONTH_NAME = (
    r"(?:ene|jan|gen|feb|fev|f[eé]v|mar|m[aä]r|abr|apr|avr|may|mai|mag|jun|giu|juin|jul|lug|juil|ago|aug|ao[uû]|sep|set|"
    r"oct|out|okt|ott|nov|dic|dez|dec|d[eé]c)[a-zéû]*\.?"
)
_LIKE_A_MONTH = re.compile(
    rf"(?:0?[1-9]|1[0-2])[-/.](?:19|20)\d{{2}}|(?:19|20)\d{{2}}[-/.](?:0?[1-9]|1[0-2])|{_MONTH_NAME}(?:\s+de)?[-/.\s]+(?:\d{{4}}|\d{{2}})",
    re.IGNORECASE,
)
_LIKE_A_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b.*")
_FORMULA_ERROR = re.compile(r"#\s*[¡¿]?(?:[A-ZÁÉÍÓÚ]{2,9}[!?]?|N/[ADV]|DIV/0!)", re.IGNORECASE)
_LIKE_A_VALUE = re.compile(r"[^\w]*\d[\d.,]*\s*\D{0,8}")
_WITHOUT_HOURS = frozenset((refusals.NO_TIMES, refusals.NO_DAY, refusals.DATES_ONLY, refusals.DAILY))
_FEWEST = 3
_LONGEST = 40
_HEADER_ROWS = 40


def closer(refusal: Refusal, sheet: Sheet) -> Refusal:
    """`refusal` with the cell that stands in the way, where it says no more than that something was not found."""
    template = refusal.message.template
    if template in _WITHOUT_HOURS and (months := _months(sheet)) is not None:
        return replace(refusal, message=months, question=None)
    if template in {refusals.NO_TIMES, refusals.NO_DAY} and (false := _false_date(sheet)) is not None:
        return replace(refusal, message=false, question=None)
    if template in {refusals.NO_TIMES, refusals.NO_DAY}:
        found = _made(sheet) if template == refusals.NO_DAY else None
    elif template == refusals.NO_VALUES:
        found = _broken(sheet) or _text_for_number(sheet) or _nothing_below(sheet)
    else:
        return refusal
    return refusal if found is None else replace(refusal, message=found)


def _made(sheet: Sheet) -> Message | None:
    """The first of the titles with a date that says when the file was made."""
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        for column, cell in enumerate(row):
            before = name_before(sheet.rows, at, column)
            dated = bool(days_in(cell)) if isinstance(cell, str) else isinstance(cell, date)
            if dated and names_issue(f"{before} {cell}"):
                text = f"{before} {cell_text(cell)}".strip()
                return Message(DAY_OF_MAKING, {"text": text, "row": sheet.numbers[at]})
    return None


def _false_date(sheet: Sheet) -> Message | None:
    for cells in sheet.columns:
        like = [row for row, cell in enumerate(cells) if _matches(_LIKE_A_DATE, cell)]
        if len(like) >= _FEWEST and not _any_day([cells[row] for row in like]):
            return _named(NO_SUCH_DATE, sheet, like[0], cells[like[0]])
    return None


def _months(sheet: Sheet) -> Message | None:
    """A column of months: of their names or numbers with the year, or of dates that are the first or last of each."""
    for cells in sheet.columns:
        rows = [row for row, cell in enumerate(cells) if _is_month(cell)]
        dates = sum(isinstance(cell, date) for cell in cells)
        if len(rows) < _FEWEST or dates > len(rows) or len({cell_text(cells[row]) for row in rows}) < len(rows):
            continue
        head = next((cell for cell in reversed(cells[: rows[0]]) if isinstance(cell, str) and cell), "")
        told = {"column": head, "text": cell_text(cells[rows[0]])[:_LONGEST], "row": sheet.numbers[rows[0]]}
        return Message(MONTHLY, told)
    return None


def _is_month(cell: Cell) -> bool:
    if isinstance(cell, date):
        return cell.day == 1 or (cell + timedelta(days=1)).day == 1
    return _matches(_LIKE_A_MONTH, cell)


def _any_day(cells: list[Cell]) -> bool:
    """Whether any cell names a day of the calendar, in either order of day and month."""
    parts = read_parts(cells)
    return any(not np.isnat(parts.walls(month_first=order)).all() for order in (False, True))


def _named(template: str, sheet: Sheet, row: int, cell: Cell) -> Message:
    return Message(template, {"text": cell_text(cell)[:_LONGEST], "row": sheet.numbers[row]})


def _broken(sheet: Sheet) -> Message | None:
    """A column of the errors of formulas."""
    for cells in sheet.columns:
        wrong = [row for row, cell in enumerate(cells) if _matches(_FORMULA_ERROR, cell)]
        if len(wrong) >= _FEWEST:
            return _named(BROKEN_FORMULAS, sheet, wrong[0], cells[wrong[0]])
    return None


def _text_for_number(sheet: Sheet) -> Message | None:
    for cells in sheet.columns:
        like = [row for row, cell in enumerate(cells) if _matches(_LIKE_A_VALUE, cell)]
        wrong = [row for row in like if domain_text.decimal_sign(cell_text(cells[row])) is Sign.NOT_A_NUMBER]
        if len(wrong) >= _FEWEST and len(wrong) * 2 > len(like) and not looks_like_times([cells[wrong[0]]]):
            return _named(NOT_A_NUMBER, sheet, wrong[0], cells[wrong[0]])
    return None


def _nothing_below(sheet: Sheet) -> Message | None:
    column = empty_column(sheet)
    return None if column is None else Message(NOTHING_BELOW, {"column": column})


def empty_column(sheet: Sheet) -> str | None:
    """A header with nothing below it: what a file made by a script holds where its formulas were never worked out."""
    for cells in sheet.columns:
        filled = [row for row, cell in enumerate(cells) if cell != ""]
        if len(filled) == 1 and filled[0] < min(_HEADER_ROWS, len(cells) - 1) and isinstance(cells[filled[0]], str):
            return cell_text(cells[filled[0]])[:_LONGEST]
    return None


def _matches(pattern: re.Pattern[str], cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell) and pattern.fullmatch(cell.strip()) is not None
