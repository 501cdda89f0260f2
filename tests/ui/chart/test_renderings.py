"""Each picture as it is drawn, on the screen and on paper, beside one that a person has looked at and approved.

Compared at half size and with room for another machine's letters; what is drawn wrongly is far outside that room. After
a change that is meant, look at the new ones and approve them: ``APPROVE=1 python -m uv run pytest`` with this file.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QImage

from ravenwits_desktop.domain.prices import MarketPrices
from ravenwits_desktop.domain.purchase import Purchase
from ravenwits_desktop.domain.strategy import MARKETS, MarketSeries, Model, StrategyOutput
from ravenwits_desktop.ui import theme
from ravenwits_desktop.ui.chart.prints import image_of
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.taking import ChartTaking
from ravenwits_desktop.ui.chart.units import Unit
from tests.ui.chart.builders import purchase_of, series_of, submission_of

FAMILY = "DejaVu Sans"
APPROVED = Path(__file__).with_name("approved")
MEAN, FAR, SHARE = 3.0, 60, 0.012
"""Of 255: the mean difference allowed; what is far off, and which share of the dots may be."""
CASES = [
    *((kind, Unit.MW, "light") for kind in Kind),
    (Kind.MARKETS, Unit.MW, "dark"),
    (Kind.MARKETS, Unit.SHARE, "light"),
    (Kind.MARKETS, Unit.EUR, "light"),
    (Kind.HEAT, Unit.MW, "dark"),
]


@pytest.fixture
def drawn(panel, qapp):
    """Two days, the first with 25 hours, three models with sales and an open position."""
    before = qapp.font()
    font = QFont(FAMILY)
    font.setPixelSize(13)
    if QFontInfo(font).family() != FAMILY:
        pytest.skip(f"the approved pictures are written in {FAMILY}, which is not here")
    qapp.setFont(font)
    purchase = purchase_of("2026-10-25", 2)
    hours = (purchase.starts - purchase.starts[0]).astype(float) / 60 % 24
    share = np.clip(0.6 + 0.4 * np.sin((hours - 9) / 12 * np.pi), 0, 1)
    noon = hours >= 13
    last = MarketSeries(purchase.labels[noon], ((1 - share) * 0.3)[noon], np.zeros(int(noon.sum())))
    models = (
        Model("1", {"MD": series_of(purchase, 1.0)}),
        Model(
            "2",
            {
                "MD": series_of(purchase, share * 0.9),
                "MID1": series_of(purchase, 0.05, 0.15 * (hours < 6)),
                "MID2": series_of(purchase, (1 - share) * 0.6),
                "MID3": last,
            },
        ),
        Model("3", {"MD": series_of(purchase, 1.2), "MID1": series_of(purchase, 0.0, 0.2 * (hours > 10))}),
    )
    made = datetime(2026, 10, 24, 8, tzinfo=UTC)
    prices = {
        market: MarketPrices(purchase.labels, 60 + 20 * np.sin(hours / 12 * np.pi) + 4 * place, made)
        for place, market in enumerate(MARKETS)
    }
    previous = Purchase(purchase.starts, purchase.mw + np.where(hours > 15, 1.5, -0.5), 15)
    panel.setFont(font)
    panel.resize(1100, 700)
    panel.show_submission(submission_of(), purchase, StrategyOutput(models), {}, previous=previous, prices=prices)
    panel.choose_model("2")
    panel.tools.against_box.setCurrentIndex(panel.tools.against_box.findData("1"))
    yield panel
    panel.head.take_button.setMenu(None)
    qapp.setFont(before)


def half(image):
    size = QSize(image.width() // 2, image.height() // 2)
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode).convertToFormat(QImage.Format.Format_RGB32)


def dots(image):
    found = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)
    return found[..., :3].astype(int)


def differs(one, other):
    """Whether two images are not the same picture."""
    if one.size() != other.size():
        return True
    distance = np.abs(dots(one) - dots(other))
    return bool(distance.mean() > MEAN or (distance.max(axis=2) > FAR).mean() > SHARE)


def compare(image, name, tmp_path):
    path = APPROVED / f"{name}.png"
    image = half(image)
    if os.environ.get("APPROVE"):
        image.save(str(path), quality=0)
    approved = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    image.save(str(tmp_path / path.name))
    assert not approved.isNull(), f"nothing is approved for {name}"
    assert not differs(image, approved), f"{name} looks otherwise than approved: {tmp_path / path.name}"


def show(panel, qapp, kind, unit, scheme):
    theme.apply_scheme(qapp, Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
    panel.refresh_theme()
    panel.tools.kinds.buttons[kind].click()
    panel.tools.units.buttons[unit].click()
    # Panes that come and go are laid out by events.
    qapp.processEvents()


@pytest.mark.parametrize(("kind", "unit", "scheme"), CASES)
def test_the_screen_shows_what_was_approved(drawn, qapp, tmp_path, kind, unit, scheme):
    show(drawn, qapp, kind, unit, scheme)
    drawn.set_cursor(drawn.material.purchase.starts[60])
    qapp.processEvents()
    compare(drawn.body.grab().toImage(), f"screen-{kind.value}-{unit.name.lower()}-{scheme}", tmp_path)


@pytest.mark.parametrize("kind", list(Kind))
def test_paper_shows_what_was_approved(drawn, qapp, tmp_path, kind):
    show(drawn, qapp, kind, Unit.MW, "dark")
    figure = ChartTaking(None, drawn, drawn).figure()
    compare(image_of(figure, 1), f"paper-{kind.value}", tmp_path)


def test_what_is_drawn_otherwise_is_seen(drawn, qapp):
    """The room that is left for letters is too small for a missing market, another order, or half an hour."""
    show(drawn, qapp, Kind.MARKETS, Unit.MW, "light")
    right = half(drawn.body.grab().toImage())
    assert not differs(right, half(drawn.body.grab().toImage()))
    drawn.legend.button("MID2").click()
    assert differs(right, half(drawn.body.grab().toImage()))
    drawn.legend.button("MID2").click()
    assert not differs(right, half(drawn.body.grab().toImage()))
    drawn.legend.button("MID3").click()
    assert differs(right, half(drawn.body.grab().toImage()))
    drawn.legend.button("MID3").click()
    low, high = drawn.plot.sight()
    drawn.plot.view.setXRange(low + 1800, high + 1800, padding=0)
    assert differs(right, half(drawn.body.grab().toImage()))
