"""The scripted tour in a process of its own, as it is pasted from the README."""

from __future__ import annotations

import json
import os
import subprocess
import sys

STEPS = ["window", "drop", "import", "edit", "review", "submit", "completed", "chart"]


def demo(*arguments):
    command = [sys.executable, "-m", "ravenwits_desktop", "demo", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=dict(os.environ), check=False)


def test_each_step_is_played_told_and_pictured(tmp_path):
    ran = demo("--json", "--screens", tmp_path)
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [line["name"] for line in lines] == STEPS
    assert all(line["passed"] and line["seen"] for line in lines)
    assert (ran.returncode, ran.stderr) == (0, "")
    pictures = sorted(path.name for path in tmp_path.iterdir())
    assert pictures == [f"{number}-{name}.png" for number, name in enumerate(STEPS, start=1)]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in tmp_path.iterdir())


def test_a_step_that_fails_ends_it_with_status_1(tmp_path):
    (tmp_path / "3-import.png").mkdir()
    ran = demo("--screens", tmp_path)
    assert ran.returncode == 1
    lines = ran.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["ok", "ok", "FAILED"]
    assert "3-import.png" in lines[-1]
    assert ran.stderr == ""


def test_a_folder_for_the_pictures_that_cannot_be_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    ran = demo("--screens", tmp_path / "file")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("The folder")
