"""In what a picture is drawn: its unit, and the length of its periods."""

from __future__ import annotations

import enum

from PySide6.QtCore import QCoreApplication

DAY_MINUTES = 1440
"""The resolution of a picture of market days; their true lengths stand in its `ends`."""


class Step(enum.Enum):
    """The periods that are drawn."""

    SUBMITTED = "submitted"
    HOUR = "hour"
    DAY = "day"


class Unit(enum.Enum):
    """What the vertical axis counts; the values are what is written."""

    MW = "MW"
    MWH = "MWh"
    SHARE = "%"
    EUR = "EUR"

    @property
    def places(self) -> int:
        """Decimals in a read-out and in tables."""
        return {Unit.MW: 3, Unit.MWH: 3, Unit.SHARE: 1, Unit.EUR: 2}[self]


def minutes_of(step: Step) -> int:
    """The resolution of a picture of hours or days."""
    return 60 if step is Step.HOUR else DAY_MINUTES


def period_word(resolution: int) -> str:
    """A period of so many minutes in one word, such as ``quarter``."""
    translate = QCoreApplication.translate
    found: str = {
        15: translate("Chart", "quarter"),
        30: translate("Chart", "half-hour"),
        60: translate("Chart", "hour"),
        DAY_MINUTES: translate("Chart", "day"),
    }.get(resolution, translate("Chart", "period"))
    return found


def axis_title(unit: Unit, resolution: int) -> str:
    """What stands beside the vertical axis."""
    translate = QCoreApplication.translate
    if unit is Unit.SHARE:
        return translate("Chart", "% of the purchase")
    if unit is Unit.MW:
        return str(unit.value)
    text: str = translate("Chart", "{unit} per {period}")
    return text.format(unit=unit.value, period=period_word(resolution))
