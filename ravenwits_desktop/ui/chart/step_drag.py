"""Dragging a step of the draft up and down: what it previews, what it says, and the change it ends in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from ravenwits_desktop.domain.purchase import moved
from ravenwits_desktop.domain.timegrid import Floats, Minutes
from ravenwits_desktop.ui import theme, words
from ravenwits_desktop.ui.chart.crosshair import period_words
from ravenwits_desktop.ui.chart.drawing import WIDE_STEP, Drawing
from ravenwits_desktop.ui.chart.picture import Picture
from ravenwits_desktop.ui.chart.snap import DEFAULT_SNAP
from ravenwits_desktop.ui.chart.view import MarketViewBox

_NEAR = 5
"""Pixels above and below a step in which it can be taken hold of."""
_DEAD = 4
"""Pixels that the mouse may tremble without a value moving."""
_FINEST = 3
"""Decimals of MW that a drag without snapping gives: kW."""


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """What a drag has changed: start instants (UTC) of the periods, and the MW each of them has now."""

    starts: Minutes
    mw: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Hold:
    """A step that is held: the picture as it was, the period's index, all that move with it, where it was taken."""

    picture: Picture
    index: int
    moving: npt.NDArray[np.intp]
    at: QPointF

    def values(self, target: float) -> Floats:
        """The purchase with the held period at `target` MW and those that move with it changed by as much."""
        mw = self.picture.purchase.copy()
        mw[self.moving] = moved(mw[self.moving], target - mw[self.index])
        mw[self.index] = target
        return mw


