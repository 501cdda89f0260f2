"""A sentence above the chart, and how it is to be taken."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Tone(enum.Enum):
    """How a remark is to be taken."""

    PLAIN = "plain"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence or two above the chart."""

    text: str
    tone: Tone = Tone.PLAIN
