"""Columns of a table of hours that hold the quarters of each: “Compra Q1” to “Compra Q4”, Q1 (MW) to Q4 (MW)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import is_pure_unit, stated_unit
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.totals_beside import LOOKED_AT
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import AmbiguousDecimalError, column_decimal, read_figures

_QUARTER_WORD = (
    r"(?:cuarto|quarter|quarto|quart|viertel(?:stunde)?|kvart(?:er)?|vartti(?:tunti)?|kwartier)"
    r"(?:[ -](?:de |of (?:the |an )?)?(?:hora|hour)| d.(?:ora|heure))?"
)
_ORDINALS = (
    "primer|primeiro|primo|premier|erste[sr]?|first|forsta|forste|eerste",
    "segundo|secondo|deuxieme|second|zweite[sr]?|andra|anden|andre|tweede",
    "tercer|terceiro|terzo|troisieme|dritte[sr]?|third|tredje|derde",
    "cuarto|quarto|quatrieme|vierte[sr]?|fourth|fjarde|fjerde|vierde",
)
_QUARTER = re.compile(
    rf"(?<![^\W_])(?:q|qh|{_QUARTER_WORD})[ ._-]?(\d{{1,2}})(?![^\W_])"
    rf"|(?<![^\W_])(\d{{1,2}})(?:[.º°ªo]|er|st|nd|rd|th|eme|ème|e)? ?(?:q|{_QUARTER_WORD})(?![^\W_])",
    re.IGNORECASE,
)
_CALLED = re.compile(
    "|".join(rf"(?<![^\W_])({ordinals})(?= {_QUARTER_WORD}(?![^\W_]))" for ordinals in _ORDINALS), re.IGNORECASE
)
"""First quarter, segundo cuarto: numbers in words."""
_MINUTE = re.compile(r"(?<=[^\d\s_:.-])[\s_:.-]+(00|15|30|45|60)(?:\s?min\.?|['’′])?(?![\w:.,/-])")
_LETTER = re.compile(r"[^\W\d_]")
_MINUTES = ({"00": 1, "15": 2, "30": 3, "45": 4}, {"15": 1, "30": 2, "45": 3, "60": 4})
COUNTED = ("1", "2", "3", "4")
"""The quarters as bare numbers."""
_COUNTED = [1, 2, 3, 4]
_MOST_DECIMALS = 6
_FEWEST_HOURS = 12
"""Hours that tell how their values change."""


@dataclass(frozen=True, slots=True)
class Quarters:
    """Four columns in the order of the quarters, and what their headers say beside these: “Compra (MW)”, or nothing."""

    columns: tuple[int, ...]
    name: str = ""


def quarters_in(heads: Sequence[str]) -> list[Quarters]:
    """The columns whose headers name all four quarters of something, or of nothing but a unit.

    Where there are more than four of it, or their order is another, they are no quarters of an hour.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    minutes: dict[str, list[tuple[str, int]]] = {}
    worded = [(column, head) for column, head in enumerate(heads) if _LETTER.search(head)]
    if len(worded) < len(_COUNTED):
        return []
    for column, written in worded:
        head = _CALLED.sub(lambda ordinal: str(ordinal.lastindex), written)
        if match := _QUARTER.search(head):
            found.setdefault(_rest(head, match), []).append((int(match[1] or match[2]), column))
        elif match := _MINUTE.search(head):
            minutes.setdefault(_rest(head, match), []).append((match[1], column))
    for name, places in minutes.items():
        for counted in _MINUTES:
            if [text for text, _ in places] == list(counted):
                found[name] = [(counted[text], column) for text, column in places]
    result = []
    for name, numbered in found.items():
        said = "" if is_pure_unit(name) else name
        numbers = [number for number, _ in numbered]
        if numbers != _COUNTED * (len(numbers) // 4):
            continue
        columns = [column for _, column in numbered]
        result += [Quarters(tuple(columns[at : at + 4]), said) for at in range(0, len(columns), 4)]
    return result


def named_below_groups(sheet: Sheet, at: int, found: Sequence[Quarters]) -> list[Quarters]:
    """The quarters of one quantity, or those of several by their names and by what stands above each.

    `at` is the row of their headers. One quantity without a name is called after the title.
    """
    if len(found) == 1:
        return list(found)
    above = sheet.rows[at - 1] if at else ()
    names, text = [], ""
    for column in range(max((quarters.columns[0] for quarters in found), default=-1) + 1):
        text = (cell_text(above[column]) if column < len(above) else "") or text
        names.append(text)
    called = [f"{names[each.columns[0]]} {each.name}".strip() or _ends(sheet, at, each) for each in found]
    return [
        replace(each, name=name if called.count(name) == 1 else f"{name} [{sheet.letter(each.columns[0])}]")
        for each, name in zip(found, called, strict=True)
    ]


def _ends(sheet: Sheet, at: int, quarters: Quarters) -> str:
    return " … ".join(cell_text(sheet.rows[at][quarters.columns[place]]) for place in (0, -1))


def _rest(head: str, match: re.Match[str]) -> str:
    """What a header says beside the quarter in it."""
    return re.sub(r"[\s_]+", " ", f"{head[: match.start()]} {head[match.end() :]}").strip(" -.:·")


def unit_of_quarters(heads: Sequence[str], quarters: Quarters) -> str | None:
    """The one unit that the headers of four quarters state."""
    units = {stated_unit(heads[column]) for column in quarters.columns}
    return units.pop() if len(units) == 1 else None


def power_by_energy(sheet: Sheet, at: int, quarters: Quarters) -> str | None:
    """The unit of power of four `quarters` whose mean is the energy of the hour, in MWh, in a column beside them.

    None where no column is. `at` is the row of the headers. Quarters that all say the same tell nothing.
    """
    heads = [cell_text(column[at]) for column in sheet.columns]
    power = unit_of_quarters(heads, quarters)
    parts = [_values(sheet, at, column) for column in quarters.columns]
    known = [values for values in parts if values is not None]
    if len(known) < len(parts) or power not in (None, "MW", "kW", "GW"):
        return None
    mean = np.mean(known, axis=0)
    for column, head in enumerate(heads):
        unit = stated_unit(head)
        if column in quarters.columns or unit not in ("MWh", "kWh", "GWh") or any(map(words.is_figure, head.split())):
            continue
        energy = _values(sheet, at, column)
        if energy is None or (power is not None and unit != f"{power}h"):
            continue
        both = np.isfinite(energy) & np.isfinite(mean)
        rounded = 0.51 * (_last_place(energy[both]) + max(_last_place(values[both]) for values in known))
        if both.sum() > 1 and np.allclose(energy[both], mean[both], rtol=0, atol=rounded):
            alike = any(np.allclose(values[both], mean[both], rtol=0, atol=rounded) for values in known)
            return None if alike else unit[:-1]
    return None


def whole_of(sheet: Sheet, at: int, quarters: Quarters) -> tuple[int, int] | None:
    """The column beside four quarters that holds their sums, or their means, and by how many these were divided."""
    known = [values for column in quarters.columns if (values := _values(sheet, at, column)) is not None]
    if len(known) < len(quarters.columns):
        return None
    table = np.column_stack(known)
    for column in range(len(sheet.columns)):
        whole = None if column in quarters.columns else _values(sheet, at, column)
        if whole is None:
            continue
        told = np.isfinite(whole) & np.isfinite(table).all(axis=1)
        rounded = 0.51 * (_last_place(whole[told]) + len(known) * _last_place(table[told].ravel()))
        for parts in (1, len(known)):
            sums = table[told].sum(axis=1) / parts
            if told.sum() > 1 and sums.any() and np.allclose(whole[told], sums, rtol=0, atol=rounded):
                return column, parts
    return None


def go_on(sheet: Sheet, at: int, quarters: Quarters) -> bool:
    """Whether the values below four headers in row `at` change less from each to the next than from hour to hour.

    So do the quarters of a load; those of several customers differ more from each other than from hour to hour.
    """
    parts = [_values(sheet, at, column) for column in quarters.columns]
    known = [values for values in parts if values is not None]
    if len(known) < len(parts):
        return False
    table = np.column_stack(known)
    table = table[np.isfinite(table).all(axis=1)]
    along, down = np.abs(np.diff(table.ravel())), np.abs(np.diff(table, axis=0))
    return len(table) >= _FEWEST_HOURS and bool(down.any()) and bool(2 * along.mean() < down.mean())


def _values(sheet: Sheet, at: int, column: int) -> Floats | None:
    """The first numbers below the header in row `at`."""
    cells = sheet.columns[column][at + 1 : at + 1 + LOOKED_AT]
    try:
        return read_figures(cells, column_decimal(cells)).values
    except AmbiguousDecimalError:
        return None


def _last_place(values: Floats) -> float:
    """What the last of the decimals is worth to which all values are rounded."""
    decimals = range(_MOST_DECIMALS)
    return next(
        (10.0**-count for count in decimals if np.allclose(values, values.round(count), rtol=0, atol=1e-9)), 0.0
    )
