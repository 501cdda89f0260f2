"""Messages, accounts and retailers."""

from __future__ import annotations

from datetime import date, datetime

from ravenwits_desktop.domain.account import Account, Retailer
from ravenwits_desktop.domain.message import Message


def test_a_message_is_a_sentence_with_its_values() -> None:
    assert str(Message("{count} of {expected} periods.", {"count": 95, "expected": 96})) == "95 of 96 periods."


def test_a_message_may_hold_another_and_braces_of_a_file() -> None:
    inner = Message("“{text}” is not a number.", {"text": "{oops}"})
    assert str(Message("Row {row}: {what}", {"row": 3, "what": inner})) == "Row 3: “{oops}” is not a number."


def test_a_message_writes_days_and_times_in_the_log_as_the_api_does() -> None:
    message = Message("{day} {label}", {"day": date(2026, 11, 25), "label": datetime(2026, 11, 25, 7, 15)})
    assert str(message) == "2026-11-25 2026-11-25 07:15"


def test_a_retailer_is_shown_by_name_and_id() -> None:
    assert Retailer("r-1", "Luz del Sur").title == "Luz del Sur · r-1"
    assert Retailer("r-1").title == "r-1"


def test_an_account_knows_its_retailers_and_names_the_others_by_id() -> None:
    account = Account(user="u-1", retailers=(Retailer("r-1", "Luz del Sur"),))
    assert account.retailer("r-1").name == "Luz del Sur"
    assert account.retailer("r-2") == Retailer("r-2")


def test_an_account_is_one_whatever_the_slash_at_the_end() -> None:
    assert Account("https://api.example", "u-1").key == Account("https://api.example/", "u-1").key
    assert Account("https://api.example", "u-1").key != Account("https://api.example", "u-2").key
    assert Account(user="u-1").complete
    assert not Account().complete
