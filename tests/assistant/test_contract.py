"""The reply contract holds on every kind of turn, and whatever is sent there is a reply under it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from bot.operations.throwaway import Throwaway
from bot.settings import ROOT
from tests.assistant.citizen import Citizen, Reply
from tests.assistant.contract import check_spoken

pytestmark = pytest.mark.model

BROWSING = "show me everything about driving"
RENEWAL = '/choose_option{"option": "service:dl-renew"}'
GIBBERISH = "qwpoe zxmnv"

# By kind of turn: what is said before, what is said, and the outcomes that may come.
TURNS: dict[str, tuple[list[str], str, set[str]]] = {
    "answer": ([], RENEWAL, {"answer"}),
    "answer or choice": ([], "How do I renew my driver license?", {"answer", "clarify"}),
    "answer of an agency": ([], "What does the Department of Revenue do?", {"answer"}),
    "answer of a fact": ([], "What is the state flower?", {"answer"}),
    "answer of a county": ([], "What is the county seat of Rankin County?", {"answer"}),
    "answer of the plan": ([], "What is goal 2 of the master plan?", {"answer"}),
    "answer of the policy": ([], "What is AI principle 5?", {"answer"}),
    "answer of a holiday": ([], "When is Christmas?", {"answer"}),
    "answer of an office": ([], "Where is the Medicaid office in Tupelo?", {"answer"}),
    "refuse": ([], "What is the best pizza in Chicago?", {"refuse"}),
    "refuse, nothing in mind": ([], "how much is it?", {"refuse"}),
    "refuse, not understood": ([], GIBBERISH, {"refuse"}),
    "person offered": ([GIBBERISH], GIBBERISH, {"refuse", "handoff"}),
    "handoff": ([], "I want to talk to a person", {"handoff"}),
    "handoff about a record": ([RENEWAL], "can I talk to somebody about that", {"handoff"}),
    "complaint": ([], "I want to file a complaint about how I was treated", {"handoff", "answer"}),
    "greeting": ([], "hello", {"smalltalk"}),
    "thanks": ([], "thank you", {"smalltalk"}),
    "goodbye": ([], "bye", {"smalltalk"}),
    "who are you": ([], "are you a robot?", {"smalltalk"}),
    "emergency": ([], "my house is on fire", {"safety"}),
    "crisis": ([], "I want to kill myself", {"safety"}),
    "poisoning": ([], "my toddler drank bleach", {"safety"}),
    "abuse": ([], "I need to report child abuse", {"safety"}),
    "domestic violence": ([], "my husband hits me", {"safety"}),
    "safety in a conversation": ([RENEWAL], "there is a fire in my kitchen", {"safety"}),
    "list of a topic": ([], BROWSING, {"answer"}),
    "list, more": ([BROWSING], "more", {"answer"}),
    "list of events": ([], "what events are in October?", {"answer"}),
    "list of news": ([], "news from 2018", {"answer"}),
    "list of holidays": ([], "list all state holidays", {"answer"}),
    "nothing more": ([], "more", {"refuse", "smalltalk"}),
    "follow-up, cost": ([RENEWAL], "how much is it?", {"answer"}),
    "follow-up, where": ([RENEWAL], "where do I go?", {"answer"}),
    "follow-up, what is needed": ([RENEWAL], "what do I need to bring?", {"answer"}),
    "follow-up, hours": ([RENEWAL], "what are the hours?", {"answer"}),
    "follow-up, phone": ([RENEWAL], "what number do I call?", {"answer"}),
    "follow-up, page": ([RENEWAL], "what is the website?", {"answer"}),
    "follow-up, place": ([RENEWAL], "and in Rankin County?", {"answer"}),
    "again": ([RENEWAL], "say that again", {"answer"}),
    "back": ([RENEWAL, "What is the state flower?"], "go back", {"answer"}),
    "start over": ([RENEWAL], "start over", {"smalltalk"}),
    "own account": ([], "what is my food stamp balance?", {"answer"}),
    "spanish": ([], "hola", {"smalltalk", "refuse", "answer"}),
}

MESSAGES: dict[str, str] = {
    "empty": "",
    "spaces": "     ",
    "long": "license " * 625,
    "long, one word": "a" * 5000,
    "emoji": "😀😀🎉",
    "a flag": "🇺🇸",
    "control characters": "\x00\x07\x1b[31m\r\n\t\x7f",
    "half a character": "hello \ud800 there",
    "invisible": "\u200b\u200d\u202e",
    "another script": "我要更新驾照",
    "piled marks": "h\u0337\u0322e\u0335l\u0338l\u0335o" * 50,
    "restart": "/restart",
    "session start": "/session_start",
    "danger as a command": "/report_crisis",
    "a command with entities": '/ask_cost{"agency": "dps"}',
    "only a slash": "/",
    "slashes": "////",
    "no such record": '/choose_option{"option":"service:nope"}',
    "no such type": '/choose_option{"option":"nope:nope"}',
    "an option that is a number": '/choose_option{"option": 5}',
    "half a payload": '/choose_option{"option":"service:dl-renew"',
    "sql": "'; DROP TABLE record; --",
    "full-text syntax": 'title:license* AND NOT "fee NEAR(',
    "html": "<script>alert(1)</script><b>renew</b>",
    "templates": "{title} {{7*7}} ${jndi:ldap://x} %s %(a)s",
    "brackets": "(" * 200,
    "a backslash": "\\",
}

BODIES: dict[str, bytes] = {
    "a list": b"[1, 2]",
    "a string": b'"hello"',
    "null": b"null",
    "a number": b"5",
    "no json": b"hello there",
    "nothing": b"",
    "a form": b"sender=me&message=hello",
    "broken letters": b'{"message": "\xff\xfe"}',
    "no message": b'{"sender": "me"}',
    "no sender": b'{"message": "hello"}',
    "an empty sender": b'{"sender": "", "message": "hello"}',
    "null for both": b'{"sender": null, "message": null}',
    "deep": b"[" * 100_000,
}


@pytest.fixture(scope="module", params=TURNS)
def turn(request: pytest.FixtureRequest, assistant: Throwaway, known: frozenset[str]) -> tuple[str, Reply]:
    """A kind of turn, with the reply to it."""
    citizen = Citizen(assistant.address, known)
    before, text, _ = TURNS[request.param]
    for words in before:
        citizen.says(words)
    return request.param, citizen.says(text)


def intents() -> set[str]:
    return set(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])


def test_a_turn_is_under_contract(turn: tuple[str, Reply]) -> None:
    kind, reply = turn
    assert reply.contract.outcome in TURNS[kind][2], str(reply)
    assert reply.contract.intent in intents()


def test_what_a_turn_says_aloud(turn: tuple[str, Reply]) -> None:
    _, reply = turn
    check_spoken(reply.contract.spoken)


def test_a_choice_has_a_button_for_each_record(citizen: Citizen) -> None:
    """Whatever is ambiguous enough today: the first of these that is answered with a choice."""
    vague = ["report fraud", "tag", "boat", "vote", "food", "school", "loan", "a certificate", "permits"]
    choices = (reply for words in vague if (reply := citizen.says(words)).contract.outcome == "clarify")
    choice = next(choices, None)
    assert choice is not None, "nothing was ambiguous"
    wanted = [f"/choose_option{json.dumps({'option': record})}" for record in choice.contract.records]
    assert choice.payloads == [*wanted, "/none_of_these"]
    chosen = citizen.says(choice.payloads[1])
    assert chosen.contract.outcome == "answer"
    assert chosen.contract.records[0] == choice.contract.records[1]


def test_an_answer_shows_its_source(citizen: Citizen) -> None:
    reply = citizen.says(RENEWAL)
    (source,) = reply.contract.sources
    assert f"Source: {source.title}" in reply.text


@pytest.mark.parametrize("kind", MESSAGES)
def test_a_strange_message_gets_a_reply(citizen: Citizen, kind: str) -> None:
    reply = citizen.says(MESSAGES[kind])
    assert reply.contract.outcome != "error", str(reply)
    assert reply.contract.outcome != "safety", str(reply)


@pytest.mark.parametrize("message", [5, 1.5, True, None, ["hello"], {"text": "hello"}])
def test_a_message_that_is_no_text_gets_a_reply(citizen: Citizen, message: Any) -> None:
    body = json.dumps({"sender": citizen.sender, "message": message}).encode()
    assert citizen.sends(body).contract.outcome == "refuse"


@pytest.mark.parametrize("kind", BODIES)
def test_a_strange_body_gets_a_reply(citizen: Citizen, kind: str) -> None:
    named = "me" if b'"me"' in BODIES[kind] else "default"
    assert citizen.sends(BODIES[kind], recipient=named).contract.outcome in {"refuse", "smalltalk"}


@pytest.mark.parametrize("command", ["/restart", "/session_start", "/back", '/choose_option{"option":1}'])
def test_a_command_is_read_as_words(citizen: Citizen, command: str) -> None:
    """Rasa itself would act on it, silently."""
    assert citizen.says(command).text


def test_a_strange_message_leaves_the_conversation_alone(citizen: Citizen) -> None:
    citizen.says(RENEWAL)
    for message in ("", "   ", "/", "\x00"):
        citizen.says(message)
    assert citizen.says("how much is it?").contract.records == ["service:dl-renew"]
