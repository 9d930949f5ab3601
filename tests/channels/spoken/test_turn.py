"""One turn of a spoken conversation: what is said, what is asked, and what a yes or a number then means."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.channels.base.neutral import Choice, Reply
from bot.channels.spoken.moves import MISSED, MORE, NO, STOP, YES, Heard, interpret
from bot.channels.spoken.turn import Asked, SpokenTurn
from bot.channels.spoken.words import ENGLISH, SPANISH, Words, language_of, read_words

CHOICES = tuple(Choice(f"Thing {n}", f"/{n}") for n in "ABCDE")
SHORT = SpokenTurn(Reply("answer", ("One.",), "One."))
LONG = SpokenTurn(Reply("answer", ("One.",), "One.", more=("Two.", "Three.")))
CLARIFY = SpokenTurn(Reply("clarify", ("Several. Which one?",), "Several. Which one?", choices=CHOICES[:2]))
END = SpokenTurn(Reply("safety", ("Call 911.",), "Call 911.", is_end=True))


@pytest.mark.parametrize(
    ("turn", "text", "asked"),
    [
        (SHORT, "One. What else can I look up for you?", Asked.ELSE),
        (LONG, "One. Want to hear more?", Asked.MORE),
        (LONG.advanced(), "Two. Want to hear more?", Asked.MORE),
        (LONG.advanced().advanced(), "Three. What else can I look up for you?", Asked.ELSE),
        (CLARIFY, "Several. Say one for Thing A, or two for Thing B. Which one?", Asked.WHICH),
        (END, "Call 911.", Asked.NOTHING),
        (replace(SHORT, closes=True), "One.", Asked.NOTHING),
        (SpokenTurn(Reply("refuse", (), "Which service?")), "Which service?", Asked.OWN),
        (replace(LONG, language=SPANISH), "One. ¿Quiere oír más?", Asked.MORE),
    ],
)
def test_a_breath_ends_with_one_question(turn: SpokenTurn, text: str, asked: Asked) -> None:
    assert turn.text == text and turn.asked is asked
    assert turn.is_end == (asked is Asked.NOTHING)


def test_many_choices_come_three_at_a_time() -> None:
    turn = SpokenTurn(replace(CLARIFY.reply, choices=(*CHOICES, Choice("None of these", "/none_of_these"))))
    assert "three for Thing C, or more for others. Which one?" in turn.text and "Thing D" not in turn.text
    assert turn.has_more
    assert turn.advanced().text == "Say four for Thing D, or five for Thing E. Which one is it?"
    assert not turn.advanced().has_more


def test_buttons_behind_an_answer_are_not_read_out() -> None:
    turn = SpokenTurn(replace(SHORT.reply, outcome="refuse", choices=CHOICES))
    assert "Thing" not in turn.text and turn.pick("Thing B") == CHOICES[1]


def test_what_is_said_in_which_language() -> None:
    parts = replace(CLARIFY, language=SPANISH, told_in=ENGLISH).parts
    assert [part.language for part in parts] == ["en", "es", "es"]


def test_a_turn_survives_being_kept() -> None:
    for turn in (SHORT, LONG.advanced(), replace(CLARIFY, language=SPANISH, misses=1, closes=True)):
        assert SpokenTurn.from_data(json.loads(json.dumps(turn.as_data()))) == turn


@pytest.mark.parametrize(
    ("words", "last", "move"),
    [
        ("tell me more", SHORT, MORE),
        ("Yes, please.", LONG, MORE),
        ("yes please", LONG, MORE),
        ("yes", SHORT, YES),
        ("no", SHORT, STOP),
        ("no", LONG, NO),
        ("no", None, NO),
        ("Stop!", None, STOP),
        ("how do I stop child support", None, None),
        ("¿más?", None, None),
        ("that's all", None, STOP),
    ],
)
def test_what_is_meant_depends_on_what_was_asked(
    words: str, last: SpokenTurn | None, move: str | None
) -> None:
    assert interpret(Heard("phone-a", words, last=last)).move == move


@pytest.mark.parametrize("words", ["sí", "más", "siga"])
def test_spanish_moves_are_known(words: str) -> None:
    assert interpret(Heard("phone-a", words, last=LONG, language=SPANISH)).move == MORE


def test_english_moves_are_known_in_a_spanish_conversation() -> None:
    assert interpret(Heard("phone-a", "tell me more", language=SPANISH)).move == MORE


@pytest.mark.parametrize(
    ("heard", "payload"),
    [
        (Heard("a", "two", last=CLARIFY), "/B"),
        (Heard("a", "thing a", last=CLARIFY), "/A"),
        (Heard("a", "2", number=2, last=CLARIFY), "/B"),
        (Heard("a", "9", number=9, last=CLARIFY), None),
        (Heard("a", "two", last=None), None),
        (Heard("a", "", move=MISSED, last=CLARIFY), MISSED),
    ],
)
def test_a_choice_is_picked(heard: Heard, payload: str | None) -> None:
    assert interpret(heard).payload == payload


def test_both_languages_have_every_word_and_no_move_twice() -> None:
    for language in (ENGLISH, SPANISH):
        words = read_words(language)
        assert all(getattr(words, name) for name in Words.__dataclass_fields__)
        assert all(said == said.casefold() for said in words.moves)
    assert set(read_words(ENGLISH).moves.values()) == set(read_words(SPANISH).moves.values())


def test_a_locale_has_a_language() -> None:
    assert [language_of(each) for each in ("es-US", "es", "en-US", "fr", "", None)] == [
        "es",
        "es",
        "en",
        "en",
        "en",
        "en",
    ]
