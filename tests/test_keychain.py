"""Secrets in the system's keychain, and what happens without one."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from ravenwits_desktop.domain.account import Account, Retailer, SignInRequest
from ravenwits_desktop.keychain import Keychain
from ravenwits_desktop.worker.events import AccountChanged
from tests.worker.bench import Bench
from tests.worker.conftest import make, server, start  # noqa: F401 - the fixtures of the worker

SERVICE = "RavenWits Desktop test"
TOKEN = "tok_4fe1c2d7a9b84c3e"


class SystemFaultError(Exception):
    """What some system's own library raises: no error of keyring's."""


class Safe(keyring.backend.KeyringBackend):
    """A keychain in memory that can refuse, and knows who asked."""

    priority = 5  # type: ignore[assignment]

    def __init__(self, longest: int = 10_000) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.longest = longest
        self.fault: Exception | None = None
        self.threads: set[threading.Thread] = set()

    def _asked(self) -> None:
        self.threads.add(threading.current_thread())
        if self.fault is not None:
            raise self.fault

    def get_password(self, service: str, username: str) -> str | None:
        self._asked()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._asked()
        if len(password) > self.longest:
            raise SystemFaultError(1783, "CredWrite", "The stub received bad data")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._asked()
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def safe() -> Iterator[Safe]:
    before = keyring.get_keyring()
    keyring.set_keyring(safe := Safe())
    yield safe
    keyring.set_keyring(before)


def test_a_secret_outlives_the_run(safe):
    keychain = Keychain(SERVICE)
    assert keychain.lasting
    assert keychain.get("ana@there") is None
    assert keychain.set("ana@there", TOKEN)
    assert keychain.keeps("ana@there")
    another = Keychain(SERVICE)
    assert another.get("ana@there") == TOKEN
    assert another.get("eva@there") is None
    another.forget("ana@there")
    another.forget("ana@there")
    assert another.get("ana@there") is None
    assert Keychain(SERVICE).get("ana@there") is None


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_without_a_keychain_it_is_kept_for_this_run(safe, backend):
    keyring.set_keyring(backend())
    keychain = Keychain(SERVICE)
    assert not keychain.lasting
    assert not keychain.set("ana@there", TOKEN)
    assert not keychain.keeps("ana@there")
    assert keychain.get("ana@there") == TOKEN
    keychain.forget("ana@there")
    assert keychain.get("ana@there") is None


def test_a_backend_that_keeps_secrets_in_a_plain_file_is_no_keychain(safe, monkeypatch):
    monkeypatch.setattr(Safe, "priority", 0.5)
    keychain = Keychain(SERVICE)
    keychain.set("ana@there", TOKEN)
    assert not keychain.lasting
    assert safe.kept == {}


@pytest.mark.parametrize(
    "fault", [keyring.errors.KeyringLocked(TOKEN), OSError(TOKEN), SystemFaultError(TOKEN), ValueError(TOKEN)]
)
def test_a_keychain_that_fails_later_loses_nothing_of_this_run(safe, fault, caplog):
    keychain = Keychain(SERVICE)
    keychain.set("ana@there", TOKEN)
    safe.fault = fault
    assert keychain.get("ana@there") == TOKEN
    assert keychain.get("eva@there") is None
    assert not keychain.set("eva@there", TOKEN)
    assert not keychain.keeps("eva@there")
    assert keychain.get("eva@there") == TOKEN
    keychain.forget("ana@there")
    safe.fault = None
    assert keychain.set("eva@there", TOKEN)
    assert keychain.keeps("eva@there")
    assert caplog.records
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("fault", [keyring.errors.InitError(), SystemFaultError("no bus"), RuntimeError("no bus")])
def test_a_system_whose_keychain_cannot_be_asked_has_none(safe, fault):
    safe.fault = fault
    assert not Keychain(SERVICE).lasting


def test_a_secret_that_is_too_long_is_kept_for_this_run(safe):
    safe.longest = 1000
    keychain = Keychain(SERVICE)
    assert not keychain.set("ana@there", "x" * 1001)
    assert not keychain.keeps("ana@there")
    assert keychain.get("ana@there") == "x" * 1001


def test_nothing_of_a_secret_shows(safe):
    keychain = Keychain(SERVICE)
    keychain.set("ana@there", TOKEN)
    assert TOKEN not in repr(keychain)


def test_the_window_never_waits_for_the_keychain_and_the_next_start_has_the_token(safe, start, server):  # noqa: F811
    account = Account(server.url, server.user, (Retailer("1001"),))
    bench: Bench = start(keychain_service=SERVICE)
    bench.worker.sign_in(SignInRequest(account, token=server.token))
    changed = bench.wait_for(AccountChanged, lambda event: event.account == account)
    assert (changed.has_token, changed.keychain) == (True, True)
    bench.stop()
    assert list(safe.kept.values()) == [server.token]
    assert server.token not in bench.settings_file.read_text()
    again: Bench = start(keychain_service=SERVICE)
    changed = again.wait_for(AccountChanged)
    assert (changed.account, changed.has_token, changed.keychain) == (account, True, True)
    assert threading.main_thread() not in safe.threads


def test_a_token_that_the_keychain_does_not_take_is_used_and_that_is_said(safe, start, server):  # noqa: F811
    safe.longest = 10
    bench: Bench = start(keychain_service=SERVICE)
    account = Account(server.url, server.user, (Retailer("1001"),))
    bench.sign_in_with(account, server.token)
    changed = bench.wait_for(AccountChanged, lambda event: event.account == account)
    assert (changed.has_token, changed.keychain) == (True, False)
    bench.trouble("keychain did not take the token")
