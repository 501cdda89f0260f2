"""The sandbox as a server on loopback, started and stopped by a program or a test."""

from __future__ import annotations

import asyncio
import ipaddress
import math
import socket
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from ravenwits_desktop.sandbox.book import AcceptedPost, Book, Credentials
from ravenwits_desktop.sandbox.routes import Endpoints

_STARTING = 30.0
_GRACE = 1.0


class SandboxServer:
    """A RavenWits API of its own on this computer, served by one background thread from `start` to `stop`.

    `pace` is the number of seconds between two statuses of a purchase; with 0 the first answer to a get says pending,
    the second in_progress, the third completed or failed. `port` 0 takes a free one. `now` is the clock of created_at
    and of token expiry. A server that was stopped keeps its users and purchases and may be started again, on the same
    port. Raises ValueError for a host that is not loopback, and OSError from `start` if the port is taken.
    """

    def __init__(
        self,
        pace: float = 1.0,
        port: int = 0,
        now: Callable[[], datetime] | None = None,
        log_level: str = "critical",
        host: str = "127.0.0.1",
    ) -> None:
        if not math.isfinite(pace) or pace < 0:
            raise ValueError(f"pace must be a number of seconds, not {pace}")
        self._address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
        if not self._address.is_loopback:
            raise ValueError(f"the sandbox serves this computer alone, not {host}")
        self._port = port
        self._log_level = log_level
        self._book = Book(pace, now or _utc_now)
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    # -- running

    def start(self) -> None:
        """Serve from now on; returns when requests are taken."""
        if self._thread is not None:
            raise RuntimeError("the sandbox runs already")
        listener = self._listen()
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            Endpoints(self._book).app(),
            http=H11Protocol,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=self._log_level,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(
            target=_serve, args=(self._server, listener), name="ravenwits-sandbox", daemon=True
        )
        self._thread.start()
        if not self._server.serving.wait(_STARTING):
            self.stop()
            raise OSError("the sandbox did not start")

    def stop(self) -> None:
        """Serve no more; requests in hand get a second. Does nothing if it does not run."""
        if self._thread is None or self._server is None:
            return
        self._server.ask_to_stop()
        self._thread.join()
        self._thread = self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if self._address.version == 6 else socket.AF_INET
        # Without the protocol named, asyncio leaves Nagle on and each answer waits 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if sys.platform == "win32":
                # There the other option would let two programs share one port.
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((str(self._address), self._port))
            listener.listen()
        except (OSError, OverflowError):
            listener.close()
            raise
        return listener

    # -- how to call it

    @property
    def url(self) -> str:
        """The base address, without a slash at its end; known once started."""
        host = f"[{self._address}]" if self._address.version == 6 else str(self._address)
        return f"http://{host}:{self._port}"

    @property
    def first(self) -> Credentials:
        """The user whose fields stand here too."""
        return self._book.users[0]

    @property
    def second(self) -> Credentials:
        """Another user, who sees nothing of the first."""
        return self._book.users[1]

    @property
    def user(self) -> str:
        """The user's identifier in the path."""
        return self.first.user

    @property
    def token(self) -> str:
        """A bearer token that does not expire by itself."""
        return self.first.token

    @property
    def email(self) -> str:
        """What to sign in with."""
        return self.first.email

    @property
    def password(self) -> str:
        """What to sign in with."""
        return self.first.password

    @property
    def retailers(self) -> list[str]:
        """Ids of the retailers whose purchases are computed."""
        return list(self.first.retailers)

    @property
    def failing_retailer(self) -> str:
        """Id of a further retailer, whose purchases always end as failed."""
        return self.first.failing_retailer

    @property
    def pace(self) -> float:
        """Seconds between two statuses."""
        return self._book.pace

    def describe(self) -> dict[str, Any]:
        """All one needs to call it, ready for JSON."""
        return {
            "url": self.url,
            "user": self.user,
            "token": self.token,
            "email": self.email,
            "password": self.password,
            "retailers": self.retailers,
            "failing_retailer": self.failing_retailer,
            "pace": self.pace,
        }

    # -- what came

    @property
    def posts(self) -> list[AcceptedPost]:
        """Every purchase created, in order, over all starts."""
        return list(self._book.posts)

    @property
    def requests(self) -> list[str]:
        """Every request that came, as method and path, refused ones too."""
        return list(self._book.requests)

    # -- what to do next; each may be called from any thread

    def fail_next(self, text: str) -> None:
        """Let the next purchase accepted end as failed with this text; asked several times, the next several."""
        self._book.fail_next(text)

    def finish(self, purchase_id: str, error: str = "") -> None:
        """End a purchase at once, held or not: failed if there is an `error` or it was to fail, else completed."""
        self._book.finish(purchase_id, error)

    def hold(self) -> None:
        """Let no purchase move, new ones neither, until `release`."""
        self._book.hold()

    def release(self) -> None:
        """Let the purchases move again, each from where it stands."""
        self._book.release()

    def reject_tokens(self) -> None:
        """Answer every token with 401, those of new sign-ins too, until `accept_tokens`."""
        self._book.reject_tokens(True)

    def accept_tokens(self) -> None:
        """Take tokens again."""
        self._book.reject_tokens(False)

    def expire_tokens(self) -> None:
        """Let every token given so far be answered with 401 for good; one from a new sign-in is taken."""
        self._book.expire_tokens()


class _Server(uvicorn.Server):
    """Starts and stops on demand, where uvicorn looks ten times a second whether it should."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.serving = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()

    def ask_to_stop(self) -> None:
        """From any thread."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)

    async def main_loop(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self.on_tick(0)
        self.serving.set()
        if not self.should_exit:
            await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is in hand within the grace, then cut it off; at once when there is nothing."""
        state, loop = self.server_state, asyncio.get_running_loop()
        for server in self.servers:
            server.close()
        for connection in list(state.connections):
            connection.shutdown()
        deadline = loop.time() + _GRACE
        while (state.connections or state.tasks) and loop.time() < deadline:
            await asyncio.sleep(0.005)
        # Whoever reads too slowly or never finished sending.
        for connection in list(state.connections):
            if isinstance(connection.transport, asyncio.Transport):
                connection.transport.abort()
        await asyncio.sleep(0)


def _serve(server: _Server, listener: socket.socket) -> None:
    asyncio.run(server.serve(sockets=[listener]))


def _utc_now() -> datetime:
    return datetime.now(UTC)
