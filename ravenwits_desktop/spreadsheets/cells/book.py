"""Any spreadsheet to cells. Runs in the child process alone: a broken file may end its reader."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from operator import itemgetter

import python_calamine as calamine

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.spreadsheets import faults
from ravenwits_desktop.spreadsheets.cells.archive import Inspection, check_unpacked, inspect
from ravenwits_desktop.spreadsheets.cells.epochs import counts_from_1904
from ravenwits_desktop.spreadsheets.cells.formats import Shown
from ravenwits_desktop.spreadsheets.cells.htmltable import read_tables
from ravenwits_desktop.spreadsheets.cells.ods_formats import shown_in_ods
from ravenwits_desktop.spreadsheets.cells.sniff import Kind, kind_of
from ravenwits_desktop.spreadsheets.cells.textfile import read_text
from ravenwits_desktop.spreadsheets.cells.xls_formats import shown_in_xls
from ravenwits_desktop.spreadsheets.cells.xlsb_formats import shown_in_xlsb
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.limits import Limits
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet, Workbook
from ravenwits_desktop.spreadsheets.texts.times import places_of

_SMALL_BYTES, _SMALL_CELLS = 1 << 15, 600
"""A sheet of notes is not larger."""


def read_cells(
    content: bytes, name: str, limits: Limits, only: str | None = None, *, with_hidden: bool = False
) -> Workbook:
    """The cells of every visible sheet, or of the sheet `only` and small ones beside it, which may say what it holds.

    Those of hidden sheets as well, if so.

    Raises `UnreadableFileError`.
    """
    kind = kind_of(content, name)
    if kind is Kind.TEXT:
        return Workbook((read_text(content, name, limits),), ("",))
    if kind is Kind.HTML:
        tables = tuple(read_tables(content, name, limits))
        return Workbook(tuple(table for table in tables if only in {None, table.name}), tuple(t.name for t in tables))
    inspection = Inspection({}, False)
    if kind is Kind.XLSX:
        inspection = inspect(content, name, limits)
    else:
        if kind is not Kind.XLS:
            check_unpacked(content, name, limits)
        look = {Kind.XLS: shown_in_xls, Kind.XLSB: shown_in_xlsb, Kind.ODS: shown_in_ods}.get(kind)
        shown = Shown({}, {}) if look is None else look(content)
        inspection = Inspection(
            {},
            counts_from_1904(content, kind),
            formats=shown.formats,
            hidden=shown.hidden_rows,
            scaled=shown.scaled,
            hidden_columns=shown.hidden_columns,
        )
    try:
        with calamine.CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return _read_book(book, limits, only, inspection, with_hidden=with_hidden)
    except calamine.PasswordError as error:
        raise unreadable(faults.ENCRYPTED, name=name) from error
    except (calamine.CalamineError, OSError) as error:
        raise unreadable(faults.DAMAGED, str(error), name=name) from error
    except BaseException as error:
        if isinstance(error, Exception | KeyboardInterrupt | SystemExit):
            raise
        # the reader is written in Rust, and where that gives up, what arrives is no Exception
        raise unreadable(faults.DAMAGED, str(error), name=name) from error


def _read_book(
    book: calamine.CalamineWorkbook, limits: Limits, only: str | None, inspection: Inspection, *, with_hidden: bool
) -> Workbook:
    tables = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    shown = {sheet.name for sheet in tables if sheet.visible == calamine.SheetVisibleEnum.Visible}
    visible = [sheet.name for sheet in tables if sheet.name in shown or sheet.name == only or with_hidden]
    hidden = tuple(sheet.name for sheet in tables if sheet.name not in visible)
    sheets, refused = [], dict(inspection.refused)
    for title in visible:
        beside = only is not None and title != only
        if title in refused or (beside and inspection.sizes.get(title, 0) > _SMALL_BYTES):
            continue
        source = book.get_sheet_by_name(title)
        if beside and source.height * source.width > _SMALL_CELLS:
            continue
        read = _read_sheet(source, limits)
        if isinstance(read, Message):
            refused[title] = read
        elif read.rows:
            first = read.first_column
            formats = {column - first: said for column, said in inspection.formats.get(title, {}).items()}
            divided = inspection.scaled.get(title, {})
            scaled = {(row, column - first): divisor for (row, column), divisor in divided.items()}
            unseen = frozenset(column - first for column in inspection.hidden_columns.get(title, ()))
            rows = title in inspection.hidden
            sheets.append(replace(read, formats=formats, scaled=scaled, hidden_rows=rows, hidden_columns=unseen))
    return Workbook(tuple(sheets), tuple(visible), refused, inspection.epoch_1904, hidden)


def _read_sheet(source: calamine.CalamineSheet, limits: Limits) -> Sheet | Message:
    """The rows of one sheet that hold anything; a message where there are too many cells."""
    if source.start is None:
        return Sheet(source.name, [], [])
    rows: list[list[Cell]] = list(source.iter_rows())
    if source.height * source.width > limits.cells and sum(len(row) - row.count("") for row in rows) > limits.cells:
        return Message(faults.TOO_MANY_CELLS, {"sheet": source.name, "cells": limits.cells})
    # a row that begins with a number or a date is not blank: most need no closer look
    firsts = list(map(type, map(itemgetter(0), rows))) if all(rows) else [type(row[0]) if row else str for row in rows]
    blank = [place for place in places_of(firsts, str) if rows[place].count("") == len(rows[place])]
    if not blank:
        return Sheet(source.name, rows, range(1, len(rows) + 1), source.start[1])
    left_out = set(blank)
    kept = [place for place in range(len(rows)) if place not in left_out]
    return Sheet(source.name, [rows[place] for place in kept], [place + 1 for place in kept], source.start[1])
