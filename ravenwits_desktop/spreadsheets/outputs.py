"""A spreadsheet of strategy outputs to the JSON that an update sends: a row for each datetime and market.

Columns, in any order and with their names in Spanish or English: datetime, market, purchase %, sale %, and the model
where there are several. What is decided about the file (per cents, the order of day and month) is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import Floats, Minutes, format_labels
from ravenwits_desktop.spreadsheets.cells.book import read_cells
from ravenwits_desktop.spreadsheets.cells.opening import content_of
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS, Limits
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text
from ravenwits_desktop.spreadsheets.texts.figures import AmbiguousDecimalError, read_figures
from ravenwits_desktop.spreadsheets.texts.times import read_parts
from ravenwits_desktop.spreadsheets.texts.words import names_sale, spaced

NO_TABLE = QT_TRANSLATE_NOOP(
    "Message",
    "“{name}” has no table of outputs. One has a header with datetime, market, purchase % and sale %, and the model "
    "where there are several.",
)
NOT_A_TIME = QT_TRANSLATE_NOOP("Message", "Row {row}, “{column}”: “{text}” is not a date and time.")
NOT_A_NUMBER = QT_TRANSLATE_NOOP("Message", "Row {row}, “{column}”: “{text}” is not a number.")
NO_MARKET = QT_TRANSLATE_NOOP("Message", "Row {row}: the market is missing.")
NO_MODEL = QT_TRANSLATE_NOOP("Message", "Row {row}: the model is missing.")
ONE_MODEL = QT_TRANSLATE_NOOP("Message", "The file names no model: its rows are taken as those of model {model}.")
PER_CENT = QT_TRANSLATE_NOOP("Message", "Values up to {largest} were read as per cents and divided by 100.")
FRACTIONS = QT_TRANSLATE_NOOP("Message", "Values were read as fractions: 1.0 is all of the purchase.")
DAY_FIRST = QT_TRANSLATE_NOOP("Message", "“{text}” was read with the day before the month.")
OTHER_SHEETS = QT_TRANSLATE_NOOP("Message", "Only the sheet “{sheet}” was read.")

_HEADER_ROWS = 30
_LARGEST_FRACTION = 10.0
"""Above this a share is a per cent (`api.md`: 1.0 is 100 %)."""
_DATETIME = re.compile(r"(?<![a-z])(?:datetime|fecha|date|data|hora|time|timestamp|periodo?|label)(?![a-z])")
_MARKET = re.compile(r"(?<![a-z])(?:mercados?|markets?|sesion|session)(?![a-z])")
_MODEL = re.compile(r"(?<![a-z])(?:id ?model|modelos?|models?|estrategias?|strategy)(?![a-z])")
_PURCHASE = re.compile(r"(?<![a-z])(?:compras?|purchases?|buy|bought)(?![a-z])")


@dataclass(frozen=True, slots=True)
class OutputsWanted:
    """What the child process is asked for in place of a purchase. `idmodel` is that of rows without a model."""

    idmodel: str = "1"


@dataclass(frozen=True, slots=True)
class OutputsFile:
    """Outputs as JSON text (a list of models), and what was decided about the file on the way."""

    text: str
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column stands, and in which row (place in the sheet) their heads."""

    head: int
    datetime: int
    market: int
    purchase: int
    sale: int
    model: int | None


def read_outputs(path: Path, wanted: OutputsWanted, limits: Limits = DEFAULT_LIMITS) -> OutputsFile:
    """Read the file at `path`. Raises `UnreadableFileError`; to be called in the child process."""
    return outputs_of(content_of(path, limits), path.name, wanted, limits)


def outputs_of(content: bytes, name: str, wanted: OutputsWanted, limits: Limits = DEFAULT_LIMITS) -> OutputsFile:
    """Read `content`, a file of that name. Raises `UnreadableFileError` that names the row that is wrong."""
    book = read_cells(content, name, limits)
    for sheet in book.sheets:
        columns = _columns(sheet)
        if columns is not None:
            found = _read(sheet, columns, wanted)
            more = len(book.names) > 1
            notes = (Message(OTHER_SHEETS, {"sheet": sheet.name}),) if more else ()
            return OutputsFile(found.text, (*notes, *found.notes))
    raise unreadable(NO_TABLE, name=name)


