"""Takes a citizen's words and today's date, gives the first date or period they name.
Called by the answers about events, holidays and news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.knowledge.dates.day_rules import DAY_RULES
from bot.knowledge.dates.lookalikes import hide_lookalikes
from bot.knowledge.dates.moment import Moment, Rule
from bot.knowledge.dates.month_rules import MONTH_RULES
from bot.knowledge.dates.named_rules import NAMED_RULES
from bot.knowledge.dates.period_rules import PERIOD_RULES
from bot.knowledge.dates.spans import Span
from bot.knowledge.dates.words import read_words

RULES = DAY_RULES + MONTH_RULES + PERIOD_RULES + NAMED_RULES
_PAST = re.compile(
    r"(?<!\bi )(?<!\bwe )\b(?:was|were|wuz|did|happened|went|attended|news|took place|back in)\b"
)
_FUTURE = re.compile(r"\b(?:will|coming|going to|gonna)\b")
_TO = re.compile(r" (?:to|through|thru|until|till|-) ")
_AND = re.compile(r" and ")
_SENTENCE_END = re.compile(r" [.?!;](?: |$)")
_SINCE = re.compile(r"\bsince(?: the)? $")


@dataclass(frozen=True)
class Period:
    """The days from start to end, both included, and the citizen's own words for them."""

    start: date
    end: date
    words: str


@dataclass(frozen=True)
class _Reading:
    """A rule that matched, and the days it gives."""

    rule: Rule
    match: re.Match[str]
    span: Span

    @property
    def place(self) -> tuple[int, int]:
        return self.match.span("w" if "w" in self.match.re.groupindex else 0)

    @property
    def words(self) -> str:
        return self.match.string[slice(*self.place)]

    def read_again(self, today: date, *, past: bool = False) -> Span:
        """The days it would give on another day."""
        return self.rule[1](self.match, Moment(today, past)) or self.span


def find_period(text: str, today: date) -> Period | None:
    """Return the first date or period in the text, None when it names none."""
    words = read_words(text)
    plain = " ".join(word.plain for word in words)
    past = bool(_PAST.search(plain)) and not _FUTURE.search(plain)
    readings = _read(hide_lookalikes(plain), Moment(today, past))
    if not readings:
        return None
    first = min(readings, key=lambda reading: (reading.place[0], -reading.place[1]))
    begin, stop = first.place
    second = _second(first, readings)
    if second:
        (start, end), stop = _range(first, second), second.place[1]
    elif _SINCE.search(plain[:begin]):
        start = first.read_again(today, past=True)[0]
        end = max(today, start)
    else:
        start, end = _in_said_year(first, readings)
    chosen = words[plain.count(" ", 0, begin) : plain.count(" ", 0, stop) + 1]
    return Period(start, end, text[chosen[0].start : chosen[-1].end])


def _read(plain: str, moment: Moment) -> list[_Reading]:
    return [
        _Reading((rule, resolve), match, span)
        for rule, resolve in RULES
        for match in rule.finditer(plain)
        if (span := resolve(match, moment))
    ]


def _second(first: _Reading, readings: list[_Reading]) -> _Reading | None:
    """The December of "October to December", unless it lies before October."""
    plain, (begin, stop) = first.match.string, first.place
    between = plain[:begin].endswith("between ")
    joined = _TO.match(plain, stop) or (_AND.match(plain, stop) if between else None)
    seconds = [r for r in readings if joined and r.place[0] == joined.end()]
    second = max(seconds, key=lambda reading: reading.place[1], default=None)
    return second if second and _range(first, second)[0] <= second.span[1] else None


def _range(first: _Reading, second: _Reading) -> Span:
    """Both together; the first goes with the second in "January to March 2018"."""
    early = second.span[0] < first.span[0]
    start = first.read_again(second.span[0], past=True)[0] if early else first.span[0]
    return start, second.span[1]


def _in_said_year(first: _Reading, readings: list[_Reading]) -> Span:
    """The days in a year the same sentence tells later: "the July meeting in 2016"."""
    groups = first.match.groupdict()
    if "year" not in groups or groups["year"] or groups.get("which"):
        return first.span
    stop, plain = first.place[1], first.match.string
    for later in readings:
        begin = later.place[0]
        if later.words.isdigit() and begin > stop and not _SENTENCE_END.search(plain[stop:begin]):
            return first.read_again(later.span[1], past=True)
    return first.span
