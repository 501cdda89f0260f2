"""What is unusual about a purchase, in few sentences: those that a person confirms and that are kept with it."""

from __future__ import annotations

from collections.abc import Sequence

from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.rows import Problem

ONE_ROW = QT_TRANSLATE_NOOP("Message", "Row {rows}: {text}")
MANY_ROWS = QT_TRANSLATE_NOOP("Message", "{count} rows ({rows}): {text}")
_MOST_RANGES = 4


def findings(problems: Sequence[Problem]) -> tuple[Message, ...]:
    """One sentence for each different finding, with the rows (from 1) it is about."""
    found: dict[str, tuple[Message, list[int]]] = {}
    for problem in problems:
        _, rows = found.setdefault(str(problem.message), (problem.message, []))
        if problem.row is not None:
            rows.append(problem.row + 1)
    return tuple(_sentence(message, sorted(set(rows))) for message, rows in found.values())


def _sentence(message: Message, rows: list[int]) -> Message:
    if not rows:
        return message
    ranges = _ranges(rows)
    shown = ", ".join(ranges[:_MOST_RANGES])
    if len(ranges) > _MOST_RANGES:
        shown += " …"
    return Message(ONE_ROW if len(rows) == 1 else MANY_ROWS, {"rows": shown, "count": len(rows), "text": message})


def _ranges(rows: list[int]) -> list[str]:
    """Numbers in order as ranges: 1, 2, 3, 7 are “1–3” and “7”."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return [str(first) if first == last else f"{first}–{last}" for first, last in spans]
