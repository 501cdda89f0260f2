"""The layouts that are recognised, one file each; of those that fit equally well the first wins."""

from ravenwits_desktop.spreadsheets.layout import Recogniser
from ravenwits_desktop.spreadsheets.layouts.bids import recognise_bids
from ravenwits_desktop.spreadsheets.layouts.date_ranges import recognise_date_ranges
from ravenwits_desktop.spreadsheets.layouts.day_columns import recognise_day_columns
from ravenwits_desktop.spreadsheets.layouts.long import recognise_long
from ravenwits_desktop.spreadsheets.layouts.meters import recognise_meters
from ravenwits_desktop.spreadsheets.layouts.metrics import recognise_metrics
from ravenwits_desktop.spreadsheets.layouts.months import recognise_months, recognise_whole_months
from ravenwits_desktop.spreadsheets.layouts.numbered_weekdays import recognise_numbered_weekdays
from ravenwits_desktop.spreadsheets.layouts.outline import recognise_outline
from ravenwits_desktop.spreadsheets.layouts.parts_of_day import recognise_parts_of_day
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.layouts.quantities_across import recognise_quantities_across
from ravenwits_desktop.spreadsheets.layouts.quantities_below import recognise_quantities_below
from ravenwits_desktop.spreadsheets.layouts.quarters_across import recognise_quarters_across
from ravenwits_desktop.spreadsheets.layouts.stacked import recognise_stacked
from ravenwits_desktop.spreadsheets.layouts.unnamed_hours import recognise_unnamed_hours
from ravenwits_desktop.spreadsheets.layouts.weekdays import recognise_weekdays
from ravenwits_desktop.spreadsheets.layouts.weeks import recognise_weeks
from ravenwits_desktop.spreadsheets.layouts.wide import recognise_wide

LAYOUTS: tuple[Recogniser, ...] = (
    recognise_meters,
    recognise_bids,
    recognise_quantities_below,
    recognise_quarters_across,
    recognise_weeks,
    recognise_numbered_weekdays,
    recognise_stacked,
    recognise_date_ranges,  # before a column of moments beside its ranges, of when each row was changed
    recognise_long,
    recognise_quantities_across,
    recognise_wide,
    recognise_day_columns,
    recognise_outline,
    recognise_parts_of_day,
    recognise_whole_months,
    recognise_period_rows,
    recognise_metrics,
    recognise_weekdays,
    recognise_months,
    recognise_unnamed_hours,
)
