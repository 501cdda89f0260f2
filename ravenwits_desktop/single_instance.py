"""One program for each data folder: a second start hands its files to the first and ends."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLockFile, QObject, QThread, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT = 2000
"""Milliseconds that a second start waits for the first one's answer."""
_PAUSE = 50
"""Milliseconds between its attempts."""


class SingleInstance(QObject):
    """Holds the lock of a data folder. `called` carries the paths (a tuple) that a second start was given."""

    called = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # purchases are nobody else's business
        self._folder = folder
        self._server: QLocalServer | None = None
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)

    def take(self) -> bool:
        """Become the one program of this folder; False if there is another one."""
        return self._lock.tryLock(0)

    @property
    def _name(self) -> str:
        import hashlib  # neither this nor the network is waited for by the first paint

        return "ravenwits-" + hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:24]

    def listen(self) -> None:
        """Hear of second starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._connected)
        QLocalServer.removeServer(self._name)
        server.listen(self._name)
        self._server = server

    def call(self, paths: tuple[str, ...]) -> bool:
        """Ask the first program to come to the front and open these files; False if it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        end = time.monotonic() + _TIMEOUT / 1000
        while True:
            socket.connectToServer(self._name)
            if socket.waitForConnected(_TIMEOUT):
                break
            if time.monotonic() > end:
                return False
            QThread.msleep(_PAUSE)  # the first program has its lock, but does not listen before its window is painted
        socket.write(json.dumps(paths).encode() + b"\n")
        heard = socket.waitForBytesWritten(_TIMEOUT) and socket.waitForReadyRead(_TIMEOUT)
        socket.disconnectFromServer()
        return heard

    @Slot()
    def _connected(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(self._hear)
        socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _hear(self) -> None:
        socket = cast("QLocalSocket", self.sender())
        if not socket.canReadLine():
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
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
