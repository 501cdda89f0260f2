"""An object with large arrays from one process to another, in pieces.

Unpacked in one go, the arrays of a million rows are copied while no other thread of the receiving program runs, and its
window stands still. The pieces are received one by one, and the arrays stand on them as they are.
"""

from __future__ import annotations

import pickle
from multiprocessing.connection import Connection


def send(connection: Connection, content: object) -> None:
    """Send `content` whole. Raises `OSError` where nobody receives it."""
    pieces: list[pickle.PickleBuffer] = []
    frame = pickle.dumps(content, protocol=5, buffer_callback=pieces.append)
    connection.send((frame, [piece.raw().nbytes for piece in pieces]))
    for piece in pieces:
        connection.send_bytes(piece.raw())


def receive(connection: Connection) -> object:
    """What `send` sent, waiting for it. Raises `EOFError` or `OSError` where the other side ended before."""
    frame, sizes = connection.recv()
    pieces = []
    for size in sizes:
        piece = bytearray(size)
        connection.recv_bytes_into(piece)
        pieces.append(piece)
    return pickle.loads(frame, buffers=pieces)  # noqa: S301 - from a process that this program started
