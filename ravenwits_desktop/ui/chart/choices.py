"""What is chosen to be seen in the chart, as one line that outlives the program's run."""

from __future__ import annotations

from ravenwits_desktop.ui.chart.head import ChartHead
from ravenwits_desktop.ui.chart.scenes import Kind
from ravenwits_desktop.ui.chart.tools import Tools
from ravenwits_desktop.ui.chart.units import Step, Unit

_TABLE = "table"


def choices_of(tools: Tools, head: ChartHead) -> str:
    """The picture, the unit, the length of a period, and whether the table stands beside it, in words."""
    kind, unit = tools.kinds.value, tools.units.value
    chosen = [each.name for each in (kind, unit, head.step) if isinstance(each, Kind | Unit | Step)]
    return " ".join([*chosen, _TABLE] if head.table_button.isChecked() else chosen)


def choose(tools: Tools, head: ChartHead, line: str) -> None:
    """Choose what `choices_of` said; words that mean nothing here are left out."""
    words = set(line.split())
    for segments, values in ((tools.kinds, Kind), (tools.units, Unit)):
        for value in values:
            if value.name in words:
                segments.value = value
    for button, step in (
        (head.submitted_button, Step.SUBMITTED),
        (head.hour_button, Step.HOUR),
        (head.day_button, Step.DAY),
    ):
        if step.name in words:
            button.setChecked(True)
    head.table_button.setChecked(_TABLE in words)
