"""The two halves of October's repeated hour by the words behind them, and names of periods that say nothing known."""

from __future__ import annotations

from typing import Any

import pytest

from ravenwits_desktop.domain.reading import Reading, UnreadableFileError
from ravenwits_desktop.domain.timegrid import Label, format_labels
from tests.spreadsheets.builders import errors_of, read, text, xlsx

OCTOBER, BEFORE = "25/10/2026", "24/10/2026"
ENDS = [f"2026-10-25 {hour:02}:00" for hour in (1, 2, 2, *range(3, 24))] + ["2026-10-26 00:00"]
STARTS = [f"2026-10-25 {hour:02}:00" for hour in (0, 1, 2, 2, *range(3, 24))]
MARKS = [
    (" (verano)", " (invierno)"), (" verano", " invierno"), (" Verano", ""), ("", " (horario de invierno)"),
    ("A", "B"), (" A", " B"), (" (a)", " (b)"), ("", " bis"), (" été", " hiver"),
    (" (heure d'été)", " (heure d'hiver)"), (" Sommer", " Winter"), (" Sommerzeit", " (Winterzeit)"),
    (" verão", " inverno"), (" (Verão)", " (Inverno)"), (" summer", " winter"), (" (summer time)", " (winter time)"),
    (" CEST", " CET"), (" (MESZ)", " (MEZ)"), (" ora legale", " ora solare"), (" (1)", " (2)"), (" (V)", " (I)"),
    (" DST", ""), ("", " DST"),
]  # fmt: skip
"""How the first and the second of the two hours are marked."""
TOLD = [pair for pair in MARKS if all(pair) and "DST" not in pair]
FORMS = {
    "3 of 1 to 24": [f"{hour}" for hour in (1, 2, 3, 3, *range(4, 25))],
    "2 of 0 to 23": [f"{hour}" for hour in (0, 1, 2, 2, *range(3, 24))],
    "H3": [f"H{hour}" for hour in (1, 2, 3, 3, *range(4, 25))],
    "02:00": [f"{hour:02}:00" for hour in (0, 1, 2, 2, *range(3, 24))],
    "02-03": [f"{hour:02}-{hour + 1:02}" for hour in (0, 1, 2, 2, *range(3, 24))],
}


def named(form: str, marks: tuple[str, str]) -> list[str]:
    """The names of the 25 hours, the repeated ones with their marks."""
    names = list(FORMS[form])
    at = next(place for place in range(1, 25) if names[place] == names[place - 1]) - 1
    return [*names[:at], names[at] + marks[0], names[at + 1] + marks[1], *names[at + 2 :]]


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, "a.xlsx")
    return str(caught.value.message)


def expected(reading: Reading) -> list[str]:
    return STARTS if reading.labels is Label.START else ENDS


def check(reading: Reading, skip: int = 0) -> None:
    assert format_labels(reading.rows.labels)[skip:] == expected(reading)
    assert reading.rows.mw[skip:].tolist() == [place + 0.5 for place in range(25)]
    assert (errors_of(reading), reading.resolution) == ([], 60)
    assert not any("occurs twice" in str(found.problem.message) for found in reading.problems)


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("form", FORMS)
def test_words_tell_the_two_halves_in_a_row_for_each_hour(form: str, marks: tuple[str, str]) -> None:
    rows = [[OCTOBER, name, place + 0.5] for place, name in enumerate(named(form, marks))]
    check(read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows])))


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("form", FORMS)
def test_words_tell_the_two_halves_in_columns_across(form: str, marks: tuple[str, str]) -> None:
    head = ["Fecha", *named(form, marks)]
    at = next(place for place in range(1, 25) if FORMS[form][place] == FORMS[form][place - 1])
    values = [place + 0.5 for place in range(25)]
    ordinary = [None if place == at else 7.25 for place in range(25)]
    check(read(xlsx([["Compra (MW)"], head, [BEFORE, *ordinary], [OCTOBER, *values]])), 24)


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("form", FORMS)
def test_words_tell_the_two_halves_below_days_across(form: str, marks: tuple[str, str]) -> None:
    at = next(place for place in range(1, 25) if FORMS[form][place] == FORMS[form][place - 1])
    for spare in (at, at - 1):
        rows: list[list[Any]] = [
            [name, None if place == spare else 7.25, place + 0.5] for place, name in enumerate(named(form, marks))
        ]
        reading = read(xlsx([["Compra MW"], ["Hora", BEFORE, OCTOBER], *rows]))
        check(reading, 24)
        assert format_labels(reading.rows.labels)[:3] == [
            f"2026-10-24 {hour:02}:00" for hour in ((0, 1, 2) if reading.labels is Label.START else (1, 2, 3))
        ]


@pytest.mark.parametrize("marks", TOLD)
@pytest.mark.parametrize("form", FORMS)
def test_the_words_count_and_not_the_order(form: str, marks: tuple[str, str]) -> None:
    rows = [[OCTOBER, name, place + 0.5] for place, name in enumerate(named(form, marks))]
    at = next(place for place in range(1, 25) if FORMS[form][place] == FORMS[form][place - 1])
    rows[at - 1], rows[at] = rows[at], rows[at - 1]
    check(read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows])))
    check(read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows[::-1]])))
    across = [["Compra (MW)"], ["Fecha", *(row[1] for row in rows)], [OCTOBER, *(row[2] for row in rows)]]
    check(read(xlsx(across)))


