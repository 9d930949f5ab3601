"""Questions: what is turned down in words of its own, and follow-ups that change the subject after all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue import question
from bot.dialogue.answer import answer_with
from bot.dialogue.desk import Desk
from bot.knowledge.search.decision import Band, Finding
from bot.knowledge.search.query import Hit
from tests.small import make_turn, responses, told


def test_what_is_nobodys_business_is_turned_down_in_its_own_words(desk: Desk) -> None:
    reply = question.answer_question(make_turn("fly to the moon", "out_of_scope"), desk)
    assert reply.outcome == "refuse"
    assert responses(reply) == ["outside"]
    assert reply.says[0].values["summary"].startswith("I only know about Mississippi")
    assert told(reply) == []


@pytest.mark.parametrize("text", ["Outdoors", "outdoors?"])
def test_a_topic_that_is_all_that_is_said_is_listed(desk: Desk, text: str) -> None:
    reply = question.answer_question(make_turn(text, "ask_about"), desk)
    assert reply.outcome == "answer" and told(reply)[0] == "topic:outdoors"


def test_words_without_a_subject_are_about_the_record_in_mind(desk: Desk) -> None:
    turn = make_turn("how much is it", "ask_cost", record="service:boat-title")
    assert told(question.answer_question(turn, desk)) == ["service:boat-title"]


def test_who_runs_a_service_is_its_agency(desk: Desk) -> None:
    for intent in ("ask_agency", "ask_official"):
        turn = make_turn("who runs that", intent, record="service:boat-title")
        assert told(question.answer_question(turn, desk)) == ["agency:fish"]


def test_what_to_bring_after_an_office_is_about_the_service_before_it(desk: Desk) -> None:
    office = {"record": "office:fish-greenwood", "trail": ("service:fishing-license",)}
    what = make_turn("what do I need", "ask_requirements", **office)
    assert told(question.answer_question(what, desk)) == ["service:fishing-license"]
    where = make_turn("where is it", "ask_where", **office)
    assert told(question.answer_question(where, desk)) == ["office:fish-greenwood"]


def test_what_went_unanswered_is_read_together_with_the_next_words(desk: Desk) -> None:
    first = question.answer_question(make_turn("something about fishing"), desk)
    assert (first.outcome, first.memory.asked) == ("clarify", "something about fishing")
    assert question.answer_question(make_turn("buy"), desk).outcome == "clarify"
    both = question.answer_question(make_turn("buy", **vars(first.memory)), desk)
    assert (both.outcome, told(both)) == ("answer", ["service:fishing-license"])
    assert both.memory.asked is None


@pytest.mark.parametrize(
    ("person", "aspect", "told_of"),
    [
        ("fact:official-captain", "contact", "agency:fish"),
        ("fact:official-captain", "about", "fact:official-captain"),
        ("contact:harbor-master", "where", "agency:fish"),
        ("contact:harbor-master", "contact", "contact:harbor-master"),
    ],
)
def test_what_a_person_has_not_is_told_of_the_agency(
    desk: Desk, person: str, aspect: str, told_of: str
) -> None:
    record = desk.record(person)
    assert record is not None
    reply = answer_with(replace(record, agency="fish"), make_turn("and there"), desk, aspect=aspect)
    assert told(reply) == [told_of]


def unsure(desk: Desk, *ids: str) -> Finding:
    hits = tuple(Hit(record, 0.5, 1.0, 0.9) for record in desk.records(ids))
    return Finding(Band.CLARIFY, hits, 0.5, 0.9)


@pytest.mark.parametrize(
    ("ids", "city", "aspect", "outcome"),
    [
        (["office:fish-greenwood", "service:fishing-license"], "Greenwood", "where", "answer"),
        (["service:fishing-license", "office:fish-greenwood"], "Greenwood", "where", "answer"),
        (["service:fishing-license", "office:fish-greenwood"], "Greenwood", "cost", "clarify"),
        (["service:fishing-license", "office:fish-greenwood"], "Jackson", "where", "clarify"),
        (["service:boat-title", "office:fish-greenwood"], "Greenwood", "where", "clarify"),
    ],
)
def test_a_service_and_its_office_in_the_place_named_are_no_choice(
    desk: Desk, ids: list[str], city: str, aspect: str, outcome: str
) -> None:
    turn = make_turn("where do I get it", entities=(("city", city, city),))
    reply = question.conclude(unsure(desk, *ids), turn, desk, aspect=aspect)
    assert reply.outcome == outcome
    assert outcome == "clarify" or told(reply) == ["office:fish-greenwood"]


def test_small_words_may_still_say_enough(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """ "Someone opened a card in my name": no word of it names anything, the search knows all the same."""
    sure = replace(unsure(desk, "service:boat-title"), band=Band.ANSWER)
    monkeypatch.setattr(Desk, "find", lambda self, query: sure)
    reply = question.answer_question(make_turn("what do I do about it", "ask_about"), desk)
    assert told(reply) == ["service:boat-title"]


@pytest.mark.parametrize(
    ("agency", "aspect", "trail", "expected"),
    [
        ("agency:road", "ask_cost", (), "service:pothole"),
        ("agency:road", "ask_contact", (), "agency:road"),
        ("agency:fish", "ask_cost", (), "agency:fish"),
        (
            "agency:fish",
            "ask_requirements",
            ("service:boat-title", "service:fishing-license"),
            "service:fishing-license",
        ),
    ],
)
def test_what_agencies_do_not_have_is_asked_of_their_service(
    desk: Desk, agency: str, aspect: str, trail: tuple[str, ...], expected: str
) -> None:
    turn = make_turn("how much is it", aspect, record=agency, trail=trail)
    assert told(question.answer_question(turn, desk)) == [expected]


@pytest.mark.parametrize(
    ("record", "expected"),
    [("service:boat-title", "service:boat-title"), ("service:pothole", "service:fishing-license")],
)
def test_an_open_choice_with_what_was_told_in_it_is_passed_over(
    desk: Desk, record: str, expected: str
) -> None:
    options = ("service:fishing-license", "service:boat-title")
    turn = make_turn("how much is it", "ask_cost", record=record, options=options, awaiting=True)
    assert told(question.answer_question(turn, desk)) == [expected]
