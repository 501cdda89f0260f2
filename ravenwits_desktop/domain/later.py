"""What the server answered last of a submission, where that gave no outputs to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ravenwits_desktop.domain.message import Message


@dataclass(frozen=True, slots=True)
class LaterAnswer:
    """An answer that could not be read, or that has no outputs where there were some before. Times are UTC."""

    at: datetime
    """When it came."""
    why: Message | None = None
    """Why it could not be read; None for one that was read and has no outputs."""
    raw: bytes = b""
    """An answer that could not be read, as it came."""
    asked_again: datetime | None = None
    """When the server is asked again; None where nothing is planned, or it is not known."""
    outputs_at: datetime | None = None
    """When the outputs came that are there all the same; None without any."""
