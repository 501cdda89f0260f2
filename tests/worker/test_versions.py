"""A newer version is offered when a signed notice says so; whatever else is there, the program goes on as it is."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import pytest
from nacl.signing import SigningKey

from ravenwits_desktop import __version__
from ravenwits_desktop.api.limits import Timeouts
from ravenwits_desktop.machine import FILE, Machine
from ravenwits_desktop.worker.events import Event, VersionOffered, VersionRemark, VersionSaved
from ravenwits_desktop.worker.versions import DAY, Versions, kind
from tests.faults import Exchange, FaultServer
from tests.faults.behaviours import answer
from tests.worker.bench import Bench
from tests.worker.test_store_faults import full_disk, posix

KEY = SigningKey(bytes(range(32)))
NEWER = "99.0.0"
INSTALLER = b"the new version\n" * 5000


def notice(version: str = NEWER, **changes: Any) -> bytes:
    file = {"file": "installer.bin", "sha256": hashlib.sha256(INSTALLER).hexdigest(), "size": len(INSTALLER)}
    told = {"version": version, "notes": "What is new", "place": "the intranet", "files": {kind(): file}}
    return json.dumps({**told, **changes}).encode()


def signature(raw: bytes, key: SigningKey = KEY) -> bytes:
    return base64.encodebytes(key.sign(raw).signature)


class Place:
    """Where a notice lies: a share, or a server that serves the same files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.address = str(folder / "update.json")
        self.server: FaultServer | None = None
        self.put(notice())
        (folder / "installer.bin").write_bytes(INSTALLER)

    def put(self, raw: bytes, signed: bytes | None = None) -> None:
        (self.folder / "update.json").write_bytes(raw)
        (self.folder / "update.json.sig").write_bytes(signature(raw) if signed is None else signed)

    def serve(self, exchange: Exchange) -> None:
        file = self.folder / exchange.request().target.rpartition("/")[2]
        exchange.send(answer(200, file.read_bytes()) if file.is_file() else answer(404, b""))


