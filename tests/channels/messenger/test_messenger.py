"""The Messenger channel: who is let in, whole batches in order, quick replies, and the window of a day."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any

import pytest

from bot.channels.base.answer import Answer
from bot.channels.base.contract import build_contract
from bot.channels.messenger.settings import GRAPH, read_messenger
from bot.errors import SettingError
from bot.health.metrics import metrics
from bot.settings import read_settings
from tests.channels.messenger.conftest import ENVIRONMENT, VERIFY_TOKEN
from tests.channels.messenger.graph import APP_SECRET, FakeGraph
from tests.channels.messenger.meta import PATH, Person, batch, signed
from tests.channels.served import Served, wait_for

BODY = batch([])
SHA1 = "sha1=" + hmac.new(APP_SECRET.encode(), BODY, hashlib.sha1).hexdigest()
THUMB = {"type": "image", "payload": {"sticker_id": 369239263222822}}
DAY_MS = 86_400_000
SETTINGS, PRODUCTION = read_settings({}), read_settings({"MISSI_PRODUCTION": "1"})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X-Hub-Signature": SHA1}, 401),
        ({"X-Hub-Signature-256": ""}, 401),
        ({"X-Hub-Signature-256": SHA1}, 403),
        ({"X-Hub-Signature-256": "sha256="}, 403),
        ({"X-Hub-Signature-256": "sha256=" + "0" * 64}, 403),
        ({"X-Hub-Signature-256": signed(BODY)["X-Hub-Signature-256"][7:]}, 403),
        (signed(BODY, "another-secret"), 403),
        (signed(BODY + b" "), 403),
        (signed(BODY), 200),
    ],
    ids=range(10),
)
def test_only_what_meta_signed_is_taken(served: Served, headers: dict[str, str], status: int) -> None:
    assert served.call(PATH, BODY, headers)[0] == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b'{"object": "user", "entry": []}', 404),
        (b'{"object": "page"}', 200),
        (b'{"object": "page", "entry": [null, {"messaging": 5}, {"messaging": [null, {}]}]}', 200),
        (b"x" * 2**20, 413),
    ],
    ids=["nothing", "list", "half", "no page", "no entry", "odd entries", "large"],
)
def test_what_makes_no_sense_is_refused(served: Served, body: bytes, status: int) -> None:
    assert served.call(PATH, body, signed(body))[0] == status


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (f"hub.mode=subscribe&hub.verify_token={VERIFY_TOKEN}&hub.challenge=1158201444", (200, "1158201444")),
        ("hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1", (403, "")),
        (f"hub.mode=other&hub.verify_token={VERIFY_TOKEN}&hub.challenge=1", (403, "")),
        ("", (403, "")),
    ],
    ids=range(4),
)
def test_meta_asks_once_whether_the_webhook_is_ours(
    served: Served, query: str, told: tuple[int, str]
) -> None:
    status, content, headers = served.call_fully(f"{PATH}?{query}", method="GET")
    assert (status, content) == told
    assert status == 403 or headers["Content-Type"].startswith("text/plain")


def test_a_message_is_answered_behind_a_sign_of_typing(person: Person, graph: FakeGraph) -> None:
    (told,) = person.says("hello")
    assert told["text"].startswith("You're chatting with an automated assistant")
    assert told["text"].endswith("You said: hello")
    mine = [one for one in graph.accepted if one["recipient"]["id"] == person.id]
    assert [list(one)[1] for one in mine] == ["sender_action", "messaging_type"]


@pytest.mark.parametrize(
    "told",
    [
        {"postback": {"title": "hello", "payload": "1:\ud800"}},
        {"postback": {"title": "hello", "payload": "1:\0", "mid": "m_\0"}},
        {"timestamp": 10**400, "postback": {"title": "hello", "payload": "x"}},
    ],
    ids=["half a character", "NUL", "no time"],
)
def test_an_odd_event_is_answered_all_the_same(person: Person, told: dict[str, Any]) -> None:
    (answered,) = person.gets(person.event(**told))
    assert answered["text"].endswith("You said: hello")


def test_every_event_of_every_entry_is_answered_in_order(served: Served, graph: FakeGraph) -> None:
    one, other = Person(served, graph), Person(served, graph)
    body = batch(
        [one.message("slow 0.2 one"), other.message("one")],
        [one.message("slow 0.1 two"), one.event(delivery={"mids": ["m_1"]}), other.message("two")],
        [one.message("three")],
    )
    assert served.call(PATH, body, signed(body))[0] == 200
    wait_for(lambda: len(one.mine()) == 3 and len(other.mine()) == 2)
    assert [told["text"].rpartition(" ")[2] for told in one.mine()] == ["one", "two", "three"]
    assert [told["text"].rpartition(" ")[2] for told in other.mine()] == ["one", "two"]


@pytest.mark.parametrize(
    "told",
    [
        {"message": {"mid": "m_e", "text": "from the page", "is_echo": True}},
        {"message": {"mid": "m_\ud800", "text": "half a character in its id"}},
        {"delivery": {"mids": ["m_1"], "watermark": 1}},
        {"read": {"watermark": 1}},
        {"reaction": {"reaction": "love", "action": "react", "mid": "m_1"}},
        {
            "message": {
                "mid": "m_t",
                "attachments": [{"type": "image", "payload": {"sticker_id": 369239263222822}}],
            }
        },
        {"message": {"text": "without an id"}},
        {"message": {"mid": "m_n"}},
        {"something": "new"},
    ],
    ids=["echo", "half an id", "delivery", "read", "reaction", "thumb", "no id", "nothing", "new"],
)
def test_what_is_nobodys_message_gets_no_answer(person: Person, told: dict[str, Any]) -> None:
    heard = len(person.served.assistant.heard)
    assert person.deliver(person.event(**told)) == 200
    time.sleep(0.2)
    assert person.mine() == [] and len(person.served.assistant.heard) == heard


def test_a_message_delivered_again_is_answered_once(person: Person) -> None:
    message = person.message("hello")
    assert [person.deliver(message) for _ in range(3)] == [200] * 3
    wait_for(person.mine)
    assert person.deliver(message, message) == 200
    person.says("another")
    assert len(person.mine()) == 2


def test_a_batch_is_taken_before_its_answers_are_known(person: Person) -> None:
    began = time.monotonic()
    assert person.deliver(person.message("slow 1 question")) == 200
    assert time.monotonic() - began < 0.5
    wait_for(person.mine)


def test_ten_citizens_at_once_each_get_their_own_answer(served: Served, graph: FakeGraph) -> None:
    people = [Person(served, graph) for _ in range(10)]
    bodies = [batch([one.message(f"slow 0.3 {n}")]) for n, one in enumerate(people)]
    assert served.call_all([(PATH, body, signed(body)) for body in bodies]) == [200] * 10
    for number, one in enumerate(people):
        assert wait_for(one.mine)[0]["text"].endswith(f"slow 0.3 {number}")


def test_while_graph_fails_the_line_waits(person: Person, graph: FakeGraph) -> None:
    graph.script[:] = [200, 500, 503]
    person.deliver(person.message("one"))
    wait_for(lambda: len(graph.script) < 2)
    person.deliver(person.message("parts"))
    wait_for(lambda: len(person.mine()) == 2)
    assert [told["text"].partition("\n\n")[2] or told["text"] for told in person.mine()] == [
        "You said: one",
        "Second.",
    ]


def test_a_citizen_is_not_written_to_after_a_day(person: Person, graph: FakeGraph) -> None:
    dropped = float(metrics().sends.labels("messenger", "dropped")._value.get())
    late = person.message("hello") | {"timestamp": int(time.time() * 1000) - DAY_MS - 1000}
    assert person.deliver(late) == 200
    wait_for(lambda: metrics().sends.labels("messenger", "dropped")._value.get() >= dropped + 2)
    assert person.mine() == []
    assert person.served.door.voices["messenger"](person.sender, told_by("Ana")) is False


def test_within_the_day_a_persons_words_arrive(person: Person) -> None:
    person.says("hello")
    wait_for(lambda: person.served.door.recipients.find(person.sender))
    assert person.served.door.voices["messenger"](person.sender, told_by("Ana of ITS")) is True
    wait_for(lambda: len(person.mine()) == 2)
    assert person.mine()[1]["text"] == "Ana of ITS: I can help you with that."


def told_by(agent: str | None) -> Answer:
    """What somebody says."""
    words = "I can help you with that."
    return Answer([{"text": words}], build_contract([{"outcome": "handoff"}], {}, [words]), agent=agent)


@pytest.mark.parametrize(
    ("changed", "production", "named"),
    [
        ({"MISSI_MESSENGER_APP_SECRET": ""}, False, "MISSI_MESSENGER_APP_SECRET"),
        ({"MISSI_MESSENGER_VERIFY_TOKEN": ""}, True, "MISSI_MESSENGER_VERIFY_TOKEN"),
        ({"MISSI_MESSENGER_GRAPH": "nowhere"}, False, "MISSI_MESSENGER_GRAPH"),
        ({}, True, "MISSI_MESSENGER_GRAPH"),
        ({"MISSI_MESSENGER_VERIFY": "off"}, True, "MISSI_MESSENGER_VERIFY"),
    ],
)
def test_what_cannot_be_used_is_named(changed: dict[str, str], production: bool, named: str) -> None:
    with pytest.raises(SettingError, match=named):
        read_messenger(ENVIRONMENT | changed, PRODUCTION if production else SETTINGS)


def test_without_any_setting_the_channel_is_off() -> None:
    assert read_messenger({}, SETTINGS) is None
    told = read_messenger({name: ENVIRONMENT[name] for name in list(ENVIRONMENT)[:3]}, PRODUCTION)
    assert told and told.graph == GRAPH
