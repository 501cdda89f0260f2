"""Who we are to the server: signing in, keeping an account, changing it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ravenwits_desktop import settings
from ravenwits_desktop.domain.account import Account, Retailer, SignInRequest
from ravenwits_desktop.domain.submission import State
from ravenwits_desktop.worker.events import AccountChanged, Link, LinkChanged, SignInEnded, Started
from tests.faults import refusing_address, respond, silence_after_request
from tests.store.factory import a_purchase
from tests.worker.bench import SLOW, TOKEN, Wrong, account_for, taken


@pytest.fixture
def account(server):
    return Account(server.url, server.user, (Retailer("1001", "Norte"), Retailer("1002")), server.email)


def test_a_first_start_has_no_account_and_nothing_to_wait_for(start):
    bench = start()
    assert bench.all(Started)[0] == Started((), (), ())
    bench.wait_link(Link.NO_ACCOUNT)
    changed = bench.wait_for(AccountChanged)
    assert (changed.account, changed.has_token, changed.keychain) == (Account(), False, False)


@pytest.mark.parametrize("way", ["password", "token"])
def test_a_sign_in_that_works_is_used_and_kept(start, server, account, way):
    bench = start()
    secret = {"password": server.password} if way == "password" else {"token": server.token}
    bench.worker.sign_in(SignInRequest(account, **secret))
    ended = bench.wait_for(SignInEnded)
    assert ended.ok
    assert str(ended.message) == (
        "Signed in as Sandbox Desk." if way == "password" else "The server answers and accepts this account."
    )
    bench.wait_link(Link.ONLINE)
    assert settings.load(bench.settings_file).account == account
    text = bench.settings_file.read_text()
    assert server.password not in text
    assert server.token not in text
    bench.wait_state(bench.submit(), State.PENDING)


WRONG = {
    "password": (lambda server: {"password": "wrong"}, "check the e-mail"),
    "token": (lambda server: {"token": "tok_wrong_entirely"}, "sign-in"),
    "no token": (lambda server: {}, "Not signed in yet"),
}


@pytest.mark.parametrize(("secret", "words"), WRONG.values(), ids=WRONG.keys())
def test_a_sign_in_that_fails_changes_nothing(desk, server, account, secret, words):
    bench = desk
    bench.wait_link(Link.ONLINE)
    bench.forget()
    bench.worker.sign_in(SignInRequest(replace(account, user="another"), **secret(server)))
    ended = bench.wait_for(SignInEnded)
    assert not ended.ok
    assert words in str(ended.message)
    assert not bench.all(AccountChanged)
    assert not bench.all(LinkChanged)
    assert not bench.settings_file.exists()
    bench.wait_state(bench.submit(), State.PENDING)


def test_a_sign_in_without_a_server_says_so(start):
    bench = start()
    with refusing_address() as nowhere:
        bench.worker.sign_in(SignInRequest(account_for(nowhere), token=TOKEN))
        assert "refused" in str(bench.wait_for(SignInEnded).message)
    bench.forget()
    bench.worker.sign_in(SignInRequest(Account("http://elsewhere.example", "ana"), token=TOKEN))
    assert not bench.wait_for(SignInEnded).ok


def test_an_account_without_a_retailer_is_tried_as_far_as_it_goes(start, server, account):
    bench = start()
    bench.worker.sign_in(SignInRequest(replace(account, retailers=()), token=server.token))
    assert "Add a retailer" in str(bench.wait_for(SignInEnded).message)


def test_no_secret_given_means_the_one_there_was(desk, server, account):
    desk.worker.sign_in(SignInRequest(account))
    assert desk.wait_for(SignInEnded).ok
    desk.sign_in_with(replace(account, email="another@x.example"), "")
    desk.wait_for(AccountChanged, lambda event: event.account.email == "another@x.example" and event.has_token)
    desk.wait_state(desk.submit(), State.PENDING)


def test_a_new_sign_in_lets_everything_go_on_where_it_was(desk, server, account):
    open_one = desk.submit()
    desk.wait_state(open_one, State.PENDING)
    server.expire_tokens()
    desk.wait_link(Link.SIGN_IN)
    waiting = desk.submit(a_purchase(mw=50), draft_id="other")
    desk.sign_in_with(account, server.token)
    desk.wait_until(lambda: [e.link for e in desk.all(LinkChanged)].count(Link.SIGN_IN) == 2)
    assert len(server.posts) == 1
    server.release()
    desk.worker.sign_in(SignInRequest(account, password=server.password))
    desk.wait_state(open_one, State.COMPLETED)
    desk.wait_state(waiting, State.COMPLETED)
    assert len(server.posts) == 2


def test_forbidden_without_credentials_is_a_sign_in_too(start):
    asking = respond(403, {"detail": "Authentication credentials were not provided."})
    with Wrong(asking, taken()) as server:
        bench = start(account_for(server.url), TOKEN, pauses=SLOW)
        sent = bench.submit()
        bench.wait_link(Link.SIGN_IN)
        bench.sign_in_with(account_for(server.url), TOKEN)
        bench.wait_state(sent, State.PENDING)
        assert len(server.posts) == 2


def test_somebody_impatient_asks_once_until_the_server_answers(start):
    with Wrong(taken(), health=(silence_after_request,)) as server:
        bench = start(account_for(server.url), TOKEN)
        bench.wait_until(lambda: server.probes)
        for _ in range(200):
            bench.worker.refresh(())
        sent = bench.submit()
        bench.wait_state(sent, State.PENDING)
        assert len(server.probes) == 1


def test_the_program_looks_whether_a_server_is_back_that_answers_wrongly_no_more(start):
    with Wrong(taken(), health=(respond(503),)) as server:
        bench = start(account_for(server.url), TOKEN)
        # a server that answers is there, even if it is not well
        bench.wait_link(Link.ONLINE)
        bench.stop()
        assert len(server.probes) == 1
