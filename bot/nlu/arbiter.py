"""Settles what a ranking alone gets wrong: danger must never be missed; weak small talk is a question.

Takes a message, its ranked intents and its chance of danger; gives the ranking with the intent to act on in
front.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

Ranking = list[tuple[str, float]]

DANGERS = (
    "report_emergency",
    "report_crisis",
    "report_poisoning",
    "report_abuse",
    "report_domestic_violence",
)
ALARM = 0.12
"""Chance of danger from which the number is given: a missed emergency counts as seven false alarms."""
ALARM_WITH_SIGN = 0.03
"""The same when the words also carry a sign of danger ("drowning in paperwork" stays far below it)."""
CLEAR_INTENT = 0.8
"""Probability of all danger intents together that counts like a sign."""
EMERGENCY, DOUBT = "report_emergency", 2.5
"""911 is never a wrong number: another danger must be so much likelier to get its own (decision 13)."""
SURE_TALK = 0.5
"""Below this, a talk intent gives way to the likeliest question: search can still refuse."""
TALK = frozenset(
    """
    greet say_goodbye thank ask_help ask_capabilities ask_if_human affirm deny none_of_these choose_option
    repeat_answer start_over go_back show_more praise_answer report_wrong_answer make_complaint ask_person
    make_smalltalk ask_maker insult_assistant say_nonsense
    """.split()
)

_READABLE = re.compile(r"[a-z]", re.IGNORECASE)  # in another script neither model has anything to go by
SIGNS = Path(__file__).with_name("danger_signs.yml")


@lru_cache(maxsize=1)
def danger_signs() -> dict[str, re.Pattern[str]]:
    """The signs of each danger as one pattern."""
    signs = yaml.safe_load(SIGNS.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(signs[name]), re.IGNORECASE) for name in DANGERS}


def settle(text: str, ranking: Ranking, alarm: float) -> Ranking:
    """Return the ranking with the intent to act on first.

    Args:
        text: the message.
        ranking: every intent with its probability, likeliest first.
        alarm: the chance that the message tells of danger, 0 to 1.
    """
    danger = _danger(text, ranking, alarm)
    if danger:
        return _lead(danger, ranking)
    harmless = [(name, chance) for name, chance in ranking if name not in DANGERS]
    name, chance = harmless[0]
    if name in TALK and chance < SURE_TALK:
        name = next((intent for intent, _ in harmless if intent not in TALK), name)
    return _lead(name, ranking)


def _danger(text: str, ranking: Ranking, alarm: float) -> str | None:
    if alarm < min(ALARM, ALARM_WITH_SIGN) or not _READABLE.search(text):
        return None
    chances = {name: chance for name, chance in ranking if name in DANGERS}
    signs = [name for name, pattern in danger_signs().items() if pattern.search(text)]
    if signs and alarm >= ALARM_WITH_SIGN:
        return max(signs, key=lambda name: chances.get(name, 0.0))
    if alarm >= ALARM or (sum(chances.values()) >= CLEAR_INTENT and alarm >= ALARM_WITH_SIGN):
        return max(chances, key=lambda name: chances[name] * (DOUBT if name == EMERGENCY else 1.0))
    return None


def _lead(first: str, ranking: Ranking) -> Ranking:
    return sorted(ranking, key=lambda pair: pair[0] != first)
