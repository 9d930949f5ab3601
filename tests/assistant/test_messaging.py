"""Apple Messages and Messenger against a running assistant: real answers reach fakes of the vendors."""

from __future__ import annotations

import json
import signal
import statistics
import time
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.evaluation.questions import read_conversations
from bot.operations.throwaway import Throwaway, throwaway
from bot.settings import ROOT, read_settings
from tests.channels.apple import conftest as apple_set_up
from tests.channels.apple.apple import Phone
from tests.channels.apple.gateway import FakeApple
from tests.channels.messenger import conftest as messenger_set_up
from tests.channels.messenger.graph import FakeGraph
from tests.channels.messenger.meta import PATH, batch, signed
from tests.channels.served import playing, wait_for

pytestmark = pytest.mark.model
QUESTIONS = ROOT / "data" / "eval"
ENVIRONMENT = (
    apple_set_up.ENVIRONMENT
    | messenger_set_up.ENVIRONMENT
    | {"MISSI_SESSION_RATE": "1000", "MISSI_ADDRESS_RATE": "9999"}
)
MOST_S = 0.3
"""The 95th percentile of a turn, from the delivery to the reply at the gateway."""


@dataclass
class Vendors:
    """The running assistant, and whom it writes to."""

    running: Throwaway
    apple: FakeApple
    graph: FakeGraph

    def call(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Deliver something; return what the vendor gets."""
        port = urlsplit(self.running.address).port
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, headers)
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode()


class Citizen(Phone):
    """A device whose conversation is looked at from outside only."""

    def hears(self, before: int) -> list[dict[str, Any]]:
        """What came, once nothing has come for a while."""
        wait_for(lambda: len(self.mine()) > before)
        count = 0
        while count != (count := len(self.mine())):
            time.sleep(0.3)
        return self.mine()[before:]


@pytest.fixture(scope="module")
def vendors() -> Iterator[Vendors]:
    apple, graph = FakeApple(), FakeGraph()
    ports = {
        apple_set_up.GATEWAY_PORT: apple.application(),
        messenger_set_up.GRAPH_PORT: graph.application(),
    }
    with pytest.MonkeyPatch.context() as patch, playing(ports):
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        with throwaway(read_settings()) as running:
            yield Vendors(running, apple, graph)
    assert apple.faults == [] and graph.faults == []


@pytest.fixture
def phone(vendors: Vendors) -> Citizen:
    served: Any = vendors
    return Citizen(served, vendors.apple)


def test_an_answer_comes_with_its_page(phone: Citizen) -> None:
    text, link = phone.says("how do i renew my drivers license")
    assert "Renew a driver license" in text["body"] and "http" not in text["body"]
    assert link["richLinkData"]["title"] == "Renew a driver license"


def test_a_choice_is_offered_and_picked(phone: Citizen) -> None:
    *_, offer = phone.says("report fraud")
    data = offer["interactiveData"]["data"]
    title = data["quick-reply"]["items"][0]["title"]
    told = phone.picks(offer, **{"quick-reply": {"selectedIdentifier": "1"}})
    assert told[0]["body"].startswith(title)


def test_a_person_is_within_reach(phone: Citizen) -> None:
    assert "601-432-8000" in phone.says("agent")[0]["body"]


def test_the_menu_lists_the_topics(phone: Citizen) -> None:
    told = phone.says("menu")
    assert "Taxes" in json.dumps(told) and len(json.dumps(told)) > 200


def test_danger_comes_first(phone: Citizen) -> None:
    began = time.monotonic()
    assert phone.says("my house is on fire")[0]["body"].startswith("Call 911 now")
    assert time.monotonic() - began < 3


def test_messenger_answers_and_takes_a_quick_reply(vendors: Vendors) -> None:
    citizen = uuid.uuid4().hex

    def says(text: str, **told: Any) -> dict[str, Any]:
        before = len(vendors.graph.messages(citizen))
        message = {"mid": f"m_{uuid.uuid4().hex}", "text": text} | told
        stamp = int(time.time() * 1000)
        body = batch([{"sender": {"id": citizen}, "timestamp": stamp, "message": message}])
        assert vendors.call(PATH, body, signed(body))[0] == 200
        wait_for(lambda: len(vendors.graph.messages(citizen)) > before)
        return vendors.graph.messages(citizen)[-1]

    offer = says("report fraud")
    button = offer["quick_replies"][0]
    told = says(button["title"], quick_reply={"payload": button["payload"]})
    assert "Source:" in told["text"] and "https://" in told["text"]


def test_a_turn_takes_less_than_300_ms(phone: Citizen) -> None:
    questions = [each.turns[0].text for each in read_conversations(QUESTIONS)][::8][:60]
    percentiles = []
    for _ in range(3):  # a busy machine is given another chance
        seconds = []
        for words in questions:
            before, began = len(phone.mine()), time.perf_counter()
            assert phone.deliver(phone.delivery(body=words)) == 200
            wait_for(lambda before=before: len(phone.mine()) > before)
            seconds.append(time.perf_counter() - began)
        percentiles.append(statistics.quantiles(seconds, n=20)[-1])
        if percentiles[-1] < MOST_S:
            break
    assert min(percentiles) < MOST_S, percentiles


@pytest.mark.parametrize("words", ["how do I renew my tag", "my house is on fire"])
def test_an_excuse_comes_when_the_action_server_hangs(vendors: Vendors, phone: Citizen, words: str) -> None:
    server = vendors.running.servers["actions"]
    server.send(signal.SIGSTOP)
    try:
        began = time.monotonic()
        assert phone.deliver(phone.delivery(body=words)) == 200
        assert time.monotonic() - began < 1, "the delivery itself does not wait"
        wait_for(phone.mine)
        took_s = time.monotonic() - began
    finally:
        server.send(signal.SIGCONT)
    is_danger = "fire" in words
    told = "Call 911 now" if is_danger else "something on our side isn't working"
    assert told in phone.mine()[0]["body"] and took_s < (3 if is_danger else 10)
