"""Rules about dates: when a record was verified and is due again, and when an event happens.

Each takes one record and today's date and gives findings; called by check_records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from bot.knowledge.lint.finding import Finding
from bot.knowledge.record import Record

EARLIEST_YEAR = 2010  # a page verified before then says little about a service today
# Without a day, month or year to step by, dateutil may search for a next time without end.
_FREQUENCIES = tuple(f"FREQ={name}" for name in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))


def check_verified_on(record: Record, today: date) -> Iterator[Finding]:
    """Find a day of verification that has not come yet or is too long ago to be true."""
    day = record.verified_on
    if day and day > today:
        yield Finding("error", record.id, "verified_on", f"expected no date after today, found {day}")
    if day and day.year < EARLIEST_YEAR:
        yield Finding("error", record.id, "verified_on", f"expected {EARLIEST_YEAR} or later, found {day}")


def check_review_by(record: Record, today: date) -> Iterator[Finding]:
    """Find a review that comes before the verification, or is overdue."""
    due, verified = record.review_by, record.verified_on
    if due and verified and due <= verified:
        yield Finding("error", record.id, "review_by", f"expected a date after {verified}, found {due}")
    if due and due < today:
        yield Finding("warning", record.id, "review_by", f"review is overdue since {due}")


def check_event_days(record: Record, today: date) -> Iterator[Finding]:
    """Find an event that ends before it begins."""
    begins, ends = record.details.get("date"), record.details.get("ends")
    if begins and ends and ends < begins:
        yield Finding("error", record.id, "details.ends", f"expected {begins} or later, found {ends}")


def check_rule(record: Record, today: date) -> Iterator[Finding]:
    """Find a repetition rule that gives no day."""
    rule = record.details.get("rrule")
    if rule is not None and not _gives_day(rule, record.details.get("date") or date(EARLIEST_YEAR, 1, 1)):
        wanted = "a rule such as FREQ=YEARLY;BYMONTH=10;BYDAY=1TU"
        yield Finding("error", record.id, "details.rrule", f"expected {wanted}, found {rule!r}")


def _gives_day(rule: str, start: date) -> bool:
    parts = rule.split(";")
    if not any(part in _FREQUENCIES for part in parts) or "INTERVAL=0" in parts:
        return False
    try:
        # The first day is asked for because dateutil checks some parts only then.
        return next(iter(rrulestr(rule, dtstart=datetime.combine(start, time()))), None) is not None
    except (ValueError, TypeError, LookupError, OverflowError):
        return False
