"""Rules for weeks, quarters, seasons, years and stretches such as "the next 30 days".
Called by `periods`, which tries them on plain words."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.knowledge.dates.moment import OFFSETS, Moment, Rule, choose, which
from bot.knowledge.dates.patterns import (
    ALL_MONTHS,
    ANY_MONTH,
    BEFORE_SEASON,
    BEFORE_YEAR,
    END,
    FOUR_DIGITS,
    NOT_COUNT,
    NOT_STREET,
    TOPIC,
    WHICH,
    WHICH_WORD,
    YEAR,
    pattern,
)
from bot.knowledge.dates.spans import Span, month_span, quarter_span, shift, unit_span, year_span
from bot.knowledge.dates.words import WEEKDAYS

SEASONS = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}
"""First of three whole months: citizens mean the weather, not the sun."""
COUNTS = {"a": 1, "an": 1, "couple": 2, "few": 3}


def _unit(match: re.Match[str], moment: Moment) -> Span:
    unit, word = match["unit"], match["which"]
    if word == "past" and unit in ("week", "month", "year"):
        return shift(moment.today, unit, -1), moment.today
    if word == "coming" and unit == "weekend":
        return unit_span(unit, moment.today)
    return unit_span(unit, moment.today, OFFSETS[which(match, moment)])


def _part(match: re.Match[str], moment: Moment) -> Span:
    start, end = unit_span(match["unit"], moment.today)
    return (start, moment.today) if match["part"] in ("earlier", "so far") else (moment.today, end)


def _stretch(match: re.Match[str], moment: Moment) -> Span:
    moved = shift(moment.today, match["unit"], _count(match) * OFFSETS[which(match, moment)])
    return min(moved, moment.today), max(moved, moment.today)


def _away(match: re.Match[str], moment: Moment) -> Span:
    """The day, or the whole week or month: nobody means "two months ago" to the day."""
    return unit_span(match["unit"], moment.today, _count(match) * (-1 if match[0].endswith("ago") else 1))


def _ahead(match: re.Match[str], moment: Moment) -> Span | None:
    # "He hasn't called in two weeks" looks back, and names no day.
    return None if _NOT_YET.search(match.string[: match.start()]) else _away(match, moment)


def _count(match: re.Match[str]) -> int:
    word = match["count"].removesuffix(" of").split()[-1]
    return int(word) if word.isdigit() else COUNTS[word]


def _nth_of_month(match: re.Match[str], moment: Moment) -> Span | None:
    number = ALL_MONTHS[match["month"]]
    return choose(lambda year: _nth_within(match, month_span(year, number)), match, moment)


def _nth_of_unit(match: re.Match[str], moment: Moment) -> Span | None:
    return _nth_within(match, unit_span(match["unit"], moment.today, OFFSETS.get(match["frame"], 0)))


def _nth_within(match: re.Match[str], frame: Span) -> Span | None:
    """The first Monday, the second week, the last day of a stretch of days."""
    first, last = frame
    kind, length = match["kind"], 7 if match["kind"] == "week" else 1
    starts = [first + timedelta(days=n) for n in range((last - first).days + 2 - length)]
    starts = [day for day in starts if kind not in WEEKDAYS or day.weekday() == WEEKDAYS[kind]]
    if match["nth"].isdigit():
        starts = starts[::length][int(match["nth"]) - 1 :][:1]
    return (starts[-1], starts[-1] + timedelta(days=length - 1)) if starts else None


def _quarter(match: re.Match[str], moment: Moment) -> Span | None:
    quarter = int(match["n"]) if match["n"].isdigit() else 4
    return choose(lambda year: quarter_span(year, quarter), match, moment)


def _season(match: re.Match[str], moment: Moment) -> Span | None:
    first = SEASONS[match["season"]]
    return choose(lambda year: month_span(year, first, months=3), match, moment)


def _year(match: re.Match[str], moment: Moment) -> Span:
    return year_span(int(match["w"]))


_UNIT = r"(?P<unit>week|weekend|month|quarter|year)"
_UNITS = r"(?P<unit>day|week|month|quarter|year)s?"
_FEW = r"(?:a )?(?:couple(?: of)?|few)"
_PART = r"(?P<part>later|rest of|remainder of|(?:by|before) the end of|earlier|so far)"
_NOT_YET = re.compile(r"\b(?:ha(?:s|ve|d)n'?t|not|never)\b")
_NTH = rf"(?P<nth>[1-5](?=th )|last|final)(?:th)? (?P<kind>day|week|{'|'.join(WEEKDAYS)}) (?:of|in)"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)}){NOT_STREET}"
_YEAR = rf"(?P<w>{FOUR_DIGITS})"

PERIOD_RULES: list[Rule] = [
    (pattern(rf"{WHICH_WORD}(?:calendar )?{_UNIT}"), _unit),
    (pattern(rf"{_PART}(?: in)? (?:the|this) {_UNIT}"), _part),
    (pattern(rf"(?:the )?(?P<which>next|coming|last|past) (?P<count>\d{{1,3}}|{_FEW}) {_UNITS}"), _stretch),
    (pattern(rf"(?P<count>\d{{1,3}}|an?|{_FEW}) {_UNITS} (?:ago|from (?:now|today))"), _away),
    # Years are left out: "put in 25 years". So is "in 30 days of moving".
    (
        pattern(
            rf"in (?P<count>\d{{1,3}}|{_FEW}) (?P<unit>day|week|month)s?(?! (?:of|after|before|or|from)\b)"
        ),
        _ahead,
    ),
    (pattern(rf"{_NTH} {ANY_MONTH}{YEAR}?"), _nth_of_month),
    (pattern(rf"{_NTH} (?P<frame>the|this|next|last) (?P<unit>month|year)"), _nth_of_unit),
    (pattern(rf"(?:q ?|quarter )(?P<n>[1-4]){YEAR}?"), _quarter),
    (pattern(rf"{WHICH}(?P<n>[1-4])th (?:calendar )?quarter{YEAR}?"), _quarter),
    (pattern(rf"(?P<n>last|final) quarter(?: of the year|{YEAR})"), _quarter),
    (pattern(rf"{WHICH_WORD}{_SEASON}{YEAR}?"), _season),
    (pattern(rf"(?P<season>{'|'.join(SEASONS)}){YEAR}"), _season),
    (pattern(rf"{BEFORE_SEASON} (?P<w>{_SEASON}{YEAR}?)"), _season),
    (pattern(rf"{BEFORE_YEAR} {_YEAR}{NOT_COUNT}"), _year),
    (pattern(rf"{TOPIC} {_YEAR}"), _year),
    (pattern(rf"{_YEAR}(?=(?: \w+){{0,4}} {TOPIC}(?!\S))"), _year),
    # The years of "2016 to 2018".
    (pattern(rf"{_YEAR}(?= (?:to|-|through|thru) {FOUR_DIGITS}(?!\S))"), _year),
    (pattern(rf"{FOUR_DIGITS} (?:to|-|through|thru|and) {_YEAR}"), _year),
    # A number that ends the text, unless it ends another number or follows a sign.
    (pattern(rf"(?<![^\w\s,] )(?<!\d ){_YEAR}{END}"), _year),
]
