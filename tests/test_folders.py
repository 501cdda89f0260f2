"""Whether the data lies on this computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from ravenwits_desktop import folders
from ravenwits_desktop.folders import is_on_share

MOUNTS = """/dev/vda / ext4 rw 0 0
server:/export /data nfs4 rw 0 0
/dev/vdb /data/local ext4 rw 0 0
//server/desk /mnt/the\\040desk cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "shared"),
    [
        ("/var/data", False),
        ("/data/ana/share", True),
        ("/data/local/ana", False),
        ("/mnt/the desk/RavenWits", True),
        ("/mnt/the", False),
        ("//server/profiles/ana", True),
        (r"\\server\profiles\ana", True),
    ],
)
def test_a_folder_on_another_computer_is_known(folder: str, shared: bool) -> None:
    assert is_on_share(Path(folder), MOUNTS) is shared


def test_the_folders_of_this_computer_are_its_own(tmp_path: Path) -> None:
    assert is_on_share(tmp_path) is is_on_share(tmp_path / "not there yet")
    assert folders.Folders.of(tmp_path, sandbox=False).data == tmp_path
