"""The packages for Windows Installer: compiled from a stand-in for a bundle, read back, and tried under Wine.

Wine's Windows Installer is not Windows': it shows that the tables say what is meant, not that Windows agrees. The slow
part needs `wine64`; the release tries the same on Windows itself.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.packing.conftest import PACKING

pytestmark = pytest.mark.skipif(
    not (shutil.which("wixl") and shutil.which("msiinfo")), reason="needs wixl and msitools"
)

OLD, NEW = "1.9.0", "1.10.0"
WINE = Path("/usr/lib/wine/wine64")
SERVER = "/usr/lib/wine/wineserver64"
PATIENCE = 300
Compiled = dict[tuple[str, str], Path]
"""Packages by version and kind."""


def stand_in(folder: Path, version: str) -> Path:
    """Something with the shape of a bundle for Windows; a version has its own file beside the common ones."""
    for name in ("ravenwits-desktop.exe", "ravenwits-desktop-console.exe", "_internal/PySide6/Qt6Core.dll"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"MZ" + version.encode())
    (folder / "_internal" / "resources with blanks").mkdir()
    (folder / "_internal" / "resources with blanks" / f"only in {version}.svg").write_text(version)
    return folder


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory, pack: Callable[..., object]) -> Compiled:
    folder = tmp_path_factory.mktemp("msi")
    for version in (OLD, NEW):
        pack("msi.py", stand_in(folder / version, version), folder / "out", version)
    return {
        (version, kind): folder / "out" / f"ravenwits-desktop-{version}-windows-x64-{kind}.msi"
        for version in (OLD, NEW)
        for kind in ("machine", "user")
    }


def table(package: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table of the package."""
    told = subprocess.run(["msiinfo", "export", str(package), name], capture_output=True, check=True)
    lines = told.stdout.decode("utf-8").split("\r\n")
    header, _kinds, _keys, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [dict(zip(header, row, strict=True)) for row in rows if row]


def properties(package: Path) -> dict[str, str]:
    return {row["Property"]: row["Value"] for row in table(package, "Property")}


def folders(package: Path) -> dict[str, str]:
    """The long name of the parents of each folder and its own, with the system's own in brackets."""
    rows = {row["Directory"]: row for row in table(package, "Directory")}

    def path(key: str) -> str:
        row = rows[key]
        name = row["DefaultDir"].rpartition("|")[2]
        if row["Directory_Parent"] in ("", "TARGETDIR"):
            return f"[{key}]"
        return f"{path(row['Directory_Parent'])}/{name}"

    return {key: path(key) for key in rows}


def test_holds_every_file_of_the_bundle_in_its_place(packages: Compiled) -> None:
    for (version, kind), package in packages.items():
        root = "[ProgramFiles64Folder]" if kind == "machine" else "[LocalAppDataFolder]/Programs"
        places = folders(package)
        components = {row["Component"]: row for row in table(package, "Component")}
        found = {
            f"{places[components[row['Component_']]['Directory_']]}/{row['FileName'].rpartition('|')[2]}": row
            for row in table(package, "File")
        }
        inside = f"{root}/RavenWits Desktop"
        assert set(found) == {
            f"{inside}/ravenwits-desktop.exe",
            f"{inside}/ravenwits-desktop-console.exe",
            f"{inside}/_internal/PySide6/Qt6Core.dll",
            f"{inside}/_internal/resources with blanks/only in {version}.svg",
        }
        assert all(components[row["Component_"]]["KeyPath"] == row["File"] for row in found.values()), "repairable"
        assert all(int(row["Attributes"]) & 256 for row in components.values()), "64-bit, or the registry is 32-bit"


def test_one_package_is_for_the_machine_and_one_for_a_user_without_rights(packages: Compiled) -> None:
    machine, user = packages[NEW, "machine"], packages[NEW, "user"]
    assert properties(machine)["ALLUSERS"] == "1"
    assert "ALLUSERS" not in properties(user)
    sources = {}
    for package in (machine, user):
        told = subprocess.run(["msiinfo", "suminfo", str(package)], capture_output=True, text=True, check=True).stdout
        assert "Template: x64;1033" in told
        sources[package] = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Source:"))
    assert not sources[machine] & 8
    assert sources[user] & 8, "asks for no elevation"
    assert {row["Root"] for row in table(machine, "Registry")} == {"2"}, "HKEY_LOCAL_MACHINE"
    assert {row["Root"] for row in table(user, "Registry")} == {"1"}, "HKEY_CURRENT_USER"


