"""The web channel of a running assistant: real answers as turns, cards, and what may be asked next."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.operations.throwaway import Throwaway
from tests.channels.web.citizen import API, Citizen

pytestmark = pytest.mark.model

VAGUE = ("report fraud", "tag", "boat", "vote", "food", "school", "loan", "a certificate", "permits")


@pytest.fixture
def browser(assistant: Throwaway) -> Citizen:
    """Somebody at the assistant's web channel."""
    port = urlsplit(assistant.address).port
    assert port
    return Citizen(port).starts()


def press(browser: Citizen, payload: str) -> Any:
    reply = browser.sends("POST", f"{API}/messages", {"id": uuid.uuid4().hex, "choice": payload})
    assert reply.status == 200, reply.body
    return reply.data["turn"]


def records(turn: Any) -> list[str]:
    return [card["record"] for card in turn["reply"]["cards"]]


@pytest.mark.parametrize("record", ["service:dl-renew", "service:snap", "office:dps-hq", "agency:dps"])
def test_what_may_be_asked_next_is_answered_from_the_same_record(browser: Citizen, record: str) -> None:
    choice = f'/choose_option{{"option": "{record}"}}'
    told = press(browser, choice)
    assert records(told) == [record]
    offers = told["reply"]["quick_replies"]
    assert offers
    for offer in offers:
        press(browser, choice)
        answer = press(browser, offer["payload"])
        assert answer["question"]["text"] == offer["title"]
        assert answer["reply"]["outcome"] == "answer" and record in records(answer), offer


def test_a_reply_does_not_say_twice_what_its_card_shows(browser: Citizen) -> None:
    reply = press(browser, '/choose_option{"option": "service:dl-renew"}')["reply"]
    (card,) = reply["cards"]
    assert not [text for text in reply["texts"] if text.startswith("Source:") or card["summary"] in text]
    assert reply["spoken"]


def test_danger_gets_its_number_first(browser: Citizen) -> None:
    reply = browser.says("my house is on fire")["reply"]
    assert reply["emergency"] and reply["outcome"] == "safety"
    assert reply["texts"][0].startswith("Call 911 now")
    assert reply["cards"][0]["phone"]["href"] == "tel:911"


def test_after_a_restart_nothing_is_in_mind(browser: Citizen) -> None:
    press(browser, '/choose_option{"option": "service:dl-renew"}')
    assert "service:dl-renew" in records(browser.says("how much is it?"))
    assert browser.sends("POST", f"{API}/restart").status == 200
    assert "service:dl-renew" not in records(browser.says("how much is it?"))


def test_a_choice_can_be_made(browser: Citizen) -> None:
    turns = (browser.says(text) for text in VAGUE)
    turn = next(turn for turn in turns if turn["reply"]["outcome"] == "clarify")
    choice = turn["reply"]["choices"][0]
    chosen = press(browser, choice["payload"])
    assert chosen["question"]["text"] == choice["title"] == chosen["reply"]["cards"][0]["title"]