@pytest.mark.parametrize("form", ["H3", "02-03", "02:00"])
def test_a_season_at_every_hour_moves_none_of_the_others(form: str) -> None:
    names = [f"{name} {'CEST' if place < 3 else 'CET'}" for place, name in enumerate(FORMS[form])]
    check(read(xlsx([["Fecha", "Hora", "Compra (MW)"], *([OCTOBER, name, at + 0.5] for at, name in enumerate(names))])))
    winter = [["24/11/2026", f"H{hour} CET", hour + 0.5] for hour in range(1, 25)]
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *winter]))
    assert (len(reading.rows), errors_of(reading)) == (24, [])


def test_the_quarters_of_the_two_halves() -> None:
    names = [(hour, part) for hour in (1, 2, 3, 3, *range(4, 25)) for part in range(1, 5)]
    marked = [
        f"H{hour}Q{part}" + (" verano" if 8 <= place < 12 else " invierno" if 12 <= place < 16 else "")
        for place, (hour, part) in enumerate(names)
    ]
    rows = [[OCTOBER, name, place + 0.5] for place, name in enumerate(marked)]
    reading = read(xlsx([["Fecha", "Periodo", "Compra (MW)"], *rows]))
    assert reading.rows.mw.tolist() == [place + 0.5 for place in range(100)]
    assert (reading.resolution, errors_of(reading)) == (15, [])


@pytest.mark.parametrize("marks", [pair for pair in MARKS if len("".join(pair)) > 4])
def test_words_behind_date_and_time(marks: tuple[str, str]) -> None:
    rows = [[f"{OCTOBER} {name}", place + 0.5] for place, name in enumerate(named("02:00", marks))]
    check(read(text([["Fecha y hora", "Compra (MW)"], *rows]), "a.csv"))
    if marks in TOLD:
        rows[2], rows[3] = rows[3], rows[2]
        check(read(text([["Fecha y hora", "Compra (MW)"], *rows]), "a.csv"))


# --- names that are not understood ------------------------------------------------------------------------------------


def test_a_row_below_days_across_that_names_no_known_period_is_refused() -> None:
    names = named("3 of 1 to 24", (" (uno)", " (dos)"))
    rows: list[list[Any]] = [[name, 7.25 if place != 3 else None, place + 0.5] for place, name in enumerate(names)]
    head: list[list[Any]] = [["Compra MW"], ["Hora", BEFORE, OCTOBER]]
    assert "Row 5 has values, and “3 (uno)”" in refusal(xlsx([*head, *rows]))
    ordinary = [[f"{hour}" if hour != 24 else "24 (fin)", hour + 0.5, hour + 1.5] for hour in range(1, 25)]
    days: list[list[Any]] = [["Compra MW"], ["Hora", "24/11/2026", "25/11/2026"]]
    assert len(read(xlsx([*days, *ordinary[:23], ["Notas", 1.5, 2.5]])).rows) == 46
    assert "“5 (x)”" in refusal(xlsx([*days, *ordinary[:4], ["5 (x)", 1.5, 2.5], *ordinary[5:12]]))
    assert "“24 (fin)”" in refusal(xlsx([*days, *ordinary[12:]]))


def test_a_column_that_names_no_known_period_is_refused() -> None:
    names = named("H3", (" (uno)", " (dos)"))
    message = refusal(xlsx([["Compra (MW)"], ["Fecha", *names], [OCTOBER, *(at + 0.5 for at in range(25))]]))
    assert "Row 2 names the periods, and “H3 (uno)” beside “H2” is not understood" in message


def test_numbers_are_not_counted_on_over_a_row_that_is_not_understood() -> None:
    names = named("3 of 1 to 24", (" (uno)", " (dos)"))
    rows = [[OCTOBER, name, place + 0.5] for place, name in enumerate(names)]
    assert "Row 4 has values, and “3 (uno)”" in refusal(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]))


def test_on_an_ordinary_day_such_a_row_alone_is_wrong() -> None:
    rows = [["24/11/2026", f"{hour}" if hour != 3 else "3 (uno)", hour + 0.5] for hour in range(1, 25)]
    reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]))
    assert [row for row, *_ in errors_of(reading)] == [4]
    assert format_labels(reading.rows.labels)[3:5] == ["2026-11-24 04:00", "2026-11-24 05:00"]


# --- ends that are named by the begin of their hour -------------------------------------------------------------------


