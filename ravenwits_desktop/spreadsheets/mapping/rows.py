"""From what a layout read to the rows of a draft: units, order, which end the labels name, totals, checks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ravenwits_desktop.domain import draft, timegrid
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message
from ravenwits_desktop.domain.reading import CellProblem, Reading, ReadingOptions
from ravenwits_desktop.domain.reading_notes import BESIDE_READ, MADE_END, MADE_START
from ravenwits_desktop.domain.rows import Column, Problem, Rows, Severity
from ravenwits_desktop.domain.timegrid import Floats, Label
from ravenwits_desktop.spreadsheets import refusals
from ravenwits_desktop.spreadsheets.days.dates import FROM_UTC
from ravenwits_desktop.spreadsheets.days.day_of_table import is_told_above, is_told_by_name
from ravenwits_desktop.spreadsheets.days.title_day import FROM_NAME, NAME_DIFFERS
from ravenwits_desktop.spreadsheets.days.zones import in_zone, zone_warnings
from ravenwits_desktop.spreadsheets.layout import Context, Found, NamedZone, Series
from ravenwits_desktop.spreadsheets.layouts.weekdays import UNKNOWN_KIND
from ravenwits_desktop.spreadsheets.mapping.block_titles import block_warnings
from ravenwits_desktop.spreadsheets.mapping.far_days import far_day_warnings
from ravenwits_desktop.spreadsheets.mapping.fixed_clocks import fixed_clock_warnings, winter_name_warnings
from ravenwits_desktop.spreadsheets.mapping.label_ends import (
    by_other_clock,
    clock_doubts,
    label_evidence,
)
from ravenwits_desktop.spreadsheets.mapping.left_aside import left_aside
from ravenwits_desktop.spreadsheets.mapping.left_dates import left_date_warnings
from ravenwits_desktop.spreadsheets.mapping.measured_values import measured_warnings, states_of
from ravenwits_desktop.spreadsheets.mapping.midnights import with_late_midnights
from ravenwits_desktop.spreadsheets.mapping.missing_days import missing_day_warnings
from ravenwits_desktop.spreadsheets.mapping.named_otherwise import OF_FILE, Named, named_otherwise
from ravenwits_desktop.spreadsheets.mapping.off_grid import off_grid_warnings
from ravenwits_desktop.spreadsheets.mapping.origins import fingerprint_of, sources_of, traits_of
from ravenwits_desktop.spreadsheets.mapping.other_sheets import with_unit_of_sheets
from ravenwits_desktop.spreadsheets.mapping.other_titles import title_warnings
from ravenwits_desktop.spreadsheets.mapping.outside_units import with_outside_units
from ravenwits_desktop.spreadsheets.mapping.preview import grid_of
from ravenwits_desktop.spreadsheets.mapping.proportion import (
    proportion_warning,
    scale_for,
    with_unit_of_names,
)
from ravenwits_desktop.spreadsheets.mapping.repeated_labels import with_halves, with_repeated_ends, with_skipped_ends
from ravenwits_desktop.spreadsheets.mapping.resolutions import are_ranges, resolution_of
from ravenwits_desktop.spreadsheets.mapping.row_times import Timed, check_instants, order_warnings, timed_rows
from ravenwits_desktop.spreadsheets.mapping.shown import hidden_year_warnings, price_warnings, sheet_warnings
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
from ravenwits_desktop.spreadsheets.mapping.unread_days import unread_day_warnings
from ravenwits_desktop.spreadsheets.sheet import Sheet
from ravenwits_desktop.spreadsheets.tables.across import SAYS_OFFSET
from ravenwits_desktop.spreadsheets.tables.hidden_columns import hidden_notes
from ravenwits_desktop.spreadsheets.tables.total_units import with_unit_of_totals
from ravenwits_desktop.spreadsheets.texts.times import Integers

FROM_OFFSETS = QT_TRANSLATE_NOOP("Message", "The times say their offset from UTC: they are shown in {zone}.")
LABELS_END = QT_TRANSLATE_NOOP(
    "Message", "The times name the end of each period; the account is set to the start. They are sent as they stand."
)
LABELS_START = QT_TRANSLATE_NOOP(
    "Message", "The times name the start of each period; the account is set to the end. They are sent as they stand."
)
LABELS_UNKNOWN = QT_TRANSLATE_NOOP(
    "Message",
    "The file does not show whether its times name the start or the end of a period. They are sent as they stand, as "
    "if they were what the account sends: look whether they are.",
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
    series, options = _by_clock_of_account(found.series, options)
    length = resolution_of(series, options.resolution)
    resolution = length.minutes
    series = replace(series, warnings=(*series.warnings, *length.warnings))
    series, clock = _with_readable_times(series, options.zone, resolution)
    stated = series.labels
    series = in_zone(replace(series, labels=by_other_clock(series, resolution)), options.zone, resolution)
    series = _with_unit(series, options, resolution, origin)
    notes = [
        *series.notes,
        *hidden_notes(series, origin.sheet),
        *length.notes,
        *left_aside(series, origin.sheet, options),
    ]
    timed = timed_rows(series, options, resolution, notes)
    scale = scale_for(series, resolution, options, notes, (origin.file, origin.sheet))
    mw = scale.apply(series.values[timed.order])
    if (odd := proportion_warning(mw, options)) is not None:
        series = replace(series, warnings=(*series.warnings, odd))
    rows = _rows_of(series, timed, mw)
    check_instants(series, timed, rows, options, resolution)
    notes.extend(_notes_on_labels(series, timed, options))
    otherwise = _otherwise(rows, resolution, timed.label, series, options, origin, notes)
    notes.extend(otherwise.notes)
    told = told_totals(series, length)
    notes.extend(told.notes)
    by_clock = stated is None and options.label is None and not series.made
    begun = rows.labels - timegrid.minutes(resolution if timed.label is Label.END else 0)
    states = states_of(series, origin.sheet, timed.order, begun, np.isfinite(rows.mw), origin.today)
    doubts = (
        *(clock_doubts(timed.own, timed.market, resolution, options.zone) if by_clock else ()),
        *((Message(LABELS_UNKNOWN),) if timed.evidence is None and not series.made else ()),
        *zone_warnings(origin.sheet, series, options.zone, origin.file),
        *fixed_clock_warnings(series, resolution, options.zone),
        *winter_name_warnings(series, origin.sheet, options.zone),
        *order_warnings(series, timed.walls, timed.order, notes, options.zone),
        *counter_warnings(series, timed.order, resolution),
        *sign_warnings(series, origin.sheet),
        *hidden_year_warnings(series, origin.sheet, rows.labels, origin.today),
        *far_day_warnings(rows.labels, series.rows[timed.order], origin.today),
        *size_warnings(rows),
        *otherwise.doubts,
        *measured_warnings(states),
        *block_warnings(series, origin.sheet),
        *title_warnings(series, origin.sheet, origin.file),
        *missing_day_warnings(rows.labels, resolution, timed.label),
        *unread_day_warnings(series, origin.sheet),
        *left_date_warnings(series, origin.sheet, timed.walls, resolution, timed.label),
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
        labels=timed.evidence,
        resolution=resolution,
        unit=series.unit or "MW",
        unit_stated=series.unit is not None,
        factor=scale.factor,
        rows=rows,
        source_rows=series.rows[timed.order],
        problems=_problems(rows, resolution, timed.label, options.zone, series, timed.order),
        notes=tuple(notes),
        zone=options.zone,
        sha256=origin.sha256,
        evidence=found.evidence,
        grid=grid_of(origin.sheet, series),
        sources=sources_of(origin.sheet, series, timed.order),
        traits=traits,
        fingerprint=fingerprint_of(traits),
        headers=series.headers,
        clock=clock if series.converted else "",
        clock_of_file=timed.by_file,
        made_labels=series.made,
        own_labels=timed.own,
        label_question=_is_label_question(series, timed.evidence, options),
        agrees_with_total=told.agree,
        time_column=series.time_column,
        period_column=series.period_column,
        out_of_proportion=odd,
        no_purchase=next((warning for warning in series.warnings if warning.template in _NO_PURCHASE), None),
        states=states,
        resolution_open=length.open,
        day_open=is_told_above(series.notes),
        day_from_name=is_told_by_name(series.notes),
    )


def _otherwise(
    rows: Rows,
    resolution: int,
    label: Label,
    series: Series,
    options: ReadingOptions,
    origin: Origin,
    notes: list[Message],
) -> Named:
    """What titles and names say of other days; what `notes` told of the file's name goes where it is a doubt."""
    file = "" if any(note.template == FROM_NAME for note in notes) else origin.file
    context = Context(file, options, today=origin.today)
    said = named_otherwise(rows.labels, resolution, label, origin.sheet, series, context)
    told = [note for note in notes if note.template == NAME_DIFFERS]
    if told and any(doubt.template in OF_FILE for doubt in said.doubts):
        notes[:] = [note for note in notes if note not in told]
    return replace(said, notes=()) if told else said


