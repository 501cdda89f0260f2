"""Spreadsheets and texts, read and written beside the loop."""

from __future__ import annotations

import multiprocessing
import sys

import pytest

from ravenwits_desktop.assets import resource
from ravenwits_desktop.domain.reading import ReadingOptions
from ravenwits_desktop.domain.text import Decimal
from ravenwits_desktop.worker.events import FileNotRead, FileRead, FileWritten, OutputsRead
from ravenwits_desktop.worker.files import READERS
from tests.store.factory import a_draft, a_purchase
from tests.worker.test_store_faults import full_disk


def rows(number: int) -> str:
    lines = [f"24/11/2026 {hour:02}:{minute:02};{number}.5" for hour in range(1, 24) for minute in (0, 15, 30, 45)]
    return "datetime;MW\n" + "\n".join(lines) + "\n"


def test_each_reading_is_answered_under_its_number(start, tmp_path):
    bench = start()
    files = []
    for number in range(READERS + 3):
        files.append(tmp_path / f"day {number}.csv")
        files[-1].write_text(rows(number))
    numbers = [bench.worker.read_file(str(file), ReadingOptions()) for file in files]
    assert len(set(numbers)) == len(files)
    missing = bench.worker.read_file(str(tmp_path / "missing.csv"), ReadingOptions())
    bench.wait_until(lambda: len(bench.all(FileRead)) == len(files) and bench.all(FileNotRead))
    assert bench.all(FileNotRead)[0].request == missing
    for event in bench.all(FileRead):
        assert event.path == str(files[numbers.index(event.request)])
        assert event.reading.rows.mw[0] == numbers.index(event.request) + 0.5


def test_the_next_file_has_a_reader_that_has_started_and_the_end_leaves_none(start, tmp_path):
    bench = start()
    (tmp_path / "day.csv").write_text(rows(1))
    for number in range(1, 4):
        bench.wait_until(multiprocessing.active_children)
        (before,) = multiprocessing.active_children()
        bench.worker.read_file(str(tmp_path / "day.csv"), ReadingOptions())
        bench.wait_until(lambda number=number: len(bench.all(FileRead)) == number)
        bench.wait_until(lambda before=before: before not in multiprocessing.active_children())
    bench.wait_until(multiprocessing.active_children)
    bench.stop()
    assert not multiprocessing.active_children()


def test_a_reader_that_nobody_needs_is_dismissed(start, tmp_path, monkeypatch):
    monkeypatch.setattr("ravenwits_desktop.worker.files.SPARE_SECONDS", 1.0)
    bench = start()
    (tmp_path / "day.csv").write_text(rows(1))
    bench.worker.read_file(str(tmp_path / "day.csv"), ReadingOptions())
    bench.wait_for(FileRead)
    bench.wait_until(multiprocessing.active_children)
    bench.wait_until(lambda: not multiprocessing.active_children())


def test_a_reading_that_is_given_up_is_not_answered(start, tmp_path):
    bench = start()
    (tmp_path / "day.csv").write_text(rows(1))
    given_up = [bench.worker.read_file(str(tmp_path / "day.csv"), ReadingOptions()) for _ in range(READERS + 1)]
    for request in given_up:
        bench.worker.cancel_reading(request)
    wanted = bench.worker.read_file(str(tmp_path / "day.csv"), ReadingOptions())
    bench.wait_for(FileRead)
    assert [event.request for event in bench.all(FileRead)] == [wanted]
    assert not bench.all(FileNotRead)
    bench.worker.cancel_reading(wanted)
    bench.worker.cancel_reading(999)


def test_the_store_is_not_held_up_by_a_long_file(start, tmp_path):
    bench = start()
    (tmp_path / "long.csv").write_text("datetime;MW\n" + "24/11/2026 00:15;1\n" * 500_000)
    request = bench.worker.read_file(str(tmp_path / "long.csv"), ReadingOptions())
    bench.draft(a_purchase())
    assert not bench.all(FileRead) + bench.all(FileNotRead)
    bench.worker.cancel_reading(request)


def test_a_text_is_read_or_it_is_said_why_not(start, tmp_path):
    bench = start()
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text("\ufeff[1, “ñ”]", encoding="utf-8")
    bad.write_bytes(b"\xff\xfe\x00")
    for path in (good, bad, tmp_path / "missing", tmp_path):
        bench.worker.read_outputs(str(path))
    bench.wait_until(lambda: len(bench.all(OutputsRead)) == 4)
    told = {event.path: event for event in bench.all(OutputsRead)}
    assert told[str(good)].text == "[1, “ñ”]"
    for path in (bad, tmp_path / "missing", tmp_path):
        assert told[str(path)].text is None
        assert str(path) in str(told[str(path)].message)


def test_a_draft_is_written_and_read_back(start, tmp_path):
    bench = start()
    draft = a_draft()
    for name in ("draft.xlsx", "draft.csv"):
        bench.worker.export_draft(draft, str(tmp_path / name), Decimal.COMMA)
    bench.wait_until(lambda: len(bench.all(FileWritten)) == 2)
    assert all(event.message is None for event in bench.all(FileWritten))
    for name in ("draft.xlsx", "draft.csv"):
        bench.worker.read_file(str(tmp_path / name), ReadingOptions())
    bench.wait_until(lambda: len(bench.all(FileRead)) == 2)
    assert all(event.reading.rows.mw.tolist() == draft.rows.mw.tolist() for event in bench.all(FileRead))


def test_an_export_that_cannot_be_written_says_so(start, tmp_path):
    bench = start()
    bench.worker.export_draft(a_draft(), str(tmp_path / "no" / "draft.csv"), Decimal.POINT)
    assert "could not be written" in str(bench.wait_for(FileWritten).message)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("name", ["draft.csv", "draft.xlsx"])
def test_an_export_that_finds_no_room_leaves_what_was_there(start, tmp_path, name):
    bench = start()
    bench.worker.export_draft(a_draft(), str(tmp_path / name), Decimal.POINT)
    bench.wait_for(FileWritten)
    before = (tmp_path / name).read_bytes()
    bench.forget()
    with full_disk():
        bench.worker.export_draft(a_draft(), str(tmp_path / name), Decimal.POINT)
        assert "could not be written" in str(bench.wait_for(FileWritten).message)
    assert (tmp_path / name).read_bytes() == before


def test_the_sample_is_read(start):
    bench = start()
    bench.worker.read_file(str(resource("samples/purchase_quarter_hours.xlsx")), ReadingOptions())
    bench.wait_until(lambda: bench.all(FileRead) or bench.all(FileNotRead))
    assert not bench.all(FileNotRead)
