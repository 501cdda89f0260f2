"""The way back: which parts of the time were in sight before."""

from __future__ import annotations

from typing import Any

_MOST = 50
_STEPS = frozenset({"all", "span", "box"})
"""Changes that each are a step; many turns of the wheel, or pushes of a key, are one."""
Range = tuple[tuple[float, float], tuple[float, float], bool, bool]
"""Time (seconds UTC), power, and whether power is fitted and all is shown."""


class WayBack:
    """Views one after the other, the last one on top. Knows nothing of the plot."""

    def __init__(self) -> None:
        self._before: list[Range] = []
        self._seen: Range | None = None
        self._kind = ""

    def settle(self, seen: Range) -> None:
        """This is in sight, without a person having asked for it."""
        self._seen, self._kind = seen, ""

    def note(self, kind: str, seen: Range) -> None:
        """A person has changed the view in this way and sees this now."""
        if self._seen is not None and self._seen[:2] != seen[:2] and (kind != self._kind or kind in _STEPS):
            self._before.append(self._seen)
            del self._before[:-_MOST]
        self._seen, self._kind = seen, kind

    def back(self) -> Range | None:
        """What was in sight before; None where there is nothing."""
        if not self._before:
            return None
        self._seen, self._kind = self._before.pop(), ""
        return self._seen

    def forget(self) -> None:
        """Another purchase is shown: there is no way back to the time of this one."""
        self._before, self._seen, self._kind = [], None, ""


def range_of(view: Any, *, fitted: bool, whole: bool) -> Range:
    """What a `ViewBox` shows."""
    (low, high), (least, most) = view.viewRange()
    return (float(low), float(high)), (float(least), float(most)), fitted, whole
