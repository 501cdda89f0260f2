"""What the README tells an IT department is done here as it stands there, as far as Linux allows."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ravenwits_desktop
from tests.packing.conftest import PACKING, REPOSITORY

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
WORKFLOW = (REPOSITORY / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="the archive is for Linux")
def test_the_lines_for_linux_install_upgrade_and_remove(tmp_path: Path, pack: Callable[..., object]) -> None:
    (block,) = re.findall(r"(?m)^On Linux, as root;.*\n\n```sh\n((?:.*\n)+?)```", README)
    *installing, removing = block.splitlines()
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "ravenwits-desktop").write_text("#!/bin/sh\necho there\n")
    (tmp_path / "bundle" / "ravenwits-desktop").chmod(0o755)
    pack("archive.py", tmp_path / "bundle", tmp_path)
    archive = tmp_path / f"ravenwits-desktop-{ravenwits_desktop.__version__}-linux-{platform.machine()}.tar.xz"
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "update-desktop-database").write_text('#!/bin/sh\n[ -d "$1" ]\n')
    (tools / "update-desktop-database").chmod(0o755)
    root = tmp_path / "root"
    (root / "opt").mkdir(parents=True)

    def follow(*lines: str) -> None:
        text = "\n".join(lines).replace("FILE.tar.xz", str(archive))
        text = re.sub(r"(?<![\w/])/(?=opt|usr)", f"{root}/", text)
        assert str(root) in text
        subprocess.run(["sh", "-e", "-c", text], env={"PATH": f"{tools}:/usr/bin:/bin"}, check=True)

    def there() -> set[str]:
        return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}

    follow(*installing)
    installed = there()
    assert "usr/local/share/applications/ravenwits-desktop.desktop" in installed
    assert "usr/local/share/icons/hicolor/scalable/apps/ravenwits-desktop.svg" in installed
    (root / "opt" / "ravenwits-desktop" / "of the version before").touch()
    follow(*installing)
    assert there() == installed, "an upgrade leaves nothing of the version before"
    follow(removing)
    assert there() == set()


def test_each_script_of_the_workflow_has_its_line_and_each_secret_its_name() -> None:
    called = set(re.findall(r"\.ci[/\\]packing[/\\]([\w.-]+)", WORKFLOW)) - {"product.py"}
    told = set(re.findall(r"\.ci[/\\]packing[/\\]([\w.-]+)", README))
    assert called - told == set()
    assert README.index("packing/msi.py dist/ravenwits-desktop dist\n") < README.index(
        "packing/sign-windows dist/*.msi"
    )
    secrets = set(re.findall(r"\b(?:secrets|vars)\.(\w+)", WORKFLOW))
    assert {name for name in secrets if f"`{name}`" not in README} == set()


def test_the_checklist_gives_each_script_what_it_asks_for() -> None:
    checklist = README[README.index("The first person with such a computer") :]
    script = (PACKING / "try-windows.ps1").read_text(encoding="utf-8")
    trials = re.findall(r"(?m)^ +\.ci\\packing\\try-windows\.ps1 (.*)$", checklist)
    assert len(trials) == 2
    assert {len(trial.split()) for trial in trials} == {script.count("[Parameter(Mandatory)]")}
    for name in re.findall(r"\.ci[/\\]packing[/\\]([\w.-]+)", checklist):
        assert (PACKING / name).is_file(), name
