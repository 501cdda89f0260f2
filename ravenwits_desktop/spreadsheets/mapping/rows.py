"""From what a layout read to the rows of a draft: units, order, which end the labels name, totals, checks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ravenwits_desktop.domain import draft, periods, timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import CellProblem, Reading, ReadingOptions
from ravenwits_desktop.domain.reading_notes import BESIDE_READ, MADE_END, MADE_START
from ravenwits_desktop.domain.rows import Column, Problem, Rows, Severity
from ravenwits_desktop.domain.timegrid import Label, Minutes
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.title_day import FROM_NAME, NAME_DIFFERS
from ravenwits_desktop.spreadsheets.days.zones import in_zone, zone_warnings
from ravenwits_desktop.spreadsheets.faults import unreadable
from ravenwits_desktop.spreadsheets.layout import Context, Found, NamedZone, Series
from ravenwits_desktop.spreadsheets.layouts.weekdays import UNKNOWN_KIND
from ravenwits_desktop.spreadsheets.mapping.far_days import far_day_warnings
from ravenwits_desktop.spreadsheets.mapping.fixed_clocks import fixed_clock_warnings, winter_name_warnings
from ravenwits_desktop.spreadsheets.mapping.label_ends import (
    by_other_clock,
    by_written_clock,
    clock_doubts,
    label_evidence,
)
from ravenwits_desktop.spreadsheets.mapping.left_aside import left_aside
from ravenwits_desktop.spreadsheets.mapping.measured_values import measured_warnings
from ravenwits_desktop.spreadsheets.mapping.midnights import with_late_midnights
from ravenwits_desktop.spreadsheets.mapping.missing_days import missing_day_warnings
from ravenwits_desktop.spreadsheets.mapping.named_otherwise import Named, named_otherwise
from ravenwits_desktop.spreadsheets.mapping.off_grid import off_grid_warnings
from ravenwits_desktop.spreadsheets.mapping.origins import fingerprint_of, sources_of, traits_of
from ravenwits_desktop.spreadsheets.mapping.other_clock import clock_of_file, clocks_beside
from ravenwits_desktop.spreadsheets.mapping.other_sheets import with_unit_of_sheets
from ravenwits_desktop.spreadsheets.mapping.outside_units import with_outside_units
from ravenwits_desktop.spreadsheets.mapping.preview import grid_of
from ravenwits_desktop.spreadsheets.mapping.proportion import (
    proportion_warning,
    scale_for,
    with_unit_of_names,
)
from ravenwits_desktop.spreadsheets.mapping.repeated_labels import with_halves, with_repeated_ends, with_skipped_ends
from ravenwits_desktop.spreadsheets.mapping.resolutions import are_ranges, resolution_of
from ravenwits_desktop.spreadsheets.mapping.shown import price_warnings, sheet_warnings
from ravenwits_desktop.spreadsheets.mapping.signs import sign_warnings
from ravenwits_desktop.spreadsheets.mapping.sizes import (
    ALL_NEGATIVE,
    ALL_ZERO,
    MEAN_TOO_LARGE,
    MEAN_TOO_SMALL,
    METER_READINGS,
    counter_warnings,
    size_warnings,
)
from ravenwits_desktop.spreadsheets.mapping.slips import slips
from ravenwits_desktop.spreadsheets.mapping.sums import told_totals
from ravenwits_desktop.spreadsheets.periods.ordinals import HALVES_BY_ORDER
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.tables.hidden_columns import hidden_notes
from ravenwits_desktop.spreadsheets.tables.total_units import with_unit_of_totals
from ravenwits_desktop.spreadsheets.texts.times import Integers

TURNED_ROUND = QT_TRANSLATE_NOOP("Message", "The file runs backwards in time: its rows were turned round.")
SORTED = QT_TRANSLATE_NOOP("Message", "The rows were not in order of time: they were sorted.")
FROM_OFFSETS = QT_TRANSLATE_NOOP("Message", "The times say their offset from UTC: they are shown in {zone}.")
LABELS_END = QT_TRANSLATE_NOOP(
    "Message", "The times name the end of each period; the account is set to the start. They are sent as they stand."
)
LABELS_START = QT_TRANSLATE_NOOP(
    "Message", "The times name the start of each period; the account is set to the end. They are sent as they stand."
)
SHIFTED_TO_END = QT_TRANSLATE_NOOP(
    "Message", "The times name the start of each period: each was moved by one period, to its end."
)
SHIFTED_TO_START = QT_TRANSLATE_NOOP(
    "Message", "The times name the end of each period: each was moved by one period, to its start."
)
LABELS_UNKNOWN = QT_TRANSLATE_NOOP(
    "Message",
    "The file does not show whether its times name the start or the end of a period. They are sent as they stand.",
)
ONLY_WINTER = QT_TRANSLATE_NOOP(
    "Message",
    "The file has {label} only in winter time, on the day on which that hour occurs twice. Written without an offset "
    "it would be taken for the first of the two: add the first one.",
)
SKIPPED_HOUR = QT_TRANSLATE_NOOP(
    "Message", "Row {row} is empty and names an hour that the clocks skip: it was left out."
)
BOUNDED_END = QT_TRANSLATE_NOOP(
    "Message", "The file names the begin and the end of each period: each was labelled by its end."
)
BOUNDED_START = QT_TRANSLATE_NOOP(
    "Message", "The file names the begin and the end of each period: each was labelled by its start."
)

_NO_PURCHASE = frozenset(
    (
        *refusals.NO_POWER,
        refusals.SALE_CHOSEN,
        BESIDE_READ,
        UNKNOWN_KIND,
        METER_READINGS,
        MEAN_TOO_LARGE,
        MEAN_TOO_SMALL,
        ALL_ZERO,
        ALL_NEGATIVE,
    )
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a series came from."""

    file: str
    sheet: Sheet
    sheets: tuple[str, ...]
    sha256: str
    today: date
    beside: tuple[Sheet, ...] = ()
    """The sheets of the workbook that were read; one of notes may name the unit of another."""


