"""What a file may cost before its reading is given up."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one reading; the defaults are far above any honest purchase and far below what hurts."""

    seconds: float = 30.0
    """From the moment the child process is ready; its start is not the file's fault, nor is a busy computer."""
    answers: float = 2.0
    """Seconds of these in which the answers to a question are tried; the others are then offered without numbers."""
    memory: int = 640 * MEBIBYTE
    """Bytes the child may take on top of what it holds before it opens the file; where the system can limit it."""
    cells: int = 2_500_000
    """Cells that are not empty, in one sheet (35,040 rows of 70 columns pass, and a million rows of two)."""
    area: int = 8_000_000
    """Cells of the rectangle around all cells of a sheet, empty ones too: the reader allocates all of it."""
    file_bytes: int = 100 * MEBIBYTE
    inflated_bytes: int = 300 * MEBIBYTE
    """What the parts of a zipped workbook may come to when unpacked."""


DEFAULT_LIMITS = Limits()
