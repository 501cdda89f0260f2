"""The layouts that are recognised, one file each."""

from ravenwits_desktop.spreadsheets.layout import Recogniser
from ravenwits_desktop.spreadsheets.layouts.long import recognise_long

LAYOUTS: tuple[Recogniser, ...] = (recognise_long,)
