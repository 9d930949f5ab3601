"""Answers, choices, lists and misses; and how a question is led to one of them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.answer import MISSES_BEFORE_PERSON, PAGE, list_records, miss
from bot.dialogue.conversation import answer_any
from bot.dialogue.desk import Desk
from bot.dialogue.memory import TRAIL_LENGTH
from bot.dialogue.question import answer_account_question, answer_question, overrule
from bot.dialogue.reply import Say
from bot.knowledge.record import Record
from tests.small import make_turn, responses, told

LICENSE, BOAT, POTHOLE = "service:fishing-license", "service:boat-title", "service:pothole"
CITY = (("city", "Greenwood", "Greenwood"),)


@pytest.mark.parametrize(
    ("text", "intent", "memory", "outcome", "ids", "aspect"),
    [
        ("register my boat", "ask_how", {}, "answer", [BOAT], "how"),
        ("price of a fishing license", "ask_cost", {}, "answer", [LICENSE], "cost"),
        ("who is the captain", "ask_official", {}, "answer", ["fact:official-captain"], None),
        ("goal 1", "ask_plan", {}, "answer", ["plan:goal-1"], None),
        ("how much does it cost", "ask_cost", {"record": LICENSE}, "answer", [LICENSE], "cost"),
        (
            "what are the hours",
            "ask_hours",
            {"record": LICENSE, "aspect": "cost"},
            "answer",
            [LICENSE],
            "hours",
        ),
        ("how much does it cost", "ask_cost", {}, "refuse", [], None),
        ("how much is it", "ask_cost", {"record": "service:gone"}, "refuse", [], None),
        (
            "and to register a boat",
            "ask_about",
            {"record": LICENSE, "aspect": "link"},
            "answer",
            [BOAT],
            "link",
        ),
        ("register a boat", "ask_about", {"record": LICENSE, "aspect": "link"}, "answer", [BOAT], "about"),
        ("and what about a boat title to register", "ask_cost", {"aspect": "link"}, "answer", [BOAT], "cost"),
        ("zzz qqq", "ask_about", {}, "refuse", [], None),
        ("register my boat", "out_of_scope", {}, "refuse", [], None),
    ],
)
def test_a_question_finds_its_record_and_aspect(
    desk: Desk,
    text: str,
    intent: str,
    memory: dict[str, Any],
    outcome: str,
    ids: list[str],
    aspect: str | None,
) -> None:
    reply = answer_question(make_turn(text, intent, **memory), desk)
    assert (reply.outcome, told(reply)) == (outcome, ids)
    assert outcome != "answer" or reply.aspect == aspect


@pytest.mark.parametrize(
    ("text", "intent", "response"),
    [
        ("how much does it cost", "ask_cost", "ask_subject"),
        ("zzz qqq", "ask_about", "not_found"),
        ("zzz qqq", "out_of_scope", "out_of_scope"),
    ],
)
def test_a_refusal_says_why(desk: Desk, text: str, intent: str, response: str) -> None:
    assert responses(answer_question(make_turn(text, intent), desk)) == [response]


def test_an_answer_is_remembered(desk: Desk) -> None:
    before = {
        "record": LICENSE,
        "trail": ("agency:fish",),
        "misses": 1,
        "offered": "person",
        "listing": (BOAT,),
    }
    reply = answer_question(make_turn("register my boat", "ask_link", **before), desk)
    memory = reply.memory
    assert (memory.record, memory.aspect, memory.kind) == (BOAT, "link", "question")
    assert memory.trail == ("agency:fish", LICENSE)
    assert (memory.misses, memory.offered, memory.options, memory.listing) == (0, None, (), ())


def test_the_same_record_again_is_no_step(desk: Desk) -> None:
    reply = answer_question(make_turn("what are the hours", "ask_hours", record=LICENSE), desk)
    assert reply.memory.trail == ()


def test_the_trail_keeps_only_the_last_steps(desk: Desk) -> None:
    trail = tuple(f"service:{number}" for number in range(TRAIL_LENGTH))
    reply = answer_question(make_turn("register my boat", record=LICENSE, trail=trail), desk)
    assert reply.memory.trail == (*trail[1:], LICENSE)


def test_an_unsure_search_lets_the_citizen_choose(desk: Desk) -> None:
    reply = answer_question(make_turn("bridge", "ask_when", misses=1), desk)
    assert (reply.outcome, responses(reply)) == ("clarify", ["clarify"])
    assert told(reply) == ["event:bridge-hearing", "news:2019-05-02-new-bridge"]
    assert [button.title for button in reply.says[0].buttons] == ["Bridge hearing", "New bridge opens"]
    assert reply.says[0].buttons[0].payload == '/choose_option{"option": "event:bridge-hearing"}'
    assert (reply.memory.options, reply.memory.awaiting) == (tuple(told(reply)), True)
    assert (reply.memory.aspect, reply.memory.misses) == ("when", 0)


@pytest.mark.parametrize(
    ("text", "options", "ids"),
    [
        ("boat", (LICENSE, BOAT), [BOAT]),
        ("the pothole please", (POTHOLE, BOAT), [POTHOLE]),
        ("bridge", (LICENSE, BOAT), ["event:bridge-hearing", "news:2019-05-02-new-bridge"]),
    ],
)
def test_a_word_of_one_option_chooses_it(
    desk: Desk, text: str, options: tuple[str, ...], ids: list[str]
) -> None:
    assert told(answer_question(make_turn(text, options=options, awaiting=True), desk)) == ids


def test_words_without_a_subject_are_about_the_first_option_offered(desk: Desk) -> None:
    turn = make_turn("how much is it", "ask_cost", options=(BOAT, LICENSE), awaiting=True, record=POTHOLE)
    assert told(answer_question(turn, desk)) == [BOAT]


@pytest.mark.parametrize(
    ("misses", "said"),
    [(0, ["not_found"]), (MISSES_BEFORE_PERSON - 1, ["not_found", "offer_person"])],
)
def test_a_person_is_offered_after_some_misses_in_a_row(misses: int, said: list[str]) -> None:
    before = {
        "misses": misses,
        "record": LICENSE,
        "options": (BOAT,),
        "awaiting": True,
        "listing": (POTHOLE,),
    }
    reply = miss(make_turn("zzz", **before), "utter_not_found", 0.25)
    assert (reply.outcome, responses(reply), reply.score) == ("refuse", said, 0.25)
    assert reply.memory.misses == misses + 1
    assert reply.memory.offered == ("person" if "offer_person" in said else None)
    assert (reply.memory.options, reply.memory.awaiting, reply.memory.listing) == ((), False, ())
    assert reply.memory.record == LICENSE


@pytest.mark.parametrize("count", [1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE])
def test_a_list_is_shown_page_by_page(count: int) -> None:
    records = [Record(id=f"faq:{number}", title=str(number), summary="S.") for number in range(count)]
    lines = [(record, f"line {record.title}") for record in records]
    reply = list_records(lines, make_turn("list"), Say("utter_events"), kind="events")
    shown, left = records[:PAGE], records[PAGE:]
    assert responses(reply) == ["events", "list", *(["more_left"] if left else [])]
    assert reply.says[1].values["items"].splitlines() == [f"• line {record.title}" for record in shown]
    assert not left or reply.says[2].values["left"] == str(len(left))
    assert (told(reply), reply.memory.listing) == ([r.id for r in shown], tuple(r.id for r in left))
    assert reply.memory.record == ("faq:0" if count == 1 else None)
    assert (reply.memory.kind, reply.memory.awaiting) == ("events", False)


def test_the_contract_tells_records_and_at_most_five_sources(desk: Desk) -> None:
    reply = answer_question(make_turn("buy a fishing license", "ask_cost"), desk)
    contract = reply.contract()
    assert (contract["outcome"], contract["records"], contract["aspect"]) == ("answer", [LICENSE], "cost")
    assert contract["score"] == round(reply.score or 0, 4) > 0.5
    assert contract["sources"] == [
        {"title": "fish.example.gov", "url": "https://fish.example.gov/license", "verified_on": "2026-11-01"}
    ]


@pytest.mark.parametrize(
    ("text", "outcome", "said", "ids"),
    [
        ("the state of my boat papers", "answer", "cannot_see_account", [BOAT]),
        ("where is my fishing license", "answer", "cannot_see_account", [LICENSE]),
        ("who is the captain", "refuse", None, []),
        ("zzz qqq", "refuse", None, []),
    ],
)
def test_an_account_question_is_told_where_to_look(
    desk: Desk, text: str, outcome: str, said: str | None, ids: list[str]
) -> None:
    reply = answer_account_question(make_turn(text, "ask_personal_account"), desk)
    assert (reply.outcome, told(reply)) == (outcome, ids)
    assert said is None or responses(reply)[0] == said


@pytest.mark.parametrize(
    ("text", "sure", "kind", "ids"),
    [
        ("register my boat", 0.1, "event", [BOAT]),
        ("register my boat", 0.1, "service", None),
        ("register my boat", 0.95, "event", None),
        ("zzz qqq", 0.1, "event", None),
    ],
)
def test_a_sure_search_overrules_an_unsure_intent(
    desk: Desk, text: str, sure: float, kind: str, ids: list[str] | None
) -> None:
    reply = overrule(make_turn(text, "list_events", sure=sure), desk, kind)
    assert (told(reply) if reply else None) == ids


@pytest.mark.parametrize(
    ("text", "entities", "record", "first"),
    [
        ("and in Greenwood?", CITY, LICENSE, "office:fish-greenwood"),
        ("in Greenwood", CITY, "agency:road", "office:road-greenwood"),
        ("register my boat in Greenwood", CITY, LICENSE, BOAT),
        ("register my boat", (), LICENSE, BOAT),
    ],
)
def test_a_bare_place_asks_for_the_office_of_what_was_told(
    desk: Desk, text: str, entities: tuple[tuple[str, str, str], ...], record: str, first: str
) -> None:
    assert told(answer_any(make_turn(text, entities=entities, record=record), desk))[0] == first