def reading_of(found: Found, options: ReadingOptions, origin: Origin) -> Reading:
    """The reading of what was found. Raises `UnreadableFileError` where it is no purchase whatever the rows say."""
    series = found.series
    if options.account_zone is not None:
        if options.zone != options.account_zone and series.clock is None:
            series = replace(series, clock=NamedZone(options.zone, ""))
        options = replace(options, zone=options.account_zone)
    length = resolution_of(series, options.resolution)
    series = with_late_midnights(replace(series, warnings=(*series.warnings, *length.warnings)), length.minutes)
    clock = options.zone if series.clock is None else series.clock.zone
    if (series.labels or label_evidence(series.walls, length.minutes)) is Label.END:
        series = with_skipped_ends(with_repeated_ends(series, length.minutes, clock), length.minutes, clock)
    series = with_halves(series, clock)
    stated = series.labels
    series = in_zone(replace(series, labels=by_other_clock(series, length.minutes)), options.zone, length.minutes)
    seen = (*sheet_warnings(series, origin.sheet), *price_warnings(series, origin.sheet.name, origin.file))
    series = replace(series, warnings=(*series.warnings, *seen))
    series = with_outside_units(series, origin.sheet, length.minutes)
    series = with_unit_of_totals(series, length.minutes, options)
    if series.unit is None:  # the sheet's own name tells more than another sheet
        series = with_unit_of_names(series, length.minutes, options, origin.sheet.name)
    series = with_unit_of_sheets(series, length.minutes, options, origin.sheet, origin.beside)
    series = with_unit_of_names(series, length.minutes, options, origin.sheet.name, origin.file)
    resolution = length.minutes
    notes = [
        *series.notes,
        *hidden_notes(series, origin.sheet),
        *length.notes,
        *left_aside(series, origin.sheet, options),
    ]
    walls = timegrid.utc_to_wall(series.walls, options.zone) if series.explicit else series.walls
    market, by_file = walls, clock_of_file(series, walls)
    notes.extend(clocks_beside(series, bool(by_file) or series.converted, options.zone))
    own_labels = series.labels or by_written_clock(series, walls, resolution)
    evidence = options.label or own_labels
    label = evidence or options.account_label
    keep = _without_skipped_hour(series, walls, resolution, label, options.zone, notes)
    order = keep[_order(series, walls, resolution, options.zone, keep, notes)]
    if options.shift and not series.made:
        walls, label = _shifted(walls, order, resolution, label, options.zone)
        evidence = label
        notes.append(Message(SHIFTED_TO_END if label is Label.END else SHIFTED_TO_START))
    scale = scale_for(series, resolution, options, notes, (origin.file, origin.sheet))
    mw = scale.apply(series.values[order])
    if (odd := proportion_warning(mw, options)) is not None:
        series = replace(series, warnings=(*series.warnings, odd))
    rows = Rows(
        walls[order],
        mw,
        {
            (new, column): texts[old]
            for column, texts in ((Column.DATETIME, series.time_texts), (Column.PURCHASE, series.value_texts))
            if texts
            for new, old in enumerate(order.tolist())
            if old in texts
        },
    )
    instants = series.walls if series.explicit else series.instants
    if instants is not None:
        named = instants[order]
        if options.shift and not series.made:  # the other end of each period, after `label`
            named = named + timegrid.minutes(resolution if label is Label.END else -resolution)
        _check_instants(named, rows, options.zone)
    if series.explicit and not series.converted:
        notes.append(Message(FROM_OFFSETS, {"zone": options.zone}))
    if series.made:
        notes.append(_made_note(series, label))
    else:
        notes.extend(_label_notes(evidence, options))
    otherwise = Named()
    if not any(note.template in (NAME_DIFFERS, FROM_NAME) for note in notes):
        context = Context(origin.file, options, today=origin.today)
        otherwise = named_otherwise(rows.labels, resolution, label, origin.sheet, series, context)
    notes.extend(otherwise.notes)
    told = told_totals(series, length)
    notes.extend(told.notes)
    by_clock = stated is None and options.label is None and not series.made
    doubts = (
        *(clock_doubts(own_labels, market, resolution, options.zone) if by_clock else ()),
        *zone_warnings(origin.sheet, series, options.zone, origin.file),
        *fixed_clock_warnings(series, resolution, options.zone),
        *winter_name_warnings(series, origin.sheet, options.zone),
        *_order_warnings(series, walls, order, notes, options.zone),
        *counter_warnings(series, order),
        *sign_warnings(series, origin.sheet),
        *far_day_warnings(rows.labels, series.rows[order], origin.today),
        *size_warnings(rows),
        *otherwise.doubts,
        *measured_warnings(series, origin.sheet, order, rows, resolution, label),
        *missing_day_warnings(rows.labels, resolution, label),
        *off_grid_warnings(rows.labels, resolution),
    )
    series = replace(series, warnings=(*series.warnings, *told.warnings, *doubts))
    traits = traits_of(origin.sheet, series, resolution)
    return Reading(
        file=origin.file,
        sheet=origin.sheet.name,
        sheets=origin.sheets,
        layout=series.layout,
        column=series.column,
        candidates=series.candidates,
        labels=evidence,
        resolution=resolution,
        unit=series.unit or "MW",
        unit_stated=series.unit is not None,
        factor=scale.factor,
        rows=rows,
        source_rows=series.rows[order],
        problems=_problems(rows, resolution, label, options.zone, series, order),
        notes=tuple(notes),
        zone=options.zone,
        sha256=origin.sha256,
        evidence=found.evidence,
        grid=grid_of(origin.sheet, series),
        sources=sources_of(origin.sheet, series, order),
        traits=traits,
        fingerprint=fingerprint_of(traits),
        headers=series.headers,
        clock=clock if series.converted else "",
        clock_of_file=by_file,
        made_labels=series.made,
        own_labels=own_labels,
        label_question=_is_label_question(series, evidence, options),
        agrees_with_total=told.agree,
        time_column=series.time_column,
        period_column=series.period_column,
        out_of_proportion=odd,
        no_purchase=next((warning for warning in series.warnings if warning.template in _NO_PURCHASE), None),
        resolution_open=length.open,
    )


