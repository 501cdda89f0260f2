"""Days whose headings nobody can place, at the ends of a table: read, or told by their names, and never lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading, UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of

TODAY = date(2026, 11, 29)
HOURS = [f"{hour:02}:00" for hour in range(24)]
WEEK = "Semana 30/11/2026 a 06/12/2026"
DAYS = ("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo")
DATES = ("30/11/2026", "01/12/2026", "02/12/2026", "03/12/2026", "04/12/2026", "05/12/2026", "06/12/2026")
Rows = list[list[Any]]


def value(place: int, hour: int) -> float:
    return 10.5 + hour + place / 4


def across(names: tuple[str, ...], title: str = WEEK, total: str = "") -> Rows:
    """A column for each of `names`, and one of their sums."""
    rows: Rows = []
    for hour, clock in enumerate(HOURS):
        values = [value(place, hour) for place in range(len(names))]
        rows.append([clock, *values, *([sum(values)] if total else [])])
    return [["Compra (MW)"], [title], ["Hora", *names, *([total] if total else [])], *rows]


def down(names: tuple[str, ...], title: str = WEEK, total: str = "") -> Rows:
    """The same with a row for each."""
    rows: Rows = [[name, *(value(place, hour) for hour in range(24))] for place, name in enumerate(names)]
    sums = [[total, *(sum(value(place, hour) for place in range(len(names))) for hour in range(24))]] if total else []
    return [["Compra (MW)"], [title], ["Día", *range(1, 25)], *rows, *sums]


MADE = (across, down)


def check(reading: Reading, first: str, places: range) -> None:
    """That the days from `first` on are those at `places`."""
    assert format_labels(reading.rows.labels)[0][:10] == first
    assert reading.rows.mw.tolist() == [value(place, hour) for place in places for hour in range(24)]


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("total", ["", "Total"])
@pytest.mark.parametrize(
    ("name", "rest", "title"),
    [
        ("Festivo", DATES[1:], "Programa"),
        ("Festivo 30/11", DATES[1:], "Programa"),
        ("Festivo", DAYS[1:], "Semana 49"),
        ("Hoy", DATES[1:], "Programa"),
        ("Ayer", DATES[1:], "Programa"),
        ("Norte", DATES[1:], "Programa"),
    ],
)
def test_a_day_at_an_end_whose_name_is_none_is_told(
    made: Any, total: str, name: str, rest: tuple[str, ...], title: str
) -> None:
    before = read(text(made((name, *rest), title, total)), "a.csv", today=TODAY)
    check(before, "2026-12-01", range(1, 7))
    assert f"“{name}”, has values as the days have" in warnings_of(before)
    behind = read(xlsx(made((*rest, name), title, total)), today=TODAY)
    check(behind, "2026-12-01", range(6))
    assert f"“{name}”, has values as the days have" in warnings_of(behind)


@pytest.mark.parametrize("made", MADE)
def test_two_lost_days_are_both_told(made: Any) -> None:
    reading = read(text(made(("Hoy", "Mañana", *DATES[1:3]), "Programa")), "a.csv", today=TODAY)
    check(reading, "2026-12-01", range(2, 4))
    assert "“Hoy”, has values" in warnings_of(reading)
    assert "“Mañana”, has values" in warnings_of(reading)


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("total", ["", "Total"])
@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Laborable", DAYS[5:]),
        ("L-V", DAYS[5:]),
        ("Lun-Vie", DAYS[5:]),
        ("Lunes a viernes", DAYS[5:]),
        ("Lunes-Jueves", DAYS[4:]),
        ("Dia útil", DAYS[5:]),
        ("Feriale", ("Sabato", "Domenica")),
        ("Jours ouvrés", ("Samedi", "Dimanche")),
        ("Mo-Fr", ("Sa", "So")),
        ("Werkdag", ("Zaterdag", "Zondag")),
        ("Segunda a sexta", DAYS[5:]),
    ],
)
def test_what_stands_for_several_days_is_told(made: Any, total: str, name: str, rest: tuple[str, ...]) -> None:
    reading = read(text(made((name, *rest), total=total)), "a.csv", today=TODAY)
    check(reading, "2026-12-04" if len(rest) == 3 else "2026-12-05", range(1, len(rest) + 1))
    assert f"“{name}”, stands for several days" in warnings_of(reading)


QUIET = (
    "Total", "Media", "Suma", "Total semana", "Acumulado", "Precio", "Precio (€/MWh)", "Hora", "Temperatura",
    "Consumo medio", "Desv. típica", "Máximo", "Diferencia", "% s/total",
)  # fmt: skip


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("name", QUIET)
def test_other_numbers_beside_the_days_stay_quiet(made: Any, name: str) -> None:
    for names, title in ((DAYS, "Semana 49"), (DATES, "Programa"), (DAYS[:5], "Semana 49")):
        rows = made(names, title, total=name)
        assert warnings_of(read(text(rows), "a.csv", today=TODAY)) == ""


@pytest.mark.parametrize("made", MADE)
def test_sums_and_means_stay_quiet_whatever_they_are_called(made: Any) -> None:
    assert warnings_of(read(text(made(DATES, "Programa", total="Wochenwert")), "a.csv", today=TODAY)) == ""
    flat = [[100 if isinstance(cell, float) else cell for cell in row] for row in made(("Hoy", *DATES[1:]), "Programa")]
    assert "“Hoy”, has values" in warnings_of(read(text(flat), "a.csv", today=TODAY))


def test_columns_without_numbers_and_another_table_stay_quiet() -> None:
    remarks, *rows = (
        [*row, beside] for row, beside in zip(across(DATES, "Programa"), ("", "", "Observaciones", *HOURS), strict=True)
    )
    assert warnings_of(read(text([remarks, *rows]), "a.csv", today=TODAY)) == ""
    empty = [[*row, ""] for row in across(DATES, "Programa")]
    assert warnings_of(read(text(empty), "a.csv", today=TODAY)) == ""
    table = [[*row, "", "Norte" if row[0] == "Hora" else 5 + at] for at, row in enumerate(across(DATES, "Programa"))]
    assert warnings_of(read(text(table), "a.csv", today=TODAY)) == ""
    above = across(DATES, "Programa")
    above.insert(2, ["", *DAYS])
    assert warnings_of(read(text(above), "a.csv", today=TODAY)) == ""


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("total", ["", "Total"])
@pytest.mark.parametrize("title", [WEEK, "Semana 49"])
@pytest.mark.parametrize(
    "names",
    [
        ("2ª feira", "3ª feira", "4ª feira", "5ª feira", "6ª feira", "Sábado", "Domingo"),
        ("2ªf", "3ªf", "4ªf", "5ªf", "6ªf", "Sáb", "Dom"),
        ("2ª", "3ª", "4ª", "5ª", "6ª", "Sáb", "Dom"),
        ("2a", "3a", "4a", "5a", "6a", "Sab", "Dom"),
        ("2.ª", "3.ª", "4.ª", "5.ª", "6.ª", "Sábado", "Domingo"),
        ("2ª-feira", "3ª-feira", "4ª-feira", "5ª-feira", "6ª-feira", "Sábado", "Domingo"),
        ("Segunda feira", "Terça feira", "Quarta feira", "Quinta feira", "Sexta feira", "Sábado", "Domingo"),
        ("Lunes (festivo)", *DAYS[1:]),
        ("Lunes (F)", *DAYS[1:]),
        ("Lunes¹", *DAYS[1:]),
        ("Lunes*", *DAYS[1:6], "Domingo [festivo]**"),
        ("Lunes", "Martes festivo", "Miércoles (prov.)", *DAYS[3:]),
    ],
)
def test_weekdays_by_their_numbers_or_with_a_remark_are_read(
    made: Any, total: str, title: str, names: tuple[str, ...]
) -> None:
    reading = read(text(made(names, title, total)), "a.csv", today=TODAY)
    check(reading, "2026-11-30", range(7))
    assert warnings_of(reading) == ""


@pytest.mark.parametrize("made", MADE)
def test_what_is_behind_a_weekday_in_brackets_may_be_another_quantity(made: Any) -> None:
    for name in ("Lunes (€/MWh)", "Lunes (venta)", "Lunes (total)", "Lunes (1)", "Lunes (y martes)"):
        check(read(text(made((name, *DAYS[1:]))), "a.csv", today=TODAY), "2026-12-01", range(1, 7))


@pytest.mark.parametrize("made", MADE)
def test_numbers_of_anything_are_no_weekdays(made: Any) -> None:
    names = ("1ª", "2ª", "3ª", "4ª")
    with pytest.raises(UnreadableFileError):
        read(text(made(names)), "a.csv", today=TODAY)


NORTHERN = {
    "Dutch": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "Danish": ("ma", "ti", "on", "to", "fr", "lø", "sø"),
    "Swedish": ("må", "ti", "on", "to", "fr", "lö", "sö"),
    "Finnish": ("ma", "ti", "ke", "to", "pe", "la", "su"),
}
BESIDE = {
    **NORTHERN,
    "Portuguese": ("2ª", "3ª", "4ª", "5ª", "6ª", "Sáb", "Dom"),
    "numbered": ("2ª feira", "3ª feira", "4ª feira", "5ª feira", "6ª feira", "sábado", "domingo"),
    "named": ("Segunda feira", "Terça feira", "Quarta feira", "Quinta feira", "Sexta feira", "Sábado", "Domingo"),
    "letters": tuple("LMXJVSD"),
    "English letters": tuple("MTWTFSS"),
    "two letters": ("Lu.", "Ma.", "Mi.", "Ju.", "Vi.", "Sá.", "Do."),
}


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("language", BESIDE)
@pytest.mark.parametrize("written", ["{name} {day}", "{day} {name}", "{day} ({name})"])
def test_a_whole_date_beats_the_letters_beside_it(made: Any, language: str, written: str) -> None:
    names = tuple(written.format(name=name, day=day) for name, day in zip(BESIDE[language], DATES, strict=True))
    for total in ("", "Total"):
        reading = read(text(made(names, "Programa", total)), "a.csv", today=TODAY)
        check(reading, "2026-11-30", range(7))
        assert warnings_of(reading) == ""


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("language", BESIDE)
def test_letters_that_are_surely_another_weekday_than_the_date_are_told(made: Any, language: str) -> None:
    turned = (*BESIDE[language][1:], BESIDE[language][0])
    names = tuple(f"{name} {day}" for name, day in zip(turned, DATES, strict=True))
    reading = read(text(made(names, "Programa")), "a.csv", today=TODAY)
    check(reading, "2026-11-30", range(7))
    assert "is another weekday" in warnings_of(reading)


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("name", ["V", "D", "on", "ma"])
def test_letters_alone_may_mean_anything(made: Any, name: str) -> None:
    reading = read(text(made((f"{name} {DATES[0]}", *DATES[1:]), "Programa")), "a.csv", today=TODAY)
    check(reading, "2026-11-30", range(7))
    assert warnings_of(reading) == ""


@pytest.mark.parametrize("made", MADE)
def test_numbered_weekdays_before_a_day_without_its_year_or_month(made: Any) -> None:
    for form in ("%d/%m", "%d"):
        days = [date(2026, 11, 30), *(date(2026, 12, day) for day in range(1, 7))]
        names = tuple(f"{name} {day:{form}}" for name, day in zip(BESIDE["Portuguese"], days, strict=True))
        reading = read(text(made(names, "Programa")), "a.csv", today=TODAY)
        check(reading, "2026-11-30", range(7))
        assert warnings_of(reading) == ""


@pytest.mark.parametrize("made", MADE)
def test_some_days_of_the_week_of_the_title_are_no_other_days(made: Any) -> None:
    for names in (DAYS[:5], DAYS[5:], DAYS[1:3]):
        assert warnings_of(read(text(made(names)), "a.csv", today=TODAY)) == ""
    other = made(DATES[:5], "Semana 23/11/2026 a 29/11/2026")
    assert "Look which day is right" in warnings_of(read(text(other), "a.csv", today=TODAY))


@pytest.mark.parametrize("made", MADE)
def test_a_weekday_or_a_number_in_place_of_a_date_is_told_and_turns_no_date(made: Any) -> None:
    for names in (("Lunes", DATES[1]), (DATES[1], "Lunes"), ("30", *DATES[1:])):
        for content in (text(made(names, "Programa")), xlsx(made(names, "Programa"))):
            if made is across and len(names) == 2:
                with pytest.raises(UnreadableFileError, match="Lunes"):
                    read(content, "a.csv", today=TODAY)
                continue
            reading = read(content, "a.csv", today=TODAY)
            assert format_labels(reading.rows.labels)[0][:10] == "2026-12-01"
            assert "has values as the days have" in warnings_of(reading)


@pytest.mark.parametrize("made", MADE)
def test_a_day_without_any_heading_is_told(made: Any) -> None:
    for names, title in ((("", *DATES[1:]), "Programa"), (("", *DAYS[1:]), WEEK)):
        reading = read(text(made(names, title)), "a.csv", today=TODAY)
        check(reading, "2026-12-01", range(1, 7))
        assert "has values as the days have, and no name" in warnings_of(reading)
    behind = read(text(across((*DATES[:6], ""), "Programa")), "a.csv", today=TODAY)
    assert "Column H has values as the days have, and no name" in warnings_of(behind)


def test_sums_units_and_hours_without_a_name_stay_quiet() -> None:
    table = across(DATES, "Programa", total="Total")
    nameless = [["" if cell == "Total" else cell for cell in row] for row in table]
    assert warnings_of(read(text(nameless), "a.csv", today=TODAY)) == ""
    hours = [[*row, "" if at < 3 else at - 2] for at, row in enumerate(across(DATES, "Programa"))]
    assert warnings_of(read(text(hours), "a.csv", today=TODAY)) == ""
    priced = [["Hora", *(cell for day in DATES for cell in (day, ""))], ["", *("MWh", "€/MWh") * 7]]
    priced += [[clock, *(value(place, hour) for place in range(14))] for hour, clock in enumerate(HOURS)]
    assert warnings_of(read(text(priced), "a.csv", today=TODAY)) == ""


def test_another_quantity_of_a_day_that_was_read_stays_quiet() -> None:
    kinds = ("Compra", "Precio")
    rows: Rows = [["Fecha", "Concepto", *range(1, 25)]]
    rows += [[day, kind, *(value(at, hour) for hour in range(24))] for at, day in enumerate(DATES) for kind in kinds]
    assert warnings_of(read(text(rows), "a.csv", today=TODAY)) == ""
    names = tuple(f"{day} {kind}" for day in DATES for kind in kinds)
    assert warnings_of(read(text(across(names, "Programa")), "a.csv", today=TODAY)) == ""


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("total", ["", "Total"])
def test_a_holiday_between_weekdays_is_told_and_the_others_are_read(made: Any, total: str) -> None:
    reading = read(text(made((*DAYS[:2], "Festivo", *DAYS[3:]), total=total)), "a.csv", today=TODAY)
    assert len(reading.rows) == 6 * 24
    assert reading.rows.mw.tolist()[48:72] == [value(3, hour) for hour in range(24)]
    assert "“Festivo”, has values as the days have" in warnings_of(reading)
    assert "2026-12-02 lies between days of the file" in warnings_of(reading)
    for names in (
        (*DAYS[:2], "Precio", *DAYS[2:]),
        ("Lunes", "Norte", "Martes"),
        ("Lunes", "Martes-Jueves", "Viernes"),
    ):
        with pytest.raises(UnreadableFileError):
            read(text(across(names, total=total)), "a.csv", today=TODAY)


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize(
    "name", ["Día 30/11", "Data 30/11", "Lunes tipo", "Lunes 24 h", "D+1", "Puente", "30-nov festivo"]
)
def test_a_day_with_words_of_something_else_is_told(made: Any, name: str) -> None:
    reading = read(text(made((name, *DATES[1:]), "Programa")), "a.csv", today=TODAY)
    check(reading, "2026-12-01", range(1, 7))
    assert f"“{name}”, has values as the days have" in warnings_of(reading)


def test_a_weekday_above_or_a_unit_below_is_no_name_of_a_day() -> None:
    for row, place in ((["", *DAYS], 2), (["", *["MW"] * 7], 3)):
        rows = across(("", *DATES[1:]), "Programa")
        rows.insert(place, row)
        assert "Column B has values as the days have, and no name" in warnings_of(
            read(text(rows), "a.csv", today=TODAY)
        )
    weekdays = ["", "", "Día de la semana", *DAYS]
    beside = [[name, *row] for name, row in zip(weekdays, down(("", *DATES[1:]), "Programa"), strict=True)]
    assert "Row 4 has values as the days have, and no name" in warnings_of(read(text(beside), "a.csv", today=TODAY))


def test_the_energy_of_quarters_beside_their_power_stays_quiet() -> None:
    rows = across(DATES, "Programa", total="MWh")
    energy = [[*row[:-1], row[-1] / 4] if row[0] in HOURS else row for row in rows]
    assert warnings_of(read(text(energy), "a.csv", today=TODAY)) == ""


def test_the_half_of_an_hour_behind_a_date_is_no_weekday() -> None:
    names = ["00", "01", "2A", "2B", *(f"{hour:02}" for hour in range(3, 24))]
    rows = [[f"25/10/2026 {name}", 10.5 + at] for at, name in enumerate(names)]
    reading = read(text([["Fecha", "Compra (MW)"], *rows]), "a.csv", today=date(2026, 10, 24), label=Label.START)
    assert (len(reading.rows), warnings_of(reading)) == (25, "")


def test_the_periods_are_not_called_after_columns_that_were_left_out() -> None:
    rows = [[hour, *(hour + place for place in range(4))] for hour in range(1, 25)]
    table = text([["Semana 49 de 2026 - Compra (MW)"], ["Hora", "L-V", "Festivo", "Sábado", "Domingo"], *rows])
    assert read(table, "a.csv", today=TODAY).time_column == "Hora"
