"""Which cell of a file each row of the table came from, through every edit, undo and redo."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain.provenance import NOWHERE, Origin, Places, Provenance, Source
from ravenwits_desktop.domain.rows import Rows
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.editor.cells import Patch


class Origins:
    """Follows the rows of one draft. Replaced rows keep their cell unless the patch says else, new ones have none."""

    def __init__(self, provenance: Provenance | None, rows: int) -> None:
        self._source = provenance.source if provenance is not None else None
        self._places = np.zeros(0, dtype=np.int32)
        if provenance is not None and len(provenance.places) == rows:
            self._places = provenance.places
        elif provenance is not None:
            self._places = np.full(rows, NOWHERE, dtype=np.int32)
            known = provenance.places[:rows]
            self._places[: len(known)] = known
        self._seen: dict[int, tuple[Rows, Places]] = {}

    def follow(self, patch: Patch) -> None:
        """A patch is put into the table; undo brings the same rows back, and with them their cells."""
        if self._source is None:
            return
        before = self._places[patch.row : patch.row + len(patch.before)]
        # the rows themselves are held, so that their identity is not given to others
        self._seen[id(patch.before)] = (patch.before, before.copy())
        known = self._seen.get(id(patch.after))
        if known is not None:
            after = known[1]
        elif patch.cells is not None:
            after = np.where(patch.cells >= 0, before[patch.cells], NOWHERE).astype(np.int32)
        else:
            after = np.full(len(patch.after), NOWHERE, dtype=np.int32)
            common = min(len(before), len(after))
            after[:common] = before[:common]
        behind = self._places[patch.row + len(patch.before) :]
        self._places = np.concatenate([self._places[: patch.row], after, behind])

    def provenance(self) -> Provenance | None:
        """Where the rows of now came from."""
        return Provenance(self._source, self._places) if self._source is not None else None

    def tip(self, row: int, mw: float) -> str:
        """The cell of a row whose value is `mw` now, in words; empty for one that came from no file."""
        provenance = self.provenance()
        origin = provenance.of_row(row) if provenance is not None else None
        if origin is None or self._source is None:
            return ""
        place = _place(self._source, origin)
        unread = np.isnan(origin.mw)
        if mw == origin.mw or (unread and np.isnan(mw)):
            return f"{place}: {_said(self._source, origin)}"
        if unread:
            was = QCoreApplication.translate("Origins", "edited, was “{text}”").format(text=origin.cell.text.strip())
        else:
            was = QCoreApplication.translate("Origins", "edited, was {value}").format(value=words.exact(origin.mw))
        return f"{was} ({place})"


def _place(source: Source, origin: Origin) -> str:
    """File, sheet, row and column."""
    column = origin.cell.column
    if origin.name and origin.name != column:
        column = f"{origin.name} ({column})"
    template = QCoreApplication.translate("Origins", "{file}, sheet {sheet}, row {row}, column {column}")
    if not source.sheet:
        template = QCoreApplication.translate("Origins", "{file}, row {row}, column {column}")
    row = words.decimal(origin.cell.row, 0)
    return template.format(file=source.file, sheet=source.sheet, row=row, column=column)


def _said(source: Source, origin: Origin) -> str:
    """What stands in the cell, and what it comes to."""
    text = origin.cell.text.strip()
    if np.isnan(origin.mw):
        return f"“{text}”"
    if source.factor == 1.0 and source.unit == "MW":
        return f"{text} MW"
    return f"{text} {source.unit} = {words.exact(origin.mw)} MW"
