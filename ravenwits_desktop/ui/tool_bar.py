"""The tool bar: whose purchase, import, new, submit; on the right the next gate and how we stand with the server."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from ravenwits_desktop.ui.actions import Actions
from ravenwits_desktop.ui.elided import ElidedLabel
from ravenwits_desktop.ui.theme import current_theme, icon

_ICON = QSize(16, 16)
_WIDEST_USER = 200


class ToolBar(QToolBar):
    """The one tool bar of the window."""

    retailer_chosen = Signal(str)
    """The user picked a retailer: its id."""

    def __init__(self, actions: Actions, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Main tool bar"))
        self.setObjectName("mainToolBar")
        self.setMovable(False)
        self.setIconSize(_ICON)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.retailer_box = QComboBox()
        self.retailer_box.setObjectName("retailerBox")
        self.retailer_box.setAccessibleName(self.tr("Retailer"))
        self.retailer_box.setToolTip(self.tr("The retailer the draft is for"))
        self.retailer_box.setMinimumContentsLength(20)
        self.retailer_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.retailer_box.setPlaceholderText(self.tr("No retailer yet"))
        self.retailer_box.activated.connect(self._chosen)
        self.addWidget(_padded(self.retailer_box))
        for action, name in (
            (actions.import_file, "importButton"),
            (actions.new_draft, "newButton"),
            (actions.submit, "submitButton"),
        ):
            self._add_button(action, name)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self.gate = QLabel()
        self.gate.setObjectName("gateLabel")
        self.gate.setTextFormat(Qt.TextFormat.RichText)
        self._gate = self.addWidget(_padded(self.gate))
        self._counting = False
        self.link = QLabel()
        self.link.setObjectName("linkLabel")
        self.link.setTextFormat(Qt.TextFormat.RichText)
        self.addWidget(_padded(self.link))
        self.user = ElidedLabel()
        self.user.setObjectName("userLabel")
        self.user.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.user.setMaximumWidth(_WIDEST_USER)
        self._user = self.addWidget(_padded(self.user))
        self._add_button(actions.account, "accountButton", Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._link_state = ("", "", "")
        self._closing = False
        self._submit = actions.submit
        self.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the user's name goes first, then the times of gates that nobody waits for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        name = self.widgetForAction(self._user).sizeHint().width()
        gate = self.widgetForAction(self._gate).sizeHint().width()
        if (layout := self.layout()) is not None:
            layout.invalidate()  # else it still knows the widths of the texts before
        needed = self.sizeHint().width()
        needed -= (name if self._user.isVisible() else 0) + (gate if self._gate.isVisible() else 0)
        gates_fit = self._counting or self.width() >= needed + gate
        self._gate.setVisible(gates_fit)
        self._user.setVisible(gates_fit and self.width() >= needed + gate + name)

    def _add_button(
        self,
        action: QAction,
        name: str,
        style: Qt.ToolButtonStyle = Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
    ) -> None:
        self.addAction(action)
        button = self.widgetForAction(action)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(style)
            button.setAccessibleName(action.iconText())

    @Slot(int)
    def _chosen(self, index: int) -> None:
        self.retailer_chosen.emit(str(self.retailer_box.itemData(index)))

    def set_retailers(self, retailers: list[tuple[str, str]], chosen: str) -> None:
        """Offer these retailers (id, title), with `chosen` selected if it is among them."""
        self.retailer_box.clear()
        for retailer_id, title in retailers:
            self.retailer_box.addItem(title, retailer_id)
        self.choose(chosen)

    def choose(self, retailer_id: str) -> None:
        """Show this retailer; one that is not in the account is added, so that nothing is shown wrongly."""
        index = self.retailer_box.findData(retailer_id)
        if index < 0 and retailer_id:
            self.retailer_box.addItem(retailer_id, retailer_id)
            index = self.retailer_box.count() - 1
        self.retailer_box.setCurrentIndex(index if index >= 0 else min(0, self.retailer_box.count() - 1))

    def retailer_id(self) -> str:
        """The retailer that is shown; empty if there is none."""
        return str(self.retailer_box.currentData() or "")

    def show_link(self, shape: str, word: str, colour: str, user: str = "") -> None:
        """Say how we stand with the server, by a shape and a word, and as whom. `colour` names one of the theme."""
        self._link_state = (shape, word, colour)
        self.user.setText(user)
        self.link.setAccessibleName(word)
        self.dress()
        self._fit()

    def show_gate(self, said: str, time: str, tip: str, *, market: str = "", soon: bool = False) -> None:
        """Say `said`, with the market and the time put into their places; `soon` for a gate that is about to close.

        Without a market it gives way in a narrow window.
        """
        self._closing = soon
        self._counting = bool(market)
        self.gate.setText(said.format(market=market, time=f"<b>{time}</b>"))
        self.gate.setAccessibleName(said.format(market=market, time=time))
        self.gate.setToolTip(tip)
        self._colour_gate()
        self._fit()

    def _colour_gate(self) -> None:
        theme = current_theme()
        self.gate.setStyleSheet(f"color: {theme.warning if self._closing else theme.text};")

    def dress(self) -> None:
        """Use the colours of light or dark."""
        theme = current_theme()
        self._submit.setIcon(icon("submit", replace(theme, text=theme.on_accent)))
        shape, word, colour = self._link_state
        if word:
            from html import escape  # not before the first paint

            self.link.setText(f'<span style="color: {getattr(theme, colour)}">{shape}</span> {escape(word)}')
        self.user.setStyleSheet(f"color: {theme.muted};")
        self._colour_gate()
        self.setStyleSheet(
            f"QToolBar {{ spacing: 4px; padding: 4px 8px; background: {theme.window}; border: 0;"
            f" border-bottom: 1px solid {theme.line}; }}"
            "QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; }"
            f"QToolButton:hover {{ background: {theme.base}; border-color: {theme.line}; }}"
            f"QToolButton:pressed {{ background: {theme.selection}; }}"
            f"QToolButton:focus {{ border-color: {theme.accent}; }}"
            f"QToolButton#submitButton:enabled {{ background: {theme.accent}; color: {theme.on_accent};"
            " padding: 4px 12px; font-weight: bold; }"
            f"QToolButton#submitButton:enabled:hover {{ border-color: {theme.text}; }}"
            f"QToolButton#submitButton:enabled:focus {{ border: 2px solid {theme.text}; padding: 3px 11px; }}"
        )


class SandboxBand(QToolBar):
    """The band that no one can miss: nothing here is real."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Sandbox"))
        self.setObjectName("sandboxBand")
        self.setMovable(False)
        self.setFloatable(False)
        self.toggleViewAction().setEnabled(False)
        label = QLabel(self.tr("SANDBOX — a practice server on this computer. Nothing is sent to RavenWits."))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(label)
        self.setStyleSheet(
            "QToolBar { background: #F2C14E; border: 0; padding: 4px; } QLabel { color: #1D1D1B; font-weight: bold; }"
        )


def _padded(widget: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(4, 0, 4, 0)
    row.addWidget(widget)
    return box
