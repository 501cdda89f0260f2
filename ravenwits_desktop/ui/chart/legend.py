"""The legend: a row of switches, one for each series, that wraps where the window is narrow."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QBrush, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.crosshair import series_word
from ravenwits_desktop.ui.chart.drawing import band_colours
from ravenwits_desktop.ui.chart.flow_layout import Wrapping
from ravenwits_desktop.ui.chart.lines import line_style
from ravenwits_desktop.ui.chart.picture import ALL_IN_MD, OPEN, PREVIOUS, PURCHASE, Picture

_SWATCH = 12
_LINES = (PURCHASE, PREVIOUS, ALL_IN_MD)
_GAP = 4
"""From the mark to its word: a style sheet leaves none."""
_WIDEST_NAME = 180
"""Pixels of a name; a longer one loses its middle, since models often differ at the end, and is told whole as a tip."""
_LONGEST_LEGEND = 12
"""More series than that never take more than one line."""


def swatch(name: str, colour: str, ratio: float, *, shown: bool, stroke: Qt.PenStyle | None = None) -> QIcon:
    """The mark of a series: a line, hatching or a square of colour; only its outline while it is hidden."""
    pixmap = QPixmap(round((_SWATCH + _GAP) * ratio), round(_SWATCH * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if name in _LINES or stroke is not None:
        pen = QPen(QColor(colour), 1 if name == PREVIOUS else 2)
        if stroke is not None:
            pen.setStyle(stroke)
        if not shown:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(0, _SWATCH // 2, _SWATCH, _SWATCH // 2)
    else:
        painter.setPen(QColor(colour))
        if shown:
            pattern = Qt.BrushStyle.BDiagPattern if name == OPEN else Qt.BrushStyle.SolidPattern
            painter.setBrush(QBrush(QColor(colour), pattern))
        painter.drawRect(0, 0, _SWATCH - 1, _SWATCH - 1)
    painter.end()
    return QIcon(pixmap)


class Legend(Wrapping):
    """One switch for each series, after a `leading` widget; what is switched off stays so from picture to picture.

    A double click, or the switch's menu, shows that series alone, and all of them again. Where all that is a picture's
    own is switched off, as may be after another picture, its first series is shown all the same: nobody is to take an
    empty plot, or the purchase of before alone, for what there is.
    """

    hidden_changed = Signal(object)
    """The names (frozenset of str) that are switched off."""

    def __init__(self, parent: QWidget | None = None, leading: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leading = leading
        self.setObjectName("chartLegend")
        self.setAccessibleName(self.tr("Legend"))
        if leading is not None:
            self.row.addWidget(leading)
        self._buttons: dict[str, QToolButton] = {}
        self._colours: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._strokes: dict[str, Qt.PenStyle] = {}
        self._hidden: set[str] = set()
        self._spared = ""
        self._told: frozenset[str] = frozenset()
        self.all_button = QToolButton(self)
        """Says how many series are hidden, and shows all of them."""
        self.all_button.setObjectName("legendShowAll")
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.clicked.connect(self.show_all)
        self.all_button.hide()
        self.more_button = QToolButton(self)
        """Stands for the switches for which one line has no room."""
        self.more_button.setObjectName("legendMore")
        self.more_button.setAutoRaise(True)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more = QMenu(self.more_button)
        self._more.aboutToShow.connect(self._fill_more)
        self.more_button.setMenu(self._more)
        self.more_button.hide()

    @property
    def hidden(self) -> frozenset[str]:
        """The names that are switched off and not shown all the same."""
        return frozenset(self._hidden - {self._spared})

    def button(self, name: str) -> QToolButton:
        """The switch of a series."""
        return self._buttons[name]

    def set_series(
        self,
        colours: Mapping[str, str],
        names: Mapping[str, str] | None = None,
        strokes: Mapping[str, Qt.PenStyle] | None = None,
    ) -> None:
        """Offer these series, each with its colour, in this order; nothing is done where they are offered already.

        `names` for those whose own name says nothing, `strokes` for lines.
        """
        named = dict(names or {})
        if list(self._colours.items()) == list(colours.items()) and named == self._names:
            return
        renamed = named != self._names
        self._colours, self._names, self._strokes = dict(colours), named, dict(strokes or {})
        if renamed or list(self._buttons) != list(colours):
            while self.row.takeAt(0) is not None:
                pass
            # Making a switch costs half a millisecond: those that stay the same are kept.
            kept = {name: button for name, button in self._buttons.items() if name in colours and not renamed}
            for name, button in self._buttons.items():
                if name not in kept:
                    button.hide()
                    button.deleteLater()
            if self._leading is not None:
                self.row.addWidget(self._leading)
            self._buttons = {}
            for name in colours:
                self._buttons[name] = button = kept.get(name) or self._switch(name)
                self.row.addWidget(button)
            self.row.addWidget(self.all_button)
            self.row.addWidget(self.more_button)
        self._settle()
        self._mind_lines()
        self.row.activate()  # the switches have other widths with their style

    def offer(self, picture: Picture) -> None:
        """Offer the series of a picture, as they are drawn."""
        colours = theme.current_theme()
        offered = {picture.main: colours.text} if picture.main else {}
        if picture.previous is not None:
            offered[PREVIOUS] = colours.muted
        styles = {name: line_style(place) for place, name in enumerate(picture.lines)}
        offered |= {name: colour for name, (colour, _) in styles.items()}
        strokes = {name: stroke for name, (_, stroke) in styles.items()}
        self.set_series(offered | band_colours(picture), picture.names, strokes)

    def _switch(self, name: str) -> QToolButton:
        button = QToolButton(self)
        word = self.tr("Open position") if name == OPEN else self._names.get(name) or series_word(name)
        button.setText(button.fontMetrics().elidedText(word, Qt.TextElideMode.ElideMiddle, _WIDEST_NAME))
        button.setObjectName(f"legend_{name}")
        button.setAccessibleName(word)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_SWATCH + _GAP, _SWATCH))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(partial(self._toggled, name))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(partial(self._show_menu, name))
        button.installEventFilter(self)
        button.show()
        return button

    def fold(self, folded: bool) -> None:
        """Have one line, and a menu for what it has no room for."""
        super().fold(folded)

    def _mind_lines(self) -> None:
        self._fit()
        super()._mind_lines()

    def _fit(self) -> None:
        """Show as many switches as one line takes, where there is to be one only."""
        for button in self._buttons.values():
            button.ensurePolished()  # or it would keep the width it had without its style
        widths = {name: button.sizeHint().width() + self.row.spacing() for name, button in self._buttons.items()}
        one_line = self.folded or len(widths) > _LONGEST_LEGEND
        room = self.width() - (self._leading.sizeHint().width() + self.row.spacing() if self._leading else 0)
        if not self.all_button.isHidden():
            self.all_button.ensurePolished()
            room -= self.all_button.sizeHint().width() + self.row.spacing()
        left_out = 0
        if one_line and sum(widths.values()) > room + self.row.spacing():
            room -= self.fontMetrics().horizontalAdvance("+000") + 40
            for name, width in widths.items():
                room -= width
                left_out += room < 0
                self._buttons[name].setVisible(room >= 0)
        else:
            for button in self._buttons.values():
                button.show()
        self.more_button.setText(f"+{left_out}")
        self.more_button.setAccessibleName(self.tr("{count} more series").format(count=left_out))
        self.more_button.setToolTip(self.more_button.accessibleName())
        self.more_button.setVisible(bool(left_out))

    @Slot()
    def _fill_more(self) -> None:
        self._more.clear()
        for button in self._buttons.values():
            if button.isHidden():
                action = QAction(button.icon(), button.accessibleName(), self._more)
                action.setCheckable(True)
                action.setChecked(button.isChecked())
                action.triggered.connect(button.click)
                self._more.addAction(action)

    def show_only(self, name: str) -> None:
        """Switch off every series offered but one."""
        self._switch_off(set(self._buttons) - {name})

    def show_all(self) -> None:
        """Switch on every series offered."""
        self._switch_off(set())

    def _show_menu(self, name: str, where: QPoint) -> None:
        button = self._buttons[name]
        menu = QMenu(self)
        menu.setObjectName("legendMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Only {name}").format(name=button.accessibleName()), partial(self.show_only, name))
        menu.addAction(self.tr("Show all"), self.show_all)
        menu.popup(button.mapToGlobal(where))

    def _switch_off(self, names: set[str]) -> None:
        self._hidden.difference_update(self._buttons)
        self._hidden.update(names)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A double click; its first click has switched the series already."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            name = next((name for name, button in self._buttons.items() if button is watched), None)
            if name is not None:
                if self._hidden.issuperset(self._buttons):
                    self.show_all()
                else:
                    self.show_only(name)
                return True
        return super().eventFilter(watched, event)

    def _toggled(self, name: str, shown: bool) -> None:
        if shown:
            self._hidden.discard(name)
        else:
            self._hidden.add(name)
        self._settle()

    def _settle(self) -> None:
        """See that something is shown, let every switch say what is, and tell where that has changed."""
        own = [name for name in self._buttons if name != PREVIOUS]
        self._spared = own[0] if own and self._hidden.issuperset(own) else ""
        hidden = self.hidden
        tip = self.tr("Show or hide {name}; a double click shows it alone")
        spared = self.tr("{name} is shown although it is switched off: all else of this picture is hidden")
        for name, button in self._buttons.items():
            blocked = button.blockSignals(True)
            button.setChecked(name not in hidden)
            button.blockSignals(blocked)
            button.setToolTip((spared if name == self._spared else tip).format(name=button.accessibleName()))
        count = len(hidden.intersection(self._buttons))
        self.all_button.setText(self.tr("{count} hidden: show all").format(count=count))
        self.all_button.setVisible(bool(count))
        self.refresh_theme()
        if hidden != self._told:
            self._told = hidden
            self.hidden_changed.emit(hidden)

    def refresh_theme(self) -> None:
        """Draw the marks in the colours of the current theme; what is switched off is struck out."""
        colours = theme.current_theme()
        focused = f"background: {colours.selection};"
        hidden = self.hidden
        # no higher than a switch, or the plot would jump
        link = (
            f"QToolButton {{ border: none; padding: 2px 8px; color: {colours.text}; text-decoration: underline; }}"
            f"QToolButton:hover {{ {focused} }} QToolButton:focus {{ {focused} }}"
        )
        if self.all_button.styleSheet() != link:
            self.all_button.setStyleSheet(link)
        for name, button in self._buttons.items():
            shown = name not in hidden
            stroke = self._strokes.get(name)
            ratio = self.devicePixelRatioF()
            button.setIcon(swatch(name, self._colours[name], ratio, shown=shown, stroke=stroke))
            font = button.font()
            font.setStrikeOut(not shown)
            button.setFont(font)
            button.setStyleSheet(
                f"QToolButton {{ border: none; padding: 2px 8px 2px 4px;"
                f" color: {colours.text if shown else colours.muted}; }}"
                f"QToolButton:hover {{ {focused} }} QToolButton:focus {{ {focused} }}"
            )
