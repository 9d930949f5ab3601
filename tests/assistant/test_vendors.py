"""Dialogflow, text messages, and phone calls against a running assistant: real answers, in time."""

from __future__ import annotations

import itertools
import json
import re
import signal
import statistics
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pytest

from bot.channels.twilio.segments import count_segments
from bot.evaluation.questions import read_conversations
from bot.operations.throwaway import Throwaway, throwaway
from bot.settings import ROOT, read_settings
from tests.channels.google import agent
from tests.channels.twilio import account

pytestmark = pytest.mark.model
ENVIRONMENT = (
    agent.ENVIRONMENT | account.ENVIRONMENT | {"MISSI_SESSION_RATE": "1000", "MISSI_ADDRESS_RATE": "9999"}
)
QUESTIONS = ROOT / "data" / "eval"
MOST_S = 0.3
"""The 95th percentile of a voice turn."""
_turns = itertools.count(1)


@dataclass
class Line:
    """Sends what the vendors send."""

    running: Throwaway
    seconds: list[float] = field(default_factory=list)

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """Send a request; it must be answered with 200."""
        port = urlsplit(self.running.address).port
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, dict(headers))
        began = time.perf_counter()
        with urllib.request.urlopen(request, timeout=30) as response:
            content: bytes = response.read()
        self.seconds.append(time.perf_counter() - began)
        return content

    def texts(self, words: str, **fields: str) -> str:
        """Send a text message; return the reply."""
        form = account.text_form(words, **fields)
        body = self.post(account.SMS, urlencode(form).encode(), account.sign(account.SMS, form))
        return "".join(ElementTree.fromstring(body).itertext())

    def calls(self, sid: str, **fields: str) -> ElementTree.Element:
        """Send what a caller did; return the document."""
        path = f"{account.PHONE}?turn={next(_turns)}"
        form = account.call_form(sid, **fields)
        return ElementTree.fromstring(self.post(path, urlencode(form).encode(), account.sign(path, form)))

    def says(self, sid: str, words: str) -> str:
        """Say something on the phone; return what is said then."""
        document = self.calls(sid, SpeechResult=words, Confidence="0.9")
        return " ".join("".join(said.itertext()) for said in document.iter("Say"))

    def asks(self, body: dict[str, Any]) -> Any:
        """Call Dialogflow's webhook."""
        return json.loads(self.post(agent.PATH, json.dumps(body).encode(), agent.HEADERS))


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        with throwaway(read_settings()) as running:
            yield Line(running)


def test_a_text_message_is_short_and_has_its_link(line: Line) -> None:
    told = line.texts("how do i renew my drivers license")
    assert "renew" in told.lower() and told.splitlines()[-1].startswith("https://")
    assert count_segments(told) <= 2


def test_a_text_message_offers_numbers_and_takes_one(line: Line) -> None:
    offered = line.texts("report fraud", From="+16015550121")
    assert "\n1. " in offered and offered.endswith("Reply with a number.")
    title = offered.split("\n1. ")[1].split("\n")[0]
    assert line.texts("1", From="+16015550121").startswith(title)


def test_a_call(line: Line) -> None:
    sid = account.new_id("CA")
    told = line.says(sid, "how much is a fishing license")
    assert "$" in told or "dollars" in told
    assert "http" not in told and "Source" not in told
    again = line.says(sid, "say that again")
    assert again == told
    person = line.calls(sid, Digits="0")
    assert re.search(r"[0-9]{3}-[0-9]{3}-[0-9]{4}", "".join(person.itertext()))


def test_dialogflow(line: Line) -> None:
    written = line.asks(agent.cx("how do I renew my driver's license", "s-written"))
    rich = next(m["payload"] for m in written["fulfillmentResponse"]["messages"] if "payload" in m)
    assert rich["richContent"][0][0]["anchor"]["href"].startswith("https://")
    said = line.asks(agent.spoken("report fraud", "s-said"))
    assert "outputAudioText" in said["fulfillmentResponse"]["messages"][1]
    handed = line.asks(agent.cx("I want to talk to a person", "s-person"))
    assert {"liveAgentHandoff": {"metadata": {"reason": "asked for"}}} in handed["fulfillmentResponse"][
        "messages"
    ]


@pytest.mark.timed
def test_a_voice_turn_takes_less_than_300_ms(line: Line) -> None:
    questions = [each.turns[0].text for each in read_conversations(QUESTIONS)][::8][:60]
    assert len(questions) == 60
    line.says(account.new_id("CA"), "hello")
    percentiles = []
    for _ in range(3):  # a busy machine is given another chance
        line.seconds.clear()
        for words in questions:
            line.says(account.new_id("CA"), words)
        percentiles.append(statistics.quantiles(line.seconds, n=20)[-1])
        if percentiles[-1] < MOST_S:
            break
    assert min(percentiles) < MOST_S, percentiles


@pytest.mark.parametrize("words", ["how do I renew my tag", "my house is on fire"])
def test_nobody_waits_longer_than_8_s_when_the_action_server_hangs(line: Line, words: str) -> None:
    server = line.running.servers["actions"]
    server.send(signal.SIGSTOP)
    try:
        began = time.monotonic()
        told = line.says(account.new_id("CA"), words)
        took_s = time.monotonic() - began
        began = time.monotonic()
        written = line.asks(agent.spoken(words, "s-" + account.new_id("")))
        google_s = time.monotonic() - began
    finally:
        server.send(signal.SIGCONT)
    is_danger = "fire" in words
    for reply in (told, json.dumps(written)):
        assert ("Call 911 now" if is_danger else "still looking that up") in reply
    assert took_s < (3 if is_danger else 8.5) and google_s < (3 if is_danger else 5)
