"""Readings that a person has confirmed: what makes a file one of the same kind, and what has changed about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from ravenwits_desktop.domain.clocks import clock_name
from ravenwits_desktop.domain.kept_doubts import DOUBTS, doubts_seen, other_states, pattern_of
from ravenwits_desktop.domain.kept_headers import (
    HEADER_FACTS,
    have_headers,
    header_facts,
    headers_of,
    other_headers,
    renamed,
    resemble,
    values_alone_renamed,
)
from ravenwits_desktop.domain.kept_periods import other_periods
from ravenwits_desktop.domain.kept_sheets import (
    SHEET_FACTS,
    kept_sheet,
    other_rivals,
    other_sheet,
    sheet_facts,
    with_day,
)
from ravenwits_desktop.domain.kept_sizes import SIZE_FACTS, other_sizes, size_facts, size_remark
from ravenwits_desktop.domain.kept_units import differ_in_unit
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import Grid, Question, Reading, ReadingOptions
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.domain.usual import mean_mw
from ravenwits_desktop.domain.written import decimal_of, month_first_of

ACCOUNT_ZONE = ""
"""As the zone of kept options: whatever zone the account has when they are used."""
_LIKE_TRAITS = 3
_HEADERS, _UNIT = "headers", "unit"

OTHER_LAYOUT = QT_TRANSLATE_NOOP("Message", "The table was laid out as “{before}”, now it is “{now}”.")
OTHER_COLUMN = QT_TRANSLATE_NOOP("Message", "The values were taken from “{before}”, now from “{now}”.")
OTHER_RESOLUTION = QT_TRANSLATE_NOOP("Message", "There was one value per {before} minutes, now one per {now}.")
OTHER_UNIT = QT_TRANSLATE_NOOP("Message", "The values were in {before}, now in {now}.")
NO_UNIT = QT_TRANSLATE_NOOP("Message", "no unit that is named")
OTHER_LABELS = QT_TRANSLATE_NOOP("Message", "The times named {before} of each period, now {now}.")
THE_END = QT_TRANSLATE_NOOP("Message", "the end")
THE_START = QT_TRANSLATE_NOOP("Message", "the start")
EITHER_END = QT_TRANSLATE_NOOP("Message", "either end")
OTHER_TRAIT = QT_TRANSLATE_NOOP("Message", "What tells the {trait} was “{before}”, now it is “{now}”.")
OFFSET_SAID = QT_TRANSLATE_NOOP(
    "Message", "The times said no offset from UTC, now they do, or the file says one: they are converted."
)
OFFSET_UNSAID = QT_TRANSLATE_NOOP(
    "Message", "The times said their offset from UTC, now they do not: they are taken as the clock of the account."
)
SEASON_SAID = QT_TRANSLATE_NOOP("Message", "A column now tells summer time from winter time.")
SEASON_UNSAID = QT_TRANSLATE_NOOP("Message", "No column tells summer time from winter time any more.")
OTHER_DATES = QT_TRANSLATE_NOOP("Message", "The dates had {before} first, now {now}.")
THE_DAY = QT_TRANSLATE_NOOP("Message", "the day")
THE_MONTH = QT_TRANSLATE_NOOP("Message", "the month")
OTHER_ACCOUNT = QT_TRANSLATE_NOOP(
    "Message", "The account labelled periods by {before} when this reading was confirmed, now by {now}."
)
SHOWN_NOW = QT_TRANSLATE_NOOP(
    "Message", "The file shows by itself what had to be asked before, and it is not what was answered then."
)
OTHER_DELIMITER = QT_TRANSLATE_NOOP("Message", "The columns were parted by {before}, now by {now}.")
SEMICOLONS = QT_TRANSLATE_NOOP("Message", "semicolons")
COMMAS = QT_TRANSLATE_NOOP("Message", "commas")
TABS = QT_TRANSLATE_NOOP("Message", "tabs")
CELLS = QT_TRANSLATE_NOOP("Message", "the cells of a workbook")
OTHER_DECIMAL = QT_TRANSLATE_NOOP("Message", "The numbers had a decimal {before}, now a decimal {now}.")
A_COMMA = QT_TRANSLATE_NOOP("Message", "comma")
A_POINT = QT_TRANSLATE_NOOP("Message", "point")
OTHER_CLOCK = QT_TRANSLATE_NOOP(
    "Message", "The account had the clock of {before} when this reading was confirmed, now it has that of {now}."
)
KEPT_CLOCK = QT_TRANSLATE_NOOP("Message", "Its times are read by the clock of {zone}, as was chosen for such files.")
LEFT_CLOCK = QT_TRANSLATE_NOOP(
    "Message", "The clock of {before} was chosen for such files, this one is read by that of {now}."
)
NO_LONGER_FITS = QT_TRANSLATE_NOOP("Message", "What was chosen for such files does not fit this one: {reason}")
_DECIMAL = "decimal sign"
_FACTS = (_DECIMAL, *SHEET_FACTS, *DOUBTS, *HEADER_FACTS, *SIZE_FACTS)
"""Facts that are kept behind the traits of a reading: they do not make a file another kind, but are told."""
_DELIMITERS = {";": SEMICOLONS, ",": COMMAS, "\t": TABS, "": CELLS}
_SIGNS = {Decimal.COMMA.value: A_COMMA, Decimal.POINT.value: A_POINT}
_TEMPLATES = {"layout": OTHER_LAYOUT, "resolution": OTHER_RESOLUTION}
_WHEN = ("before", "now")
_ENDS = {Label.END: THE_END, Label.START: THE_START, None: EITHER_END}


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A confirmed reading, for the next file of the same kind.

    `fingerprint` and `traits` are those of the reading as it was confirmed, the latter with its sheet and decimal sign;
    `plain` is the fingerprint of the same file read with nothing chosen, empty where that asked a question. `pattern`
    is that of the file's name. `options` are what the person chose, with `ACCOUNT_ZONE` where the zone was the
    account's, as `account_zone` that one, as `usual_mw` the mean of the values that were confirmed, MW, and as
    `usual_month_first` the order of day and month that was seen or chosen.
    `labels` is what the file's times named. Times are UTC.
    """

    id: str
    name: str
    fingerprint: str
    plain: str
    pattern: str
    traits: tuple[tuple[str, str], ...]
    options: ReadingOptions
    labels: Label | None = None
    created: datetime | None = None
    used: datetime | None = None
    uses: int = 0

    @property
    def chosen(self) -> bool:
        """Whether anything has to be chosen to read such a file this way."""
        options = self.options
        nothing = ReadingOptions(
            account_label=options.account_label,
            account_zone=options.account_zone,
            zone=options.zone,
            usual_mw=options.usual_mw,
            usual_month_first=options.usual_month_first,
        )
        return self.options != nothing or self.options.zone != ACCOUNT_ZONE


