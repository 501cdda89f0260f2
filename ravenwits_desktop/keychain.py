"""Secrets, in the system's keychain and nowhere else; without one they are kept in memory for this run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

import keyring
import keyring.errors

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")

_A_REAL_ONE = 1.0
"""The priority from which keyring recommends a backend. Below it are those that keep nothing, or in a plain file."""


class _RefusedError(Exception):
    """The keychain did not do what it was asked."""


class Keychain:
    """The tokens of the accounts, by account key. Calls may wait for the system: use it off the GUI thread.

    `service` is the name under which the system files them; None keeps everything in memory (the sandbox, tests). No
    method raises: what the system's keychain does not take is kept for this run.
    """

    def __init__(self, service: str | None) -> None:
        self._service = service
        self._memory: dict[str, str] = {}
        self._unkept: set[str] = set()

    def __repr__(self) -> str:
        return f"Keychain(service={self._service!r})"

    @cached_property
    def lasting(self) -> bool:
        """Whether there is a keychain, so that secrets outlive this run. Looked for at the first need of a secret."""
        return self._service is not None and self._probe(self._service)

    @staticmethod
    def _probe(service: str) -> bool:
        def probe() -> float:
            keyring.get_password(service, "probe")
            return float(keyring.get_keyring().priority)

        try:
            return _asked(probe) >= _A_REAL_ONE
        except _RefusedError as error:
            _log.info("no keychain on this system: %s", error)
            return False

    def keeps(self, key: str) -> bool:
        """Whether the secret of `key` outlives this run."""
        return self.lasting and key not in self._unkept

    def get(self, key: str) -> str | None:
        """The secret of `key`, or None."""
        service = self._service
        if key in self._memory:
            return self._memory[key]
        if service is None or not self.lasting:
            return None
        try:
            return _asked(lambda: keyring.get_password(service, key))
        except _RefusedError as error:
            _log.warning("the keychain did not answer: %s", error)
            return None

    def set(self, key: str, secret: str) -> bool:
        """Keep `secret` under `key`; False if it is kept for this run only."""
        service = self._service
        self._memory[key] = secret
        if service is None or not self.lasting:
            return False
        try:
            _asked(lambda: keyring.set_password(service, key, secret))
        except _RefusedError as error:
            _log.warning("the keychain did not take the secret: %s", error)
            self._unkept.add(key)
            return False
        self._unkept.discard(key)
        return True

    def forget(self, key: str) -> None:
        """Remove the secret of `key`, here and in the system."""
        service = self._service
        self._memory.pop(key, None)
        self._unkept.discard(key)
        if service is None or not self.lasting:
            return
        try:
            _asked(lambda: keyring.delete_password(service, key))
        except _RefusedError as error:
            # also when there was none
            _log.info("the keychain did not remove the secret: %s", error)


def _asked(call: Callable[[], _Answer]) -> _Answer:
    """What the system's keychain answers; `_RefusedError` with the kind of its fault, never its text."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - each backend raises what its system gives it, not keyring's errors alone
        raise _RefusedError(type(error).__name__) from None
