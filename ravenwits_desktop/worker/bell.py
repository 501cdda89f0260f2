"""Waiting for news or for a time, whichever comes first."""

from __future__ import annotations

import anyio


class Bell:
    """Wakes everyone who waits when it rings. Lives on one loop."""

    def __init__(self) -> None:
        self._event = anyio.Event()

    def ring(self) -> None:
        """Wake all who wait now."""
        self._event.set()
        self._event = anyio.Event()

    async def wait(self, seconds: float | None = None) -> None:
        """Wait until it rings, but `seconds` at most."""
        with anyio.move_on_after(seconds):
            await self._event.wait()
