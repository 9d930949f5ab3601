"""What a client sends: whatever it is, a bounded text that is no command, and a sender."""

from __future__ import annotations

import json

import pytest

from bot.channels.incoming import DEFAULT_SENDER, MAX_BODY_BYTES, MAX_TEXT, Incoming, clean, read_incoming

OPTION = '/choose_option{"option": "service:tag-renew"}'


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("How do I renew my tag?", "How do I renew my tag?"),
        ("  spaces  ", "spaces"),
        ("", ""),
        ("   ", ""),
        ("and/or", "and/or"),
        ("1/2 price", "1/2 price"),
        ("¿Dónde está la oficina? 🎣", "¿Dónde está la oficina? 🎣"),
        ("/greet", "greet"),
        ("//greet", "greet"),
        ("/ / greet", "greet"),
        ("  /greet", "greet"),
        ("\n/greet", "greet"),
        ("\u200b/greet", "greet"),
        ("/\u200b/greet", "greet"),
        ("/", ""),
        ("////", ""),
        ("/restart", "restart"),
        ('/ask_about{"option": "x"}', 'ask_about{"option": "x"}'),
    ],
)
def test_a_leading_slash_is_taken_away(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "payload",
    [
        "/none_of_these",
        "/show_more",
        "/browse_topic",
        "/ask_person",
        OPTION,
        '/choose_option{"option":"service:tag-renew"}',
        '/choose_option{"option": "event:2019-01-28-data-privacy-day"}',
        '/choose_option{"option": "plan:strategy-1.1"}',
    ],
)
def test_the_payloads_of_our_buttons_stay(payload: str) -> None:
    assert clean(payload) == payload
    assert clean(f" {payload}\n") == payload


@pytest.mark.parametrize(
    "text",
    [
        "/none_of_these please",
        "/show_more{}",
        "/SHOW_MORE",
        "//show_more",
        "/ show_more",
        "/browse_topic@1.0",
        "/choose_option",
        '/choose_option{"option": "Service:x"}',
        '/choose_option{"option": "service:a b"}',
        '/choose_option{"option": "service:x", "aspect": "cost"}',
        '/choose_option{"option": 5}',
        OPTION + OPTION,
    ],
)
def test_what_only_looks_like_a_payload_is_no_command(text: str) -> None:
    assert not clean(text).startswith("/")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\ntwo", "one two"),
        ("one\ttwo\r\n", "one two"),
        ("\x00\x07bell\x1b[31m", "bell [31m"),
        ("left\u202eright", "left right"),
        ("a\ud800b", "a b"),
        ("a\u00a0b", "a b"),
    ],
)
def test_control_characters_become_spaces(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("length", [MAX_TEXT - 1, MAX_TEXT, MAX_TEXT + 1, 100_000])
def test_a_text_too_long_is_cut(length: int) -> None:
    assert clean("x" * length) == "x" * min(length, MAX_TEXT)


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
    assert read_incoming(body.encode()) == Incoming(sender, text)


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
        b'{"message": "' + b"x" * 300 * 1024 + b'"}',
    ],
    ids=lambda body: repr(body[:24]),
)
def test_a_body_that_cannot_be_used_has_no_words(body: bytes) -> None:
    assert read_incoming(body) == Incoming(DEFAULT_SENDER, "")


def test_a_body_may_be_as_large_as_allowed() -> None:
    rest = len(b'{"message": "hello", "pad": ""}')
    for extra, text in ((0, "hello"), (1, "")):
        body = json.dumps({"message": "hello", "pad": "x" * (MAX_BODY_BYTES - rest + extra)}).encode()
        assert len(body) == MAX_BODY_BYTES + extra
        assert read_incoming(body).text == text


def test_a_sender_is_bounded() -> None:
    body = json.dumps({"sender": "x" * 5000, "message": "hello"}).encode()
    assert read_incoming(body).sender == "x" * 200


@pytest.mark.parametrize("sender", ["\\ud800", "ann\\u0000"])
def test_a_sender_can_be_sent_back_and_stored(sender: str) -> None:
    name = read_incoming(f'{{"sender": "{sender}", "message": "hello"}}'.encode()).sender
    assert "\x00" not in name
    name.encode()
