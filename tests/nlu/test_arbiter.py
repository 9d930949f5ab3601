"""The arbiter: danger is never missed and not seen everywhere; weak talk gives way to a question."""

from __future__ import annotations

import pytest

from bot.nlu.arbiter import ALARM, DANGERS, DOUBT, SIGNED, SURE_TALK, TALK, is_doubtful, settle
from bot.nlu.signs import danger_signs, signs_in

SOME = SIGNED / 2


def lead(text: str, *chances: tuple[str, float]) -> str:
    """The intent acted on, when the models give these chances and a question the rest."""
    alarm = sum(chance for _, chance in chances)
    ranking = sorted([*chances, ("ask_about", 1.0 - alarm)], key=lambda pair: -pair[1])
    settled = settle(text, ranking, alarm, signs_in(text))
    assert sorted(settled) == sorted(ranking)
    return settled[0][0]


SIGNS = [
    ("I want to kill myself", "report_crisis"),
    ("i cant do this no more i wanna die", "report_crisis"),
    ("my brother says he is suicidal", "report_crisis"),
    ("there is no reason to live", "report_crisis"),
    ("they would be better off without me", "report_crisis"),
    ("quiero morir", "report_crisis"),
    ("my son swallowed some bleach", "report_poisoning"),
    ("the baby ate a whole bottle of pills", "report_poisoning"),
    ("she overdosed, what do I do", "report_poisoning"),
    ("my husband beats me", "report_domestic_violence"),
    ("my boyfriend choked me last night", "report_domestic_violence"),
    ("I am scared to go home", "report_domestic_violence"),
    ("the man hits that little boy next door", "report_abuse"),
    ("he keeps touching the child", "report_abuse"),
    ("my dad can't breathe", "report_emergency"),
    ("I think she is having a heart attack", "report_emergency"),
    ("our house is on fire", "report_emergency"),
    ("someone is breaking in my house right now", "report_emergency"),
    ("my friend just got shot", "report_emergency"),
    ("he's unconscious", "report_emergency"),
    ("i smell gas in the kitchen", "report_emergency"),
    ("mi esposo no respira", "report_emergency"),
    ("her speech is slurred and one side of her face is hanging", "report_emergency"),
    ("en la guardería maltratan a los niños", "report_abuse"),
]


@pytest.mark.parametrize(("text", "danger"), SIGNS)
def test_a_sign_says_which_danger_it_is(text: str, danger: str) -> None:
    assert danger in signs_in(text) and danger in signs_in(text.upper())
    others = [(name, ALARM) for name in DANGERS if name not in signs_in(text)]
    assert lead(text, (danger, SOME), *others) == danger


@pytest.mark.parametrize(("text", "danger"), SIGNS)
def test_a_sign_alone_is_not(text: str, danger: str) -> None:
    assert lead(text, (danger, SOME)) == "ask_about"


@pytest.mark.parametrize(
    "text",
    [
        "I am drowning in paperwork",
        "this line is killing me",
        "I'd kill for a shorter form",
        "my phone died, where do I call",
        "these taxes will be the death of me",
        "the fire department of Jackson",
        "how do I get a burn permit",
        "is the swimming pool open",
        "my ex owes child support",
        "where do I get a death certificate",
        "the county beats the deadline again",
        "poison control number for my school project",
        "my husband and I file jointly",
        "the heart of Mississippi",
        "my child was hit with a late fee",
        "shot records for my baby",
    ],
)
def test_figures_of_speech_and_calm_questions_are_not_danger(text: str) -> None:
    assert lead(text, ("report_emergency", SOME), ("report_crisis", SOME / 2)) == "ask_about"


@pytest.mark.parametrize(
    "text",
    [
        "how do I get a burn permit",
        "where do I get a death certificate",
        "my husband and I file jointly",
        "shot records for my baby",
        "choking hazard recall list",
        "I was shot last year, can I get victim compensation",
        "my child was hit with a late fee",
    ],
)
def test_a_calm_question_carries_no_sign(text: str) -> None:
    assert signs_in(text) == []
    assert lead(text, ("report_emergency", SOME)) == "ask_about"