def test_an_older_version_is_replaced_and_a_newer_one_is_not(packages: Compiled) -> None:
    for kind in ("machine", "user"):
        old, new = properties(packages[OLD, kind]), properties(packages[NEW, kind])
        assert old["UpgradeCode"] == new["UpgradeCode"], "never changes"
        assert old["ProductCode"] != new["ProductCode"]
        older, newer = sorted(
            table(packages[NEW, kind], "Upgrade"), key=lambda row: row["ActionProperty"], reverse=True
        )
        assert (older["VersionMin"], older["VersionMax"], older["ActionProperty"]) == ("", NEW, "WIX_UPGRADE_DETECTED")
        assert (newer["VersionMin"], newer["VersionMax"]) == (NEW, "")
        assert int(newer["Attributes"]) & 2, "only looked for"
        refusals = {row["Condition"]: row for row in table(packages[NEW, kind], "LaunchCondition")}
        refusal = refusals["NOT WIX_DOWNGRADE_DETECTED"]
        assert "drafts, purchases and settings stay" in refusal["Description"]
        steps = {row["Action"]: int(row["Sequence"]) for row in table(packages[NEW, kind], "InstallExecuteSequence")}
        assert steps["InstallInitialize"] < steps["RemoveExistingProducts"] < steps["ProcessComponents"], "rolled back"
        assert new["REINSTALLMODE"] == "amus"
    assert properties(packages[NEW, "user"])["UpgradeCode"] != properties(packages[NEW, "machine"])["UpgradeCode"]


def test_each_package_looks_for_what_the_other_kind_has_written(packages: Compiled) -> None:
    for kind, other, root in (("machine", "user", "1"), ("user", "machine", "2")):
        searches = {row["Signature_"]: row for row in table(packages[NEW, kind], "RegLocator")}
        found = {row["Property"]: searches[row["Signature_"]] for row in table(packages[NEW, kind], "AppSearch")}
        search = found["OTHERFOLDER"]
        written = {(row["Root"], row["Key"], row["Name"]) for row in table(packages[NEW, other], "Registry")}
        assert search["Root"] == root
        assert (search["Root"], search["Key"], search["Name"]) in written
        assert int(search["Type"]) & 16, "in the 64-bit registry"
        steps = {row["Action"]: int(row["Sequence"]) for row in table(packages[NEW, kind], "InstallExecuteSequence")}
        assert max(steps["AppSearch"], steps["FindRelatedProducts"]) < steps["LaunchConditions"]
        refusals = {row["Condition"]: row["Description"] for row in table(packages[NEW, kind], "LaunchCondition")}
        handed_on = set(properties(packages[NEW, kind])["SecureCustomProperties"].split(";"))
        assert found.keys() | {"WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED"} == handed_on
        assert "[OTHERFOLDER]" in refusals["Installed OR WIX_UPGRADE_DETECTED OR NOT OTHERFOLDER"]


def test_it_is_offered_for_spreadsheets_and_takes_over_none(packages: Compiled) -> None:
    for package in packages.values():
        written = {(row["Key"], row["Name"]): row["Value"] for row in table(package, "Registry")}
        for suffix in ("xlsx", "xls", "csv", "ods"):
            assert written[rf"Software\Classes\.{suffix}\OpenWithProgids", "RavenWits.Spreadsheet"] == ""
            place = r"Software\Classes\Applications\ravenwits-desktop.exe\SupportedTypes"
            assert written[place, f".{suffix}"] == ""
            assert not [key for key in written if key[0] == rf"Software\Classes\.{suffix}"], "who opens it by default"
        command = written[r"Software\Classes\RavenWits.Spreadsheet\shell\open\command", ""]
        assert command == '"[INSTALLFOLDER]ravenwits-desktop.exe" "%1"'


def test_it_has_a_start_menu_entry_an_icon_and_says_where_the_data_is(packages: Compiled) -> None:
    for (version, _), package in packages.items():
        (entry,) = table(package, "Shortcut")
        assert (entry["Directory_"], entry["Target"]) == ("ProgramMenuFolder", "[INSTALLFOLDER]ravenwits-desktop.exe")
        told = properties(package)
        assert (told["ProductVersion"], told["ProductName"]) == (version, "RavenWits Desktop")
        assert told["ARPPRODUCTICON"] == entry["Icon_"] == "app.ico"
        assert r"%LOCALAPPDATA%\RavenWits Desktop" in told["ARPCOMMENTS"]
        assert told["REBOOT"] == "ReallySuppress"
        (removing,) = table(package, "ActionText")
        assert (removing["Action"], "stay in" in removing["Description"]) == ("RemoveFiles", True)


def test_two_packages_of_one_bundle_have_the_same_identities(
    packages: Compiled, tmp_path: Path, pack: Callable[..., object]
) -> None:
    pack("msi.py", stand_in(tmp_path / NEW, NEW), tmp_path / "out", NEW)
    for kind in ("machine", "user"):
        first = packages[NEW, kind]
        again = tmp_path / "out" / first.name
        for name in ("Property", "Component", "File", "Directory", "Registry", "Shortcut", "Upgrade", "MsiFileHash"):
            assert table(first, name) == table(again, name), name


def test_what_is_no_bundle_for_windows_is_refused(tmp_path: Path, pack: Callable[..., object]) -> None:
    told = pack("msi.py", tmp_path, tmp_path / "out", status=1)
    assert "has no ravenwits-desktop.exe" in told.stderr  # type: ignore[attr-defined]


