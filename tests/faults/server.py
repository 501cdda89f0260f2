"""The server: one thread for each connection, one behaviour for each connection."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Self

from tests.faults.certificate import Certificate


@dataclass(frozen=True)
class Received:
    """What came over one connection; `whole` is false where the body was not read to its end."""

    method: str
    target: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    whole: bool


class Exchange:
    """One connection, in the hands of a behaviour."""

    def __init__(self, server: FaultServer, connection: socket.socket) -> None:
        self._server = server
        self._socket = connection

    def request(self, most_of_body: int | None = None) -> Received:
        """Read the request, or its head and at least `most_of_body` bytes of its body."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        while len(body) < (length if most_of_body is None else min(length, most_of_body)):
            body += self._more()
        method, target, _ = first.split(" ")
        received = Received(method, target, headers, body, len(body) == length)
        self._server.received.append(received)
        return received

    def _more(self) -> bytes:
        piece = self._socket.recv(1 << 16)
        if not piece:
            raise ConnectionError("the client has gone")
        return piece

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the server's end, at most `seconds`; true once it has come."""
        return self._server.stopping.wait(seconds)

    def reset(self) -> None:
        """Break the connection (RST), not close it."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()


Behaviour = Callable[[Exchange], None]


class FaultServer:
    """Serves on loopback while its ``with`` block runs. The last behaviour holds for all further connections.

    `received` lists the requests that were read, `connections` counts those accepted. With `certificate` it speaks TLS,
    but for the first `before_tls` connections.
    """

    def __init__(self, *behaviours: Behaviour, certificate: Certificate | None = None, before_tls: int = 0) -> None:
        self.received: list[Received] = []
        self.connections = 0
        self.stopping = threading.Event()
        self._behaviours = list(behaviours)
        self._certificate = certificate
        self._before_tls = before_tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"{'https' if self._certificate else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._accepting = threading.Thread(target=self._accept, name="fault server")
        self._port = self.port
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        # Wakes accept(), which closing the listener alone does not on every system.
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self._port), timeout=5).close()
        self._accepting.join()
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.stopping.is_set():
                connection.close()
                return
            behaviour = self._behaviours[min(self.connections, len(self._behaviours) - 1)]
            self.connections += 1
            tls = (
                self._certificate.server_context()
                if self._certificate and self.connections > self._before_tls
                else None
            )
            arguments = (connection, behaviour, tls)
            thread = threading.Thread(target=self._serve, args=arguments, name="fault connection")
            self._threads = [each for each in self._threads if each.is_alive()]
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, behaviour: Behaviour, tls: ssl.SSLContext | None) -> None:
        with self._lock:
            self._open.add(connection)
        # A client that goes away in the middle is what many of these tests are about.
        try:
            with contextlib.suppress(OSError):
                if tls is not None:
                    with tls.wrap_socket(connection, server_side=True, suppress_ragged_eofs=True) as wrapped:
                        behaviour(Exchange(self, wrapped))
                else:
                    behaviour(Exchange(self, connection))
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()


@contextlib.contextmanager
def refusing_address() -> Iterator[str]:
    """An address on loopback that refuses connections: its port is taken by a socket that does not listen."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
