"""An object with large arrays from one process to another, in pieces.

Received or unpacked in one go, the arrays of a million rows are copied while no other thread of the receiving program
runs, and its window stands still. So they come in pieces of a quarter of a mebibyte, each copied once to its place, and
the arrays stand on that memory as it is: nobody can write into them.
"""

from __future__ import annotations

import io
import pickle
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

_PIECE = 256 * 1024


class _Packer(pickle.Pickler):
    """Leaves every array of numbers or times out of the frame; pickle itself does with numbers without gaps only."""

    def reducer_override(self, content: Any) -> Any:
        if type(content) is not np.ndarray or content.dtype.hasobject:
            return NotImplemented
        if not content.flags.c_contiguous:
            content = content.copy()
        if content.dtype.kind == "M":
            return np.ndarray.view, (content.view(np.int64), content.dtype)
        return content.__reduce_ex__(5)


def send(connection: Connection, content: object) -> None:
    """Send `content` whole. Raises `OSError` where nobody receives it."""
    arrays: list[pickle.PickleBuffer] = []
    frame = io.BytesIO()
    _Packer(frame, protocol=5, buffer_callback=arrays.append).dump(content)
    parts = [frame.getbuffer(), *(array.raw() for array in arrays)]
    connection.send([part.nbytes for part in parts])
    for part in parts:
        for start in range(0, part.nbytes, _PIECE):
            connection.send_bytes(part[start : start + _PIECE])


def receive(connection: Connection) -> object:
    """What `send` sent, waiting for it; its arrays are read-only.

    Raises `EOFError` or `OSError` where the other side ended before.
    """
    frame, *arrays = [_part(connection, size) for size in connection.recv()]
    return pickle.loads(frame, buffers=arrays)  # noqa: S301 - from a process that this program started


def _part(connection: Connection, size: int) -> memoryview:
    part = np.empty(size, np.uint8).data  # not filled with zeros first, which takes as long as the copy
    for start in range(0, size, _PIECE):
        connection.recv_bytes_into(part[start : start + _PIECE])
    return part.toreadonly()
