"""What is kept with a submission of how its file was read."""

from __future__ import annotations

from datetime import timedelta

from ravenwits_desktop.domain.provenance import read_as
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.domain.written import decimal_of
from ravenwits_desktop.store.codec import read_message, write_message
from tests.spreadsheets.builders import read, text, times, xlsx


def lines(content: bytes, name: str = "a.csv", **options: object) -> list[str]:
    """The sentences, after they were kept and read again."""
    return str(read_message(write_message(read_as(read(content, name, **options))))).splitlines()


def test_a_text_file_tells_its_order_of_day_and_month_and_its_decimal_sign() -> None:
    rows = [["12/11/2025", hour, 1234.5 + hour] for hour in range(1, 25)]
    told = lines(text([["Fecha", "Hora", "Compra (kWh)"], *rows]), month_first=True)
    assert told[:4] == [
        "“Compra (kWh)” in kWh, multiplied by 0.001 to give MW; one value per 60 minutes; "
        "the file numbers its periods, each was labelled by its end.",
        "Times by the clock of Europe/Madrid.",
        "Dates with the month before the day.",
        "Decimal comma.",
    ]
    told = lines(text([["Fecha", "Hora", "Compra (kWh)"], *rows], decimal="."), month_first=False)
    assert told[2:4] == ["Dates with the day before the month.", "Decimal point."]


def test_a_workbook_tells_its_sheet_and_its_clock_and_what_was_assumed() -> None:
    begin = times(1)[0] - timedelta(hours=1)
    rows = [["Time", "Compra"], *([moment, 1.5] for moment in times(24, first=begin))]
    told = lines(xlsx([], sheets={"Programa": rows}), "a.xlsx", zone="Europe/Lisbon")
    assert told[0].endswith("the times name the start of each period.")
    assert told[1:4] == [
        "Sheet “Programa”.",
        "Times by the clock of Europe/Lisbon.",
        "The file names no unit: MW was assumed or chosen.",
    ]


def test_what_was_converted_is_told() -> None:
    stamps = [f"2026-11-24T{hour:02}:00:00Z" for hour in range(24)]
    told = lines(text([["Time", "Compra (MW)"], *([stamp, 1.5] for stamp in stamps)]))
    assert any("Europe/Madrid" in line and "offset from UTC" in line for line in told)


def test_texts_among_numbers_tell_their_decimal_sign() -> None:
    rows = [["14/01/2026", hour, 1001.5 if hour % 2 else "1.231,5"] for hour in range(1, 25)]
    reading = read(xlsx([["Fecha", "Hora", "Compra (kWh)"], *rows]))
    assert reading.rows.mw.tolist() == [1.0015 if hour % 2 else 1.2315 for hour in range(1, 25)]
    assert decimal_of(reading) is Decimal.COMMA
