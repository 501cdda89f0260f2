"""Texts for people: translation of messages, words and shapes of states, numbers and days in the user's language."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from ravenwits_desktop.domain.digits import Figure
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.submission import State

if TYPE_CHECKING:
    import numpy as np

STATE_WORDS = {
    State.QUEUED: QT_TRANSLATE_NOOP("State", "waiting to be sent"),
    State.SENDING: QT_TRANSLATE_NOOP("State", "sending"),
    State.REJECTED: QT_TRANSLATE_NOOP("State", "rejected"),
    State.UNCONFIRMED: QT_TRANSLATE_NOOP("State", "unconfirmed"),
    State.PENDING: QT_TRANSLATE_NOOP("State", "pending"),
    State.IN_PROGRESS: QT_TRANSLATE_NOOP("State", "in progress"),
    State.COMPLETED: QT_TRANSLATE_NOOP("State", "completed"),
    State.FAILED: QT_TRANSLATE_NOOP("State", "failed"),
    State.UNKNOWN: QT_TRANSLATE_NOOP("State", "unknown status"),
    State.NOT_FOUND: QT_TRANSLATE_NOOP("State", "not found"),
    State.CANCELLED: QT_TRANSLATE_NOOP("State", "withdrawn"),
    State.DROPPED: QT_TRANSLATE_NOOP("State", "dropped"),
}
STATE_SHAPES = {
    State.QUEUED: "◌",
    State.SENDING: "➤",
    State.REJECTED: "✕",
    State.UNCONFIRMED: "?",
    State.PENDING: "○",
    State.IN_PROGRESS: "◔",
    State.COMPLETED: "✓",
    State.FAILED: "✕",
    State.UNKNOWN: "◇",
    State.NOT_FOUND: "∅",
    State.CANCELLED: "↩",
    State.DROPPED: "–",
}
"""A shape beside each word, so that colour is never alone."""

MINUS = "\u2212"
"""The sign of numbers that are read: a hyphen is as wide as a letter and is broken off at the end of a line.

What is edited, copied or exported keeps the hyphen: other programs take nothing else for a number.
"""
TOO_LONG = 1e15
"""From here on the last digits that are written would be invented."""


def translated(message: Message) -> str:
    """`message` in the user's language, its numbers, days and times as the user writes them."""
    template = QCoreApplication.translate("Message", message.template)
    return template.format(**{key: _value(value) for key, value in message.values.items()})


def _value(value: Any) -> str:
    if isinstance(value, Message):
        return translated(value)
    if isinstance(value, Figure):
        return decimal(*value.rounded)
    if isinstance(value, float):
        return decimal(value, 1)
    if isinstance(value, datetime):
        return f"{day(value.isoformat())} {value:%H:%M}"
    return day(value.isoformat()) if isinstance(value, date) else str(value)


def state_word(state: State, server_status: str = "") -> str:
    """The word for a state; one the server invented is shown as it is."""
    if state is State.UNKNOWN and server_status:
        return server_status
    return QCoreApplication.translate("State", STATE_WORDS[state])


def decimal(value: float, places: int) -> str:
    """A number with `places` decimals, the user's signs and a true minus.

    One too large to be read so is written as a power of ten. What is no number any more, as a sum of very large
    values, is said so.
    """
    if not math.isfinite(value):
        return QCoreApplication.translate("Numbers", "too large to be a number")
    if abs(value) >= TOO_LONG:
        return QLocale().toString(float(value), "g", 4).replace("-", MINUS)
    return QLocale().toString(float(value), "f", places).replace("-", MINUS)


def mw(value: float) -> str:
    """A power in MW, three decimals, without the unit."""
    return decimal(value, 3)


def mwh(value: float) -> str:
    """An energy in MWh, one decimal, without the unit."""
    return decimal(value, 1)


def exact(value: float) -> str:
    """All the digits of a value, with the user's decimal sign and no grouping: what an editor shows.

    A very large one as a power of ten, which reads back as the same value.
    """
    if abs(value) >= TOO_LONG:
        return repr(float(value)).replace(".", QLocale().decimalPoint())
    text = format(Decimal(repr(float(value))), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", QLocale().decimalPoint())


def day(value: np.datetime64 | str) -> str:
    """A market day with its weekday, such as ``Wed 25 Nov``; with its year where that is not this one.

    What is no day is shown as it stands: a store may hold what a person has to see and no program can read.
    """
    date = QDate.fromString(str(value)[:10], Qt.DateFormat.ISODate)
    if not date.isValid():
        return str(value)
    pattern = "ddd d MMM" if date.year() == QDate.currentDate().year() else "ddd d MMM yyyy"
    return QLocale().toString(date, pattern)


def full_day(value: str) -> str:
    """A market day that nobody can take for another, such as ``12 November 2025``."""
    return QLocale().toString(QDate.fromString(value[:10], Qt.DateFormat.ISODate), "d MMMM yyyy")


def days_away(value: str, today: QDate | None = None) -> str:
    """How far a market day is from today, in words."""
    away = (today or QDate.currentDate()).daysTo(QDate.fromString(value[:10], Qt.DateFormat.ISODate))
    if away == 0:
        return QCoreApplication.translate("Days", "today")
    if abs(away) == 1:
        near = QCoreApplication.translate("Days", "tomorrow"), QCoreApplication.translate("Days", "yesterday")
        return near[away < 0]
    ahead, ago = (
        QCoreApplication.translate("Days", "in {days} days"),
        QCoreApplication.translate("Days", "{days} days ago"),
    )
    template = ahead if away > 0 else ago
    return template.format(days=decimal(abs(away), 0))


def day_with_distance(value: str, *, full: bool = False) -> str:
    """A market day and how far it is from today, such as ``Mon 30 Nov (tomorrow)``, or with its year if `full`."""
    template = QCoreApplication.translate("Days", "{day} ({days})")
    return template.format(day=full_day(value) if full else day(value), days=days_away(value))


def days(first: str | None, last: str | None) -> str:
    """One market day, or the first and the last of several; empty where they are not known."""
    if first is None or last is None:
        return ""
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def label(value: np.datetime64) -> str:
    """A period's label with its weekday, such as ``Wed 25 Nov 07:15``."""
    return f"{day(value)} {clock(value)}"


def clock(value: np.datetime64) -> str:
    """The time of day of a wall-clock time, such as ``07:15``."""
    return str(value.astype("datetime64[m]"))[11:16]


def moment(value: datetime, zone: str, now: datetime | None = None) -> str:
    """An instant (UTC) as wall-clock time in `zone`: the time alone today, with its day otherwise."""
    info = ZoneInfo(zone)
    local, today = value.astimezone(info), (now or datetime.now(UTC)).astimezone(info)
    time = f"{local:%H:%M}"
    return time if local.date() == today.date() else f"{day(local.date().isoformat())} {time}"
