"""What a person has chosen about a file, in parts that can be clicked where the sentence does not tell them."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QCoreApplication

from ravenwits_desktop.domain.clocks import clock_name
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.ui import words
from ravenwits_desktop.ui.importing.sentence import Part, Sentence, html_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def chosen_parts(options: ReadingOptions) -> list[Part]:
    """A clause for each choice, the one that the others depend on first; none for what is left to the file."""
    found = []
    if options.sheet is not None:
        found.append(Part(_tr("sheet “{sheet}”").format(sheet=options.sheet), "sheet"))
    if options.header_row is not None:
        found.append(Part(_tr("headers in row {row}").format(row=options.header_row), "header_row"))
    if options.date_column is not None:
        found.append(Part(_tr("times from “{column}”").format(column=options.date_column), "date_column"))
    if options.hour_column is not None:
        found.append(Part(_tr("periods from “{column}”").format(column=options.hour_column), "hour_column"))
    if options.period_base is not None:
        found.append(Part(_tr("numbered from {base}").format(base=options.period_base), "period_base"))
    if options.column is not None:
        found.append(Part(_tr("values from “{column}”").format(column=options.column), "column"))
    if options.label is not None:
        end, start = _tr("times are the end of each period"), _tr("times are the start of each period")
        found.append(Part(end if options.label is Label.END else start, "label"))
    if options.account_zone is not None and options.zone != options.account_zone:
        city = clock_name(options.zone).rpartition("/")[2].replace("_", " ")
        found.append(Part(_tr("{city} time").format(city=city), "zone"))
    if options.decimal is not None:
        found.append(Part(_tr("decimal comma") if options.decimal == "," else _tr("decimal point"), "decimal"))
    if options.month_first is not None:
        found.append(
            Part(_tr("the month before the day") if options.month_first else _tr("the day first"), "month_first")
        )
    if options.day is not None:
        found.append(Part(_tr("the day {day}").format(day=words.day(str(options.day))), "day"))
    if options.unit is not None:
        found.append(Part(_tr("values in {unit}").format(unit=options.unit), "unit"))
    if options.resolution is not None:
        found.append(Part(_tr("one value per {minutes} minutes").format(minutes=options.resolution), "resolution"))
    return found


def with_choices(said: Sentence, options: ReadingOptions, told: Container[str] = ()) -> Sentence:
    """`said` and behind it what was chosen, but for the settings that it has links for, and those in `told`."""
    left = [each for each in chosen_parts(options) if each.setting not in said.links and each.setting not in told]
    if not left:
        return said
    template = _tr("You chose: {choices}.")
    return Sentence(
        f"{said.plain} {template.format(choices=', '.join(each.text for each in left))}",
        f"{said.html} {template.format(choices=', '.join(map(html_of, left)))}",
        (*said.links, *(each.setting for each in left)),
    )
