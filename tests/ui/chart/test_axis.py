"""Ticks of the time axis in the market's wall time, through the days of 23 and 25 hours."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage, QPainter

from ravenwits_desktop.ui.chart.axis import MarketTimeAxis, NumberAxis
from tests.ui.chart.builders import purchase_of

MADRID = "Europe/Madrid"


def ticks(axis, first, last, width):
    low, high = (float(np.datetime64(text, "s").astype(int)) for text in (first, last))
    return [
        (spacing, values, axis.tickStrings(values, 1, spacing)) for spacing, values in axis.tickValues(low, high, width)
    ]


@pytest.fixture
def axis(qapp):
    return MarketTimeAxis(MADRID)


def hours_of(values):
    return (np.diff(values) / 3600).tolist()


def test_an_ordinary_day(axis):
    days, times = ticks(axis, "2026-11-24T23:00", "2026-11-25T23:00", 800)
    assert days[2] == ["Wed 25 Nov", "Thu 26 Nov"]
    assert times[2] == [
        "02:00",
        "04:00",
        "06:00",
        "08:00",
        "10:00",
        "12:00",
        "14:00",
        "16:00",
        "18:00",
        "20:00",
        "22:00",
    ]


def test_the_october_day_has_its_hour_twice(axis):
    days, times = ticks(axis, "2026-10-24T22:00", "2026-10-25T23:00", 1600)
    assert days[2] == ["Sun 25 Oct", "Mon 26 Oct"]
    assert hours_of(days[1]) == [25]
    assert times[2][:5] == ["01:00", "2A:00", "2B:00", "03:00", "04:00"]
    assert hours_of(times[1]) == [1.0] * 23


def test_quarters_of_the_october_hour(axis):
    _, times = ticks(axis, "2026-10-25T00:00", "2026-10-25T02:00", 800)
    assert times[2] == ["2A:00", "2A:15", "2A:30", "2A:45", "2B:00", "2B:15", "2B:30", "2B:45", "03:00"]


def test_the_march_day_skips_its_hour(axis):
    days, times = ticks(axis, "2026-03-28T23:00", "2026-03-29T22:00", 1600)
    assert days[2] == ["Sun 29 Mar", "Mon 30 Mar"]
    assert hours_of(days[1]) == [23]
    assert times[2][:3] == ["01:00", "03:00", "04:00"]
    assert hours_of(times[1]) == [1.0] * 21


def test_wider_steps_take_the_repeated_hour_once(axis):
    _, times = ticks(axis, "2026-10-24T22:00", "2026-10-25T23:00", 800)
    assert times[2][:3] == ["2A:00", "04:00", "06:00"]
    assert hours_of(times[1])[:2] == [3.0, 2.0]


def test_days_begin_at_local_midnight_on_both_sides_of_a_change(axis):
    ((_, values, texts),) = ticks(axis, "2026-10-22T22:00", "2026-10-28T23:00", 700)
    assert texts == ["Fri 23 Oct", "Sat 24 Oct", "Sun 25 Oct", "Mon 26 Oct", "Tue 27 Oct", "Wed 28 Oct", "Thu 29 Oct"]
    assert hours_of(values) == [24, 24, 25, 24, 24, 24]


def test_weeks_begin_on_monday(axis):
    ((_, _, texts),) = ticks(axis, "2026-10-01T00:00", "2026-10-31T00:00", 600)
    assert texts == ["Mon 5 Oct", "Mon 12 Oct", "Mon 19 Oct", "Mon 26 Oct"]


def test_a_year_is_named_by_months_in_the_users_language(axis):
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Spain))
    ((_, _, texts),) = ticks(axis, "2025-12-31T23:00", "2026-12-31T23:00", 1400)
    assert texts[:3] == ["ene 2026", "feb 2026", "mar 2026"]
    assert len(texts) == 13


def test_lisbon_is_an_hour_behind(qapp):
    days, _ = ticks(MarketTimeAxis("Europe/Lisbon"), "2026-11-25T00:00", "2026-11-26T00:00", 800)
    assert days[1][0] == float(np.datetime64("2026-11-25T00:00", "s").astype(int))


@pytest.mark.parametrize("span_hours", [1, 5, 24, 100, 24 * 30, 24 * 365, 24 * 3650])
def test_there_is_room_for_every_text(axis, span_hours):
    for width in (300, 900, 2400):
        low = 1.78e9
        levels = axis.tickValues(low, low + span_hours * 3600.0, width)
        count = sum(len(values) for _, values in levels)
        assert count * 44 <= width + 92, (span_hours, width, count)


def test_numbers_carry_the_users_signs(qapp):
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Spain))
    assert NumberAxis().tickStrings([0.0, 0.5, 12000.0], 1, 0.5) == ["0,0", "0,5", "12.000,0"]
    assert NumberAxis().tickStrings([-0.0, 12000.0], 1, 5) == ["0", "12.000"]
    assert NumberAxis().tickStrings([-0.5, 0.0, 0.5], 1, 0.5) == ["−0,5", "0,0", "0,5"]


def test_the_first_day_in_sight_is_named_on_screen_whether_it_begins_there_or_not(panel):
    panel.show_purchase("Draft", purchase_of("2026-10-25", 2))

    def named():
        panel.grab()
        axis = panel.plot.getAxis("bottom")
        painter = QPainter(image)
        texts = [text for _, _, text in axis.generateDrawSpecs(painter)[2]]
        painter.end()
        return texts

    image = QImage(10, 10, QImage.Format.Format_RGB32)
    assert named()[0] == "Sun 25 Oct"
    assert "Mon 26 Oct" in named()
    panel.show_purchase("One day", purchase_of("2026-10-25", 1))
    assert set(named()[:4]) == {"Sun 25 Oct", "2A:00", "04:00", "06:00"}, "the first tick of the day has its name"
    panel.show_purchase("Draft", purchase_of("2026-10-25", 2))
    low, _ = panel.plot.sight()
    panel.plot.view.setXRange(low + 30 * 3600, low + 40 * 3600, padding=0)
    found = named()
    assert found[0] == "Mon 26 Oct"
    assert all(":" in text for text in found[1:])


def test_the_first_day_has_room_for_its_year_too(panel):
    panel.show_purchase("Of a past year", purchase_of("2024-10-26", 3))
    low, _ = panel.plot.sight()
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    for hours in range(20, 34):
        panel.plot.view.setXRange(low + hours * 3600, low + (hours + 24) * 3600, padding=0)
        panel.grab()
        painter = QPainter(image)
        texts = panel.plot.getAxis("bottom").generateDrawSpecs(painter)[2]
        boxes = [(painter.boundingRect(rect, int(flags), text), text) for rect, flags, text in texts]
        painter.end()
        boxes.sort(key=lambda each: each[0].left())
        assert any("2024" in text for _, text in boxes)
        for (one, first), (other, second) in itertools.pairwise(boxes):
            assert one.right() < other.left(), (first, second)
