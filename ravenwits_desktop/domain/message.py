"""Texts for people that any room may write and only the window translates.

A rule in `domain/`, a fault in `api/` or a finding in `spreadsheets/` is told as a `Message`: an English template and
its values. `str()` gives the English text for logs and the command line; the window looks the template up in the
translation catalogue (context ``Message``) before it fills in the values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Mark `text` for the translation catalogue and give it back unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence or two for the user, in the market's words.

    `template` is English, marked with `QT_TRANSLATE_NOOP("Message", ...)` where it is written, with ``{name}`` places.
    `values` fills them: strings, numbers, market days and wall-clock times (`date`, `datetime` without a zone), which
    the window writes as the user does, or other messages. `detail` is the technical part that unfolds below; it
    never holds a token, a header or a password.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""

    def __str__(self) -> str:
        return self.template.format(**{key: _plain(value) for key, value in self.values.items()})


def _plain(value: Any) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
