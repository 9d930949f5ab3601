"""Rules for days and months in plain words: a pattern, and a function from its match to the first and last day.
Called by `periods` together with `period_rules`; the plain words come from `date_words`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.knowledge.date_patterns import (
    ALL_MONTHS,
    ALL_WEEKDAYS,
    ANY_MONTH,
    BEFORE_DAY,
    BEFORE_MONTH,
    DAY,
    DAY_ENDS,
    DAY_OF,
    END,
    FOUR_DIGITS,
    LAST_DAY,
    LOOSE_MONTH,
    MONTH,
    NOT_VERB,
    NOT_WHO,
    ON_WEEKDAY,
    SHORT_WEEKDAY,
    SURE_MONTHS,
    TOPIC,
    WEEKDAY,
    WHICH,
    WHICH_WORD,
    YEAR,
    any_of,
    pattern,
)
from bot.knowledge.spans import Span, day_span, month_span, pick, shift, unit_span, yearly


@dataclass(frozen=True)
class Moment:
    """When the citizen speaks, and whether of the past ("what happened in October")."""

    today: date
    past: bool = False


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Moment], Span | None]]

DAYS = {
    "day after tomorrow": 2,
    "day before yesterday": -2,
    "last night": -1,
    "yesterday": -1,
    "tomorrow": 1,
    **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
}
OFFSETS = {"last": -1, "this": 0, "next": 1}


def which(match: re.Match[str], moment: Moment) -> str:
    """Return which one of a series is meant, in the words of `pick`."""
    word = match.groupdict().get("which") or ("begun" if moment.past else "")
    return {"coming": "next", "past": "last", "begun": "past"}.get(word, word)


def choose(make: Callable[[int], Span | None], match: re.Match[str], moment: Moment) -> Span | None:
    """Return the span of the year that was said, else of the one that is meant."""
    year = match.groupdict().get("year")
    if not year:
        return pick(yearly(make, moment.today), moment.today, which(match, moment))
    return make(int(year) if year.isdigit() else moment.today.year + OFFSETS[year.split()[0]])


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
_AFTER_MONTH = rf"{any_of(*SURE_MONTHS)} (?:and|or|to|-|through|thru)"

DATE_RULES: list[Rule] = [
    (pattern("|".join(DAYS)), _near_day),
    (pattern(rf"(?<!\dth ){WHICH}{WEEKDAY}(?:(?: of)? (?P<week>this|last|next) week)?"), _weekday),
    (pattern(rf"(?P<week>this|last|next) week(?: on)? {WEEKDAY}"), _weekday),
    (pattern(rf"{WHICH_WORD}{SHORT_WEEKDAY}"), _weekday),
    (pattern(rf"{any_of('on by until till open closed')} (?P<w>{SHORT_WEEKDAY})"), _weekday),
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
    (pattern(rf"{ON_WEEKDAY}{DAY_OF}(?: of)? {WHICH}{MONTH}{YEAR}?"), _date),
    (pattern(rf"{ON_WEEKDAY}{DAY_OF} of {WHICH}{LOOSE_MONTH}{YEAR}?"), _date),
    (pattern(rf"{ON_WEEKDAY}{DAY_OF} {LOOSE_MONTH}(?:{YEAR}|{END})"), _date),
    (pattern(rf"{BEFORE_DAY} (?P<w>{DAY_OF} {LOOSE_MONTH}{NOT_VERB})"), _date),
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
