"""The chart's panel: head, choices, legend, the picture, totals, and something to see in every state."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ravenwits_desktop.domain.later import LaterAnswer
from ravenwits_desktop.domain.prices import MarketPrices
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import Allocation, StrategyOutput
from ravenwits_desktop.domain.submission import Submission
from ravenwits_desktop.domain.timegrid import Floats
from ravenwits_desktop.ui.chart import remarks
from ravenwits_desktop.ui.chart.answer_beside import AnswerBeside
from ravenwits_desktop.ui.chart.heat import Heat, heat_of
from ravenwits_desktop.ui.chart.parts import ChartParts
from ravenwits_desktop.ui.chart.remark import Remark, Tone
from ravenwits_desktop.ui.chart.room import Room
from ravenwits_desktop.ui.chart.scenes import Kind, Material, Scene, Wish, asked_about, scene_of
from ravenwits_desktop.ui.chart.shown import (
    Shown,
    draft_shown,
    notes_on,
    nothing_shown,
    submission_shown,
    waiting_shown,
)
from ravenwits_desktop.ui.chart.table_beside import TableBeside
from ravenwits_desktop.ui.chart.units import Step, Unit


class ChartPanel(ChartParts):
    """A purchase, and for a submission what the chosen model covers of it in each market."""

    snap_changed = Signal(object)
    """The step (MW) by which values are dragged was chosen."""
    model_changed = Signal(object)
    """The idmodel (str) a person has chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartView")
        self.setAccessibleName(self.tr("Chart"))
        self._shown: Shown | None = None
        self._material: Material | None = None
        self._scene: Scene | None = None
        self._heat: Heat | None = None
        self._wanted_model: str | None = None
        self._per_cents: dict[tuple[str, str], dict[str, bool]] = {}
        self._notes: list[Remark] = []
        self.room = Room(self)
        self.table, self.answer = TableBeside(self), AnswerBeside(self)
        self._connect()
        self.refresh_theme()
        self.show_nothing()

    def _connect(self) -> None:
        self.head.step_changed.connect(self._choice_changed)
        self.head.select_button.toggled.connect(self._select_toggled)
        self.head.snap_button.chosen.connect(self._snap_chosen)
        self.head.zoom_in_button.clicked.connect(self._zoom_in)
        self.head.zoom_out_button.clicked.connect(self._zoom_out)
        self.head.all_button.clicked.connect(self.show_everything)
        self.model_box.currentIndexChanged.connect(self._model_chosen)
        self.tools.changed.connect(self._choice_changed)
        self.remarks.per_cents.connect(self._per_cents_chosen)
        self.legend.hidden_changed.connect(self._hidden_changed)
        self.plot.level_changed.connect(self._level_changed)
        self.body.heat.chosen.connect(self._go_to_cell)
        self.side.model_chosen.connect(self.choose_model)
        self.body.panes.cursor_changed.connect(self._read)

    # -- what is shown

    def show_nothing(self) -> None:
        """Nothing is selected."""
        self._show(nothing_shown())

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
        shown = draft_shown(title, purchase, previous, draft_id, undrawn)
        before = self._shown
        if before is not None and before.key == shown.key and before.purchase == purchase:
            shown.preview = before.preview
        self._show(shown)

    def show_waiting(self, title: str, draft_id: str) -> None:
        """A draft whose rows are still being checked: what is shown of it stays, else it is said that it comes."""
        shown = waiting_shown(title, draft_id)
        if self._shown is None or self._shown.key != shown.key:
            self._show(shown)

    def show_preview(self, preview: Purchase | None) -> None:
        """Show what the draft that is shown would become; None shows it as it is again.

        For a dialog that is about to change the draft: the preview is the main line, the draft as it is stands behind
        it as a thin dashed one, and a remark says so. May be called on every keystroke: the view stays, and with the
        same periods only the lines are drawn anew. The preview may have other periods than the draft. Without a draft
        nothing happens. `Showing.preview` does the same from rows and brings the draft in front into sight first.
        """
        shown = self._shown
        if shown is None or not shown.is_draft or shown.preview is preview:
            return
        shown.preview = preview
        self._material = None
        self._draw(keep_view=True)

    def show_submission(
        self,
        submission: Submission,
        purchase: Purchase | None,
        output: StrategyOutput | None,
        names: Mapping[str, str],
        *,
        previous: Purchase | None = None,
        allocations: Mapping[str, Allocation] | None = None,
        prices: Mapping[str, MarketPrices] | None = None,
        priced: Mapping[str, Floats] | None = None,
        usual: float | None = None,
        later: LaterAnswer | None = None,
    ) -> None:
        """Show a submission: its purchase (None if it is not known here), its strategy if it has come.

        `names` gives names of models by their idmodel, `previous` is what was submitted before for its days,
        `allocations` are those that were made already, `prices` the predicted ones by market, `priced` the same
        at the periods of the purchase, `usual` how many seconds a strategy usually takes from here, `later` the
        last answer of the server where that gave no outputs. The view, the model and the cross-hair stay as they are if
        the same submission is shown already.
        """
        shown = submission_shown(submission, purchase, output, usual, later)
        shown.previous, shown.names = previous, dict(names)
        shown.allocations, shown.prices, shown.priced = allocations or {}, prices or {}, priced
        self._show(shown)

    def show_later(self, submission: Submission, later: LaterAnswer | None) -> None:
        """Say of the submission, if it is the one that is shown, what the server answered last without any outputs."""
        shown = self._shown
        if shown is not None and shown.key == ("submission", submission.id):
            self._show(shown.noting(submission, later))

    @property
    def shows_draft(self) -> bool:
        """Whether a draft is shown, so that its rows can be selected and dragged."""
        return self._shown is not None and self._shown.is_draft

    def _show(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        same = before is not None and before.key == shown.key
        self._material = None
        self.head.title.setText(shown.title)
        self.model_box.offer(shown.models, shown.names, self._wanted_model)
        self.tools.offer(shown.titles, self._make_material(shown).markets() if shown.purchase is not None else ())
        self.head.set_answers(shown.has_answer)
        self.answer.offer(shown, same=same)
        self._draw(keep_view=same)

    def _make_material(self, shown: Shown) -> Material:
        """What pictures are made of; kept until something else is shown."""
        if self._material is None:
            self._material = shown.material(self._per_cents.get(shown.key, {}))
        return self._material

    @property
    def material(self) -> Material | None:
        """What the pictures are made of; None where nothing is drawn."""
        return self._material if self._scene is not None else None

    @property
    def scene(self) -> Scene | None:
        """What is drawn by the panes; None where nothing is."""
        return self._scene

    @property
    def heat(self) -> Heat | None:
        """The heat map, where that is shown."""
        return self._heat

    @property
    def about(self) -> tuple[str, ...]:
        """Title, retailer and time of what is shown, for paper."""
        shown = self._shown
        return (shown.title, *shown.about) if shown is not None else ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is said above the picture that has to go with its numbers wherever they are taken."""
        return tuple(note.text for note in self._notes if note.tone is not Tone.PLAIN)

    def wish(self) -> Wish:
        """What is chosen to be seen, as far as it can be shown."""
        return self.tools.wish(self._shown, self.head.step)

    def _draw(self, *, keep_view: bool) -> None:
        shown = self._shown
        if shown is None:
            return
        self.head.fit_step(days=self.wish().kind is not Kind.HEAT)
        wish = self.wish()
        kinds, units = shown.kinds(self.tools.kinds.value), shown.units(wish.kind)
        self.tools.fit(wish, kinds=kinds, units=units, models=bool(shown.models))
        self._set_editable(shown, wish)
        drawable = shown.purchase is not None
        self.head.set_drawable(drawable)
        self.legend.setVisible(drawable and wish.kind is not Kind.HEAT)
        for widget in (self.tools, self.totals):
            widget.setVisible(drawable)
        self.table.mind(drawable)
        if not drawable:
            self._scene = self._heat = None
            self._tell(list(shown.remarks), None)
            self.body.panes.show_pictures(None, None, keep_view=False)
            self.averaged.hide()
            self.body.show_message(shown.nothing)
            return
        material = self._make_material(shown)
        self.head.hour_button.setEnabled(material.purchase.resolution < 60)
        self._scene = scene_of(material, wish)
        self._heat = heat_of(material, wish) if wish.kind is Kind.HEAT else None
        self._tell(notes_on(shown, self._scene, material, wish), material)
        if self._heat is None or not keep_view or not self.plot.has_times_of(self._scene.main):
            # behind the heat map the plot is wanted for its time alone, and drawn anew when it is seen again
            self.legend.offer(self._scene.main)
            self.body.panes.show_pictures(self._scene.main, self._scene.strip, keep_view=keep_view)
        if self._heat is not None:
            names = tuple(material.names.get(each, each) for each in self._heat.models)
            self.body.heat.set_heat(self._heat, names, wish.market, remarks.heat_words(self._heat, material, wish))
            self.body.stack.setCurrentWidget(self.body.heat)
            self.averaged.hide()
        else:
            self.body.stack.setCurrentWidget(self.body.panes)
            self._level_changed(self.plot.level)
        self._tell_totals()
        self._read(self.plot.cursor_start())
        self.side.offer(models=bool(shown.models))
        self.table.fill()

    def _tell_totals(self) -> None:
        if self._scene is None or self._material is None:
            return
        totals = remarks.totals_line(self._material, self._scene, self.wish())
        if self._heat is None and self.body.panes.leaves_out_strip:
            totals = self.tr("No room for the difference below.") + f"\u2003{totals}"
        self.totals.set_totals(totals)

    def _tell(self, notes: list[Remark], material: Material | None) -> None:
        idmodel, self._notes = self.model_box.currentData(), notes
        asked = asked_about(material, self.wish()) if material is not None else ()
        said = {material.decided.get(each) for each in asked} if material is not None else set()
        per_cents = said.pop() if len(said) == 1 else None
        problems = self._shown.problems(idmodel) if self._shown is not None else ()
        every = remarks.told_in_full(notes, problems)
        self.remarks.show_remarks(notes, asks=bool(asked), per_cents=per_cents, every=every)

    def _set_editable(self, shown: Shown, wish: Wish) -> None:
        draft = self.shows_draft and shown.purchase is not None
        whole = wish.unit is Unit.MW and wish.step is Step.SUBMITTED
        if shown.purchase is not None and shown.purchase.resolution >= 60 and wish.step is Step.HOUR:
            whole = wish.unit is Unit.MW
        why_not = self.tr("Steps can be dragged where MW and “As submitted” are chosen.") if draft and not whole else ""
        self.plot.set_editable(selects=draft, drags=draft and whole and shown.preview is None, why_not=why_not)
        self.head.set_editable(draft)
        if not draft:
            self.plot.set_selected(np.zeros(0, dtype="datetime64[m]"), 60)

    # -- what people do

    @Slot(int)
    def _model_chosen(self, index: int) -> None:
        if index < 0:
            return
        self._wanted_model = self.model_box.itemData(index)
        self.model_box.show_whole_name()
        self._draw(keep_view=True)
        self.model_changed.emit(self._wanted_model)

    @Slot(object)
    def choose_model(self, idmodel: str) -> None:
        """Show this model, if it is there."""
        place = self.model_box.findData(idmodel)
        if place >= 0:
            self.model_box.setCurrentIndex(place)

    @Slot()
    def _choice_changed(self) -> None:
        self._draw(keep_view=True)

    @Slot(object)
    def _per_cents_chosen(self, chosen: bool | None) -> None:
        if self._shown is None or self._material is None:
            return
        decided = self._per_cents.setdefault(self._shown.key, {})
        asked = asked_about(self._material, self.wish())
        # what somebody said of a model before is taken back only where nothing is left to be said
        for idmodel in [each for each in asked if each not in decided] or asked:
            decided.pop(idmodel, None)
            if chosen is not None:
                decided[idmodel] = chosen
        self._material = None
        self._draw(keep_view=True)

    @Slot(object)
    def _go_to_cell(self, start: np.datetime64) -> None:
        self.tools.kinds.buttons[Kind.MARKETS].click()
        self.body.panes.jump(start, whole_day=True)

    @Slot(object)
    def _read(self, start: np.datetime64 | None) -> None:
        if self.room.folded:
            self.totals.read(self.plot.readout_text() if start is not None and self._heat is None else "")

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
        self.table.sight_changed()

    @Slot(object)
    def _level_changed(self, level: object) -> None:
        self.averaged.setVisible(bool(level) and self._heat is None and not self.room.folded)
        spread = self._scene is not None and not self._scene.main.bands() and not self._scene.main.lines
        self.averaged.setText(
            self.tr("Zoomed out: means are drawn, the lowest and the highest period behind them. Zoom in to see each.")
            if spread
            else self.tr("Zoomed out: means are drawn. Zoom in to see each period.")
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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold what takes room where there is little."""
        super().resizeEvent(event)
        if self.room.mind(event.size()):
            self.table.mind(self._scene is not None)
            self.answer.mind()
            self._tell_totals()
            self._level_changed(self.plot.level)

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
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "room"):
            self.refresh_theme()

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        self.dress()
        if self._shown is not None:
            self._draw(keep_view=True)
