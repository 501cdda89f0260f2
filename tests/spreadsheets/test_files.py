"""The door: the child process, its limits and its end, and every file that is no purchase."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from ravenwits_desktop.domain.reading import ReadingOptions, UnreadableFileError
from ravenwits_desktop.spreadsheets.cells.opening import content_of
from ravenwits_desktop.spreadsheets.command import run_check
from ravenwits_desktop.spreadsheets.files import read_file
from ravenwits_desktop.spreadsheets.limits import DEFAULT_LIMITS, Limits
from ravenwits_desktop.spreadsheets.reader import read_bytes
from ravenwits_desktop.spreadsheets.readers import ReadingCancelledError
from tests.spreadsheets.builders import hours, ods, text, times, workbook_of_parts, xlsx
from tests.spreadsheets.samples import DAY, quarter_values

HEADER = ["Fecha", "Compra (MW)"]
GOOD = xlsx([HEADER, *hours()])
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def zipped(**members: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), part)
    return content.getvalue()


def far_apart(cell: str) -> bytes:
    row = "".join(character for character in cell if character.isdecimal())
    return workbook_of_parts(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{cell}"><v>2</v></c></row>')


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
REFUSED = {
    "empty": (b"", "is empty. Choose the file with the programme"),
    "blanks alone": (b"\r\n  \n", "is empty. Choose the file with the programme"),
    "picture": (PNG, "it is a picture"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
    "web page": (b"<!DOCTYPE html><html><p>Sign in</p><table><tr><td> </td></tr></table></html>", "a web page"),
    "web page in frames": (b"<html><frameset rows=1><frame src='x_files/sheet001.htm'></frameset>", "a folder beside"),
    "letter": (zipped(word__document_xml="<w/>"), "a text document"),
    "archive": (zipped(readme_txt="hello"), "a compressed archive"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    "other office file": (OLE + "WordDocument".encode("utf-16-le"), "a text document"),
    "broken xls": (OLE + "Workbook".encode("utf-16-le") + bytes(4096), "damaged or incomplete"),
    "cut xls": (OLE[:30] + b"\x09" + OLE[31:48] + b"\x64" + OLE[49:] + bytes(18_944), "is cut off: its end is missing"),
    "begin of an xls": (OLE[:300], "is cut off: its end is missing"),
    "cut": (GOOD[: len(GOOD) // 2], "damaged or incomplete"),
    "bytes": (bytes(range(256)) * 8, "not a spreadsheet"),
    "prose": (b"Dear all,\nthe programme follows tomorrow.\n", "No column of dates and times"),
    "only a header": (text([HEADER]), "No column of dates and times"),
    "far cell": (far_apart("XFD1048576"), "a cell far away from its table, at XFD1048576"),
    "empty sheet": (xlsx([]), "holds no cells. Choose the file with the programme"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_purchase_is_refused_with_its_reason(kind: str) -> None:
    content, words = REFUSED[kind]
    with pytest.raises(UnreadableFileError, match=words):
        read_bytes(content, "purchase.xlsx", ReadingOptions())


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "is a folder"), (tmp_path / "gone.xlsx", "There is no file")):
        with pytest.raises(UnreadableFileError, match=words):
            content_of(path, Limits())
    with pytest.raises(UnreadableFileError, match="There is no file"):
        content_of(tmp_path / "a\0b", Limits())
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UnreadableFileError, match="not an ordinary file"):
            content_of(tmp_path / "pipe", Limits())


def test_too_large_in_every_way() -> None:
    for limits, content, words in (
        (Limits(cells=10), GOOD, "more than 10 cells"),
        (Limits(cells=10), text([HEADER, *hours()]), "more than 10 cells"),
        (Limits(area=40), GOOD, "far away from its table, at B25"),
        (Limits(inflated_bytes=100), GOOD, "too large"),
        (Limits(inflated_bytes=100), ods([HEADER, *hours()]), "too large"),
    ):
        with pytest.raises(UnreadableFileError, match=words):
            read_bytes(content, "purchase.xlsx", ReadingOptions(), limits)


def test_a_far_cell_in_another_sheet_does_no_harm() -> None:
    cover = [["Notes"]] + [[None]] * 60 + [[None] * 30 + ["solver"]]
    content = xlsx([], sheets={"Solver": cover, "Data": [HEADER, *hours()]})
    assert read_bytes(content, "a.xlsx", ReadingOptions(), Limits(area=1000)).sheet == "Data"


def test_a_repeated_empty_block_costs_nothing() -> None:
    content = ods([HEADER, *hours()])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    tail = (
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        b'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", tail)
    changed = BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert len(read_bytes(changed.getvalue(), "a.ods", ReadingOptions()).rows) == 24


def test_the_child_reads_and_is_gone(tmp_path: Path, repository: Path) -> None:
    reading = read_file(repository / "resources" / "samples" / "purchase_quarter_hours.xlsx")
    assert reading.rows.labels.tolist() == times(96, 15, DAY.replace(minute=15))
    assert reading.rows.mw.tolist() == quarter_values()
    assert not reading.rows.mw.flags.writeable
    assert not multiprocessing.active_children()
    with pytest.raises(UnreadableFileError, match="There is no file") as caught:
        read_file(tmp_path / "gone.xlsx")
    assert not multiprocessing.active_children()
    two = tmp_path / "two.csv"
    two.write_bytes(text([["Fecha", "A", "B"], *([moment, 1.5, 2.5] for moment in times(24))]))
    with pytest.raises(UnreadableFileError) as caught:
        read_file(two)
    assert caught.value.choices == ("A", "B")


@pytest.mark.skipif(sys.platform != "linux", reason="the address space can be limited on Linux alone")
def test_a_child_without_memory_dies_alone(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    path.write_bytes(far_apart("XFD2500"))
    with pytest.raises(UnreadableFileError, match="needs more memory") as caught:
        read_file(path, limits=Limits(area=1 << 40))
    assert "exit status" in caught.value.message.detail
    assert not multiprocessing.active_children()


def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(text([HEADER, *([moment, 10.5] for moment in times(20_000, 15))]))
    with pytest.raises(UnreadableFileError, match="took more than 0 s"):
        read_file(path, limits=Limits(seconds=0))
    assert not multiprocessing.active_children()


def test_cancelling_kills_the_child(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(GOOD)
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(ReadingCancelledError):
        read_file(path, cancelled=cancelled)
    assert not multiprocessing.active_children()


def test_a_year_of_quarters(tmp_path: Path) -> None:
    path = tmp_path / "year.xlsx"
    path.write_bytes(xlsx([HEADER, *([moment, index / 8] for index, moment in enumerate(times(35_040, 15)))]))
    reading = read_file(path)
    assert (len(reading.rows), reading.rows.mw[-1]) == (35_040, 35_039 / 8)
    assert reading.source_rows[-1] == 35_041


def _mutated(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    match chance.randrange(4):
        case 0:
            for _ in range(chance.randrange(1, 12)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case 1:
            del data[chance.randrange(len(data)) :]
        case 2:
            start = chance.randrange(len(data))
            del data[start : start + chance.randrange(1, 200)]
        case _:
            start = chance.randrange(len(data))
            data[start:start] = data[: chance.randrange(1, 200)]
    return bytes(data)


def _try_mutations(seed: int, count: int) -> None:
    """Every mutation is read or refused with words. One that changes cells may change values: that is not judged."""
    chance = random.Random(seed)
    sources = [GOOD, ods([HEADER, *hours()]), text([HEADER, *hours()]), text([HEADER, *hours()], ",", ".")]
    for _ in range(count):
        with contextlib.suppress(UnreadableFileError):
            read_bytes(_mutated(chance.choice(sources), chance), "a.xlsx", ReadingOptions())


def test_mutated_files_are_read_or_refused() -> None:
    _try_mutations(1, 120)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_many_mutated_files_are_read_or_refused(seed: int) -> None:
    _try_mutations(seed, 500)


# --- the command ----------------------------------------------------------------------------------------------------

KEYS = (
    "file sheet layout column candidates labels rows first last "
    "resolution_minutes unit factor sum_mw energy_mwh problems"
)


def test_check_prints_what_an_import_gives(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(repository / "resources" / "samples" / "purchase_quarter_hours.xlsx")
    assert run_check(path, as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found)[:15] == KEYS.split()
    assert found["file"] == path
    assert (found["rows"], found["labels"], found["resolution_minutes"]) == (96, "end", 15)
    assert (found["first"], found["last"]) == ("2026-11-24 00:15", "2026-11-25 00:00")
    assert found["sum_mw"] == pytest.approx(sum(quarter_values()))
    assert found["energy_mwh"] == pytest.approx(sum(quarter_values()) / 4)
    assert (found["unit"], found["factor"], found["problems"]) == ("MW", 1.0, [])
    assert run_check(path) == 0
    assert "96 rows of 15 minutes from “Purchase (MW)”" in capsys.readouterr().out


def test_check_lists_the_errors_of_rows(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(repository / "resources" / "samples" / "purchase_with_mistakes.csv")
    assert run_check(path, as_json=True) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [(found["row"], found["column"], found["severity"]) for found in problems] == [
        (5, "Compra (MW)", "error"),
        (9, "Compra (MW)", "error"),
        (12, "Fecha y hora", "error"),
        (17, "Fecha y hora", "error"),
        (20, "Compra (MW)", "warning"),
        (None, None, "warning"),
    ]
    assert problems[-1]["message"] == (  # 16:00 is missing beside the mistakes
        "2026-11-24 has 22 of 24 periods. Missing: 11:00 and 16:00; 1 of them may be a row whose time cannot be read."
    )
    assert problems[0]["message"] == "“pendiente” is not a number."
    assert run_check(str(repository / "resources" / "samples" / "purchase_with_mistakes.ods")) == 1
    assert "row 12, Purchase (kW): “see mail” is not a number." in capsys.readouterr().out


def test_check_says_why_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(PNG)
    assert run_check(str(path), as_json=True) == 2
    captured = capsys.readouterr()
    assert "it is a picture" in json.loads(captured.out)["error"]
    assert "it is a picture" in captured.err
    assert run_check(str(path), zone="Mars/Base") == 2
    assert "is not a time zone" in capsys.readouterr().err


def test_check_reads_periods_as_long_as_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.csv"
    path.write_bytes(text([HEADER, *hours(1)]))
    assert run_check(str(path), resolution=15, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["resolution_minutes"] == 15
    assert run_check(str(path)) == 0
    assert "1 rows of 60 minutes" in capsys.readouterr().out


def test_check_takes_the_answers_to_its_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Date;MW\n" + "".join(f"05/06/2026 {hour:02}:00;1.2{hour:02}\n" for hour in range(24)))
    assert run_check(str(path), as_json=True) == 2
    assert "5 June 2026 or 6 May 2026" in capsys.readouterr().err
    assert run_check(str(path), month_first=True, as_json=True) == 2
    assert "point or the comma" in capsys.readouterr().err
    assert run_check(str(path), decimal=",", month_first=True, as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["first"], found["sum_mw"]) == ("2026-05-06 00:00", sum(1200 + hour for hour in range(24)))


def test_check_needs_no_qt(repository: Path) -> None:
    program = (
        "import sys\n"
        "from ravenwits_desktop.spreadsheets.command import run_check\n"
        "status = run_check(sys.argv[1], label='start')\n"
        "assert not [name for name in sys.modules if 'PySide' in name or 'shiboken' in name]\n"
        "sys.exit(status)\n"
    )
    sample = str(repository / "resources" / "samples" / "purchase_quarter_hours.xlsx")
    done = subprocess.run([sys.executable, "-c", program, sample], capture_output=True, text=True, cwd=repository)
    assert (done.returncode, done.stderr) == (0, "")
    assert "times name the start" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_million_rows_of_text_fit_the_limits(tmp_path: Path, quote: str) -> None:
    first = datetime(2000, 1, 1)
    moments = (first + timedelta(minutes=15 * row) for row in range(10**6))
    lines = (f"{quote}{moment:%d/%m/%Y %H:%M}{quote};{row % 97 + 0.25}\n" for row, moment in enumerate(moments))
    path = tmp_path / "million.csv"
    path.write_text("Fecha;Compra MW\n" + "".join(lines))
    assert len(read_file(path, limits=replace(DEFAULT_LIMITS, seconds=120)).rows) == 10**6


@pytest.mark.parametrize(("name", "status"), [("purchase_quarter_hours.xlsx", 0), ("purchase_with_mistakes.csv", 1)])
def test_a_reader_that_has_seen_enough_does_not_change_the_status(repository: Path, name: str, status: int) -> None:
    path = repository / "resources" / "samples" / name
    program = [sys.executable, "-m", "ravenwits_desktop", "check", str(path), "--json"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as check:
        assert check.stdout is not None
        assert check.stderr is not None
        check.stdout.close()
        assert (check.wait(), check.stderr.read()) == (status, b"")