def test_much_danger_needs_no_sign() -> None:
    assert lead("please hurry", ("report_emergency", ALARM + 0.01)) == "report_emergency"


def test_signs_need_less() -> None:
    assert lead("my brother is unconscious", ("report_emergency", SIGNED + 0.01)) == "report_emergency"
    assert lead("my brother is a dentist", ("report_emergency", SIGNED + 0.01)) == "ask_about"


def test_a_question_that_may_be_a_danger_is_answered_with_a_warning() -> None:
    assert DOUBT < SIGNED < ALARM
    assert is_doubtful("my heater broke", DOUBT + 0.01) and not is_doubtful("my heater broke", DOUBT - 0.01)
    assert not is_doubtful("我要更新驾照", 0.9)


def test_dangers_add_up_and_the_likeliest_leads() -> None:
    half = ALARM / 2 + 0.01
    assert lead("please hurry", ("report_crisis", half), ("report_abuse", half - 0.005)) == "report_crisis"


def test_the_sign_says_which_danger_it_is() -> None:
    chances = ("report_crisis", ALARM), ("report_emergency", SOME)
    assert lead("our house is on fire", *chances) == "report_emergency"


def test_a_danger_that_leads_without_alarm_gives_way() -> None:
    ranking = [("report_emergency", 0.3), ("ask_about", 0.2), ("ask_how", 0.1)]
    assert [name for name, _ in settle("hello there", ranking, 0.0)] == [
        "ask_about",
        "report_emergency",
        "ask_how",
    ]


def test_weak_talk_behind_a_danger_gives_way_too() -> None:
    ranking = [("report_emergency", 0.3), ("greet", 0.15), ("ask_about", 0.1)]
    assert settle("hm", ranking, 0.0)[0][0] == "ask_about"


@pytest.mark.parametrize("talk", sorted(TALK))
def test_weak_talk_gives_way_to_the_likeliest_question(talk: str) -> None:
    weak = [(talk, SURE_TALK - 0.05), ("thank", 0.2), ("ask_cost", 0.15), ("ask_about", 0.1)]
    assert settle("hm", weak, 0.0)[0][0] == "ask_cost"
    sure = [(talk, SURE_TALK + 0.05), ("ask_cost", 0.3), ("ask_about", 0.1)]
    assert settle("hm", sure, 0.0) == sure


def test_weak_talk_without_a_question_stays() -> None:
    assert settle("hm", [("greet", 0.2), ("thank", 0.1)], 0.0)[0][0] == "greet"


@pytest.mark.parametrize("chance", [0.05, 0.3, 0.9])
def test_a_question_stays_in_front(chance: float) -> None:
    ranking = [("ask_cost", chance), ("greet", 0.04), ("report_crisis", 0.01)]
    assert settle("how much", ranking, 0.0) == ranking


def test_every_danger_has_signs() -> None:
    assert set(danger_signs()) == set(DANGERS)
    assert not TALK & set(DANGERS)


def test_in_doubt_between_dangers_it_is_911() -> None:
    close = [("report_poisoning", 0.44), ("report_emergency", 0.36), ("ask_about", 0.2)]
    assert settle("one side of his mouth hangs", close, 0.9)[0][0] == "report_emergency"
    clear = [("report_poisoning", 0.6), ("report_emergency", 0.2), ("ask_about", 0.2)]
    assert settle("she had the berries", clear, 0.9)[0][0] == "report_poisoning"


def test_what_neither_model_can_read_raises_no_alarm() -> None:
    ranking = [("report_crisis", 0.5), ("ask_about", 0.3)]
    assert settle("我要更新驾照", ranking, 0.9)[0][0] == "ask_about"
