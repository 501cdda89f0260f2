"""Text files to cells: encoding, delimiter, quotes. Numbers stay text until their column decides the decimal sign."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from ravenwits_desktop.spreadsheets import faults
from ravenwits_desktop.spreadsheets.cells import one_byte
from ravenwits_desktop.spreadsheets.cells.sniff import unmarked_utf16
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.limits import Limits
from ravenwits_desktop.spreadsheets.sheet import Cell, Sheet

_RULE = re.compile(r":?[-=+_]{2,}:?|:-+:?|-+:")
_HEAD_ROWS = 40
DELIMITERS = ("\t", ";", "|", ",")
"""In order of trust: a comma is also a decimal sign."""
_SAMPLE_LINES = 400
_LONGEST_FIELD = 100_000
_ENCODINGS = [*one_byte.ENCODINGS, "utf_16_le", "utf_16_be"]
_QUOTED = re.compile(r'"[^"\n]*"')
_AS_FORMULA = re.compile(r'(?:(?<=^)|(?<=[;,\t|]))="([^"\n]*)"|"=""([^"\n]*)"""', re.MULTILINE)
"""A text that a spreadsheet program shall not change, written as a formula: ="23,76", or so within quotes."""
_DECIMAL_COMMAS = re.compile(r"[^,]*\S\s{2,}(?:[^,]*\d,\d++(?=\s|$))+[^,]*")
"""A line of columns that gaps part, with commas in its numbers alone."""
_WIDE_GAP = re.compile(r"\s{2,}")


def decoded(content: bytes, name: str) -> str:
    """`content` as text: by its mark, else UTF-8, else what it most looks like among the encodings of our offices."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return content.removeprefix(mark).decode(encoding, "replace")
    if (unmarked := unmarked_utf16(content[:4096])) is not None:
        return content.decode(unmarked, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # 30 ms, and most files are UTF-8

    best = from_bytes(content[:200_000], cp_isolation=_ENCODINGS).best()
    encoding = best.encoding if best else "cp1252"
    if encoding in one_byte.ENCODINGS:
        # a few accents in a header are too little for statistics: the letters of our languages decide
        encoding = one_byte.encoding_of(content[:200_000])
    text = content.decode(encoding, "replace")
    if text.count("\x00") > 8:
        raise unreadable(faults.UNKNOWN_CONTENT, name=name)
    return text


def read_text(content: bytes, name: str, limits: Limits) -> Sheet:
    """The cells of a text file. Raises `UnreadableFileError` where there are too many or none."""
    text = decoded(content, name).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return sheet_of(text, name, limits)


def sheet_of(text: str, name: str, limits: Limits) -> Sheet:
    """The cells of `text` whose lines end with a plain line feed."""
    if max(map(len, StringIO(text))) > _LONGEST_FIELD:
        raise unreadable(faults.UNKNOWN_CONTENT, name=name)
    if '="' in text:
        text = _AS_FORMULA.sub(lambda found: f'"{found[1] or found[2] or ""}"', text)
    delimiter = find_delimiter(text)
    rows: list[Sequence[Cell]] = []
    numbers: list[int] = []
    count = 0
    for number, fields in _records(text, delimiter):
        if any(fields) and not (len(rows) < _HEAD_ROWS and _is_rule(fields)):
            rows.append(fields)
            numbers.append(number)
            count += len(fields)
            if count > limits.cells:
                raise unreadable(faults.TOO_MANY_CELLS, sheet=name, cells=limits.cells)
    if not rows:
        raise unreadable(faults.EMPTY, name=name)
    whole = range(numbers[0], numbers[0] + len(numbers))
    return Sheet("", rows, whole if numbers[-1] == whole[-1] else numbers, delimiter=delimiter or "")


def _is_rule(fields: Sequence[str]) -> bool:
    """Whether a line only parts the header from the table: |---|---|, or +-----+-----+."""
    return all(not field or _RULE.fullmatch(field) for field in fields)


def _records(text: str, delimiter: str | None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Number (from 1) and stripped fields of each record; the number is that of its row in a spreadsheet."""
    if delimiter is None:
        parted: Iterable[list[str]] = (_WIDE_GAP.split(line.strip()) for line in text.split("\n"))
    else:
        parted = _parted(text, delimiter)
    for number, fields in enumerate(parted, 1):
        yield number, tuple(map(str.strip, fields))


def _parted(text: str, delimiter: str) -> Iterable[list[str]]:
    """The fields of each record. A quote that is left open would swallow rows in silence: then quotes mean nothing."""
    csv.field_size_limit(_LONGEST_FIELD)
    if '"' not in text or all(line.count('"') % 2 == 0 for line in StringIO(text)):
        # no field runs over a line's end: row by row, since a million of them twice would not fit
        return csv.reader(StringIO(text), delimiter=delimiter)
    try:
        records = list(csv.reader(StringIO(text), delimiter=delimiter))
        width = Counter(map(len, records)).most_common(1)[0][0]
        swallowed = any(
            line.count(delimiter) >= width - 1
            for fields in records
            for field in fields
            if "\n" in field and delimiter in field
            for line in field.split("\n")
        )
    except csv.Error:
        swallowed = True
    if swallowed:
        return csv.reader(StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return records


def find_delimiter(text: str) -> str | None:
    """The sign between the columns; None where only gaps of blanks part them.

    The sign that parts most lines into the same number of fields wins, the more trusted one among equals. One that
    parts them all, and into more, wins over one that not all have: areas of the grid are called BZN|ES.
    """
    sample = _QUOTED.sub("x", "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]))
    best: tuple[float, str] | None = None
    most = 0
    for delimiter in DELIMITERS:
        widths = Counter(len(fields) for _, fields in _records(sample, delimiter) if any(fields))
        parted = {width: count for width, count in widths.items() if width > 1}
        if not parted:
            continue
        agreeing, width = max(parted.values()) / sum(widths.values()), max(parted, key=lambda each: parted[each])
        if best is None or agreeing > best[0] + 0.15 or (best[0] < 1 == agreeing and width > most):
            best, most = (agreeing, delimiter), width
    return None if best is None or (best[1] == "," and _has_decimal_commas(sample)) else best[1]


def _has_decimal_commas(sample: str) -> bool:
    """Whether gaps of blanks part the columns and every comma stands within a number: “30/11/2026   1    7,5”."""
    lines = [line for line in sample.split("\n") if "," in line]
    return all(_DECIMAL_COMMAS.fullmatch(line.strip()) for line in lines)
