"""What may have been taken is in doubt: kept word for word, and never sent again by the software."""

from __future__ import annotations

import pytest

from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import Link
from tests.faults import (
    Behaviour,
    bad_gzip,
    body_in_part,
    close_after_request,
    drip_body,
    drip_headers,
    headers_in_part,
    no_http,
    nothing_read,
    reset_after_head,
    reset_after_request,
    reset_while_writing,
    respond,
    silence_after_request,
    wrong_length,
)
from tests.store.factory import a_purchase
from tests.worker.bench import (
    IMPATIENT,
    PURCHASE_ID,
    TOKEN,
    Wrong,
    account_for,
    only_the_answer_of,
    taken,
)

LONG = a_purchase(30_000)
"""More than fits into the buffers between two sockets."""


DOUBTS: dict[str, Behaviour] = {
    "silence": silence_after_request,
    "reset": reset_after_request,
    "close": close_after_request,
    "part of the headers": headers_in_part,
    "part of the body": body_in_part,
    "headers without end": drip_headers,
    "body without end": drip_body,
    "500": respond(500, {"error": "Internal server error while saving"}),
    "502": respond(502, "<h1>Bad gateway</h1>"),
    "503": respond(503, b"", {"Retry-After": "0"}),
    "504": respond(504),
    "408": respond(408),
    "a page": respond(201, "<h1>Thank you</h1>"),
    "no id": respond(201, {"status": "pending"}),
    "an empty id": respond(201, {"id": "", "status": "pending"}),
    "another type": respond(201, {"id": ["a"], "status": "pending"}),
    "nothing": respond(201, b""),
    "no content": respond(204),
    "a list": respond(200, []),
    "no gzip": bad_gzip,
    "too short": wrong_length({"id": PURCHASE_ID, "status": "pending"}, 4000),
    "no HTTP": no_http,
    "100": respond(199, b""),
}


@pytest.mark.dose(10)
@pytest.mark.parametrize("behaviour", DOUBTS.values(), ids=DOUBTS.keys())
def test_what_may_have_been_taken_is_in_doubt_and_never_sent_again(start, behaviour):
    with Wrong(behaviour, taken()) as server:
        bench = start(account_for(server.url), TOKEN, timeouts=IMPATIENT)
        bench.draft(a_purchase())
        sent = bench.submit()
        told = bench.wait_state(sent, State.UNCONFIRMED)
        assert "may have received" in str(told.message)
        # everything that makes the outbox look again: a wish, a new token, a return of the link, a restart
        bench.forget()
        bench.worker.refresh(())
        bench.worker.refresh((sent,))
        bench.sign_in_with(account_for(server.url), "tok_another_one_entirely")
        bench.wait_link(Link.ONLINE)
        bench.stop()
        again = start(account_for(server.url), TOKEN, timeouts=IMPATIENT)
        other = again.submit(a_purchase(mw=50), draft_id="other")
        again.wait_state(other, State.PENDING)
        found, body, _ = only_the_answer_of(again, sent)
        assert found.state is State.UNCONFIRMED
        assert found.purchase_id is None
        assert [post.body for post in server.posts].count(body) == 1
        assert len(server.posts) == 2
        with again.store() as store:
            assert store.draft("draft").closed


@pytest.mark.parametrize("behaviour", [nothing_read, reset_after_head, reset_while_writing])
def test_a_purchase_cut_off_in_the_middle_is_in_doubt_too(start, behaviour):
    with Wrong(behaviour, taken()) as server:
        bench = start(account_for(server.url), TOKEN, timeouts=IMPATIENT)
        sent = bench.submit(LONG)
        bench.wait_state(sent, State.UNCONFIRMED)
        bench.worker.refresh(())
        found, _, _ = only_the_answer_of(bench, sent)
        assert found.state is State.UNCONFIRMED
        assert len(server.posts) == 1
        assert not server.posts[0].whole


def test_an_answer_that_cannot_be_used_is_kept_word_for_word(start):
    with Wrong(respond(201, b'{"status": "pending", "uuid": "77"}')) as server:
        bench = start(account_for(server.url), TOKEN)
        sent = bench.submit()
        bench.wait_state(sent, State.UNCONFIRMED)
        _, _, (answer,) = only_the_answer_of(bench, sent)
        assert (answer.status, answer.raw) == (201, b'{"status": "pending", "uuid": "77"}')
        assert len(server.posts) == 1
