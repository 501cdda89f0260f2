"""What an answer that is no success says to a trader, and how long to wait."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ravenwits_desktop.api.answers import error_for, retry_after, server_text
from ravenwits_desktop.api.errors import RedirectedError, RefusedError


@pytest.mark.parametrize(
    ("answer", "row", "field"),
    [
        ({"error": "Purchase item at index 0: invalid datetime format. Use YYYY-MM-DD HH:MM."}, 0, "datetime"),
        ({"error": 'Purchase item at index 95: field "purchase" must be a number (in MW unit).'}, 95, "purchase"),
        ({"error": 'Purchase item at index 7 is missing required field "datetime".'}, 7, "datetime"),
        ({"purchase": ["This field is required."]}, None, "purchase"),
        ({"detail": "Malformed request."}, None, ""),
        (["Nothing works."], None, ""),
    ],
)
def test_the_row_and_field_at_fault(answer, row, field):
    error = error_for(400, {}, json.dumps(answer).encode())
    assert isinstance(error, RefusedError)
    assert (error.row, error.field) == (row, field)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b'{"error": "No."}', "No."),
        (b'{"detail": "No."}', "No."),
        (b'{"error": {"message": "No."}}', "No."),
        (
            b'{"purchase": ["Too long.", "Too late."], "retailer_id": ["Unknown."]}',
            "purchase: Too long.; purchase: Too late.; retailer_id: Unknown.",
        ),
        (b'{"error": "two\\nlines\\u0000"}', "two lines"),
        (b'"No."', "No."),
        (b"<html>No.</html>", ""),
        (b"", ""),
        (b"\xff", ""),
        (b"[" * 100_000, ""),
        (b'{"code": 5, "error": null}', ""),
    ],
)
def test_the_servers_words(body, text):
    assert server_text(body) == text


def test_long_words_are_cut():
    assert len(server_text(json.dumps({"error": "x" * 100_000}).encode())) == 501


NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 1.5 "}, 1.5),
        ({"retry-after": "999999999"}, 86_400.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "inf"}, None),
        ({}, None),
        (
            {
                "retry-after": format_datetime(NOW + timedelta(seconds=90), usegmt=True),
                "date": format_datetime(NOW, usegmt=True),
            },
            90.0,
        ),
        (
            {
                "retry-after": format_datetime(NOW, usegmt=True),
                "date": format_datetime(NOW + timedelta(hours=1), usegmt=True),
            },
            0.0,
        ),
    ],
)
def test_how_long_to_wait(headers, seconds):
    """A date is taken by the server's own clock: the one here may be an hour off."""
    assert retry_after(headers) == seconds


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("https://elsewhere.example:8443/login?next=/api&token=abc", "https://elsewhere.example:8443/login."),
        ("https://user:pass@elsewhere.example/", "https://elsewhere.example/."),
        ("/accounts/login/", "/accounts/login/."),
        ("", "does not say where"),
        ("http://[", "does not say where"),
    ],
)
def test_a_redirect_shows_where_it_points_and_no_more(location, shown):
    error = error_for(302, {"location": location}, b"")
    assert isinstance(error, RedirectedError)
    assert shown in str(error.message)
    assert "abc" not in str(error)
    assert "pass" not in str(error)


def test_a_page_is_described_not_shown():
    error = error_for(502, {"content-type": "text/html"}, b"<html>Bad gateway</html>")
    assert str(error.message) == "The server has a problem of its own."
    assert error.message.detail == "status 502 (text/html, 24 bytes)"
    assert error.raw == b"<html>Bad gateway</html>"