def _shifted(walls: Minutes, order: Integers, resolution: int, label: Label, zone: str) -> tuple[Minutes, Label]:
    """The labels of the other end of each period; one that cannot be read stays as it stands."""
    other = Label.START if label is Label.END else Label.END
    ordered = walls[order]
    moved = timegrid.labels(timegrid.read_labels(ordered, resolution, label, zone).starts, resolution, other, zone)
    shifted = walls.copy()
    shifted[order] = np.where(np.isnat(moved), ordered, moved)
    return shifted, other


def _without_skipped_hour(
    series: Series, walls: Minutes, resolution: int, label: Label, zone: str, notes: list[Message]
) -> Integers:
    """The indices of all rows but those without a value whose label March skips: some exports print them empty."""
    if not np.isnan(series.values).any():
        return np.arange(len(series.values))
    skipped = timegrid.read_labels(walls, resolution, label, zone).nonexistent & np.isnan(series.values)
    for index in np.flatnonzero(skipped).tolist():
        if index in series.value_texts:
            skipped[index] = False
        else:
            notes.append(Message(SKIPPED_HOUR, {"row": int(series.rows[index])}))
    return np.flatnonzero(~skipped)


def _order(
    series: Series, walls: Minutes, resolution: int, zone: str, keep: Integers, notes: list[Message]
) -> Integers:
    """The order in time of the rows `keep`. A row without a time stays behind the one it followed."""
    instants = (series.walls if series.instants is None else series.instants)[keep]
    if (
        not series.explicit
        and series.instants is None
        and (np.isnat(instants).any() or (np.diff(instants).astype(np.int64) <= 0).any())
    ):
        instants = timegrid.read_labels(walls[keep], resolution, Label.START, zone).starts
    known = np.flatnonzero(~np.isnat(instants))
    steps = np.diff(instants[known]).astype(np.int64)
    forward = np.arange(len(keep))
    if (steps >= 0).all():
        return forward
    if (steps <= 0).all():
        notes.append(Message(TURNED_ROUND))
        return forward[::-1]
    notes.append(Message(SORTED))
    before = np.zeros(len(keep), dtype=np.int64)
    before[known] = known
    behind = np.maximum.accumulate(before)
    keys = instants[behind].astype(np.int64)
    keys[np.isnat(instants[behind])] = np.iinfo(np.int64).min
    return np.lexsort((forward, keys))


