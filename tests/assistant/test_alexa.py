"""Somebody's speaker in front of the whole service: real answers, in time, whatever hangs.

Signatures are not looked at here, since nobody but Amazon can sign; `tests/channels/alexa` does with an
authority of its own."""

from __future__ import annotations

import json
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from bot.bench.client import LOOPBACK
from bot.channels.alexa.lab import ENVIRONMENT, PATH
from bot.operations.loopback import answers
from bot.settings import ROOT, Settings
from tests.assistant.service import START_S, Service, prepare
from tests.channels.alexa.amazon import Device, dump
from tests.channels.alexa.conftest import speech

pytestmark = pytest.mark.model

LATEST_S = 8.0
"""After which Alexa apologizes by itself."""
MOST_P95_S = 0.3
QUESTIONS = (
    ("HowDoIIntent", "renew my driver license"),
    ("HowMuchIntent", "a fishing license"),
    ("WhereDoIIntent", "get food stamps"),
    ("WhatIntent", "the state bird"),
    ("WhoIntent", "the secretary of state"),
    ("WhenIntent", "thanksgiving"),
    ("NeedIntent", "a birth certificate"),
    ("LostIntent", "my driver license"),
)
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture(scope="module")
def service(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """`missi run` with the skill of the lab."""
    folder = tmp_path_factory.mktemp("service")
    skill = {"MISSI_ALEXA_SKILL_ID": Device().launch()["session"]["application"]["applicationId"]}
    environment = prepare(settings, folder) | ENVIRONMENT | skill
    command = [sys.executable, "-m", "bot.cli", "run"]
    with (folder / "run.log").open("wb") as log:
        run = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    service = Service(folder, environment, run)
    try:
        last = time.monotonic() + START_S
        while not (answers(f"http://{LOOPBACK}:{service.port}/") and service.is_healthy()):
            assert run.poll() is None and time.monotonic() < last, (folder / "run.log").read_text()
            time.sleep(0.2)
        yield service
    finally:
        run.terminate()
        run.wait(timeout=60)


def send(service: Service, envelope: dict[str, Any]) -> dict[str, Any]:
    """The response to a request."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"http://{LOOPBACK}:{service.port}{PATH}", dump(envelope), headers)
    with _direct.open(request, timeout=60) as answered:
        told: dict[str, Any] = json.load(answered)
    assert len(json.dumps(told)) < 24 * 1024 and len(told["response"]["outputSpeech"]["ssml"]) < 8000
    response: dict[str, Any] = told["response"]
    assert response["shouldEndSession"] or speech(response).endswith("?")
    return response


def test_a_question_is_answered_with_a_card(service: Service) -> None:
    device = Device()
    first = send(service, device.intent("HowDoIIntent", query="renew my driver license"))
    assert speech(first).startswith("Renew a driver license: Renew up to six months before it expires")
    assert speech(first).endswith("Want to hear more?")
    assert first["card"]["title"] == "Renew a driver license" and "https://" in first["card"]["content"]
    more = send(service, device.intent("AMAZON.YesIntent"))
    assert "Class R or D" in speech(more) or "Class" in speech(more)
    cost = send(service, device.asks("what does it cost"))
    assert "24 dollars" in speech(cost) or "24" in speech(cost)


def test_a_choice_is_made_by_number(service: Service) -> None:
    device = Device()
    for words in ("tag", "boat", "report fraud", "loan", "a certificate", "permits"):
        offered = speech(send(service, device.asks(words)))
        if "Say one for" in offered:
            break
    assert "Say one for" in offered, "none of these is vague any more"
    chosen = send(service, device.intent("OptionIntent", n="2"))
    assert chosen["card"]["title"] in offered


def test_moves_work_with_the_real_assistant(service: Service) -> None:
    device = Device()
    assert speech(send(service, device.launch())).startswith("Hello!")
    assert speech(send(service, device.intent("AMAZON.HelpIntent"))).startswith("I look up")
    told = speech(send(service, device.asks("what is the state bird")))
    assert "mockingbird" in told
    assert speech(send(service, device.intent("AMAZON.RepeatIntent"))) == told
    assert "start over" in speech(send(service, device.intent("AMAZON.StartOverIntent")))
    assert "601-432-8000" in speech(send(service, device.intent("PersonIntent")))
    assert send(service, device.intent("AMAZON.StopIntent"))["shouldEndSession"]


def test_spanish_is_understood(service: Service) -> None:
    device = Device(locale="es-US")
    told = send(service, device.intent("NeedIntent", query="renovar mi licencia de conducir"))
    assert told["card"]["title"] == "Renew a driver license"


def test_danger_gets_its_number_first(service: Service) -> None:
    told = send(service, Device().asks("my kid swallowed bleach"))
    assert speech(told).startswith("Call 800-222-1222 now.") and told["shouldEndSession"]


@pytest.mark.timed
def test_a_turn_is_quick(service: Service) -> None:
    seconds = []
    for _ in range(15):
        for intent, words in QUESTIONS:
            began = time.perf_counter()
            send(service, Device().intent(intent, query=words))
            seconds.append(time.perf_counter() - began)
    p95 = statistics.quantiles(seconds, n=20)[-1]
    assert p95 < MOST_P95_S, f"p50 {statistics.median(seconds):.3f} s, p95 {p95:.3f} s"


def test_there_are_words_in_time_when_the_action_server_hangs(service: Service) -> None:
    service.send("actions", signal.SIGSTOP)
    try:
        device = Device()
        began = time.monotonic()
        told = send(service, device.asks("how do i renew my driver license"))
        assert time.monotonic() - began < LATEST_S
        assert "still looking" in speech(told)
        began = time.monotonic()
        assert speech(send(service, Device().asks("my house is on fire"))).startswith("Call 911 now.")
        assert time.monotonic() - began < 3
    finally:
        service.send("actions", signal.SIGCONT)
    service.await_health()
