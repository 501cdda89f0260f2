"""The small scripts that packing is made of: icons, the version, licences, what is left out."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sqlite3
import ssl
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

import ravenwits_desktop
from tests.packing.conftest import PACKING

sys.path.insert(0, str(PACKING))

import icons
import licences
import product
import trimming


def test_the_version_stands_in_one_place() -> None:
    assert product.version() == ravenwits_desktop.__version__ == importlib.metadata.version(product.COMMAND)


def test_the_icon_of_windows_has_every_size(repository: Path, tmp_path: Path, pack: Callable[..., object]) -> None:
    target = tmp_path / "app.ico"
    pack("icons.py", repository / "resources" / "icons" / "app.svg", target)
    content = target.read_bytes()
    assert struct.unpack_from("<HHH", content) == (0, 1, len(icons.ICO_SIZES))
    for number, size in enumerate(icons.ICO_SIZES):
        entry = struct.unpack_from("<BBBBHHII", content, 6 + 16 * number)
        picture = QImage.fromData(content[entry[7] : entry[7] + entry[6]], "PNG")  # type: ignore[call-overload]
        assert (picture.width(), picture.height(), entry[0]) == (size, size, size % 256)
        assert {picture.pixelColor(x, size // 2).name() for x in range(size)} != {picture.pixelColor(0, 0).name()}
    assert QImageReader(str(target)).imageCount() == len(icons.ICO_SIZES)


def test_the_icon_of_macos_has_every_kind(repository: Path, tmp_path: Path, pack: Callable[..., object]) -> None:
    target = tmp_path / "app.icns"
    pack("icons.py", repository / "resources" / "icons" / "app.svg", target)
    content = target.read_bytes()
    assert content[:4] == b"icns"
    assert struct.unpack_from(">I", content, 4) == (len(content),)
    place, found = 8, {}
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place + 4)
        found[content[place : place + 4]] = QImage.fromData(content[place + 8 : place + length]).width()
        place += length
    assert found == icons.ICNS_SIZES


def test_a_part_without_a_licence_text_is_an_error() -> None:
    with pytest.raises(licences.MissingTextError, match="odfpy"):
        licences.parts(["odf.opendocument"], [])
    assert "httpx" in {part.name for part in licences.parts(["httpx._client"], [])}


def test_what_is_built_into_a_wheel_is_a_part_of_its_own() -> None:
    packages = Path(importlib.metadata.distribution("numpy").locate_file(""))  # type: ignore[arg-type]
    files = [*packages.glob("numpy.libs/*"), *packages.glob("PySide6/Qt/lib/libicu*")]
    found = licences.parts(["numpy", "PySide6.QtCore", "python_calamine", "cryptography"], files)
    inner = {part.name: part for part in found if part.kind == "embedded"}
    assert (inner["calamine"].within, inner["calamine"].address) == (
        "python-calamine",
        f"pkg:cargo/calamine@{inner['calamine'].version}",
    )
    assert inner["openssl"].texts
    if sys.platform == "linux":
        assert (inner["OpenBLAS"].within, inner["OpenBLAS"].licence) == ("numpy", "BSD-3-Clause")
        assert inner["libquadmath"].licence == "LGPL-2.1-or-later"
        assert (inner["icu"].within, inner["icu"].version.isdigit()) == ("pyside6-essentials", True)
        assert [text.name for text in inner["icu"].texts] == ["icu.txt"]
    assert "OpenBLAS" not in {part.name for part in licences.parts(["numpy"], [])}, "of what is in the bundle alone"


def test_the_launcher_and_what_python_and_pynacl_carry_are_parts() -> None:
    found = {(part.name, part.within): part for part in licences.parts(["httpx", "nacl.signing"], [])}
    assert found["pyinstaller", ""].licence == "GPL-2.0-or-later WITH Bootloader-exception"
    assert [text.name for text in found["libsodium", "pynacl"].texts] == ["LICENSE.libsodium.txt"]
    assert found["openssl", "python"].version in ssl.OPENSSL_VERSION
    assert found["sqlite", "python"].address == f"pkg:generic/sqlite@{sqlite3.sqlite_version}"
    assert ("libsodium", "pynacl") not in {(part.name, part.within) for part in licences.parts(["httpx"], [])}


def test_what_comes_from_the_system_is_not_named_as_pythons_too() -> None:
    assert "openssl" in {part.name for part in licences.in_python({"libsqlite3-0"})}
    assert "sqlite" not in {part.name for part in licences.in_python({"libsqlite3-0"})}
    assert licences.in_python({"libssl3", "libsqlite3-0", "libexpat1", "zlib1g"}) == []


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="needs a system of Debian's kind")
def test_a_part_of_the_system_is_named_as_its_distribution_names_it() -> None:
    library = next(Path("/usr/lib").glob("*/libz.so.1"))
    (part,) = licences.system_parts([library])
    release = platform.freedesktop_os_release()
    assert part.address.startswith(f"pkg:deb/{release['ID']}/zlib1g@")
    assert f"distro={release['ID']}" in part.address
    assert "Zlib" in part.licence


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/plugins/platforms/qminimal.dll", False),
        ("PySide6/Qt/plugins/platforms/libqminimal.dylib", False),
        ("PySide6/plugins/tls/qschannelbackend.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick", False),
        ("PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui", True),
        ("PySide6/Qt/translations/qtbase_es.qm", True),
        ("PySide6/translations/qtbase_pl.qm", False),
        ("PySide6/translations/qt_es.qm", False),
        ("pyqtgraph/icons/auto.png", True),
        ("keyring-25.7.0.dist-info/METADATA", True),
        ("keyring-25.7.0.dist-info/entry_points.txt", True),
        ("keyring-25.7.0.dist-info/RECORD", False),
        ("keyring-25.7.0.dist-info/INSTALLER", False),
        ("pyqtgraph/icons/peegee/peegee.png", False),
    ],
)
def test_what_belongs_into_the_bundle_on_each_system(path: str, wanted: bool) -> None:
    assert trimming.is_wanted((path, path, "BINARY"), frozenset({"es"})) is wanted
