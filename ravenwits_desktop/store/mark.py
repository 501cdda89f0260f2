"""Where the ledger stood last, in a small file beside the store: what is cut off the end leaves no mark in the chain.

The file is written after each commit that added an entry, so it may lag behind after a crash and never runs ahead. It
is a lower bound: the entry it names has to be in the ledger, with that hash.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from ravenwits_desktop.store import ledger
from ravenwits_desktop.store.schema import steps


@dataclass(frozen=True, slots=True)
class Lost:
    """An end of the ledger that was gone: the entry it had and its hash; `found` entries were left when it was seen."""

    entries: int
    head: str
    found: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How many entries the ledger has, the hash of the last one, and the ends that were lost before."""

    entries: int
    head: str
    lost: tuple[Lost, ...] = ()


class MarkFile:
    """The mark of the store in `path`; of a store that is no file there is none. Never raises: a mark is a help."""

    def __init__(self, path: Path | None) -> None:
        self._path = None if path is None else path.with_name(path.name + ".mark")
        self._mark: Mark | None = None

    @property
    def lost(self) -> tuple[Lost, ...]:
        """The ends of the ledger that were found to be gone, in order."""
        return self._mark.lost if self._mark is not None else ()

    @property
    def kept(self) -> bool:
        """Whether there is a mark on the disk."""
        return self._mark is not None

    def begin(self, connection: Connection) -> None:
        """Hold the ledger against the mark that was left, and go on from there."""
        before = self._read()
        entries, head = ledger.head(connection)
        lost = before.lost if before is not None else ()
        if before is not None and before.entries:
            there = connection.execute(select(steps.c.hash).where(steps.c.entry == before.entries)).scalar_one_or_none()
            if there != before.head:
                lost = (*lost, Lost(before.entries, before.head, entries))
        self._write(Mark(entries, head, lost), before)

    def move(self, entries: int, head: str) -> None:
        """The ledger has grown, and that is on the disk."""
        if self._mark is None:
            self._write(Mark(entries, head), None)
        else:
            self._write(replace(self._mark, entries=entries, head=head), self._mark)

    def _read(self) -> Mark | None:
        if self._path is None:
            return None
        try:
            told = json.loads(self._path.read_bytes())
            lost = tuple(Lost(int(each["entries"]), str(each["head"]), int(each["found"])) for each in told["lost"])
            return Mark(int(told["entries"]), str(told["head"]), lost)
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def _write(self, mark: Mark, before: Mark | None) -> None:
        """Whole or not at all. What cannot be written is no reason not to send: it is written with the next entry."""
        if self._path is None:
            return
        if mark == before or (before is None and not mark.entries):
            self._mark = before
            return
        self._mark = mark
        with contextlib.suppress(OSError):
            temporary = self._path.with_name(self._path.name + ".new")
            temporary.write_text(json.dumps(asdict(mark)), encoding="ascii")
            os.replace(temporary, self._path)
