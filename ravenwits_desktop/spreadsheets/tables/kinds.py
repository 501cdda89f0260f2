"""Price and energy in one table of days across: in rows by turns (EUR/MWh, MWh), or side by side under each day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP
from ravenwits_desktop.domain.units import stated_unit
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.layout import Context
from ravenwits_desktop.spreadsheets.refusals import RefusedError, quoted
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.bought_ways import ways_bought
from ravenwits_desktop.spreadsheets.tables.columns import Headers, choose, has_fraction
from ravenwits_desktop.spreadsheets.tables.names_below import names_below, with_unit
from ravenwits_desktop.spreadsheets.tables.newer_versions import change_warnings, newer_beside
from ravenwits_desktop.spreadsheets.tables.parts_beside import parts_beside
from ravenwits_desktop.spreadsheets.tables.passed_over import passed_over
from ravenwits_desktop.spreadsheets.tables.row_units import units_of_rows
from ravenwits_desktop.spreadsheets.tables.totals_beside import has_whole_beside
from ravenwits_desktop.spreadsheets.texts import decoys, words
from ravenwits_desktop.spreadsheets.texts.figures import number_share
from ravenwits_desktop.spreadsheets.texts.period_names import Days, Token, token_of
from ravenwits_desktop.spreadsheets.texts.quantities import Quantity, quantity_of
from ravenwits_desktop.spreadsheets.texts.times import Integers

OTHER_KIND = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” stands with {day} and “{other}” with {other_day}: not all of these days are of the purchase. Leave only "
    "the columns that are.",
)
KIND_OF_SOME = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” stands below {day} and nothing below {other_day}: not all of these days are of the purchase. Leave only "
    "the columns that are.",
)
SEVERAL_COLUMNS = QT_TRANSLATE_NOOP(
    "Message",
    "“{text}” stands above several columns of row {row}, and nothing below it says what each of them holds. Leave one "
    "column there, or write MWh, €/MWh and the like below it.",
)
_ROWS_ABOVE = 3
_ROWS_BELOW = 6
_LONGEST = 40
_MOST = 6
"""Kinds of values in one table."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The values of one kind: its `name`, all `names`, and its rows with their periods, or its columns."""

    name: str
    names: tuple[str, ...]
    rows: Integers
    tokens: tuple[Token, ...]
    columns: Integers


def kinds_down(
    sheet: Sheet, context: Context, period: int, days: Integers, rows: Integers, tokens: Sequence[Token]
) -> Kinds | None:
    """The rows of the kind that is wanted, where a column left of the `days` names a kind in each row; else None.

    `rows` are those with a period of their own in the column `period`; one without continues the period above.
    Raises `RefusedError` where it has to be asked.
    """
    known = dict(zip(rows.tolist(), tokens, strict=True))
    end = int(rows[-1]) + 1
    while (
        end < len(sheet.rows) and _cell(sheet, end, period) == "" and _is_kind(_cell(sheet, end, int(days.min()) - 1))
    ):
        end += 1
    units = units_of_rows(sheet, range(int(rows[0]), end), (period, *days.tolist()))
    for column in range(int(days.min())):
        texts = [_cell(sheet, at, column) for at in range(int(rows[0]), end)]
        if column == period or not texts or not all(map(_is_kind, texts)):
            continue
        texts = [with_unit(text, units.get(at, "")) for at, text in enumerate(texts, int(rows[0]))]
        names = tuple(dict.fromkeys(texts))
        if (
            len(names) > _MOST
            or not any(map(_tells, names))
            or any(texts.count(name) != texts.count(names[0]) for name in names)
        ):
            continue
        cells = {
            name: [
                _content(sheet, at, day) for at, text in enumerate(texts, int(rows[0])) if text == name for day in days
            ]
            for name in names
        }
        chosen = choose_name(names, context, cells)
        own, named = [], []
        token: Token | None = None
        for at, text in enumerate(texts, int(rows[0])):
            token = known.get(at, token)
            if text == chosen and token is not None:
                own.append(at)
                named.append(token)
        return Kinds(chosen, names, np.array(own), tuple(named), days)
    return None


