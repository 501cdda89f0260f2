"""The layouts that are recognised, one file each; of those that fit equally well the first wins."""

from ravenwits_desktop.spreadsheets.layout import Recogniser
from ravenwits_desktop.spreadsheets.layouts.date_ranges import recognise_date_ranges
from ravenwits_desktop.spreadsheets.layouts.long import recognise_long
from ravenwits_desktop.spreadsheets.layouts.period_rows import recognise_period_rows
from ravenwits_desktop.spreadsheets.layouts.stacked import recognise_stacked

LAYOUTS: tuple[Recogniser, ...] = (recognise_long, recognise_period_rows, recognise_date_ranges, recognise_stacked)
