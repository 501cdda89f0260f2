"""Whether the data lies on this computer."""

from __future__ import annotations

import contextlib
import sys
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


class Registry:
    """The part of Windows that the package for the whole computer has written into."""

    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, values: dict[tuple[str, str], str]) -> None:
        self._values = values

    def OpenKey(self, hive: str, key: str) -> contextlib.nullcontext[str]:  # noqa: N802 - as Windows calls it
        return contextlib.nullcontext(f"{hive}\\{key}")

    def QueryValueEx(self, key: str, name: str) -> tuple[str, int]:  # noqa: N802
        if (key, name) not in self._values:
            raise FileNotFoundError(name)
        return self._values[key, name], 1


@pytest.mark.parametrize(
    ("written", "program", "everybody"),
    [
        ("/d/Programs/RavenWits/", "/d/Programs/RavenWits/ravenwits-desktop.exe", True),
        ("/d/Programs/RavenWits/", "/users/ana/Programs/RavenWits Desktop/ravenwits-desktop.exe", False),
        (None, "/users/ana/Programs/RavenWits Desktop/ravenwits-desktop.exe", False),
        (None, "/programs/RavenWits Desktop/ravenwits-desktop.exe", True),
    ],
)
def test_a_program_for_everybody_is_known_wherever_it_was_put(
    monkeypatch: pytest.MonkeyPatch, repository: Path, written: str | None, program: str, everybody: bool
) -> None:
    key = r"Software\RavenWits\Desktop"
    installer = (repository / "resources" / "windows" / "installer.wxs").read_text(encoding="utf-8")
    assert f'Root="$(var.Hive)" Key="{key}" Name="Folder" Type="string" Value="[INSTALLFOLDER]"' in installer
    values = {} if written is None else {(f"HKLM\\{key}", "Folder"): written}
    monkeypatch.setitem(sys.modules, "winreg", Registry(values))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(folders, "program_files", lambda: Path("/programs"))
    assert folders.is_for_everybody(Path(program)) is everybody
