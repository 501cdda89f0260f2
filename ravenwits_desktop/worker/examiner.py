"""Examines long drafts beside the window, so that it is never held up by a million rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from anyio import CapacityLimiter, to_thread

from ravenwits_desktop.domain.examination import Examination, Question, examine
from ravenwits_desktop.worker.events import Event, Examined


class Examiner:
    """Answers the window's questions about rows, one at a time. Lives on the worker's loop; works in a thread."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._one = CapacityLimiter(1)

    async def examine(self, request: int, question: Question, before: Examination | None) -> None:
        """Examine rows, with what is known of them from `before`; the answer is `Examined`, in any case."""
        work = partial(examine, question, before)
        try:
            # nobody waits for the answer when the program ends
            found = await to_thread.run_sync(work, limiter=self._one, abandon_on_cancel=True)
        except Exception:
            self._emit(Examined(request, None))
            raise
        self._emit(Examined(request, found))
