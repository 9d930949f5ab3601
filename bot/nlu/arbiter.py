"""Settles what a ranking alone gets wrong: danger must never be missed; weak small talk is a question.

Takes a message, its ranked intents and its chance of danger; gives the ranking with the intent to act on in
front.
"""

from __future__ import annotations

import re
from collections.abc import Collection

Ranking = list[tuple[str, float]]

DANGERS = (
    "report_emergency",
    "report_crisis",
    "report_poisoning",
    "report_abuse",
    "report_domestic_violence",
)
MISSED, LATE, BESIDE = 12.0, 4.0, 0.3
"""What it costs, in questions answered with a number to call instead: a danger taken for a question; one that
gets the number only in front of an answer; that line in front of the answer to a plain question."""
ALARM = (1.0 - BESIDE) / (1.0 - BESIDE + LATE)
"""Chance of danger from which the number alone costs least."""
DOUBT = BESIDE / (BESIDE + MISSED - LATE)
"""Chance from which the line in front costs less than none."""
SIGNED = 1.0 / (1.0 + MISSED)
"""What is enough for an alarm when the words themselves point to a danger."""
EMERGENCY, LEANING = "report_emergency", 2.5
"""911 is never a wrong number: another danger must be so much likelier to get its own (decision 13)."""
SURE_TALK = 0.5
"""Below this, a talk intent gives way to the likeliest question: search can still refuse."""
TALK = frozenset(
    """
    greet say_goodbye thank ask_help ask_capabilities ask_if_human affirm deny none_of_these choose_option
    repeat_answer start_over go_back show_more praise_answer report_wrong_answer make_complaint ask_person
    make_smalltalk ask_maker insult_assistant say_nonsense delete_conversation request_accommodation
    """.split()
)

_READABLE = re.compile(r"[a-z]", re.IGNORECASE)  # in another script neither model has anything to go by


def settle(text: str, ranking: Ranking, alarm: float, signs: Collection[str] = ()) -> Ranking:
    """Return the ranking with the intent to act on first.

    Args:
        text: the message.
        ranking: every intent with its probability, likeliest first.
        alarm: the chance that the message tells of danger, 0 to 1.
        signs: the danger intents that its words point to.
    """
    if _is_danger(text, alarm, signs):
        return _lead(_danger(ranking, signs), ranking)
    harmless = [(name, chance) for name, chance in ranking if name not in DANGERS]
    name, chance = harmless[0]
    if name in TALK and chance < SURE_TALK:
        name = next((intent for intent, _ in harmless if intent not in TALK), name)
    return _lead(name, ranking)


def is_doubtful(text: str, alarm: float) -> bool:
    """Whether a line with the number to call should lead the answer, in case it is a danger after all."""
    return alarm >= DOUBT and bool(_READABLE.search(text))


def _is_danger(text: str, alarm: float, signs: Collection[str]) -> bool:
    return alarm >= (SIGNED if signs else ALARM) and bool(_READABLE.search(text))


def _danger(ranking: Ranking, signs: Collection[str]) -> str:
    chances = {name: chance for name, chance in ranking if name in DANGERS}
    if signs:
        return max(signs, key=lambda name: chances.get(name, 0.0))
    return max(chances, key=lambda name: chances[name] * (LEANING if name == EMERGENCY else 1.0))


def _lead(first: str, ranking: Ranking) -> Ranking:
    return sorted(ranking, key=lambda pair: pair[0] != first)
