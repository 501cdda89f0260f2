"""Gathers the licence texts of everything that a bundle holds, while it is built.

What is in the bundle is asked of the bundle itself: each file belongs to a Python distribution, to Python, or (on
Linux) to a package of the system. A part without a text is an error, so that none is shipped without.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
import shutil
import sqlite3
import ssl
import subprocess
import sys
import sysconfig
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.parsers import expat as pyexpat

from packageurl import PackageURL

KEPT = Path(__file__).resolve().parents[2] / "resources" / "licences"
"""Texts of parts whose packages carry none."""
WITHOUT_TEXT = {
    "pyside6-essentials": ("qt.md", "LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("qt.md", "LGPL-3.0.txt", "GPL-3.0.txt"),
}
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)
_NO_TEXT = {".py", ".pyc", ".pyi", ".so", ".pyd", ".json"}
_BUNDLED = re.compile(r"(?m)^Name: (.+)\nFiles: (.+)\n(?:(?!Name:).*\n)*?License: (.+)$")
"""A part as the licence of numpy names it."""
_ICU = re.compile(r"libicudata\.so\.(\d+)(?:\.\d+)*")
OWN = "ravenwits-desktop"


@dataclass
class Part:
    """Something by others in the bundle.

    `kind` is ``python`` (a distribution), ``runtime``, ``system``, or ``embedded`` for what the makers of the
    distribution `within` have built into it. `address` is its package URL.
    """

    name: str
    version: str
    licence: str
    kind: str
    address: str
    texts: list[Path] = field(default_factory=list)
    within: str = ""


class MissingTextError(Exception):
    """A part of the bundle has no licence text."""


def parts(modules: Iterable[str], files: Iterable[Path]) -> list[Part]:
    """Everything by others that these modules (by name) and files (their sources) come from, in order of the name.

    Raises `MissingTextError`.
    """
    owners = distributions_of_modules()
    names = {name for module in modules for name in owners.get(module.partition(".")[0], ())}
    files = list(files)
    packages, system = Path(sysconfig.get_path("purelib")).resolve(), set()
    installed = owners_of_files(packages)
    for file in files:
        resolved = file.resolve()
        if resolved in installed:
            names.add(installed[resolved])
        elif not is_own(resolved) and not resolved.is_relative_to(Path(sys.base_prefix).resolve()):
            system.add(file)
    found = [python_part(name) for name in {canonical(name) for name in names} - {OWN}]
    found += [inner for part in found for inner in embedded(part, files)]
    address = PackageURL("generic", None, "python", platform.python_version()).to_string()
    found.append(Part("python", platform.python_version(), "PSF-2.0", "runtime", address, [licence_of_python()]))
    found.append(launcher())
    of_system = system_parts(system)
    found += [*of_system, *in_python({part.name for part in of_system})]
    without = [part.name for part in found if not part.texts]
    if without:
        raise MissingTextError(f"no licence text for {', '.join(sorted(without))}: add it to {KEPT} and to this script")
    return sorted(found, key=lambda part: (part.kind, part.name, part.version, part.within))


@cache
def distributions_of_modules() -> Mapping[str, list[str]]:
    """The distributions that a module at the top comes from. Asked once: it looks through all that is installed."""
    return importlib.metadata.packages_distributions()


@cache
def owners_of_files(packages: Path) -> dict[Path, str]:
    """The distribution of each file that those in this folder have installed. Asked once, as above."""
    return {file: name for name in sorted(names_in(packages)) for file in files_of(name)}


def canonical(name: str) -> str:
    """The normalised name of a distribution."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names_in(packages: Path) -> set[str]:
    """The distributions in this folder."""
    return {canonical(found.metadata["Name"]) for found in importlib.metadata.distributions(path=[str(packages)])}


def files_of(name: str) -> set[Path]:
    """The files that a distribution has installed."""
    return {Path(str(file.locate())).resolve() for file in importlib.metadata.files(name) or ()}


