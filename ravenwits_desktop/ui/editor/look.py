"""What a row of the table shows: the texts of its cells, and what marks them."""

from __future__ import annotations

from typing import NamedTuple

from ravenwits_desktop.domain.rows import Column, Problem, Severity
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.changes import signed
from ravenwits_desktop.ui.editor.problems import SIGNS

Severities = tuple[Severity | None, Severity | None, Severity | None, None]
_FINE: Severities = (None, None, None, None)


class Look(NamedTuple):
    """What a row shows: for each column its text and its worst problem; a line above it, a mark of change."""

    texts: tuple[str, str, str, str]
    severities: Severities
    day_start: bool
    changed: bool


def severities(found: tuple[Problem, ...]) -> Severities:
    """The worst in each column of a row that has these problems, errors first; the row's own count in both."""
    if not found:
        return _FINE
    label, value = (
        next((each.severity for each in found if each.column in (None, column)), None)
        for column in (Column.DATETIME, Column.PURCHASE)
    )
    return label, value, found[0].severity, None


def problem_cell(found: tuple[Problem, ...]) -> str:
    """All that is wrong with a row, behind the sign of the worst; errors come first."""
    if not found:
        return ""
    return f"{SIGNS[found[0].severity]} " + " ".join(words.translated(each.message) for each in found)


def change_cell(change: float | None) -> str:
    """What a value changed by, MW, with its sign; empty where it did not."""
    return "" if change is None else signed(change, 3)
