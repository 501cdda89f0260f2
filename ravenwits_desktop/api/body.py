"""The body of an answer as it comes in: decompressed within limits, so that no answer can fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from ravenwits_desktop.api.errors import BadAnswerError
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

LARGEST_ANSWER = 64 << 20
"""Bytes, before and after decompression; a year of quarters in twelve series is 36 MB."""
LARGEST_REFUSAL = 1 << 20
"""Bytes of an answer that only explains why not."""

TOO_LARGE = QT_TRANSLATE_NOOP("Message", "The server's answer is larger than {size} MB.")
GARBLED = QT_TRANSLATE_NOOP("Message", "The server's answer is damaged.")
CUT_SHORT = QT_TRANSLATE_NOOP("Message", "The server's answer is cut short.")

_COMPRESSED = frozenset({"gzip", "x-gzip", "deflate"})
_GZIP_OR_ZLIB = 47


class AnswerBody:
    """Takes the pieces of a body as they come from the connection and gives it back whole.

    One layer of gzip or deflate is undone here, since httpx would undo any number of them without a limit. Raises
    `BadAnswerError` for more than `limit` bytes, for damaged data and for a compression that was not asked for.
    """

    def __init__(self, headers: Mapping[str, str], limit: int) -> None:
        self._limit = limit
        self._body = bytearray()
        self._came = 0
        self._encoding = headers.get("content-encoding", "").strip().lower()
        self._decompressor = zlib.decompressobj(_GZIP_OR_ZLIB) if self._encoding in _COMPRESSED else None
        self._announced = headers.get("content-length", "")

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        self._came += len(piece)
        if self._came > self._limit or (self._announced.isdecimal() and int(self._announced[:18]) > self._limit):
            raise self._too_large()
        if self._decompressor is None:
            if self._encoding not in ("", "identity"):
                raise BadAnswerError(Message(GARBLED, detail=f"content-encoding {self._encoding[:40]}"))
            self._body += piece
            return
        while piece:
            if self._decompressor.eof:
                # gzip allows for several members, one after the other.
                self._decompressor = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                self._body += self._decompressor.decompress(piece, self._limit + 1 - len(self._body))
            except zlib.error as error:
                raise BadAnswerError(Message(GARBLED, detail=str(error)), raw=self.so_far()) from error
            if len(self._body) > self._limit:
                raise self._too_large()
            piece = self._decompressor.unused_data

    def whole(self) -> bytes:
        """The body, when the last piece has come."""
        if self._decompressor is not None and self._came and not self._decompressor.eof:
            raise BadAnswerError(Message(CUT_SHORT, detail=f"{self._came} bytes"), raw=self.so_far())
        return bytes(self._body)

    def so_far(self) -> bytes:
        """What has come, as far as it could be read."""
        return bytes(self._body)

    def _too_large(self) -> BadAnswerError:
        size = max(1, self._limit >> 20)
        return BadAnswerError(Message(TOO_LARGE, {"size": size}, f"{self._came} bytes"), raw=self.so_far())
