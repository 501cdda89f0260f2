"""What is unusual about a purchase, in the user's language."""

from __future__ import annotations

from collections.abc import Sequence

from ravenwits_desktop.domain.confirmation import findings
from ravenwits_desktop.domain.rows import Problem
from ravenwits_desktop.ui import words


def warning_lines(problems: Sequence[Problem]) -> list[str]:
    """One line for each different finding, with the rows (from 1) it is about."""
    return [words.translated(each) for each in findings(problems)]
