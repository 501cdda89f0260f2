"""Names of the periods of a day, as cells write them: 1, H1, H1Q1, 01:00, "00:00 - 01:00", 3A."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ravenwits_desktop.domain.timegrid import RESOLUTIONS
from ravenwits_desktop.spreadsheets.sheet import Cell, is_number
from ravenwits_desktop.spreadsheets.texts import halves, time_words, words
from ravenwits_desktop.spreadsheets.texts.repeated_numbers import follow_each_other, in_parts, times_each
from ravenwits_desktop.spreadsheets.texts.runs import Days as Days
from ravenwits_desktop.spreadsheets.texts.runs import can_count_from, counts_from_zero, in_run
from ravenwits_desktop.spreadsheets.texts.spoken_periods import plain_name
from ravenwits_desktop.spreadsheets.texts.times import Integers, hour_of_half, minute_of_day

DAY = 24 * 60


class Form(enum.Enum):
    """How a cell names its period."""

    NUMBER = "number"
    QUARTER = "hour and quarter"
    CLOCK = "time of day"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Token:
    """One name of a period: a number; hour and quarter; minutes of the day at which it is named, or begins and ends.

    `letter` is that of an hour which October repeats: 3A, 3B; a star marks the second as well.
    """

    form: Form
    first: int
    second: int = 0
    letter: str = ""


_NUMBER = re.compile(
    r"(?:h|hora|hour|hr|ora|heure|timme|time|tunti|uur|p|periodo|period|q|qh|kvart(?:er)?|vartti(?:tunti)?|kwartier|ptu|mtu|isp|t)?"
    r"[ ._-]?(\d{1,3})(?:[.,]0+)?([ab*])?h?\.?"
)
_QUARTER = re.compile(r"h?[ ._-]?(\d{1,2})[ ._/-]?q[ ._-]?(\d)")
_HALVES = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?::00)?)?\s?([ap])\.?\s?m\.?")
"""Times of day of 12 hours: 1:00 PM, 12 am."""
_CLOCK = re.compile(r"(\d{1,2})([ab])?[:.h](\d{2})(?::(\d{2}))?(?:\s?h(?:r?s)?)?(?:\s*(?:(a|s|v)|(b|\*|w|i)|dst))?")
_SEASON = rf"(?:\s*\(?({halves.SUMMER}|{halves.WINTER})\)?)?"
_RANGE = re.compile(
    rf"(?:h\s?)?(\d{{1,2}})(?:[:.h](\d{{2}})(?::00)?)?h?{_SEASON}\s*(?:-{{1,2}}|–|—|a|to|bis|/)"
    rf"\s*(\d{{1,2}})(?:[:.h](\d{{2}})(?::00)?)?h?([ab])?{_SEASON}"
)
_JOINED_RANGE = re.compile(r"(\d{2})(\d{2})\s*(-{1,2}|–|—|a|to|bis|/)\s*(\d{2})(\d{2})")
"""A range whose hours and minutes stand together: 0000-0015."""
_SUMMER_NAMES = re.compile(halves.SUMMER)
_LATEST_REPEATED = 4 * 60
"""Minutes of the day behind which no zone of ours repeats an hour."""
_DURATION = re.compile(r"pt(\d{1,2})h(\d{2})m(\d{2})s")
"""A time of day from 24:00 on, as OpenDocument writes it."""
_QUARTER_WORDS = ("cuarto", "quarter", "viertelstunde", "quarto d'ora", "quart d'heure", "quarto de hora", "15 min")
_QUARTER_NAMES = frozenset(("qh", "kvart", "kvarter", "vartti", "varttitunti", "kwartier"))
_FIRST_DAYS = (date(1900, 1, 1), date(1904, 1, 2))
_LARGEST = 100
_LONGEST = 40
_FEWEST_HOURS, _FEWEST_QUARTERS, _TELLING = 23, 92, 12
"""From so many periods a day on, they are hours, or quarters; from so many times of day on, their step is sure."""
_HALF_HOURS = (46, 48, 50)
_ODD = 0.05
"""Share of the parts of hours up to which they are mistyped."""
_CHOSEN = 0.9
"""Share of numbers that a length of the period chosen by a person has to leave within the day."""
_ZERO_BASED = re.compile(r"(?<!\d)0\s?[-–a.]+\s?(?:23|95)(?!\d)")


def token_of(cell: Cell) -> Token | None:
    """The period that `cell` names; None where it names none."""
    if isinstance(cell, str):
        return _token_of_text(words.folded(cell)) if cell and len(cell) <= _LONGEST else None
    if isinstance(cell, time):
        return _clock(cell.hour, cell.minute, cell.second)
    if isinstance(cell, timedelta):
        minute, second = divmod(round(cell.total_seconds()), 60)
        return _clock(*divmod(minute, 60), second) if minute >= 0 else None
    if isinstance(cell, date):
        return _over_the_day(cell)
    if not isinstance(cell, int | float) or not is_number(cell) or not 0 <= cell <= _LARGEST:
        return None
    if float(cell).is_integer():
        return Token(Form.NUMBER, int(cell))
    minutes = round(cell * DAY)  # a time of day that lost its format
    return Token(Form.CLOCK, minutes) if cell < 1 and minutes % 15 == 0 and abs(cell * DAY - minutes) < 0.01 else None


def _over_the_day(cell: date) -> Token | None:
    """24:00 and the times up to 25:00, which workbooks keep as the day after that from which they count."""
    moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
    minutes = DAY + moment.hour * 60 + moment.minute
    return Token(Form.CLOCK, minutes) if moment.date() in _FIRST_DAYS and minutes <= 25 * 60 else None


@lru_cache(maxsize=1024)
def _token_of_text(text: str) -> Token | None:
    """The period of a text as `words.folded` writes it, perhaps with a mark of the half of October's hour it is of."""
    token = _unmarked(text)
    if token is None:
        name, half = halves.parted(text)
        token = _unmarked(name) if name != text else None
        token = replace(token, letter=half) if token is not None else None
    return token


