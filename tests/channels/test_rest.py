"""What a client sends to the REST channel: whatever it is, words that are no command, and a sender."""

from __future__ import annotations

import json

import pytest

from bot.channels.base.cleaning import clean
from bot.channels.rest import DEFAULT_SENDER, read_said


def read(body: bytes) -> tuple[str, str]:
    """The sender, and the words as the assistant is given them."""
    said = read_said(body)
    return said.sender, clean(said.text)


@pytest.mark.parametrize(
    ("body", "sender", "text"),
    [
        ('{"sender": "ann", "message": "hello"}', "ann", "hello"),
        ('{"message": "hello"}', DEFAULT_SENDER, "hello"),
        ('{"sender": "ann"}', "ann", ""),
        ('{"sender": "", "message": "hello"}', DEFAULT_SENDER, "hello"),
        ('{"sender": null, "message": null}', DEFAULT_SENDER, ""),
        ('{"sender": 42, "message": "hello"}', "42", "hello"),
        ('{"sender": 1.5, "message": "hello"}', "1.5", "hello"),
        ('{"sender": true, "message": "hello"}', "True", "hello"),
        ('{"sender": [1], "message": "hello"}', "[1]", "hello"),
        ('{"sender": {}, "message": "hello"}', DEFAULT_SENDER, "hello"),
        ('{"sender": "web-web-12ab", "message": "hello"}', "12ab", "hello"),
        ('{"sender": "apple-sms-12ab", "message": "hello"}', "12ab", "hello"),
        ('{"sender": "web-", "message": "hello"}', DEFAULT_SENDER, "hello"),
        ('{"sender": "ann", "message": 5}', "ann", ""),
        ('{"sender": "ann", "message": ["hello"]}', "ann", ""),
        ('{"sender": "ann", "message": {"text": "hello"}}', "ann", ""),
        ('{"sender": "ann", "message": true}', "ann", ""),
        ('{"sender": "ann", "message": "/greet", "metadata": {"a": [1]}}', "ann", "greet"),
        ('{"message": "one", "message": "two"}', DEFAULT_SENDER, "two"),
        ('{"message": "\\u00f1 \\ud83c\\udfa3"}', DEFAULT_SENDER, "ñ 🎣"),
    ],
)
def test_a_body_is_read(body: str, sender: str, text: str) -> None:
    assert read(body.encode()) == (sender, text)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"hello",
        b"{",
        b'{"message": "hello"',
        b"null",
        b"true",
        b"5",
        b'"hello"',
        b"[]",
        b'[{"message": "hello"}]',
        b"{}",
        b"\xff\xfe\xfa",
        b'{"message": "\xff"}',
        b"sender=ann&message=hello",
        b"[" * 100_000,
        b'{"a":' * 40_000,
        b"9" * 10_000,
    ],
    ids=lambda body: repr(body[:24]),
)
def test_a_body_that_cannot_be_used_has_no_words(body: bytes) -> None:
    assert read(body) == (DEFAULT_SENDER, "")


def test_a_sender_is_bounded() -> None:
    body = json.dumps({"sender": "x" * 5000, "message": "hello"}).encode()
    assert read_said(body).sender == "x" * 200


@pytest.mark.parametrize("sender", ["\\ud800", "ann\\u0000"])
def test_a_sender_can_be_sent_back_and_stored(sender: str) -> None:
    name = read_said(f'{{"sender": "{sender}", "message": "hello"}}'.encode()).sender
    assert "\x00" not in name
    name.encode()


@pytest.mark.parametrize(
    ("identity", "read_as"),
    [("0123456789ab", "0123456789ab"), ("short", None), ("no blanks in it", None), (5, None), (None, None)],
)
def test_a_message_may_have_an_id(identity: object, read_as: str | None) -> None:
    assert read_said(json.dumps({"message": "hello", "id": identity}).encode()).id == read_as
