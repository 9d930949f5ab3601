"""The list of records, found by what staff look for."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

from sanic.response import HTTPResponse

from bot.console.pages import show
from bot.console.visit import Visit
from bot.knowledge.catalog import Wanted, find_records
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.record import STATUSES, TYPES
from bot.settings import STATE_TIME
from bot.switches.names import read_slugs

PAGE = 50  # records
FIELDS = ("words", "type", "agency", "topic", "status", "due")
DUE_DAYS = {"overdue": -1, "month": 30, "quarter": 90}
"""How far ahead a list of reviews looks; what is due today is not overdue."""


def show_all(visit: Visit) -> HTTPResponse:
    """The records that fit, a page at a time."""
    given = {name: visit.asked(name) for name in FIELDS}
    page = visit.asked("page")
    number = int(page) if page.isdecimal() and len(page) < 6 else 0
    found, count = find_records(visit.desk.knowledge, _wanted(given), skip=number * PAGE, most=PAGE)
    return show(
        visit,
        "knowledge/found.html" if visit.is_partial else "knowledge/all.html",
        records=found,
        count=count,
        given=given,
        first=number * PAGE,
        newer=urlencode(given | {"page": number - 1}) if number else "",
        older=urlencode(given | {"page": number + 1}) if (number + 1) * PAGE < count else "",
        today=datetime.now(STATE_TIME).date(),
        drafts=[] if visit.is_partial else Drafts(visit.desk.knowledge).find(),
        types=TYPES,
        statuses=STATUSES,
        agencies=read_slugs(visit.desk.knowledge, "agency"),
        topics=read_slugs(visit.desk.knowledge, "topic"),
        dues=list(DUE_DAYS),
    )


def _wanted(given: dict[str, str]) -> Wanted:
    ahead = DUE_DAYS.get(given["due"])
    due_by = None if ahead is None else datetime.now(STATE_TIME).date() + timedelta(ahead)
    return Wanted(**{name: given[name] for name in FIELDS if name != "due"}, due_by=due_by)
