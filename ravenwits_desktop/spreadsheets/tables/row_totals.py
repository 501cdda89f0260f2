"""What stands beside the periods of a row and sums them up: a check of the values, and a proof of their unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from ravenwits_desktop.domain.digits import without_exponent
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Role
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.domain.units import scale_of, stated_unit
from ravenwits_desktop.spreadsheets.layout import Series, UnitProof
from ravenwits_desktop.spreadsheets.sheet import Sheet, cell_text
from ravenwits_desktop.spreadsheets.tables.period_headers import PeriodHeader
from ravenwits_desktop.spreadsheets.tables.total_units import joined, proof_of
from ravenwits_desktop.spreadsheets.tables.unit_columns import unit_beside
from ravenwits_desktop.spreadsheets.texts import words
from ravenwits_desktop.spreadsheets.texts.figures import (
    AmbiguousDecimalError,
    column_decimal,
    read_figures,
    shown_decimal,
)
from ravenwits_desktop.spreadsheets.texts.times import Integers

TOTALS_AGREE = QT_TRANSLATE_NOOP("Message", "The totals of the column “{column}” agree with the values of their rows.")
TOTALS_ARE_PLAIN_SUMS = QT_TRANSLATE_NOOP(
    "Message",
    "The totals of the column “{column}” are the plain sums of their rows, not the energy over periods of {resolution} "
    "minutes. If they are meant as the energy, the periods are hours, or the values are no power: look at both.",
)
TOTAL_OF_ROW_DIFFERS = QT_TRANSLATE_NOOP(
    "Message", "Row {row} has a total of {value}, but its values come to {sum}. Look for a missing or wrong value."
)
_MOST_WARNINGS = 5
_COMPARED_ROWS = 5
_MOST_HOURS = 25
"""Of a day: more periods than these are none."""


def unit_in_column(sheet: Sheet, header: PeriodHeader, date: int, rows: Integers) -> str | None:
    """The unit that a column of units beside the values names in each of their rows."""
    return unit_beside(sheet, rows.tolist(), header.names(sheet), (date, *header.columns))


def unit_of_sums(sheet: Sheet, header: PeriodHeader, date: int, rows: Integers) -> str | None:
    """The unit of the one column beside the values that states any, and sums them up.

    It speaks where the table is silent: against what a title says, the sums are a proof, and that is asked about.
    """
    stated = {
        unit
        for column, name in enumerate(header.names(sheet))
        if column != date
        and column not in header.columns
        and not words.names_price(name)
        and (unit := stated_unit(name)) is not None
        and _is_sum(sheet, header, rows, column)
    }
    return stated.pop() if len(stated) == 1 else None


def proof_of_row(sheet: Sheet, header: PeriodHeader, rows: Integers, series: Series) -> UnitProof | None:
    """What the totals beside the values say of their unit; None where they say nothing, or contradict each other."""
    found = []
    for column, name in enumerate(header.names(sheet)):
        if column in header.columns or words.names_price(name) or not (stated_unit(name) or words.is_total(name)):
            continue
        if (proof := joined(_proofs(sheet, rows, column, name, series))) is not None:
            found.append(proof)
    return joined(found)


def _proofs(sheet: Sheet, rows: Integers, column: int, name: str, series: Series) -> Iterable[UnitProof | None]:
    """What the first totals of a column prove, each of its own row. A day without energy proves nothing."""
    decimal = shown_decimal(series.cells)
    compared = 0
    for row in rows.tolist():
        cells = sheet.rows[row]
        values = series.values[series.rows == sheet.numbers[row]]
        if column >= len(cells) or cells[column] == "" or not np.nan_to_num(values).any():
            continue
        try:
            total = float(read_figures([cells[column]], decimal).values[0])
        except AmbiguousDecimalError:
            yield None
            return
        yield proof_of(values, total, name, series.resolution or 60)
        compared += 1
        if compared >= _COMPARED_ROWS:
            return


def _is_sum(sheet: Sheet, header: PeriodHeader, rows: Integers, column: int) -> bool:
    """Whether a column beside holds the plain sums of the values, or nothing: only then its unit is that of the values.

    The energies of a day are no sums of its quarters' powers.
    """
    compared = 0
    for row in rows.tolist():
        cells = sheet.rows[row]
        values = header.cells(sheet, row)
        if column >= len(cells) or cells[column] == "":
            continue
        try:
            total = read_figures([cells[column]], column_decimal(values)).values[0]
            figures = read_figures(values).values
        except AmbiguousDecimalError:
            return False
        if not np.isclose(total, figures[np.isfinite(figures)].sum(), rtol=1e-6, atol=0.01):
            return False
        compared += 1
        if compared >= _COMPARED_ROWS:
            break
    return True


def _expected(values: Floats, series: Series, header: str) -> tuple[float, ...]:
    """What a total of `values` may come to: in its own unit of energy where `header` states one, else in any way."""
    known = values[np.isfinite(values)]
    proved = series.proof.units[0] if series.proof is not None else "MW"
    step, unit, named = series.resolution or 60, series.unit or proved, stated_unit(header) or ""
    if named.endswith("h"):
        energy = float(scale_of(unit, step).apply(known).sum()) * step / 60
        return (energy / scale_of(named, 60).factor,)
    plain = float(known.sum())
    return plain, plain * step / 60, plain / max(1, len(known))


def _is_plain_sum(fitting: Sequence[bool], series: Series) -> bool:
    """Whether a total fits, of what `_expected` lists, the plain sum alone, and that is no energy."""
    of_power = not (series.unit or "").endswith("h")
    return of_power and len(fitting) > 1 and fitting[0] and not any(fitting[1:])


def with_totals(sheet: Sheet, header: PeriodHeader, rows: Integers, series: Series) -> Series:
    """The totals that stand behind the periods of each row, compared with its values."""
    cells = sheet.rows[header.row]
    behind = [
        column
        for column in range(header.last_column + 1, len(cells))
        if isinstance(cell := cells[column], str) and words.is_total(cell)
    ]
    if not behind or series.columns is None:
        return series
    column = behind[0]
    kept = [row for row in rows.tolist() if column < len(sheet.rows[row]) and sheet.rows[row][column] != ""]
    totals = [sheet.rows[row][column] for row in kept]
    decimal = shown_decimal(series.cells)
    try:
        figures: Floats = read_figures(totals, decimal).values
    except AmbiguousDecimalError:
        return series
    legible = np.isfinite(figures)
    kept, figures = [row for row, read in zip(kept, legible.tolist(), strict=True) if read], figures[legible]
    numbers = np.array(sheet.numbers)
    warnings, plain_sums = [], 0
    for row, total in zip(kept, figures.tolist(), strict=True):
        values = series.values[series.rows == numbers[row]]
        expected = _expected(values, series, cell_text(cells[column]))
        fitting = [bool(np.isclose(total, figure, rtol=1e-6, atol=0.01)) for figure in expected]
        plain_sums += _is_plain_sum(fitting, series)
        if not any(fitting):
            texts = {"row": int(numbers[row]), "value": without_exponent(total), "sum": without_exponent(expected[0])}
            warnings.append(Message(TOTAL_OF_ROW_DIFFERS, texts))
    template = TOTALS_ARE_PLAIN_SUMS if plain_sums else TOTALS_AGREE
    texts = {"column": cell_text(cells[column]), "resolution": series.resolution or 60}
    doubtful = bool(plain_sums) and series.resolution_open and len(header.columns) <= _MOST_HOURS
    said = () if warnings or not kept else (Message(template, texts),)
    places = (*series.places, (Role.TOTAL, (np.array(kept, dtype=np.int64), np.full(len(kept), column))))
    return replace(
        series,
        notes=series.notes if doubtful else (*series.notes, *said),
        warnings=(*series.warnings, *warnings[:_MOST_WARNINGS], *(said if doubtful else ())),
        places=places,
        row_totals=False if warnings else None if plain_sums or not kept else True,
    )
