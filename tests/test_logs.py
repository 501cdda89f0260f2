"""The log: it rotates, and no secret is ever in it."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from ravenwits_desktop import logs
from ravenwits_desktop.domain.account import SignInRequest
from ravenwits_desktop.logs import Redactor
from ravenwits_desktop.worker.events import Link, Unexpected
from ravenwits_desktop.worker.service import Config
from tests.faults import respond
from tests.worker.bench import Wrong, account_for, taken
from tests.worker.conftest import make, server, start  # noqa: F401 - the fixtures of the worker

SECRET = 'tok_4fe1"c2/d7 ä\\9b84+c3e'
log = logging.getLogger("ravenwits_desktop.test")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[tuple[Path, Redactor]]:
    redactor = Redactor()
    handler = logs.start(tmp_path / "logs", redactor)
    yield tmp_path / "logs" / "ravenwits.log", redactor
    logs.stop(handler)


FORMS = [
    SECRET,
    quote(SECRET),
    quote(SECRET, safe=""),
    json.dumps(SECRET),
    repr(SECRET),
    json.dumps({"Authorization": f"Bearer {SECRET}"}),
    f"https://there.example/?token={quote(SECRET)}&x=1",
    repr({"password": SECRET}),
]


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_not_in_the_log_in_whatever_form(written, form):
    file, redactor = written
    redactor.hide(SECRET)
    log.warning(form)
    log.warning("as an argument: %s", form)
    log.warning("as an argument: %r", [form])
    log.error("with a trace", exc_info=ValueError(form))
    log.warning("with a stack", stack_info=True)
    text = file.read_text(encoding="utf-8")
    assert text.count("•••") >= 4
    for part in ("4fe1", "9b84"):
        assert part not in text
    assert "with a trace" in text
    assert "ValueError" in text


def test_a_secret_that_is_a_part_of_another_uncovers_nothing(written):
    file, redactor = written
    redactor.hide("abcdef")
    redactor.hide("abcdef-and-more")
    log.info("first abcdef-and-more, then abcdef")
    assert file.read_text(encoding="utf-8").rstrip().endswith("first •••, then •••")


def test_what_is_no_secret_is_left_alone(written):
    file, redactor = written
    for nothing in (None, "", "   ", "a", "abc"):
        redactor.hide(nothing)
    log.info("a cab, abc, %d%%", 5)
    assert "a cab, abc, 5%" in file.read_text(encoding="utf-8")


def test_secrets_may_be_told_while_other_threads_write():
    redactor = Redactor()
    stop = threading.Event()
    failed: list[BaseException] = []

    def clean() -> None:
        try:
            while not stop.is_set():
                redactor.clean("a line of the log " * 20)
        except RuntimeError as error:
            failed.append(error)

    threads = [threading.Thread(target=clean) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(300):
        redactor.hide(f"secret number {number}")
    stop.set()
    for thread in threads:
        thread.join()
    assert not failed
    assert redactor.clean("secret number 299") == "•••"


def test_a_redactor_does_not_show_what_it_hides():
    redactor = Redactor()
    redactor.hide(SECRET)
    assert "4fe1" not in repr(redactor)


def test_the_log_rotates_and_does_not_grow_for_ever(written):
    file, _ = written
    for _ in range(7_000):
        log.info("x" * 1_000)
    files = sorted(path.name for path in file.parent.iterdir())
    assert files == ["ravenwits.log", *(f"ravenwits.log.{number}" for number in range(1, 5))]
    assert all(path.stat().st_size <= 1_000_000 for path in file.parent.iterdir())


def test_without_a_folder_that_can_be_written_there_is_no_log(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert logs.start(tmp_path / "file" / "logs", Redactor()) is None
    logs.stop(None)


def test_what_others_log_is_not_taken_and_ours_goes_nowhere_else(written, capfd):
    file, _ = written
    logging.getLogger("another").warning("not ours")
    log.info("ours")
    text = file.read_text(encoding="utf-8")
    assert "ours" in text
    assert "not ours" not in text
    assert "ours" not in capfd.readouterr().out


PLANTED = "planted_token_7d1f0c2b"
PASSWORD = "planted password 91c4"


def test_a_whole_day_leaves_no_token_in_log_reports_messages_or_files(written, start, tmp_path):  # noqa: F811
    file, _ = written
    echo = respond(400, {"error": f"What is Bearer {PLANTED}?"})
    with Wrong(taken(), echo, respond(500, f"<p>{PLANTED}</p>"), gets=(respond(401, {"detail": PLANTED}),)) as wrong:
        bench = start(account_for(wrong.url), PLANTED)
        logger = logging.getLogger("ravenwits_desktop")
        for handler in logger.handlers:
            handler.addFilter(bench.redactor)
        bench.expected = ("planted fault",)
        for number in range(3):
            bench.submit(draft_id=f"draft {number}", retailer=str(1001 + number))
        bench.wait_link(Link.SIGN_IN)
        bench.worker.sign_in(SignInRequest(account_for(wrong.url), password=PASSWORD))
        bench.worker._report(LookupError(f"planted fault with {PLANTED} and {PASSWORD}"))
        bench.wait_for(Unexpected)
        bench.stop()
    texts = {
        "log": file.read_text(encoding="utf-8"),
        "events": repr(bench.ear.heard) + "".join(str(event) for event in bench.ear.heard),
        "config": repr(Config("", tmp_path, None, token=PLANTED)),
        "request": repr(SignInRequest(account_for("http://127.0.0.1"), token=PLANTED, password=PASSWORD)),
    }
    for name, text in texts.items():
        assert PLANTED not in text, name
        assert PASSWORD not in text, name
    for path in bench.folder.iterdir():
        assert PLANTED.encode() not in path.read_bytes(), path
    assert "planted fault" in texts["log"]
