"""What the repository promises by itself: one set of versions everywhere, and nothing in it that belongs elsewhere."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

DATA_SUFFIXES = {".png", ".xlsx", ".xls", ".ods", ".ico", ".icns"}
"""Files with bytes that no one can read, made for people or for the tests; everything else is text."""
GENERATED_SUFFIXES = {".qm", ".pyc", ".so", ".dll", ".exe", ".dylib", ".whl", ".zip", ".gz", ".db", ".sqlite", ".lock"}
LARGEST_FILE = 1024 * 1024
ELSEWHERE = (
    # the parts are apart so that this file does not name them either
    r"pypi" + r"\.org",
    r"python" + r"hosted",
    r"npm" + r"js\.",
    r"deb\." + r"debian",
    r"/ro" + r"ot/",
    r"/wo" + r"rk/(main|shared)",
    r"/ho" + r"me/[a-z]+/",
    r"/Us" + r"ers/[A-Za-z]+/",
    r"[A-Z]:\\Us" + r"ers\\",
)


@pytest.fixture
def project(repository: Path) -> dict[str, Any]:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def tracked(repository: Path) -> list[Path]:
    """Every file under version control."""
    if not shutil.which("git") or not (repository / ".git").exists():
        pytest.skip("not a clone")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True).stdout.decode()
    return [path for name in listing.split("\0") if name and (path := repository / name).is_file()]


def direct(project: dict[str, Any]) -> list[Requirement]:
    return [Requirement(text) for text in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"])]


def exact_version(requirement: Requirement) -> str:
    (specifier,) = requirement.specifier
    assert specifier.operator == "==", requirement
    assert "*" not in specifier.version, requirement
    return specifier.version


def test_every_dependency_has_one_exact_version(project: dict[str, Any]) -> None:
    """All that is installed because of us, however deep, is named in pyproject.toml in the version that is there."""
    pins = project["tool"]["uv"]["constraint-dependencies"]
    requirements = [*direct(project), *map(Requirement, pins)]
    wanted = {
        canonicalize_name(requirement.name): exact_version(requirement)
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate()
    }
    waiting, seen = [(requirement.name, requirement.extras) for requirement in direct(project)], set()
    while waiting:
        name, extras = waiting.pop()
        name = canonicalize_name(name)
        if (name, frozenset(extras)) in seen:
            continue
        seen.add((name, frozenset(extras)))
        assert name in wanted, f"{name} is not pinned: run .ci/pin"
        assert importlib.metadata.version(name) == wanted[name], f"{name} is not there in the pinned version"
        for text in importlib.metadata.requires(name) or []:
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                waiting.append((needed.name, needed.extras))
    assert len(seen) > len(direct(project))


def test_what_builds_the_package_is_pinned_too(project: dict[str, Any]) -> None:
    for text in (*project["build-system"]["requires"], *project["tool"]["uv"]["build-constraint-dependencies"]):
        assert exact_version(Requirement(text))


def test_markers_hold_on_every_supported_system(project: dict[str, Any]) -> None:
    """No package is pinned twice for one system and one Python."""
    pins = [Requirement(text) for text in project["tool"]["uv"]["constraint-dependencies"]]
    for python in ("3.11", "3.12", "3.13"):
        for system in ("linux", "darwin", "win32"):
            here = {"python_version": python, "python_full_version": f"{python}.5", "sys_platform": system}
            names = [pin.name for pin in pins if pin.marker is None or pin.marker.evaluate(here)]
            assert len(names) == len(set(names)), f"{python} on {system}"


def test_no_file_names_a_registry_or_a_machine(tracked: list[Path]) -> None:
    pattern = re.compile("|".join(ELSEWHERE))
    found = []
    for path in tracked:
        if path.suffix in DATA_SUFFIXES:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := pattern.search(line):
                found.append(f"{path.name}:{number}: {match.group()}")
    assert not found, "\n".join(found)


def test_nothing_generated_is_kept(tracked: list[Path]) -> None:
    for path in tracked:
        assert path.suffix not in GENERATED_SUFFIXES, f"{path} is made by a program"
        assert path.stat().st_size <= LARGEST_FILE, f"{path} is too large to be kept"
        if path.suffix not in DATA_SUFFIXES:
            assert b"\0" not in path.read_bytes(), f"{path} is no text"


def test_the_readme_gives_both_commands_and_ci_runs_the_second(repository: Path) -> None:
    lines = [line.strip() for line in (repository / "README.md").read_text(encoding="utf-8").splitlines()]
    assert "python -m pip install -q uv && python -m uv run ravenwits-desktop demo" in lines
    command = "python -m pip install -q uv && python -m uv run pytest -n 4 --dist loadfile"
    assert command in lines
    assert command in (repository / ".ci" / "run").read_text(encoding="utf-8")


def test_a_checkout_on_windows_has_the_same_bytes(repository: Path, tracked: list[Path], tmp_path: Path) -> None:
    """Git for Windows asks for line ends of its own; what is bundled would differ from a build elsewhere."""
    names = [path.relative_to(repository).as_posix() for path in tracked]
    windows = ["git", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", "-C", str(repository)]
    subprocess.run([*windows, "checkout-index", "-a", f"--prefix={tmp_path.as_posix()}/"], check=True)
    changed = [name for name in names if (tmp_path / name).read_bytes() != (repository / name).read_bytes()]
    assert changed == []
