"""The row of choices above the chart: which picture, which models and market, which unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QToolButton, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.flow_layout import Wrapping
from ravenwits_desktop.ui.chart.model_box import ModelBox
from ravenwits_desktop.ui.chart.scenes import Kind, Wish
from ravenwits_desktop.ui.chart.segments import Segments
from ravenwits_desktop.ui.chart.shown import Shown
from ravenwits_desktop.ui.chart.units import Step, Unit

_NARROW_BOX = 140
"""Pixels: the widest a box is where there is little room; it tells its whole text as a tip."""


class Tools(Wrapping):
    """Choices that wrap where the window is narrow. What is chosen stays from purchase to purchase."""

    changed = Signal()
    """Another picture, market or unit was chosen."""

    def __init__(self, parent: QWidget, model_box: ModelBox, resolutions: Segments) -> None:
        super().__init__(parent, spacing=8)
        self.setObjectName("chartTools")
        self.resolutions = resolutions
        self.kinds = Segments(self, "chartKinds", self.tr("Picture"))
        for kind, text, tip in (
            (Kind.MARKETS, self.tr("Markets"), self.tr("What a model buys and sells in each market")),
            (Kind.COMPARE, self.tr("Compare"), self.tr("Models side by side, and the difference of two below")),
            (Kind.HEAT, self.tr("Heat map"), self.tr("Hours across, days or models down")),
            (Kind.CHANGES, self.tr("Before and after"), self.tr("Against the submission before, what changed below")),
        ):
            self.kinds.add(kind, text, tip)
        self.model_box = model_box
        self.against_box = QComboBox(self)
        self.against_box.setObjectName("againstBox")
        self.against_box.setAccessibleName(self.tr("Compared with model"))
        self.market_box = QComboBox(self)
        self.market_box.setObjectName("marketBox")
        self.market_box.setAccessibleName(self.tr("Market"))
        for box in (self.against_box, self.market_box):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(240)
        self.against_box.currentIndexChanged.connect(self._chosen)
        self.market_box.currentIndexChanged.connect(self._market_chosen)
        self.models_down = QCheckBox(self.tr("Models down"), self)
        self.models_down.setObjectName("modelsDownBox")
        self.models_down.setToolTip(self.tr("A row for each model, over all days, in place of a row for each day"))
        self.models_down.toggled.connect(self._chosen)
        self.units = Segments(self, "chartUnits", self.tr("Unit"))
        for unit, tip in (
            (Unit.MW, self.tr("Power")),
            (Unit.MWH, self.tr("Energy of each period")),
            (Unit.SHARE, self.tr("Per cent of the purchase of each period")),
            (Unit.EUR, self.tr("Cost at predicted prices")),
        ):
            self.units.add(unit, unit.value, tip)
        self.kinds.chosen.connect(self._chosen)
        self.units.chosen.connect(self._chosen)
        self._wanted_against: str | None = None
        self._wanted_market = ""
        for widget in (
            self.kinds,
            self.model_box,
            self.against_box,
            self.market_box,
            self.models_down,
            self.units,
            resolutions,
        ):
            self.row.addWidget(widget)

    def fold(self, folded: bool) -> None:
        """Take little room: a button with a menu in place of each row of buttons, and narrow boxes."""
        for segments in (self.kinds, self.units, self.resolutions):
            segments.fold(folded)
        for box, widest in ((self.model_box, 280), (self.against_box, 240), (self.market_box, 240)):
            box.setMaximumWidth(_NARROW_BOX if folded else widest)
        self.row.setSpacing(4 if folded else 8)
        super().fold(folded)

    @Slot()
    def _chosen(self) -> None:
        self._wanted_against = self.against_box.currentData()
        self.changed.emit()

    @Slot()
    def _market_chosen(self) -> None:
        self._wanted_market = self.market_box.currentData() or ""
        self.changed.emit()

    @property
    def against(self) -> str | None:
        """The idmodel that the chosen model is compared with; None for none."""
        value = self.against_box.currentData()
        return value or None

    def wish(self, shown: Shown | None, step: Step) -> Wish:
        """What is chosen to be seen of what is shown, as far as that has it; `step` is the length of period chosen."""
        kind, unit = self.kinds.value, self.units.value
        if not isinstance(kind, Kind) or shown is None or kind not in shown.kinds(kind):
            kind = Kind.MARKETS
        if not isinstance(unit, Unit) or shown is None or unit not in shown.units(kind):
            unit = Unit.MW
        market = self._wanted_market if self.market_box.findData(self._wanted_market) >= 0 else ""
        wish = Wish(
            kind=kind,
            unit=unit,
            step=step if shown is None or shown.preview is None else Step.SUBMITTED,
            model=self.model_box.currentData(),
            against=self.against if kind in (Kind.COMPARE, Kind.HEAT) else None,
            market=market,
            models_down=self.models_down.isChecked(),
        )
        if not wish.shares_of_market:
            return wish
        return replace(wish, unit=Unit.SHARE, market=market or ("MD" if self.market_box.findData("MD") >= 0 else ""))

    def offer(self, names: Mapping[str, str], markets: Iterable[str]) -> None:
        """Offer these models (idmodel to title) and markets, without a signal; what was chosen stays if it is there."""
        with QSignalBlocker(self.against_box), QSignalBlocker(self.market_box):
            self.against_box.clear()
            self.against_box.addItem(self.tr("with no other model"), "")
            for idmodel, title in names.items():
                self.against_box.addItem(self.tr("less {model}").format(model=title), idmodel)
            self.against_box.setCurrentIndex(max(0, self.against_box.findData(self._wanted_against or "")))
            self.market_box.clear()
            self.market_box.addItem(self.tr("All markets"), "")
            for market in markets:
                self.market_box.addItem(market, market)
            self.market_box.setCurrentIndex(max(0, self.market_box.findData(self._wanted_market)))

    def fit(self, wish: Wish, *, kinds: frozenset[Kind], units: frozenset[Unit], models: bool) -> None:
        """Show the choices that the picture has: of these kinds and units, with or without models."""
        kind = wish.kind
        if wish.shares_of_market:
            units = frozenset({Unit.SHARE})
        with QSignalBlocker(self.market_box):
            self.market_box.setCurrentIndex(max(0, self.market_box.findData(wish.market)))
        items = self.market_box.model()
        if isinstance(items, QStandardItemModel) and items.rowCount():
            items.item(0).setEnabled(not wish.shares_of_market)
        for each, button in self.kinds.buttons.items():
            button.setEnabled(each in kinds)
        self.kinds.press(kind)
        self.units.press(wish.unit)
        self.kinds.setVisible(len(kinds) > 1)
        for each, button in self.units.buttons.items():
            button.setVisible(each in units or (each is not Unit.EUR and each is not Unit.SHARE))
            button.setEnabled(each in units)
        compares = kind in (Kind.COMPARE, Kind.HEAT) and models
        self.model_box.setVisible(models and kind is not Kind.CHANGES)
        self.against_box.setVisible(compares and not (kind is Kind.HEAT and self.models_down.isChecked()))
        self.market_box.setVisible(compares)
        self.models_down.setVisible(kind is Kind.HEAT and models)

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        style = theme.flat_buttons()
        for button in self.findChildren(QToolButton):
            button.setStyleSheet(style)
