"""The server's answer below the picture: when it is there, whose wish that was, and where it has its place."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Slot

from ravenwits_desktop.ui.chart.body import ChartBody
from ravenwits_desktop.ui.chart.head import ChartHead
from ravenwits_desktop.ui.chart.room import Room
from ravenwits_desktop.ui.chart.shown import Shown


class _Panel(Protocol):
    """What of the panel has to do with the answer."""

    head: ChartHead
    body: ChartBody
    room: Room


class AnswerBeside(QObject):
    """Shows the answer to whoever asks for it, and by itself where the picture cannot hold it."""

    def __init__(self, panel: _Panel) -> None:
        super().__init__(panel.body)
        self._panel = panel
        self._shown: Shown | None = None
        self._by_itself = False
        """Whether nobody asked for the answer that is seen: it goes again when what comes next can be drawn."""
        panel.head.raw_button.toggled.connect(self.mind)
        panel.head.raw_button.clicked.connect(self._asked)

    def offer(self, shown: Shown, *, same: bool) -> None:
        """Take what is shown from now on; `same` says whether it is the submission that was shown before."""
        button, before = self._panel.head.raw_button, self._panel.head.raw_button.isChecked()
        odd = shown.has_answer and (not shown.models or shown.has_odd_model)
        # A person may have closed it over a model that is still as odd as before; without any model it is all there is.
        told_before = same and self._shown is not None and self._shown.answer == shown.answer and not before
        opens = odd and not (same and shown.models) and not told_before
        stays = same and before and shown.has_answer and (odd or not self._by_itself)
        self._by_itself = (opens and not stays) or (stays and self._by_itself)
        self._shown = shown
        button.setChecked(opens or stays)
        self.mind()

    @Slot()
    def mind(self) -> None:
        """The answer below the picture, or in its place where there is no room for both."""
        panel, shown = self._panel, self._shown
        seen = panel.head.raw_button.isChecked()
        # Only what is looked at is made readable: an answer may have millions of characters.
        if seen and shown is not None and shown.has_answer:
            panel.body.raw.show_raw(shown.answer)
        panel.head.mind_room()
        panel.body.show_answer(seen, alone=panel.room.low and shown is not None and shown.purchase is not None)

    @Slot()
    def _asked(self) -> None:
        self._by_itself = False
