"""Compiles the packages for Windows Installer from a bundle: one for the whole machine, one for a single user.

    python .ci/packing/msi.py dist/ravenwits-desktop dist/

`wixl`, `msibuild` (Debian's wixl and msitools) and our own drawing of the icon are all it takes, so that it runs on the
Linux machine that checks the result. What the packages do stands in `resources/windows/installer.wxs`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import product

SPACE = uuid.UUID("5f2c1f53-3f4e-4d8c-9d4a-6f8b3e0c71aa")
"""Ours alone: all identities are made from it and a name, so that two builds of one version are the same product."""
TEMPLATE = product.ROOT / "resources" / "windows" / "installer.wxs"
NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"
ALSO = (
    # the older version is removed within the transaction, so that it comes back if the new one cannot be installed
    "UPDATE `InstallExecuteSequence` SET `Sequence` = 1501 WHERE `Action` = 'RemoveExistingProducts'",
    # what is found while a window asks is handed on to the part that installs with more rights, which looks no more
    "UPDATE `Property` SET `Value` = 'INSTALLFOLDER;OTHERFOLDER;WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED' "
    "WHERE `Property` = 'SecureCustomProperties'",
    # shown while files are removed, and written to the log
    "CREATE TABLE `ActionText` (`Action` CHAR(72) NOT NULL, `Description` CHAR(0) LOCALIZABLE, "
    "`Template` CHAR(0) LOCALIZABLE PRIMARY KEY `Action`)",
    "INSERT INTO `ActionText` (`Action`, `Description`) VALUES ('RemoveFiles', 'Removing program files. Drafts, "
    "purchases and settings stay in %LOCALAPPDATA%\\RavenWits Desktop.')",
)
"""What wixl cannot say is written into the finished package."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A package: its name, for whom it is, where it puts the program, and what all its versions have in common.

    `other_hive` is where the package of the other kind leaves its mark, `other_message` what is said where it has.
    """

    name: str
    scope: str
    root: str
    hive: str
    upgrade_code: str
    other_hive: str
    other_message: str


KINDS = (
    Kind(
        "machine",
        "perMachine",
        "ProgramFiles64Folder",
        "HKLM",
        "8B0B7E4F-6E0C-4C43-8C6B-0A3D8B2E9C11",
        "HKCU",
        "RavenWits Desktop is installed for this user alone, in [OTHERFOLDER]. Remove it there before you install it "
        "for the whole computer: drafts, purchases and settings stay.",
    ),
    Kind(
        "user",
        "perUser",
        "LocalAppDataFolder",
        "HKCU",
        "D2B4B1F7-93C5-4E0B-A0C0-7A51B6C1F0E2",
        "HKLM",
        "RavenWits Desktop is installed for the whole computer, in [OTHERFOLDER]. Start that one: to install it for "
        "one user, those who look after this computer have to remove it first.",
    ),
)
"""The upgrade codes never change: by them an installer finds the version that is there."""


def identity(*names: str) -> str:
    """The GUID for what these names say together."""
    return str(uuid.uuid5(SPACE, "/".join(names))).upper()


def files(bundle: Path, kind: Kind) -> ET.ElementTree[ET.Element]:
    """What is different from bundle to bundle, as a fragment: its files, and the kinds of files that it opens.

    Each file is a component of its own, so that a repair brings any of them back.
    """
    root = ET.Element("Wix", xmlns=NAMESPACE)
    fragment = ET.SubElement(root, "Fragment")
    top = ET.SubElement(fragment, "DirectoryRef", Id="INSTALLFOLDER")
    group = ET.Element("ComponentGroup", Id="Files")
    number = 0

    def add(folder: Path, parent: ET.Element) -> None:
        nonlocal number
        for path in sorted(folder.iterdir()):
            number += 1
            place = path.relative_to(bundle).as_posix()
            if not place.isascii():
                raise ValueError(f"{place}: wixl cannot pack a file whose name has other signs than ASCII")
            if path.is_dir():
                add(path, ET.SubElement(parent, "Directory", Id=f"D{number}", Name=path.name))
                continue
            component = ET.SubElement(
                parent, "Component", Id=f"C{number}", Guid=identity(kind.name, place), Win64="yes"
            )
            ET.SubElement(component, "File", Id=f"F{number}", Source=f"bundle/{place}", Name=path.name, KeyPath="yes")
            ET.SubElement(group, "ComponentRef", Id=f"C{number}")

    add(bundle, top)
    component = ET.SubElement(top, "Component", Id="Suffixes", Guid=identity(kind.name, "suffixes"), Win64="yes")
    for suffix in product.KINDS:
        for key, value in (
            (rf"Applications\{product.COMMAND}.exe\SupportedTypes", f".{suffix}"),
            (rf".{suffix}\OpenWithProgids", "RavenWits.Spreadsheet"),
        ):
            place = {"Root": kind.hive, "Key": rf"Software\Classes\{key}", "Name": value}
            ET.SubElement(component, "RegistryValue", place, Type="string", Value="")
    component[0].set("KeyPath", "yes")
    ET.SubElement(group, "ComponentRef", Id="Suffixes")
    fragment.append(group)
    ET.indent(root)
    return ET.ElementTree(root)


def compile_(bundle: Path, kind: Kind, target: Path, version: str) -> None:
    """Write the package of this kind to `target`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # wixl looks for files below the folder it runs in only
        (folder / "bundle").symlink_to(bundle.resolve(), target_is_directory=True)
        script = Path(__file__).with_name("icons.py")
        drawing = product.ROOT / "resources" / "icons" / "app.svg"
        subprocess.run([sys.executable, str(script), str(drawing), str(folder / "app.ico")], check=True)
        files(bundle, kind).write(folder / "files.wxs", encoding="utf-8", xml_declaration=True)
        values = {
            "ProductCode": identity("product", kind.name, version),
            "UpgradeCode": kind.upgrade_code,
            "Version": version,
            "Scope": kind.scope,
            "Root": kind.root,
            "Hive": kind.hive,
            "OtherHive": kind.other_hive,
            "OtherMessage": kind.other_message,
            "StartMenuGuid": identity(kind.name, "start menu"),
            "OpenWithGuid": identity(kind.name, "open with"),
        }
        command = ["wixl", "--arch", "x64", "--output", str(target.resolve())]
        for key, value in values.items():
            command += ["-D", f"{key}={value}"]
        subprocess.run([*command, str(TEMPLATE), "files.wxs"], cwd=folder, check=True)
    for query in ALSO:
        subprocess.run(["msibuild", str(target), "-q", query], check=True)


def main() -> None:
    """Compile both packages into the folder that the second argument names."""
    bundle, target = map(Path, sys.argv[1:3])
    version = sys.argv[3] if len(sys.argv) > 3 else product.version()
    if lacking := [tool for tool in ("wixl", "msibuild") if not shutil.which(tool)]:
        sys.exit(f"{' and '.join(lacking)} cannot be found: on Debian and Ubuntu, apt-get install wixl msitools")
    if not (bundle / f"{product.COMMAND}.exe").is_file():
        sys.exit(f"{bundle} is no bundle for Windows: it has no {product.COMMAND}.exe")
    target.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        path = target / f"{product.COMMAND}-{version}-windows-x64-{kind.name}.msi"
        compile_(bundle, kind, path, version)
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
