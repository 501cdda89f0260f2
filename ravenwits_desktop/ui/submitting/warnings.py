"""What is unusual about a purchase, in few lines: the same finding on many rows is one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain.rows import Problem
from ravenwits_desktop.ui import words

_MOST_RANGES = 4


def warning_lines(problems: Sequence[Problem]) -> list[str]:
    """One line for each different finding, with the rows (from 1) it is about."""
    rows: dict[str, list[int]] = {}
    for problem in problems:
        found = rows.setdefault(words.translated(problem.message), [])
        if problem.row is not None:
            found.append(problem.row + 1)
    return [_line(text, sorted(set(numbers))) for text, numbers in rows.items()]


def _line(text: str, rows: list[int]) -> str:
    if not rows:
        return text
    ranges = _ranges(rows)
    shown = ", ".join(ranges[:_MOST_RANGES])
    if len(ranges) > _MOST_RANGES:
        shown += " …"
    if len(rows) == 1:
        template = QCoreApplication.translate("Warnings", "Row {rows}: {text}")
    else:
        template = QCoreApplication.translate("Warnings", "{count} rows ({rows}): {text}")
    return template.format(rows=shown, count=len(rows), text=text)


def _ranges(rows: list[int]) -> list[str]:
    """Numbers in order as ranges: 1, 2, 3, 7 are “1–3” and “7”."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return [str(first) if first == last else f"{first}–{last}" for first, last in spans]
