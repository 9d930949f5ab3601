"""Replies as Apple shows them: what a device can take, and what is picked from it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.apple import bodies
from tests.channels.apple.apple import Phone
from tests.channels.apple.gateway import EXTENSION, FakeApple
from tests.channels.served import Served


def shown(told: dict[str, Any]) -> str:
    """What a message is."""
    if told["type"] != "interactive":
        return str(told["type"])
    return next(
        name for name in ("quick-reply", "listPicker", "event") if name in told["interactiveData"]["data"]
    )


def test_the_first_answer_says_who_is_speaking_and_how_to_reach_a_person(phone: Phone) -> None:
    (first,), (second,) = phone.says("hello"), phone.says("hello again")
    assert first["body"].startswith("You're chatting with an automated assistant")
    assert "write “agent.”" in first["body"] and first["body"].endswith("You said: hello")
    assert second["body"] == "You said: hello again"


@pytest.mark.parametrize(
    ("count", "capabilities", "last"),
    [
        (1, "QUICK,LIST", "listPicker"),
        (2, "QUICK,LIST", "quick-reply"),
        (5, "quick,list", "quick-reply"),
        (6, "QUICK,LIST", "listPicker"),
        (5, "LIST", "listPicker"),
        (6, "QUICK", "text"),
        (3, "", "text"),
        (1, "QUICK", "text"),
    ],
)
def test_choices_are_what_the_device_can_show(
    served: Served, apple: FakeApple, count: int, capabilities: str, last: str
) -> None:
    phone = Phone(served, apple, capabilities)
    told = phone.says(f"offer {count}")
    assert shown(told[-1]) == last and apple.faults == []
    if last == "text":
        assert told[-1]["body"].endswith(f"{count}. Option {count}")
    else:
        assert told[0]["body"].endswith("There are several."), "in words first"


def test_a_quick_reply_picks_what_was_offered(phone: Phone) -> None:
    *_, offer = phone.says("offer 3")
    items = offer["interactiveData"]["data"]["quick-reply"]["items"]
    (told,) = phone.picks(offer, **{"quick-reply": {"selectedIndex": 1, "items": items}})
    assert told["body"] == "You said: chosen 2"
    (told,) = phone.picks(offer, **{"quick-reply": {"selectedIdentifier": "3", "selectedIndex": 0}})
    assert told["body"] == "You said: chosen 3"


def test_a_list_picks_what_was_offered(phone: Phone) -> None:
    *_, offer = phone.says("offer 7")
    item = offer["interactiveData"]["data"]["listPicker"]["sections"][0]["items"][6]
    (told,) = phone.picks(
        offer, listPicker={"sections": [{"items": [item]}]}, replyMessage={"title": "Option 7"}
    )
    assert told["body"] == "You said: chosen 7"


@pytest.mark.parametrize("text", ["2", "two", "the second one", "Option 2", "number two."])
def test_a_number_or_a_title_picks_too(served: Served, apple: FakeApple, text: str) -> None:
    phone = Phone(served, apple, "")
    phone.says("offer 3")
    assert phone.says(text)[0]["body"] == "You said: chosen 2"


@pytest.mark.parametrize("request_id", ["4a0d8c1e-unknown", "", None])
def test_a_pick_that_nobody_remembers_is_its_title(phone: Phone, request_id: str | None) -> None:
    data = {"requestIdentifier": request_id, "listPicker": {"sections": [{"items": [{"identifier": "1"}]}]}}
    told = phone.answers({"data": data | {"replyMessage": {"title": "Renew a tag"}}})
    assert told[-1]["body"].endswith("You said: Renew a tag")


def test_nobody_picks_what_somebody_else_was_offered(phone: Phone, served: Served, apple: FakeApple) -> None:
    *_, offer = phone.says("offer 3")
    other = Phone(served, apple)
    told = other.picks(
        offer, **{"quick-reply": {"selectedIdentifier": "1"}, "replyMessage": {"title": "/restart"}}
    )
    assert told[-1]["body"].endswith("You said: restart")


@pytest.mark.parametrize(
    "interactive",
    [
        {},
        {"data": None},
        {"data": {"quick-reply": {"selectedIndex": 99, "items": "x"}}},
        {"data": {"listPicker": {"sections": [{"items": [{"identifier": "99999"}]}]}}},
        {"data": {"event": {"timeslots": [None]}}},
        {"data": {"requestIdentifier": 5, "quick-reply": []}},
    ],
)
def test_a_pick_without_sense_is_no_words(phone: Phone, interactive: dict[str, Any]) -> None:
    assert "I didn't get any words" in phone.answers(interactive)[-1]["body"]


def test_a_large_pick_is_fetched_and_decrypted(phone: Phone, apple: FakeApple) -> None:
    *_, offer = phone.says("offer 7")
    data = offer["interactiveData"]["data"]
    item = data["listPicker"]["sections"][0]["items"][4] | {"subtitle": "x" * 20_000}
    picked = {"requestIdentifier": data["requestIdentifier"], "listPicker": {"sections": [{"items": [item]}]}}
    reference = apple.store({"bid": EXTENSION, "data": picked})
    before = len(phone.mine())
    assert phone.deliver(phone.delivery("interactive", interactiveDataRef=reference)) == 200
    assert phone.hears(before)[0]["body"] == "You said: chosen 5"


@pytest.mark.parametrize(
    "broken", [{"size": 5}, {"key": "00zz"}, {"key": None}, {"signature": "zz"}, {"url": "mmcs-x"}]
)
def test_a_large_pick_that_cannot_be_had_is_its_title(
    served: Served, apple: FakeApple, broken: dict[str, Any]
) -> None:
    phone = Phone(served, apple)
    reference = apple.store({"data": {}}) | broken
    assert phone.deliver(phone.delivery("interactive", interactiveDataRef=reference)) == 200
    assert phone.hears(0)[0]["body"].endswith("You said: What was picked")


def test_every_page_goes_out_as_a_rich_link(phone: Phone) -> None:
    text, link = phone.says("link")
    assert shown(text) == "text" and "http" not in text["body"] and "Renew online" in text["body"]
    assert link["richLinkData"]["url"] == "https://www.example.ms.gov/renew" == link["body"]
    assert link["richLinkData"]["title"] == "example.ms.gov"


def test_what_is_too_long_for_one_message_comes_in_several(phone: Phone) -> None:
    told = phone.says("long 200")
    assert [shown(one) for one in told] == ["text", "text"]
    assert all(len(one["body"]) <= 3000 and one["body"].endswith("words.") for one in told)


def test_what_is_said_in_parts_is_one_message(phone: Phone) -> None:
    phone.says("hello")
    assert [told["body"] for told in phone.says("parts")] == ["First.\n\nSecond."]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Driver\n license\t", "Driver license"),
        ("Fish 🎣 and game", "Fish and game"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
        ("Renovación", "Renovación"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_labels_keep_apples_rules(words: str, shown: str) -> None:
    assert bodies.label(words) == shown


def test_the_picture_of_links_is_small_enough() -> None:
    assert bodies.PICTURE.stat().st_size <= bodies.MOST_IMAGE_BYTES
    assert bodies.PICTURE.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("locale", ["es_US", "es-MX", "ES"])
def test_what_the_channel_says_by_itself_is_in_the_devices_language(
    served: Served, apple: FakeApple, locale: str
) -> None:
    told = Phone(served, apple, "", locale).says("offer 2")
    assert "asistente automático" in told[0]["body"] and "responda con un número" in told[0]["body"]
    assert told[0]["locale"] == locale
