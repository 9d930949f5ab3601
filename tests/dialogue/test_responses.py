"""Responses and replies fit: every name is in the domain, every value it wants is given.

Walks what is said of every shipped record and by every function that answers; greps what the code names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
import yaml

from bot.channels.base.cleaning import clean
from bot.channels.base.phrases import read_phrases
from bot.dialogue import agenda, choice, conversation, navigation, offices, question, topics
from bot.dialogue.answer import option_button
from bot.dialogue.desk import Desk
from bot.dialogue.reply import Reply, Say
from bot.dialogue.turn import Turn
from bot.dialogue.wording import TELLERS, tell
from bot.handoff.handoff import OWN_PAYLOADS
from bot.knowledge.database import migrate, open_database
from bot.knowledge.record import ASPECTS, TYPES, Record
from bot.knowledge.search.readings import ReadingCache
from bot.knowledge.search.searcher import Searcher
from bot.knowledge.store import Store
from bot.settings import ROOT
from tests.fakes import FakeEncoder
from tests.small import WEIGHTS, make_turn

PHRASES = read_phrases()
VALUE = re.compile(r"\{(\w+)\}")
NAME = re.compile(r'"(utter_[a-z]\w*)"')
DAYS = (date(2016, 1, 1), date(2026, 11, 21), date(2040, 1, 1))
NOT_IN_SMALL = {"utter_person_too"}
"""Told with records of rights, of which the small knowledge base has none: see test_rights.py."""
FUNCTIONS: tuple[Callable[[Turn, Desk], Reply], ...] = (
    *(agenda.list_events, agenda.list_news, agenda.check_holiday, topics.browse_topic, offices.find_office),
    *(conversation.answer_any, question.answer_question, question.answer_account_question),
    *(choice.choose_option, choice.reject_options, choice.show_more),
    *(navigation.repeat_answer, navigation.go_back, navigation.accept, navigation.decline),
    *(navigation.offer_person, navigation.offer_deletion, navigation.start_over),
)
TEXTS = (
    *("register my boat", "buy a fishing license", "bridge", "how much is it", "zzz qqq", "", "outdoors"),
    *("who is the captain", "what is on next week", "anything in February 2026", "any news", "news in 2010"),
    *("closed on June 1, 2027", "closed on June 2, 2027", "closed on November 22", "in Greenwood"),
    *("the plan for the rivers", "the plan for the rivers in 2023", "lemonade stand permit"),
    *("how big was the catfish", "fly to the moon"),
    *("when is River Day", "holidays", "holidays in June", "the second one", "the other one"),
)
OPTIONS = ("service:boat-title", "event:boat-show")
GREENWOOD = ("city", "Greenwood", "Greenwood")
COUNTIES = ("county:leflore", "county:marshall", "county:sunflower")
CONTEXTS = (
    {},
    {"intent": "list_events", "sure": 0.1},
    {"intent": "out_of_scope", "entities": (GREENWOOD,)},
    {"today": date(2030, 6, 2)},
    {"entities": (GREENWOOD,), "listing": COUNTIES * 2, "kind": "topic"},
    {"entities": (("county", "sunflower", "Sunflower County"),), "record": "service:fishing-license"},
    {
        "intent": "ask_cost",
        "record": "service:pothole",
        "aspect": "cost",
        "trail": ("agency:fish",),
        "misses": 1,
    },
    {"record": "service:pothole", "options": OPTIONS, "awaiting": True},
    {"offered": "person", "misses": 2, "record": "agency:fish"},
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, shipped: tuple[Record, ...]) -> Iterator[Desk]:
    """The desk over the shipped records; without asks and keywords, which no reply tells."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'missi.db'}")
    migrate(engine)
    store = Store(engine)
    store.save_all(replace(record, asks=(), keywords=()) for record in shipped)
    yield Desk(Searcher(store, ReadingCache(engine, FakeEncoder().read, name="fake"), WEIGHTS))
    engine.dispose()


def records_of(desk: Desk) -> list[Record]:
    return [record for kind in TYPES for record in desk.of_type(kind)]


def fault(say: Say) -> str | None:
    """What is wrong with a message, if anything."""
    if say.response not in PHRASES:
        return f"{say.response}: not in the domain"
    wanted = VALUE.findall(PHRASES[say.response])
    lacking = [name for name in wanted if say.values.get(name) in (None, "")]
    return f"{say.response}: no value for {lacking}" if lacking else None


def walk(desk: Desk) -> Iterator[tuple[str, Reply]]:
    """Every function over every text in every context."""
    for function, text, context in product(FUNCTIONS, TEXTS, CONTEXTS):
        yield f"{function.__name__}({text!r}, {context})", function(make_turn(text, **context), desk)


@pytest.fixture(scope="module")
def replies(desk: Desk) -> list[tuple[str, Reply]]:
    return list(walk(desk))


def test_every_aspect_has_a_teller() -> None:
    assert set(TELLERS) == set(ASPECTS)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_every_record_can_be_told_by_every_aspect(real: Desk, aspect: str) -> None:
    faults = {
        f"{record.id}: {said}"
        for record in records_of(real)
        for day in DAYS
        for say in tell(record, aspect, real, day)
        if (said := fault(say))
    }
    assert faults == set()


def test_every_reply_has_what_its_responses_want(replies: list[tuple[str, Reply]]) -> None:
    faults = {said for _, reply in replies for say in reply.says if (said := fault(say))}
    assert faults == set()


def test_every_reply_says_something_and_tells_only_records_that_are_published(
    replies: list[tuple[str, Reply]],
) -> None:
    for turn, reply in replies:
        assert reply.says, turn
        assert reply.outcome in ("answer", "clarify", "refuse", "handoff", "smalltalk"), turn
        assert all(record.status == "published" for record in reply.records), turn
        assert reply.outcome != "answer" or reply.records, turn


def named(folder: str) -> set[str]:
    """The responses that the code of a folder names."""
    return {name for path in (ROOT / folder).rglob("*.py") for name in NAME.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("folder", ["bot/dialogue", "bot/channels", "actions"])
def test_every_response_that_the_code_names_is_in_the_domain(folder: str) -> None:
    assert named(folder) - set(PHRASES) == set()


def test_the_walk_says_every_response_that_the_dialogue_names(
    replies: list[tuple[str, Reply]],
) -> None:
    said = {say.response for _, reply in replies for say in reply.says}
    assert named("bot/dialogue") - said == NOT_IN_SMALL


def test_every_option_is_a_payload_that_the_channel_lets_through(real: Desk) -> None:
    payloads = [option_button(record).payload for record in records_of(real)]
    assert payloads
    assert [payload for payload in payloads if clean(payload) != payload] == []


def test_every_button_of_the_domain_is_one_too() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    variants = [variant for response in domain["responses"].values() for variant in response]
    payloads = {button["payload"] for variant in variants for button in variant.get("buttons", ())}
    assert payloads
    assert {payload for payload in payloads if clean(payload) != payload} == set()
    assert {payload.removeprefix("/") for payload in payloads - OWN_PAYLOADS} <= set(domain["intents"])