def ends(step: int, backwards: bool = False, marks: tuple[str, str] = ("", "")) -> list[list[Any]]:
    """The ends of the periods of the October day, 02:00 in summer time called 03:00; values count up in time."""
    names = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(step, 24 * 60 + 1, step)]
    at = names.index("02:00") + 1
    hour = names[at : at + 60 // step]
    first, second = [[name + mark for name in hour] for mark in marks]
    named = [*names[:at], *first, *second, *names[at + len(hour) :]]
    rows = [[OCTOBER, name, place + 0.5] for place, name in enumerate(named)]
    return rows[::-1] if backwards else rows


@pytest.mark.parametrize("step", [60, 30, 15])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("marks", [("", ""), (" (verano)", " (invierno)")])
def test_the_end_of_the_repeated_hour_that_is_called_03_00(step: int, backwards: bool, marks: tuple[str, str]) -> None:
    rows = ends(step, backwards, marks)
    across = [["Compra (MW)"], ["Fecha", *(row[1] for row in rows)], [OCTOBER, *(row[2] for row in rows)]]
    long = [["Fecha", "Hora", "Compra (MW)"], *rows]
    for content in (long, across) if not backwards else (long,):
        reading = read(xlsx(content))
        assert reading.rows.mw.tolist() == [place + 0.5 for place in range(25 * 60 // step)]
        assert (errors_of(reading), reading.resolution, reading.labels) == ([], step, Label.END)
        labels = format_labels(reading.rows.labels)
        assert [labels.count(f"2026-10-25 {hour}") for hour in ("02:00", "03:00")] == [2, 1]
        assert not any("occurs twice" in str(found.problem.message) for found in reading.problems)
        assert "the first 2026-10-25 03:00" in "\n".join(map(str, reading.notes))


def test_with_dates_and_times_in_one_cell_as_well() -> None:
    rows = [[f"{day} {name}".replace("25/10/2026 24:00", "26/10/2026 00:00"), value] for day, name, value in ends(60)]
    reading = read(text([["Fecha y hora", "Compra (MW)"], *rows]), "a.csv")
    check(reading)


@pytest.mark.parametrize("lost", [0, 5, 24])
def test_on_a_day_that_is_not_whole_it_is_an_error_as_before(lost: int) -> None:
    rows = ends(60)
    del rows[lost]
    assert errors_of(read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows])))


def test_begins_are_not_touched() -> None:
    names = [f"{hour:02}:00" for hour in (0, 1, 2, 3, 3, *range(4, 24))]
    rows = [[OCTOBER, name, place + 0.5] for place, name in enumerate(names)]
    assert errors_of(read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows])))


@pytest.mark.parametrize("step", [30, 15])
def test_the_parts_of_the_repeated_hour_across_by_the_clock(step: int) -> None:
    """From its begin on: no column before the second half is left out."""
    minutes = [*range(0, 180, step), *range(120, 24 * 60, step)]
    for names in (
        [f"{minute // 60:02}:{minute % 60:02}" for minute in minutes],
        [
            f"{minute // 60:02}:{minute % 60:02}-{(minute + step) // 60:02}:{(minute + step) % 60:02}"
            for minute in minutes
        ],
    ):
        content = [["Compra (MW)"], ["Fecha", *names], [OCTOBER, *(place + 0.5 for place in range(len(names)))]]
        reading = read(xlsx(content))
        assert reading.rows.mw.tolist() == [place + 0.5 for place in range(25 * 60 // step)]
        assert errors_of(reading) == []


@pytest.mark.parametrize(
    "marks", [("verano ", "invierno "), ("Hora verano ", "Hora invierno "), ("Summer ", "winter ")]
)
@pytest.mark.parametrize("two_days", [False, True])
def test_the_season_may_stand_before_the_hour(marks: tuple[str, str], two_days: bool) -> None:
    names = ["1", "2", f"{marks[0]}3", f"{marks[1]}3", *map(str, range(4, 25))]
    days = [BEFORE, OCTOBER] if two_days else [OCTOBER]
    long = [[day, name, place] for day in days for place, name in enumerate(names) if day == OCTOBER or place != 3]
    down = [
        [name, *("" if day == BEFORE and place == 3 else place for day in days)] for place, name in enumerate(names)
    ]
    tables = [[["Fecha", "Hora", "Compra (MW)"], *long]]
    if two_days:
        tables.append([["Compra (MW)"], ["Hora", *days], *down])
    for rows in tables:
        reading = read(text(rows))
        assert format_labels(reading.rows.labels)[-25:] == ENDS
        assert reading.rows.mw.tolist()[-25:] == list(range(25))


@pytest.mark.parametrize("missing", [["H12"], ["H5", "H6"], ["H23"]])
@pytest.mark.parametrize("named", [False, True])
def test_a_period_that_is_missing_across_is_named(missing: list[str], named: bool) -> None:
    """Left to itself, the longer half of the day would be all that is read of it."""
    names = [f"H{hour}" for hour in range(1, 25)]
    header = ["" if name in missing else name for name in names if named or name not in missing]
    rows = [[day, *range(len(header))] for day in ("24/11/2026", "25/11/2026")]
    with pytest.raises(UnreadableFileError) as caught:
        read(text([["Compra (MW)"], ["Fecha", *header], *rows]))
    before, after = names[names.index(missing[0]) - 1], names[names.index(missing[-1]) + 1]
    assert f"after “{before}” comes “{after}”" in str(caught.value.message)
