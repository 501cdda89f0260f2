"""Strategy outputs from a spreadsheet: what an update sends, and where a file is wrong."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from ravenwits_desktop.api.wire import check_outputs
from ravenwits_desktop.domain.reading import UnreadableFileError
from ravenwits_desktop.spreadsheets.files import read_outputs_file
from ravenwits_desktop.spreadsheets.outputs import OutputsWanted, outputs_of
from tests.spreadsheets.builders import ods, xlsx

HEAD = ["datetime", "market", "purchase %", "sale %"]
FIRST = datetime(2026, 11, 24, 1)


def rows(*each):
    """Such as ("MD", 1.0, 0.0), an hour apart for each market."""
    hours = {}
    made = []
    for market, bought, sold in each:
        hours[market] = hours.get(market, -1) + 1
        made.append([FIRST + timedelta(hours=hours[market]), market, bought, sold])
    return made


def read(lines, make=xlsx, name="outputs.xlsx", **wanted):
    return outputs_of(make(lines), name, OutputsWanted(**wanted))


def csv(text):
    return outputs_of(text.encode(), "outputs.csv", OutputsWanted())


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_row_for_each_datetime_and_market(make):
    found = read([HEAD, *rows(("MD", 1.0, 0.0), ("MD", 0.8, 0.1), ("MID1", 0.0, 0.25))], make)
    outputs, warnings = check_outputs(found.text)
    assert warnings == ()
    assert outputs == [
        {
            "idmodel": 1,
            "value": {
                "MD": [
                    {"datetime": "2026-11-24 01:00", "purchase_percentage": 1.0, "sale_percentage": 0.0},
                    {"datetime": "2026-11-24 02:00", "purchase_percentage": 0.8, "sale_percentage": 0.1},
                ],
                "MID1": [{"datetime": "2026-11-24 01:00", "purchase_percentage": 0.0, "sale_percentage": 0.25}],
            },
        }
    ]
    told = " ".join(map(str, found.notes))
    assert "names no model" in told
    assert "read as fractions" in told


def test_several_models_with_spanish_heads_below_a_title():
    lines = [
        ["Salida de la estrategia"],
        [],
        ["Modelo", "Fecha y hora", "Mercado", "Compra (%)", "Venta (%)"],
        [7, FIRST, "md", 120, 20],
        ["late", FIRST, "mid2", 0, ""],
    ]
    found = read(lines)
    outputs = json.loads(found.text)
    assert [model["idmodel"] for model in outputs] == [7, "late"]
    assert outputs[0]["value"]["MD"][0]["purchase_percentage"] == 1.2
    assert outputs[1]["value"]["MID2"][0]["sale_percentage"] == 0.0
    assert "divided by 100" in " ".join(map(str, found.notes))


def test_a_text_file_with_commas_and_per_cents():
    found = csv("fecha;mercado;compra;venta\n25/11/2026 00:15;MD;80,5 %;0 %\n25/11/2026 00:30;MD;100 %;19,5 %\n")
    (first, second) = json.loads(found.text)[0]["value"]["MD"]
    assert first == {"datetime": "2026-11-25 00:15", "purchase_percentage": 0.805, "sale_percentage": 0.0}
    assert second["sale_percentage"] == 0.195


def test_the_order_of_day_and_month_is_told_where_nothing_decides_it():
    found = csv("datetime,market,purchase,sale\n05/11/2026 00:15,MD,1.0,0.0\n")
    assert json.loads(found.text)[0]["value"]["MD"][0]["datetime"] == "2026-11-05 00:15"
    assert "the day before the month" in " ".join(map(str, found.notes))
    found = csv("datetime,market,purchase,sale\n11/25/2026 00:15,MD,1.0,0.0\n")
    assert json.loads(found.text)[0]["value"]["MD"][0]["datetime"] == "2026-11-25 00:15"


WRONG = {
    "no table": ([["datetime", "MW"], [FIRST, 1.0]], "has no table of outputs"),
    "a time": ([HEAD, *rows(("MD", 1, 0)), ["soon", "MD", 1, 0]], "Row 3, “datetime”: “soon” is not a date"),
    "a number": ([HEAD, [FIRST, "MD", "all", 0]], "Row 2, “purchase %”: “all” is not a number"),
    "a market": ([HEAD, [FIRST, "", 1, 0]], "Row 2: the market is missing"),
    "a model": ([["model", *HEAD], [1, FIRST, "MD", 1, 0], ["", FIRST, "MD", 1, 0]], "Row 3: the model is missing"),
}


@pytest.mark.parametrize(("lines", "words"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named_with_its_row(lines, words):
    with pytest.raises(UnreadableFileError) as told:
        read(lines)
    assert words in str(told.value.message)


def test_another_sheet_is_not_read_unseen():
    book = xlsx([], sheets={"Notes": [["nothing here"]], "Outputs": [HEAD, *rows(("MD", 1, 0))]})
    assert "Only the sheet “Outputs” was read" in str(outputs_of(book, "x.xlsx", OutputsWanted()).notes[0])


def test_it_is_read_in_a_process_of_its_own(tmp_path):
    path = tmp_path / "outputs.xlsx"
    path.write_bytes(xlsx([HEAD, *rows(("MD", 1.0, 0.0))]))
    assert json.loads(read_outputs_file(path, "9").text)[0]["idmodel"] == 9
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UnreadableFileError):
        read_outputs_file(path)
