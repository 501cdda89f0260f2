"""What the columns beside the values say of them: bought or sold, of which unit, what at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading_notes import BESIDE_READ
from ravenwits_desktop.domain.text import is_missing
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.titles import unit_of_titles
from ravenwits_desktop.spreadsheets.refusals import RefusedError
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, cell_text, is_number
from ravenwits_desktop.spreadsheets.tables.name_doubts import names_concept
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.other_energy import titles_other_energy
from ravenwits_desktop.spreadsheets.texts.quantities import Quantity, quantity_of

BOTH_DIRECTIONS = QT_TRANSLATE_NOOP(
    "Message",
    "The column “{column}” says of each row whether it is bought or sold (“{text}” in row {row}), and the values have "
    "no sign. Leave only what is bought, or give what is sold a minus.",
)
OTHER_CONCEPT = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” says “{text}” in row {row} and “{other}” in row {of_other}: not all of these rows are of the purchase. "
    "Leave only the rows that are.",
)
SEVERAL_UNITS_JOINED = QT_TRANSLATE_NOOP(
    "Message",
    "“{column}” names {count} of them, the first two are “{first}” and “{second}” (row {row}): all rows were read as "
    "one purchase. Import it only if that is meant.",
)
_BUY = frozenset(("c", "compra", "compras", "b", "buy", "bought", "kauf", "einkauf", "bezug", "+", "e", "entrada"))
_SELL = frozenset(("v", "venta", "ventas", "vendas", "venda", "s", "sell", "sold", "sale", "verkauf", "-", "salida"))
_CUPS = re.compile(r"es\d{16}[a-z]{2}(?:\d[a-z])?", re.IGNORECASE)
_OWNERS = re.compile(
    r"(?<![a-z])(?:upr|retailers?|(?:comercializ|suministr)ador(?:es|as?)?|agentes?|sujetos?|empresas?|compan(?:y|ies)"
    r"|titular(?:es)?|sociedad(?:es)?|carteras?|portfolios?|bilanzkreise?|brp|participa(?:nt|nte)s?|lieferanten?"
    r"|fornitor[ei]|fournisseurs?|suppliers?|plantas?|plants?|sedes?|sites?|instalacion(?:es)?|emplazamientos?)(?![a-z])"
)
_PARTIES = re.compile(
    r"(?<![a-z])(?:comercializadoras?|clientes?|clients?|customers?|kunden?|cups|cpe"
    r"|uof|up|unidad(?:es)? (?:de )?(?:oferta|programacion|gestion)|lojas?|tiendas?|sociedades)(?![a-z])"
)
"""What columns of those who buy, or for which it is bought, are called beside those of units, zones and codes.

