"""The command that serves the sandbox alone."""

from __future__ import annotations

import json
import signal
import sys
import threading
from types import FrameType

from ravenwits_desktop.sandbox.server import SandboxServer

PORT_TAKEN = "Port {port} cannot be used: {reason}. Another program may be using it; try another port.\n"

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)
)  # the last is Windows' own


def run(port: int, pace: float) -> int:
    """Serve until Ctrl+C or a request to end; the first line written says how to call it, as one JSON object.

    Returns the exit status: 0 after a clean end, 2 with a sentence on standard error if the port cannot be had or the
    pace is no number of seconds. Call it from the main thread.
    """
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    try:
        server = SandboxServer(pace=pace, port=port)
    except ValueError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    before = {number: signal.signal(number, end) for number in _SIGNALS}
    try:
        server.start()
    except (OSError, OverflowError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        sys.stderr.write(PORT_TAKEN.format(port=port, reason=reason))
        return 2
    else:
        sys.stdout.write(json.dumps(server.describe()) + "\n")
        sys.stdout.flush()
        # In slices: on Windows a wait without an end does not hear Ctrl+C.
        while not ended.wait(0.25):
            pass
        return 0
    finally:
        server.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
