"""The settings of the computer: preset, locked, and told where they cannot be used."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from ravenwits_desktop import machine, settings
from ravenwits_desktop.domain.account import Account
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.machine import Machine, MachineError
from ravenwits_desktop.settings import Settings
from ravenwits_desktop.worker.events import AccountChanged, Link, LinkChanged
from tests.faults import FaultServer, respond
from tests.faults.certificate import untrusted_certificate
from tests.worker.bench import TOKEN, Bench
from tests.worker.conftest import make, server  # noqa: F401 - the fixtures of the worker

KEY = base64.b64encode(bytes(range(32))).decode()


def written(folder: Path, content: object) -> Path:
    file = folder / machine.FILE
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return file


def test_no_file_sets_nothing(tmp_path):
    assert machine.load(None) == Machine()
    assert machine.load(tmp_path / "nowhere" / machine.FILE) == Machine()
    assert Machine().preset() == Account()
    assert machine.place().name == machine.FILE


def test_no_variable_of_the_environment_moves_the_file(tmp_path, monkeypatch):
    """Whoever starts the program could else name a folder without the locks of those who look after the computer."""
    before = machine.place()
    own = written(tmp_path, {"address": "https://mine.example"})
    for name in (
        "XDG_CONFIG_DIRS",
        "XDG_CONFIG_HOME",
        "XDG_DATA_DIRS",
        "HOME",
        "PROGRAMW6432",
        "PROGRAMFILES",
        "PROGRAMDATA",
        "ALLUSERSPROFILE",
        "USERPROFILE",
    ):
        monkeypatch.setenv(name, str(own.parent))
    assert machine.place() == before
    assert before.is_absolute()


def test_all_that_can_be_set_is_read(tmp_path):
    certificate = tmp_path / "house.pem"
    certificate.write_bytes(untrusted_certificate().pem)
    content = {
        "address": "https://api.house.example",
        "proxy": "http://proxy.example:8080",
        "certificate": str(certificate),
        "label": "start",
        "update_place": "https://software.example/update.json",
        "update_key": KEY,
        "locked": ["address", "label"],
    }
    read = machine.load(written(tmp_path, content))
    assert read == Machine(
        "https://api.house.example",
        "http://proxy.example:8080",
        str(certificate),
        Label.START,
        "https://software.example/update.json",
        bytes(range(32)),
        frozenset({"address", "label"}),
    )
    assert machine.load(written(tmp_path, b"\xef\xbb\xbf" + json.dumps(content).encode())) == read, (
        "as Windows saves it"
    )
    own = Account("https://mine.example", "ana", email="ana@x.example", zone="Europe/Lisbon")
    assert read.applied(own) == Account(
        "https://api.house.example", "ana", email="ana@x.example", zone="Europe/Lisbon", label=Label.START
    )
    assert machine.load(written(tmp_path, {**content, "locked": []})).applied(own) == own


WRONG: dict[str, tuple[Any, str]] = {
    "nothing": (b"", "Input data was truncated"),
    "half": (b'{"address": "https:', "truncated"),
    "no object": ([], "Expected `object`"),
    "no UTF-8": (b'{"address": "\xff"}', "machine.json"),
    "deep": (b"[" * 100_000, "machine.json"),
    "a key that is not known": ({"adress": "https://api.example"}, "unknown field `adress`"),
    "another type": ({"proxy": 8080}, "$.proxy"),
    "a label that is none": ({"label": "middle"}, "$.label"),
    "a lock that is not known": ({"locked": ["colour"]}, "“colour”, which is no setting. Known are: address, proxy"),
    "a lock on nothing": ({"locked": ["proxy"]}, "“proxy” is locked, but"),
    "no https": ({"address": "http://api.example"}, "must begin with https"),
    "a proxy with a password": ({"proxy": "http://a:b@proxy.example:1"}, "“proxy” must look like"),
    "a proxy that is none": ({"proxy": "proxy.example:8080"}, "“proxy” must look like"),
    "no certificate": ({"certificate": "/nowhere/house.pem"}, "/nowhere/house.pem"),
    "no place": ({"update_place": "update.json", "update_key": KEY}, "“update_place” must be"),
    "no key": ({"update_place": "/share/update.json"}, "needs “update_key”"),
    "half a key": ({"update_place": "/share/update.json", "update_key": KEY[:20]}, "needs “update_key”"),
}


@pytest.mark.parametrize(("content", "reason"), WRONG.values(), ids=WRONG.keys())
def test_a_file_that_cannot_be_used_is_named_with_the_reason_and_the_way_out(tmp_path, content, reason):
    file = written(tmp_path, content)
    with pytest.raises(MachineError) as told:
        machine.load(file)
    text = str(told.value.message)
    assert str(file) in text
    assert reason in text
    assert "those who look after this computer have corrected or removed that file" in text


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"address": "https://api.example",\n "label": "end",\n "adress": 1}', 3),
        (b'{"address": "https://api.example",\n "label": end}', 2),
        (b'{"address": "https://api.example",\n\n', 1),
        (b'{\n "label": "middle"\n}', 2),
        (b'{\r\n "label": "end",\r\n "locked": [\r\n  "label",\r\n  "colour"]}', 5),
        (b'{\n "label": "end",\n "locked": ["proxy"]}', 3),
        (b'{\n "label": "end",\n "proxy": "proxy.example:8080"}', 3),
        (b'{\n "update_place": "/share/update.json"}', 2),
    ],
)
def test_the_line_that_is_wrong_is_named(tmp_path, content, line):
    with pytest.raises(MachineError, match=rf"cannot be used: line {line}: "):
        machine.load(written(tmp_path, content))


def test_a_certificate_that_is_none_is_told(tmp_path):
    (tmp_path / "house.pem").write_text("no certificate")
    with pytest.raises(MachineError, match="no certificates in PEM form"):
        machine.load(written(tmp_path, {"certificate": str(tmp_path / "house.pem")}))


@pytest.mark.parametrize(
    "place", ["https://software.example/update.json", "/srv/update.json", r"\\server\share\update.json"]
)
def test_a_place_for_updates_is_an_address_or_a_path(tmp_path, place):
    read = machine.load(written(tmp_path, {"update_place": place, "update_key": KEY}))
    assert (read.update_place, read.update_key) == (place, bytes(range(32)))


# in the worker


def bench_with(make, content, account: Account | None = None) -> Bench:  # noqa: F811
    bench: Bench = make()
    bench.folder.mkdir()
    bench.settle(machine_file=written(bench.folder, content))
    if account is not None:
        settings.save(bench.settings_file, Settings(account))
    return bench.start()


def test_a_preset_is_the_account_of_somebody_new_and_leaves_others_alone(make):  # noqa: F811
    content = {"address": "https://api.house.example", "label": "start"}
    fresh = bench_with(make, content).wait_for(AccountChanged)
    assert (fresh.account, fresh.locked) == (Account("https://api.house.example", label=Label.START), frozenset())


def test_what_is_not_locked_stays_as_somebody_set_it(make):  # noqa: F811
    own = Account("https://mine.example", "ana")
    assert bench_with(make, {"address": "https://api.house.example"}, own).wait_for(AccountChanged).account == own


def test_what_is_locked_cannot_be_changed_by_any_way(make):  # noqa: F811
    own = Account("https://mine.example", "ana", label=Label.END)
    house = Account("https://localhost:1", "ana", label=Label.START)
    content = {"address": house.address, "label": "start", "locked": ["address", "label"]}
    bench = bench_with(make, content, own)
    first = bench.wait_for(AccountChanged)
    assert (first.account, first.locked) == (house, frozenset({"address", "label"}))
    bench.forget()
    bench.sign_in_with(own, TOKEN)
    assert bench.wait_for(AccountChanged).account == house
    assert settings.load(bench.settings_file).account == house


def test_a_file_that_cannot_be_used_is_told_and_does_not_stop_the_start(make):  # noqa: F811
    own = Account("https://mine.example", "ana")
    bench = bench_with(make, {"adress": "https://api.house.example"}, own)
    bench.trouble("unknown field `adress`")
    assert bench.wait_for(AccountChanged).account == own


def test_the_proxy_of_the_computer_is_used(make):  # noqa: F811
    """Nobody listens at the proxy: a call that goes there ends there, whatever its host."""
    bench = bench_with(make, {"proxy": "http://127.0.0.1:9"}, Account("https://api.house.example", "ana"))
    bench.sign_in_with(Account("https://api.house.example", "ana"), TOKEN)
    offline = bench.wait_for(LinkChanged, lambda event: event.link is Link.OFFLINE)
    assert "proxy" in str(offline.message).lower() or "127.0.0.1" in str(offline.message)


@pytest.mark.parametrize("trusted", [True, False])
def test_the_certificate_of_the_computer_is_trusted_beside_the_systems(make, trusted):  # noqa: F811
    certificate = untrusted_certificate()
    with FaultServer(respond(200, {"status": "healthy"}), certificate=certificate) as house:
        account = Account(house.url, "ana")
        bench: Bench = make()
        bench.folder.mkdir()
        (bench.folder / "house.pem").write_bytes(certificate.pem)
        content = {"certificate": str(bench.folder / "house.pem")} if trusted else {}
        bench.settle(machine_file=written(bench.folder, content))
        bench.start()
        bench.sign_in_with(account, TOKEN)
        bench.wait_for(LinkChanged, lambda event: event.link is (Link.ONLINE if trusted else Link.OFFLINE))
