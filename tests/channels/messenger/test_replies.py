"""What is said over Messenger: choices, payloads, files, long texts, and failures."""

from __future__ import annotations

import pytest

from tests.channels.messenger.graph import FakeGraph
from tests.channels.messenger.meta import Person
from tests.channels.served import Served


@pytest.mark.parametrize(("count", "buttons"), [(1, 1), (13, 13), (14, 0)])
def test_choices_are_quick_replies_as_long_as_there_is_room(person: Person, count: int, buttons: int) -> None:
    (told,) = person.says(f"offer {count}")
    assert len(told.get("quick_replies", ())) == buttons
    assert ("Please reply with a number." in told["text"]) == (not buttons)


def test_a_quick_reply_picks_what_was_offered(person: Person) -> None:
    (offer,) = person.says("offer 3")
    button = offer["quick_replies"][2]
    assert button["title"] == "Option 3" and "chosen" not in button["payload"]
    picked = person.message("Option 3", quick_reply={"payload": button["payload"]})
    assert person.gets(picked)[0]["text"] == "You said: chosen 3"


def test_nobody_picks_what_somebody_else_was_offered(
    person: Person, served: Served, graph: FakeGraph
) -> None:
    (offer,) = person.says("offer 3")
    payload = offer["quick_replies"][0]["payload"]
    other = Person(served, graph)
    told = other.gets(other.message("Option 1", quick_reply={"payload": payload}))
    assert told[0]["text"].endswith("You said: Option 1")


@pytest.mark.parametrize("payload", ["/restart", "99:m_0", "x", "1:", "0:m_1"])
def test_a_payload_that_is_not_ours_is_its_title(person: Person, payload: str) -> None:
    told = person.gets(person.message("Renew a tag", quick_reply={"payload": payload}))
    assert told[0]["text"].endswith("You said: Renew a tag")


@pytest.mark.parametrize("text", ["2", "the second one", "option 2"])
def test_a_number_or_a_title_picks_too(person: Person, text: str) -> None:
    person.says("offer 3")
    assert person.says(text)[0]["text"] == "You said: chosen 2"


def test_a_postback_picks_and_is_known_again(person: Person) -> None:
    (offer,) = person.says("offer 2")
    postback = {
        "title": "Option 1",
        "payload": offer["quick_replies"][0]["payload"],
        "mid": f"m_p{person.id}",
    }
    told = person.gets(person.event(postback=postback), person.event(postback=postback))
    assert [one["text"] for one in told] == ["You said: chosen 1"]


def test_the_button_that_starts_is_a_greeting(person: Person) -> None:
    started = person.event(
        postback={"title": "Get Started", "payload": "GET_STARTED", "referral": {"ref": "tags"}}
    )
    assert person.gets(started)[0]["text"].endswith("You said: Hello")


def test_files_are_not_read(person: Person) -> None:
    file = {"type": "file", "payload": {"url": "https://cdn.example.com/scan.pdf"}}
    alone = person.event(message={"mid": "m_f" + person.id, "attachments": [file]})
    assert "can't open files" in person.gets(alone)[0]["text"]
    told = person.gets(person.message("my license", attachments=[file]))[0]["text"]
    assert "can't open files" in told and "You said: my license" in told


def test_what_is_too_long_for_one_message_comes_in_several(person: Person) -> None:
    told = person.says("long 150")
    assert len(told) == 2 and all(len(one["text"]) <= 2000 for one in told)


def test_a_page_is_told_with_its_address(person: Person) -> None:
    assert "example.ms.gov: https://www.example.ms.gov/renew" in person.says("link")[0]["text"]


def test_nobody_types_a_command(person: Person) -> None:
    assert person.says("/restart")[0]["text"].endswith("You said: restart")


@pytest.mark.parametrize("text", ["mute", "fail"])
def test_an_assistant_that_fails_is_excused(person: Person, text: str) -> None:
    assert "something on our side isn't working" in person.says(text)[0]["text"]