def test_a_tool_that_is_not_there_is_named_with_its_package(tmp_path: Path) -> None:
    command = [sys.executable, str(PACKING / "msi.py"), str(stand_in(tmp_path / "bundle", NEW)), str(tmp_path)]
    told = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.startswith("wixl and msibuild cannot be found")
    assert "apt-get install wixl msitools" in told.stderr


class Windows:
    """A Windows of Wine's, new for these tests; each leaves it as it was."""

    def __init__(self, prefix: Path) -> None:
        self._environment = {
            "WINEPREFIX": str(prefix),
            "WINEDEBUG": "-all",
            "HOME": str(prefix),
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
        }
        self.c = prefix / "drive_c"
        self._call(str(WINE), "wineboot", "-i")
        self._call(SERVER, "-w")
        self.local = next((self.c / "users").glob("*/AppData/Local"))

    def _call(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command, env=self._environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )

    def install(self, way: str, package: Path, *options: str) -> tuple[int, str]:
        """What `msiexec` ends with, silently, and its log."""
        log = self.c / "install.log"
        log.unlink(missing_ok=True)
        done = self._call(str(WINE), "msiexec", way, f"Z:{package}", "/qn", "/l*v", "C:\\install.log", *options)
        # what one installation leaves running would be in the way of the next
        self._call(SERVER, "-w")
        return done.returncode, log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

    def knows(self, key: str) -> bool:
        return self._call(str(WINE), "reg", "query", key).returncode == 0

    def end(self) -> None:
        self._call(SERVER, "-k")


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    if not WINE.exists():
        pytest.skip("needs wine64")
    machine = Windows(tmp_path_factory.mktemp("wine") / "prefix")
    yield machine
    machine.end()


@pytest.mark.slow
@pytest.mark.release
@pytest.mark.parametrize("kind", ["user", "machine"])
def test_installs_upgrades_refuses_to_go_back_and_leaves_only_the_data(
    packages: Compiled, windows: Windows, kind: str
) -> None:
    place = {"user": windows.local / "Programs", "machine": windows.c / "Program Files"}[kind] / "RavenWits Desktop"
    hive = {"user": "HKCU", "machine": "HKLM"}[kind]
    data = windows.local / "RavenWits Desktop" / "ravenwits.sqlite3"
    data.parent.mkdir(exist_ok=True)
    data.write_text("purchases")

    def files() -> dict[str, str]:
        return {path.name: path.read_text() for path in place.rglob("*") if path.is_file()}

    assert windows.install("/i", packages[OLD, kind])[0] == 0
    assert files()["ravenwits-desktop.exe"] == f"MZ{OLD}"
    assert list(windows.c.rglob("Start Menu/Programs/RavenWits Desktop.lnk"))
    assert windows.knows(rf"{hive}\Software\Classes\.xlsx\OpenWithProgids")

    assert windows.install("/i", packages[NEW, kind])[0] == 0
    assert set(files().values()) == {NEW, f"MZ{NEW}"}, "nothing of the older version is left"

    status, _ = windows.install("/i", packages[OLD, kind])
    assert status != 0
    assert files()["ravenwits-desktop.exe"] == f"MZ{NEW}"

    status, log = windows.install("/x", packages[NEW, kind])
    assert status == 0
    assert "purchases and settings stay in" in log
    assert not place.exists()
    assert not list(windows.c.rglob("*.lnk"))
    assert not windows.knows(rf"{hive}\Software\Classes\.xlsx\OpenWithProgids")
    assert not windows.knows(rf"{hive}\Software\RavenWits")
    assert data.read_text() == "purchases"


@pytest.mark.slow
@pytest.mark.release
def test_installs_where_it_is_told_to(packages: Compiled, windows: Windows) -> None:
    place = windows.c / "Programas de energía" / "電力 Ω"
    status, log = windows.install("/i", packages[OLD, "user"], "INSTALLFOLDER=C:\\Programas de energía\\電力 Ω")
    assert status == 0, log[-2000:]
    assert windows.install("/i", packages[NEW, "user"])[0] == 0, "and an upgrade stays there"
    assert (place / "_internal" / "resources with blanks" / f"only in {NEW}.svg").read_text() == NEW
    assert windows.install("/x", packages[NEW, "user"])[0] == 0
    assert not place.exists()


@pytest.mark.slow
@pytest.mark.release
@pytest.mark.parametrize(("first", "second"), [("user", "machine"), ("machine", "user")])
def test_one_kind_is_not_installed_beside_the_other(
    packages: Compiled, windows: Windows, first: str, second: str
) -> None:
    assert windows.install("/i", packages[OLD, first])[0] == 0
    status, log = windows.install("/i", packages[NEW, second])
    assert status != 0
    assert "OTHERFOLDER = C:\\" in log, "Wine writes down what was found, and Windows the message too"
    assert windows.install("/i", packages[NEW, first])[0] == 0, "its own kind is upgraded"
    assert windows.install("/x", packages[NEW, first])[0] == 0
    assert windows.install("/i", packages[NEW, second])[0] == 0, "nothing of the other is left"
    assert windows.install("/x", packages[NEW, second])[0] == 0
