"""Taking the chart elsewhere: copied as a picture or a table, saved as a picture or as figures."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from pathlib import PurePath

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale, QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ravenwits_desktop.domain.sheet import Sheet, SheetColumn
from ravenwits_desktop.ui.chart import remarks, tables
from ravenwits_desktop.ui.chart.heat import Heat
from ravenwits_desktop.ui.chart.heat_paint import row_words
from ravenwits_desktop.ui.chart.model_remarks import remarks_on_model
from ravenwits_desktop.ui.chart.panel import ChartPanel
from ravenwits_desktop.ui.chart.paper import Figure
from ravenwits_desktop.ui.chart.prints import SCALES, image_of, maker_of
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.side import cell_text
from ravenwits_desktop.ui.chart.units import Unit, axis_title
from ravenwits_desktop.ui.editor.export_dialog import ExportDialog
from ravenwits_desktop.worker.bridge import Worker

_MOST_COPIED = 40_000
"""Rows; a clipboard with more would hold up the window, and the program that takes it."""
_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class PictureDialog(QFileDialog):
    """The platform's own dialog. How large a PNG is belongs to its kind."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Save picture"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._kinds = {
            self.tr("PNG, {scale} times as large (*.png)").format(scale=scale) if scale > 1 else "PNG (*.png)": (
                ".png",
                scale,
            )
            for scale in SCALES
        }
        self._kinds |= {"SVG (*.svg)": (".svg", 1), "PDF (*.pdf)": (".pdf", 1)}
        self.setNameFilters(list(self._kinds))
        self.setDefaultSuffix("png")
        self.selectFile(name)
        self.filterSelected.connect(self._take_suffix)

    @Slot(str)
    def _take_suffix(self, kind: str) -> None:
        self.setDefaultSuffix(self._kinds[kind][0].removeprefix("."))

    def scale(self) -> int:
        """How many times as large a PNG is to be."""
        return self._kinds[self.selectedNameFilter()][1]

    def path(self) -> str:
        """The file that was chosen."""
        return self.selectedFiles()[0]


