"""Packs a bundle for Linux: a tar.xz to be unpacked into /opt; or the licences of a bundle for any system.

    python .ci/packing/archive.py dist/ravenwits-desktop dist/
    python .ci/packing/archive.py licences dist/ravenwits-desktop dist/licences.tar.xz

The same to the last byte whenever it is made.
"""

from __future__ import annotations

import lzma
import platform
import sys
import tarfile
from pathlib import Path

import product

SHARE = "share"
"""Where, beside the program, the entry of the menu and its icon lie."""


def entries(bundle: Path) -> list[tuple[str, Path]]:
    """What goes into the archive: its name there and where it is now, in order of the name."""
    found = [(path.relative_to(bundle).as_posix(), path) for path in bundle.rglob("*")]
    resources = product.ROOT / "resources"
    found.append(
        (f"{SHARE}/applications/{product.COMMAND}.desktop", resources / "linux" / f"{product.COMMAND}.desktop")
    )
    icon = f"{SHARE}/icons/hicolor/scalable/apps/{product.COMMAND}.svg"
    found.append((icon, resources / "icons" / "app.svg"))
    return sorted(found)


def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """The entry without what differs from machine to machine: owner, time, and rights beyond reading and starting."""
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    info.mtime = product.moment()
    if not info.issym():
        info.mode = 0o755 if info.isdir() or info.mode & 0o100 else 0o644
    return info


def write(target: Path, top: str, found: list[tuple[str, Path]]) -> None:
    """Write an archive of these entries, all of them below the folder `top`."""
    with (
        # a quarter smaller than gzip, and every tar of a desktop unpacks it; preset 6 takes twice as long for 3 % less
        lzma.open(target, "wb", preset=4) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for name, path in found:
            archive.add(path, f"{top}/{name}", recursive=False, filter=plain)


def licences(bundle: Path, target: Path) -> None:
    """Write the licences of a bundle into one archive."""
    folder = bundle / "_internal" / "resources" / "licences"
    if not (folder / "parts.json").is_file():
        sys.exit(f"{bundle} is no bundle: it has no licences")
    write(target, folder.name, sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")))


def main() -> None:
    """Write the archive into the folder that the last argument names, or the licences into that file."""
    if sys.argv[1] == "licences":
        licences(*map(Path, sys.argv[2:]))
        return
    bundle, folder = map(Path, sys.argv[1:])
    if not (bundle / product.COMMAND).is_file():
        sys.exit(f"{bundle} is no bundle for Linux: it has no {product.COMMAND}")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{product.COMMAND}-{product.version()}-linux-{platform.machine()}.tar.xz"
    write(target, product.COMMAND, entries(bundle))
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main()