class StepDrag(QObject):
    """Takes hold of steps that are wide enough to be hit. A click, however slow, changes nothing."""

    previewed = Signal(object)
    """The `Picture` to be drawn while the drag lasts, and the one from before when it is over."""
    dropped = Signal(object)
    """`Moved`: the button was let go over another value."""

    def __init__(self, drawing: Drawing, view: MarketViewBox, widget: QWidget) -> None:
        super().__init__(widget)
        self._drawing, self._view, self._widget = drawing, view, widget
        self.editable = False
        """Whether the purchase that is drawn is a draft whose every row is a period of the picture."""
        self.why_not = ""
        """What a person has to know of a draft whose steps cannot be dragged as it is drawn; empty for any other."""
        self.snap = DEFAULT_SNAP
        """MW; a value ends on a multiple of it, unless Alt is held."""
        self._selected: Minutes = np.zeros(0, dtype="datetime64[m]")
        self._hold: _Hold | None = None
        self._mw: Floats | None = None
        self.label = QLabel(widget)
        self.label.setObjectName("chartDragReadout")
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setContentsMargins(8, 4, 8, 4)
        self.label.hide()

    @property
    def active(self) -> bool:
        """Whether a step is held."""
        return self._hold is not None

    @property
    def has_selected(self) -> bool:
        """Whether any period is selected."""
        return len(self._selected) > 0

    def set_selected(self, starts: Minutes) -> None:
        """The periods (UTC) that move together when one of them is dragged."""
        self._selected = starts

    def step_at(self, at: QPointF) -> int | None:
        """The period whose step can be taken hold of at a place of the scene; None where none can."""
        return self._near(at) if self.editable else None

    def refusal_at(self, at: QPointF) -> str:
        """Why the step at a place of the scene cannot be taken hold of; empty where there is none, or it can."""
        return self.why_not if not self.editable and self.why_not and self._near(at) is not None else ""

    def _near(self, at: QPointF) -> int | None:
        picture, periods = self._drawing.picture, self._drawing.periods
        if picture is None or periods is None or not self._drawing.shows_purchase:
            return None
        (low, high), (least, most) = self._view.viewRange()
        if self._drawing.level or not self._view.sceneBoundingRect().contains(at):
            return None
        if (picture.resolution * 60.0) / (high - low) * self._view.width() < WIDE_STEP:
            return None
        place = self._view.mapSceneToView(at)
        index = periods.index_at(place.x())
        if index is None:
            return None
        pixels = abs(place.y() - picture.purchase[index]) / (most - least) * self._view.height()
        return index if pixels <= _NEAR else None

    def takes(self, event: Any) -> bool:
        """Whether this drag (pyqtgraph's event) holds a step; then all that follows of it belongs here."""
        picture, at = self._drawing.picture, QPointF(event.buttonDownScenePos())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        index = None if shift else self.step_at(at)
        if index is None or picture is None:
            return False
        chosen = np.flatnonzero(np.isin(picture.starts, self._selected))
        moving = chosen if index in chosen else np.array([index])
        self._hold, self._mw = _Hold(picture, index, moving, at), None
        return True

    def follow(self, event: Any) -> None:
        """The drag goes on, or ends."""
        hold = self._hold
        if hold is None:
            return
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        before = float(hold.picture.purchase[hold.index])
        target = self._target(hold, QPointF(event.scenePos()), before, free=free)
        self._mw = None if target == before else hold.values(target)
        if event.isFinish():
            mw = self._mw
            self._end()
            if mw is not None:
                self.dropped.emit(Moved(hold.picture.starts[hold.moving], mw[hold.moving]))
            return
        self.previewed.emit(hold.picture if self._mw is None else hold.picture.preview(self._mw))
        self._tell(hold, before, target, QPointF(event.scenePos()))

    def cancel(self) -> bool:
        """Let go and leave everything as it was; whether anything was held."""
        if self._hold is None:
            return False
        self._end()
        return True

    def forget(self) -> None:
        """Let go without drawing: another picture is coming."""
        self._hold = self._mw = None
        self.label.hide()

    def _end(self) -> None:
        hold = self._hold
        self.forget()
        if hold is not None:
            self._widget.setAccessibleDescription("")
            self.previewed.emit(hold.picture)

    def _target(self, hold: _Hold, at: QPointF, before: float, *, free: bool) -> float:
        """MW of the held period with the mouse at a place of the scene."""
        if abs(at.y() - hold.at.y()) < _DEAD:
            return before
        wanted = before + float(self._view.mapSceneToView(at).y() - self._view.mapSceneToView(hold.at).y())
        if free:
            return round(wanted, _FINEST)
        return round(round(wanted / self.snap) * self.snap, _FINEST) + 0.0

    def _tell(self, hold: _Hold, before: float, target: float, at: QPointF) -> None:
        period, _ = period_words(hold.picture, hold.index)
        change = moved(np.array([target]), -before)[0] + 0.0
        text = f"{period}   {_read(target)} MW ({'+' if change > 0 else ''}{_read(change)})"
        if len(hold.moving) > 1:
            translate = QCoreApplication.translate
            text += "\n" + translate("Chart", "and as much in {count} more").format(
                count=QLocale().toString(len(hold.moving) - 1)
            )
        self.label.setText(text)
        self.label.adjustSize()
        self._widget.setAccessibleDescription(text)
        view: Any = self._widget
        inside: QRect = view.mapFromScene(self._view.sceneBoundingRect()).boundingRect()
        place: QPoint = view.mapFromScene(at)
        x = min(max(inside.left(), place.x() + 16), inside.right() - self.label.width())
        y = place.y() - self.label.height() - 12
        if y < inside.top():
            y = place.y() + 20
        y = min(max(inside.top(), y), inside.bottom() - self.label.height())
        self.label.move(x, y)
        self.label.show()
        self.label.raise_()

    def refresh_theme(self) -> None:
        """Take the colours of the current theme."""
        colours = theme.current_theme()
        self.label.setFont(theme.tabular(self._widget.font()))
        ground = QColor(colours.base)
        self.label.setStyleSheet(
            f"#chartDragReadout {{ background: {ground.name()}; color: {colours.text};"
            f" border: 1px solid {colours.accent}; }}"
        )


def _read(value: float) -> str:
    """All the digits of a value that is only read."""
    return words.exact(value).replace("-", words.MINUS)