class ChartTaking(QObject):
    """The menu of the chart's button. Files are made and written beside the window; the clipboard is filled at once.

    What is said above the chart goes with its numbers, wherever they are taken.
    """

    told = Signal(object)
    """What was copied (str): for a line that goes by itself."""
    warned = Signal(object)
    """Why something is not given out, or what a file could not hold (str): to be read."""

    def __init__(self, worker: Worker, chart: ChartPanel, window: QWidget) -> None:
        super().__init__(window)
        self._worker, self._chart, self._window = worker, chart, window
        menu = QMenu(chart.head.take_button)
        menu.setObjectName("takeMenu")
        self.copy_picture_action = menu.addAction(self.tr("Copy picture"), self.copy_picture)
        self.copy_table_action = menu.addAction(self.tr("Copy figures"), self.copy_table)
        menu.addSeparator()
        self.save_picture_action = menu.addAction(self.tr("Save picture…"), self.save_picture)
        self.save_figures_action = menu.addAction(self.tr("Save figures…"), self.save_figures)
        self.save_bids_action = menu.addAction(self.tr("Save MW per market…"), self.save_bids)
        self.save_bids_action.setToolTip(self.tr("All periods of the chosen model, as a bidding tool takes them"))
        self.copy_picture_action.setShortcut(QKeySequence("Ctrl+Shift+C"))
        self.copy_picture_action.setShortcutVisibleInContextMenu(True)
        chart.addAction(self.copy_picture_action)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._offer)
        chart.head.take_button.setMenu(menu)
        chart.side.copied.connect(self.copy_side)

    @Slot()
    def _offer(self) -> None:
        material = self._chart.material
        for action in (self.copy_picture_action, self.copy_table_action, self.save_picture_action):
            action.setEnabled(material is not None)
        self.save_figures_action.setEnabled(material is not None)
        self.save_bids_action.setEnabled(material is not None and bool(material.models))

    # what is taken

    def figure(self) -> Figure | None:
        """What the chart shows, for paper; None where it shows nothing."""
        chart = self._chart
        material, scene, heat = chart.material, chart.scene, chart.heat
        if material is None or scene is None:
            return None
        wish = chart.wish()
        about = list(chart.about[1:])
        if wish.model is not None and wish.kind in (Kind.MARKETS, Kind.HEAT):
            about.insert(0, material.names.get(wish.model, wish.model))
        if wish.kind is Kind.COMPARE:
            about.insert(0, wish.market or self.tr("all markets"))
            if scene.strip is not None:
                about.insert(1, self.tr("Difference: {models}").format(models=self._difference()))
        about.append(axis_title(scene.main.unit, scene.main.resolution) if heat is None else heat.unit.value)
        days = material.purchase.days
        about.append(str(days[0]) if len(days) == 1 else f"{days[0]} – {days[-1]}")
        about.append(material.purchase.zone)
        if scene.main.unit is Unit.EUR:
            about.append(remarks.prediction_words(material))
        pictures = (scene.main,) if scene.strip is None else (scene.main, scene.strip)
        names = tuple(material.names.get(each, each) for each in heat.models) if heat is not None else ()
        return Figure(
            title=chart.about[0],
            about=tuple(about),
            pictures=pictures,
            sight=chart.plot.sight(),
            hidden=chart.plot.hidden,
            totals="\n".join((remarks.totals_line(material, scene, wish).replace("\u00a0", " "), *chart.warnings)),
            font=chart.font(),
            heat=heat,
            heat_title=remarks.heat_words(heat, material, wish) if heat is not None else "",
            names=names,
            market=wish.market,
        )

    def sheet(self) -> Sheet | None:
        """The figures of exactly what is shown: the visible series in the part of the time that is in sight."""
        chart = self._chart
        figure = self.figure()
        if figure is None or chart.scene is None:
            return None
        if figure.heat is not None:
            about = (figure.title, *figure.about, figure.heat_title, *chart.warnings)
            return replace(_heat_sheet(figure.heat, figure.names), about=about)
        found = tables.periods_sheet(chart.scene.main, chart.plot.hidden, chart.plot.sight())
        if chart.scene.strip is not None:
            compares = chart.wish().kind is Kind.COMPARE
            found = tables.with_strip(
                found, chart.scene.main, chart.scene.strip, self._difference() if compares else ""
            )
        return replace(found, about=(figure.title, *figure.about, *figure.totals.split("\n")))

    def _difference(self) -> str:
        """The two models of the difference."""
        wish, material = self._chart.wish(), self._chart.material
        names = material.names if material is not None else {}
        text = self.tr("{first} less {second}")
        first, second = (names.get(each or "", each or "") for each in (wish.model, wish.against))
        return text.format(first=first, second=second)

    def bids(self) -> Sheet | None:
        """MW per market of the chosen model, all periods as they were submitted.

        None without a model, and while nobody has said whether its shares are per cents: a bid may be a hundred times
        too large.
        """
        chart = self._chart
        idmodel = chart.wish().model
        material = chart.material
        allocation = material.allocation(idmodel) if material is not None else None
        if material is None or allocation is None or idmodel is None or material.undecided(idmodel):
            return None
        title = material.names.get(idmodel, idmodel)
        said = [remark.text for remark in remarks_on_model(material, idmodel)]
        about = (chart.about[0], title, *chart.about[1:], material.purchase.zone)
        about = (*about, *said, *(text for text in chart.warnings if text not in said))
        return replace(tables.bids_sheet(material.purchase, allocation), about=about)

    # onto the clipboard

    @Slot()
    def copy_picture(self) -> None:
        """Put the picture on the clipboard, twice as large as on paper."""
        figure = self.figure()
        if figure is not None:
            QGuiApplication.clipboard().setImage(image_of(figure, 2))

    @Slot()
    def copy_table(self) -> None:
        """Put the figures of what is shown on the clipboard."""
        self._copy(self.sheet())

    @Slot()
    def copy_side(self) -> None:
        """Put the table beside the chart on the clipboard."""
        self._copy(replace(self._chart.side.model.sheet, about=(*self._chart.about, *self._chart.warnings)))

    def _copy(self, sheet: Sheet | None) -> None:
        if sheet is None or not len(sheet):
            return
        QGuiApplication.clipboard().setMimeData(table_data(sheet))
        total = len(sheet)
        if total > _MOST_COPIED:
            text = self.tr("The first {count} of {total} rows were copied: save the figures to have all of them.")
            count = QLocale().toString(_MOST_COPIED)
            self.warned.emit(text.format(count=count, total=QLocale().toString(total)))
            return
        one = self.tr("1 row was copied.")
        self.told.emit(
            one if total == 1 else self.tr("{count} rows were copied.").format(count=QLocale().toString(total))
        )

    # into files

    def _name(self, more: str = "") -> str:
        parts = [*self._chart.about[:1], more]
        return _NO_FILE_NAME.sub(" ", " ".join(filter(None, parts))).strip() or self.tr("Chart")

    @Slot()
    def save_picture(self) -> None:
        """Ask for a place and a kind, and save the picture there."""
        figure = self.figure()
        if figure is None:
            return
        dialog = PictureDialog(self._name(), self._window)
        if dialog.exec():
            self.write_picture(figure, dialog.path(), dialog.scale())
        dialog.deleteLater()

    def write_picture(self, figure: Figure, path: str, scale: int = 1) -> None:
        """Save a picture as what its file's name ends in, a PNG so many times as large."""
        self._worker.write_made(maker_of(figure, PurePath(path).suffix.lower(), scale), path)

    @Slot()
    def save_figures(self) -> None:
        """Ask for a place, and save the figures of what is shown."""
        self._save(self.sheet(), self._name(), self.tr("Save figures"))

    @Slot()
    def save_bids(self) -> None:
        """Ask for a place, and save the MW per market of the chosen model; say why not where they are not given out."""
        material, idmodel = self._chart.material, self._chart.wish().model
        if material is not None and material.undecided(idmodel):
            text = self.tr(
                "The MW per market of {model} are not saved: its shares look like per cents. Choose above the chart "
                "whether they are per cents or fractions, and save again."
            )
            self.warned.emit(text.format(model=material.names.get(idmodel or "", idmodel)))
            return
        self._save(self.bids(), self._name(self.tr("MW per market")), self.tr("Save MW per market"))

    def _save(self, sheet: Sheet | None, name: str, title: str) -> None:
        if sheet is None:
            return
        dialog = ExportDialog(name, self._window)
        dialog.setWindowTitle(title)
        if dialog.exec():
            self._worker.write_sheet(sheet, dialog.path(), dialog.decimal())
            self._say_what_is_lost(dialog.path())
        dialog.deleteLater()

    def _say_what_is_lost(self, path: str) -> None:
        """A text file has rows alone, for other programs: what is said of them stays behind."""
        warnings = self._chart.warnings
        if warnings and PurePath(path).suffix.lower() == ".csv":
            text = self.tr("{name} holds the numbers alone. What is said of them: {remarks}")
            self.warned.emit(text.format(name=PurePath(path).name, remarks=" ".join(warnings)))


