"""The paper as a file: PNG in several sizes, SVG, PDF; and as an image for the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from ravenwits_desktop.ui.chart.paper import SIZE, Figure, paint_figure

SCALES = (1, 2, 3, 4)
"""How many pixels of a PNG there are to one of the paper."""
_MARGIN = 8.0
"""Millimetres round the picture on a page."""
_DOTS = 300
_DOTS_PER_METRE = 96 / 0.0254
"""Of an image in its own size; a larger one is as large on a page, and sharper."""


def image_of(figure: Figure, scale: int) -> QImage:
    """The paper as an image."""
    image = QImage(round(SIZE[0] * scale), round(SIZE[1] * scale), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_figure(painter, figure)
    painter.end()
    # Last: letters would be painted larger by it.
    image.setDotsPerMeterX(round(_DOTS_PER_METRE * scale))
    image.setDotsPerMeterY(round(_DOTS_PER_METRE * scale))
    return image


def png_of(figure: Figure, scale: int) -> bytes:
    """The bytes of a PNG with its title in it."""
    image = image_of(figure, scale)
    image.setText("Title", figure.title)
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub wants bytes, it takes text
    return _content(buffer)


def svg_of(figure: Figure) -> bytes:
    """The bytes of an SVG whose letters stay letters."""
    from PySide6.QtSvg import QSvgGenerator  # only for this

    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(round(SIZE[0]), round(SIZE[1])))
    generator.setViewBox(QRectF(0, 0, *SIZE))
    generator.setTitle(figure.title)
    generator.setDescription(" · ".join(figure.about))
    painter = QPainter(generator)
    paint_figure(painter, figure)
    painter.end()
    return _content(buffer)


def pdf_of(figure: Figure) -> bytes:
    """The bytes of a PDF of one page, A4 across."""
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter))
    writer.setResolution(_DOTS)
    writer.setTitle(figure.title)
    painter = QPainter(writer)
    factor = min(writer.width() / SIZE[0], writer.height() / SIZE[1])
    painter.scale(factor, factor)
    paint_figure(painter, figure)
    painter.end()
    del writer  # it writes the end of the file when it goes
    return _content(buffer)


def maker_of(figure: Figure, suffix: str, scale: int) -> Callable[[], bytes]:
    """What makes the bytes of a file that ends so (``.png``, ``.svg``, ``.pdf``), in whatever thread it is called."""
    if suffix == ".svg":
        return partial(svg_of, figure)
    return partial(pdf_of, figure) if suffix == ".pdf" else partial(png_of, figure, scale)


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _content(buffer: QBuffer) -> bytes:
    content: QByteArray = buffer.data()
    return bytes(content.data())