def kinds_across(sheet: Sheet, context: Context, at: int, days: Integers) -> Kinds | None:
    """The columns of the kind that is wanted, where the rows below `at` name kinds or units under each day; else None.

    Where values stand in the columns between the `days`, whatever is written below these has to tell them apart: then
    any names are kinds. Raises `RefusedError` where nothing does, and where the kind has to be asked.
    """
    gaps = set(np.diff(np.sort(days)).tolist())
    if at + 1 >= len(sheet.rows) or len(gaps) != 1:
        return None
    width = gaps.pop()
    filled = _filled_places(sheet, at, days, width)
    behind = [place for place in range(width) if _has_any(sheet, at, days + place)]
    places = filled if len(filled) > 1 else behind or [0]
    said = names_below(sheet, at, days.tolist(), places)
    names = said.names
    if len(filled) > 1:
        if not said.alike or not all(any(map(str.isalpha, name)) for name in names):
            heading = _cell(sheet, at, int(days.min()))
            raise RefusedError(0.9, SEVERAL_COLUMNS, text=heading, row=sheet.numbers[at])
    elif not said.alike or not all(map(_is_kind, names)) or not any(map(_tells, names)):
        said.check_one_power()
        return None
    below = range(said.end, len(sheet.rows))
    cells = {
        name: [_content(sheet, row, column + place) for column in days.tolist() for row in below]
        for name, place in zip(names, places, strict=True)
    }
    chosen = choose_name(names, context, cells)
    said.check_one_unit(chosen)
    none = np.zeros(0, dtype=np.int64)
    return Kinds(chosen, names, none, (), days + places[names.index(chosen)])


def _has_any(sheet: Sheet, at: int, columns: Integers) -> bool:
    """Whether anything stands in `columns` below row `at`, among names or the first values: gaps have nothing."""
    rows = range(at + 1, min(at + 1 + _ROWS_BELOW, len(sheet.rows)))
    return any(_content(sheet, row, column) != "" for row in rows for column in columns.tolist())


def _filled_places(sheet: Sheet, at: int, days: Integers, width: int) -> list[int]:
    """Which of the `width` columns that belong to each of the `days`, counted from 0, hold values below row `at`.

    The first one does, and others that have at least half as many numbers and no name of their own beside the days.
    """
    own = sorted(days.tolist())
    counts = {0: _numbers_below(sheet, at, own)}
    for place in range(1, width):
        if not any(_cell(sheet, at, column + place) for column in own[:-1]):
            counts[place] = _numbers_below(sheet, at, [column + place for column in own])
    return [place for place, count in counts.items() if not place or count * 2 >= max(counts[0], 1)]


def _numbers_below(sheet: Sheet, at: int, columns: Sequence[int]) -> int:
    rows = range(at + 1, len(sheet.rows))
    return sum(number_share([_content(sheet, row, column) for row in rows])[0] for column in columns)


def check_days_of_one_kind(sheet: Sheet, at: int, first: int, columns: Integers, days: Days) -> None:
    """Raise `RefusedError` where a row about row `at` calls some of the `days` across a purchase and others a sale.

    Or prices, losses, another quantity. `first` is the row of the first values, `columns` are those of the days. A cell
    above the days stands over the blank ones behind it as well.
    """
    order = np.argsort(columns)
    for row in (*range(max(at - _ROWS_ABOVE, 0), at), *range(at + 1, first)):
        text = ""
        said: dict[Quantity | None, tuple[str, np.datetime64]] = {}
        for column, day in zip(columns[order].tolist(), days[order], strict=True):
            text = _cell(sheet, row, column) or (text if row < at else "")
            kind = _kind_of(text)
            if kind is None and (row < at or text):
                said.clear()
                break
            said.setdefault(kind, (text, day))
        blank = said.pop(None, None)
        if blank is not None and (alone := said.get(Quantity.SOLD, said.get(Quantity.PRICE))) is not None:
            text, day = alone
            raise RefusedError(0.95, KIND_OF_SOME, text=text, day=day.item(), other_day=blank[1].item())
        if len(said) > 1:
            (one, day), (other, of_other) = list(said.values())[:2]
            raise RefusedError(0.95, OTHER_KIND, text=one, day=day.item(), other=other, other_day=of_other.item())


