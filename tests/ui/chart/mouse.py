"""A hand on the mouse over the plot: presses, moves, lets go, at periods and powers rather than pixels."""

from __future__ import annotations

import contextlib

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@contextlib.contextmanager
def every_move():
    """pyqtgraph drops moves that come faster than a hand's."""
    before = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", before)


class Mouse:
    """Places are pixels of the plot; `at` gives that of a period."""

    def __init__(self, qtbot, plot):
        self.bot, self.plot = qtbot, plot
        self.place = QPoint()

    def at(self, index, mw=None, minute=1):
        """Within a period of the picture, at a power; without one on its step."""
        picture = self.plot.picture
        moment = float(picture.starts[index].astype("datetime64[s]").astype(int)) + 60 * minute
        power = picture.purchase[index] if mw is None else mw
        return self.plot.mapFromScene(self.plot.view.mapViewToScene(QPointF(moment, power)))

    def move(self, to, buttons=Qt.MouseButton.NoButton, modifiers=NONE):
        self.place = to
        target = self.plot.viewport()
        where = QPointF(target.mapToGlobal(to))
        button = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(to), where, button, buttons, modifiers)
        QApplication.sendEvent(target, event)

    def hold(self, begin, *ways, modifiers=NONE):
        """Press, and go along `ways` with the button down."""
        self.move(begin)
        self.bot.mousePress(self.plot.viewport(), LEFT, modifiers, begin)
        for way in ways:
            self.move(way, LEFT, modifiers)

    def let_go(self, modifiers=NONE):
        self.bot.mouseRelease(self.plot.viewport(), LEFT, modifiers, self.place)

    def drag(self, begin, *ways, modifiers=NONE):
        self.hold(begin, *ways, modifiers=modifiers)
        self.let_go(modifiers)
