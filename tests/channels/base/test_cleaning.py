"""Whatever was typed: a bounded text that is no command, in one line that everybody can see."""

from __future__ import annotations

import pytest

from bot.channels.base.cleaning import MAX_TEXT, clean
from bot.channels.base.message import is_id

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
        ("a\u2028b\u3000c", "a b c"),
    ],
)
def test_control_characters_become_spaces(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("length", [MAX_TEXT - 1, MAX_TEXT, MAX_TEXT + 1, 100_000])
def test_a_text_too_long_is_cut(length: int) -> None:
    assert clean("x" * length) == "x" * min(length, MAX_TEXT)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("gov\u00adern\u200bment", "government"),
        ("help\U000e0041\U000e0042 me", "help me"),
        ("\ufeff/\u2060greet", "greet"),
        ("tag\ufe0f", "tag"),
    ],
)
def test_what_has_no_width_is_gone(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("told", ["", "m_\x00", "m_\ud800", "m_\u202e", "m" * 256])
def test_what_no_database_takes_is_no_id(told: str) -> None:
    assert not is_id(told) and is_id("m_1.2-3:x")
