"""Rules for months and the days named with one: "in October", "the 4th of July", "last March".
Called by `periods`, which tries them on plain words."""

from __future__ import annotations

import re

from bot.knowledge.dates.moment import Moment, Rule, choose
from bot.knowledge.dates.patterns import (
    ALL_MONTHS,
    ANY_MONTH,
    BEFORE_DAY,
    BEFORE_MONTH,
    DAY,
    DAY_OF,
    END,
    LAST_DAY,
    LOOSE_MONTH,
    MONTH,
    NOT_VERB,
    NOT_WHO,
    ON_WEEKDAY,
    SURE_MONTHS,
    TOPIC,
    WHICH,
    YEAR,
    any_of,
    pattern,
)
from bot.knowledge.dates.spans import Span, day_span, month_span


def _month(match: re.Match[str], moment: Moment) -> Span | None:
    number = ALL_MONTHS[match["month"]]
    return choose(lambda year: month_span(year, number), match, moment)


def _date(match: re.Match[str], moment: Moment) -> Span | None:
    month, day = ALL_MONTHS[match["month"]], int(match["day"])
    last = max(day, int(match["last"] or day))

    def make(year: int) -> Span | None:
        first, end = day_span(year, month, day), day_span(year, month, last)
        return (first[0], end[1]) if first and end else None

    return choose(make, match, moment)


_AFTER_MONTH = rf"{any_of(*SURE_MONTHS)} (?:and|or|to|-|through|thru)"
_NO_OTHER_DAY = r"(?! \d{1,2}(?:th)?(?!\S))"
"""In "turns five September 3rd" the day follows."""

MONTH_RULES: list[Rule] = [
    (pattern(rf"{WHICH}{MONTH}{YEAR}?"), _month),
    (pattern(rf"(?P<year>(?:this|last|next) year)(?: ,)?(?: in)? {ANY_MONTH}"), _month),
    (pattern(rf"(?P<which>next|last|coming|past) {LOOSE_MONTH}{YEAR}?"), _month),
    # Not "this may be", which is a verb.
    (pattern(rf"(?P<which>this) {LOOSE_MONTH}{END}"), _month),
    (pattern(rf"{NOT_WHO}{LOOSE_MONTH}{YEAR}"), _month),
    (pattern(rf"(?:{BEFORE_MONTH}|{_AFTER_MONTH}) (?P<w>{LOOSE_MONTH}{YEAR}?)"), _month),
    (pattern(rf"{TOPIC}(?: for| in)? (?P<w>{LOOSE_MONTH}{END})"), _month),
    (pattern(rf"^{LOOSE_MONTH}{END}"), _month),
    (pattern(rf"{ON_WEEKDAY}{WHICH}{MONTH} {DAY}{LAST_DAY}{YEAR}?"), _date),
    (pattern(rf"{ON_WEEKDAY}{WHICH}{NOT_WHO}{LOOSE_MONTH} {DAY}{LAST_DAY}{YEAR}?"), _date),
    (pattern(rf"{ON_WEEKDAY}{DAY_OF}(?: of)? {WHICH}{MONTH}(?:{YEAR}|{_NO_OTHER_DAY})"), _date),
    (pattern(rf"{ON_WEEKDAY}{DAY_OF} of {WHICH}{LOOSE_MONTH}{YEAR}?"), _date),
    (pattern(rf"{ON_WEEKDAY}{DAY_OF} {LOOSE_MONTH}(?:{YEAR}|{END})"), _date),
    (pattern(rf"{BEFORE_DAY} (?P<w>{DAY_OF} {LOOSE_MONTH}{NOT_VERB})"), _date),
]
