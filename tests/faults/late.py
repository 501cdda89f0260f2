"""A plugin for pytest that lets everything answer late, by a random while: a test that counts on an order shows it.

Servers take a while before they read a request, the worker's threads before they begin and before they are heard of.
A test that fails under it alone looks at something before it has happened: it has to wait for that instead. The seed is
the number in LATE, of the environment.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable
from typing import Any

import anyio
import anyio.to_thread
import pytest

from ravenwits_desktop.sandbox.routes import Endpoints
from tests.faults.server import FaultServer

_LONGEST = 0.2
"""Seconds: longer than what a busy machine makes of a request on loopback, and short of every pause of the worker's."""


def pytest_configure() -> None:
    """Put the delays in front of the servers and around the worker's threads, before a test imports either."""
    chance = random.Random(int(os.environ.get("LATE", "1")))
    patch = pytest.MonkeyPatch()
    serve, app, run = FaultServer._serve, Endpoints.app, anyio.to_thread.run_sync

    def serve_late(self: FaultServer, *arguments: Any) -> None:
        time.sleep(chance.random() * _LONGEST)
        serve(self, *arguments)

    def app_late(self: Endpoints) -> Callable[..., Any]:
        answer = app(self)

        async def late(scope: Any, receive: Any, send: Any) -> None:
            await asyncio.sleep(chance.random() * _LONGEST)
            await answer(scope, receive, send)

        return late

    async def run_late(*arguments: Any, **options: Any) -> Any:
        await anyio.sleep(chance.random() * _LONGEST / 2)
        made = await run(*arguments, **options)
        await anyio.sleep(chance.random() * _LONGEST / 2)
        return made

    patch.setattr(FaultServer, "_serve", serve_late)
    patch.setattr(Endpoints, "app", app_late)
    patch.setattr(anyio.to_thread, "run_sync", run_late)