def table_data(sheet: Sheet) -> QMimeData:
    """A table for other programs: cells apart by tabs with the user's decimals, and HTML with what it is about."""
    rows = range(min(len(sheet), _MOST_COPIED))
    heads = [column.title for column in sheet.columns]
    lines = list(zip(*(_copied(column, rows) for column in sheet.columns), strict=True))
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in (heads, *lines)))
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in lines)
    about = escape(" · ".join(sheet.about))
    data.setHtml(f"<p>{about}</p><table border='1' cellspacing='0' cellpadding='4'><tr>{head}</tr>{body}</table>")
    return data


def _copied(column: SheetColumn, rows: range) -> list[str]:
    """Cells without grouping of digits, which spreadsheets take for text."""
    if isinstance(column.values, tuple) or column.is_time:
        return [cell_text(column, row) for row in rows]
    places, point = column.places + 3 if column.places else 0, QLocale().decimalPoint()
    texts = (f"{value:.{places}f}" for value in (column.values[: len(rows)].astype(np.float64) + 0.0).tolist())
    plain = (text.rstrip("0").rstrip(".") if places else text for text in texts)
    return ["" if text == "nan" else text.replace(".", point) for text in plain]


def _heat_sheet(heat: Heat, names: tuple[str, ...]) -> Sheet:
    """A row for each row of the map, a column for each of its times."""
    head = SheetColumn(QCoreApplication.translate("Chart", "Row"), tuple(row_words(heat, names)))
    places = heat.unit.places
    columns = [SheetColumn(title, heat.values[:, place], places) for place, title in enumerate(heat.columns)]
    return Sheet(QCoreApplication.translate("Chart", "Heat map"), (head, *columns))
