"""Takes a citizen's words and today's date, gives the first date or period they name.
Called by the answers about events, holidays and news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.knowledge.date_patterns import ALL_WEEKDAYS, any_of, pattern
from bot.knowledge.date_rules import DATE_RULES, Moment, Rule
from bot.knowledge.date_words import read_words
from bot.knowledge.period_rules import PERIOD_RULES
from bot.knowledge.spans import Span


@dataclass(frozen=True)
class Period:
    """The days from start to end, both included, and the citizen's own words for them."""

    start: date
    end: date
    words: str


@dataclass(frozen=True)
class _Reading:
    """One rule that matched, where, and the days it gives."""

    rule: Rule
    match: re.Match[str]
    span: Span

    @property
    def place(self) -> tuple[int, int]:
        return self.match.span("w" if "w" in self.match.re.groupindex else 0)


RULES = DATE_RULES + PERIOD_RULES
_WEEKDAY = any_of(*ALL_WEEKDAYS)
_IDENTIFIER = any_of(
    "section sections sec form forms bill code rule chapter title route highway hwy interstate room suite ste box "
    "number num ext extension call dial text zip unit apt lot pin case permit license account rfp resolution sb hb "
    "at than over under # §"
)
NOT_PERIODS = [
    pattern(
        r"(?:q ?[1-4]|[1-4]th quarter)(?: of| in)?(?: the)? (?:state )?(?:fiscal|fy)\S*(?: year)?(?: \d+)?"
    ),
    # The state's fiscal year is not a calendar year: it ends in June.
    pattern(r"(?:fiscal|fy)(?: years?)?(?: of)? \d{4}"),
    pattern(rf"{_IDENTIFIER}(?: (?:number|num|no|\.|#|§|:))* \d{{4}}"),
    # Phone digits, also when they are said one group at a time.
    pattern(r"\d{3}(?: [-.)])* \d{4}"),
    pattern(rf"(?:every|each)(?: other| \dth)? {_WEEKDAY}"),
    pattern(rf"(?:\dth|last) {_WEEKDAY} (?:of|in) (?:every|each)(?: month)?"),
    pattern(rf"{_WEEKDAY} (?:to|through|thru|-|until|till) {_WEEKDAY}"),
    pattern(rf"(?:a|that|some|any|which|what|good|black|ash|fat|cyber|palm|easter|holy|super) {_WEEKDAY}"),
]
"""What looks like a period and is a number, a habit or a name."""
_PAST = re.compile(
    r"(?<!\bi )(?<!\bwe )\b(?:was|were|wuz|did|happened|went|attended|passed|news|took place)\b"
)
_FUTURE = re.compile(r"\b(?:will|coming|going to|gonna)\b")
_JOIN = re.compile(r" (?:to|through|thru|until|till|-) ")
_AND = re.compile(r" and ")


def find_period(text: str, today: date) -> Period | None:
    """Return the first date or period in the text, None when it names none."""
    words = read_words(text)
    plain = " ".join(word.plain for word in words)
    past = bool(_PAST.search(plain)) and not _FUTURE.search(plain)
    for masked in NOT_PERIODS:
        plain = masked.sub(lambda match: re.sub(r"\S", "~", match[0]), plain)
    readings = _read(plain, Moment(today, past))
    if not readings:
        return None
    first = min(readings, key=lambda reading: (reading.place[0], -reading.place[1]))
    (start, end), (begin, stop) = _join(first, readings, plain)
    if re.search(r"\bsince(?: the)? $", plain[:begin]):
        start, end = _since(first, today)
    chosen = words[plain.count(" ", 0, begin) : plain.count(" ", 0, stop) + 1]
    return Period(start, end, text[chosen[0].start : chosen[-1].end])


def _read(plain: str, moment: Moment) -> list[_Reading]:
    return [
        _Reading((rule, resolve), match, span)
        for rule, resolve in RULES
        for match in rule.finditer(plain)
        if (span := resolve(match, moment))
    ]


def _join(first: _Reading, readings: list[_Reading], plain: str) -> tuple[Span, tuple[int, int]]:
    """The days and place of "October to December", or of the first reading alone."""
    begin, stop = first.place
    between = plain[:begin].endswith("between ")
    joined = _JOIN.match(plain, stop) or (_AND.match(plain, stop) if between else None)
    seconds = [r for r in readings if joined and r.place[0] == joined.end()]
    if not seconds:
        return first.span, first.place
    second = max(seconds, key=lambda reading: reading.place[1])
    span = first.span
    if second.span[0] < span[0]:
        # "January to March 2018": the first one goes with the second.
        span = first.rule[1](first.match, Moment(second.span[0], past=True)) or span
    if second.span[1] < span[0]:
        return first.span, first.place
    return (span[0], second.span[1]), (begin, second.place[1])


def _since(reading: _Reading, today: date) -> Span:
    """From the last time it began until today."""
    span = reading.rule[1](reading.match, Moment(today, past=True)) or reading.span
    return (span[0], today) if span[0] <= today else span
