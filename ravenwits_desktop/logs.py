"""The log: files that rotate, and no secret in any line."""

from __future__ import annotations

import logging
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redactor(logging.Filter):
    """Replaces the secrets it was told of in every line that passes."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: set[str] = set()

    def hide(self, secret: str | None) -> None:
        """From now on `secret` never reaches the log."""
        if secret:
            self._secrets.add(secret)

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
        return True


def start(folder: Path, redactor: Redactor) -> logging.Handler | None:
    """Write the log into `folder`, five files of a megabyte at most; None where the folder cannot be written."""
    import logging.handlers  # only now: the window does not wait for it

    logger = logging.getLogger("ravenwits_desktop")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
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
