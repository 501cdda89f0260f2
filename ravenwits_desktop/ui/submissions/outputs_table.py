"""Strategy outputs as a table: a row for each datetime, two columns for each market, one model at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ravenwits_desktop.domain.strategy import MARKETS
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.submissions.columns import NOTHING
from ravenwits_desktop.ui.submissions.model import NO_INDEX

Index = QModelIndex | QPersistentModelIndex
SHARES = ("purchase_percentage", "sale_percentage")


def models_of(text: str) -> list[dict[str, Any]] | None:
    """The models in a JSON text of outputs, in every form that may be sent; None for what is no list of models."""
    try:
        outputs = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(outputs, dict) and "outputs" in outputs and "idmodel" not in outputs:
        outputs = outputs["outputs"]
    if isinstance(outputs, dict) and outputs:
        outputs = [outputs]
    if not isinstance(outputs, list) or not all(map(_is_model, outputs)):
        return None
    return outputs


def _is_model(model: object) -> bool:
    if not isinstance(model, dict) or "idmodel" not in model or not isinstance(model.get("value"), dict):
        return False
    return all(
        isinstance(rows, list) and all(isinstance(row, dict) and isinstance(row.get("datetime"), str) for row in rows)
        for rows in model["value"].values()
    )


def text_of(models: list[dict[str, Any]]) -> str:
    """The models as JSON, a row of a market on each line."""
    parts = []
    for model in models:
        markets = ",\n".join(
            f"    {json.dumps(market)}: [\n" + ",\n".join(f"      {json.dumps(row)}" for row in rows) + "\n    ]"
            for market, rows in model["value"].items()
        )
        rest = "".join(f", {json.dumps(key)}: {json.dumps(value)}" for key, value in model.items() if key not in _OWN)
        parts.append(f'  {{"idmodel": {json.dumps(model["idmodel"])}{rest}, "value": {{\n{markets}\n  }}}}')
    return "[\n" + ",\n".join(parts) + "\n]"


_OWN = frozenset({"idmodel", "value"})


class OutputsModel(QAbstractTableModel):
    """One model of some outputs. Fractions are shown and typed as per cents; the models themselves are changed."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model: dict[str, Any] = {"idmodel": "", "value": {}}
        self._labels: list[tuple[str, int]] = []
        self._markets: list[str] = []
        self._cells: dict[tuple[tuple[str, int], str], dict[str, Any]] = {}

    def show_model(self, model: dict[str, Any], labels: Sequence[str] = ()) -> None:
        """Show this model; `labels` are datetimes that have a row in any case."""
        self.beginResetModel()
        self._model = model
        known = [market for market in MARKETS if market in model["value"] or labels]
        self._markets = [*known, *(market for market in model["value"] if market not in MARKETS)]
        self._cells = {}
        for market, rows in model["value"].items():
            for place, row in zip(_places([row["datetime"] for row in rows]), rows, strict=True):
                self._cells[place, market] = row
        places = {place for place, _ in self._cells} | set(_places(labels))
        self._labels = sorted(places)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many datetimes."""
        return 0 if parent.isValid() else len(self._labels)

    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Two for each market."""
        return 0 if parent.isValid() else 2 * len(self._markets)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Markets above, datetimes beside."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._labels[section][0] if 0 <= section < len(self._labels) else None
        if not 0 <= section < self.columnCount():
            return None
        market = self._markets[section // 2]
        return (self.tr("{market} buy %") if section % 2 == 0 else self.tr("{market} sell %")).format(market=market)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A share in per cent."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            share = self._cell(index).get(SHARES[index.column() % 2])
            if isinstance(share, bool) or not isinstance(share, int | float):
                return NOTHING if role == Qt.ItemDataRole.DisplayRole else ""
            return words.exact(round(100 * float(share), 9))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return theme.tabular(QFont()) if role == Qt.ItemDataRole.FontRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Take a per cent as it is typed, with or without its sign; anything else leaves the cell as it was."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        typed = str(value).replace("%", "").strip()
        number, known = QLocale().toDouble(typed)
        if not known:
            number, known = QLocale.c().toDouble(typed)
        if not known:
            return False
        cell = self._cell(index) or self._new_cell(index)
        cell[SHARES[index.column() % 2]] = round(number / 100, 12)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def _cell(self, index: Index) -> dict[str, Any]:
        return self._cells.get((self._labels[index.row()], self._markets[index.column() // 2]), {})

    def _new_cell(self, index: Index) -> dict[str, Any]:
        """A row of a market that had none for this datetime, in its place."""
        place, market = self._labels[index.row()], self._markets[index.column() // 2]
        made: dict[str, Any] = {"datetime": place[0], SHARES[0]: 0.0, SHARES[1]: 0.0}
        rows: list[dict[str, Any]] = self._model["value"].setdefault(market, [])
        rows.append(made)
        rows.sort(key=lambda row: row["datetime"])
        self._cells[place, market] = made
        return made


def _places(labels: Sequence[str]) -> list[tuple[str, int]]:
    """Each label with the number of times that it stood there before: the hour that October repeats."""
    seen: dict[str, int] = {}
    places = []
    for label in labels:
        places.append((label, seen.get(label, 0)))
        seen[label] = seen.get(label, 0) + 1
    return places


class OutputsTable(QWidget):
    """The table, the choice of its model, and a button for one more. `edited` follows each change of `models`."""

    edited = Signal()

    def __init__(self, labels: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = tuple(labels)
        self.models: list[dict[str, Any]] = []
        """The models as they stand."""
        self._model = OutputsModel(self)
        self._model.edited.connect(self.edited)
        self._box = QComboBox(self)
        self._box.setObjectName("outputsModelBox")
        self._box.setAccessibleName(self.tr("Model"))
        self._box.currentIndexChanged.connect(self._choose)
        self._add = QPushButton(self.tr("&Add a model"), self)
        self._add.setObjectName("addModelButton")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self.add_model)
        self.view = QTableView(self)
        self.view.setObjectName("outputsTable")
        self.view.setAccessibleName(self.tr("Shares by datetime and market, per cent"))
        self.view.setModel(self._model)
        self.view.setAlternatingRowColors(True)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.verticalHeader().setDefaultSectionSize(self.view.fontMetrics().height() + 8)
        caption = QLabel(self.tr("&Model"), self)
        caption.setBuddy(self._box)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(caption)
        bar.addWidget(self._box)
        bar.addWidget(self._add)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)

    def show_models(self, models: list[dict[str, Any]]) -> None:
        """Show these; the model that was chosen stays so, if it is among them."""
        chosen = self._box.currentText()
        self.models = models
        self._box.blockSignals(True)
        self._box.clear()
        for model in models:
            self._box.addItem(str(model["idmodel"]))
        self._box.setCurrentIndex(max(self._box.findText(chosen), 0) if models else -1)
        self._box.blockSignals(False)
        self._choose()

    @Slot()
    def add_model(self) -> None:
        """One more model: all of the purchase in MD, nothing elsewhere."""
        taken = {str(model["idmodel"]) for model in self.models}
        number = next(number for number in range(1, len(taken) + 2) if str(number) not in taken)
        labels = self._labels or tuple(row["datetime"] for row in self._any_rows())

        def rows(share: float) -> list[dict[str, Any]]:
            return [{"datetime": label, SHARES[0]: share, SHARES[1]: 0.0} for label in labels]

        self.models.append({"idmodel": number, "value": {"MD": rows(1.0)}})
        self.show_models(self.models)
        self._box.setCurrentIndex(self._box.count() - 1)
        self.edited.emit()

    def _any_rows(self) -> list[dict[str, Any]]:
        rows = [rows for model in self.models for rows in model["value"].values()]
        return max(rows, key=len, default=[])

    @Slot()
    def _choose(self) -> None:
        place = self._box.currentIndex()
        model = self.models[place] if 0 <= place < len(self.models) else {"idmodel": "", "value": {}}
        self._model.show_model(model, self._labels if self.models else ())
        width = self.view.fontMetrics().horizontalAdvance("MID1 sell %") + 24
        for column in range(self._model.columnCount()):
            self.view.setColumnWidth(column, width)
