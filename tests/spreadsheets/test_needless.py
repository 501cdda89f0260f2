"""Tables that were refused, or had errors, without need: blanks of March, numbers above a table read backwards."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.problems import Severity
from ravenwits_desktop.domain.reading import Reading, UnreadableFileError
from tests.spreadsheets.builders import read


def errors(reading: Reading) -> list[str]:
    return [str(each.problem.message) for each in reading.problems if each.problem.severity is Severity.ERROR]


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@pytest.mark.parametrize("step", [60, 30, 15])
def test_the_blank_hour_of_march_may_be_called_by_its_end(step: int) -> None:
    ends = range(step, 24 * 60 + 1, step)
    values = {end: 5 + end / 60 for end in ends if not 120 < end <= 180}
    header = ";".join(["Fecha", *map(clock, ends)])
    cells = ";".join(["29/03/2026", *(f"{values[end]:.4f}" if end in values else "" for end in ends)])
    wide = read(f"Compra (MW)\n{header}\n{cells}".encode(), "a.csv")
    rows = [f"29/03/2026 {clock(end)};{values.get(end, '')}" for end in ends if end < 24 * 60]
    long = read("\n".join(["Fecha;Compra (MW)", *rows, f"30/03/2026 00:00;{values[1440]}"]).encode(), "a.csv")
    for reading in (wide, long):
        assert errors(reading) == []
        assert reading.rows.mw.tolist() == pytest.approx(list(values.values()), abs=1e-4)
        assert str(reading.rows.labels[120 // step - 1]) == "2026-03-29T03:00"


def test_a_value_that_is_missing_in_march_stays_an_error() -> None:
    rows = [f"29/03/2026 {hour:02}:00;{'' if hour == 3 else hour}" for hour in range(1, 24) if hour != 2]
    assert errors(read("\n".join(["Fecha;Compra (MW)", *rows, "30/03/2026 00:00;24"]).encode(), "a.csv"))


@pytest.mark.parametrize("above", [["Versión;3"], ["Programa", "Revisión;12", ""], []])
@pytest.mark.parametrize(("named", "count"), [("Hora", 24), ("Periodo", 96), ("", 24)])
def test_periods_may_count_down_below_a_line_with_a_number(above: list[str], named: str, count: int) -> None:
    rows = [f"{day}/01/2026;{at};{20 + at},5" for day in (15, 14) for at in range(count, 0, -1)]
    reading = read("\n".join([*above, f"Fecha;{named};Compra (MW)", *rows]).encode(), "a.csv")
    assert errors(reading) == []
    assert reading.rows.mw.tolist() == [20.5 + at for at in range(1, count + 1)] * 2


@pytest.mark.parametrize("total", ["Summa", "I alt", "Totalt", "I alt (MWh)"])
def test_the_totals_of_the_north_are_no_days(total: str) -> None:
    rows = [f"14/01/2026;{hour};{hour}" for hour in range(1, 25)]
    reading = read("\n".join(["Dato;Time;Kjøp (MW)", *rows, f"{total};;300"]).encode(), "a.csv")
    assert errors(reading) == []
    assert reading.agrees_with_total


@pytest.mark.parametrize("name", ["Kjøp", "Kjøp (kWh)", "Innkjøp", "Køb"])
def test_what_is_bought_in_norwegian_is_no_heat(name: str) -> None:
    rows = [f"14/01/2026;{hour};{20 + hour},5;50,1" for hour in range(1, 25)]
    assert read("\n".join([f"Dato;Time;{name};Pris (EUR/MWh)", *rows]).encode(), "a.csv").column == name


QUARTERS = ["15;30;45;60", "00:15;00:30;00:45;01:00", "0:15;0:30;0:45;1:00", "1;2;3;4"]


@pytest.mark.parametrize("heads", QUARTERS)
def test_quarters_across_may_be_named_by_number_or_by_their_ends(heads: str) -> None:
    rows = [f"14/01/2026;{hour};" + ";".join(f"{hour + part / 4:.2f}" for part in range(4)) for hour in range(1, 25)]
    reading = read("\n".join([f"Fecha;Hora;{heads}", *rows]).encode(), "a.csv", unit="MW")
    assert errors(reading) == []
    assert (str(reading.rows.labels[0]), len(reading.rows.labels)) == ("2026-01-14T00:15", 96)
    assert reading.rows.mw.tolist() == [1 + quarter / 4 for quarter in range(96)]


@pytest.mark.parametrize("heads", ["1;2;3;4", "1;2;3;4;5"])
def test_bare_numbers_without_days_or_beyond_four_are_no_quarters(heads: str) -> None:
    cells = ";".join("7.5" for _ in heads.split(";"))
    rows = [f"{hour};{cells}" for hour in range(1, 25)]
    with pytest.raises(UnreadableFileError):
        read("\n".join(["Programa 14/01/2026", f"Hora;{heads}", *rows]).encode(), "a.csv", unit="MW")


@pytest.mark.parametrize(
    "second", ["Fecha;Hora;Compra (kWh)", "fecha;hora;Precio", "Fecha;Hora;Venta (MWh);Compra (MWh)"]
)
def test_another_table_below_the_first_is_refused_with_its_row(second: str) -> None:
    first = [f"14/01/2026;{hour};{20 + hour},5" for hour in range(1, 25)]
    below = [f"15/01/2026;{hour};{20 + hour},5;1,5" for hour in range(1, 25)]
    with pytest.raises(UnreadableFileError, match="Row 26 is the header of another table"):
        read("\n".join(["Fecha;Hora;Compra (MWh)", *first, second, *below]).encode(), "a.csv")


def test_the_same_header_once_more_is_left_out() -> None:
    blocks = [
        ["Fecha;Hora;Compra (MWh)", *(f"{day}/01/2026;{hour};{20 + hour},5" for hour in range(1, 25))]
        for day in (14, 15)
    ]
    reading = read("\n".join([*blocks[0], *blocks[1]]).encode(), "a.csv")
    assert (errors(reading), len(reading.rows.labels)) == ([], 48)