@pytest.fixture(params=["share", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    found = Place(tmp_path / "software")
    if request.param == "share":
        yield found
        return
    with FaultServer(found.serve) as server:
        found.server = server
        found.address = f"{server.url}/software/update.json"
        yield found


@pytest.fixture
def look(make: Callable[..., Bench], tmp_path: Path) -> Callable[[Place], Bench]:
    """Starts a worker on a computer whose settings name the place."""

    def looking(place: Place) -> Bench:
        key = base64.b64encode(bytes(KEY.verify_key)).decode()
        file = tmp_path / FILE
        file.write_text(json.dumps({"update_place": place.address, "update_key": key}), encoding="utf-8")
        return make(machine_file=file).start()

    return looking


def remark(bench: Bench, words: str) -> VersionRemark:
    return bench.wait_for(VersionRemark, lambda event: words in str(event.message))


def test_a_newer_version_is_offered_with_its_notes_and_its_place(look, place):
    offered = look(place).wait_for(VersionOffered)
    assert offered == VersionOffered(NEWER, "What is new", "the intranet", "installer.bin")


def test_a_version_without_a_file_for_this_computer_is_offered_without(look, place):
    place.put(notice(files={"another-computer": {"file": "a.bin", "sha256": "0", "size": 1}}))
    assert look(place).wait_for(VersionOffered).file == ""


WRONG: dict[str, tuple[bytes, bytes | None, str]] = {
    "another key": (notice(), signature(notice(), SigningKey(bytes(32))), "is not signed by those"),
    "of another notice": (notice(), signature(notice("98.0.0")), "is not signed by those"),
    "no base64": (notice(), b"!", "is not signed by those"),
    "an empty one": (notice(), b"", "is not signed by those"),
    "no JSON": (b"{", None, "is not understood"),
    "no version": (b"{}", None, "is not understood"),
    "a version that is none": (notice("latest"), None, "“latest”"),
    "a file elsewhere": (notice(files={"x": {"file": "../a", "sha256": "", "size": 1}}), None, "“../a”"),
    "a file of no size": (notice(files={"x": {"file": "a", "sha256": "", "size": -5}}), None, "not understood"),
    "digits of another script": (notice(version="٩.٢.٠"), None, "“٩.٢.٠”"),
    "a file of a share": (notice(files={"x": {"file": "a\\b", "sha256": "", "size": 1}}), None, "“a\\b”"),
    "an older version": (notice("0.0.1"), None, "0.0.1 that is offered at"),
    "too large": (notice(notes="x" * 300_000), None, "larger than 262144 bytes"),
    "a signature too large": (notice(), b"A" * 300_000, "larger than 262144 bytes"),
    "a file too large": (
        notice(files={"x": {"file": "a", "sha256": "", "size": 5_000_000_000}}),
        None,
        "“a” is said to have 5000000000 bytes, and more than 1073741824 are never loaded.",
    ),
    "a file of more than numbers hold": (
        notice(files={"x": {"file": "a", "sha256": "", "size": 10**30}}),
        None,
        "is not understood",
    ),
}


@pytest.mark.dose(12)
@pytest.mark.parametrize(("raw", "signed", "words"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_remarked_and_offers_nothing(look, place, raw, signed, words):
    place.put(raw, signed)
    bench = look(place)
    assert place.address in str(remark(bench, words).message)
    assert not bench.all(VersionOffered)


def test_a_place_that_is_dead_is_remarked_and_the_program_goes_on(look, place):
    (place.folder / "update.json").unlink()
    bench = look(place)
    assert place.address in str(remark(bench, "could not be looked up").message)
    bench.worker.ask_kept_readings()
    bench.wait_until(lambda: any(type(event).__name__ == "KeptReadings" for event in bench.ear.heard))


def test_the_same_version_is_not_worth_a_word(look, place):
    place.put(notice(__version__))
    bench = look(place)
    bench.wait_until(lambda: place.server is None or len(place.server.received) == 2)
    bench.worker.save_version(str(place.folder / "new.bin"))
    bench.wait_for(VersionSaved, lambda event: "no version for this computer" in str(event.message))
    assert not bench.all(VersionOffered)
    assert not bench.all(VersionRemark)


def test_nothing_is_looked_for_where_no_place_is_named(make):
    bench = make().start()
    bench.worker.save_version("new.bin")
    bench.wait_for(VersionSaved, lambda event: "no version for this computer" in str(event.message))
    assert not bench.all(VersionOffered)


# saving


def saved(bench: Bench, path: Path) -> VersionSaved:
    bench.wait_for(VersionOffered)
    bench.worker.save_version(str(path))
    return bench.wait_for(VersionSaved)


def test_the_installer_is_saved_as_it_was_signed(look, place, tmp_path):
    path = tmp_path / "descargas ñ" / "new.bin"
    path.parent.mkdir()
    assert saved(look(place), path) == VersionSaved(str(path))
    assert path.read_bytes() == INSTALLER
    assert [one.name for one in path.parent.iterdir()] == ["new.bin"]


@pytest.mark.parametrize("content", [INSTALLER[:-1], INSTALLER + b"x", INSTALLER[:-1] + b"x", b""])
def test_another_file_than_the_signed_one_is_not_kept(look, place, tmp_path, content):
    (place.folder / "installer.bin").write_bytes(content)
    path = tmp_path / "downloads" / "new.bin"
    path.parent.mkdir()
    path.write_bytes(b"what was there before")
    event = saved(look(place), path)
    assert event.message is not None
    assert str(path) in str(event.message)
    assert [(one.name, one.read_bytes()) for one in path.parent.iterdir()] == [("new.bin", b"what was there before")]


def test_an_installer_that_is_gone_or_a_folder_that_is_none_is_told(look, place, tmp_path):
    (place.folder / "installer.bin").unlink()
    bench = look(place)
    assert "could not be saved" in str(saved(bench, tmp_path / "new.bin").message)
    bench.forget()
    bench.worker.save_version(str(tmp_path / "nowhere" / "new.bin"))
    assert "No such file or directory" in str(bench.wait_for(VersionSaved).message)
    assert not (tmp_path / "new.bin").exists()


@posix
def test_a_full_disk_leaves_nothing_half_saved(look, place, tmp_path):
    bench = look(place)
    bench.wait_for(VersionOffered)
    (tmp_path / "downloads").mkdir()
    with full_disk():
        bench.worker.save_version(str(tmp_path / "downloads" / "new.bin"))
        event = bench.wait_for(VersionSaved)
    assert "could not be saved" in str(event.message)
    assert not list((tmp_path / "downloads").iterdir())


# once a day


def looking(place: str, clock: Callable[[], datetime], until: Callable[[list[Event]], bool]) -> list[Event]:
    """What is told until that is enough, on a computer whose clock goes as `clock` says."""
    told: list[Event] = []
    machine = Machine(update_place=place, update_key=bytes(KEY.verify_key))

    async def run() -> None:
        versions = Versions(machine, __version__, told.append, pytest.fail, clock, Timeouts(), look=0.001)
        async with anyio.create_task_group() as group:
            group.start_soon(versions.run)
            while not until(told):
                await anyio.sleep(0.005)
            versions.close()

    anyio.run(run)
    return told


def test_it_looks_again_after_a_day_and_says_nothing_twice(tmp_path):
    """Five days within a moment: a dead place, a newer version on the third day, another one on the fifth."""
    place = Place(tmp_path / "software")
    place.put(b"{")
    days = 0

    def later() -> datetime:
        """Each look at the clock is a day later; what lies there changes with it."""
        nonlocal days
        days += 1
        if days == 6:
            place.put(notice())
        if days == 12:
            place.put(notice("99.0.1"))
        return datetime(2026, 11, 1, tzinfo=UTC) + days * DAY

    told = looking(place.address, later, lambda _: days > 30)
    assert [type(event) for event in told] == [VersionRemark, VersionOffered, VersionOffered]
    assert [event.version for event in told[1:]] == [NEWER, "99.0.1"]


def test_it_does_not_look_again_within_a_day(tmp_path):
    place = Place(tmp_path / "software")
    asked = 0

    def clock() -> datetime:
        """Nearly a day passes; then the notice would be another one."""
        nonlocal asked
        asked += 1
        if asked == 2:
            place.put(notice("99.0.1"))
        return datetime(2026, 11, 1, tzinfo=UTC) + (DAY - timedelta(seconds=1) if asked > 1 else timedelta())

    told = looking(place.address, clock, lambda _: asked > 30)
    assert [event.version for event in told] == [NEWER]


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_a_notice_that_openssl_signed_as_the_readme_says_is_believed(make, tmp_path, repository):
    place = Place(tmp_path / "software")
    readme = (repository / "README.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in readme.splitlines() if line.strip().startswith("openssl ")]
    assert len(lines) == 3
    for line in lines:
        done = subprocess.run(["bash", "-ec", line], cwd=place.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    key = done_key(place.folder)
    file = tmp_path / FILE
    file.write_text(json.dumps({"update_place": place.address, "update_key": key}), encoding="utf-8")
    assert make(machine_file=file).start().wait_for(VersionOffered).version == NEWER


def done_key(folder: Path) -> str:
    """The public key that the second line of the README has written."""
    return (folder / "public.txt").read_text().strip()
