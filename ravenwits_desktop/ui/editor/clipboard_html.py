"""Cells on the clipboard for other programs: text and HTML that paste as bare cells, or a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from PySide6.QtCore import QCoreApplication, QMimeData, Qt

from ravenwits_desktop.domain.rows import Column
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import PROBLEM_COLUMN, CellRange
from ravenwits_desktop.ui.editor.clipboard import DECIMAL_FORMAT, split_table, table_text
from ravenwits_desktop.ui.editor.commands import merged_rows
from ravenwits_desktop.ui.editor.model import PurchaseModel
from ravenwits_desktop.ui.editor.pasted_columns import locale_decimal


def cells_data(model: PurchaseModel, ranges: Sequence[CellRange]) -> QMimeData:
    """The cells alone, so that a spreadsheet gets what was selected; day and unit stand beside them, unseen."""
    text = table_text(model, ranges)
    data = QMimeData()
    data.setText(text)
    data.setData(DECIMAL_FORMAT, locale_decimal().value.encode())
    title = escape(caption(model, ranges), quote=True)
    data.setHtml(f'<table title="{title}">{_rows(split_table(text))}</table>')
    return data


def mail_data(model: PurchaseModel, ranges: Sequence[CellRange]) -> QMimeData:
    """The same cells below their days, unit, zone and headings."""
    text = table_text(model, ranges)
    columns = sorted({column for each in ranges for column in range(each.left, each.right + 1)})
    if len(columns) > 1:
        columns = [column for column in columns if column != PROBLEM_COLUMN]
    heads = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
    said = caption(model, ranges)
    data = QMimeData()
    data.setText("\n".join((said, "\t".join(heads), text)))
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = _rows(split_table(text))
    data.setHtml(
        f"<p>{escape(said)}</p><table border='1' cellspacing='0' cellpadding='4'><tr>{head}</tr>{body}</table>"
    )
    return data


def caption(model: PurchaseModel, ranges: Sequence[CellRange]) -> str:
    """The market days of the rows of `ranges`, the unit, what a label names and the zone."""
    runs = merged_rows(ranges)
    rows = np.concatenate([np.arange(first, last + 1) for first, last in runs])
    days = model.days(rows)
    parts = [words.days(str(days[0]), str(days[-1]))] if len(days) else []
    parts.append(QCoreApplication.translate("Clipboard", "power in MW"))
    parts.append(str(model.headerData(Column.DATETIME, Qt.Orientation.Horizontal)))
    parts.append(model.zone)
    return ", ".join(parts)


def _rows(table: list[list[str]]) -> str:
    return "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>" for cells in table)
