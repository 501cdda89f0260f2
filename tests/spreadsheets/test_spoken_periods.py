"""Hours as people and programs name them: each is the same period, whatever stands around its number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ravenwits_desktop.domain.timegrid import Label, format_labels
from ravenwits_desktop.spreadsheets.texts.period_names import Form, Token, token_of
from tests.spreadsheets.builders import errors_of, read, xlsx

NAMES: dict[str, Callable[[int], str]] = {
    "HE01": lambda hour: f"HE{hour + 1:02}",
    "HE 1": lambda hour: f"HE {hour + 1}",
    "Hour Ending 1": lambda hour: f"Hour Ending {hour + 1}",
    "de 0 a 1": lambda hour: f"de {hour} a {hour + 1}",
    "de 0 a 1 h": lambda hour: f"de {hour} a {hour + 1} h",
    "De 00:00 a 01:00": lambda hour: f"De {hour:02}:00 a {hour + 1:02}:00",
    "de las 0 h hasta las 1 h": lambda hour: f"de las {hour} h hasta las {hour + 1} h",
    "das 00h às 01h": lambda hour: f"das {hour:02}h às {hour + 1:02}h",
    "das 0 até às 1 horas": lambda hour: f"das {hour} até às {hour + 1} horas",
    "from 0 to 1": lambda hour: f"from {hour} to {hour + 1}",
    "von 0 bis 1 Uhr": lambda hour: f"von {hour} bis {hour + 1} Uhr",
    "entre 0 y 1": lambda hour: f"entre {hour} y {hour + 1}",
    "dalle 0 alle 1": lambda hour: f"dalle {hour} alle {hour + 1}",
    "00:00:00 - 00:59:59": lambda hour: f"{hour:02}:00:00 - {hour:02}:59:59",
    "00:00:00 a 01:00:00": lambda hour: f"{hour:02}:00:00 a {hour + 1:02}:00:00",
    "00:00..01:00": lambda hour: f"{hour:02}:00..{hour + 1:02}:00",
    "00:00…01:00": lambda hour: f"{hour:02}:00…{hour + 1:02}:00",
    "00.00 ... 01.00": lambda hour: f"{hour:02}.00 ... {hour + 1:02}.00",
    "00h..01h": lambda hour: f"{hour:02}h..{hour + 1:02}h",
    "0..1": lambda hour: f"{hour}..{hour + 1}",
    "00:00 / 01:00": lambda hour: f"{hour:02}:00 / {hour + 1:02}:00",
    "00:00:00 / 00:59:59": lambda hour: f"{hour:02}:00:00 / {hour:02}:59:59",
    "00:00 hasta 01:00": lambda hour: f"{hour:02}:00 hasta {hour + 1:02}:00",
    "00:00 al 01:00": lambda hour: f"{hour:02}:00 al {hour + 1:02}:00",
    "00→01": lambda hour: f"{hour:02}→{hour + 1:02}",
    "00 -> 01": lambda hour: f"{hour:02} -> {hour + 1:02}",
    "0 > 1": lambda hour: f"{hour} > {hour + 1}",
    "1 hs": lambda hour: f"{hour + 1} hs",
    "1 hs.": lambda hour: f"{hour + 1} hs.",
    "1 hora": lambda hour: f"{hour + 1} horas",
    "PH01": lambda hour: f"PH{hour + 1:02}",
    "0 a 1": lambda hour: f"{hour} a {hour + 1}",
    "0 à 1": lambda hour: f"{hour} à {hour + 1}",
    "Stunde 1": lambda hour: f"Stunde {hour + 1}",
    "Std. 1": lambda hour: f"Std. {hour + 1}",
    "H1 00:00-01:00": lambda hour: f"H{hour + 1} {hour:02}:00-{hour + 1:02}:00",
    "H01 (00-01)": lambda hour: f"H{hour + 1:02} ({hour:02}-{hour + 1:02})",
    "kl. 00-01": lambda hour: f"kl. {hour:02}-{hour + 1:02}",
    "kl 00.00-01.00": lambda hour: f"kl {hour:02}.00-{hour + 1:02}.00",
    "klo 00–01": lambda hour: f"klo {hour:02}–{hour + 1:02}",
}
ENDS = [f"2026-11-24 {hour:02}:00" for hour in range(1, 24)] + ["2026-11-25 00:00"]


@pytest.mark.parametrize("account", [Label.END, Label.START])
@pytest.mark.parametrize("name", NAMES)
def test_each_way_to_name_the_hours_in_rows_and_across(name: str, account: Label) -> None:
    names = [NAMES[name](hour) for hour in range(24)]
    rows = [["24/11/2026", called, hour + 0.5] for hour, called in enumerate(names)]
    contents = (
        [["Fecha", "Hora", "Compra (MW)"], *rows],
        [["Compra (MW)"], ["Fecha", *names], ["24/11/2026", *(hour + 0.5 for hour in range(24))]],
        [["Compra MW"], ["Hora", "24/11/2026", "25/11/2026"], *([*row[1:], 7.5] for row in rows)],
    )
    expected = ENDS if account is Label.END else ["2026-11-24 00:00", *ENDS[:-1]]
    for content in contents:
        reading = read(xlsx(content), account_label=account)
        assert format_labels(reading.rows.labels)[:24] == expected
        assert reading.rows.mw[:24].tolist() == [hour + 0.5 for hour in range(24)]
        assert (reading.made_labels, reading.resolution, errors_of(reading)) == (True, 60, [])


@pytest.mark.parametrize("name", ["HE01", "das 00h às 01h", "00:00:00 - 00:59:59", "1 hs", "PH01"])
def test_such_names_on_the_days_on_which_the_clocks_change(name: str) -> None:
    """A number counts the hours from midnight; a begin and an end are those of the clock."""
    numbered = token_of(NAMES[name](1)) == Token(Form.NUMBER, 2)
    for day, hours in (("29/03/2026", 23), ("25/10/2026", 25)):
        clock = [hour for hour in range(24) if hours == 25 or hour != 2]
        clock = clock if hours == 23 else [0, 1, 2, *clock[2:]]
        names = [NAMES[name](hour) for hour in (range(hours) if numbered else clock)]
        rows = [[day, called, place + 0.5] for place, called in enumerate(names)]
        reading = read(xlsx([["Fecha", "Hora", "Compra (MW)"], *rows]))
        assert reading.rows.mw.tolist() == [place + 0.5 for place in range(hours)]
        assert (len(reading.rows), errors_of(reading)) == (hours, [])
        third = ["2026-03-29 04:00"] if hours == 23 else ["2026-10-25 02:00", "2026-10-25 03:00"]
        assert format_labels(reading.rows.labels)[2 : 2 + len(third)] == third


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("00:00:00 - 00:14:59", (0, 15)), ("de 13:15 a 13:30 h", (795, 810)), ("23:45 → 24:00", (1425, 1440))],
)
def test_quarters_of_such_names(text: str, minutes: tuple[int, int]) -> None:
    assert token_of(text) == Token(Form.RANGE, *minutes)


def test_a_time_with_the_word_for_hours_is_a_time_of_day() -> None:
    assert token_of("13:00 hs") == token_of("13:00 horas") == Token(Form.CLOCK, 780)
    assert token_of("HE02 (invierno)") == Token(Form.NUMBER, 2, letter="b")
    assert token_of("das 02h às 03h (verão)") == Token(Form.RANGE, 120, 180, "a")


@pytest.mark.parametrize(
    "text", ["HE00", "HE 26", "de 5 a 12", "a 5", "10 > 5", "de enero a marzo", "1 kWh", "50 a 100 h"]
)
def test_what_names_no_period(text: str) -> None:
    assert token_of(text) is None


@pytest.mark.parametrize("name", NAMES)
def test_each_way_to_name_the_hours_below_the_day_of_the_table(name: str) -> None:
    rows = [[NAMES[name](hour), hour + 0.5] for hour in range(24)]
    reading = read(xlsx([["Programa 24/11/2026"], ["Hora", "MW"], *rows]))
    assert format_labels(reading.rows.labels) == ENDS
    assert (reading.rows.mw.tolist(), errors_of(reading)) == ([hour + 0.5 for hour in range(24)], [])
