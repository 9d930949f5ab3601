"""Rules for single days: today, weekdays, "the 12th" and dates in digits.
Called by `periods`, which tries them on plain words."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.knowledge.dates.moment import OFFSETS, Moment, Rule, choose, which
from bot.knowledge.dates.patterns import (
    ALL_WEEKDAYS,
    BEFORE_DAY,
    DAY_ENDS,
    FOUR_DIGITS,
    ON_WEEKDAY,
    SHORT_WEEKDAY,
    WEEKDAY,
    WHICH,
    WHICH_WORD,
    any_of,
    pattern,
)
from bot.knowledge.dates.spans import Span, day_span, month_span, pick, shift, unit_span

DAYS = {
    "day after tomorrow": 2,
    "day before yesterday": -2,
    "last night": -1,
    "yesterday": -1,
    "tomorrow": 1,
    **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
}


def _near_day(match: re.Match[str], moment: Moment) -> Span:
    return unit_span("day", moment.today, DAYS[match[0]])


def _weekday(match: re.Match[str], moment: Moment) -> Span | None:
    number = ALL_WEEKDAYS[match["weekday"]]
    week = match.groupdict().get("week")
    if week:
        sunday = unit_span("week", moment.today, OFFSETS[week])[0]
        return unit_span("day", sunday, (number + 1) % 7)
    monday = moment.today - timedelta(days=moment.today.weekday())
    series = [unit_span("day", monday, number + 7 * weeks) for weeks in range(-2, 3)]
    return pick(series, moment.today, which(match, moment).replace("this", ""))


def _day_only(match: re.Match[str], moment: Moment) -> Span | None:
    starts = [shift(moment.today.replace(day=1), "month", away) for away in range(-3, 4)]
    series = [day_span(start.year, start.month, int(match["day"])) for start in starts]
    return pick([span for span in series if span], moment.today, which(match, moment))


def _day_of_month(match: re.Match[str], moment: Moment) -> Span | None:
    start = unit_span("month", moment.today, OFFSETS[match["which"]])[0]
    return day_span(start.year, start.month, int(match["day"]))


def _numeric(match: re.Match[str], moment: Moment) -> Span | None:
    month, day = int(match["m"]), int(match["d"])
    year = match.groupdict().get("year")
    if not year:
        return choose(lambda y: day_span(y, month, day), match, moment)
    # Much of the world writes the day first; only a full date shows that it did.
    if month > 12 and match["sign"] == "/":
        month, day = day, month
    return day_span(int(year) if len(year) == 4 else 2000 + int(year), month, day)


def _numeric_month(match: re.Match[str], moment: Moment) -> Span | None:
    return month_span(int(match["year"]), int(match["m"])) if 1 <= int(match["m"]) <= 12 else None


_MONTH_DAY = r"(?P<m>\d{1,2})/(?P<d>\d{1,2})"
_FRACTION = r"(?!(?:[12]/3|[13]/4|1/2)(?!\S))"

DAY_RULES: list[Rule] = [
    (pattern("|".join(DAYS)), _near_day),
    (pattern(rf"(?<!\dth ){WHICH}{WEEKDAY}(?:(?: of)? (?P<week>this|last|next) week)?"), _weekday),
    (pattern(rf"(?P<week>this|last|next) week(?: on)? {WEEKDAY}"), _weekday),
    (pattern(rf"{WHICH_WORD}{SHORT_WEEKDAY}"), _weekday),
    (pattern(rf"{any_of('on by until till open closed')} (?P<w>{SHORT_WEEKDAY})"), _weekday),
    (pattern(rf"{BEFORE_DAY} (?P<w>the (?P<day>\d{{1,2}})th{DAY_ENDS})"), _day_only),
    (pattern(rf"{any_of(*ALL_WEEKDAYS)}(?: ,)?(?: the)? (?P<day>\d{{1,2}})th{DAY_ENDS}"), _day_only),
    (pattern(r"(?:the )?(?P<day>\d{1,2})th of (?P<which>this|last|next) month"), _day_of_month),
    (
        pattern(rf"{ON_WEEKDAY}(?P<year>{FOUR_DIGITS})(?P<sign>[-/])(?P<m>\d\d?)(?P=sign)(?P<d>\d\d?)"),
        _numeric,
    ),
    (
        pattern(
            rf"{ON_WEEKDAY}(?P<m>\d\d?)(?P<sign>[-/.])(?P<d>\d\d?)(?P=sign)(?P<year>{FOUR_DIGITS}|(?<=/)\d\d)"
        ),
        _numeric,
    ),
    (pattern(rf"{ON_WEEKDAY}{_FRACTION}{_MONTH_DAY}"), _numeric),
    (pattern(rf"{BEFORE_DAY} (?P<w>{_MONTH_DAY})"), _numeric),
    (pattern(rf"(?P<m>\d\d?)/(?P<year>{FOUR_DIGITS})"), _numeric_month),
]
