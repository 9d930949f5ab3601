"""Conversations over Apple's channel: order, repetitions, leaving, failures, and people."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from bot.channels.apple.connector import AppleConnector
from bot.channels.base.answer import Answer
from bot.channels.base.contract import build_contract
from bot.health.metrics import metrics
from tests.channels.apple.apple import Phone
from tests.channels.apple.conftest import AGENT, AGENT_TOKEN
from tests.channels.apple.gateway import FakeApple
from tests.channels.served import Served, wait_for


def sends(result: str) -> float:
    return float(metrics().sends.labels("apple", result)._value.get())


def test_typing_comes_before_the_answer(phone: Phone, apple: FakeApple) -> None:
    phone.says("hello")
    mine = [told["type"] for told in apple.accepted if told["destinationId"] == phone.id]
    assert mine == ["typing_start", "text"]
    assert all(headers["auto-reply"] == "true" for headers in apple.headers)


def test_a_delivery_is_taken_before_the_answer_is_known(phone: Phone) -> None:
    began = time.monotonic()
    assert phone.deliver(phone.delivery(body="slow 1 question")) == 200
    assert time.monotonic() - began < 0.5
    assert phone.hears(0)[0]["body"].endswith("slow 1 question")


def test_three_quick_messages_stay_in_order(phone: Phone) -> None:
    for text in ("slow 0.3 one", "slow 0.1 two", "three"):
        assert phone.deliver(phone.delivery(body=text)) == 200
    wait_for(lambda: len(phone.mine()) == 3)
    assert [told["body"].rpartition(" ")[2] for told in phone.mine()] == ["one", "two", "three"]


def test_ten_citizens_at_once_each_get_their_own_answer(served: Served, apple: FakeApple) -> None:
    phones = [Phone(served, apple) for _ in range(10)]
    statuses = served.call_all([one.delivery(body=f"slow 0.3 {n}") for n, one in enumerate(phones)])
    assert statuses == [200] * 10
    began = time.monotonic()
    for number, one in enumerate(phones):
        (told,) = one.hears(0)
        assert told["body"].endswith(f"slow 0.3 {number}")
    assert time.monotonic() - began < 3, "they were not worked on at once"


def test_a_message_delivered_again_is_answered_once(phone: Phone) -> None:
    delivery = phone.delivery(body="hello")
    assert [phone.deliver(delivery) for _ in range(3)] == [200] * 3
    phone.hears(0)
    assert phone.deliver(delivery) == 200
    phone.says("another")
    assert len(phone.mine()) == 2
    assert phone.served.assistant.heard.count("hello") >= 1


def test_while_apple_fails_the_line_waits_and_the_id_stays(phone: Phone, apple: FakeApple) -> None:
    phone.says("hello")
    retried, tried = sends("retried"), len(apple.attempts)
    apple.script[:] = [200, 500, 503, 500]  # typing, then the answer three times in vain
    phone.deliver(phone.delivery(body="one"))
    wait_for(lambda: len(apple.script) < 3)
    phone.deliver(phone.delivery(body="two"))
    wait_for(lambda: len(phone.mine()) == 3)
    assert [told["body"] for told in phone.mine()[1:]] == ["You said: one", "You said: two"]
    again = [told["id"] for told in apple.attempts[tried:] if told.get("body") == "You said: one"]
    assert len(again) == 4 and len(set(again)) == 1
    assert sends("retried") == retried + 3


def test_what_apple_never_takes_is_given_up_after_five_attempts(phone: Phone, apple: FakeApple) -> None:
    failed = sends("failed")
    apple.script[:] = [200, *[500] * 5]
    phone.deliver(phone.delivery(body="lost"))
    wait_for(lambda: sends("failed") == failed + 1)
    assert apple.script == []
    phone.says("found")
    assert [told["body"].rpartition(" ")[2] for told in phone.mine()] == ["found"]


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_what_apple_refuses_is_not_tried_again(phone: Phone, apple: FakeApple, status: int) -> None:
    refused = sends("refused")
    apple.script[:] = [200, status]
    phone.deliver(phone.delivery(body="refused"))
    wait_for(lambda: sends("refused") == refused + 1)
    assert phone.says("next")[-1]["body"] == "You said: next"


def test_who_leaves_is_not_written_to_until_they_write(phone: Phone, apple: FakeApple) -> None:
    phone.says("hello")
    apple.script[:] = [200, *[500] * 4]
    phone.deliver(phone.delivery(body="one"))
    phone.deliver(phone.delivery(body="slow 0.3 two"))
    wait_for(lambda: len(apple.script) < 4)
    assert phone.deliver(phone.delivery("close")) == 200
    apple.script.clear()
    attempts = len(apple.attempts)
    time.sleep(0.8)
    assert len(phone.mine()) == 1 and len(apple.attempts) == attempts, "something was sent all the same"
    assert not phone.served.door.recipients.find(phone.sender)
    assert phone.says("back again")[-1]["body"] == "You said: back again"


@pytest.mark.parametrize("word", ["unsubscribe", "STOP", "Spam", "end.", "alto"])
def test_who_wants_no_more_gets_one_confirmation(phone: Phone, word: str) -> None:
    phone.says("hello")
    assert "won't hear from me" in phone.says(word)[0]["body"]
    assert phone.served.door.voices["apple"](phone.sender, told_by(None)) is False
    assert phone.says("hello")[0]["body"] == "You said: hello"


@pytest.mark.parametrize("word", ["agent", "Support", "HELP", "help!", "ayuda"])
def test_a_word_asks_for_a_person(phone: Phone, word: str) -> None:
    told = phone.says(word)
    assert phone.served.assistant.heard[-1] == "/ask_person"
    assert "601-432-8000" in told[0]["body"] and "leave your name" in told[0]["body"]


@pytest.mark.parametrize("word", ["menu", "List", "?", "menú"])
def test_a_word_asks_for_the_menu(phone: Phone, word: str) -> None:
    assert phone.says(word)[-1]["body"].endswith("You said: /browse_topic")


def test_within_a_sentence_the_word_means_what_it_says(phone: Phone) -> None:
    assert phone.says("help with food")[-1]["body"].endswith("You said: help with food")


@pytest.mark.parametrize(
    "text", ["/restart", "  //session_start", '/choose_option{"option": "service:snap"}']
)
def test_nobody_types_a_command(phone: Phone, text: str) -> None:
    assert phone.says(text)[-1]["body"].endswith(f"You said: {text.lstrip(' /')}")


@pytest.mark.parametrize("text", ["mute", "fail"])
def test_an_assistant_that_fails_is_excused(phone: Phone, text: str) -> None:
    assert "something on our side isn't working" in phone.says(text)[-1]["body"]


def test_danger_gets_its_number_at_once_whatever_waits(phone: Phone) -> None:
    phone.deliver(phone.delivery(body="slow 3 question"))
    began = time.monotonic()
    told = phone.says("my house is on fire")
    assert told[0]["body"].startswith("Call 911 now") and time.monotonic() - began < 2
    assert "automated" not in told[0]["body"]


@pytest.mark.parametrize(
    ("origin", "title"),
    [
        ({"intent": "Outdoors"}, "Outdoors"),
        ({"group": "fish"}, "Department of Fish"),
        ({"intent": "unknown", "group": "fish"}, "Department of Fish"),
    ],
)
def test_where_they_came_from_is_greeted(phone: Phone, origin: dict[str, str], title: str) -> None:
    told = phone.says("hello", **origin)
    assert f"You came here about {title}" in told[0]["body"]
    assert "You came here" not in phone.says("hello", **origin)[0]["body"]


def test_an_intent_that_nobody_published_is_no_matter(phone: Phone) -> None:
    assert "You came here" not in phone.says("hello", intent="../../x", group="nothing")[0]["body"]


def told_by(agent: str | None) -> Answer:
    """What somebody says."""
    words = "I can help you with that."
    return Answer([{"text": words}], build_contract([{"outcome": "handoff"}], {}, [words]), agent=agent)


def test_a_person_is_always_within_reach_and_their_words_arrive(phone: Phone, apple: FakeApple) -> None:
    phone.says("hello")
    assert "You said: hello" in phone.mine()[0]["body"]
    voice = phone.served.door.voices["apple"]
    assert voice(phone.sender, told_by("Ana of ITS")) is True
    wait_for(lambda: len(phone.mine()) == 2)
    assert phone.mine()[1]["body"] == "Ana of ITS: I can help you with that."
    number = next(n for n, told in enumerate(apple.accepted) if told["id"] == phone.mine()[1]["id"])
    assert "auto-reply" not in apple.headers[number], "a person is no robot"


def test_nothing_tells_who_a_citizen_is(phone: Phone, served: Served) -> None:
    phone.says("hello")
    assert phone.id not in phone.sender and phone.sender.startswith("apple-") and len(phone.sender) == 38
    name = phone.id.encode()
    folder = served.door.settings.var
    assert not [path for path in folder.rglob("*") if path.is_file() and name in path.read_bytes()]


def test_a_deleted_conversation_takes_the_address_with_it(phone: Phone, served: Served) -> None:
    phone.says("hello")
    wait_for(lambda: served.door.recipients.find(phone.sender))
    served.door.retention.erase(phone.sender, who="Ana", why="asked for")
    assert served.door.recipients.find(phone.sender) is None
    assert served.door.voices["apple"](phone.sender, told_by("Ana")) is False


def test_addresses_expire_by_themselves(served: Served) -> None:
    recipients = served.door.recipients
    recipients.remember("apple-old", {"id": "urn:old"}, time.time() - 1)
    recipients.remember("apple-new", {"id": "urn:new"}, time.time() + 60)
    assert recipients.find("apple-old") is None
    assert recipients.expire() >= 1
    assert recipients.find("apple-new") == {"id": "urn:new"}


def test_a_person_takes_over_and_gives_back(phone: Phone, served: Served, apple: FakeApple) -> None:
    def call(method: str, path: str, body: object = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {AGENT_TOKEN}", "Content-Type": "application/json"}
        content = b"" if body is None else json.dumps(body).encode()
        status, told = served.call(f"/agents/api/v1{path}", content, headers, method)
        return status, json.loads(told)

    call("GET", "/queue")  # somebody is there
    phone.says("agent")
    queue = call("GET", "/queue")[1]["queue"]
    assert [(one["conversation"], one["channel"]) for one in queue] == [(phone.sender, "apple")]
    before = len(phone.mine())
    assert call("POST", f"/conversations/{phone.sender}/take")[0] == 200
    told = wait_for(lambda: phone.mine()[before:])
    assert AGENT in told[0]["body"]
    typed = len(apple.accepted)
    assert phone.deliver(phone.delivery(body="My question is this.")) == 200
    status, _ = call("POST", f"/conversations/{phone.sender}/messages", {"text": "Here is the answer."})
    assert status == 201
    wait_for(lambda: phone.mine()[-1]["body"] == f"{AGENT}: Here is the answer.")
    assert [one["type"] for one in apple.accepted[typed:]] == ["text"], "the bot neither types nor speaks"
    assert phone.deliver(phone.delivery("close")) == 200
    assert call("POST", f"/conversations/{phone.sender}/messages", {"text": "Still there?"})[0] == 410


def test_a_slow_assistant_is_excused(phone: Phone, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AppleConnector, "deadline_s", 0.3)
    assert "something on our side isn't working" in phone.says("slow 2 question")[0]["body"]
