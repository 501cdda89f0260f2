"""One program for each data folder: a second start hands its files to the first and ends."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT = 2000
"""Milliseconds that a second start waits for the first one's answer."""


class SingleInstance(QObject):
    """Holds the lock of a data folder. `called` carries the paths (a tuple) that a second start was given."""

    called = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._name = "ravenwits-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def take(self) -> bool:
        """Become the one program of this folder; False if there is another one."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def call(self, paths: tuple[str, ...]) -> bool:
        """Ask the first program to come to the front and open these files; False if it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_TIMEOUT):
            return False
        socket.write(json.dumps(paths).encode() + b"\n")
        heard = socket.waitForBytesWritten(_TIMEOUT) and socket.waitForReadyRead(_TIMEOUT)
        socket.disconnectFromServer()
        return heard

    @Slot()
    def _connected(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(self._hear)
        socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _hear(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or not socket.canReadLine():
            return
        try:
            paths = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            return
        socket.write(b"heard\n")
        if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
            self.called.emit(tuple(paths))

    def release(self) -> None:
        """Let another program have the folder."""
        self._server.close()
        self._lock.unlock()
