"""Loading a file from an https address: the notice of a newer version, and its installer. No token goes along."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass

import anyio
import httpx

from ravenwits_desktop.api.client import system_trust
from ravenwits_desktop.api.limits import PATIENT, Timeouts
from ravenwits_desktop.domain.account import is_loopback
from ravenwits_desktop.domain.message import QT_TRANSLATE_NOOP, Message

NOT_REACHED = QT_TRANSLATE_NOOP("Message", "there is no connection ({reason}).")
NOT_THERE = QT_TRANSLATE_NOOP("Message", "the server answered {status}.")
TOO_LARGE = QT_TRANSLATE_NOOP("Message", "what is there is larger than {size} bytes.")
TOO_SLOW = QT_TRANSLATE_NOOP("Message", "it took longer than {seconds} seconds.")


class DownloadError(Exception):
    """The file could not be loaded. `message` is the end of a sentence that says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Way:
    """How this computer reaches others: `proxy` and `certificate` are meant as for `Client`."""

    proxy: str | None = None
    certificate: str | None = None
    timeouts: Timeouts = PATIENT

    def trust(self) -> ssl.SSLContext:
        """What is trusted."""
        return system_trust(self.certificate)


async def load(address: str, take: Callable[[bytes], object], *, limit: int, seconds: float, way: Way) -> None:
    """Hand the bytes at `address` to `take`, piece by piece, as they come.

    No redirect is followed, nothing is decompressed. Raises `DownloadError` for everything but a whole answer 200 of
    at most `limit` bytes within `seconds`, and what `take` raises.
    """
    direct = is_loopback(httpx.URL(address).host) or way.proxy == ""
    came = 0
    with anyio.move_on_after(seconds) as time:
        try:
            async with (
                httpx.AsyncClient(
                    verify=way.trust(),
                    proxy=None if direct else way.proxy,
                    trust_env=not direct and way.proxy is None,
                    timeout=httpx.Timeout(way.timeouts.read, connect=way.timeouts.connect),
                    headers={"User-Agent": "ravenwits-desktop", "Accept-Encoding": "identity"},
                ) as http,
                http.stream("GET", address) as response,
            ):
                if response.status_code != httpx.codes.OK:
                    raise DownloadError(Message(NOT_THERE, {"status": response.status_code}))
                async for piece in response.aiter_raw():
                    came += len(piece)
                    if came > limit:
                        raise DownloadError(Message(TOO_LARGE, {"size": limit}))
                    take(piece)
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, ValueError) as error:
            raise DownloadError(Message(NOT_REACHED, {"reason": type(error).__name__}, str(error))) from error
    if time.cancelled_caught:
        raise DownloadError(Message(TOO_SLOW, {"seconds": int(seconds)}))
