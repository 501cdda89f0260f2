"""The log: files that rotate, and no secret in any line."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from urllib.parse import quote

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


SHORTEST_SECRET = 4
"""Signs. Shorter texts stand in every line by chance: hiding them would only show what they are."""
_DEEPEST = 2
"""A text within a text, as in the repr of JSON, is escaped twice."""


class Redactor(logging.Filter):
    """Replaces the secrets it was told of in every line that passes. May be told and used from any thread."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Redactor()"

    def hide(self, secret: str | None) -> None:
        """From now on `secret` never reaches the log, nor as it stands in an address, in JSON or in a repr."""
        secret = secret.strip() if secret else ""
        if len(secret) < SHORTEST_SECRET:
            return
        forms = {secret, quote(secret), quote(secret, safe="")}
        for _ in range(_DEEPEST):
            forms |= {json.dumps(form)[1:-1] for form in forms} | {repr(form)[1:-1] for form in forms}
        # The longest first, so that none is taken for a part of another and left behind in half. A new tuple, because
        # other threads may be going through the old one.
        self._secrets = tuple(sorted(forms.union(self._secrets), key=len, reverse=True))

    def clean(self, text: str) -> str:
        """`text` without the secrets."""
        for secret in self._secrets:
            text = text.replace(secret, "•••")
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean a record in place; all records pass."""
        record.msg = self.clean(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True


def start(folder: Path, redactor: Redactor) -> logging.Handler | None:
    """Write the log into `folder`, five files of a megabyte at most; None where the folder cannot be written."""
    import logging.handlers  # only now: the window does not wait for it

    logger = logging.getLogger("ravenwits_desktop")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "ravenwits.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.addFilter(redactor)
    logger.addHandler(handler)
    return handler


def stop(handler: logging.Handler | None) -> None:
    """Close the log."""
    if handler is not None:
        logging.getLogger("ravenwits_desktop").removeHandler(handler)
        handler.close()
