"""Settles two things a ranking alone gets wrong: danger must never be missed, and weak small talk is a question.

Takes a message and its ranked intents; gives the ranking with the intent to act on in front.
"""

from __future__ import annotations

import re

Ranking = list[tuple[str, float]]

DANGERS = (
    "report_emergency",
    "report_crisis",
    "report_poisoning",
    "report_abuse",
    "report_domestic_violence",
)
ALARM = 0.5
"""Summed probability of all dangers from which the number is given."""
ALARM_WITH_SIGN = 0.08
"""The same when the words also carry a sign of danger ("drowning in paperwork" stays far below it)."""
SURE_TALK = 0.35
"""Below this, a talk intent gives way to the likeliest question: search can still refuse."""
TALK = frozenset(
    """
    greet say_goodbye thank ask_help ask_capabilities ask_if_human affirm deny none_of_these choose_option
    repeat_answer start_over go_back show_more praise_answer report_wrong_answer make_complaint ask_person
    make_smalltalk ask_maker insult_assistant say_nonsense
    """.split()
)

_SIGNS = {
    "report_crisis": r"""
        \b(kill|hurt|harm|cut|cutting|hang|shoot|end)(ing)?\s+(my\s?self|it\s+all|my\s+life)\b
        | \bsuicid\w*\s+(thoughts?|note|feelings?)\b | \b(i|he|she|they)('?m|\s+am|\s+is|'s|\s+feels?)?\s+suicidal\b
        | \b(want|wanna|ready|going|wish|rather)\s+(to\s+)?(die|be\s+dead)\b
        | \b(no|any)\s+reason\s+(left\s+)?to\s+(live|go\s+on)\b | \bdon'?t\s+wan(t\s+to|na)\s+(live|be\s+here|be\s+alive|wake\s+up)\b
        | \btake\s+(my|his|her|their)\s+(own\s+)?li(fe|ves)\b | \bbetter\s+off\s+(dead|without\s+me)\b
        | \b(kill|hurt)(ing)?\s+(him|her|them)\s?self\b
        | \b(me\s+quiero\s+morir|quiero\s+morir|matarme|suicid\w*|no\s+quiero\s+vivir)\b
    """,
    "report_poisoning": r"""
        \b(swallowed|drank|ate|drunk|ingested|chewed)\b.{0,40}\b(bleach|pills?|tablets?|medicine|meds|detergent|cleaner|
            antifreeze|poison|gasoline|pesticide|tide|pods?|batter(y|ies)|lighter\s+fluid|drain|lye|nicotine|mushrooms?|berries)\b
        | \b(overdos\w+|poisoned)\b.{0,20}\b(what|help|now|baby|kid|child|daughter|son|toddler)\b
    """,
    "report_domestic_violence": r"""
        \b(my\s+)?(husband|wife|boyfriend|girlfriend|partner|ex|spouse|baby\s+daddy|man|fianc\w+)\b.{0,25}
            \b(hits|hit|beats|beat|beating|hitting|punched|choked|chokes|slapped|threatens|threatened|abusing|abuses|strangled)
            \s+(on\s+)?(me|us|her|him|my)\b
        | \b(afraid|scared)\b.{0,20}\b(to\s+go\s+home|of\s+my\s+(husband|wife|boyfriend|girlfriend|partner|ex))\b
    """,
    "report_abuse": r"""
        \b(beats?|beating|hits?|hitting|molest\w*|abus(es|ed|ing)|touch(es|ed|ing))\b.{0,25}
            \b(kids?|child(ren)?|baby|toddler|grandm\w+|grandp\w+|elderly|little\s+(boy|girl))\b.{0,20}\b(next\s+door|right\s+now|private|inappropriat\w*|again)\b
    """,
    "report_emergency": r"""
        \b(can'?t|cannot|not|stopped|isn'?t|ain'?t)\s+(breath\w*)\b | \bheart\s+attack\b.{0,30}\b(now|help|think|having)\b
        | \b(having|think|had)\b.{0,20}\b(heart\s+attack|stroke|seizure)\b
        | \b(house|home|kitchen|apartment|trailer|barn|car)('?s|\s+is|\s+on)?\s+(on\s+fire|burning)\b
        | \b(breaking|broke|someone'?s?)\s+(in(to)?)\b.{0,25}\b(now|right|house|help|downstairs)\b
        | \b(been|got|was|just)\s+(shot|stabbed)\b(?!.{0,40}\b(last|ago|year|month)\b) | \bunconscious\b | \bbleeding\s+(out|bad|a\s+lot|everywhere|to\s+death)\b
        | \bcall\s+(911|an?\s+ambulance)\b | \bdrowning\b | \bgas\s+leak\b | \bsmell\w*\s+gas\b | \bchoking\b(?!\s+hazard)
        | \b(no\s+puedo\s+respirar|no\s+respira|emergencia|ambulancia|incendio|ataque\s+al\s+coraz[oó]n|se\s+(muere|ahoga))\b
    """,
}
_SIGNS_COMPILED = {k: re.compile(v, re.IGNORECASE | re.VERBOSE) for k, v in _SIGNS.items()}


def settle(text: str, ranking: Ranking) -> Ranking:
    """Return the ranking with the intent to act on first."""
    danger = _danger(text, ranking)
    if danger:
        return _lead(danger, ranking)
    name, chance = ranking[0]
    if name in TALK and chance < SURE_TALK:
        question = next((intent for intent, _ in ranking if intent not in TALK), name)
        return _lead(question, ranking)
    if name in DANGERS:
        return _lead(next(intent for intent, _ in ranking if intent not in DANGERS), ranking)
    return ranking


def _danger(text: str, ranking: Ranking) -> str | None:
    chances = {name: chance for name, chance in ranking if name in DANGERS}
    alarm = sum(chances.values())
    signs = [name for name in DANGERS if _SIGNS_COMPILED[name].search(text)]
    if signs and alarm >= ALARM_WITH_SIGN:
        return max(signs, key=lambda name: chances.get(name, 0.0))
    if alarm >= ALARM:
        return max(chances, key=lambda name: chances[name])
    return None


def _lead(first: str, ranking: Ranking) -> Ranking:
    return sorted(ranking, key=lambda pair: pair[0] != first)
