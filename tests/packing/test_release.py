"""What a release is made of: the archive, the list of contents, sums, news, and the workflow that publishes them."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

import ravenwits_desktop
from tests.packing.conftest import PACKING, REPOSITORY, freeze

Pack = Callable[..., subprocess.CompletedProcess[str]]
VERSION = ravenwits_desktop.__version__
LARGEST_ARCHIVE = 64 * 1024 * 1024
WORKFLOW = REPOSITORY / ".github" / "workflows" / "release.yml"
SCRIPTS = [
    path
    for path in sorted(PACKING.iterdir())
    if path.is_file() and path.read_bytes().startswith(b"#!/usr/bin/env bash")
]


def test_the_news_of_this_version_are_told(pack: Pack) -> None:
    told = pack("release.py", "news").stdout
    assert len(told) > 50
    assert "#" not in told


def test_the_sums_are_those_that_sha256sum_checks(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "one.msi").write_bytes(b"one")
    (tmp_path / "two words.dmg").write_bytes(b"two")
    pack("release.py", "sums", tmp_path)
    pack("release.py", "sums", tmp_path)  # its own file is none of them
    checked = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout.count(": OK")) == (0, 2), checked.stderr


def test_the_notice_names_each_installer_with_its_hash(tmp_path: Path, pack: Pack) -> None:
    names = {
        "windows-x64-user": f"ravenwits-desktop-{VERSION}-windows-x64-user.msi",
        "macos-arm64": f"ravenwits-desktop-{VERSION}-macos-arm64.dmg",
        "linux-x86_64": f"ravenwits-desktop-{VERSION}-linux-x86_64.tar.xz",
    }
    for name in names.values():
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "ravenwits-desktop-0.0.1-macos-arm64.dmg").write_bytes(b"of another version")
    pack("release.py", "notice", tmp_path, r"\\server\software")
    told = json.loads((tmp_path / "update.json").read_text(encoding="utf-8"))
    assert (told["version"], told["place"]) == (VERSION, r"\\server\software")
    assert told["files"] == {
        kind: {"file": name, "sha256": hashlib.sha256(name.encode()).hexdigest(), "size": len(name)}
        for kind, name in names.items()
    }


def test_a_folder_without_installers_has_no_notice(tmp_path: Path, pack: Pack) -> None:
    assert "no installers" in pack("release.py", "notice", tmp_path, "there", status=1).stderr


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="needs shellcheck")
@pytest.mark.parametrize("script", SCRIPTS, ids=[script.name for script in SCRIPTS])
def test_the_scripts_have_no_mistake_that_shellcheck_knows(script: Path) -> None:
    checked = subprocess.run(["shellcheck", str(script)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_workflow_has_no_mistake_that_zizmor_knows() -> None:
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", str(WORKFLOW)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_nothing_is_published_before_all_of_it_was_tried() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    jobs = dict(re.findall(r"(?m)^  ([a-z]+):\n((?:    .*\n|\n)+)", text.partition("\njobs:\n")[2]))
    needs = {
        name: set(re.findall(r"[a-z]+", re.findall(r"needs: (.*)", body)[0]))
        for name, body in jobs.items()
        if "needs:" in body
    }
    assert needs["publish"] == {"packages", "windows", "macos", "linux"}
    assert needs["windows"] == {"packages"}
    assert needs["macos"] == needs["linux"] == needs["packages"] == {"bundle"}
    assert needs["bundle"] == {"check"}
    assert "/compare/$MAIN...$GITHUB_SHA" in jobs["check"], "no tag of a commit that nobody has merged"
    assert not re.findall(r"pip install (?:-\S+ )?uv(?!==)", text), "the tool that fetches the rest is pinned too"
    assert [name for name, body in jobs.items() if "contents: write" in body] == ["publish"]
    assert not re.findall(r"uses: [^@\s]+@(?![0-9a-f]{40} # v)", text), "an action that is not pinned by its commit"
    called = set(re.findall(r"\.ci[/\\]packing[/\\]([\w.-]+)", text))
    assert all((PACKING / name).is_file() for name in called)
    assert {
        "freeze",
        "dmg",
        "msi.py",
        "archive.py",
        "contents.py",
        "try-windows.ps1",
        "try-macos",
        "try-linux",
    } <= called


def test_a_version_is_tried_over_the_one_before_and_the_stand_in_for_that_is_not_published() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    jobs = dict(re.findall(r"(?m)^  ([a-z]+):\n((?:    .*\n|\n)+)", text.partition("\njobs:\n")[2]))
    (made,) = re.findall(r"msi\.py dist/ravenwits-desktop dist/former (\S+)", jobs["packages"])
    assert made != VERSION
    assert f"rm -rf dist/bundle.tar dist/*-{made}-*.msi dist/*.log dist/*/\n" in jobs["publish"]
    assert jobs["publish"].index("rm -rf") < jobs["publish"].index("release.py sums")
    assert jobs["windows"].index("gh release download") < jobs["windows"].index("try-windows.ps1")
    script = (PACKING / "try-windows.ps1").read_text(encoding="utf-8")
    steps = [
        'Install-Silently "/i" $formerPackage |',
        'Install-Silently "/i" $package |',
        "Confirm-Data\n$log",
        'Install-Silently "/i" $formerPackage 1603',
        'Install-Silently "/i" $otherPackage 1603',
        'Install-Silently "/x" $package |',
        "Confirm-Data\nRemove",
    ]
    places = [script.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)
    told = (REPOSITORY / "resources" / "windows" / "installer.wxs").read_text(encoding="utf-8")
    told += (PACKING / "msi.py").read_text(encoding="utf-8")
    for words in re.findall(r'-SimpleMatch "([^"]+)"', script):
        assert words in told, "what the log is searched for is what the package says"


def test_files_for_windows_are_signed_where_there_is_a_certificate(tmp_path: Path, pack: Pack) -> None:
    if not (shutil.which("osslsigncode") and shutil.which("openssl") and shutil.which("wixl")):
        pytest.skip("needs osslsigncode, openssl and wixl")
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "ravenwits-desktop.exe").write_bytes(b"MZ")
    pack("msi.py", tmp_path / "bundle", tmp_path)
    package = next(tmp_path.glob("*-user.msi"))
    key, certificate, both = (tmp_path / name for name in ("key.pem", "certificate.pem", "both.p12"))
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Test", "-days", "2"]
    request += ["-addext", "extendedKeyUsage=codeSigning", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(request, capture_output=True, check=True)
    password = tmp_path / "password"
    password.write_text("secret")
    export = ["openssl", "pkcs12", "-export", "-inkey", str(key), "-in", str(certificate), "-out", str(both)]
    subprocess.run([*export, "-passout", f"file:{password}"], capture_output=True, check=True)
    sign = [str(PACKING / "sign-windows"), str(package)]
    without = subprocess.run(sign, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True)
    assert "NOT signed" in without.stdout
    settings = {"PATH": "/usr/bin:/bin", "SIGNING_CERTIFICATE": str(both), "SIGNING_PASSWORD_FILE": str(password)}
    subprocess.run(sign, env=settings, capture_output=True, text=True, check=True)
    verify = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(package)]
    assert "Signature verification: ok" in subprocess.run(verify, capture_output=True, text=True, check=False).stdout


@pytest.mark.slow
@pytest.mark.release
@pytest.mark.skipif(sys.platform != "linux", reason="the archive is for Linux")
def test_the_archive_is_unpacked_and_runs(bundle: Path, tmp_path: Path, pack: Pack) -> None:
    archive = Path(pack("archive.py", bundle, tmp_path).stdout.strip())
    assert archive.name == f"ravenwits-desktop-{VERSION}-linux-{platform.machine()}.tar.xz"
    with tarfile.open(archive) as opened:
        names = opened.getnames()
        assert {info.uname for info in opened.getmembers()} == {"root"}
    assert {name.partition("/")[0] for name in names} == {"ravenwits-desktop"}
    assert "ravenwits-desktop/share/applications/ravenwits-desktop.desktop" in names
    tried = subprocess.run([str(PACKING / "try-linux"), str(archive)], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stdout[-2000:] + tried.stderr[-2000:]
    assert "96 rows" in tried.stdout
    assert archive.stat().st_size <= LARGEST_ARCHIVE
    sys.stdout.write(f"\n{archive.name}: {archive.stat().st_size / 1024 / 1024:.1f} MB\n")


def test_the_licences_of_a_bundle_make_the_same_archive_at_any_time(tmp_path: Path, pack: Pack) -> None:
    packed = []
    for moment in (1_000_000_000, 1_700_000_000):
        bundle = tmp_path / str(moment)
        folder = bundle / "_internal" / "resources" / "licences"
        (folder / "qt").mkdir(parents=True)
        for name in ("parts.json", "qt/LGPL.txt"):
            (folder / name).write_text("text")
            os.utime(folder / name, (moment, moment))
        pack("archive.py", "licences", bundle, bundle / "licences.tar.xz")
        packed.append((bundle / "licences.tar.xz").read_bytes())
    assert packed[0] == packed[1]
    with tarfile.open(tmp_path / "1700000000" / "licences.tar.xz") as opened:
        assert "licences/qt/LGPL.txt" in opened.getnames()
    assert "no licences" in pack("archive.py", "licences", tmp_path, tmp_path / "x.tar.xz", status=1).stderr


def test_what_is_packed_bears_the_time_of_the_commit() -> None:
    command = [sys.executable, "-c", "import product; print(product.moment())"]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    told = subprocess.run(command, cwd=PACKING, env=environment, capture_output=True, text=True, check=True).stdout
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    assert int(told) == int(commit)


@pytest.mark.slow
def test_the_list_of_contents_names_what_is_in_the_bundle(bundle: Path, tmp_path: Path, pack: Pack) -> None:
    pack("contents.py", bundle, tmp_path / "one.cdx.json")
    told = json.loads((tmp_path / "one.cdx.json").read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["version"] == VERSION
    parts = {part["name"]: part for part in told["components"]}
    assert parts["httpx"]["purl"].startswith("pkg:pypi/httpx@")
    assert {"calamine", "openssl", "libsodium"} <= parts.keys(), "what is built into wheels"
    assert "pyinstaller" in parts, "whose launcher is the program that is started"
    references = [part["bom-ref"] for part in told["components"]]
    assert len(references) == len(set(references))
    depends = {one["ref"]: one.get("dependsOn", []) for one in told["dependencies"]}
    assert parts["calamine"]["bom-ref"] in depends[parts["python-calamine"]["bom-ref"]]
    assert parts["pyside6-essentials"]["licenses"]
    assert not parts.keys() & {"pytest", "mypy", "ruff", "pyinstaller-hooks-contrib"}


@pytest.mark.slow
@pytest.mark.release
def test_two_builds_are_the_same(bundle: Path, tmp_path: Path) -> None:
    """To the last byte, on one system; signatures and their times come later and differ."""

    def content(folder: Path) -> dict[str, str]:
        return {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file()
        }

    again = freeze(tmp_path)
    first, second = content(bundle), content(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_entry_of_the_menu_offers_the_same_kinds_of_files(repository: Path) -> None:
    sys.path.insert(0, str(PACKING))
    import product

    entry = (repository / "resources" / "linux" / "ravenwits-desktop.desktop").read_text(encoding="utf-8")
    (kinds,) = re.findall(r"(?m)^MimeType=(.*)$", entry)
    assert kinds.rstrip(";").split(";") == [mime for mime, _ in product.KINDS.values()]
    assert f"Name={product.NAME}\n" in entry
