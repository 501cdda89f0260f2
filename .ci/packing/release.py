"""What goes out beside the installers.

    python .ci/packing/release.py sums dist/              SHA256SUMS of everything there
    python .ci/packing/release.py news                    the part of resources/changelog.md about this version
    python .ci/packing/release.py notice dist/ PLACE      update.json, for those who distribute the program in a house

`PLACE` is where a person finds the new version, an address or a share. The notice holds only once it is signed; the
README says how.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import product

INSTALLER = re.compile(rf"{product.COMMAND}-{re.escape(product.version())}-(?P<kind>.+)\.(?:msi|dmg|tar\.xz)")
MADE_HERE = {"SHA256SUMS", "update.json"}


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums(folder: Path) -> str:
    """What `sha256sum -c` reads: a line for each file of the folder."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name not in MADE_HERE)
    return "".join(f"{digest(path)}  {path.name}\n" for path in files)


def news() -> str:
    """What is new in this version. Raises `ValueError` where nothing is said of it."""
    text = (product.ROOT / "resources" / "changelog.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(product.version())}\n(.+?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f"resources/changelog.md says nothing of {product.version()}")
    return found.group(1).strip() + "\n"


def notice(folder: Path, place: str) -> str:
    """The notice of this version, with the installers of the folder. Raises `ValueError` where there are none."""
    files = {}
    for path in sorted(folder.iterdir()):
        if match := INSTALLER.fullmatch(path.name):
            files[match["kind"]] = {"file": path.name, "sha256": digest(path), "size": path.stat().st_size}
    if not files:
        raise ValueError(f"{folder} holds no installers of {product.version()}")
    told = {"version": product.version(), "notes": news(), "place": place, "files": files}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Do what the first argument says."""
    match sys.argv[1:]:
        case ["sums", folder]:
            (Path(folder) / "SHA256SUMS").write_text(sums(Path(folder)), encoding="utf-8")
        case ["news"]:
            sys.stdout.write(news())
        case ["notice", folder, place]:
            (Path(folder) / "update.json").write_text(notice(Path(folder), place), encoding="utf-8")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
