"""A table of figures as it is shown, copied and written to files: columns of texts, wall-clock times and numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ravenwits_desktop.domain.timegrid import Floats, Minutes

Values = tuple[str, ...] | Floats | Minutes


@dataclass(frozen=True, slots=True, eq=False)
class SheetColumn:
    """Texts, numbers (NaN where there is none, shown with so many `places`), or wall-clock times."""

    title: str
    values: Values
    places: int = 3

    @property
    def is_text(self) -> bool:
        """Whether its values are texts."""
        return isinstance(self.values, tuple)

    @property
    def is_time(self) -> bool:
        """Whether its values are wall-clock times."""
        return not isinstance(self.values, tuple) and np.issubdtype(self.values.dtype, np.datetime64)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Columns of the same length under a name; `about` says line by line what is in it."""

    name: str
    columns: tuple[SheetColumn, ...]
    about: tuple[str, ...] = ()
    starts: Minutes = field(default_factory=lambda: np.zeros(0, dtype="datetime64[m]"))
    """The start instant (UTC) to which each row leads; empty where rows lead nowhere."""
    keys: tuple[str, ...] = ()
    """The idmodel to which each row belongs; empty where rows belong to none."""

    def __len__(self) -> int:
        return len(self.columns[0].values) if self.columns else 0
