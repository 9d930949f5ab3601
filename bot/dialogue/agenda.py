"""Events, holidays and news: by date or period, by subject, or the next and latest ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.dialogue.answer import answer_with, list_records, miss
from bot.dialogue.desk import Desk
from bot.dialogue.format import show_date, show_span
from bot.dialogue.intents import query_of
from bot.dialogue.question import conclude, overrule
from bot.dialogue.reply import Reply, Say
from bot.dialogue.subject import content_words
from bot.dialogue.turn import Turn
from bot.dialogue.wording import tell
from bot.knowledge.calendar import legal_holiday, next_holidays, occurrences
from bot.knowledge.periods import Period, find_period
from bot.knowledge.record import Record
from bot.knowledge.search.decision import Band
from bot.knowledge.search.index import passages_of
from bot.knowledge.search.query import Filters

AHEAD = timedelta(days=180)
SUNDAY = 6
HOLIDAYS_LISTED = 10
_AGENDA_WORDS = """
    event events happening happenings calendar schedule scheduled upcoming coming going on meeting
    meetings next latest recent recently news newest announcement announcements update updates headline
    headlines article articles story stories state its mississippi ms statewide week weekend month year
    today tomorrow tonight holiday holidays closed list lately past current currently old older big new
    left remaining remain still rest
""".split()
_LEFT = re.compile(r"\b(left|remaining|remain|still|rest|more|coming|upcoming)\b", re.IGNORECASE)
_NO_NAME = "what|which|any|every|each|the|that|this|a|one|next|all|work|business|week|per"
_A_DAY = re.compile(rf"\b(?!(?:{_NO_NAME})\b)(\w+)(?:'s|s')? (?:day|eve)\b", re.IGNORECASE)
"""A day by its name: "robert johnson day"."""
_WHOLE_LIST = re.compile(r"\b(list|all|holidays|which days|what days)\b", re.IGNORECASE)


def list_events(turn: Turn, desk: Desk) -> Reply:
    """Events in a period, or about a subject, or the next ones."""
    plain = overrule(turn, desk, "event")
    if plain:
        return plain
    period = find_period(turn.text, turn.today)
    words = _subject(turn, period)
    if words:
        kinds = frozenset({"event"}) if period else None
        finding = desk.find(query_of(turn, filters=Filters(types=kinds) if kinds else None))
        if finding.band is not Band.REFUSE:
            return conclude(finding, turn, desk, aspect="when")
    start, end = (period.start, period.end) if period else (turn.today, turn.today + AHEAD)
    found = sorted(occurrences(desk.of_type("event"), start, end), key=lambda o: (not o.exact, o.start))
    if not found:
        return _nothing_on(turn, period)
    lines = [(o.record, f"{o.record.title} ({show_span(o)})") for o in found]
    return list_records(lines, turn, Say("utter_events"), kind="events")


def list_news(turn: Turn, desk: Desk) -> Reply:
    """News of a period, about a subject, or the latest."""
    plain = overrule(turn, desk, "news")
    if plain:
        return plain
    period = find_period(turn.text, turn.today)
    if _subject(turn, period):
        finding = desk.find(query_of(turn))
        if finding.band is not Band.REFUSE:
            return conclude(finding, turn, desk, aspect="about")
    news = sorted(desk.of_type("news"), key=lambda r: r.details["published"], reverse=True)
    if period:
        news = [r for r in news if period.start <= r.details["published"] <= period.end]
    if not news:
        return miss(turn, "utter_no_news_then")
    lines = [(r, f"{show_date(r.details['published'])}: {r.title}") for r in news]
    return list_records(lines, turn, Say("utter_news"), kind="news")


def check_holiday(turn: Turn, desk: Desk) -> Reply:
    """Whether offices are closed on a day, when a holiday is, or which come next."""
    plain = overrule(turn, desk, "event")
    if plain:
        return plain
    events = desk.of_type("event")
    period = find_period(turn.text, turn.today)
    named = None if period and period.start == period.end else _named_holiday(turn, desk, period)
    if named:
        return answer_with(named, turn, desk, aspect="when", kind="holiday")
    if period and period.start == period.end:
        holiday = legal_holiday(events, period.start) or _moved_holiday(events, period.start)
        if holiday:
            lead = (Say("utter_closed_on", {"date": show_date(period.start), "title": holiday.title}),)
            return answer_with(holiday, turn, desk, aspect="about", kind="holiday", lead=lead)
        return _no_holiday(turn, desk, period)
    coming = next_holidays(events, turn.today, HOLIDAYS_LISTED)
    if period:
        start = max(period.start, turn.today) if _LEFT.search(turn.text) else period.start
        coming = [o for o in occurrences(events, start, period.end) if _is_holiday(o.record)]
        if not coming:
            return _no_holiday(turn, desk, period)
    lines = [(o.record, f"{o.record.title} ({show_span(o)})") for o in coming]
    if _A_DAY.search(turn.text):
        return list_records(lines, turn, Say("utter_no_such_holiday"), kind="holiday")
    if not period and not _WHOLE_LIST.search(turn.text):
        lines = lines[:1]
    return list_records(lines, turn, Say("utter_holidays"), kind="holiday")


def _subject(turn: Turn, period: Period | None) -> list[str]:
    left_out = [*_AGENDA_WORDS, period.words if period else ""]
    return content_words(turn.text, leave_out=left_out)


def _moved_holiday(events: Sequence[Record], day: date) -> Record | None:
    """The holiday of a Sunday, which is kept on the Monday after it."""
    holiday = legal_holiday(events, day + timedelta(days=1)) if day.weekday() == SUNDAY else None
    fixed = holiday is not None and f"BYMONTHDAY={day.day}" in holiday.details["rrule"].split(";")
    return holiday if fixed else None


def _named_holiday(turn: Turn, desk: Desk, period: Period | None) -> Record | None:
    finding = desk.find(query_of(turn, filters=Filters(types=frozenset({"event"}))))
    words = _subject(turn, period)
    if not words or finding.band is not Band.ANSWER:
        return None
    best = finding.hits[0].record
    return best if _is_holiday(best) and _goes_by(best, turn.text) else None


def _goes_by(holiday: Record, text: str) -> bool:
    """Whether a day that the words name is this one: no "Robert Johnson Day" for Robert E. Lee's."""
    named = _A_DAY.search(text)
    return named is None or named[1].lower() in " ".join(passages_of(holiday)).lower()


def _is_holiday(record: Record) -> bool:
    return record.slug.startswith("holiday-")


def _no_holiday(turn: Turn, desk: Desk, period: Period) -> Reply:
    if period.start != period.end:
        lead = Say("utter_no_holiday_then", {"period": period.words})
    else:
        weekend = period.start.weekday() >= 5
        lead = Say("utter_weekend" if weekend else "utter_no_holiday_on", {"date": show_date(period.start)})
    record = desk.record("service:holidays")
    if record is None:
        return miss(turn, "utter_not_found")
    reply = answer_with(record, turn, desk, aspect="about", kind="holiday", lead=(lead,))
    return Reply(
        (lead, *tell(record, "about", desk, turn.today)[1:]), "answer", reply.memory, (record,), "about"
    )


def _nothing_on(turn: Turn, period: Period | None) -> Reply:
    return miss(turn, "utter_no_events_then" if period else "utter_no_events")
