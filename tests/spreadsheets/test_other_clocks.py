"""The clock of another zone, and words for the end of a period that times name."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, read
from tests.spreadsheets.clock_tables import OCTOBER, TO_24, rising, table

PORTUGUESE = ["Hora (Portugal)", "Hora Lisboa", "Hora de Portugal", "Hora portuguesa", "Lisbon time", "Hora (WET)"]


@pytest.mark.parametrize("head", PORTUGUESE)
def test_the_hours_of_portugal_are_converted(head: str) -> None:
    clock = [f"{hour:02}:00" for hour in range(24)]
    for names, first, before in ((TO_24, "02", "01"), (clock, "01", "00")):
        rows = [f"24/11/2026;{name};{place},5" for place, name in enumerate(names)]
        content = table(*rows, head=f"Fecha;{head};Compra (MW)")
        reading = read(content, "a.csv")
        assert (format_labels(reading.rows.labels)[0], rising(reading)) == (f"2026-11-24 {first}:00", True)
        said = "\n".join(map(str, reading.notes))
        assert f"“{head}”: its times are those of Europe/Lisbon and were converted to Europe/Madrid" in said
        own = read(content, "a.csv", zone="Europe/Lisbon")
        assert format_labels(own.rows.labels)[0] == f"2026-11-24 {before}:00"
        assert "converted" not in "\n".join(map(str, own.notes))


def test_the_repeated_hour_of_portugal_is_that_of_portugal() -> None:
    hours = [0, 1, 1, *range(2, 24)]
    rows = [f"{OCTOBER};{hour:02}:00;{place},5" for place, hour in enumerate(hours)]
    reading = read(table(*rows, head="Fecha;Hora Lisboa;Compra (MW)"), "a.csv")
    labels = format_labels(reading.rows.labels)
    assert (labels[:4], labels[-1]) == (
        ["2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:00", "2026-10-25 03:00"],
        "2026-10-26 00:00",
    )
    assert (rising(reading), errors_of(reading)) == (True, [])


@pytest.mark.parametrize("first", ["Hora portuguesa", "Hora española"])
def test_of_two_columns_of_hours_that_of_the_zone_is_taken(first: str) -> None:
    second = {"Hora portuguesa": "Hora española", "Hora española": "Hora portuguesa"}[first]
    rows = []
    for hour in TO_24:
        of = {"Hora española": hour, "Hora portuguesa": (hour - 2) % 24 + 1}
        rows.append(f"24/11/2026;{of[first]};{of[second]};{hour - 1},5")
    reading = read(table(*rows, head=f"Fecha;{first};{second};Compra (MW)"), "a.csv")
    assert (rising(reading), format_labels(reading.rows.labels)[0]) == (True, "2026-11-24 01:00")


@pytest.mark.parametrize(
    ("zone", "first"),
    [("Europe/Lisbon", "01"), ("UTC", "01"), ("WET", "01"), ("CET", "00"), ("Atlantic/Canary", "01")],
)
def test_a_column_of_zones_is_heard(zone: str, first: str) -> None:
    rows = [f"2026-11-24 {hour:02}:00;{zone};{hour},5" for hour in range(24)]
    reading = read(table(*rows, head="timestamp;timezone;MW"), "a.csv")
    assert format_labels(reading.rows.labels)[0] == f"2026-11-24 {first}:00"
    assert rising(reading)


def test_a_moment_and_a_quantity_name_no_clock() -> None:
    rows = [f"24/11/2026;{hour};{hour},5" for hour in TO_24]
    for head in ("Actualizado 23/11/2026 10:00 hora de Lisboa", "Consumo por hora Portugal"):
        reading = read(table(*rows, head=f"{head}\nFecha;Hora;Portugal - Consumo (MWh)"), "a.csv")
        assert format_labels(reading.rows.labels)[0] == "2026-11-24 01:00"


# --- words for the end of a period ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Hora fin", Label.END), ("Hora inicio", Label.START), ("Fin", Label.END), ("Desde", Label.START),
        ("period_end", Label.END), ("Interval start", Label.START), ("Ende", Label.END), ("Hour ending", Label.END),
    ],
)  # fmt: skip
@pytest.mark.parametrize("apart", [False, True])
def test_the_header_says_which_end_the_times_name(head: str, label: Label, apart: bool) -> None:
    sign = ";" if apart else " "
    rows = [f"24/11/2026{sign}{hour:02}:00;{hour},5" for hour in range(6, 20)]
    reading = read(table(*rows, head=f"Fecha;{head};MW" if apart else f"{head};MW"), "a.csv")
    assert (reading.labels, reading.label_question) == (label, label is Label.START)


def test_the_header_outweighs_the_clock_of_utc() -> None:
    rows = [f"2026-11-{24 + (hour == 24)}T{hour % 24:02}:00:00Z,{hour}.5" for hour in range(24)]
    reading = read(table(*rows, head="period_end_utc,MW"), "a.csv")
    assert (reading.labels, format_labels(reading.rows.labels)[0]) == (Label.END, "2026-11-24 01:00")


def test_begin_and_end_may_stand_the_other_way_round() -> None:
    rows = [f"24/11/2026 {hour + 1:02}:00;24/11/2026 {hour:02}:00;{hour},5" for hour in range(24)]
    for wanted in Label:
        reading = read(table(*rows, head="Hasta;Desde;MW"), "a.csv", account_label=wanted)
        first = "2026-11-24 01:00" if wanted is Label.END else "2026-11-24 00:00"
        assert (rising(reading), format_labels(reading.rows.labels)[0]) == (True, first)


# --- zones by their own names, below the table, and without summer time ----------------------------------------------

SUMMER = [f"14/07/2026;{hour:02}:00;{hour},5" for hour in range(24)]
NAMES = [
    "Fuso horário: Europe/Lisbon", "Timezone: Europe/Lisbon", "Time zone: Europe/London", "Huso: Atlantic/Canary",
    "Hora de Londres", "UK time", "Times in BST", "Horário de Portugal Continental", "Zona horaria: Portugal",
]  # fmt: skip
HEADS = ["Hora (Europe/Lisbon)", "Hora PT", "Hour (UK)", "Hora [WEST]", "Hora de Portugal"]
WINTER = ["Time zone: CET (no DST)", "MEZ ohne Sommerzeit", "CET, sin cambio de hora"]
ONLY_WINTER = ["Horario de invierno todo el año", "Sin cambio de hora", "Winterzeit"]
UTC = ["Nota: todas las horas en UTC", "* Horas en UTC", "Times are in UTC", "(UTC)", "Zona horaria: UTC"]


def first_of(rows: list[str], *, head: str = "Hora", above: str = "", below: str = "") -> str:
    content = table(*rows, *([below] if below else []), head=f"{above}\n" * bool(above) + f"Fecha;{head};Compra (MW)")
    reading = read(content, "a.csv")
    assert (len(reading.rows), errors_of(reading)) == (len(rows), [])
    assert reading.rows.mw.tolist() == sorted(reading.rows.mw.tolist())
    assert "converted to Europe/Madrid" in "\n".join(
        map(str, (*reading.notes, *(found.problem.message for found in reading.problems)))
    )
    return format_labels(reading.rows.labels)[0]


@pytest.mark.parametrize("said", [*NAMES, *WINTER, *ONLY_WINTER])
def test_a_zone_is_heard_by_any_of_its_names_above_and_below_the_table(said: str) -> None:
    assert first_of(SUMMER, above=said) == "2026-07-14 01:00"
    assert first_of(SUMMER, below=said) == "2026-07-14 01:00"
    days = [f"{day:02}/07/2026;{hour:02}:00;{day}{hour:02},5" for day in range(14, 18) for hour in range(24)]
    assert first_of(days, below=said) == "2026-07-14 01:00"


@pytest.mark.parametrize("head", HEADS)
def test_a_zone_is_heard_in_the_header_of_the_hours(head: str) -> None:
    assert first_of(SUMMER, head=head) == "2026-07-14 01:00"


@pytest.mark.parametrize("said", UTC)
def test_utc_is_heard_below_the_table_as_above_it(said: str) -> None:
    assert first_of(SUMMER, above=said) == first_of(SUMMER, below=said) == "2026-07-14 02:00"
    numbered = [f"14/07/2026;{hour};{hour},5" for hour in range(1, 25)]
    assert first_of(numbered, below=said) == "2026-07-14 03:00"


def test_winter_time_without_a_place_has_to_be_looked_at() -> None:
    for said, doubtful in (("Sin cambio de hora", True), ("Time zone: CET (no DST)", False)):
        reading = read(table(*SUMMER, head=f"{said}\nFecha;Hora;Compra (MW)"), "a.csv")
        warned = any("were converted" in str(found.problem.message) for found in reading.problems)
        assert warned is doubtful


@pytest.mark.parametrize(
    "said", ["W = horario de invierno, S = horario de verano", "Cambio a horario de invierno el 25/10/2026",
             "Tarifa: horario de invierno", "Planta West (MW)", "Europe/Atlantis", "Perdidas PT"],
)  # fmt: skip
def test_what_only_looks_like_a_clock_is_none(said: str) -> None:
    reading = read(table(*SUMMER, head=f"{said}\nFecha;Hora;Compra (MW)"), "a.csv")
    assert format_labels(reading.rows.labels)[0] == "2026-07-14 00:00"


def test_a_fixed_clock_is_called_by_its_distance_from_utc() -> None:
    reading = read(table(*SUMMER, head="Horas en UTC+1\nFecha;Hora;Compra (MW)"), "a.csv")
    assert "its times are in UTC+1: they were converted" in "\n".join(map(str, reading.notes))
