"""The chart's panel: head, model, legend, the plot, totals, and a picture for every state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Allocation, StrategyOutput, allocate
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart import remarks
from ravenwits_desktop.ui.chart.drawing import band_colours
from ravenwits_desktop.ui.chart.head import ChartHead
from ravenwits_desktop.ui.chart.legend import Legend
from ravenwits_desktop.ui.chart.model_box import ModelBox
from ravenwits_desktop.ui.chart.picture import PREVIOUS, PURCHASE, Picture, picture_of
from ravenwits_desktop.ui.chart.plot import MarketPlot
from ravenwits_desktop.ui.chart.raw import RawView
from ravenwits_desktop.ui.chart.remarks import Remark, Tone
from ravenwits_desktop.ui.chart.units import Step


@dataclass(slots=True)
class _Shown:
    """What the panel was last given."""

    key: tuple[str, str]
    title: str
    purchase: Purchase | None
    previous: Purchase | None = None
    output: StrategyOutput | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    nothing: str = ""
    """What stands in place of the plot where there is no purchase."""
    preview: Purchase | None = None
    """What the purchase would become."""


class ChartPanel(QWidget):
    """A purchase, and for a submission what the chosen model covers of it in each market."""

    snap_changed = Signal(object)
    """The step (MW) by which values are dragged was chosen."""
    model_changed = Signal(object)
    """The idmodel (str) a person has chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartView")
        self.setAccessibleName(self.tr("Chart"))
        self._shown: _Shown | None = None
        self._allocations: dict[str, Allocation] = {}
        self._by_hour = False
        self._wanted_model: str | None = None
        self.head = ChartHead(self)
        self.model_box = ModelBox(self)
        self.legend = Legend(self, self.model_box)
        self.remark = QLabel(self)
        self.remark.setObjectName("chartRemark")
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.plot = MarketPlot(self)
        self.plot.setAccessibleName(self.tr("Chart of the purchase"))
        self.message = QLabel(self)
        self.message.setObjectName("chartMessage")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.message.setMargin(32)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.plot)
        self.stack.addWidget(self.message)
        self.raw = RawView(self)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.raw)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([600, 400])
        self.splitter.setChildrenCollapsible(False)
        self.totals = QLabel(self)
        self.totals.setObjectName("chartTotals")
        self.totals.setWordWrap(True)
        self.totals.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.averaged = QLabel(self)
        self.averaged.setObjectName("chartAveraged")
        self.averaged.setWordWrap(True)
        self.averaged.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.legend)
        column.addWidget(self.remark)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.averaged)
        column.addWidget(self.totals)
        self.head.hour_button.toggled.connect(self._by_hour_toggled)
        self.head.select_button.toggled.connect(self._select_toggled)
        self.head.snap_button.chosen.connect(self._snap_chosen)
        self.head.raw_button.toggled.connect(self._show_raw)
        self.head.zoom_in_button.clicked.connect(self._zoom_in)
        self.head.zoom_out_button.clicked.connect(self._zoom_out)
        self.head.all_button.clicked.connect(self.show_everything)
        self.model_box.currentIndexChanged.connect(self._model_chosen)
        self.legend.hidden_changed.connect(self._hidden_changed)
        self.plot.level_changed.connect(self._level_changed)
        self.refresh_theme()
        self.show_nothing()

    # -- what is shown

    def show_nothing(self) -> None:
        """Nothing is selected."""
        text = self.tr("Select a submission to see its strategy, or open a draft to see its purchase.")
        self._show(_Shown(("nothing", ""), "", None, nothing=text))

    def show_purchase(
        self,
        title: str,
        purchase: Purchase | None,
        previous: Purchase | None = None,
        *,
        draft_id: str = "",
        undrawn: int = 0,
    ) -> None:
        """Show a draft, `previous` behind it; `purchase` is None while no row can be drawn, `undrawn` rows cannot.

        The view stays where the same draft is shown already, known by `draft_id` (its title where there is none). A
        preview of the same rows stays too; one of rows that have changed since is gone.
        """
        text = self.tr("The chart appears as soon as a row of the draft has a time and a value.")
        remarked: tuple[Remark, ...] = ()
        if purchase is not None and undrawn:
            said = self.tr("One row is not drawn: it has an error.")
            if undrawn > 1:
                said = self.tr("{count} rows are not drawn: they have errors.").format(
                    count=QLocale().toString(undrawn)
                )
            remarked = (Remark(said, Tone.WARNING),)
        key = ("draft", draft_id or title)
        shown = _Shown(key, title, purchase, previous, remarks=remarked, nothing=text)
        before = self._shown
        if before is not None and before.key == key and before.purchase == purchase:
            shown.preview = before.preview
        self._show(shown)

    def show_preview(self, preview: Purchase | None) -> None:
        """Show what the draft that is shown would become; None shows it as it is again.

        For a dialog that is about to change the draft: the preview is the main line, the draft as it is stands behind
        it as a thin dashed one, and a remark says so. May be called on every keystroke: the view stays, and with the
        same periods only the lines are drawn anew. The preview may have other periods than the draft. Without a draft
        nothing happens. `Showing.preview` does the same from rows and brings the draft in front into sight first.
        """
        shown = self._shown
        if shown is None or shown.key[0] != "draft" or shown.preview is preview:
            return
        shown.preview = preview
        self._draw(keep_view=True)

    def show_submission(
        self,
        submission: Submission,
        purchase: Purchase | None,
        output: StrategyOutput | None,
        names: Mapping[str, str],
    ) -> None:
        """Show a submission: its purchase (None if it is not known here), its strategy if it has come.

        `names` gives names of models by their idmodel. The view, the model and the cross-hair stay as they are if the
        same submission is shown already.
        """
        text = self.tr("The rows of this purchase are not known here, so its strategy cannot be shown in MW.")
        self._show(
            _Shown(
                ("submission", submission.id),
                remarks.title_of(submission),
                purchase,
                output=output,
                names=dict(names),
                remarks=tuple(remarks.remarks_on(submission, output)),
                nothing=text,
            )
        )

    @property
    def shows_draft(self) -> bool:
        """Whether a draft is shown, so that its rows can be selected and dragged."""
        return self._shown is not None and self._shown.key[0] == "draft"

    def _show(self, shown: _Shown) -> None:
        before, self._shown = self._shown, shown
        same = before is not None and before.key == shown.key
        if before is None or before.output is not shown.output or before.purchase is not shown.purchase:
            self._allocations = {}
        self.head.title.setText(shown.title)
        models = shown.output.models if shown.output is not None else ()
        self.model_box.offer(models, shown.names, self._wanted_model)
        self.model_box.setVisible(bool(models) and shown.purchase is not None)
        output = shown.output
        has_raw = output is not None and not remarks.is_empty(output) and bool(output.raw)
        unreadable = has_raw and output is not None and not output.models
        self.head.raw_button.setVisible(has_raw)
        self.head.raw_button.setChecked(has_raw and (unreadable or (same and self.head.raw_button.isChecked())))
        self._show_raw(self.head.raw_button.isChecked())
        self._draw(keep_view=same)

    def _allocation(self) -> Allocation | None:
        shown = self._shown
        idmodel = self.model_box.currentData()
        if shown is None or shown.purchase is None or shown.output is None or idmodel is None:
            return None
        if idmodel not in self._allocations:
            model = shown.output.model(idmodel)
            if model is None:
                return None
            self._allocations[idmodel] = allocate(shown.purchase, model)
        return self._allocations[idmodel]

    def _draw(self, *, keep_view: bool) -> None:
        shown = self._shown
        if shown is None:
            return
        allocation = self._allocation()
        notes = list(shown.remarks)
        purchase, replaced = shown.purchase, None
        if shown.preview is not None:
            purchase, replaced = shown.preview, shown.purchase
            notes.append(Remark(self.tr("Preview. The dashed line is the draft as it is now.")))
        if allocation is not None and shown.purchase is not None:
            notes += remarks.remarks_on_allocation(allocation, shown.purchase)
        self._show_remarks(notes)
        self._set_editable(shown)
        drawable = purchase is not None
        self.head.set_drawable(drawable)
        for widget in (self.legend, self.totals):
            widget.setVisible(drawable)
        if purchase is None:
            self.plot.set_picture(None)
            self.averaged.hide()
            self.message.setText(shown.nothing)
            self.stack.setCurrentWidget(self.message)
            return
        self.head.resolution_buttons.setEnabled(purchase.resolution < 60)
        picture = picture_of(purchase, allocation, shown.previous, replaced)
        if self._by_hour:
            picture = picture.by(Step.HOUR)
        self._offer_series(picture)
        self.stack.setCurrentWidget(self.plot)
        self.plot.set_picture(picture, keep_view=keep_view)
        self.totals.setText(remarks.totals_of(purchase, allocation, shown.previous))

    def _set_editable(self, shown: _Shown) -> None:
        draft = self.shows_draft and shown.purchase is not None
        whole = shown.purchase is not None and not (self._by_hour and shown.purchase.resolution < 60)
        self.plot.set_editable(selects=draft, drags=draft and whole and shown.preview is None)
        self.head.set_editable(draft)
        if not draft:
            self.plot.set_selected(np.zeros(0, dtype="datetime64[m]"), 60)

    def _offer_series(self, picture: Picture) -> None:
        colours = theme.current_theme()
        offered = {PURCHASE: colours.text}
        if picture.previous is not None:
            offered[PREVIOUS] = colours.muted
        self.legend.set_series(offered | band_colours(picture))

    def _show_remarks(self, notes: list[Remark]) -> None:
        self.remark.setVisible(bool(notes))
        self.remark.setText("\n".join(note.text for note in notes))
        colours = theme.current_theme()
        tones = {note.tone for note in notes}
        colour = colours.text
        if Tone.ERROR in tones:
            colour = colours.error
        elif Tone.WARNING in tones:
            colour = colours.warning
        self.remark.setStyleSheet(
            f"#chartRemark {{ color: {colours.text}; background: {colours.base};"
            f" border: none; border-left: 4px solid {colour}; padding: 4px 8px; }}"
        )

    # -- what people do

    @Slot(int)
    def _model_chosen(self, index: int) -> None:
        if index < 0:
            return
        self._wanted_model = self.model_box.itemData(index)
        self.model_box.show_whole_name()
        self._draw(keep_view=True)
        self.model_changed.emit(self._wanted_model)

    @Slot(bool)
    def _show_raw(self, shown: bool) -> None:
        # Only what is looked at is made readable: an answer may have millions of characters.
        if shown and self._shown is not None and self._shown.output is not None:
            self.raw.show_raw(self._shown.output.raw)
        self.raw.setVisible(shown)

    @Slot(bool)
    def _by_hour_toggled(self, by_hour: bool) -> None:
        self._by_hour = by_hour
        self._draw(keep_view=True)

    @Slot(bool)
    def _select_toggled(self, armed: bool) -> None:
        self.plot.brush.armed = armed

    @Slot(object)
    def _snap_chosen(self, step: float) -> None:
        self.plot.step_drag.snap = step
        self.snap_changed.emit(step)

    @Slot(object)
    def _hidden_changed(self, hidden: frozenset[str]) -> None:
        self.plot.set_hidden(hidden)

    @Slot(object)
    def _level_changed(self, level: object) -> None:
        self.averaged.setVisible(bool(level))
        self.averaged.setText(
            self.tr("Zoomed out: means are drawn, the lowest and the highest period behind them. Zoom in to see each.")
        )

    @Slot()
    def _zoom_in(self) -> None:
        self.plot.zoom(1 / 1.5)

    @Slot()
    def _zoom_out(self) -> None:
        self.plot.zoom(1.5)

    @Slot()
    def show_everything(self) -> None:
        """Show the whole purchase again, after zooming and panning."""
        self.plot.show_all()

    # -- hooks for the demo and the tests

    def visible_series(self) -> dict[str, Floats]:
        """Name and MW of each series drawn: ``purchase``, ``previous``, ``open`` and markets by their names."""
        return self.plot.visible_series()

    def readout_text(self) -> str:
        """What the cross-hair says, one line; empty without one."""
        return self.plot.readout_text()

    def set_cursor(self, start: np.datetime64 | None) -> None:
        """Put the cross-hair on the period in which `start` (UTC) lies; None takes it away."""
        self.plot.set_cursor(start)

    # -- colours

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the platform from light to dark and back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "totals"):
            self.refresh_theme()

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        colours = theme.current_theme()
        self.head.refresh_theme()
        self.plot.refresh_theme()
        self.totals.setFont(theme.tabular(self.font()))
        for label in (self.totals, self.averaged, self.message):
            label.setStyleSheet(f"color: {colours.muted};")
        self.message.setStyleSheet(f"color: {colours.muted}; background: {colours.base};")
        if self._shown is not None:
            self._draw(keep_view=True)
