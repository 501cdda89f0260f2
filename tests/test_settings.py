"""What a person has set: kept whole, read back, and said plainly where that fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ravenwits_desktop import settings
from ravenwits_desktop.domain.account import Account, Retailer
from ravenwits_desktop.domain.timegrid import Label
from ravenwits_desktop.folders import Folders
from ravenwits_desktop.settings import Settings, SettingsError
from ravenwits_desktop.worker.events import AccountChanged, Link, LinkChanged
from tests.worker.bench import TOKEN, Bench
from tests.worker.conftest import make, server, start  # noqa: F401 - the fixtures of the worker

ACCOUNT = Account(
    "https://api.example", "ana", (Retailer("1001", "Norte “Ñ”"), Retailer("1002")), "ana@x.example", Label.START
)


def test_what_was_saved_is_read(tmp_path):
    file = tmp_path / "new" / "settings.json"
    assert settings.load(file) == Settings()
    settings.save(file, Settings(ACCOUNT))
    assert settings.load(file) == Settings(ACCOUNT)
    settings.save(file, Settings())
    assert settings.load(file) == Settings()
    assert os.listdir(file.parent) == ["settings.json"]


DAMAGE = {
    "nothing": b"",
    "half": b'{"account": {"address": "https://api.ex',
    "another kind": b'["account"]',
    "another type": b'{"account": {"user": 5}}',
    "no UTF-8": b'{"account": {"user": "\xff\xfe"}}',
    "zeros": b"\x00" * 4096,
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_told_and_left_alone(tmp_path, content):
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match="cannot be read") as told:
        settings.load(file)
    assert str(file) in str(told.value.message)
    assert file.read_bytes() == content


def test_what_a_later_version_adds_is_no_damage(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text('{"account": {"user": "ana", "colour": "green"}, "more": 1}')
    assert settings.load(file).account.user == "ana"


def test_a_folder_in_the_way_is_told(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        settings.load(tmp_path)
    with pytest.raises(SettingsError, match="could not be written"):
        settings.save(tmp_path, Settings())
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="could not be written"):
        settings.save(tmp_path / "file" / "settings.json", Settings())
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_old_settings_whole(tmp_path):
    from tests.worker.test_store_faults import full_disk

    file = tmp_path / "settings.json"
    settings.save(file, Settings(ACCOUNT))
    with full_disk(), pytest.raises(SettingsError, match="could not be written"):
        settings.save(file, Settings())
    assert settings.load(file) == Settings(ACCOUNT)
    assert os.listdir(tmp_path) == ["settings.json"]


def test_the_worker_begins_with_damaged_settings_and_says_so(make):  # noqa: F811
    bench: Bench = make()
    bench.folder.mkdir()
    bench.settings_file.write_bytes(b"{")
    bench.start()
    bench.trouble("cannot be read")
    assert bench.wait_for(AccountChanged).account == Account()
    assert bench.settings_file.read_bytes() == b"{"
    bench.sign_in_with(ACCOUNT, TOKEN)
    bench.wait_until(lambda: len(bench.all(AccountChanged)) == 2)
    assert settings.load(bench.settings_file).account == ACCOUNT


@pytest.mark.parametrize(
    "account",
    [
        Account("ftp://there", "ana"),
        Account("http://elsewhere.example", "ana"),
        Account("https://[", "ana"),
        Account("https://a:b@there.example", "ana"),
    ],
)
def test_an_account_that_cannot_be_used_is_told_and_does_not_stop_the_start(make, account):  # noqa: F811
    bench: Bench = make(account, TOKEN)
    bench.start()
    link = bench.wait_for(LinkChanged)
    assert link.link is Link.NO_ACCOUNT
    assert "cannot be used" in str(link.message)


def test_settings_that_cannot_be_written_hold_for_this_run(make):  # noqa: F811
    bench: Bench = make()
    bench.settings_file.mkdir(parents=True)
    bench.start()
    bench.sign_in_with(ACCOUNT, TOKEN)
    bench.trouble("could not be saved")
    assert bench.wait_for(AccountChanged, lambda event: event.account == ACCOUNT).has_token


def test_the_sandbox_has_folders_of_its_own(tmp_path):
    real, practice = Folders.of(tmp_path, sandbox=False), Folders.of(tmp_path, sandbox=True)
    assert real.data != practice.data
    assert real.settings_file.parent == real.data
    assert practice.store_url.startswith("sqlite:///")
    assert Path(practice.store_url.removeprefix("sqlite:///")).parent == practice.data
    anywhere, exercise = Folders.of(None, sandbox=False), Folders.of(None, sandbox=True)
    assert anywhere.data != exercise.data
    assert anywhere.logs != exercise.logs
