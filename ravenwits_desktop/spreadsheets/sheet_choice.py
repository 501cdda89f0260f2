"""Which of several sheets is the purchase, where their names and titles say so of one and that the others are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.titles import title_text
from ravenwits_desktop.spreadsheets.layout import Found
from ravenwits_desktop.spreadsheets.refusals import quoted
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.texts import words

SHEET_TAKEN = QT_TRANSLATE_NOOP(
    "Message", "Sheet “{sheet}” was taken: {others} is called a sale or a price. Choose the other one if that is it."
)
SHEET_TAKEN_OF_MANY = QT_TRANSLATE_NOOP(
    "Message", "Sheet “{sheet}” was taken: {others} are called sales or prices. Choose another one if that is it."
)
_NO_PURCHASE = frozenset((*refusals.NO_POWER, refusals.SALE_CHOSEN))


def purchase_among(found: Sequence[tuple[Sheet, Found]]) -> tuple[Sheet, Found] | None:
    """The one sheet that is called a purchase while all others are called sales or prices, with a note that says so.

    A sheet is called what its name, the titles above its table or the column of its values say; one of which these say
    both, or nothing, leaves the question open: None.
    """
    bought = [_is_bought(*each) for each in found]
    others = [each for each, is_bought in zip(found, bought, strict=True) if not is_bought]
    if sum(bought) != 1 or not all(_is_other(*each) for each in others):
        return None
    sheet, read = found[bought.index(True)]
    values = {"sheet": sheet.name, "others": quoted([other.name for other, _ in others])}
    said = Message(SHEET_TAKEN if len(others) == 1 else SHEET_TAKEN_OF_MANY, values)
    return sheet, replace(read, series=replace(read.series, notes=(*read.series.notes, said)))


def _is_bought(sheet: Sheet, found: Found) -> bool:
    return any(map(words.names_purchase, _texts(sheet, found))) and not _says_other(sheet, found)


def _is_other(sheet: Sheet, found: Found) -> bool:
    return _says_other(sheet, found) and not any(map(words.names_purchase, _texts(sheet, found)))


def _says_other(sheet: Sheet, found: Found) -> bool:
    """Whether anything says that a sheet holds sales or prices."""
    if any(warning.template in _NO_PURCHASE for warning in found.series.warnings):
        return True
    texts = list(_texts(sheet, found))
    return any(map(words.names_only_sale, texts)) or any(map(words.names_only_price, texts))


def _texts(sheet: Sheet, found: Found) -> Iterator[str]:
    yield sheet.name
    yield from (title_text([row]) for row in sheet.rows[: found.series.header_row or 0])
    yield found.series.column
