"""Periods 1 to 24 below a title, or in a file, that speaks of quarters or halves of hours: their length is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ravenwits_desktop.domain.reading import Question, UnreadableFileError
from ravenwits_desktop.spreadsheets.command import IMPORTABLE, UNUSABLE, run_check
from tests.spreadsheets.builders import errors_of, read, text, xlsx
from tests.spreadsheets.clock_tables import warnings_of

HOURS = range(1, 25)
TITLES = [
    *(("Programa cuartohorario", 15), ("Resolución: 15 minutos", 15), ("Programme demi-horaire", 30)),
    *(("Programa semihorario (pas 30 min)", 30), ("Viertelstundenwerte", 15)),
]


def table(title: str = "", head: str = "Periodo", days: tuple[str, ...] = ("14/01/2026",)) -> bytes:
    rows = [[day, period, 10.5] for day in days for period in HOURS]
    return text([*([[title]] if title else []), ["Fecha", head, "Compra (MWh)"], *rows])


@pytest.mark.parametrize(("title", "minutes"), TITLES)
def test_a_title_of_parts_is_asked_with_both_readings(title: str, minutes: int) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(table(title), "a.csv")
    asked = caught.value
    assert asked.question is Question.RESOLUTION
    assert f"“{title}” speaks of periods of {minutes} minutes" in str(asked.message)
    assert [each.options.resolution for each in asked.alternatives] == [60, minutes]
    assert [each.first for each in asked.alternatives] == ["2026-01-14 01:00", f"2026-01-14 00:{minutes}"]
    assert [each.first_mw for each in asked.alternatives] == [10.5, 10.5 * 60 / minutes]


@pytest.mark.parametrize(("resolution", "last"), [(60, "2026-01-15T00:00"), (15, "2026-01-14T06:00")])
def test_the_answer_counts(resolution: int, last: str) -> None:
    reading = read(table("Programa cuartohorario"), "a.csv", resolution=resolution)
    assert (reading.resolution, str(reading.rows.labels[-1]), errors_of(reading)) == (resolution, last, [])
    assert reading.resolution_open


def test_the_name_of_the_sheet_and_of_the_file_is_heard() -> None:
    rows = [["Fecha", "Periodo", "Compra (MWh)"], *(["14/01/2026", period, 10.5] for period in HOURS)]
    for content, name in (
        (xlsx([], sheets={"Cuartohorario": rows}), "a.xlsx"),
        (table(), "programa_cuartohorario.csv"),
    ):
        with pytest.raises(UnreadableFileError) as caught:
            read(content, name)
        assert caught.value.question is Question.RESOLUTION
    assert read(table(), "programa.csv").resolution == 60


def test_hours_by_their_header_are_not_asked_about() -> None:
    reading = read(table("Programa cuartohorario", "Hora"), "a.csv")
    assert (reading.resolution, reading.problems) == (60, ())


def test_whole_days_of_hours_are_hours_but_a_doubt() -> None:
    reading = read(table("Programa cuartohorario", days=("14/01/2026", "15/01/2026")), "a.csv")
    assert reading.resolution == 60
    assert "speaks of quarters or halves" in warnings_of(reading)


def test_the_command_line_asks_and_takes_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(table("Programa cuartohorario"))
    assert run_check(str(path)) == UNUSABLE
    assert "Say how long a period is." in capsys.readouterr().err
    assert run_check(str(path), resolution=15) == IMPORTABLE
    assert "24 rows of 15 minutes" in capsys.readouterr().out
