"""The calendar: takes event records and days, gives when events take place and which holidays close offices.
Called by the answers about events, holidays and office hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from bot.knowledge.dates.spans import Span, month_span, quarter_span, shift
from bot.knowledge.record import Record

HOLIDAY_PREFIX = "event:holiday-"
SUNDAY = 6
YEARS_SEARCHED = 9
"""A rule for February 29 may pause eight years (1896 to 1904)."""
PARTS_WITHOUT_A_DAY = frozenset("FREQ BYMONTH INTERVAL WKST COUNT UNTIL".split())
"""A rule of nothing else says no day of its own."""
FIRST_DAY = date(2020, 1, 1)
"""From where a rule is told to other calendars when it says no day to count from."""
EVERY_MONTH = ",".join(map(str, range(1, 13)))


@dataclass(frozen=True)
class Occurrence:
    """One time an event takes place. Not `exact`: on unpublished days between start and end."""

    record: Record
    start: date
    end: date
    exact: bool


def occurrences(records: Iterable[Record], start: date, end: date) -> list[Occurrence]:
    """Return what takes place between two days, both included, by start; inexact ones when they overlap."""
    found = [
        occurrence
        for record in records
        if record.type == "event"
        for occurrence in _expand(record, start, end)
        if occurrence.start <= end and occurrence.end >= start
    ]
    return sorted(found, key=lambda o: (o.start, o.end, o.record.id))


def next_occurrence(record: Record, today: date) -> Occurrence | None:
    """Return the first occurrence that is not over: one under way counts."""
    found = occurrences([record], today, shift(today, "year", YEARS_SEARCHED))
    return found[0] if found else None


def latest_occurrence(record: Record, today: date) -> Occurrence | None:
    """Return the last occurrence that is over."""
    if "rrule" in record.details or "quarters" in record.details:
        first = shift(today, "year", -YEARS_SEARCHED)
    else:
        first = record.details.get("date", today)
    found = [o for o in occurrences([record], first, today) if o.end < today]
    return max(found, key=lambda o: o.end, default=None)


def first_day(record: Record) -> date | None:
    """Return the day on which an event begins; of a rule without one, the first day that it gives since 2020.

    None when only a month or a quarter of the year is known, or the rule is none.
    """
    details = record.details
    known: date | None = details.get("date")
    rule = details.get("rrule", "")
    if known is None and ("quarters" in details or PARTS_WITHOUT_A_DAY.issuperset(_rule_parts(rule))):
        return None
    try:
        given = rrulestr(rule, dtstart=datetime.combine(known or FIRST_DAY, time())) if rule else ()
    except ValueError:  # the check tells it
        return None
    return known or next((moment.date() for moment in given), None)


def legal_holiday(records: Iterable[Record], day: date) -> Record | None:
    """Return the holiday that closes state offices that day, the observed day when it falls on a Sunday."""
    found = occurrences(_holidays(records), day, day)
    return next((occurrence.record for occurrence in found if occurrence.exact), None)


def next_holidays(records: Iterable[Record], today: date, count: int) -> list[Occurrence]:
    """Return the next `count` holidays from today on."""
    # Every holiday comes once a year, so `count` years are enough even with a single one.
    return occurrences(_holidays(records), today, shift(today, "year", count))[:count]


def _holidays(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.id.startswith(HOLIDAY_PREFIX)]


def _expand(record: Record, start: date, end: date) -> Iterator[Occurrence]:
    """Every occurrence near the two days; the caller keeps those that overlap."""
    details = record.details
    years = range(start.year, end.year + 1)
    parts = _rule_parts(details.get("rrule", ""))
    if "date" in details and not parts:
        yield Occurrence(record, details["date"], details.get("ends", details["date"]), exact=True)
    elif "quarters" in details:
        for year in years:
            for quarter in details["quarters"]:
                yield Occurrence(record, *quarter_span(year, quarter), exact=False)
    elif "date" not in details and PARTS_WITHOUT_A_DAY.issuperset(parts):
        months = parts.get("BYMONTH", EVERY_MONTH if parts.get("FREQ") == "MONTHLY" else "")
        for year in years:
            for month in filter(None, months.split(",")):
                yield Occurrence(record, *month_span(year, int(month)), exact=False)
    else:
        for first, last in _recurring_days(record, start, end):
            yield Occurrence(record, first, last, exact=True)


def _recurring_days(record: Record, start: date, end: date) -> Iterator[Span]:
    """The days of a rule, each as long as the first one when `date` and `ends` tell."""
    details = record.details
    # A rule with INTERVAL or COUNT needs a `date` to count from; the others are the same from any year.
    anchor = details.get("date") or date(start.year - 1, 1, 1)
    length = details.get("ends", anchor) - anchor if "date" in details else timedelta(0)
    rule = rrulestr(details["rrule"], dtstart=datetime.combine(anchor, time()))
    # One day more: a Sunday before the first day may be observed on it.
    earliest = start - length - timedelta(days=1)
    for moment in rule.between(datetime.combine(earliest, time()), datetime.combine(end, time()), inc=True):
        day = moment.date()
        if record.id.startswith(HOLIDAY_PREFIX) and day.weekday() == SUNDAY:
            day += timedelta(days=1)
        yield day, day + length


def _rule_parts(rule: str) -> dict[str, str]:
    """The parts of an rrule by name: `FREQ=YEARLY;BYMONTH=1` gives FREQ and BYMONTH."""
    pairs = (part.partition("=") for part in rule.upper().removeprefix("RRULE:").split(";") if part)
    return {name.strip(): value.strip() for name, _, value in pairs}
