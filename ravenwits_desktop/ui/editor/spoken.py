"""What a screen reader says of a cell and of the heads around it: words for every sign that stands for something."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain.rows import Problem, Severity
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.changes import change_text


def label(shown: str, half: int) -> str:
    """A period's time; `half` is 1 or 2 where the clock shows it twice."""
    if not shown:
        return _tr("no time")
    if half == 1:
        return _tr("{label}, the first time, in summer time").format(label=shown.removesuffix(" A"))
    if half == 2:
        return _tr("{label}, the second time, in winter time").format(label=shown.removesuffix(" B"))
    return shown


def period(name: str) -> str:
    """The market's name of a period, such as ``H3 Q2``, in words."""
    hour, _, quarter = name.removeprefix("H").partition(" Q")
    hour, _, half = hour.partition("/")
    if quarter:
        return _tr("hour {hour}, quarter {quarter}").format(hour=hour, quarter=quarter)
    if half:
        return _tr("hour {hour}, half {half}").format(hour=hour, half=half)
    return _tr("hour {hour}").format(hour=hour) if hour else ""


def value(shown: str, *, number: bool, change: float | None) -> str:
    """A value with its unit, and what it changed by (MW) against the last submission."""
    said = _tr("{value} MW").format(value=shown) if number else shown or _tr("empty")
    return ", ".join(filter(None, (said, change_text(change))))


def changed(change: float | None) -> str:
    """A cell of the column with the changes."""
    return change_text(change) or _tr("No change")


def problems(found: Sequence[Problem]) -> str:
    """A cell of the column with the problems."""
    return " ".join(map(_problem, found)) or _tr("No problem")


def with_problems(text: str, found: Sequence[Problem]) -> str:
    """What a cell says, and what is wrong with it."""
    return ", ".join((text, *map(_problem, found)))


def column(section: int, end: Label) -> str:
    """The head of a column."""
    first = _tr("Period, named by its end") if end is Label.END else _tr("Period, named by its start")
    return (first, _tr("Power in MW"), _tr("Problem"), _tr("Change against the last submission, in MW"))[section]


def _problem(problem: Problem) -> str:
    kind = _tr("error: {problem}") if problem.severity is Severity.ERROR else _tr("warning: {problem}")
    return kind.format(problem=words.translated(problem.message))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Spoken", text)