def _unmarked(text: str) -> Token | None:
    return _written(text) or (_written(name) if (name := plain_name(text)) != text else None)


def _written(text: str) -> Token | None:
    if match := _NUMBER.fullmatch(text):
        number = int(match.group(1))
        letter = (match.group(2) or "").replace("*", "b")
        return Token(Form.NUMBER, number, letter=letter) if number <= _LARGEST else None
    if match := _QUARTER.fullmatch(text):
        return Token(Form.QUARTER, int(match.group(1)), int(match.group(2)))
    if match := _HALVES.fullmatch(text):
        hour, minute = hour_of_half(int(match.group(1)), match.group(3)), int(match.group(2) or 0)
        return Token(Form.CLOCK, hour * 60 + minute) if hour >= 0 and minute < 60 else None
    if match := _CLOCK.fullmatch(text):
        hour_text, half, minute_text, second_text, first, second = match.groups()
        letter = half or (halves.FIRST if first else halves.SECOND if second else "")
        return _clock(int(hour_text), int(minute_text), int(second_text or 0), letter)
    if match := _DURATION.fullmatch(text):
        return _clock(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _RANGE.fullmatch(_JOINED_RANGE.sub(r"\1:\2\3\4:\5", text)):
        begin_hour, begin_minute, begins_in, last_hour, last_minute, half, ends_in = match.groups()
        first = int(begin_hour) * 60 + int(begin_minute or 0)
        second = int(last_hour) * 60 + int(last_minute or 0)
        letter = half or _half_of(begins_in, ends_in, first, second)
        if second < first and second == 0:
            second = DAY
        second += (second - first) % 15 == 14  # 00:00 - 00:59, 00:15 - 00:29
        length = second - first
        for jump in (60, -60):  # a quarter or half hour that the clocks' change cuts: 02:45-02:00, 01:45-03:00
            if length + jump in (15, 30) and (first + length + jump) % 60 == 0:
                return Token(Form.RANGE, first, first + length + jump, letter)
        if length in RESOLUTIONS or length in (0, 2 * 60):  # the hours around a change of the clocks
            return Token(Form.RANGE, first, second, letter)
    return None


def _clock(hour: int, minute: int, second: int, letter: str = "") -> Token | None:
    minutes = minute_of_day(hour, minute, second)
    return Token(Form.CLOCK, minutes, letter=letter) if minutes is not None and minutes <= 25 * 60 else None


def _half_of(begins_in: str | None, ends_in: str | None, first: int, second: int) -> str:
    """Which of the hours that October repeats a range is of, where it names the season of its begin or its end."""
    if (begins_in is None and ends_in is None) or first >= _LATEST_REPEATED:
        return ""
    if begins_in is None and second <= first:
        return "a"  # it ends where the clocks were put back
    return "a" if _SUMMER_NAMES.fullmatch(begins_in or ends_in or "") else "b"


def tokens_of(cells: Sequence[Cell]) -> list[Token | None]:
    """The same for many cells; equal cells are looked at once."""
    known: dict[object, Token | None] = {}
    found = []
    marked = []
    for cell in cells:
        key = (cell.__class__, cell)
        if key not in known:
            known[key] = token = token_of(cell)
            if token is not None and token.letter:
                marked.append(str(cell))
        found.append(known[key])
    if marked and halves.numbers_halves(marked):
        return [None if token is not None and token.letter else token for token in found]
    return found


def main_form(tokens: Sequence[Token | None]) -> Form | None:
    """How most of `tokens` are written; None where there are none."""
    counts = Counter(token.form for token in tokens if token is not None)
    return counts.most_common(1)[0][0] if counts else None


@dataclass(frozen=True, slots=True)
class Numbering:
    """Periods by their place in the day: `index` from 0 (-1 where there is none), `step` in minutes.

    With `by_clock` they are named after the clock, else counted. `minutes` are times of day as they stand where
    those name the periods (-1 where there is none); else None. `base` is the number of the first period.
    """

    index: Integers
    step: int
    by_clock: bool = False
    minutes: Integers | None = None
    base: int = 1
    open: bool = False
    """Whether `step` is the likeliest of several: too few periods are there to tell."""
    second: npt.NDArray[np.bool_] | None = None
    """Periods that are named as the second of the hours that October repeats: 3B."""
    letters: halves.Letters | None = None
    """Which half of the hour that October repeats times of day are of, where any says so: see `halves`."""
    parts: int = 1
    """How many rows in turn name the same hour, where only their order tells its quarters or halves."""


def numbered(
    tokens: Sequence[Token | None],
    days: Days,
    header: str = "",
    base: int | None = None,
    quarters: Sequence[Token | None] | None = None,
    resolution: int | None = None,
) -> Numbering | None:
    """What `tokens` name on `days`; None where it is no numbering of periods. `quarters` stand beside hours.

    `resolution` is what a person chose, in minutes, for periods that do not tell themselves.
    """
    form = main_form(tokens)
    if form is Form.CLOCK:
        whole = {0: Token(Form.CLOCK, 0), 1: Token(Form.CLOCK, DAY)}
        tokens = [whole.get(t.first) if t is not None and t.form is Form.NUMBER else t for t in tokens]
    alike = [token if token is not None and token.form is form else None for token in tokens]
    first = np.array([-1 if token is None else token.first for token in alike], dtype=np.int64)
    second = np.array([-1 if token is None else token.second for token in alike], dtype=np.int64)
    known = first >= 0
    if not known.any():
        return None
    if form is Form.QUARTER:
        low, per_hour = _parts_of_hour(second[known])
        lowest = _first_hour(first[known], low)
        if base is not None and can_count_from(base, first, days, 60):
            lowest = base
        valid = known & (second >= low) & (second - low < per_hour)
        counted = np.where(valid, (first - lowest) * per_hour + second - low, -1)
        return Numbering(counted, 60 // per_hour, base=lowest)
    if form is Form.RANGE:
        lengths = Counter((second - first)[known].tolist())
        step = lengths.most_common(1)[0][0]
        if step not in RESOLUTIONS:
            return None
        later = np.array([token is not None and token.letter == halves.SECOND for token in alike], dtype=np.bool_)
        named_second = later if later.any() else None
        index = np.where(known, first // step, -1)
        return Numbering(index, step, by_clock=bool((first < DAY).all()), base=0, second=named_second)
    if form is Form.CLOCK:
        step = clock_step(first[known])
        few = len(np.unique(first[known])) < _TELLING
        chosen = resolution if few and resolution and not (first[known] % resolution).any() else step
        letters = halves.letters_of(["" if token is None else token.letter for token in alike])
        return Numbering(first, chosen, minutes=first, open=few and step > min(RESOLUTIONS), letters=letters)
    return _counted(_Counting(alike, first, days, header, quarters, resolution), base)


def starts_at_zero(header: str) -> bool:
    """Whether a header says that the numbers below it count from 0: Hora (0-23)."""
    return _ZERO_BASED.search(header) is not None


def _parts_of_hour(parts: Integers) -> tuple[int, int]:
    """The number of the first part of an hour and how many it has, as nearly all `parts` have it: quarters or halves.

    Two cells alone are no halves: nothing shows that the later quarters are not left out.
    """
    lowest = 0 if (parts == 0).mean() > _ODD else 1
    halves_alone = ((parts >= lowest) & (parts < lowest + 2)).mean() >= 1 - _ODD
    return lowest, 2 if halves_alone and len(parts) > 2 else 4


def _first_hour(hours: Integers, first_part: int) -> int:
    """The number of the first hour of a day, of which `hours` name parts that count from `first_part`.

    Hours whose parts count from 0 do so too, unless they begin with 1 or go up to 24.
    """
    if hours.min() <= 1 or hours.max() * 60 >= DAY:
        return int(hours.min() > 0)
    return first_part


def clock_step(minutes: Integers) -> int:
    """The market time unit that times of day are written in, in minutes."""
    steps = np.diff(np.unique(minutes))
    usual = int(np.bincount(steps).argmax()) if len(steps) else 60
    return usual if usual in RESOLUTIONS else 60


@dataclass(frozen=True, slots=True)
class _Counting:
    """Names that are counted: `numbers` of the `tokens` (-1 where there is none) on `days`, and what stands by them."""

    tokens: Sequence[Token | None]
    numbers: Integers
    days: Days
    header: str
    quarters: Sequence[Token | None] | None
    resolution: int | None


def _counted(names: _Counting, base: int | None) -> Numbering | None:
    """Numbers of periods, counted from `base` where the day has room for that; their length is what they show alone."""
    shown = _counted_from(names, None)
    if base is None or shown is None or shown.base == base:
        return shown
    chosen = _counted_from(names, base)
    length = 60 if names.quarters is not None else shown.step * shown.parts
    if chosen is None or chosen.parts != shown.parts or not can_count_from(base, names.numbers, names.days, length):
        return shown
    return replace(chosen, step=shown.step, open=shown.open)


def _counted_from(names: _Counting, base: int | None) -> Numbering | None:
    numbers, days, resolution = names.numbers, names.days, names.resolution
    known = numbers >= 0
    if base is None and (late := _late_zeros(numbers, days)) is not None:
        numbers, base = late, 1
    if base is None:
        base = 0 if starts_at_zero(names.header) or counts_from_zero(numbers, days) else 1
    index = np.where(known, numbers - base, -1)
    letters = np.array([token is not None and token.letter == halves.SECOND for token in names.tokens], dtype=np.bool_)
    second = letters if letters.any() else None
    if names.quarters is not None:
        parts = np.array([-1 if token is None else token.first for token in names.quarters], dtype=np.int64)
        lowest, per_hour = _parts_of_hour(parts[parts >= 0])
        valid = known & (parts >= lowest) & (parts < lowest + per_hour)
        counted = np.where(valid, index * per_hour + parts - lowest, -1)
        return Numbering(counted, 60 // per_hour, base=base, second=second)
    told = index[in_run(numbers, days) & (index >= 0)]  # one mistyped hour among hours makes no quarters of them
    count = int(told.max(initial=-1)) + 1
    if not 0 < count <= _LARGEST:
        return None
    if count <= 25:
        times = times_each(index, days)
        if times in (2, 4) and follow_each_other(index, days):
            return Numbering(np.where(known, in_parts(index, days, times), -1), 60 // times, base=base, parts=times)
        plain = words.folded(names.header)
        if any(word in plain for word in _QUARTER_WORDS) or not _QUARTER_NAMES.isdisjoint(plain.split()):
            return Numbering(index, 15, base=base)
        still_open = count < _FEWEST_HOURS and not time_words.names_hour(plain)
        step = resolution if still_open and resolution else 60
        return Numbering(index, step, base=base, open=still_open, second=second)
    still_open = count < _FEWEST_QUARTERS
    mistyped = len(told) < int(known.sum())  # it may be the last one, so that the others end before it
    by_rows = mistyped and count <= _HALF_HOURS[-1] and _rows_a_day(known, days) in _HALF_HOURS
    step = 30 if count in _HALF_HOURS or by_rows else 15
    if resolution and (still_open or step != 15) and (told * resolution < 25 * 60).mean() >= _CHOSEN:
        step = resolution
    return Numbering(index, step, base=base, open=still_open)


def _rows_a_day(known: npt.NDArray[np.bool_], days: Days) -> int:
    """How many `known` rows most days have; 0 without a day."""
    dated = days[known & ~np.isnat(days)]
    return int(np.bincount(np.unique(dated, return_counts=True)[1]).argmax()) if len(dated) else 0


def _late_zeros(numbers: Integers, days: Days) -> Integers | None:
    """`numbers` with each 0 as one more than the number above, where every 0 ends its day; else None."""
    known = np.flatnonzero(numbers >= 0)
    ordered, of_day = numbers[known], days[known]
    zeros = np.flatnonzero(ordered == 0)
    if not len(zeros) or zeros[0] == 0 or ordered[0] != 1:
        return None
    above = zeros - 1
    if (ordered[above] < _FEWEST_HOURS - 1).any() or (of_day[above] != of_day[zeros]).any():
        return None
    result = numbers.copy()
    result[known[zeros]] = ordered[above] + 1
    return result
