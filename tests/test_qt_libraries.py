"""What a Linux system lacks for Qt is found before Qt is touched, and said in words."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ravenwits_desktop import qt_libraries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the wheels are complete elsewhere")

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
ON_X11 = {"DISPLAY": ":0"}
ON_BOTH = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}


def lacking(*files: str) -> qt_libraries.Loader:
    """A system without these libraries."""

    def load(file: str) -> None:
        if file in files:
            raise OSError(f"{file}: cannot open shared object file")

    return load


def as_system(monkeypatch: pytest.MonkeyPatch, release: dict[str, str]) -> None:
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert qt_libraries.missing(lacking(), ON_X11) == ()
    assert qt_libraries.explain(lacking(), ON_X11) == ""


def test_names_the_package_and_the_command_on_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    as_system(monkeypatch, {"ID": "debian"})
    text = qt_libraries.explain(lacking("libEGL.so.1", "libxcb-icccm.so.4", "libxcb-keysyms.so.1"), ON_X11)
    assert "libxcb-icccm.so.4" in text
    assert "sudo apt-get install libegl1 libxcb-icccm4 libxcb-keysyms1" in text
    assert "Traceback" not in text


def test_ubuntu_is_like_debian_and_fedora_has_its_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    as_system(monkeypatch, {"ID": "ubuntu", "ID_LIKE": "debian"})
    assert "apt-get install libxcb-cursor0" in qt_libraries.explain(lacking("libxcb-cursor.so.0"), ON_X11)
    as_system(monkeypatch, {"ID": "rocky", "ID_LIKE": "rhel centos fedora"})
    assert "dnf install xcb-util-cursor" in qt_libraries.explain(lacking("libxcb-cursor.so.0"), ON_X11)
    as_system(monkeypatch, {"ID": "nixos"})
    assert "in Debian they are: libxcb-cursor0" in qt_libraries.explain(lacking("libxcb-cursor.so.0"), ON_X11)


def test_one_package_that_brings_two_libraries_is_named_once() -> None:
    assert qt_libraries.packages(["libglib-2.0.so.0", "libgthread-2.0.so.0"]) == ("libglib2.0-0",)


def test_only_what_the_platform_needs_is_asked_for() -> None:
    no_x11 = lacking(*(library.file for library in qt_libraries.X11))
    assert qt_libraries.missing(no_x11, OFFSCREEN) == ()
    assert qt_libraries.missing(no_x11, {}) == ()
    assert len(qt_libraries.missing(no_x11, ON_X11)) == len(qt_libraries.X11)
    assert qt_libraries.missing(no_x11, ON_BOTH) == (), "Wayland does without"
    assert len(qt_libraries.missing(no_x11, {"QT_QPA_PLATFORM": "xcb"})) == len(qt_libraries.X11)


def test_x11_stands_in_for_wayland() -> None:
    no_wayland = lacking(*(library.file for library in qt_libraries.WAYLAND))
    assert qt_libraries.missing(no_wayland, ON_BOTH) == ()
    assert qt_libraries.missing(no_wayland, {"WAYLAND_DISPLAY": "wayland-0"}) == tuple(
        library.file for library in qt_libraries.WAYLAND
    )
    assert len(qt_libraries.missing(no_wayland, {"QT_QPA_PLATFORM": "wayland"})) == 2


def test_a_screen_is_seen_by_the_environment() -> None:
    assert qt_libraries.has_display(ON_X11)
    assert qt_libraries.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert not qt_libraries.has_display({})


def test_the_lists_hold_all_that_the_wheel_is_linked_with() -> None:
    """Reads the wheel's own libraries, so that a new Qt with a new need fails here and not at a user's."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    core = ("libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Widgets.so.6", "libQt6DBus.so.6", "libQt6Svg.so.6")
    linked = {
        "ALWAYS": [*(f"Qt/lib/{name}" for name in core), "Qt/plugins/platforms/libqoffscreen.so"],
        "X11": ["Qt/lib/libQt6XcbQpa.so.6", "Qt/plugins/platforms/libqxcb.so"],
        "WAYLAND": ["Qt/lib/libQt6WaylandClient.so.6", "Qt/plugins/platforms/libqwayland.so"],
    }
    part_of_any_linux = {"libc", "libm", "libstdc++", "libgcc_s", "libpthread", "libdl", "librt", "ld-linux-x86-64"}
    named: set[str] = set()
    for group, files in linked.items():
        named |= {library.file for library in getattr(qt_libraries, group)}
        for file in files:
            content = (folder / file).read_bytes()
            names = {name.decode() for name in re.findall(rb"\0((?:lib|ld-)[\w.+-]+?\.so\.[\d.]+)(?=\0)", content)}
            system = {name for name in names if not re.match(r"libQt6|libicu", name)}
            system = {name for name in system if name.partition(".so")[0] not in part_of_any_linux}
            assert "libQt6Core.so.6" in names or "Core" in file, "the list of what it is linked with was found"
            assert system <= named, f"{file} needs {system - named}"


def test_needs_no_qt_itself() -> None:
    code = (
        "import sys, ravenwits_desktop.qt_libraries; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
