"""Starting, stopping, and serving alone."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from ravenwits_desktop.sandbox import command
from ravenwits_desktop.sandbox.server import SandboxServer
from tests.sandbox.conftest import QUARTERS, Desk, rows

SERVE = (
    "import sys; from ravenwits_desktop.sandbox.command import run; sys.exit(run(int(sys.argv[1]), float(sys.argv[2])))"
)


def test_it_keeps_purchases_and_port_while_it_is_stopped() -> None:
    server = SandboxServer(pace=0)
    server.start()
    desk = Desk(server, server.first)
    with desk.http:
        purchase, url = desk.submit().json()["id"], server.url
        server.stop()
        with pytest.raises(httpx.ConnectError):
            desk.get(purchase)
        server.start()
        assert server.url == url
        assert desk.get(purchase).json()["id"] == purchase
        server.stop()
    server.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "ravenwits-sandbox"]


def test_it_does_not_start_twice(server: SandboxServer) -> None:
    with pytest.raises(RuntimeError):
        server.start()
    assert httpx.get(f"{server.url}/health/", trust_env=False, verify=False).status_code == 200


def test_a_request_that_never_ends_does_not_hold_up_the_stop() -> None:
    server = SandboxServer(pace=0)
    server.start()
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as half:
        half.sendall(
            f"POST /api/v0/auth/login/ HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
            "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n".encode()
        )
        assert half.recv(64).startswith(b"HTTP/1.1 100")
        server.stop()
        half.settimeout(10)
        with contextlib.suppress(ConnectionError):
            assert b"200" not in half.recv(64)


@pytest.mark.filterwarnings("error::ResourceWarning")
def test_a_reader_who_stops_reading_does_not_hold_up_the_stop() -> None:
    server = SandboxServer(pace=0)
    server.start()
    desk = Desk(server, server.first)
    with desk.http:
        purchase = desk.submit(
            [f"2025-{month:02}-01 {hour:02}:00" for month in range(1, 13) for hour in range(24)] * 60
        )
        server.finish(purchase.json()["id"])
        with desk.http.stream("GET", f"{desk.base}/purchase/{purchase.json()['id']}/get") as answer:
            body = answer.iter_raw()
            assert next(body)
            server.stop()
            with pytest.raises(httpx.TransportError):
                list(body)
    gc.collect()  # a connection left open would be reported here
    assert not [thread for thread in threading.enumerate() if thread.name == "ravenwits-sandbox"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_it_serves_this_computer_alone(host: str) -> None:
    with pytest.raises(ValueError, match="this computer alone"):
        SandboxServer(host=host)


@pytest.mark.parametrize("pace", [-1, float("nan"), float("inf")])
def test_a_pace_is_a_number_of_seconds(pace: float) -> None:
    with pytest.raises(ValueError, match="pace"):
        SandboxServer(pace=pace)


def test_it_describes_itself_and_hides_its_secrets(server: SandboxServer) -> None:
    told = server.describe()
    assert json.loads(json.dumps(told)) == told
    assert told["retailers"] == server.retailers
    assert told["pace"] == 0
    for secret in (server.token, server.password, server.second.token, server.second.password):
        assert secret not in repr(server.first) + repr(server.second) + repr(server)
    assert len({server.token, server.password, server.second.token, server.second.password}) == 4


def test_two_servers_know_nothing_of_each_other(server: SandboxServer) -> None:
    with SandboxServer(pace=0) as another:
        desk = Desk(another, server.first)
        with desk.http:
            assert desk.submit().status_code == 401


def start(port: int, pace: float = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port), str(pace)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_alone_it_says_how_to_call_it_and_ends_cleanly(name: str) -> None:
    if sys.platform == "win32":
        name = "CTRL_BREAK_EVENT"  # the only one that Windows can send to another process
    with start(0) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        answer = httpx.post(
            f"{told['url']}/api/v0/user/{told['user']}/submit-purchase",
            params={"retailer_id": told["retailers"][0]},
            headers={"Authorization": f"Bearer {told['token']}"},
            json={"purchase": rows(QUARTERS)},
            trust_env=False,
        )
        assert answer.status_code == 201
        process.send_signal(getattr(signal, name))
        rest, errors = process.communicate(timeout=20)
    assert (process.returncode, rest, errors) == (0, "", "")


def test_alone_it_leaves_the_signals_as_they_were(server: SandboxServer, capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    assert command.run(int(server.url.rsplit(":", 1)[1]), 0) == 2
    assert "cannot be used" in capsys.readouterr().err
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_alone_it_says_that_a_port_is_taken(server: SandboxServer) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with start(port) as process:
        out, errors = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert errors.startswith(f"Port {port} cannot be used: ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(("port", "pace", "text"), [(70_000, 0, "Port 70000"), (0, -1, "pace must be")])
def test_alone_it_explains_what_it_cannot_use(port: int, pace: float, text: str) -> None:
    with start(port, pace) as process:
        out, errors = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert errors.startswith(text)
    assert "Traceback" not in errors


def test_it_imports_nothing_of_ours() -> None:
    script = (
        "import sys, ravenwits_desktop.sandbox.command\n"
        "print(*(name for name in sys.modules if name.split('.')[0] in ('ravenwits_desktop', 'PySide6', 'pandas')))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    folder = Path(sys.modules[SandboxServer.__module__].__file__ or "").parent
    ours = {f"ravenwits_desktop.sandbox.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"}
    assert set(out.split()) == ours | {"ravenwits_desktop", "ravenwits_desktop.sandbox"}
