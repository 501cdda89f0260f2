"""Addresses and ids: what is accepted, in which form, and that nothing leads elsewhere."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ravenwits_desktop.api.address import check_address, check_id, check_value, query, segment
from ravenwits_desktop.api.errors import InvalidAddressError, InvalidIdError, Outcome

NASTY = st.text(alphabet=st.sampled_from(list("./\\%?#@:&=+ ~;a1\n\t\u2024\uff0e\u3002é")), min_size=1, max_size=12)
ANY = st.one_of(st.text(max_size=20), NASTY)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://api.ravenwits.com", "https://api.ravenwits.com"),
        (" https://API.RavenWits.com/ ", "https://api.ravenwits.com"),
        ("api.ravenwits.com", "https://api.ravenwits.com"),
        ("HTTPS://api.ravenwits.com:443/desk//", "https://api.ravenwits.com/desk"),
        ("https://api.ravenwits.com:8443/a/b-c", "https://api.ravenwits.com:8443/a/b-c"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:80/", "http://localhost"),
        ("http://[::1]:9/", "http://[::1]:9"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]"),
    ],
)
def test_addresses_are_kept_in_one_form(written, kept):
    assert check_address(written) == kept
    assert check_address(kept) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "https://",
        "http://api.ravenwits.com",
        "http://127.0.0.1.evil.example",
        "http://0.0.0.0:80",
        "http://10.0.0.1",
        "http://localhost@evil.example",
        "https://user:secret@api.ravenwits.com",
        "https://api.ravenwits.com?x=1",
        "https://api.ravenwits.com/#x",
        "https://api.ravenwits.com/../x",
        "https://api.ravenwits.com/%2e%2e/x",
        "https://api.ravenwits.com/a//b",
        "https://api.ravenwits.com:0",
        "https://api.ravenwits.com:70000",
        "https://api.ravenwits.com:x",
        "https://a..b",
        "https://-a.example",
        "https://" + "a" * 64 + ".example",
        "https://api ravenwits.com",
        "https:\\\\api.ravenwits.com",
        "ftp://api.ravenwits.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://apì.example",
        "https://[::1",
        "https://[fe80::1%25eth0]",
    ],
)
def test_addresses_that_are_refused(written):
    with pytest.raises(InvalidAddressError) as caught:
        check_address(written)
    assert caught.value.outcome is Outcome.NOT_SENT


@settings(max_examples=300, deadline=None)
@given(ANY)
@example("https://api.example")
@example("http://localhost")
def test_an_accepted_address_is_the_same_to_httpx(written):
    try:
        address = check_address(written)
    except InvalidAddressError:
        return
    url = httpx.URL(address + "/x")
    assert str(url) == address + "/x"
    assert url.scheme == "https" or url.host in ("localhost", "::1") or url.host.startswith("127.")
    assert url.userinfo == b""


def _below_the_address(purchase_id: str, user: str, model: str) -> None:
    try:
        url = httpx.URL(
            f"https://api.example/desk/api/v0/user/{segment(user)}/purchase/{segment(purchase_id)}/get"
            + query(idmodel=model)
        )
    except InvalidIdError:
        return
    path, _, asked = url.raw_path.partition(b"?")
    parts = path.split(b"/")
    assert (url.scheme, url.host, url.port, url.fragment) == ("https", "api.example", None, "")
    assert (len(parts), parts[:5], parts[6], parts[8]) == (
        9,
        [b"", b"desk", b"api", b"v0", b"user"],
        b"purchase",
        b"get",
    )
    assert not {b".", b"..", b""} & set(parts[1:])
    assert asked.count(b"&") == 0
    assert httpx.QueryParams(asked.decode())["idmodel"] == model


@settings(max_examples=300, deadline=None)
@given(ANY, ANY, ANY)
@example("..", "..", "..")
@example("a", "b", "m&x=1#?")
@example("5d1c4c1e-4a53-4a34-9d2e-1f2a3b4c5d6e", "desk.1", "Ñ 1")
def test_whatever_the_ids_nothing_leaves_the_address(purchase_id, user, model):
    _below_the_address(purchase_id, user, model)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(ANY, ANY, ANY)
def test_ten_thousand_ids(purchase_id, user, model):
    _below_the_address(purchase_id, user, model)


def test_ids_as_they_are_known_pass():
    for text in ("5d1c4c1e-4a53-4a34-9d2e-1f2a3b4c5d6e", "desk-1", "ES_0021.x", "a@b.example", "0"):
        assert check_id(text) == text
    assert check_value("Comercializadora Ñ, S.L.") == "Comercializadora Ñ, S.L."
    for text in ("", " ", "\n", "x" * 257, "a\0b"):
        with pytest.raises(InvalidIdError):
            check_value(text)
