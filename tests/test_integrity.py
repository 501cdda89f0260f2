"""A frozen program that lacks a file says which."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ravenwits_desktop import integrity

FILES = ["PySide6/QtCore.so", "PySide6/plugins/platforms/xcb.so", "resources/icons/a b.svg", "top.zip"]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    (tmp_path / integrity.LIST).write_text(json.dumps(FILES))
    return tmp_path


def test_nothing_is_missing_in_a_source_tree_or_a_whole_bundle(bundle: Path) -> None:
    assert integrity.bundle() is None
    assert integrity.missing(None) == ()
    assert integrity.missing(bundle) == ()


def test_each_file_that_was_taken_away_is_found(bundle: Path) -> None:
    for name in FILES:
        (bundle / name).unlink()
        assert integrity.missing(bundle) == (name,)
        assert integrity.missing(bundle, ("PySide6/",)) == ((name,) if name.startswith("PySide6/") else ())
        (bundle / name).write_bytes(b"x")


def test_a_file_that_was_emptied_is_as_good_as_gone(bundle: Path) -> None:
    (bundle / FILES[0]).write_bytes(b"")
    assert integrity.missing(bundle) == (FILES[0],)
    assert "missing or empty" in integrity.explain((FILES[0],), bundle)


def test_a_folder_that_is_gone_lacks_all_its_files(bundle: Path) -> None:
    (bundle / FILES[2]).unlink()
    (bundle / "resources" / "icons").rmdir()
    assert integrity.missing(bundle) == (FILES[2],)


@pytest.mark.parametrize("content", [None, b"", b"[", b"\xff"])
def test_a_list_that_cannot_be_read_counts_as_missing(bundle: Path, content: bytes | None) -> None:
    (bundle / integrity.LIST).unlink()
    if content is not None:
        (bundle / integrity.LIST).write_bytes(content)
    assert integrity.missing(bundle) == (integrity.LIST,)


def test_the_message_names_the_file_and_the_way_out(bundle: Path) -> None:
    text = integrity.explain(("PySide6/QtCore.so", "top.zip"), bundle)
    assert str(bundle / "PySide6/QtCore.so") in text
    assert "1 more" in text
    assert "Install the program again" in text
    assert "more" not in integrity.explain(("top.zip",), bundle)


def start_as_frozen(bundle: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line with a bundle that is not its own: what it says of it."""
    code = "import sys; sys.frozen, sys._MEIPASS = True, sys.argv.pop(1)\n"
    code += "from ravenwits_desktop.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", code, str(bundle), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_program_says_so_before_qt_is_touched_and_after_a_failure(bundle: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK")
    whole = start_as_frozen(bundle, "check", str(broken))
    assert (whole.returncode, "is damaged: the file" in whole.stderr) == (2, False)
    (bundle / "top.zip").unlink()
    after = start_as_frozen(bundle, "check", str(broken))
    assert (after.returncode, "top.zip" in after.stderr) == (2, True)
    (bundle / FILES[1]).unlink()
    before = start_as_frozen(bundle, "check", str(broken))
    assert (before.returncode, before.stderr.count("\n")) == (3, 1)
    assert FILES[1] in before.stderr
