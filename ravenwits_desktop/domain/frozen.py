"""Arrays that nobody writes into: kept as they are where that is sure already, else copied."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt


def frozen(values: npt.ArrayLike, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """`values` as a read-only array of `dtype`.

    An array that is read-only and holds its own memory is kept and not copied: a million rows are handed from hand to
    hand by every edit.
    """
    if isinstance(values, np.ndarray) and values.base is None and not values.flags.writeable and values.dtype == dtype:
        return values
    copied = np.array(values, dtype=dtype)
    copied.setflags(write=False)
    return copied
