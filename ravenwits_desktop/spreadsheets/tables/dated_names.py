"""Cells that name a day and, beside it, what the values are: 14/01/2026 Compra, Venta 14/01/2026."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.timegrid import Bools
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.day_words import names_issue
from ravenwits_desktop.spreadsheets.days.short_days import DaysSaid, are_days, days_of
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.kinds import choose_name
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.period_names import Days, token_of
from ravenwits_desktop.spreadsheets.texts.times import looks_like_times
from ravenwits_desktop.spreadsheets.texts.written_dates import MONTHS
from ravenwits_desktop.spreadsheets.texts.yearless_dates import Yearless, yearless_within

DAY_IN_WORDS = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” in row {row} says the day and what the values are in one cell. Write the date into a column of its own.",
)
_DATE = re.compile(
    r"(?<![\d/.-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    r"|\d{1,2}[\s-](?:de\s)?(?:" + "|".join(MONTHS) + r")[a-z]*\.?[\s-](?:del?\s)?\d{4})(?!\d|[/.-]\d|\s*\d{1,2}:)",
    re.IGNORECASE,
)
_LETTERED = re.compile(rf"(?P<date>{_DATE.pattern})[\s-]+[(]?(?P<letter>[CV])[)]?\s*", re.IGNORECASE)
_SIGNS = " -–—:;,|/·_"
_LONGEST = 80
_FEWEST = 2
_LOOKED_AT = 200


def parted(cell: Cell) -> tuple[str, str] | None:
    """The date in `cell` and the words beside it; None where it does not hold one date and words.

    A weekday or a word such as Fecha is part of the date, and the name of an hour says nothing of the values.
    """
    if not isinstance(cell, str) or not cell or len(cell) > _LONGEST:
        return None
    dates = list(_DATE.finditer(cell))
    if len(dates) != 1 or names_issue(cell):
        return None
    match = dates[0]
    left, right = (text.strip(_SIGNS) for text in (cell[: match.start()], cell[match.end() :]))
    if right.startswith("(") and right.endswith(")") and right.count("(") == 1:
        right = right[1:-1]
    name = cell_text(f"{left} {right}".strip(_SIGNS))
    if not any(map(str.isalpha, name)) or token_of(name) is not None or looks_like_times([cell]):
        return None
    return match.group(), name


def with_years(cells: Sequence[Cell], texts: Sequence[str], context: Context) -> tuple[list[Cell], DaysSaid] | None:
    """`cells` with whole dates in place of those without a year beside words: 29/11 real, Prev. 30-nov; and the days.

    None where not two of them at least are such. `texts` may say the year. Raises as `days_of` does.
    """
    found: dict[int, tuple[Yearless, str]] = {}
    for place, cell in enumerate(cells):
        text = cell_text(cell) if isinstance(cell, str) and len(cell) <= _LONGEST else ""
        within = yearless_within(text) if text else None
        if within is None or names_issue(text) or not _is_date(within[0]):
            continue
        begin = words.folded(text).find(within[0].text)
        rest = f"{text[:begin]} {text[begin + len(within[0].text) :]}"
        if any(map(str.isalpha, rest)):
            found[place] = (within[0], rest)
    dates = [date for date, _ in found.values()]
    if len(found) < _FEWEST or not are_days([replace(date, weekdays=frozenset()) for date in dates]):
        return None
    said = days_of(dates, texts, context.today, context)
    dated = list(cells)
    for (place, (_, rest)), day in zip(found.items(), said.days, strict=True):
        dated[place] = f"{day} {rest}"
    return dated, said


def _is_date(date: Yearless) -> bool:
    """Whether numbers beside words are a date: a group 1/2 is none."""
    return bool(date.weekdays) or date.mark in ("", "..") or (date.mark == "/" and date.text[-3:-2] == "/")


def parted_cells(cells: Sequence[Cell]) -> tuple[list[Cell], list[str]] | None:
    """`cells` with dates alone, and what stands beside each of them; None where they are no dates with words.

    They are where two cells at least have both, or all there are, and no others are dates alone, or only those of what
    is not bought.
    """
    found = _bought_and_sold(cells) or [parted(cell) for cell in cells]
    names = {part[1] for part in found if part is not None}
    count = sum(part is not None for part in found)
    if count < min(_FEWEST, max(1, sum(cell != "" for cell in cells))):
        return None
    dates = [part[0] if part is not None else cell for part, cell in zip(found, cells, strict=True)]
    alone = any(looks_like_times([cell]) for part, cell in zip(found, cells, strict=True) if part is None)
    if alone and not any(map(words.names_purchase, names)):
        return None
    return list(dates), [part[1] if part is not None else "" for part in found]


def _bought_and_sold(cells: Sequence[Cell]) -> list[tuple[str, str] | None] | None:
    """The dates of `cells` with the letter behind each, where both C and V are: of what is bought and what is sold.

    One alone may be that of a weekday.
    """
    matches = [_LETTERED.fullmatch(cell) if isinstance(cell, str) else None for cell in cells]
    letters = {match["letter"].upper() for match in matches if match is not None}
    if letters != {"C", "V"}:
        return None
    return [
        (match["date"], match["letter"]) if match is not None else parted(cell)
        for match, cell in zip(matches, cells, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class OneKind:
    """The values of one kind: its `name`, all `names`, which of the cells with a day are of it, and what is said."""

    name: str
    names: tuple[str, ...]
    mask: Bools
    notes: tuple[Message, ...]


def of_one_kind(names: Sequence[str], days: Days, context: Context, values: Sequence[Sequence[Cell]]) -> OneKind:
    """The kind that is wanted, of those that `names` say beside the `days`, each with its `values`.

    Raises `RefusedError` where it has to be asked: also where it has not all the days of what else may be bought.
    """
    kinds = tuple(dict.fromkeys(names))
    cells = {
        kind: [cell for name, of_day in zip(names, values, strict=True) if name == kind for cell in of_day]
        for kind in kinds
    }
    chosen = choose_name(kinds, context, cells) if len(kinds) > 1 else kinds[0]
    mask = np.array([name == chosen for name in names], dtype=np.bool_)
    if context.options.column is not None or len(kinds) == 1:
        return OneKind(chosen, kinds, mask, ())
    choices = tuple(name for name in kinds if not words.names_price(name) and not words.names_sale(name))
    if (np.isin(names, choices) & ~np.isin(days, days[mask])).any():
        raise RefusedError(0.95, refusals.ASK_COLUMN, choices, columns=quoted(choices))
    return OneKind(chosen, kinds, mask, (Message(refusals.WAS_CHOSEN, {"column": chosen, "columns": quoted(kinds)}),))


def check_no_day_in_words(sheet: Sheet, rows: Sequence[int], taken: int) -> None:
    """Refuse a table without a column of dates of which a column other than `taken` has them beside words.

    The day that a title tells is then another one, or only the first.
    """
    looked = rows[:_LOOKED_AT]
    for column, cells in enumerate(sheet.columns):
        if column == taken or not looked or parted(cells[looked[0]]) is None:
            continue
        if parted_cells([cells[row] for row in looked]) is not None:
            text = cell_text(cells[looked[0]])
            raise RefusedError(0.9, DAY_IN_WORDS, text=text, row=sheet.numbers[looked[0]])
