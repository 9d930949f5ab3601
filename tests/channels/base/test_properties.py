"""Whatever anybody types: what the pure steps give keeps what they promise."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.base.answer import Answer
from bot.channels.base.cleaning import MAX_TEXT, clean, drop_unseen, is_own_payload
from bot.channels.base.contract import build_contract
from bot.channels.base.dangers import find_danger
from bot.channels.base.limits import group_address
from bot.channels.base.speech import speak
from bot.channels.rest import MAX_SENDER, read_said
from bot.nlu.arbiter import DANGERS

ANY = st.text(st.characters(), max_size=1500)  # lone surrogates, controls, and what nobody has assigned too
NASTY = st.text(st.sampled_from("/ \t\n\x00a\u200b\u202e\ud800\U000e0041restart{}\"':"), max_size=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(ANY, part, max_size=4),
    max_leaves=12,
)


@given(ANY | NASTY)
def test_what_is_left_can_be_seen_and_kept(text: str) -> None:
    left = drop_unseen(text)
    assert left == left.strip() and "\n" not in left and "  " not in left
    assert not {unicodedata.category(c) for c in left} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert drop_unseen(left) == left
    left.encode()


@given(ANY | NASTY)
def test_no_command_comes_through(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= MAX_TEXT
    assert not cleaned.startswith("/") or is_own_payload(cleaned)
    assert clean(cleaned) == cleaned


@given(st.binary(max_size=400) | JSON.map(lambda data: json.dumps(data).encode()))
def test_any_body_is_a_message(body: bytes) -> None:
    said = read_said(body)
    assert 0 < len(said.sender) <= MAX_SENDER
    said.sender.encode()


@given(st.fixed_dictionaries({}, optional={name: JSON for name in ("sender", "message", "id")}))
def test_any_values_are_a_message(data: dict[str, object]) -> None:
    said = read_said(json.dumps(data).encode())
    assert said.sender and isinstance(said.text, str)
    assert said.id is None or 8 <= len(said.id) <= 64


@given(ANY | NASTY)
def test_looking_for_danger_gives_a_danger_or_none(text: str) -> None:
    assert find_danger(text) in {None, *DANGERS}


@settings(deadline=1000)
@given(st.sampled_from(["ab ", "my ", "i ", "he ", "a" * 40 + " ", "not "]), st.integers(1, 400))
def test_no_text_takes_the_rules_long(word: str, times: int) -> None:
    find_danger((word * times)[:MAX_TEXT] + " having a gas leak suicide self end my life swallowed")


@given(ANY)
def test_an_address_is_an_address(address: str) -> None:
    assert isinstance(group_address(address), str)


@given(st.lists(ANY, max_size=3), st.lists(ANY, max_size=2))
def test_leads_come_first_and_nothing_is_lost(texts: list[str], leads: list[str]) -> None:
    answer = Answer([{"text": text} for text in texts], build_contract([{"outcome": "answer"}], {}, texts))
    led = answer.led_by(leads)
    assert [message["text"] for message in led.messages] == [*leads, *texts]
    assert speak(texts) in led.contract["spoken"]
    assert answer.contract["spoken"] == speak(texts)
