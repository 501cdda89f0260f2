"""Secrets, in the system's keychain and nowhere else; without one they are kept in memory for this run."""

from __future__ import annotations

import logging

import keyring
import keyring.errors

_log = logging.getLogger(__name__)


class Keychain:
    """The tokens of the accounts, by account key. Calls may wait for the system: use it off the GUI thread.

    `service` is the name under which the system files them; None keeps everything in memory (the sandbox, tests).
    """

    def __init__(self, service: str | None) -> None:
        self._service = service
        self._memory: dict[str, str] = {}
        self.lasting = service is not None and self._probe(service)
        """Whether secrets outlive this run."""

    def __repr__(self) -> str:
        return f"Keychain(service={self._service!r}, lasting={self.lasting})"

    @staticmethod
    def _probe(service: str) -> bool:
        try:
            keyring.get_password(service, "probe")
        except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
            _log.info("no keychain on this system: %s", type(error).__name__)
            return False
        return True

    def get(self, key: str) -> str | None:
        """The secret of `key`, or None."""
        if key in self._memory:
            return self._memory[key]
        if self._service is None or not self.lasting:
            return None
        try:
            return keyring.get_password(self._service, key)
        except (keyring.errors.KeyringError, OSError) as error:
            _log.warning("the keychain did not answer: %s", type(error).__name__)
            return None

    def set(self, key: str, secret: str) -> bool:
        """Keep `secret` under `key`; False if it is kept for this run only."""
        self._memory[key] = secret
        if self._service is None or not self.lasting:
            return False
        try:
            keyring.set_password(self._service, key, secret)
        except (keyring.errors.KeyringError, OSError, ValueError) as error:
            _log.warning("the keychain did not take the secret: %s", type(error).__name__)
            return False
        return True

    def forget(self, key: str) -> None:
        """Remove the secret of `key`, here and in the system."""
        self._memory.pop(key, None)
        if self._service is None or not self.lasting:
            return
        try:
            keyring.delete_password(self._service, key)
        except keyring.errors.PasswordDeleteError:
            return  # there was none
        except (keyring.errors.KeyringError, OSError) as error:
            _log.warning("the keychain did not remove the secret: %s", type(error).__name__)
