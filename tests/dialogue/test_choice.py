"""Choosing among options by button, place or name; and going on in a list."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.choice import choose_option, named_option, reject_options, show_more
from bot.dialogue.desk import Desk
from tests.small import make_turn, responses, told

LICENSE, BOAT, SHOW, POTHOLE = (
    *("service:fishing-license", "service:boat-title"),
    *("event:boat-show", "service:pothole"),
)
THREE = (LICENSE, BOAT, SHOW)


@pytest.mark.parametrize(
    ("text", "options", "chosen"),
    [
        ("the first one", THREE, LICENSE),
        ("1", THREE, LICENSE),
        ("number one please", THREE, LICENSE),
        ("the second one", THREE, BOAT),
        ("2nd", THREE, BOAT),
        ("the third one", THREE, SHOW),
        ("3", THREE, SHOW),
        ("the last one", THREE, SHOW),
        ("bottom", (LICENSE, BOAT), BOAT),
        ("the latter", (LICENSE, BOAT), BOAT),
        ("the former", (LICENSE, BOAT), LICENSE),
        ("the fourth", (*THREE, POTHOLE), POTHOLE),
        ("pothole", (LICENSE, POTHOLE), POTHOLE),
        ("captain", (LICENSE, "fact:official-captain"), "fact:official-captain"),
        ("THE SECOND", THREE, BOAT),
    ],
)
def test_an_option_is_chosen_by_place_or_name(
    desk: Desk, text: str, options: tuple[str, ...], chosen: str
) -> None:
    reply = choose_option(make_turn(text, "choose_option", options=options, aspect="link"), desk)
    assert (reply.outcome, told(reply), reply.aspect) == ("answer", [chosen], "link")


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("boat", THREE),
        ("lemonade", THREE),
        ("the fourth", THREE),
        ("hm", THREE),
        ("secondary school", THREE),
        ("12", THREE),
    ],
)
def test_an_unclear_choice_is_asked_again(desk: Desk, text: str, options: tuple[str, ...]) -> None:
    turn = make_turn(text, "choose_option", options=options, awaiting=True)
    reply = choose_option(turn, desk)
    assert (reply.outcome, told(reply), responses(reply)) == ("clarify", list(options), ["clarify"])
    assert reply.memory == turn.memory
    assert len(reply.says[0].buttons) == len(options)


@pytest.mark.parametrize(
    ("text", "expected"), [("the third one", None), ("the boat one", BOAT), ("that one about potholes", None)]
)
def test_one_is_not_always_the_first(desk: Desk, text: str, expected: str | None) -> None:
    reply = choose_option(make_turn(text, "choose_option", options=(LICENSE, BOAT)), desk)
    assert told(reply) == ([expected] if expected else [LICENSE, BOAT])
    assert reply.outcome == ("answer" if expected else "clarify")


@pytest.mark.parametrize(
    ("memory", "chosen"),
    [
        ({"options": (LICENSE, BOAT), "record": LICENSE}, BOAT),
        ({"options": (LICENSE, BOAT), "record": BOAT}, LICENSE),
        ({"trail": (POTHOLE, SHOW)}, SHOW),
    ],
)
def test_the_other_one_is_the_one_not_told(desk: Desk, memory: dict[str, Any], chosen: str) -> None:
    assert told(choose_option(make_turn("the other one", "choose_option", **memory), desk)) == [chosen]


@pytest.mark.parametrize("text", ["the first one", "pothole", ""])
def test_without_options_the_subject_is_asked_for(desk: Desk, text: str) -> None:
    reply = choose_option(make_turn(text, "choose_option"), desk)
    assert (reply.outcome, responses(reply)) == ("refuse", ["ask_subject"])


def test_a_button_counts_whatever_was_offered(desk: Desk) -> None:
    pressed = (("option", POTHOLE, ""),)
    turn = make_turn("", "choose_option", entities=pressed, options=THREE, aspect="cost")
    assert told(choose_option(turn, desk)) == [POTHOLE]


@pytest.mark.parametrize("gone", ["service:gone", "service:secret-fishing"])
def test_a_button_of_a_record_no_longer_published_asks_again(desk: Desk, gone: str) -> None:
    pressed = (("option", gone, ""),)
    reply = choose_option(make_turn("", "choose_option", entities=pressed, options=THREE), desk)
    assert (reply.outcome, told(reply)) == ("clarify", list(THREE))
    assert responses(choose_option(make_turn("", "choose_option", entities=pressed), desk)) == ["ask_subject"]


def test_a_topic_chosen_lists_its_services(desk: Desk) -> None:
    pressed = (("option", "topic:outdoors", ""),)
    reply = choose_option(make_turn("", "choose_option", entities=pressed), desk)
    assert responses(reply)[:2] == ["topic", "list"]
    assert told(reply) == ["topic:outdoors", LICENSE, BOAT]


@pytest.mark.parametrize(
    ("text", "memory", "expected"),
    [
        ("state captain", {"options": (LICENSE, "fact:official-captain")}, "fact:official-captain"),
        ("the pothole please", {"options": (POTHOLE, BOAT)}, POTHOLE),
        ("boat", {"options": THREE}, None),
        ("boat motor", {"options": THREE}, None),
        ("how much", {"options": THREE}, None),
        ("pothole", {}, None),
        ("pothole", {"options": (POTHOLE, BOAT), "kind": "topic"}, None),
    ],
)
def test_only_one_option_whose_name_holds_all_words_is_named(
    desk: Desk, text: str, memory: dict[str, Any], expected: str | None
) -> None:
    found = named_option(make_turn(text, **memory), desk)
    assert (found.id if found else None) == expected


def test_none_of_these_is_a_miss(desk: Desk) -> None:
    reply = reject_options(make_turn("none", "none_of_these", options=THREE, awaiting=True, misses=1), desk)
    assert (reply.outcome, responses(reply)) == ("refuse", ["none_of_these", "offer_person"])
    assert (reply.memory.options, reply.memory.awaiting) == ((), False)


def test_more_shows_what_is_left_page_by_page(desk: Desk) -> None:
    left = ("office:fish-greenwood", LICENSE, BOAT, POTHOLE, SHOW, "agency:fish", "agency:road")
    first = show_more(make_turn("more", "show_more", listing=left, kind="topic"), desk)
    assert responses(first) == ["more_head", "list", "more_left"]
    assert told(first) == list(left[:5])
    assert "7 Cotton Street" in first.says[1].values["items"].splitlines()[0]
    assert (first.memory.listing, first.memory.kind) == (left[5:], "topic")
    second = show_more(make_turn("more", "show_more", listing=first.memory.listing), desk)
    assert (responses(second), second.memory.listing) == (["more_head", "list"], ())


def test_more_of_one_record_is_all_about_it(desk: Desk) -> None:
    reply = show_more(make_turn("tell me more", "show_more", record=LICENSE, aspect="cost"), desk)
    assert (told(reply), reply.aspect) == ([LICENSE], "about")


def test_more_of_nothing_is_said(desk: Desk) -> None:
    assert responses(show_more(make_turn("more", "show_more"), desk)) == ["nothing_more"]
    gone = make_turn("more", "show_more", listing=("service:gone",), record="service:gone")
    assert responses(show_more(gone, desk)) == ["nothing_more"]
