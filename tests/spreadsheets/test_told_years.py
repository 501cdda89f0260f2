"""The year of days without one: whole dates, months and years above the table or in a name, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ravenwits_desktop.domain.timegrid import format_labels
from tests.spreadsheets.builders import notes_of, read, xlsx
from tests.spreadsheets.clock_tables import warnings_of
from tests.spreadsheets.test_short_days import across, long, refusal, wide

TURN = date(2026, 12, 29)
NOVEMBER = date(2026, 11, 29)
WEEK = ["28/12", "29/12", "30/12", "31/12", "01/01", "02/01", "03/01"]


def first_and_last(content: bytes, today: date, name: str = "compra.xlsx") -> tuple[str, str]:
    """The first day read and the last, which follow each other without a gap."""
    labels = format_labels(read(content, name, today=today).rows.labels)
    begin, end = (date.fromisoformat(str(label)[:10]) for label in (labels[0], labels[-2]))
    assert len({str(label)[:10] for label in labels[:-1]}) == (end - begin).days + 1
    return str(begin), str(end)


@pytest.mark.parametrize("layout", [long, wide, across])
@pytest.mark.parametrize(
    ("days", "title", "ends"),
    [
        (("31 dic", "1 ene"), "Programa de compra 01/01/2027", ("2026-12-31", "2027-01-01")),
        (("31/12", "01/01"), "Programa de compra 01/01/27", ("2026-12-31", "2027-01-01")),
        (("01/01", "02/01"), "Informe 31/12/2026", ("2027-01-01", "2027-01-02")),
        (("01/01", "02/01"), "Programa de compra 31 de diciembre de 2026", ("2027-01-01", "2027-01-02")),
        (("02/01", "01/01", "31/12"), "Programa de compra 01/01/2027", ("2026-12-31", "2027-01-02")),
        (WEEK, "Programa de compra enero 2027", ("2026-12-28", "2027-01-03")),
        (WEEK, "Programa de compra diciembre de 2026", ("2026-12-28", "2027-01-03")),
        (WEEK, "Programa de compra 2027", ("2026-12-28", "2027-01-03")),
        (WEEK, "Programa de compra 2026", ("2026-12-28", "2027-01-03")),
        (WEEK, "Programa de compra semana 53 - 2026/2027", ("2026-12-28", "2027-01-03")),
        (("jue 31/12", "vie 01/01"), "Programa de compra 01/01/2027", ("2026-12-31", "2027-01-01")),
    ],
)
def test_days_at_the_turn_of_the_year_are_those_nearest_to_what_is_told(
    layout: object, days: Sequence[str], title: str, ends: tuple[str, str]
) -> None:
    for today in (TURN, TURN + timedelta(days=3), TURN + timedelta(days=5)):
        assert first_and_last(xlsx(layout(days, title)), today) == ends  # type: ignore[operator]


@pytest.mark.parametrize(
    ("days", "name", "ends"),
    [
        (("31/12", "01/01"), "Compra_20270101.xlsx", ("2026-12-31", "2027-01-01")),
        (("01/01", "02/01"), "Programa_2026-12-31.xlsx", ("2027-01-01", "2027-01-02")),
        (("01/01", "02/01"), "Programa 2026.xlsx", ("2027-01-01", "2027-01-02")),
        (("31/12", "01/01"), "Programa 2027.xlsx", ("2026-12-31", "2027-01-01")),
    ],
)
def test_the_name_of_a_file_at_the_turn_of_the_year(days: Sequence[str], name: str, ends: tuple[str, str]) -> None:
    assert first_and_last(xlsx(long(days)), TURN, name) == ends


def test_a_year_told_that_is_none_of_the_days_has_to_be_seen() -> None:
    reading = read(xlsx(long(["01/01", "02/01"], "Programa 2026")), today=TURN)
    assert "though 2026 stands above the table" in warnings_of(reading)
    assert warnings_of(read(xlsx(long(["31/12", "01/01"], "Programa 2026")), today=TURN)) == ""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Contrato CTR-2025-001", "a.xlsx"),
        ("Comercializadora: Energía 2020 S.L.", "a.xlsx"),
        ("Compra Energía 2020 S.L.", "a.xlsx"),
        ("Tarifa 6.1TD, BOE 2021", "a.xlsx"),
        ("Contrato de suministro de 01/11/2025", "a.xlsx"),
        ("Compra diaria", "R2024.xlsx"),
    ],
)
@pytest.mark.parametrize("layout", [long, wide, across])
def test_a_number_that_is_of_something_else_is_no_year(layout: object, title: str, name: str) -> None:
    content = xlsx(layout(["1 dic", "2 dic"], title))  # type: ignore[operator]
    assert first_and_last(content, NOVEMBER, name) == ("2026-12-01", "2026-12-02")
    assert warnings_of(read(content, name, today=NOVEMBER)) == ""


@pytest.mark.parametrize(
    ("days", "title", "first"),
    [
        (["03/12", "04/12"], "Programa 2025", "2025-12-03"),
        (["15 abr", "16 abr"], "Programa 15/04/2025", "2025-04-15"),
        (["15 abr", "16 abr"], "Compras 2024", "2024-04-15"),
        (["02/01", "03/01"], "Programa de compra 02/01/2026", "2026-01-02"),
    ],
)
def test_a_year_far_from_today_is_read_as_it_is_told_and_has_to_be_seen(
    days: list[str], title: str, first: str
) -> None:
    reading = read(xlsx(long(days, title)), today=NOVEMBER if first[5:7] != "01" else date(2027, 1, 2))
    assert format_labels(reading.rows.labels)[0] == f"{first} 01:00"
    assert "that is far from today" in warnings_of(reading)
    assert "without a year" in notes_of(reading)


def test_weekdays_that_no_year_next_to_the_one_told_has_are_refused() -> None:
    said = refusal(xlsx(long(["lun 30/11", "mar 01/12"], "Programa 2025")), today=NOVEMBER)
    assert "their weekdays are others" in str(said.message)


def test_all_days_of_a_year_stay_in_it() -> None:
    days = [date(2026, 1, 1) + timedelta(days=step) for step in range(0, 365)]
    content = xlsx(wide([f"{day.day:02}/{day.month:02}" for day in days], "Compra 2026"))
    assert first_and_last(content, TURN) == ("2026-01-01", "2026-12-31")
