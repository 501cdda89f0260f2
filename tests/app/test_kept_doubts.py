"""A doubt that was seen when a kind of file was confirmed holds up no more of them; it is said all the same."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.app.kept_files import no_dialog, notice
from tests.spreadsheets.builders import xlsx


def programme(first, said):
    """A row an hour of the days that `said` has a word for, from `first` on."""
    days = [(first + timedelta(days=each), name) for each, name in enumerate(said) if name]
    rows = [[day, hour, 20.5 + hour, name] for day, name in days for hour in range(1, 25)]
    return xlsx([["Fecha", "Hora", "Compra (MW)", "Estado"], *rows])


def test_measured_values_before_a_forecast_are_looked_at_once_and_stop_alone(desk, file):
    desk.take(file("programa_1.xlsx", programme(datetime(2026, 11, 23), ["Real", "Previsión"])))
    no_dialog(desk, file("programa_2.xlsx", programme(datetime(2026, 11, 24), ["Real", "Previsión"])), 2)
    desk.hears("are called “Real” and 24")
    desk.drop(file("programa_3.xlsx", programme(datetime(2026, 11, 25), ["Real"])))
    desk.read()
    assert "this one has none but those called “Real”" in notice(desk)
    assert len(desk.names()) == 2
    desk.dialog("importDialog").reject()


def test_a_weekend_without_values_is_looked_at_once(desk, file):
    desk.take(file("programa_1.xlsx", programme(datetime(2026, 11, 20), ["A", "", "", "A"])))
    no_dialog(desk, file("programa_2.xlsx", programme(datetime(2026, 11, 27), ["A", "", "", "A"])), 2)
    desk.hears("2 days between the first and the last of the file have no value")
    desk.drop(file("programa_3.xlsx", programme(datetime(2026, 12, 1), ["A", "", "A", "A"])))
    dialog = desk.read()
    assert any("lies between days of the file" in str(found.problem.message) for found in dialog.reading.problems)
    assert len(desk.names()) == 2
    dialog.reject()
