"""A row for each day of a month, named by weekday and day, without headers: the liquidation files of REE."""

from __future__ import annotations

import re

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.titles import month_of, title_text, unit_of_titles
from ravenwits_desktop.spreadsheets.layout import Context, Found, Refusal
from ravenwits_desktop.spreadsheets.refusals import RefusedError, decided_unit
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.across import About, Block, numbering_of, series_of, spread
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.period_names import Form, Token

NAME = "weekdays of a month"
MONTH_FROM_NAME = QT_TRANSLATE_NOOP("Message", "The month, {month}, was taken from the file's name.")
WEEKDAY_DIFFERS = QT_TRANSLATE_NOOP(
    "Message", "Row {row} is called “{text}”, but that day of {month} is another weekday. Look at the file's name."
)
UNKNOWN_KIND = QT_TRANSLATE_NOOP(
    "Message",
    "The file is laid out as those of the system operator's settlements, and “{column}” does not say that it is a "
    "purchase. Choose the file with the programme, unless you know that its values are what is bought.",
)
_PRICES = re.compile(r"(?<![a-z])pr(?!og|od|ev)[a-z]*")
"""Codes of files of prices: prdvdatos, prdvsuqh."""
_DAY = re.compile(r"([LMXJVSD])\s*(\d{1,2})")
_WEEKDAYS = "LMXJVSD"
_MONDAY = np.datetime64("2024-01-01", "D")


def recognise_weekdays(sheet: Sheet, context: Context) -> Found | Refusal:
    """Read `sheet` as the days of one month; a `Refusal` says what is missing."""
    try:
        return _read(sheet, context)
    except RefusedError as error:
        return error.refusal


def _read(sheet: Sheet, context: Context) -> Found:
    matches = {
        at: match
        for at, row in enumerate(sheet.rows)
        if isinstance(row[0], str) and len(row) > 23 and (match := _DAY.fullmatch(row[0].strip().upper()))
    }
    if not matches:
        raise RefusedError(0.05, refusals.NO_TIMES)
    month = month_of([context.file])
    if month is None:
        raise RefusedError(0.6, refusals.NO_MONTH)
    rows = np.array(list(matches))
    days = month.astype("datetime64[D]") + (np.array([int(match.group(2)) for match in matches.values()]) - 1)
    if (days.astype("datetime64[M]") != month).any():
        raise RefusedError(0.6, refusals.NO_MONTH)
    texts = {"month": str(month)}
    odd = [
        Message(WEEKDAY_DIFFERS, {"row": sheet.numbers[at], "text": cell_text(sheet.rows[at][0]), **texts})
        for (at, match), day in zip(matches.items(), days, strict=True)
        if int((day - _MONDAY).astype(np.int64)) % 7 != _WEEKDAYS.index(match.group(1))
    ]
    count = 100 if max(len(sheet.rows[at]) for at in matches) > 90 else 25
    tokens = [Token(Form.NUMBER, number) for number in range(1, count + 1)]
    numbering = numbering_of(tokens, np.repeat(days[:1], count), context, "")
    if numbering is None:
        raise RefusedError(0.2, refusals.NO_TIMES)
    order = np.argsort(days, kind="stable")
    rows, days = rows[order], days[order]
    titles = title_text(sheet.rows[: int(rows.min())])
    name = _words(titles) or context.file
    share = words.names_share(titles) or words.names_share(context.file.replace("_", " "))
    unit = decided_unit(context) or unit_of_titles(sheet.rows[: int(rows.min())])
    doubt = () if unit is not None and not share else _doubts(name, context.file, share=share)
    about = About(
        layout=NAME,
        column=name,
        candidates=(name,),
        time_column=sheet.letter(0),
        header_row=None,
        headers=(),
        unit=unit,
        form=Form.NUMBER.value,
        notes=(Message(MONTH_FROM_NAME, texts),),
        warnings=(*doubt, *odd[:3]),
        places=((Role.DATE, (rows, np.zeros(len(rows), dtype=np.int64))),),
    )
    block = Block(
        np.repeat(rows, count),
        np.tile(np.arange(1, count + 1), len(rows)),
        np.repeat(days, count),
        spread(numbering, len(rows)),
    )
    return Found(series_of(sheet, context, block, about), 0.85, (Message(MONTH_FROM_NAME, texts),))


def _words(titles: str) -> str:
    """What stands above the table but the numbers there, which are parts of a date."""
    return " ".join(word for word in titles.split() if any(map(str.isalpha, word)))


def _doubts(name: str, file: str, *, share: bool) -> tuple[Message, ...]:
    """What is to be seen of values that do not say their unit: losses, prices, or anything else."""
    if share:
        return (Message(refusals.SHARES_READ, {"column": name}),)
    texts = [words.spaced(text) for text in (name, file)]
    if any(map(words.names_price, texts)) or any(map(_PRICES.search, texts)):
        return (Message(refusals.PRICES_READ, {"column": name}),)
    if any(words.names_purchase(text) or words.names_load(text) for text in texts):
        return ()
    return (Message(UNKNOWN_KIND, {"column": name}),)
