"""Ctrl+C in the terminal, and a demo whose window is closed in the middle: the program ends by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent another way there")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window(tmp_path, number):
    command = [sys.executable, "-m", "ravenwits_desktop", "--data-dir", str(tmp_path / "data")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as program:
        log = tmp_path / "data" / "logs" / "ravenwits.log"
        while not (log.exists() and "starts" in log.read_text()):
            assert program.poll() is None
        program.send_signal(number)
        _, said = program.communicate(timeout=30)
    assert (program.returncode, said) == (0, "")


def test_a_demo_that_is_interrupted_ends_at_once_and_leaves_nothing(tmp_path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "ravenwits_desktop", "demo"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        first = demo.stdout.readline()
        assert first.startswith("ok     1")
        demo.send_signal(signal.SIGINT)
        rest, _ = demo.communicate(timeout=30)
    assert demo.returncode == 1
    assert "the window was closed" in rest
    assert not list(tmp_path.glob("ravenwits-demo-*"))