def _order_warnings(
    series: Series, walls: Minutes, order: Integers, notes: list[Message], zone: str
) -> tuple[Message, ...]:
    """Rows in disorder do not tell the halves of October's repeated hour apart; days in disorder do."""
    if series.explicit or series.instants is not None or not any(note.template == SORTED for note in notes):
        return ()
    earlier, later = timegrid.wall_to_utc(walls[order], zone)
    repeated = np.flatnonzero(~np.isnat(earlier) & (earlier != later))
    for label in walls[order][repeated]:
        hours = walls[walls.astype("datetime64[D]") == label.astype("datetime64[D]")].astype("datetime64[h]")
        steps = np.diff(hours).astype(np.int64)
        if min((steps < 0).sum(), (steps > 0).sum()) > 1:
            return (Message(HALVES_BY_ORDER, {"label": label.item()}),)
    return ()


def _check_instants(instants: Minutes, rows: Rows, zone: str) -> None:
    """Refuse instants that their labels would not lead back to: the second of a repeated hour without the first."""
    read = timegrid.read_labels(rows.labels, periods.DEFAULT_RESOLUTION, Label.START, zone).starts
    wrong = np.flatnonzero(~np.isnat(instants) & (read != instants))
    if len(wrong):
        raise unreadable(ONLY_WINTER, label=rows.labels[wrong[0]].item())


def _made_note(series: Series, label: Label) -> Message:
    """How the labels came about: of numbers, or of a begin and an end that stand in one cell or in two."""
    if are_ranges(series):
        return Message(BOUNDED_END if label is Label.END else BOUNDED_START)
    return Message(MADE_END if label is Label.END else MADE_START)


def _label_notes(evidence: Label | None, options: ReadingOptions) -> list[Message]:
    if evidence is None:
        return [Message(LABELS_UNKNOWN)]
    if evidence is options.account_label:
        return []
    return [Message(LABELS_END if evidence is Label.END else LABELS_START)]


def _is_label_question(series: Series, evidence: Label | None, options: ReadingOptions) -> bool:
    return not series.made and not options.shift and evidence not in {None, options.account_label}


def _problems(
    rows: Rows, resolution: int, label: Label, zone: str, series: Series, order: Integers
) -> tuple[CellProblem, ...]:
    """What the checks of a draft say of the rows, told by the sheet's rows and headers."""
    names = {Column.DATETIME: series.time_column, Column.PURCHASE: series.column, None: None}

    def placed(problem: Problem) -> CellProblem:
        if problem.row is None:
            return CellProblem(None, names[problem.column], problem)
        old = int(order[problem.row])
        name = names[problem.column]
        if series.headings and series.columns is not None and problem.column is not None:
            name = series.headings.get(int(series.columns[old]), name)
        return CellProblem(int(series.rows[old]), name, problem)

    checked = draft.check(rows, resolution=resolution, label=label, zone=zone).problems
    slipped = slips(series.values, series.cells)
    new = {old: new for new, old in enumerate(order.tolist()) if old in slipped} if slipped else {}
    sizes = [Problem(new[old], Column.PURCHASE, Severity.WARNING, said) for old, said in slipped.items() if old in new]
    whole = [Problem(None, None, Severity.WARNING, warning) for warning in series.warnings]
    return tuple(map(placed, (*checked, *sizes, *whole)))
