"""Pages painted one after the other, in pieces, so that whoever waits can watch and give up: in the GUI thread."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from ravenwits_desktop.ui.printing.pages import Sheet, html_of

LAYOUT = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4),
    QPageLayout.Orientation.Portrait,
    QMarginsF(5, 5, 5, 5),
    QPageLayout.Unit.Millimeter,
)
_MARGIN = 20 / 25.4
"""Inches within the printable area, around the text."""
_PDF_DPI = 300
_FOOT = 11
"""Height of the letters below the table, in pixels of the screen's size, as all that is laid out."""


def paint(sheet: Sheet, device: QPagedPaintDevice) -> Generator[int, None, bool]:
    """Paint a page for each market day, a few pieces each; after each piece comes the number of pages that are done.

    Returns False where the device takes nothing. To give up, close it.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        days = sheet.days
        for place, day in enumerate(days):
            yield place
            if place:
                device.newPage()
            for _ in _paint_day(html_of(sheet, day), painter, device, f"{place + 1} / {len(days)}"):
                yield place
        return True
    finally:
        painter.end()


def _paint_day(html: str, painter: QPainter, device: QPagedPaintDevice, foot: str) -> Generator[None, None, None]:
    """The text of one day; more than one page of it where its font is a large one."""
    # a document that is told its paint device takes it for its own and ends it: what is laid out for the screen is
    # painted larger instead, with the widths that the letters were designed with
    scale = device.logicalDpiX() / QImage(1, 1, QImage.Format.Format_RGB32).logicalDpiX()
    margin = round(_MARGIN * device.logicalDpiX()) / scale
    paper = QSizeF(device.width() / scale - 2 * margin, device.height() / scale - 2 * margin)
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(0)
    document.setPageSize(paper)
    document.setHtml(html)  # last, for each of the others would lay it out anew
    yield
    pages = document.pageCount()  # lays it out
    yield
    for page in range(pages):
        if page:
            device.newPage()
        painter.save()
        painter.scale(scale, scale)
        painter.translate(margin, margin)
        font = QFont(document.defaultFont())
        font.setPixelSize(_FOOT)
        painter.setFont(font)
        below = QRectF(0, paper.height(), paper.width(), margin)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), foot)
        seen = QRectF(0, page * paper.height(), paper.width(), paper.height())
        painter.translate(0, -seen.top())
        painter.setClipRect(seen)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = seen
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        context.palette = palette
        document.documentLayout().draw(painter, context)
        painter.restore()


def pdf_of(sheet: Sheet) -> Generator[int, None, bytes | None]:
    """The pages as the bytes of a PDF file, in the pieces of `paint`; None where there is no room for them."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(LAYOUT)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(sheet.title)
    try:
        whole = yield from paint(sheet, writer)
    finally:
        del writer  # it writes the end of the file when it goes, before the buffer does
    return bytes(buffer.data().data()) if whole else None