def _columns(sheet: Sheet) -> _Columns | None:
    for place, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        heads = [spaced(cell_text(cell)) for cell in row]
        sale = _first(heads, names_sale)
        purchase = _first(heads, lambda head: bool(_PURCHASE.search(head)) and not names_sale(head))
        market = _first(heads, lambda head: bool(_MARKET.search(head)))
        datetime = _first(heads, lambda head: bool(_DATETIME.search(head)))
        if sale is not None and purchase is not None and market is not None and datetime is not None:
            return _Columns(
                place, datetime, market, purchase, sale, _first(heads, lambda head: bool(_MODEL.search(head)))
            )
    return None


def _first(heads: Sequence[str], fits: Any) -> int | None:
    return next((place for place, head in enumerate(heads) if fits(head)), None)


def _read(sheet: Sheet, columns: _Columns, wanted: OutputsWanted) -> OutputsFile:
    heads = sheet.rows[columns.head]
    body = [
        (number, row)
        for number, row in zip(sheet.numbers[columns.head + 1 :], sheet.rows[columns.head + 1 :], strict=True)
        if any(cell != "" for cell in row)
    ]
    numbers = [number for number, _ in body]

    def column(place: int) -> list[Cell]:
        return [row[place] if place < len(row) else "" for _, row in body]

    def head(place: int) -> str:
        return cell_text(heads[place])

    labels, notes = _labels(column(columns.datetime), numbers, head(columns.datetime))
    shares = [_shares(column(place), numbers, head(place)) for place in (columns.purchase, columns.sale)]
    largest = max((float(np.abs(values).max(initial=0.0)) for values, _ in shares), default=0.0)
    if any(signed for _, signed in shares) or largest > _LARGEST_FRACTION:
        notes.append(Message(PER_CENT, {"largest": without_exponent(largest, 6)}))
        shares = [(values / 100, signed) for values, signed in shares]
    else:
        notes.append(Message(FRACTIONS))
    markets = [cell_text(cell).upper() for cell in column(columns.market)]
    models = [wanted.idmodel] * len(body)
    if columns.model is not None:
        models = [cell_text(cell) for cell in column(columns.model)]
    elif body:
        notes.append(Message(ONE_MODEL, {"model": wanted.idmodel}))
    for template, texts in ((NO_MARKET, markets), (NO_MODEL, models)):
        if "" in texts:
            raise unreadable(template, row=numbers[texts.index("")])
    gathered: dict[str, dict[str, list[dict[str, Any]]]] = {}
    rows = zip(models, markets, format_labels(labels), shares[0][0].tolist(), shares[1][0].tolist(), strict=True)
    for model, market, label, bought, sold in rows:
        row = {"datetime": label, "purchase_percentage": bought, "sale_percentage": sold}
        gathered.setdefault(model, {}).setdefault(market, []).append(row)
    outputs = [{"idmodel": _id(model), "value": value} for model, value in gathered.items()]
    return OutputsFile(json.dumps(outputs, ensure_ascii=False), tuple(notes))


def _id(text: str) -> int | str:
    return int(text) if text.isdecimal() and len(text) < 10 else text


def _labels(cells: Sequence[Cell], numbers: Sequence[int], head: str) -> tuple[Minutes, list[Message]]:
    """The labels of a column, and what was decided about them."""
    parts = read_parts(cells)
    walls = parts.walls()
    notes = []
    if parts.open_order.any():
        swapped = parts.walls(month_first=True)
        if np.isnat(walls).sum() > np.isnat(swapped).sum():
            walls = swapped
        elif not np.isnat(swapped).any():
            notes.append(Message(DAY_FIRST, {"text": cell_text(cells[int(np.argmax(parts.open_order))])}))
    if np.isnat(walls).any():
        wrong = int(np.argmax(np.isnat(walls)))
        raise unreadable(NOT_A_TIME, row=numbers[wrong], column=head, text=cell_text(cells[wrong]))
    return walls, notes


def _shares(cells: Sequence[Cell], numbers: Sequence[int], head: str) -> tuple[Floats, bool]:
    """The numbers of a column, and whether they carry the sign of a per cent. An empty cell is no share."""
    signed = any(isinstance(cell, str) and cell.rstrip().endswith("%") for cell in cells)
    plain = [cell.replace("%", "").strip() if isinstance(cell, str) else cell for cell in cells]
    try:
        figures = read_figures(plain)
    except AmbiguousDecimalError:
        # shares have no thousands
        figures = read_figures(plain, _own_sign(plain))
    if figures.texts:
        wrong = min(figures.texts)
        raise unreadable(NOT_A_NUMBER, row=numbers[wrong], column=head, text=figures.texts[wrong])
    return np.nan_to_num(figures.values), signed


def _own_sign(cells: Sequence[Cell]) -> Decimal:
    return Decimal.COMMA if any(isinstance(cell, str) and "," in cell for cell in cells) else Decimal.POINT
