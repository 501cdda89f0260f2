"""One mistyped period is an error of its row: it never changes how long the others are, or what they count from."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.reading import Reading
from tests.spreadsheets.builders import errors_of, notes_of, read

DAYS = ("14/01/2026", "15/01/2026", "16/01/2026")


def table(names: list[str], *, header: str = "Hora", unit: str = "MW", total: str = "") -> bytes:
    """A row for each of `names`, over as many days as the first of them comes again."""
    count = names.index(names[0], 1) if names[0] in names[1:] else len(names)
    rows = [f"{DAYS[at // count]};{name};{100.5 + at}".replace(".", ",") for at, name in enumerate(names)]
    return "\n".join([f"Fecha;{header};Compra ({unit})", *rows, *([total] if total else [])]).encode()


def with_typo(count: int, at: int, typo: str, days: int = 1) -> list[str]:
    """The numbers of the periods of some days, `typo` instead of the one at the place `at`."""
    names = [str(number + 1) for _ in range(days) for number in range(count)]
    names[at] = typo
    return names


def starts(reading: Reading) -> list[str]:
    return [str(label)[:16] for label in reading.rows.labels.astype("datetime64[m]")]


@pytest.mark.parametrize("typo", ["26", "30", "42", "48", "49", "88", "96", "99", "100"])
@pytest.mark.parametrize("place", [7, 23])
@pytest.mark.parametrize("unit", ["MW", "MWh"])
def test_an_hour_that_no_day_has_is_an_error_of_its_row(typo: str, place: int, unit: str) -> None:
    reading = read(table(with_typo(24, place, typo), unit=unit), "a.csv")
    assert reading.resolution == 60
    assert reading.rows.mw.tolist() == [100.5 + at for at in range(24)]
    assert [error[0] for error in errors_of(reading)] == [place + 2]
    assert typo in errors_of(reading)[0][2]
    right = read(table(with_typo(24, 23, "24"), unit=unit), "a.csv")
    assert [one for at, one in enumerate(starts(reading)) if at != place] == [
        one for at, one in enumerate(starts(right)) if at != place
    ]


@pytest.mark.parametrize("typo", ["42", "48", "96", "0"])
def test_one_among_three_days(typo: str) -> None:
    reading = read(table(with_typo(24, 30, typo, days=3)), "a.csv")
    assert (reading.resolution, len(reading.rows.mw), reading.labels) == (60, 72, reading.own_labels)
    assert [error[0] for error in errors_of(reading)] == [32]
    assert (starts(reading)[0], starts(reading)[-1]) == ("2026-01-14T01:00", "2026-01-17T00:00")


@pytest.mark.parametrize(("count", "step"), [(24, 60), (48, 30), (96, 15)])
@pytest.mark.parametrize("place", [0, 1, 7])
def test_one_zero_does_not_make_the_others_count_from_it(count: int, step: int, place: int) -> None:
    reading = read(table(with_typo(count, place, "0"), header="Periodo"), "a.csv")
    assert reading.resolution == step
    assert [error[0] for error in errors_of(reading)] == [place + 2]
    assert starts(reading)[-1] == "2026-01-15T00:00"


@pytest.mark.parametrize("place", [7, 47])
@pytest.mark.parametrize("typo", ["84", "99"])
def test_half_hours_stay_half_hours(place: int, typo: str) -> None:
    reading = read(table(with_typo(48, place, typo), header="Periodo", unit="MWh"), "a.csv")
    assert (reading.resolution, reading.factor) == (30, 2.0)
    assert [error[0] for error in errors_of(reading)] == [place + 2]


def test_a_mistyped_quarter_of_an_hour_leaves_half_hours_half_hours() -> None:
    rows = [f"14/01/2026;{hour};{half};1,5" for hour in range(1, 25) for half in (1, 2)]
    rows[9] = "14/01/2026;5;4;1,5"
    reading = read("\n".join(["Fecha;Hora;Cuarto;Compra (MW)", *rows]).encode(), "a.csv")
    assert reading.resolution == 30
    assert [error[0] for error in errors_of(reading)] == [11]


def test_numbers_that_do_begin_with_zero_still_do() -> None:
    names = [str(hour) for _ in range(3) for hour in range(24)]
    assert starts(read(table(names), "a.csv"))[0] == "2026-01-14T01:00"
    gap = [f"14/01/2026;{hour};1,5" for hour in range(24) if hour != 1]
    reading = read("\n".join(["Fecha;Hora;Compra (MW)", *gap]).encode(), "a.csv")
    assert (starts(reading)[0], starts(reading)[1], errors_of(reading)) == ("2026-01-14T01:00", "2026-01-14T03:00", [])


@pytest.mark.parametrize("wanted", [15, 30, 60])
@pytest.mark.parametrize("names", [with_typo(24, 23, "42"), with_typo(48, 7, "84"), [str(at + 1) for at in range(30)]])
def test_what_a_person_chooses_holds_or_is_said_to_be_left_aside(names: list[str], wanted: int) -> None:
    reading = read(table(names, header="Hora" if len(names) == 24 else "Periodo"), "a.csv", resolution=wanted)
    assert (reading.resolution == wanted) != ("left aside" in notes_of(reading))


@pytest.mark.parametrize("form", ["{:02}.00", "{}h", "{}", "{:02}h"])
@pytest.mark.parametrize("left_out", [None, 0, 5, 47])
def test_a_zero_dated_the_next_day_ends_the_day(form: str, left_out: int | None) -> None:
    ends = [(1 + at) % 24 for at in range(48)]
    rows = [
        f"{DAYS[(1 + at) // 24]};{form.format(hour)};{100.5 + at}".replace(".5", ",5") for at, hour in enumerate(ends)
    ]
    names = [
        one.replace("T", " ") for one in (f"2026-01-{14 + (1 + at) // 24}T{hour:02}:00" for at, hour in enumerate(ends))
    ]
    if left_out is not None and left_out != 0:
        del rows[left_out], names[left_out]
    elif left_out == 0:
        rows[0] = rows[0].rpartition(";")[0] + ";"
    reading = read("\n".join(["Fecha;Hora;Compra (MW)", *rows]).encode(), "a.csv")
    assert [one.replace("T", " ") for one in starts(reading)] == names


def test_a_zero_that_begins_its_day_does_not_end_the_day_before() -> None:
    rows = [f"{DAYS[at // 24]};{at % 24};1,5" for at in range(48)]
    reading = read("\n".join(["Fecha;Hora;Compra (MW)", *rows]).encode(), "a.csv")
    assert (starts(reading)[0], starts(reading)[-1]) == ("2026-01-14T01:00", "2026-01-16T00:00")