def _kind_of(text: str) -> Quantity | None:
    """What a short text surely says that values are, be it by their unit alone; else None."""
    told = quantity_of(text)
    return Quantity.BOUGHT if told is None and 0 < len(text) <= _LONGEST and _tells(text) else told


def choose_name(
    names: Sequence[str], context: Context, cells: Mapping[str, Sequence[Cell]], *, of_unit: bool = False
) -> str:
    """The one of `names` that a person wants, or that clearly is the purchase. Raises `RefusedError` to ask.

    `cells` are the values of each, in the same order of time. `of_unit` says whether they are known to be of a unit of
    power or energy, but for those whose name says another.
    """
    wanted = context.options.column
    ways = ways_bought(dict(enumerate(names)), lambda at: cells[names[at]], of_unit=of_unit)
    possible = [name for at, name in enumerate(names) if at in ways or not _is_none(name, cells[name])]
    choices = tuple(possible or names)
    if wanted is not None:
        for name in names:
            if words.folded(name) == words.folded(wanted):
                return name
        raise RefusedError(0.9, refusals.NO_SUCH_COLUMN, choices, column=wanted, columns=quoted(choices))
    if not possible:
        raise RefusedError(0.85, refusals.only_no_purchase(choices), choices, columns=quoted(choices))
    if sorted(map(words.folded, possible)) == ["c", "v"]:  # compra and venta
        return min(possible, key=words.folded)
    parts = [name for name in possible if not words.is_total(name) or words.names_purchase(name)] or possible
    chosen = choose(Headers(tuple(parts), 0, {}), range(len(parts)))
    if chosen is not None:
        if not has_whole_beside(parts[chosen], cells) and (beside := parts_beside(parts[chosen], cells)):
            choices = tuple(name for name in names if name in choices or name in beside)
            raise RefusedError(0.9, refusals.ASK_COLUMN, choices, columns=quoted(choices))
        left = {name: cells[name] for name in parts}
        doubted = any(doubt(parts[chosen], cells) for doubt in (has_whole_beside, newer_beside, change_warnings))
        if doubted or passed_over(parts[chosen], left):
            raise RefusedError(0.9, refusals.ASK_COLUMN, choices, columns=quoted(choices))
    if chosen is None:
        bought = [name for name in possible if words.names_purchase(name)] or possible
        own = [name for name in bought if words.names_country(name, context.options.zone)]
        if len(own) != 1 or len(bought) == len(possible):
            raise RefusedError(
                0.9, refusals.ASK_COLUMN, (*bought, *(n for n in possible if n not in bought)), columns=quoted(choices)
            )
        return own[0]
    return parts[chosen]


def clear_purchase(names: Sequence[str]) -> str | None:
    """The only one of `names` that is a purchase, where all others are prices or sales; None without such a one."""
    bought = [name for name in names if words.names_purchase(name)]
    others = [name for name in names if name not in bought]
    if len(bought) != 1 or not all(words.names_price(name) or words.names_only_sale(name) for name in others):
        return None
    return bought[0]


def _is_none(name: str, cells: Sequence[Cell]) -> bool:
    """Whether a name means anything but energy that may be bought: prices, shares, weather, the number of customers."""
    if words.names_price(name) or decoys.is_decoy(name) or decoys.names_bare_share(name):
        return True
    bought_for = decoys.names_customers(name) and (words.names_load(name) or any(map(has_fraction, cells)))
    return words.names_other_quantity(decoys.without_customers(name) if bought_for else name)


def _cell(sheet: Sheet, at: int, column: int) -> str:
    return cell_text(_content(sheet, at, column))


def _content(sheet: Sheet, at: int, column: int) -> Cell:
    row = sheet.rows[at]
    return row[column] if 0 <= column < len(row) else ""


def _tells(text: str) -> bool:
    """Whether a text surely says what values are, and is no remark."""
    kinds = (words.names_price, words.names_purchase, words.names_load, words.names_sale)
    return stated_unit(text) is not None or any(names(text) for names in kinds)


def _is_kind(text: str) -> bool:
    """Whether a cell can say what its values are: a unit or words, no number and no period."""
    if not text or token_of(text) is not None or any(letter.isdigit() for letter in text):
        return False
    return any(letter.isalpha() or letter in "€£$±" for letter in text.replace("+/-", "±"))
