"""The frozen program on a machine that has nothing: no Python, no environment, no display.

Slow (it freezes the program first): `python -m uv run pytest -m slow tests/test_frozen.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
NAME = "ravenwits-desktop"
LARGEST_BUNDLE = 300 * 1024 * 1024


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `build.spec` leaves."""
    folder = tmp_path_factory.mktemp("frozen")
    repository = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work"), str(repository / "build.spec")]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-4000:]
    return folder / "dist" / NAME


def run(bundle: Path, cwd: Path, *arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Start the frozen program with an empty environment (Windows cannot start anything without its own folder)."""
    name = f"{NAME}-console.exe" if os.name == "nt" else NAME
    environment = {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if os.name == "nt" else {}
    return subprocess.run(
        [str(bundle / name), *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def test_reads_a_spreadsheet_in_its_child_process(bundle: Path, repository: Path, tmp_path: Path) -> None:
    sample = repository / "resources" / "samples" / "purchase_quarter_hours.xlsx"
    result = run(bundle, tmp_path, "check", str(sample), "--json")
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert (answer["rows"], answer["resolution_minutes"], answer["problems"]) == (96, 15, [])


def test_a_file_that_is_none_is_refused_in_words(bundle: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no spreadsheet at all")
    result = run(bundle, tmp_path, "check", str(broken))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()


def test_plays_the_main_job_to_the_end(bundle: Path, tmp_path: Path) -> None:
    """The whole program: window, worker, store, chart, keychain, practice server and its own pictures."""
    screens = tmp_path / "screens"
    result = run(bundle, tmp_path, "demo", "--screens", str(screens), timeout=180)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    pictures = sorted(screens.glob("*.png"))
    assert len(pictures) >= 3
    assert all(picture.stat().st_size > 5_000 for picture in pictures), "pictures with something in them"


def test_carries_its_drawings_and_samples_and_no_more_than_it_needs(bundle: Path) -> None:
    inside = bundle / "_internal"
    assert (inside / "resources" / "icons" / "submit.svg").is_file()
    assert (inside / "resources" / "samples" / "purchase_quarter_hours.xlsx").is_file()
    assert (inside / "tzdata" / "zoneinfo" / "Europe" / "Madrid").is_file()
    names = {path.name for path in inside.rglob("*")}
    assert not {name for name in names if name.startswith(("libQt6Qml", "libQt6Quick", "libQt6Pdf"))}
    assert not names & {"pytest", "mypy", "tkinter", "hypothesis", "PyInstaller"}
    assert (
        sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file() and not path.is_symlink())
        < LARGEST_BUNDLE
    )
