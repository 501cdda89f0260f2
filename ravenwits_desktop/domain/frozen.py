"""Arrays that nobody writes into: kept as they are where that is sure already, else copied."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt


def frozen(values: npt.ArrayLike, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """`values` as a read-only array of `dtype`.

    An array that is read-only and holds its own memory, or stands on the whole of a read-only piece of memory, is kept
    and not copied: a million rows are handed from hand to hand by every edit.
    """
    if isinstance(values, np.ndarray) and values.dtype == dtype and _is_locked(values):
        return values
    copied = np.array(values, dtype=dtype)
    copied.setflags(write=False)
    return copied


def _is_locked(values: npt.NDArray[Any]) -> bool:
    base: object = values
    while isinstance(base, np.ndarray):
        if base.flags.writeable:
            return False
        base = base.base
    return values.base is None or (isinstance(base, memoryview) and base.readonly and base.nbytes == values.nbytes)
