"""Writes one market day, or three, in every layout. It shares no code with the importer: its clock is `zoneinfo`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

MADRID = ZoneInfo("Europe/Madrid")
Cells = list[list[Any]]


@dataclass(frozen=True)
class Period:
    """A period of the market: its start (UTC), its length, its number in its day (from 1) and its value, MW."""

    start: datetime
    step: int
    number: int
    mw: float

    @property
    def begin(self) -> datetime:
        """Its start by the clock."""
        return self.start.astimezone(MADRID).replace(tzinfo=None)

    @property
    def end(self) -> datetime:
        """Its end by the clock."""
        return (self.start + timedelta(minutes=self.step)).astimezone(MADRID).replace(tzinfo=None)

    @property
    def day(self) -> date:
        """Its market day."""
        return self.begin.date()

    @property
    def offset(self) -> str:
        """The offset of its start, as +01:00."""
        text = self.start.astimezone(MADRID).strftime("%z")
        return f"{text[:3]}:{text[3:]}"

    @property
    def summer(self) -> bool:
        """Whether its end lies in summer time."""
        return bool((self.start + timedelta(minutes=self.step)).astimezone(MADRID).dst())


def periods_of(first: date, days: int, step: int) -> list[Period]:
    """Every period of some market days. No two values are alike and none is a whole number."""
    found = []
    for count in range(days):
        day = first + timedelta(days=count)
        start = datetime(day.year, day.month, day.day, tzinfo=MADRID).astimezone(UTC)
        after = day + timedelta(days=1)
        end = datetime(after.year, after.month, after.day, tzinfo=MADRID).astimezone(UTC)
        number = 0
        while start < end:
            number += 1
            found.append(Period(start, step, number, round(20.25 + len(found) * 0.75 + number % 7 * 0.001, 3)))
            start += timedelta(minutes=step)
    return found


def by_day(periods: list[Period]) -> dict[date, list[Period]]:
    """The periods of each day."""
    days: dict[date, list[Period]] = {}
    for period in periods:
        days.setdefault(period.day, []).append(period)
    return days


def hour_and_quarter(period: Period) -> str:
    per_hour = 60 // period.step
    return f"H{(period.number - 1) // per_hour + 1}Q{(period.number - 1) % per_hour + 1}"


def long_end(periods: list[Period]) -> Cells:
    return [["Fecha y hora", "Compra (MW)"], *([period.end, period.mw] for period in periods)]


def long_start(periods: list[Period]) -> Cells:
    return [["Datetime", "Purchase [MW]", "Price EUR/MWh"], *([period.begin, period.mw, 50.5] for period in periods)]


def long_backwards(periods: list[Period]) -> Cells:
    return [["Fecha y hora", "Compra (MW)"], *([period.end, period.mw] for period in reversed(periods))]


def numbered(periods: list[Period]) -> Cells:
    rows = [["ES1", f"{period.day:%d/%m/%Y}", period.number, period.mw * 1000, "R"] for period in periods]
    return [["CUPS", "Fecha", "Periodo", "Consumo (kW)", "Estado"], *rows]


def numbered_with_total(periods: list[Period]) -> Cells:
    rows: Cells = [["Programa del cliente (MW)"], [], ["Data", "Hora", "Programa"]]
    rows += [[period.day.strftime("%Y-%m-%d"), period.number, period.mw] for period in periods]
    return [*rows, ["Total", None, round(sum(period.mw for period in periods), 3)], ["* provisional"]]


def hours_and_quarters(periods: list[Period]) -> Cells:
    per_hour = 60 // periods[0].step
    rows = [
        [
            period.day.strftime("%Y-%m-%d"),
            (period.number - 1) // per_hour,
            (period.number - 1) % per_hour + 1,
            period.mw,
        ]
        for period in periods
    ]
    return [["Dia", "Horas 0-23", "Cuarto 1-4", "P. Demandada (MW)"], *rows]


def named_quarters(periods: list[Period]) -> Cells:
    rows = [[period.day.strftime("%Y%m%d"), hour_and_quarter(period), period.mw] for period in periods]
    return [["Fecha", "Periodo", "Potencia (MW)"], *rows]


def clock_beside(periods: list[Period]) -> Cells:
    rows = [[period.end.strftime("%Y/%m/%d"), period.end.strftime("%H:%M"), period.mw] for period in periods]
    return [["Data", "Hora", "Consumo (MW)"], *rows]


def ranges(periods: list[Period]) -> Cells:
    rows = [
        [f"{period.begin:%d.%m.%Y}", f"{period.begin:%H:%M} - {period.begin + timedelta(minutes=period.step):%H:%M}",
         period.mw] for period in periods
    ]  # fmt: skip
    return [["", "Hours", "Load [MW]"], *rows]


def date_ranges(periods: list[Period]) -> Cells:
    rows = []
    for period in periods:
        end = period.begin + timedelta(minutes=period.step)
        rows.append([f"{period.begin:%d.%m.%Y %H:%M} - {end:%d.%m.%Y %H:%M}", period.mw, "n/e"])
    return [["MTU (CET/CEST)", "Actual Total Load [MW]", "Forecast"], *rows]


def begin_and_end(periods: list[Period]) -> Cells:
    rows = [[period.begin, period.begin + timedelta(minutes=period.step), period.mw] for period in periods]
    return [["Datum von", "Datum bis", "Netzlast [MW]"], *rows]


def offsets(periods: list[Period]) -> Cells:
    rows = [[f"{period.begin:%Y-%m-%dT%H:%M:%S}{period.offset}", period.mw] for period in periods]
    return [["datetime", "Demand (MW)"], *rows]


def stacked(periods: list[Period]) -> Cells:
    rows = []
    for identifier, name, factor in ((1, "Demanda real", 2), (10027, "Demanda programada", 1), (460, "Otra", 3)):
        for period in periods:
            stamp = f"{period.begin:%Y-%m-%dT%H:%M:%S}{period.offset}"
            rows.append([identifier, name, None, None, period.mw * factor, stamp])
    return [["id", "name", "geoid", "geoname", "value", "datetime"], *rows]


def logger(periods: list[Period]) -> Cells:
    factor = periods[0].step / 60 * 1000
    rows = [
        [f"{period.end:%Y%m%d%H%M%S}", 0, round(period.mw * factor, 6), "S" if period.summer else "W"]
        for period in reversed(periods)
    ]
    return [["Planta:", 20], ["Fecha:", "Energía Exportada (kWh)", "Energía Importada (kWh)", "E"], *rows]


def _wide(periods: list[Period], names: Callable[[int], Any], extra: int) -> Cells:
    """A row for each day, as many columns as the longest day that a form foresees."""
    count = 24 * 60 // periods[0].step + extra
    rows: Cells = [["Fecha", *(names(number) for number in range(1, count + 1)), "Total", "Nota"]]
    for day, members in by_day(periods).items():
        values = [period.mw for period in members] + [None] * (count - len(members))
        rows.append([f"{day:%d/%m/%Y}", *values, round(sum(period.mw for period in members), 3), "ok"])
    return rows


def wide_numbers(periods: list[Period]) -> Cells:
    return [["Programa de compra (MW)"], *_wide(periods, lambda number: number, 60 // periods[0].step)]


def wide_named(periods: list[Period]) -> Cells:
    per_hour = 60 // periods[0].step

    def name(number: int) -> str:
        hour = f"H{(number - 1) // per_hour + 1}"
        return hour if per_hour == 1 else f"{hour}Q{(number - 1) % per_hour + 1}"

    return [["Programa de compra (MW)"], *_wide(periods, name, per_hour)]


def wide_by_clock(periods: list[Period]) -> Cells:
    """Columns 0 to 23: the hour that March skips is empty. October cannot be written so."""
    per_hour = 60 // periods[0].step
    rows: Cells = [["Compra (MW)"], ["Fecha", *range(24 * per_hour)]]
    for day, members in by_day(periods).items():
        values: list[Any] = [None] * (24 * per_hour)
        for period in members:
            values[period.begin.hour * per_hour + period.begin.minute // period.step] = period.mw
        rows.append([f"{day:%Y-%m-%d}", *values])
    return rows


def metrics(periods: list[Period]) -> Cells:
    """One day: the first of `periods`."""
    day, members = next(iter(by_day(periods).items()))
    per_hour = 60 // periods[0].step
    labels = [hour_and_quarter(period) if per_hour > 1 else period.number for period in members]
    return [
        ["OMIE", f"Fecha Emisión :{day - timedelta(days=1):%d/%m/%Y} - 13:25", None, f"{day:%d/%m/%Y}"],
        [],
        [None, *labels],
        ["Precio marginal en el sistema español (EUR/MWh)", *(50.25 for _ in members)],
        ["Potencia total de compra sistema español (MW)", *(period.mw for period in members)],
        ["Potencia total de venta sistema español (MW)", *(period.mw + 1 for period in members)],
        ["Potencia total de compra sistema portugués (MW)", *(period.mw / 2 for period in members)],
    ]


def day_columns(periods: list[Period]) -> Cells:
    days = by_day(periods)
    longest = max(map(len, days.values()))
    rows: Cells = [["Compras (MW)"], ["Periodo", *(f"{day:%d/%m/%Y}" for day in days)]]
    for number in range(1, longest + 1):
        values = [members[number - 1].mw if number <= len(members) else None for members in days.values()]
        rows.append([number, *values])
    return rows


ALL: dict[str, Callable[[list[Period]], Cells]] = {
    maker.__name__: maker
    for maker in (
        long_end, long_start, long_backwards, numbered, numbered_with_total, hours_and_quarters, named_quarters,
        clock_beside, ranges, date_ranges, begin_and_end, offsets, stacked, logger, wide_numbers, wide_named,
        wide_by_clock, metrics, day_columns,
    )
}  # fmt: skip
LAYOUT = {
    "long_end": "long", "long_start": "long", "long_backwards": "long", "offsets": "long", "begin_and_end": "long",
    "logger": "long", "numbered": "date and period", "numbered_with_total": "date and period",
    "hours_and_quarters": "date and period", "named_quarters": "date and period", "clock_beside": "date and period",
    "ranges": "date and period", "date_ranges": "ranges of dates and times", "stacked": "stacked series",
    "wide_numbers": "a row for each day", "wide_named": "a row for each day", "wide_by_clock": "a row for each day",
    "metrics": "a row for each quantity", "day_columns": "a column for each day",
}  # fmt: skip
AS_THEY_STAND = {"long_start": "begin", "offsets": "begin", "stacked": "begin"}
"""Layouts whose labels are those of the file, whatever the account says: the others are ends, or are made."""
