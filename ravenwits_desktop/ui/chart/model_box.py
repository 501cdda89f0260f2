"""The box from which a person chooses the model whose strategy is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ravenwits_desktop.domain.strategy import Model
from ravenwits_desktop.ui.chart import remarks


class ModelBox(QComboBox):
    """Models by their names; the data of each item is its idmodel (str)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelBox")
        self.setAccessibleName(self.tr("Model"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumWidth(280)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def offer(self, models: Iterable[Model], names: Mapping[str, str], wanted: str | None) -> None:
        """Offer these and nothing else, without a signal; `wanted` (an idmodel) is chosen if it is among them."""
        with QSignalBlocker(self):
            self.clear()
            for model in models:
                text = remarks.model_title(model.idmodel, names)
                self.addItem(text, model.idmodel)
                self.setItemData(self.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
            if wanted is not None:
                self.setCurrentIndex(max(0, self.findData(wanted)))
        self.show_whole_name()

    def show_whole_name(self) -> None:
        """Tell the chosen name in full as the tool tip: the box may be too narrow for it."""
        self.setToolTip(self.currentText())
