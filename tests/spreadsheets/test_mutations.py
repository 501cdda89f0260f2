"""Broken files of every layout: each is read or refused in words, in time, and nothing else comes out of it."""

from __future__ import annotations

import multiprocessing
import random
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Reading, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets.files import read_file
from ravenwits_desktop.spreadsheets.reader import read_bytes
from tests.spreadsheets import corpus
from tests.spreadsheets.test_corpus import WRITERS

PLACE = re.compile(r"\{[a-z_]+\}")
"""A place in a message that was not filled."""
DEADLY = {"xls", "xlsb"}
"""Kinds whose reader may abort over a few wrong bytes."""
CELLS = ["", None, "-", "n/a", "x", "Total", "25", "1e999", "99/99/2026", -1, 0, 1e300, "24:00", "=A1", "H1Q1", True]


def _mutated_rows(rows: corpus.Cells, chance: random.Random) -> corpus.Cells:
    """Cells, rows and columns taken out, doubled, exchanged or overwritten."""
    changed = [list(row) for row in rows]
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(changed))
        row = changed[at]
        match chance.randrange(7):
            case 0 if len(changed) > 1:
                del changed[at]
            case 1:
                changed.insert(at, list(row))
            case 2 if row:
                row[chance.randrange(len(row))] = chance.choice(CELLS)
            case 3 if row:
                del row[chance.randrange(len(row))]
            case 4:
                other = chance.randrange(len(changed))
                changed[at], changed[other] = changed[other], changed[at]
            case 5 if row:
                column = chance.randrange(len(row))
                for line in changed:
                    if column < len(line):
                        del line[column]
            case _:
                row.insert(0, chance.choice(CELLS))
    return changed


def _mutated_bytes(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _answer(content: bytes, name: str, options: ReadingOptions, folder: Path | None) -> Reading | Message:
    """What is made of a file; in a process of its own with a `folder`, for files that may end their reader."""
    try:
        if folder is None:
            return read_bytes(content, name, options)
        (folder / name).write_bytes(content)
        return read_file(folder / name, options)
    except UnreadableFileError as error:
        return error.message
    finally:
        assert not multiprocessing.active_children()


def _numbers_in(rows: corpus.Cells) -> list[float]:
    """Every number that stands in a cell, that of the formula of `CELLS` among them: no other may come out."""
    cells = [cell for row in rows for cell in row if cell is not None and not isinstance(cell, bool)]
    return [0.0, *(float(cell) for cell in cells if isinstance(cell, int | float) or str(cell).isdecimal())]


def _try_mutations(seed: int, count: int, folder: Path) -> None:
    chance = random.Random(seed)
    for number in range(count):
        layout = chance.choice(list(corpus.ALL))
        periods = corpus.periods_of(date(2026, *chance.choice([(11, 24), (3, 29), (10, 25)])), 1, 60)
        kind = chance.choice(list(WRITERS))
        rows = _mutated_rows(corpus.ALL[layout](periods), chance)
        content = WRITERS[kind](rows)
        broken = chance.randrange(3) == 0
        if broken:
            content = _mutated_bytes(content, chance)
        options = ReadingOptions(column="10027" if layout == "stacked" else None)
        answer = _answer(content, f"programme.{kind}", options, folder if broken and kind in DEADLY else None)
        if not isinstance(answer, Reading):
            assert not PLACE.search(str(answer)), (seed, number)
            continue
        reading = answer
        if not broken:
            assert reading.sources is not None
            raw = reading.sources.raw
            assert np.isin(raw[np.isfinite(raw)], _numbers_in(rows)).all(), (seed, number, layout, kind)
        assert len(reading.rows) == len(reading.source_rows), (seed, number, layout)
        assert reading.sources is None or len(reading.sources) == len(reading.rows)
        assert not np.isinf(reading.rows.mw).any()
        assert reading.grid is not None
        assert reading.grid.roles.shape[0] == len(reading.grid.texts)
        for found in reading.problems:
            assert not PLACE.search(str(found.problem.message)), (seed, number)


def test_mutated_tables_are_read_or_refused(tmp_path: Path) -> None:
    _try_mutations(7, 60, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 30))
def test_many_mutated_tables_are_read_or_refused(seed: int, tmp_path: Path) -> None:
    _try_mutations(seed, 500, tmp_path)
