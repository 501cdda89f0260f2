"""Makes the icon files of Windows and macOS from the one drawing that is kept.

    python .ci/packing/icons.py resources/icons/app.svg app.ico
    python .ci/packing/icons.py resources/icons/app.svg app.icns

Both formats are a list of PNG pictures behind a short header, one for each size that the system shows, so that no
system has to shrink a large one.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: the sizes that Windows shows at 100 to 200 %, and the one it scales from."""
ICNS_SIZES = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
}
"""Pixels for each kind of entry that macOS looks for (ic11 and ic12 are 16 and 32 points on a fine screen)."""


def drawn(source: Path, sizes: set[int]) -> dict[int, bytes]:
    """The drawing as PNG in these sizes, in pixels. Raises `ValueError` if it cannot be read."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QBuffer, QIODevice, QSize
    from PySide6.QtGui import QGuiApplication, QImageReader

    application = QGuiApplication.instance() or QGuiApplication([])
    pictures = {}
    for size in sorted(sizes):
        reader = QImageReader(str(source))
        reader.setScaledSize(QSize(size, size))
        image = reader.read()
        if image.isNull():
            raise ValueError(f"{source}: {reader.errorString()}")
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        pictures[size] = buffer.data().data()
    del application
    return pictures


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """A Windows icon of these PNG pictures, by their size in pixels (256 at most)."""
    offset = 6 + 16 * len(pictures)
    entries, content = b"", b""
    for size, picture in sorted(pictures.items()):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset + len(content))
        content += picture
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + content


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """A macOS icon of these PNG pictures, by their size in pixels."""
    content = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for kind, size in ICNS_SIZES.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(content)) + content


def main() -> None:
    """Write the icon that the second argument names, in the format of its suffix."""
    source, target = map(Path, sys.argv[1:])
    if target.suffix == ".ico":
        content = ico(drawn(source, set(ICO_SIZES)))
    elif target.suffix == ".icns":
        content = icns(drawn(source, set(ICNS_SIZES.values())))
    else:
        sys.exit(f"{target}: neither .ico nor .icns")
    target.write_bytes(content)


if __name__ == "__main__":
    main()