def is_own(file: Path) -> bool:
    """Whether the file is ours, or made while building."""
    root = KEPT.parents[1]
    return file.is_relative_to(root) and not file.is_relative_to(Path(sys.prefix).resolve())


def python_part(name: str) -> Part:
    """A Python distribution with the texts it carries."""
    metadata = importlib.metadata.metadata(name)
    licence = (
        metadata.get("License-Expression") or metadata.get("License") or classified(metadata.get_all("Classifier"))
    )
    texts = [
        Path(str(file.locate()))
        for file in importlib.metadata.files(name) or ()
        if _TEXT.search(file.name) and file.suffix not in _NO_TEXT
    ]
    texts += [KEPT / text for text in WITHOUT_TEXT.get(name, ())]
    first = (licence or "").strip().splitlines()
    address = PackageURL("pypi", None, name, metadata["Version"]).to_string()
    return Part(name, metadata["Version"], first[0] if first else "", "python", address, sorted(texts))


def embedded(part: Part, files: Iterable[Path]) -> list[Part]:
    """What the makers of a distribution have built into its libraries, as far as they tell or its files show.

    They tell by a list of contents (CycloneDX) in its metadata, or, as numpy does, in its licence by name, files and
    licence. PyNaCl is libsodium with a wrapper, and names no version of it. Qt's wheels tell nothing: of what is in
    them, the libraries that are files of their own are found.
    """
    names = {file.name for file in files}
    found = []
    for file in importlib.metadata.files(part.name) or ():
        if file.match("*/sboms/*.json"):
            told = json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))
            own = told["metadata"].get("component", {}).get("name")
            for one in told.get("components", ()):
                if one["name"] != own:
                    address = one.get("purl", "").partition("?")[0]
                    licence = stated(one.get("licenses", ()))
                    found.append(
                        Part(one["name"], one.get("version", ""), licence, "embedded", address, part.texts, part.name)
                    )
    for text in part.texts:
        content = text.read_text(encoding="utf-8", errors="replace")
        for name, pattern, licence in _BUNDLED.findall(content):
            if any(Path(file).match(f"{Path(pattern).name}*") for file in names):
                address = PackageURL("generic", None, name.lower().replace(" ", "-")).to_string()
                found.append(Part(name, "", licence, "embedded", address, [text], part.name))
    if part.name == "pynacl":
        texts = [text for text in part.texts if "libsodium" in text.name]
        found.append(Part("libsodium", "", "ISC", "embedded", "pkg:generic/libsodium", texts, part.name))
    if part.name == "pyside6-essentials":
        for version in sorted({match[1] for name in names if (match := _ICU.fullmatch(name))}):
            address = PackageURL("generic", None, "icu", version).to_string()
            found.append(Part("icu", version, "ICU", "embedded", address, [KEPT / "icu.txt"], part.name))
    return list({(one.name, one.version): one for one in found}.values())


def launcher() -> Part:
    """The program that is started, and the modules with which it looks into itself: PyInstaller's."""
    part = python_part("pyinstaller")
    part.kind, part.licence = "runtime", "GPL-2.0-or-later WITH Bootloader-exception"
    return part


def in_python(packages: Collection[str]) -> list[Part]:
    """What Python brings of others, where it does not come from one of these packages of the system."""
    carried = [
        ("openssl", ssl.OPENSSL_VERSION.split()[1], "Apache-2.0", "libssl"),
        ("sqlite", sqlite3.sqlite_version, "blessing", "libsqlite3"),
        ("expat", pyexpat.EXPAT_VERSION.removeprefix("expat_"), "MIT", "libexpat"),
    ]
    if sys.platform != "darwin":  # where it is the system's, and not in the bundle
        carried.append(("zlib", zlib.ZLIB_RUNTIME_VERSION, "Zlib", "zlib1g"))
    found = []
    for name, version, licence, package in carried:
        if not any(one.startswith(package) for one in packages):
            address = PackageURL("generic", None, name, version).to_string()
            found.append(Part(name, version, licence, "embedded", address, [licence_of_python()], "python"))
    return found