def _facts(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What is kept of a reading beside its traits, and what is compared."""
    sign = decimal_of(reading)
    return (
        (_DECIMAL, sign.value if sign is not None else ""),
        *doubts_seen(reading),
        *header_facts(reading),
        *size_facts(reading),
    )


def kept(
    reading_id: str,
    reading: Reading,
    options: ReadingOptions,
    plain: str,
    account_zone: str,
    *,
    rivals: Iterable[str] = (),
    sheet_of_day: bool = False,
) -> KeptReading:
    """What is kept of a reading that a person has confirmed, read with `options`.

    `rivals` are the sheets from which the one that was chosen had to be. A day that was chosen is none of the next
    file, and so is a sheet that says its day.
    """
    pattern = pattern_of(reading.file)
    if options.zone == account_zone:
        options = replace(options, zone=ACCOUNT_ZONE)
    order = options.month_first if options.month_first is not None else month_first_of(reading)
    usual = mean_mw(reading.rows.mw) or None
    options = replace(
        options, account_zone=account_zone, usual_mw=usual, usual_month_first=order, usual_unit=None, day=None
    )
    if sheet_of_day:
        options = replace(options, sheet=None)
    labels = reading.own_labels or (_other_end(reading.labels) if options.shift else reading.labels)
    of_sheet = sheet_facts(reading, rivals if options.sheet is not None else None, of_day=sheet_of_day)
    traits = (*reading.traits, *_facts(reading), *of_sheet)
    return KeptReading(
        reading_id, pattern.replace("#", "…"), reading.fingerprint, plain, pattern, traits, options, labels
    )


def _other_end(label: Label | None) -> Label | None:
    """The end that a label does not name."""
    return None if label is None else Label.START if label is Label.END else Label.END


def without_sheet_of_day(kept_reading: KeptReading, names_day: Callable[[str], bool]) -> KeptReading:
    """A kept reading without the choice of a sheet whose name says a day, as `names_day` tells."""
    options, traits = kept_reading.options, dict(kept_reading.traits)
    sheet = options.sheet or kept_sheet(traits)
    if sheet is None or not names_day(sheet):
        return kept_reading
    return replace(kept_reading, options=replace(options, sheet=None), traits=tuple(with_day(traits).items()))


def applied(kept_reading: KeptReading, options: ReadingOptions) -> ReadingOptions:
    """The kept choices for the account and retailer of now, whose label, zone and usual mean `options` have.

    An order of day and month that was chosen is the usual one now, and no more: the tool may write another one by now.
    Where no unit was chosen then, that of the file was confirmed, or MW. That the other end of each period be sent was
    said to an account that is set so: to another one it says nothing.
    """
    zone = kept_reading.options.zone or options.zone
    same_end = kept_reading.options.account_label is options.account_label
    confirmed = dict(kept_reading.traits).get(_UNIT) or "MW"
    return replace(
        kept_reading.options,
        month_first=None,
        usual_unit=confirmed if kept_reading.options.unit is None else None,
        zone=zone,
        shift=kept_reading.options.shift and same_end,
        account_zone=options.account_zone,
        account_label=options.account_label,
        usual_mw=options.usual_mw,
    )


def same_kind(readings: Iterable[KeptReading], reading: Reading) -> KeptReading | None:
    """The kept reading of files like this one, read with nothing chosen; the one used last where there are several.

    A file whose unit had to be asked for, and that of the next day by now is known, is one of the kind of the former.
    """
    known = list(readings)
    found = [each for each in known if reading.fingerprint in (each.plain, each.fingerprint if not each.plain else "")]
    if not found and not reading.unit_stated:
        traits = _without_unit(reading.traits)
        found = [
            each for each in known if each.options.unit and not each.plain and _without_unit(each.traits) == traits
        ]
    return max(found, key=_last_used, default=None)


def _without_unit(traits: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What tells a kind of file from others but for its unit."""
    return {name: value for name, value in traits if name not in (_UNIT, *_FACTS)}


def likely(readings: Iterable[KeptReading], file: str, question: Question | None) -> list[KeptReading]:
    """Kept readings that may know the answer, those of files with such a name first, the ones used last first.

    They do where something was chosen, or where `question` is the order of day and month and the files showed theirs,
    or the unit and they were confirmed without one.
    """
    pattern = pattern_of(file)
    chosen = [
        each
        for each in readings
        if each.chosen
        or (question is Question.DATE_ORDER and each.options.usual_month_first is not None)
        or (question is Question.UNIT and each.options.unit is None)
    ]
    return sorted(chosen, key=lambda each: (each.pattern == pattern, _last_used(each)), reverse=True)


def of_the_same_name(readings: Iterable[KeptReading], file: str) -> list[KeptReading]:
    """Kept readings of files with such a name, the ones used last first."""
    pattern = pattern_of(file)
    return sorted((each for each in readings if each.pattern == pattern), key=_last_used, reverse=True)


def with_its_place(kept_reading: KeptReading, options: ReadingOptions, *, sheet: bool) -> ReadingOptions:
    """The kept choices, and the column that was read then, whether it was chosen or the only one; so its `sheet`.

    A unit that was confirmed without a question is none of them: the file is another kind.
    """
    chosen, known = replace(applied(kept_reading, options), usual_unit=None), dict(kept_reading.traits)
    if chosen.column is None:
        chosen = replace(chosen, column=headers_of(known).of_values)
    return replace(chosen, sheet=kept_sheet(known)) if sheet and chosen.sheet is None else chosen


def has_such_headers(kept_reading: KeptReading, grid: Grid | None) -> bool:
    """Whether the headers of a file, of which only the first cells are known, are mostly those of a kept reading.

    Without cells that cannot be told: then they may be.
    """
    if grid is None or grid.header_row not in grid.numbers:
        return True
    return have_headers(headers_of(dict(kept_reading.traits)), grid.texts[grid.numbers.index(grid.header_row)])


def nearest(readings: Iterable[KeptReading], reading: Reading) -> KeptReading | None:
    """The kept reading that this one resembles most without being of its kind; None where it resembles none."""
    pattern = pattern_of(reading.file)
    like = [each for each in readings if each.pattern == pattern or resembles(each, reading)]
    return max(like, key=lambda each: (each.pattern == pattern, -len(differences(each, reading))), default=None)


def differences(before: KeptReading, reading: Reading, usual_mw: float | None = None) -> tuple[Message, ...]:
    """What is not as it was, in words; empty for a file of the same kind.

    Its size is held against `usual_mw`, the mean of the retailer's last submission in MW, which is nearer in time and
    of the same retailer; where that is not known, against the mean of the values that were confirmed. A reading that
    is `out_of_proportion` says so by itself.
    """
    old, new = dict(before.traits), dict((*reading.traits, *_facts(reading)))
    columns = headers_of(old), headers_of(new)
    found = list(other_headers(*columns))
    for trait in dict.fromkeys((*old, *new)):
        was, now = old.get(trait, ""), new.get(trait, "")
        if was == now or trait in (_HEADERS, *_FACTS):
            continue
        if trait == _UNIT:
            found.append(Message(OTHER_UNIT, {"before": was or Message(NO_UNIT), "now": now or Message(NO_UNIT)}))
        elif trait == "delimiter":
            values = {"before": _delimiter(was), "now": _delimiter(now)}
            found.append(Message(OTHER_DELIMITER, values))
        elif trait == "column":
            if renamed(*columns).get(was) != now:
                found.append(
                    Message(OTHER_COLUMN, {"before": columns[0].values or "–", "now": columns[1].values or "–"})
                )
        elif trait == "periods":
            found.extend(other_periods(was, now))
        elif trait == "offset":
            found.append(Message(OFFSET_SAID if now else OFFSET_UNSAID))
        elif trait == "season":
            found.append(Message(SEASON_SAID if now else SEASON_UNSAID))
        elif trait in _TEMPLATES:
            found.append(Message(_TEMPLATES[trait], {"before": was or "–", "now": now or "–"}))
        else:
            found.append(Message(OTHER_TRAIT, {"trait": trait, "before": was or "–", "now": now or "–"}))
    found.extend(other_states(old, reading))
    found.extend(other_sizes(old, before.options.usual_mw, reading, usual_mw))
    orders = before.options.usual_month_first, month_first_of(reading)
    if None not in orders and orders[0] is not orders[1]:
        was, now = (THE_MONTH if order else THE_DAY for order in orders)
        found.append(Message(OTHER_DATES, {"before": Message(was), "now": Message(now)}))
    found.extend(other_sheet(old, reading.sheet))
    found.extend(_other_facts(old, new))
    if names_the_other_end(before, reading):
        ends = before.labels, reading.own_labels
        found.append(Message(OTHER_LABELS, {name: Message(_ENDS[end]) for name, end in zip(_WHEN, ends, strict=True)}))
    return tuple(found)


def _delimiter(sign: str) -> Message | str:
    """What parts the columns of a file, in words; the sign itself where it has no name."""
    return Message(_DELIMITERS[sign]) if sign in _DELIMITERS else f"“{sign}”"


def remark_on_size(before: KeptReading, reading: Reading, usual_mw: float | None) -> Message | None:
    """What is said of a file of a kept kind whose values are much larger or smaller, and not so much that it stops."""
    return size_remark(before.options.usual_mw, reading, usual_mw)


def kept_clock(before: KeptReading, options: ReadingOptions) -> str | None:
    """The clock that was chosen for such files, where `options` read one by another; else None."""
    chosen = before.options.zone
    return chosen if chosen not in (ACCOUNT_ZONE, options.zone) else None


def said_of_clock(before: KeptReading, options: ReadingOptions) -> tuple[Message, ...]:
    """Which clock a file is read by that is not as those before, where one was chosen for those.

    A chosen clock goes on by itself for files of the very kind alone: of a changed one it is said.
    """
    if before.options.zone in (ACCOUNT_ZONE, options.account_zone):
        return ()
    if kept_clock(before, options) is None:
        return (Message(KEPT_CLOCK, {"zone": clock_name(options.zone)}),)
    clocks = clock_name(before.options.zone), clock_name(options.zone)
    return (Message(LEFT_CLOCK, dict(zip(_WHEN, clocks, strict=True))),)


def _other_facts(old: dict[str, str], now: dict[str, str]) -> Iterable[Message]:
    """What is said of another decimal sign, where both files show theirs."""
    signs = old.get(_DECIMAL), now[_DECIMAL]
    if all(signs) and signs[0] != signs[1]:
        yield Message(
            OTHER_DECIMAL, {name: Message(_SIGNS[sign or ""]) for name, sign in zip(_WHEN, signs, strict=True)}
        )


def chosen_from_others(before: KeptReading, reading: Reading, rivals: Iterable[str]) -> tuple[Message, ...]:
    """What is said where the sheet that was chosen for such files stands beside other ones than then, `rivals`."""
    return tuple(other_rivals(dict(before.traits), reading.sheet, rivals)) if before.options.sheet is not None else ()


def no_longer_fits(reason: Message) -> Message:
    """What is said of a file for which the choices of those before do not hold, for a `reason`."""
    return Message(NO_LONGER_FITS, {"reason": reason})


def names_the_other_end(before: KeptReading, reading: Reading) -> bool:
    """Whether the file shows by itself that its labels name the other end than those of the files before.

    What was answered for those, to shift them or that they are starts, must then not be done to this one.
    """
    ends = before.labels, reading.own_labels
    return not reading.made_labels and None not in ends and ends[0] is not ends[1]


def outgrown(before: KeptReading, plain: Reading, chosen: Reading) -> tuple[Message, ...]:
    """Whether a file that is read without a question (`plain`) contradicts the answer that had to be given before.

    A decimal comma, once told of numbers that could be read both ways, must not be forced on a file with points. A unit
    is not shown by a file that names none, see `kept_units`.
    """
    same = before.plain or plain.rows == chosen.rows or differ_in_unit(plain, chosen)
    return () if same else (Message(SHOWN_NOW),)


def other_account(before: KeptReading, options: ReadingOptions) -> tuple[Message, ...]:
    """Whether the account labels periods in another way, or by another clock, than when the reading was confirmed."""
    found = []
    was, now = before.options.account_label, options.account_label
    if was is not now:
        found.append(Message(OTHER_ACCOUNT, {"before": Message(_ENDS[was]), "now": Message(_ENDS[now])}))
    clocks = before.options.account_zone, options.account_zone
    if before.options.zone == ACCOUNT_ZONE and None not in clocks and clocks[0] != clocks[1]:
        found.append(Message(OTHER_CLOCK, dict(zip(_WHEN, clocks, strict=True))))
    return tuple(found)


def has_other_headers(before: KeptReading, reading: Reading) -> bool:
    """Whether the headers of a file are not those of the files before."""
    return dict(before.traits).get(_HEADERS) != dict(reading.traits).get(_HEADERS)


def resembles(before: KeptReading, reading: Reading) -> bool:
    """Whether a file is of the kind of a kept reading, changed: its columns are, and not much else differs.

    A column that only has another unit, and that of the periods, count as the same whatever they are called now. Values
    under another name are those before where nothing else but their unit differs, and they are no prices.
    """
    old, new = dict(before.traits), dict((*reading.traits, *_facts(reading)))
    columns = headers_of(old), headers_of(new)
    alike = resemble(*columns)
    if not alike and (reading.no_purchase is not None or not values_alone_renamed(*columns)):
        return False
    differing = [trait for trait in {*old, *new} - {_HEADERS, *_FACTS} if old.get(trait, "") != new.get(trait, "")]
    if renamed(*columns).get(columns[0].column) == columns[1].column and "column" in differing:
        differing.remove("column")
    return len(differing) <= _LIKE_TRAITS if alike else set(differing) <= {_UNIT}


def _last_used(each: KeptReading) -> float:
    return each.used.timestamp() if each.used is not None else 0.0