def _by_clock_of_account(series: Series, options: ReadingOptions) -> tuple[Series, ReadingOptions]:
    """Another zone that a person chose is the clock of the file; what is sent goes by the clock of the account."""
    if options.account_zone is None:
        return series, options
    if options.zone != options.account_zone and series.clock is None:
        series = replace(series, clock=NamedZone(options.zone, ""))
    return series, replace(options, zone=options.account_zone)


def _with_readable_times(series: Series, zone: str, resolution: int) -> tuple[Series, str]:
    """The series with midnights, ends and halves of October's hour that follow from its order; and its clock."""
    series = with_late_midnights(series, resolution)
    clock = zone if series.clock is None else series.clock.zone
    if (series.labels or label_evidence(series.walls, resolution)) is Label.END:
        series = with_skipped_ends(with_repeated_ends(series, resolution, clock), resolution, clock)
    return with_halves(series, clock), clock


def _with_unit(series: Series, options: ReadingOptions, resolution: int, origin: Origin) -> Series:
    """The series with the unit that its surroundings name, the nearest first, and what the sheet says against it."""
    seen = (*sheet_warnings(series, origin.sheet), *price_warnings(series, origin.sheet.name, origin.file))
    series = replace(series, warnings=(*series.warnings, *seen))
    series = with_outside_units(series, origin.sheet, resolution)
    series = with_unit_of_totals(series, resolution, options)
    if series.unit is None:  # the sheet's own name tells more than another sheet
        series = with_unit_of_names(series, resolution, options, origin.sheet.name)
    series = with_unit_of_sheets(series, resolution, options, origin.sheet, origin.beside)
    return with_unit_of_names(series, resolution, options, origin.sheet.name, origin.file)