def stated(licences: Iterable[dict[str, Any]]) -> str:
    """The licences that a list of contents gives for a part, as one expression."""
    texts = [one.get("expression") or one["license"].get("id") or one["license"].get("name", "") for one in licences]
    return " AND ".join(filter(None, texts))


def classified(classifiers: list[str] | None) -> str:
    """The licence that the classifiers of a distribution name."""
    named = [line.rpartition(" :: ")[2] for line in classifiers or () if line.startswith("License :: ")]
    return " AND ".join(named)


def licence_of_python() -> Path:
    """Python's own licence, which also names what Python carries (OpenSSL, SQLite, zlib and others)."""
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    for place in (*places, *Path(sys.base_prefix).glob("**/LICENSE.txt")):
        if place.is_file():
            return place
    return Path("/usr/share/doc") / f"python{sys.version_info.major}.{sys.version_info.minor}" / "copyright"


def system_parts(files: Iterable[Path]) -> list[Part]:
    """What is in the bundle of the system it was built on: on Debian and Ubuntu by package, else by file."""
    found: dict[str, Part] = {}
    for file in sorted(files):
        if sys.platform != "linux":
            address = PackageURL("generic", None, file.name).to_string()
            found[file.name] = Part(file.name, "", "as the system", "system", address, [KEPT / "system.md"])
            continue
        name, version = owner(file) if shutil.which("dpkg-query") else ("", "")
        if not name:
            raise MissingTextError(f"{file} belongs to no package that is known here")
        text = Path("/usr/share/doc") / name / "copyright"
        texts = [text] if text.is_file() else []
        release = platform.freedesktop_os_release()
        distribution = f"{release['ID']}-{release.get('VERSION_ID', '')}".rstrip("-")
        address = PackageURL("deb", release["ID"], name, version, {"distro": distribution}).to_string()
        found[name] = Part(name, version, named_in(texts), "system", address, texts)
    return list(found.values())


def named_in(texts: Iterable[Path]) -> str:
    """The licences that the copyright files of Debian name in the form that is made for machines; all of them."""
    names: dict[str, None] = {}
    for text in texts:
        content = text.read_text(encoding="utf-8", errors="replace")
        if content.startswith("Format:"):
            names |= dict.fromkeys(re.findall(r"(?m)^License: *(\S.*?)\s*$", content))
    return "; ".join(sorted(names)) or "see its text"


def owner(file: Path) -> tuple[str, str]:
    """Name and version of the system's package that brought a file, which may go by two paths; empty if none did."""
    spellings = {str(file), str(file.resolve())}
    spellings |= {text.removeprefix("/usr") for text in spellings} | {f"/usr{text}" for text in spellings}
    for path in sorted(spellings):
        asked = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            name = asked.stdout.partition(":")[0]
            command = ["dpkg-query", "-W", "-f", "${Version}\n", name]
            return name, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0]
    return "", ""


def gather(modules: Iterable[str], files: Iterable[Path], target: Path) -> None:
    """Write the texts into the folder `target`, one folder for each part, and ``parts.json`` that lists the parts.

    A part that is built into another one shares the texts that it has in common with that.
    """
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    listed = []
    placed: dict[Path, str] = {}
    for part in sorted(parts(modules, files), key=lambda part: part.kind == "embedded"):
        folder = target / f"{part.name}-{part.version}".rstrip("-").replace(":", "_")
        names = []
        for text in part.texts:
            if part.kind == "embedded" and text in placed:
                names.append(placed[text])
                continue
            folder.mkdir(exist_ok=True)
            name = text.name
            while (folder / name).exists():
                name = f"{text.parent.name}-{name}" if not name.startswith(text.parent.name) else f"{name}-"
            shutil.copyfile(text, folder / name)
            placed[text] = f"{folder.name}/{name}"
            names.append(placed[text])
        told = {"name": part.name, "version": part.version, "licence": part.licence, "kind": part.kind}
        listed.append({**told, "address": part.address, "within": part.within, "texts": names})
    (target / "parts.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