It may differ in every row of a day, where a code or a number of the row tells nothing.
"""
_LONGEST, _MOST_SAID = 60, 120
_MINUS = "-−–("
_MOST_CONCEPTS = 6


def check_directions(
    sheet: Sheet, rows: Sequence[int], names: Sequence[str], taken: Sequence[int], values: Sequence[int]
) -> None:
    """Refuse a table in which a column says that some of the `rows` are bought and others sold, or no energy.

    Unless all that is sold has a minus in the columns of the `values`, which are among the `taken`.
    """
    for column, texts in _columns(sheet, rows, taken):
        said = set(texts)
        if said <= _BUY | _SELL and said & _BUY and said & _SELL:
            sold = [row for row, text in zip(rows, texts, strict=True) if text in _SELL]
            if all(_is_sold(sheet.columns[value][row]) for row in sold for value in values):
                continue
            at = next(place for place, text in enumerate(texts) if text in _SELL)
            text = cell_text(sheet.columns[column][rows[at]])
            raise RefusedError(0.95, BOTH_DIRECTIONS, column=names[column], text=text, row=sheet.numbers[rows[at]])
        if not 1 < len(said) <= _MOST_CONCEPTS:
            continue
        told = {quantity: text for text in said if (quantity := quantity_of(text)) is not None}
        if len(told) > 1 and Quantity.BOUGHT in told and (names_concept(names[column]) or all(map(quantity_of, said))):
            at, of_other = sorted(map(texts.index, list(told.values())))[:2]
            raise RefusedError(
                0.95,
                OTHER_CONCEPT,
                column=names[column],
                text=cell_text(sheet.columns[column][rows[at]]),
                row=sheet.numbers[rows[at]],
                other=cell_text(sheet.columns[column][rows[of_other]]),
                of_other=sheet.numbers[rows[of_other]],
            )


def _is_sold(cell: Cell) -> bool:
    """Whether a cell has a minus, or no amount."""
    if isinstance(cell, str):
        return is_missing(cell) or cell.strip()[:1] in _MINUS or not any(digit in cell for digit in "123456789")
    return not is_number(cell) or float(cell) <= 0  # type: ignore[arg-type]


def description(sheet: Sheet, rows: Sequence[int], taken: Sequence[int]) -> str:
    """What stands in the same words beside every one of `rows`."""
    found = []
    for column, texts in _columns(sheet, rows, taken):
        if len(set(texts)) == 1:
            found.append(cell_text(sheet.columns[column][rows[0]])[:_LONGEST])
    return " ".join(found)


def kind_warnings(said: str) -> tuple[Message, ...]:
    """What is to be seen where the `description` of all rows is that of a sale or of energy that is no purchase."""
    if words.names_only_sale(said):
        return (Message(refusals.SALE_CHOSEN, {"column": said[:_MOST_SAID]}),)
    return (Message(BESIDE_READ, {"column": said[:_MOST_SAID]}),) if titles_other_energy(words.folded(said)) else ()


def price_unit(said: str) -> str | None:
    """The unit of prices in the `description` of all rows, such as €/MWh; None without one.

    A currency alone may be that of another column.
    """
    return next((word for word in said.split() if "/" in word and words.names_price(word)), None)


def unit_of_name(sheet: Sheet, rows: Sequence[int], taken: Sequence[int]) -> str | None:
    """The one unit that the names of the values state, which stand beside every one of `rows`: “Compra (kWh)”.

    That of an amount, a price or a sale is none.
    """
    found = set()
    for column, texts in _columns(sheet, rows, taken):
        name = cell_text(sheet.columns[column][rows[0]])
        if len(set(texts)) > 1 or words.names_price(name) or words.names_only_sale(name):
            continue
        if not words.names_other_quantity(name) and (unit := unit_of_titles([[name]])) is not None:
            found.add(unit)
    return found.pop() if len(found) == 1 else None


def identity_warnings(
    sheet: Sheet, rows: Sequence[int], names: Sequence[str], taken: Sequence[int], *, of_days: bool = False
) -> tuple[Message, ...]:
    """What is to be said where one purchase is made of the rows of several units, points of supply or the like.

    Where each row is a day (`of_days`) a few tell it; a code that differs in each row is then that of the row.
    """
    warnings = []
    for column, texts in _columns(sheet, rows, taken):
        distinct = tuple(dict.fromkeys(texts))
        plain = words.spaced(names[column])
        owned = bool(_OWNERS.search(plain)) or all(map(_CUPS.fullmatch, distinct))
        coded = words.names_identity(names[column]) and (not of_days or len(distinct) * 2 <= len(texts))
        named = owned or coded or (of_days and bool(_PARTIES.search(plain)))
        if named and 1 < len(distinct) <= (len(texts) if of_days else len(texts) // 4):
            at = texts.index(distinct[1])
            first, second = (cell_text(sheet.columns[column][rows[place]])[:_LONGEST] for place in (0, at))
            values = {"column": names[column], "count": len(distinct), "first": first, "second": second}
            warnings.append(Message(SEVERAL_UNITS_JOINED, {**values, "row": sheet.numbers[rows[at]]}))
    return tuple(warnings)


def _columns(sheet: Sheet, rows: Sequence[int], taken: Sequence[int]) -> Sequence[tuple[int, list[str]]]:
    """The columns with a word or code in every one of `rows`, and these in lower case."""
    found = []
    for column, cells in enumerate(sheet.columns):
        if column in taken or not rows or not isinstance(cells[rows[0]], str) or not isinstance(cells[rows[-1]], str):
            continue
        known: dict[object, str] = {}
        texts = [known.setdefault(cells[row], cell_text(cells[row]).casefold()) for row in rows]
        if all(texts):
            found.append((column, texts))
    return found
