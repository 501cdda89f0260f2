"""Units of something else near the values; labels and zones that a person changes; several columns of times."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from ravenwits_desktop.domain.reading import Question, ReadingOptions, UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label, format_labels
from ravenwits_desktop.spreadsheets.days.date_order import DateQuestionError
from ravenwits_desktop.spreadsheets.days.dates import time_columns
from ravenwits_desktop.spreadsheets.layout import Context
from tests.spreadsheets import corpus
from tests.spreadsheets.builders import read, text, times
from tests.spreadsheets.test_mistaken import warnings_of

QUARTERS = range(1, 97)


def wide(header: str, total: float, *above: list[Any]) -> bytes:
    """Days of quarters across, 10 MW all day, with what stands behind them; a day has 240 MWh."""
    rows = [[f"{day}/11/2026", *([10] * 96), total] for day in (24, 25)]
    return text([*above, ["Fecha", *QUARTERS, header], *rows])


@pytest.mark.parametrize("header", ["Total MWh", "Total (MWh)", "Energía (MWh)", "MWh"])
def test_the_energy_of_a_day_of_powers_is_no_unit_of_them(header: str) -> None:
    for above in ([], [["Programa (MW)"]]):
        reading = read(wide(header, 240, *above))
        assert (reading.rows.mw[0], reading.energy_mwh, reading.agrees_with_total) in (
            (10, 480, True),
            (10, 480, None),
        )


def test_the_plain_sum_of_energies_gives_their_unit() -> None:
    reading = read(wide("Total MWh", 960))
    assert (reading.rows.mw[0], reading.unit_stated) == (40, True)


def test_a_total_that_is_neither_says_so() -> None:
    reading = read(wide("Total MWh", 250))
    assert (reading.rows.mw[0], reading.agrees_with_total) == (10, False)


@pytest.mark.parametrize(
    "above",
    [
        [["Compra diaria: 320.0 MWh"]],
        [["Energía total (MWh)", 320.5], ["Potencia contratada (kW)", 50000]],
        [["Potencia contratada (kW) 50000"]],
    ],
)
def test_the_unit_of_an_amount_above_is_not_that_of_the_table(above: list[list[Any]]) -> None:
    rows = [[moment, 10.5] for moment in times(24)]
    assert (read(text([*above, ["Fecha", "Programa"], *rows])).rows.mw[0]) == 10.5


def test_a_title_with_a_unit_and_a_year_is_heard() -> None:
    rows = [[moment, 10.5] for moment in times(96, 15)]
    assert read(text([["Programa en MWh", 2026], ["Fecha", "Programa"], *rows])).rows.mw[0] == 42


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 3, 29), date(2026, 10, 25)])
@pytest.mark.parametrize("step", [60, 15])
def test_instants_can_be_sent_by_the_other_end_of_their_periods(day: date, step: int) -> None:
    periods = corpus.periods_of(day, 1, step)
    rows = [[f"{period.begin:%Y-%m-%dT%H:%M:%S}{period.offset}", period.mw] for period in periods]
    content = text([["datetime", "Demanda MW"], *rows])
    shifted = read(content, shift=True, account_label=Label.END)
    assert format_labels(shifted.rows.labels) == [f"{period.end:%Y-%m-%d %H:%M}" for period in periods]
    assert shifted.rows.mw.tolist() == [period.mw for period in periods]


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 7, 1)])
def test_times_of_a_chosen_zone_are_converted_to_that_of_the_account(day: date) -> None:
    rows = [[period.end, period.mw] for period in corpus.periods_of(day, 1, 60)]
    content = text([["Data/Hora", "MW"], *rows])
    plain = read(content, account_zone="Europe/Madrid")
    lisbon = read(content, zone="Europe/Lisbon", account_zone="Europe/Madrid")
    assert lisbon.zone == "Europe/Madrid"
    np.testing.assert_array_equal(lisbon.rows.labels, plain.rows.labels + np.timedelta64(60, "m"))
    assert lisbon.rows.mw.tolist() == plain.rows.mw.tolist()
    assert any("those of Europe/Lisbon and converted to Europe/Madrid" in str(note) for note in lisbon.notes)
    assert read(content, zone="Europe/Lisbon").zone == "Europe/Lisbon"


def test_an_amount_below_the_table_is_no_unit() -> None:
    first = times(1)[0]
    rows = [[first + timedelta(hours=hour), 10.5] for hour in range(24)]
    reading = read(text([["Fecha", "Programa"], *rows, ["Contratado: 50000 kW", ""]]))
    assert (reading.rows.mw[0], warnings_of(reading)) == (10.5, "")


def api_of(day: date) -> list[list[Any]]:
    """An hour a row, as the web service of the system operator answers."""
    return [
        [period.mw, f"{period.begin:%Y-%m-%dT%H:%M:%S}.000{period.offset}", f"{period.start:%Y-%m-%dT%H:%M:%S}Z"]
        for period in corpus.periods_of(day, 1, 60)
    ]


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 3, 29), date(2026, 10, 25)])
def test_of_columns_of_the_same_times_the_one_with_offsets_is_read(day: date) -> None:
    rows = api_of(day)
    periods = corpus.periods_of(day, 1, 60)
    for header, table in (
        (["value", "datetime", "datetime_utc"], rows),
        (["datetime_utc", "MW", "datetime"], [[row[2], row[0], row[1]] for row in rows]),
        (["", "value", "datetime", "datetime_utc", "tz_time"], [[at, *row, row[2]] for at, row in enumerate(rows)]),
    ):
        reading = read(text([header, *table]))
        assert format_labels(reading.rows.labels) == [f"{period.begin:%Y-%m-%d %H:%M}" for period in periods]
        assert reading.rows.mw.tolist() == [period.mw for period in periods]


def test_when_a_row_was_updated_names_no_period() -> None:
    rows = [[moment, 10.5, moment + timedelta(hours=2)] for moment in times(24)]
    reading = read(text([["Fecha y hora", "MW", "UpdateTime"], *rows]))
    assert format_labels(reading.rows.labels)[0] == "2026-11-24 01:00"


def test_a_day_that_only_the_american_order_brings_near_is_asked_about() -> None:
    tomorrow = date(2026, 12, 2)
    rows = [[f"{tomorrow.month:02}/{tomorrow.day:02}/{tomorrow.year}", hour, 10.5] for hour in range(1, 25)]
    found = Context("a.csv", ReadingOptions(), today=tomorrow - timedelta(days=1))
    cells = [row[0] for row in rows]
    with pytest.raises(DateQuestionError):
        time_columns([cells], found)
    assert time_columns([cells], Context("a.csv", ReadingOptions(), today=date(2026, 2, 11)))


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2026, 3, 29), date(2026, 11, 24)])
def test_a_status_that_is_the_same_in_both_seasons_tells_no_season(day: date) -> None:
    periods = corpus.periods_of(day, 1, 15)
    rows = [[f"{period.begin:%d.%m.%Y}", f"{period.begin:%H:%M}", period.mw, "W"] for period in periods]
    reading = read(text([["Datum", "Uhrzeit", "MW", "Status"], *rows]))
    assert format_labels(reading.rows.labels) == [f"{period.begin:%Y-%m-%d %H:%M}" for period in periods]
    assert reading.rows.mw.tolist() == [period.mw for period in periods]
    usual = float(np.mean([period.mw for period in periods]))
    reading = read(text([["Datum", "Uhrzeit", "Wert", "Status"], *rows]), usual_mw=usual)
    assert (reading.rows.mw.tolist(), reading.unit_stated) == ([period.mw for period in periods], False)
    assert read(text([["Datum", "Uhrzeit", "Wert", "Einheit"], *rows])).unit == "W"


@pytest.mark.parametrize("together", [True, False])
def test_halves_of_the_repeated_hour_before_their_minutes(together: bool) -> None:
    periods = corpus.periods_of(date(2026, 10, 25), 1, 60)
    names = [f"{hour:02}:00" for hour in (0, 1)] + ["2A:00", "2B:00"] + [f"{hour:02}:00" for hour in range(3, 24)]
    rows = [
        [f"2026-10-25 {name}", period.mw] if together else ["2026-10-25", name, period.mw]
        for name, period in zip(names, periods, strict=True)
    ]
    reading = read(text([["Hora", "MW"] if together else ["Fecha", "Hora", "MW"], *rows]))
    assert (len(reading.rows), [found.problem.severity.value for found in reading.problems]) == (25, [])
    assert reading.rows.mw.tolist() == [period.mw for period in periods]


@pytest.mark.parametrize(
    ("header", "unit"), [("Leistung/kW", "kW"), ("Energie/kWh", "kWh"), ("Energía / kWh", "kWh"), ("Last/MW", "MW")]
)
def test_a_quantity_over_its_unit_is_no_price_and_in_that_unit(header: str, unit: str) -> None:
    reading = read(text([["Fecha", header], *([moment, 3200] for moment in times(24))]))
    assert (reading.column, reading.unit, reading.unit_stated, warnings_of(reading)) == (header, unit, True, "")
    assert reading.rows.mw.tolist() == [3200 * reading.factor] * 24


@pytest.mark.parametrize("header", ["Compra/kW", "Fahrplan/kW", "Acquisto/GWh", "Energie kWh/¼h"])
def test_a_stroke_that_may_mean_anything_is_asked_about(header: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(text([["Fecha", header], *([moment, 32] for moment in times(24))]))
    assert asked.value.question is Question.UNIT


@pytest.mark.parametrize("header", ["Coste energía/MWh", "Precio energía/MWh", "EUR/MWh", "Compra/MWh"])
def test_what_is_paid_for_a_unit_stays_a_price(header: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(text([["Fecha", header], *([moment, 32] for moment in times(24))]))
    assert asked.value.question is Question.COLUMN


@pytest.mark.parametrize(
    "header",
    [
        "Programa (MW x 10)",
        "Compra (MW×10)",
        "Compra (10 x kWh)",
        "1,5 x kW",
        "kW x 1,5",
        "Compra (1000 kWh)",
        "Compra 1.000 kWh",
        "Compra (kWh·1000)",
        "Compra (kWh (1000))",
        "Compra (kWh e3)",
        "Compra (100 kW)",
        "Compra (0,1 MWh)",
        "Compra (MWh(x10))",
        "Compra (10 MW)",
        "Compra [5 MW]",
        "Compra en 20 kW",
        "Compra (MW(h))",
        "Potencia (x100 kW)",
        "Compra x100kW",
        "Compra (x 0,1 MW)",
        "Compra (kW) /100",
        "Compra (MW) x10",
        "Compra [kWh] * 1.000",
        "Compra (1/10 MWh)",
        "Energía (cientos de kWh)",
        "Energía (décimas de MWh)",
        "Centenas de kilovatios",
        "Zehntel MWh",
        "dixièmes de MWh",
        "millones de kWh",
        "hundreds of kWh",
        "Compra (MW) multiplicada por 10",
    ],
)
def test_some_number_of_a_unit_is_asked_about(header: str) -> None:
    with pytest.raises(UnreadableFileError) as asked:
        read(text([["Fecha", header], *([moment, 32] for moment in times(24))]))
    assert asked.value.question is Question.UNIT


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    "said", ["Valores en MW multiplicados por 10", "Werte multipliziert mit 10.", "Values divided by 100", "x100 kW"]
)
def test_a_title_that_says_that_values_are_multiplied_is_asked_about(said: str, below: bool) -> None:
    table: list[list[Any]] = [["Fecha", "Compra"], *([moment, 32] for moment in times(24))]
    with pytest.raises(UnreadableFileError) as asked:
        read(text([*table, [], [said]] if below else [[said], *table]))
    assert asked.value.question is Question.UNIT
    assert said in str(asked.value)


@pytest.mark.parametrize("said", ["Energía multiplicada por 4 (MW)", "Consumo dividido entre 3 sedes"])
def test_what_is_multiplied_to_give_power_or_among_sites_is_no_question(said: str) -> None:
    assert read(text([[said], ["Fecha", "Compra (MW)"], *([moment, 32] for moment in times(24))])).rows.mw[0] == 32


@pytest.mark.parametrize("header", ["Compra (MW) x 1", "Compra (MW) /1", "Compra (MW) (24 x 1 h)", "Compra (MW): 10"])
def test_a_number_behind_a_unit_that_multiplies_nothing_is_no_question(header: str) -> None:
    assert read(text([["Fecha", header], *([moment, 32] for moment in times(24))])).rows.mw[0] == 32


def test_a_unit_times_one_is_that_unit() -> None:
    for once in ("kW x 1", "1 x kW"):
        rows = [["Fecha", f"Compra ({once})"], *([moment, 3200] for moment in times(24))]
        assert read(text(rows)).rows.mw[0] == 3.2


@pytest.mark.parametrize(
    ("spelled", "unit"),
    [
        ("kilowattheures", "kWh"),
        ("kilowattora", "kWh"),
        ("kilowattore", "kWh"),
        ("chilowattora", "kWh"),
        ("kilowatt ora", "kWh"),
        ("quilowatt-hora", "kWh"),
        ("kilowatts-heure", "kWh"),
        ("Kilowattimmar", "kWh"),
        ("kilovatios horarios", "kWh"),
        ("mégawattheures", "MWh"),
        ("megawattora", "MWh"),
        ("MEGAWATTORE", "MWh"),
        ("megawatts-hora", "MWh"),
        ("gigawattheure", "GWh"),
        ("chilowatt", "kW"),
        ("quilowatts", "kW"),
        ("Megawatt, ora 1", "MW"),
        ("Megawatts hour ending", "MW"),
    ],
)
def test_units_spelled_out_are_power_or_energy_in_every_language(spelled: str, unit: str) -> None:
    reading = read(text([["Fecha", f"Consumo ({spelled})"], *([moment, 0.005] for moment in times(96, 15))]))
    assert (reading.unit, reading.unit_stated, len(reading.rows)) == (unit, True, 96)
    factor = {"k": 0.001, "M": 1, "G": 1000}[unit[0]] * (4 if unit.endswith("h") else 1)
    assert reading.rows.mw.tolist() == pytest.approx([0.005 * factor] * 96)


def test_kilowatts_by_the_hour_are_no_unit() -> None:
    for header in ("Consumo (kW/h)", "Consumo (kilovatios/hora)"):
        with pytest.raises(UnreadableFileError) as asked:
            read(text([["Fecha", header], *([moment, 32] for moment in times(24))]))
        assert asked.value.question is Question.UNIT


@pytest.mark.parametrize("place", ["title", "title across", "row of units", "column of units", "note"])
@pytest.mark.parametrize("unit", ["100 kW", "0,1 MWh", "kWh x 1000"])
@pytest.mark.parametrize("usual", [None, 32.0])
def test_some_number_of_a_unit_is_never_dropped_wherever_it_stands(place: str, unit: str, usual: float | None) -> None:
    rows: list[list[Any]] = [[moment, 32] for moment in times(24)]
    match place:
        case "title":
            rows = [[f"Valores en {unit}"], ["Fecha", "Compra"], *rows]
        case "title across":
            days = (["24/11/2026", *[32] * 24], ["25/11/2026", *[32] * 24])
            rows = [[f"Compra ({unit})"], ["Fecha", *range(1, 25)], *days]
        case "row of units":
            rows = [["Fecha", "Compra"], ["", unit], *rows]
        case "column of units":
            rows = [["Fecha", "Compra", "Unidad"], *([*row, unit] for row in rows)]
        case _:
            rows = [["Fecha", "Compra"], *rows, [], [f"Valores en {unit}"]]
    with pytest.raises(UnreadableFileError) as asked:
        read(text(rows), "a.csv", usual_mw=usual)
    assert asked.value.question in (Question.UNIT, Question.COLUMN)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("MWh per hour", "MW"),
        ("MWh por hora", "MW"),
        ("MWh/hora", "MW"),
        ("MWh pro Stunde", "MW"),
        ("MWh/Std.", "MW"),
        ("MWh par heure", "MW"),
        ("MWh all'ora", "MW"),
        ("kWh per hour", "kW"),
        ("MW-h", "MWh"),
        ("kW-h", "kWh"),
        ("MWh 2026", "MWh"),
        ("24/11/2026 MWh", "MWh"),
        ("semana 48 MWh", "MWh"),
    ],
)
def test_energy_by_the_hour_is_power_and_a_line_between_makes_it_energy(header: str, unit: str) -> None:
    reading = read(text([["Fecha", f"Compra ({header})"], *([moment, 0.5] for moment in times(96, 15))]))
    assert (reading.unit, reading.unit_stated) == (unit, True)


OF_THE_CONTRACT = [
    "Pérdidas en kWh",
    "Potencia contratada (kW)",
    "Vertragsleistung in kW",
    "Losses, kWh",
]


@pytest.mark.parametrize("title", OF_THE_CONTRACT)
@pytest.mark.parametrize("below", [False, True])
def test_a_title_about_the_tariff_the_contract_or_losses_says_no_unit_of_the_purchase(title: str, below: bool) -> None:
    said: list[list[Any]] = [["Fecha", "Compra"], *([moment, 32] for moment in times(24))]
    rows = [*said, [], [title]] if below else [[title], *said]
    with pytest.raises(UnreadableFileError) as asked:
        read(text(rows), "a.csv")
    assert asked.value.question is Question.UNIT
    assert title in str(asked.value)
    assert read(text(rows), "a.csv", usual_mw=30.0).rows.mw[0] == 32
    priced = [["Tarifa 6.1 (kW)"], *said]
    assert read(text(priced), "a.csv").unit_stated is False
    named = [[title], ["Fecha", "Compra (MW)"], *([moment, 32] for moment in times(24))]
    assert warnings_of(read(text(named), "a.csv")) == ""


@pytest.mark.parametrize(
    "title", ["Compra con pérdidas (kWh)", "Consumo con pérdidas (kWh)", "Programa contratado, kWh"]
)
def test_the_purchase_with_its_losses_or_tariff_keeps_its_unit(title: str) -> None:
    rows = [[title], ["Fecha", "Valor"], *([moment, 32] for moment in times(24))]
    assert read(text(rows), "a.csv").rows.mw[0] == pytest.approx(0.032)