def _rows_of(series: Series, timed: Timed, mw: Floats) -> Rows:
    """The rows in order of time, with the texts of the cells that could not be read."""
    return Rows(
        timed.walls[timed.order],
        mw,
        {
            (new, column): texts[old]
            for column, texts in ((Column.DATETIME, series.time_texts), (Column.PURCHASE, series.value_texts))
            if texts
            for new, old in enumerate(timed.order.tolist())
            if old in texts
        },
    )


def _notes_on_labels(series: Series, timed: Timed, options: ReadingOptions) -> list[Message]:
    """Where the labels are from and which end of each period they name."""
    told = series.converted or any(note.template in (FROM_UTC, SAYS_OFFSET) for note in series.notes)
    shown = [Message(FROM_OFFSETS, {"zone": options.zone})] if series.explicit and not told else []
    if series.made:
        return [*shown, _made_note(series, timed.label)]
    if timed.evidence in (None, options.account_label):
        return shown
    return [*shown, Message(LABELS_END if timed.evidence is Label.END else LABELS_START)]


def _made_note(series: Series, label: Label) -> Message:
    """How the labels came about: of numbers, or of a begin and an end that stand in one cell or in two."""
    if are_ranges(series):
        return Message(BOUNDED_END if label is Label.END else BOUNDED_START)
    return Message(MADE_END if label is Label.END else MADE_START)


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
