"""What `check` tells a script and a person of a file: its question in numbers, all that was assumed, its problems."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ravenwits_desktop.domain.message import Message
from ravenwits_desktop.domain.reading import Question, ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets import check_questions, check_reading
from ravenwits_desktop.spreadsheets.command import IMPORTABLE, UNUSABLE, run_check
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS, Limits
from ravenwits_desktop.spreadsheets.reader import read_bytes
from tests.spreadsheets.builders import TODAY, hours, read, text, xlsx
from tests.spreadsheets.test_layouts import refusal

DAY = "24/11/2026"
PLAIN = [["Fecha", "Hora", "Compra (MW)"], *([DAY, hour, hour + 0.5] for hour in range(1, 25))]
TWO = [["Fecha", "Hora", "Cliente A", "Cliente B"], *([DAY, hour, hour + 0.5, 1.25] for hour in range(1, 25))]
OPEN_DATES = [["Fecha", "Hora", "Compra (MW)"], *(["05/06/2026", hour, hour + 0.5] for hour in range(1, 25))]


@pytest.fixture
def kept(tmp_path: Path) -> Any:
    """Keeps a table as a file and gives its path."""

    def keep(content: bytes, name: str = "a.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return keep


def check(*arguments: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of the real command."""
    command = [sys.executable, "-m", "ravenwits_desktop", "check", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr


def described(path: str, **options: Any) -> dict[str, Any]:
    """What `--json` prints of a table that is read."""
    return check_reading.as_object(read(Path(path).read_bytes(), Path(path).name, **options), path)


# --- questions ------------------------------------------------------------------------------------------------------


def test_a_question_tells_its_answers_in_numbers_to_a_script(kept: Any) -> None:
    path = kept(text(TWO))
    status, out, err = check(path, "--json")
    said = json.loads(out)
    assert (status, said["file"], err) == (UNUSABLE, path, said["error"] + "\n")
    question = said["question"]
    assert (question["kind"], question["option"], question["control"]) == ("column", "--column", "Values from")
    assert question["text"] == said["error"] == said["messages"][0]["text"]
    assert question["choices"] == ["Cliente A", "Cliente B"]
    first, second = question["answers"]
    assert first == {
        "answer": "Cliente A",
        "name": "Cliente A",
        "arguments": ["--column", "Cliente A"],
        "tried": True,
        "rows": 24,
        "first": "2026-11-24 01:00",
        "last": "2026-11-25 00:00",
        "energy_mwh": 312.0,
        "first_mw": 1.5,
        "question": None,
        "refusal": None,
        "suspect": None,
    }
    assert second["energy_mwh"] == 30.0
    status, out, _ = check(path, "--json", *second["arguments"])
    assert (status, json.loads(out)["energy_mwh"]) == (IMPORTABLE, 30.0)


def test_a_question_tells_its_answers_in_numbers_to_a_person(kept: Any) -> None:
    status, out, err = check(kept(text(OPEN_DATES)))
    assert (status, out) == (UNUSABLE, "")
    assert err.splitlines()[2:] == [
        "  --dates dd/mm: 24 rows, 2026-06-05 01:00 to 2026-06-06 00:00, 312.000 MWh, first value 1.5 MW",
        "  --dates mm/dd: 24 rows, 2026-05-06 01:00 to 2026-05-07 00:00, 312.000 MWh, first value 1.5 MW",
    ]


def test_a_plain_table_is_read_without_a_question(kept: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_check(kept(text(PLAIN))) == IMPORTABLE
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "warning" not in captured.out


def test_an_answer_tells_the_question_after_it(kept: Any, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"05/06/2026 {hour:02}:00;1.2{hour:02};1.3{hour:02}\n" for hour in range(24))
    path = kept(("Date;A MW;B MW\n" + rows).encode())
    assert run_check(path, as_json=True) == UNUSABLE
    answers = json.loads(capsys.readouterr().out)["question"]["answers"]
    assert [(each["answer"], each["question"]["kind"], each["rows"]) for each in answers] == [
        ("dd/mm", "column", None),
        ("mm/dd", "column", None),
    ]
    assert run_check(path, month_first=True, column="A MW", as_json=True) == UNUSABLE
    question = json.loads(capsys.readouterr().out)["question"]
    assert (question["kind"], question["choices"]) == ("decimal", ["comma", "point"])
    assert [each["first_mw"] for each in question["answers"]] == [1200.0, 1.2]


def test_an_answer_that_cannot_be_read_says_why(kept: Any, capsys: pytest.CaptureFixture[str]) -> None:
    sheets = {"Uno": PLAIN, "Notas": [["nada"]]}
    path = kept(xlsx([], sheets=sheets), "a.xlsx")
    assert run_check(path, sheet="Otra", as_json=True) == UNUSABLE
    question = json.loads(capsys.readouterr().out)["question"]
    assert question["kind"] == "sheet"
    answers = {each["answer"]: each for each in question["answers"]}
    assert answers["Uno"]["arguments"] == ["--sheet", "Uno"]
    assert (answers["Uno"]["rows"], answers["Uno"]["refusal"]) == (24, None)
    assert answers["Notas"]["rows"] is None
    assert "No column" in answers["Notas"]["refusal"]
    assert run_check(path, sheet="Otra") == UNUSABLE
    said = capsys.readouterr().err
    assert '  --sheet "Uno": 24 rows, ' in said
    assert '  --sheet "Notas": cannot be read: No column' in said


def test_a_day_is_answered_by_its_option(kept: Any, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(text([["Hora", "Compra (MW)"], *([hour, 1.5] for hour in range(1, 25))]))
    assert run_check(path, as_json=True) == UNUSABLE
    question = json.loads(capsys.readouterr().out)["question"]
    assert (question["kind"], question["option"]) == ("day", "--day")
    answer = question["answers"][0]
    assert answer["arguments"] == ["--day", answer["answer"]]
    assert answer["first"].startswith(answer["answer"])
    assert answer["energy_mwh"] == 36.0


def test_every_question_has_its_option() -> None:
    settings = set(ReadingOptions.__dataclass_fields__)
    assert set(check_questions.ASKED) == set(Question)
    assert {asked.setting for asked in check_questions.ASKED.values()} <= settings
    assert len({asked.kind for asked in check_questions.ASKED.values()}) == len(Question)


def test_a_refusal_is_no_question() -> None:
    error = refusal(text([["Fecha", "Energía (MWh)"], *([f"{day}/11/2026", 5.5] for day in range(1, 29))]))
    said = check_questions.as_object(error, "a.csv")
    assert said["question"] is None
    assert said["messages"] == [{"severity": "error", "text": said["error"], "row": None, "column": "Fecha"}]
    assert list(check_questions.lines_of(error)) == []


def test_names_are_typed_as_a_shell_takes_them() -> None:
    header = ["Fecha", "Hora", "-Cliente A", "Cliente !B"]
    error = refusal(text([header, *([DAY, hour, hour + 0.5, 1.25] for hour in range(1, 25))]))
    first, second = (line.split(": 24 rows")[0].strip() for line in list(check_questions.lines_of(error))[1:])
    assert first == '--column="-Cliente A"'
    assert second == ("--column 'Cliente !B'" if os.name == "posix" else '--column "Cliente !B"')
    answers = check_questions.as_object(error, "a.csv")["question"]["answers"]
    assert [each["arguments"] for each in answers] == [["--column=-Cliente A"], ["--column", "Cliente !B"]]


def test_an_answer_for_which_there_was_no_time_says_so() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_bytes(text(TWO), "a.csv", ReadingOptions(), Limits(answers=-1.0), TODAY)
    answer = check_questions.as_object(caught.value, "a.csv")["question"]["answers"][0]
    assert (answer["tried"], answer["rows"], answer["energy_mwh"], answer["refusal"]) == (False, None, None, None)
    assert list(check_questions.lines_of(caught.value))[1].endswith(": not tried, for want of time")
    assert DEFAULT_LIMITS.answers == 2.0


@pytest.mark.parametrize("row", ["Total", None])
def test_a_row_that_has_a_name_has_no_number(row: str | None) -> None:
    assert check_questions.place_in(Message("{row}", {"row": row})) == {"row": None, "column": None}


# --- what was read --------------------------------------------------------------------------------------------------


def test_a_script_gets_the_parts_of_the_sentence_and_all_notes(kept: Any) -> None:
    first = datetime(2026, 10, 25, 1)
    rows = [["25/10/2026", hour, 10.5] for hour in range(1, 26)]
    content = text([["Programa de compra"], ["Fecha", "Hora", "Energía (kWh)"], *rows, ["Total", "", 262.5]])
    path = kept(content)
    status, out, _ = check(path, "--json")
    said = json.loads(out)
    assert status == IMPORTABLE
    assert said["sha256"] == hashlib.sha256(content).hexdigest()
    assert (said["header_row"], said["date_column"], said["hour_column"]) == (2, "Fecha", "Hora")
    assert (said["first_period"], said["decimal"], said["date_order"]) == (1, "comma", "dd/mm")
    assert (said["unit"], said["unit_stated"], said["zone"]) == ("kWh", True, "Europe/Madrid")
    assert said["change_over_days"] == [{"day": "2026-10-25", "hours": 25}]
    assert (said["agrees_with_total"], said["first_mw"]) == (True, 0.0105)
    assert said["first"] == f"{first:%Y-%m-%d %H:%M}"
    assert {"severity": "note", "text": "Row 28 is a total and agrees with the values (262.5).", "row": 28} in [
        {key: value for key, value in each.items() if key != "column"} for each in said["messages"]
    ]


def test_a_person_reads_them_too(kept: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_check(kept(text(PLAIN))) == IMPORTABLE
    second = capsys.readouterr().out.splitlines()[1]
    assert second == (
        "  Headers in row 1, dates from “Fecha”, periods from “Hora”, values in MW, clock of Europe/Madrid, "
        "decimal comma, the day first."
    )


def test_the_day_of_a_title_is_told(kept: Any) -> None:
    rows = [["Programa del 24/11/2026"], ["Hora", "Compra (MW)"], *([hour, 1.5] for hour in range(1, 25))]
    said = described(kept(text(rows)))
    assert (said["day"], said["date_column"], said["hour_column"]) == ("2026-11-24", None, "Hora")
    assert any("2026-11-24" in each["text"] for each in said["messages"] if each["severity"] == "note")


def test_times_of_the_other_end_are_a_warning_in_both_outputs(kept: Any) -> None:
    first = datetime(2026, 11, 24)
    rows = [[first + timedelta(hours=hour), hour + 0.5] for hour in range(24)]
    path = kept(text([["Fecha", "Compra (MW)"], *rows]), "inicio.csv")
    status, out, _ = check(path, "--json")
    said = json.loads(out)
    assert (status, said["labels"], said["labels_differ"]) == (IMPORTABLE, "start", True)
    assert [each["severity"] for each in said["messages"] if "sent as they stand" in each["text"]] == ["warning"]
    status, out, _ = check(path)
    assert status == IMPORTABLE
    assert "  warning, whole file: The times name the start of each period; the account is set to the end." in out
    status, out, _ = check(path, "--shift", "--json")
    said = json.loads(out)
    assert (said["first"], said["last"], said["labels_differ"]) == ("2026-11-24 01:00", "2026-11-25 00:00", False)
    assert [each["severity"] for each in said["messages"]] == ["note"]


def test_times_of_the_usual_end_are_no_warning(kept: Any) -> None:
    said = described(kept(text([["Fecha y hora", "Compra (MW)"], *hours()])))
    assert (said["labels"], said["labels_differ"]) == ("end", False)
    assert [each for each in said["messages"] if each["severity"] != "note"] == []


def test_headers_and_periods_can_be_chosen(kept: Any, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(text([["Fecha", "Hora", "Otra", "Compra (MW)"], *([DAY, h, 25 - h, h + 0.5] for h in range(1, 25))]))
    assert run_check(path, header_row=1, periods="Otra", column="Compra (MW)", as_json=True) == IMPORTABLE
    said = json.loads(capsys.readouterr().out)
    assert (said["hour_column"], said["first_mw"]) == ("Otra", 24.5)


def test_the_options_of_the_window_reach_the_reading(kept: Any) -> None:
    path = kept(text(PLAIN))
    status, out, _ = check(path, "--header-row", "1", "--periods", "Hora", "--json")
    assert (status, json.loads(out)["hour_column"]) == (IMPORTABLE, "Hora")
    status, _, err = check(path, "--header-row", "900")
    assert (status, "900" in err) == (UNUSABLE, True)


# --- problems -------------------------------------------------------------------------------------------------------


def test_the_same_of_many_rows_is_one_line_for_people_and_all_for_scripts(kept: Any) -> None:
    rows = [["Fecha", "Hora", "Compra"], *([DAY, hour, hour / 100 + 10] for hour in range(1, 25))]
    path = kept(text(rows))
    status, out, _ = check(path, "--unit", "GW")
    assert status == IMPORTABLE
    said = [line for line in out.splitlines() if "More than 10,000 MW" in line]
    assert said == ["  warning, rows 2-25, Compra (24 times): More than 10,000 MW: is this value in kW?"]
    whole = described(path, unit="GW")
    assert len([each for each in whole["problems"] if "More than 10,000 MW" in each["message"]]) == 24
    found = [each for each in whole["messages"] if "More than 10,000 MW" in each["text"]]
    assert [each["row"] for each in found] == list(range(2, 26))


def lines_with(values: list[Any]) -> list[str]:
    rows = [["Fecha", "Hora", "Compra (MW)"], *([DAY, hour, value] for hour, value in enumerate(values, 1))]
    return list(check_reading.lines_of(read(text(rows), "a.csv")))


def test_rows_apart_are_told_as_ranges() -> None:
    said = [line for line in lines_with([*(["pendiente"] * 2), 1.5, "pendiente", *([1.5] * 20)]) if "pendiente" in line]
    assert said == ["  error, rows 2-3, 5, Compra (MW) (3 times): “pendiente” is not a number."]


def test_one_row_is_told_as_one() -> None:
    said = [line for line in lines_with([1.5, "pendiente", *([1.5] * 22)]) if "pendiente" in line]
    assert said == ["  error, row 3, Compra (MW): “pendiente” is not a number."]


def test_many_words_of_one_kind_are_counted() -> None:
    said = [line for line in lines_with([*(f"x{row}y" for row in range(11)), "x11y", *([1.5] * 12)]) if "error" in line]
    assert len(said) == 11
    assert said[-1] == "  error: 2 more of this kind, to row 13"


def test_cells_across_are_told_by_their_first_and_last() -> None:
    header = ["Fecha", *(f"H{hour}" for hour in range(1, 25)), ""]
    rows = [[f"{day}/11/2026", *(["pendiente"] * 2 if day == 24 else [1.5] * 2), *([1.5] * 22)] for day in (23, 24, 25)]
    lines = check_reading.lines_of(read(text([header, *rows]), "a.csv", unit="MW"))
    assert [line for line in lines if "pendiente" in line] == [
        "  error, row 3, H1 to H2 (2 times): “pendiente” is not a number."
    ]
