"""The shared libraries of a Linux system that Qt needs and its wheel does not carry.

Without one of them the import of Qt ends in a traceback, or Qt aborts the process and blames another library than the
one that is missing. So they are tried before Qt is touched, and the person is told what to install. Nothing here
imports Qt. Elsewhere than on Linux nothing is ever missing: the wheels are complete there.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Loader = Callable[[str], object]
"""Loads a shared library by its file name; raises `OSError` where it cannot."""


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library and the packages that bring it."""

    file: str
    debian: str
    fedora: str


ALWAYS = (
    Library("libz.so.1", "zlib1g", "zlib"),
    Library("libzstd.so.1", "libzstd1", "libzstd"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)
"""What QtCore, QtGui, QtWidgets and the platform without a screen are linked with."""
X11 = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb.so.1", "libxcb1", "libxcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
"""What Qt's plug-in for X11 is linked with."""
WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
)
"""What Qt's plug-in for Wayland is linked with."""


def has_display(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a screen to show a window on, as far as the environment tells."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY"))


def missing(load: Loader = ctypes.CDLL, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """File names of the libraries that a window needs here and that cannot be loaded; empty where all is well."""
    if not sys.platform.startswith("linux"):
        return ()
    lacking = _lacking(ALWAYS, load)
    wanted = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if wanted in {"", "xcb", "wayland"}:
        on_wayland = wanted == "wayland" or (not wanted and bool(environ.get("WAYLAND_DISPLAY")))
        lacking_wayland = _lacking(WAYLAND, load) if on_wayland else ()
        if wanted == "wayland":
            lacking += lacking_wayland
        elif wanted == "xcb" or (environ.get("DISPLAY") and (not on_wayland or lacking_wayland)):
            lacking += _lacking(X11, load)
        elif on_wayland:
            lacking += lacking_wayland
    return lacking


def _lacking(libraries: Iterable[Library], load: Loader) -> tuple[str, ...]:
    found = []
    for library in libraries:
        try:
            load(library.file)
        except OSError:
            found.append(library.file)
    return tuple(found)


def packages(files: Iterable[str], *, fedora: bool = False) -> tuple[str, ...]:
    """The Debian (and Ubuntu) packages that bring these libraries, or Fedora's; each once, in order."""
    known = {library.file: library.fedora if fedora else library.debian for library in (*ALWAYS, *X11, *WAYLAND)}
    return tuple(dict.fromkeys(known[file] for file in files if file in known))


def explain(load: Loader = ctypes.CDLL, environ: Mapping[str, str] = os.environ) -> str:
    """What is missing and the command that installs it, in a sentence or two; empty where all is well."""
    files = missing(load, environ)
    if not files:
        return ""
    family = _distribution()
    names = packages(files, fedora="fedora" in family)
    if "fedora" in family:
        advice = f"Install it with:\n    sudo dnf install {' '.join(names)}"
    elif "debian" in family:
        advice = f"Install it with:\n    sudo apt-get install {' '.join(names)}"
    else:
        advice = f"Install the packages of your system that bring it; in Debian they are: {' '.join(names)}"
    return f"The window needs parts of the system that are not installed here: {', '.join(files)}.\n{advice}"


def _distribution() -> set[str]:
    """The names under which this Linux goes: its own and those it is derived from."""
    import platform  # only where something is missing: every start comes through here

    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return set()
    names = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if names & {"ubuntu", "linuxmint"}:
        names.add("debian")
    if names & {"rhel", "centos"}:
        names.add("fedora")
    return names
