"""One reply for every channel, and the JSON it is kept as."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from bot.channels.base.answer import Answer
from bot.channels.base.contract import build_contract
from bot.channels.base.neutral import Card, Choice, Link, Reply, to_reply
from bot.knowledge.record import Record

RENEW = Record("service:dl-renew", "Renew a driver license", "Renew online or at an office.")


def make_answer(texts: Sequence[str], *, intent: str = "ask_about", **part: Any) -> Answer:
    messages = [{"text": text} for text in texts]
    contract = build_contract([{"outcome": "answer"} | part], {"intent": {"name": intent}}, texts)
    return Answer(messages, contract)


def reply_of(answer: Answer) -> Reply:
    return to_reply(answer, {RENEW.id: RENEW}.get)


TOLD = make_answer(
    [
        "Renew a driver license: Renew online or at an office.",
        "Source: dps.ms.gov, last checked November 21, 2026. More: https://www.dps.ms.gov/renew",
    ],
    records=[RENEW.id],
)


def test_one_record_is_told_with_card_and_link() -> None:
    reply = reply_of(TOLD)
    assert reply.spoken == "Renew a driver license: Renew online or at an office."
    assert reply.texts == (
        "Renew a driver license: Renew online or at an office.",
        "Source: dps.ms.gov, last checked November 21, 2026.",
    )
    assert reply.links == (Link(RENEW.title, "https://www.dps.ms.gov/renew"),)
    assert reply.card == Card(RENEW.title, "\n".join(reply.texts))
    assert not reply.more and not reply.choices and not reply.is_end


def test_what_is_longer_than_a_breath_is_for_later() -> None:
    reply = reply_of(make_answer(["One. Two. Three.", "Source: ms.gov. More: https://ms.gov"]))
    assert (reply.spoken, *reply.more) == ("One. Two.", "Three. Source: M S dot gov.")


def test_buttons_are_choices() -> None:
    answer = Answer(
        [
            {
                "text": "Which one?",
                "buttons": [{"title": "A", "payload": "/a"}, {"title": "B", "payload": "/b"}],
            }
        ],
        build_contract([{"outcome": "clarify", "records": [RENEW.id]}], {}, ["Which one?"]),
    )
    reply = reply_of(answer)
    assert reply.choices == (Choice("A", "/a"), Choice("B", "/b"))
    assert reply.card is None


@pytest.mark.parametrize(
    ("outcome", "intent", "is_end"),
    [("safety", "report_crisis", True), ("smalltalk", "say_goodbye", True), ("smalltalk", "greet", False)],
)
def test_after_danger_and_goodbye_nothing_more_is_expected(outcome: str, intent: str, is_end: bool) -> None:
    assert reply_of(make_answer(["Take care."], intent=intent, outcome=outcome)).is_end == is_end


def test_an_answer_without_words_is_silent() -> None:
    assert reply_of(Answer([], build_contract([], {}, []))).spoken == ""


def test_a_reply_survives_being_kept() -> None:
    for reply in (reply_of(TOLD), Reply("error", (), "", choices=(Choice("A", "/a"),))):
        assert Reply.from_data(json.loads(json.dumps(reply.as_data()))) == reply


@pytest.mark.parametrize(
    ("words", "payload"),
    [
        ("two", "/b"),
        ("2", "/b"),
        ("Number two.", "/b"),
        ("the second one", "/b"),
        ("option 1, please", "/a"),
        ("one", "/a"),
        ("the first option", "/a"),
        ("opción dos", "/b"),
        ("la primera", "/a"),
        ("boat license", "/a"),
        ("three", None),
        ("I need two forms", None),
        ("the boat one", None),
        ("", None),
    ],
)
def test_a_choice_is_picked_by_its_number_or_its_title(words: str, payload: str | None) -> None:
    reply = Reply("clarify", (), "", choices=(Choice("Boat license", "/a"), Choice("Boat title", "/b")))
    picked = reply.pick(words)
    assert (picked.payload if picked else None) == payload


CAVEAT = "This has not been verified yet, so please confirm with Department of Human Services."


def test_what_is_not_verified_is_said_so_in_the_first_breath() -> None:
    told = (
        "Help with food: Apply online, by mail, or at any of the county offices here, and bring papers. Wait."
    )
    reply = reply_of(make_answer([told, CAVEAT, "Source: ms.gov. More: https://ms.gov"]))
    assert (
        reply.spoken
        == f"Help with food: Apply online, by mail, or at any of the county offices here. {CAVEAT}"
    )
    assert reply.more == ("And bring papers. Wait.", "Source: M S dot gov.")


def test_what_staff_wrote_is_said_in_place_of_the_summary() -> None:
    spoken = Record(RENEW.id, RENEW.title, RENEW.summary, {"spoken": "You can renew online. Bring $24."})
    reply = to_reply(TOLD, {RENEW.id: spoken}.get)
    assert reply.spoken == "You can renew online. Bring 24 dollars."
    assert reply.texts[0] == "Renew a driver license: Renew online or at an office."


def test_what_leads_an_answer_is_said_beside_its_first_breath() -> None:
    lead = "I took out the personal details. They are not kept."
    reply = to_reply(make_answer([lead, "One. Two. Three."]), {}.get, [lead])
    assert (reply.spoken, *reply.more) == (f"{lead} One. Two.", "Three.")
    assert reply.texts[0] == lead


def test_of_danger_everything_is_said_at_once() -> None:
    reply = reply_of(make_answer(["One. Two. Three.", "Four."], outcome="safety"))
    assert reply.spoken == "One. Two. Three. Four." and not reply.more
