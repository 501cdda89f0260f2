"""The README's API examples, run as a reader would paste them, against the sandbox."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ravenwits_desktop.sandbox.server import SandboxServer

HEADING = "## Trying the API\n"
BLOCK = re.compile(r"^```(sh|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not (shutil.which("bash") and shutil.which("curl")), reason="needs bash and curl"
)


def section(readme: str) -> str:
    """The text from the heading to the next one of its level."""
    _before, heading, rest = readme.partition(HEADING)
    assert heading, "the README has no such section"
    return re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def values(text: str) -> list[Any]:
    """The JSON values that follow each other in `text`."""
    decoder, found, rest = json.JSONDecoder(), [], text.strip()
    while rest:
        value, end = decoder.raw_decode(rest)
        found.append(value)
        rest = rest[end:].lstrip()
    return found


def matches(told: Any, shown: Any) -> bool:
    """Whether an answer is the one shown, in which "..." stands for anything but nothing."""
    if shown == "...":
        return bool(told)
    if isinstance(shown, dict):
        return isinstance(told, dict) and told.keys() == shown.keys() and all(matches(told[k], shown[k]) for k in shown)
    if isinstance(shown, list) and isinstance(told, list):
        if shown and shown[-1] == "...":
            shown = shown[:-1]
            assert len(told) > len(shown)
            told = told[: len(shown)]
        return len(told) == len(shown) and all(map(matches, told, shown))
    return type(told) is type(shown) and bool(told == shown)


def examples(text: str) -> Iterator[tuple[str, list[Any]]]:
    """Each command with the values shown as its output; the first block, which sets the scene, shows none."""
    blocks = BLOCK.findall(text)
    for number, (kind, body) in enumerate(blocks):
        if kind == "sh":
            answer = blocks[number + 1] if number + 1 < len(blocks) else ("sh", "")
            yield body, values(answer[1]) if answer[0] == "json" else []


def test_each_example_answers_as_shown(repository: Path, tmp_path: Path) -> None:
    text = section((repository / "README.md").read_text(encoding="utf-8"))
    (scene, nothing), *calls = examples(text)
    assert nothing == []
    # `python` in the README is the reader's own.
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "no_proxy": "*",
    }
    called = set()
    with SandboxServer(pace=3600) as server:
        (tmp_path / "sandbox.json").write_text(json.dumps(server.describe()) + "\n", encoding="utf-8")
        for command, shown in calls:
            done = subprocess.run(
                ["bash", "-euc", f"{scene}\n{command}"],
                cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60,
            )  # fmt: skip
            assert (done.returncode, done.stderr) == (0, ""), command
            told = values(done.stdout)
            assert shown, f"no answer is shown for {command}"
            assert matches(told, shown), f"{command}\nanswered {told}\nshown is {shown}"
            if told[1] == 201:
                environment["ID"] = told[0]["id"]
                server.finish(told[0]["id"])
        called.update(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", request) for request in server.requests)
        user = f"/api/v0/user/{server.user}"
        assert called >= {
            f"POST {user}/submit-purchase", f"PUT {user}/purchase/ID/update", f"GET {user}/purchase/ID/get",
            "POST /api/v0/auth/login/", f"GET /api/v0/strategies/{server.user}", "GET /health/",
            "GET /api/v0/prices/spain/md_pdbc_spain",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "shown", "same"),
    [
        ({"id": "x"}, {"id": "..."}, True),
        ({"id": ""}, {"id": "..."}, False),
        ({"id": "x", "more": 1}, {"id": "x"}, False),
        ([1, 2, 3], [1, "..."], True),
        ([1, 2, 3], [1, 2], False),
        (1, True, False),
        ("400", 400, False),
    ],
)
def test_what_is_shown_must_be_what_came(told: Any, shown: Any, same: bool) -> None:
    assert matches(told, shown) is same
