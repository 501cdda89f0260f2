"""Tables of figures to files: a workbook, or text as spreadsheets of the country expect it."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import numpy as np

from ravenwits_desktop.domain import timegrid
from ravenwits_desktop.domain.sheet import Sheet, SheetColumn
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.spreadsheets.export import Exact, harmless, number_text, replacing

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


def write_sheet(path: Path, sheet: Sheet, decimal: Decimal = Decimal.POINT) -> None:
    """Write `sheet`: a text with separators where `path` ends in ``.csv``, else an ``.xlsx``.

    `decimal` is the sign of the numbers in a text. What `sheet` is about stands on a second page of a workbook, and
    not in a text, which is to be read by other programs. The old file stays whole until the new one is. Raises
    `OSError`.
    """
    with replacing(path) as temporary:
        if path.suffix.lower() == ".csv":
            _write_csv(temporary, sheet, decimal)
        else:
            _write_xlsx(temporary, sheet)


def _plain(column: SheetColumn) -> list[Any]:
    """The values as texts, numbers and naive datetimes; None where there is none."""
    if isinstance(column.values, tuple):
        return list(column.values)
    if column.is_time:
        return list(column.values.astype("datetime64[s]").tolist())
    return [value if np.isfinite(value) else None for value in column.values.tolist()]


def _write_csv(path: Path, sheet: Sheet, decimal: Decimal) -> None:
    columns: list[list[str]] = []
    for column in sheet.columns:
        if isinstance(column.values, tuple):
            columns.append([harmless(text) for text in column.values])
        elif column.is_time:
            labels = timegrid.as_minutes(column.values)
            missing, times = np.isnat(labels), timegrid.format_labels(labels)
            columns.append(["" if gone else time for gone, time in zip(missing, times, strict=True)])
        else:
            whole = column.places == 0
            columns.append(
                [
                    "" if value is None else str(round(value)) if whole else number_text(value, decimal)
                    for value in _plain(column)
                ]
            )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if decimal is Decimal.COMMA else ",")
        writer.writerow([harmless(column.title) for column in sheet.columns])
        writer.writerows(zip(*columns, strict=True))


def _write_xlsx(path: Path, sheet: Sheet) -> None:
    import xlsxwriter  # 40 ms, and only for an export
    from xlsxwriter.exceptions import XlsxWriterException

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": sheet.about[0] if sheet.about else sheet.name})
    page = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", sheet.name)[:_LONGEST_NAME].strip() or "Sheet")
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, 18 if column.is_time or column.is_text else 12)
        page.write_string(0, place, column.title, bold)
        digits = "0." + "0" * column.places if column.places else "0"
        number = book.add_format({"num_format": digits})
        for row, value in enumerate(_plain(column), start=1):
            if value is None:
                continue
            if column.is_text:
                page.write_string(row, place, value)
            elif column.is_time:
                page.write_datetime(row, place, value, moment)
            else:
                page.write_number(row, place, Exact(value), number)
    if sheet.about:
        about = book.add_worksheet("About")
        about.set_column(0, 0, 60)
        for row, line in enumerate(sheet.about):
            about.write_string(row, 0, line)
    try:
        book.close()
    except XlsxWriterException as error:  # its own names for a full disk or a file that is open elsewhere
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else None
        raise cause or OSError(str(error)) from error
