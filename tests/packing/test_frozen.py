"""The frozen program on a machine that has nothing: no Python, no environment, no display.

Slow (it freezes the program first): `python -m uv run pytest -m slow tests/packing`. With `--benchmark-enable -s` the
start is measured too, against the program that is not frozen.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.packing.started import NAME, linked, run

pytestmark = pytest.mark.slow
MEGABYTE = 1024 * 1024
LARGEST_BUNDLE = 204 * MEGABYTE
SLOWEST_START = 1.25
ROUNDS = 7
MINE = Path(__file__).resolve().parents[2] / "resources" / "samples"
THEIRS = Path(__file__).resolve().parents[3] / "shared" / "samples"
"""Files of traders that are not part of the repository, where somebody has laid them beside it."""
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"}


def samples() -> list[Path]:
    """All of ours, and of theirs one of each source and format: `tests/spreadsheets` reads them all."""
    theirs = {}
    for path in sorted(THEIRS.rglob("*")):
        if path.suffix.lower() in SUFFIXES:
            theirs.setdefault((path.relative_to(THEIRS).parts[0], path.suffix.lower()), path)
    return [path for path in sorted(MINE.iterdir()) if path.suffix in SUFFIXES] + list(theirs.values())


SAMPLES = samples()


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_reads_as_the_program_does_that_is_not_frozen(bundle: Path, tmp_path: Path, sample: Path) -> None:
    """The child process, the readers of each format, the zones and the encodings are all in the bundle."""
    frozen = run(bundle, tmp_path, "check", str(sample), "--json")
    command = [sys.executable, "-m", "ravenwits_desktop", "check", str(sample), "--json"]
    other = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert json.loads(frozen.stdout) == json.loads(other.stdout)
    assert frozen.returncode == other.returncode
    assert "Traceback" not in frozen.stderr


def test_a_file_that_is_none_is_refused_in_words(bundle: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no spreadsheet at all")
    result = run(bundle, tmp_path, "check", str(broken))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "is damaged: the file" not in result.stderr
    assert result.stderr.strip()


def test_plays_the_main_job_to_the_end(bundle: Path, tmp_path: Path) -> None:
    """The whole program: window, worker, store, chart, keychain, practice server and its own pictures."""
    screens = tmp_path / "screens"
    result = run(bundle, tmp_path, "demo", "--screens", str(screens), timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    pictures = sorted(screens.glob("*.png"))
    assert len(pictures) >= 3
    assert all(picture.stat().st_size > 5_000 for picture in pictures), "pictures with something in them"


def test_runs_from_a_folder_with_blanks_and_letters_of_other_alphabets(bundle: Path, tmp_path: Path) -> None:
    place = linked(bundle, tmp_path / "Programas de energía · 電力 Ω")
    sample = place / "_internal" / "resources" / "samples" / "purchase_quarter_hours.xlsx"
    result = run(place, place, "check", str(sample))
    assert result.returncode == 0, result.stderr
    assert run(place, place, "demo", timeout=300).returncode == 0


def test_carries_what_it_needs_and_no_more(bundle: Path) -> None:
    inside = bundle / "_internal"
    assert (inside / "resources" / "icons" / "submit.svg").is_file()
    assert (inside / "resources" / "samples" / "purchase_quarter_hours.xlsx").is_file()
    assert (inside / "tzdata" / "zoneinfo" / "Europe" / "Madrid").is_file()
    names = {path.name for path in inside.rglob("*")}
    assert not {
        name for name in names if name.startswith(("libQt6Qml", "libQt6Quick", "libQt6Pdf", "libgtk", "libcups."))
    }
    assert not names & {"pytest", "mypy", "tkinter", "hypothesis", "PyInstaller"}
    assert not names & {"RECORD", "INSTALLER", "REQUESTED"}, "they differ from folder to folder in which it is built"


def test_is_no_larger_than_allowed(bundle: Path) -> None:
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    largest = sorted(files, key=lambda path: path.stat().st_size, reverse=True)[:10]
    told = "\n".join(f"{path.stat().st_size / MEGABYTE:6.1f} MB {path.relative_to(bundle)}" for path in largest)
    sys.stdout.write(f"\n{size / MEGABYTE:6.1f} MB in {len(files)} files; the largest are\n{told}\n")
    assert size <= LARGEST_BUNDLE, told


def test_every_part_of_it_comes_with_its_licence(bundle: Path) -> None:
    folder = bundle / "_internal" / "resources" / "licences"
    parts = json.loads((folder / "parts.json").read_text(encoding="utf-8"))
    for part in parts:
        assert part["texts"], part["name"]
        assert all((folder / text).stat().st_size > 100 for text in part["texts"]), part["name"]
    names = {part["name"] for part in parts}
    assert {"python", "pyside6-essentials", "shiboken6", "numpy", "httpx", "sqlalchemy", "python-calamine"} <= names
    assert not names & {"pytest", "mypy", "ruff", "hypothesis", "setuptools", NAME}
    carried = {path.name.partition("-")[0] for path in (bundle / "_internal").glob("*.dist-info")}
    assert carried <= {name.replace("-", "_") for name in names}


LOST = (
    ("PySide6/Qt/plugins/platforms/*offscreen*", ["demo"]),  # Qt would abort the process
    ("sqlalchemy/engine/_result_cy*", ["demo"]),  # the worker's thread cannot begin
    ("python_calamine/_python_calamine*", ["check", str(MINE / "purchase_quarter_hours.xlsx")]),  # a child process ends
)


@pytest.mark.skipif(sys.platform == "darwin", reason="an app has another layout")
@pytest.mark.parametrize("emptied", [False, True], ids=["gone", "emptied"])
@pytest.mark.parametrize(("pattern", "command"), LOST, ids=[pattern for pattern, _ in LOST])
def test_a_file_that_was_taken_away_or_emptied_is_named_with_the_way_out(
    bundle: Path, tmp_path: Path, pattern: str, command: list[str], emptied: bool
) -> None:
    broken = linked(bundle, tmp_path / "broken")
    (lost,) = (broken / "_internal").glob(pattern)
    lost.unlink()
    if emptied:
        lost.touch()
    result = run(broken, tmp_path, *command, timeout=300)
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert lost.name in last
    assert "Install the program again" in last


QUIET = (
    "tzdata/zoneinfo/Europe/Madrid",
    "certifi/cacert.pem",
    "resources/icons/submit.svg",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
)
"""What a start can do without, or nearly: it goes on and says what is missing."""


@pytest.mark.skipif(sys.platform != "linux", reason="names of files of this system")
@pytest.mark.parametrize("name", QUIET)
def test_a_start_that_goes_on_without_a_file_says_which(bundle: Path, tmp_path: Path, name: str) -> None:
    if not (bundle / "_internal" / name).is_file():
        pytest.skip("not a file of this bundle")
    broken = linked(bundle, tmp_path / "broken")
    (broken / "_internal" / name).unlink()
    environment = {"RAVENWITS_MEASURE": "1", "QT_QPA_PLATFORM": "offscreen"}
    command = [str(broken / NAME), "--data-dir", str(tmp_path / "data")]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=180, check=False)
    told = done.stderr
    for log in (tmp_path / "data" / "logs").glob("*.log"):
        told += log.read_text(encoding="utf-8")
    assert name in told, done
    assert "Traceback" not in done.stderr


BEFORE_ALL = ("libpython*", "base_library.zip")
"""What Python itself begins with: the launcher alone is there to say so, and nothing of ours."""


@pytest.mark.skipif(sys.platform != "linux", reason="names of files of this system")
@pytest.mark.parametrize("pattern", BEFORE_ALL)
def test_what_python_begins_with_is_told_by_the_launcher_as_the_readme_says(
    bundle: Path, tmp_path: Path, repository: Path, pattern: str
) -> None:
    broken = linked(bundle, tmp_path / "broken")
    (lost,) = [path for path in (broken / "_internal").glob(pattern) if not path.is_symlink()]
    lost.unlink()
    done = run(broken, tmp_path, "--version")
    assert done.returncode not in (0, 3)
    words = {"libpython*": "Failed to load Python shared library", "base_library.zip": "No module named 'encodings'"}
    assert words[pattern] in done.stderr
    assert words[pattern] in (repository / "README.md").read_text(encoding="utf-8")


def started(command: list[str], folder: Path) -> float:
    """Seconds until the window is painted."""
    environment = {**os.environ, "RAVENWITS_MEASURE": "1", "QT_QPA_PLATFORM": "offscreen"}
    begun = time.perf_counter()
    seconds = 0.0
    with subprocess.Popen([*command, "--data-dir", str(folder)], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line)["mark"] == "painted":
                seconds = time.perf_counter() - begun
    assert process.returncode == 0
    return seconds


def test_starts_as_fast_as_the_program_that_is_not_frozen(
    bundle: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("measured by its own command")
    frozen, other = [str(bundle / NAME)], [sys.executable, "-m", "ravenwits_desktop"]
    times: dict[str, list[float]] = {"frozen": [], "not frozen": []}
    for round_ in range(ROUNDS + 1):
        for name, command in (("frozen", frozen), ("not frozen", other)):
            seconds = started(command, tmp_path / f"{name} {round_}")
            if round_:  # the first start reads from the disk what the others find in memory
                times[name].append(seconds)
    ratio = statistics.median(times["frozen"]) / statistics.median(times["not frozen"])
    sys.stdout.write(f"\nthe frozen program paints its window {ratio:.2f} x as late (at most {SLOWEST_START})\n")
    assert ratio <= SLOWEST_START
