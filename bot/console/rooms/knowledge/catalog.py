"""The list of records, found by what staff look for, and the same records as files."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

from sanic.response import HTTPResponse, raw

from bot.console.guard import Refused
from bot.console.pages import show
from bot.console.visit import Visit
from bot.knowledge.catalog import Wanted, count_records, find_records
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.exports import FORMATS
from bot.knowledge.record import STATUSES, TYPES
from bot.settings import STATE_TIME
from bot.switches.names import read_slugs

PAGE = 50  # records
FIELDS = ("words", "type", "agency", "topic", "status", "due")
DUE_DAYS = {"overdue": -1, "month": 30, "quarter": 90}
"""How far ahead a list of reviews looks; what is due today is not overdue."""


def show_all(visit: Visit) -> HTTPResponse:
    """The records that fit, a page at a time."""
    given, wanted = _read(visit)
    page = visit.asked("page")
    number = int(page) if page.isdecimal() and len(page) < 6 else 0
    counts = count_records(visit.desk.knowledge, wanted)
    count = sum(counts.values())
    return show(
        visit,
        "knowledge/found.html" if visit.is_partial else "knowledge/all.html",
        records=find_records(visit.desk.knowledge, wanted, skip=number * PAGE, most=PAGE),
        count=count,
        exports=[
            (name, urlencode({"format": name} | given))
            for name, form in FORMATS.items()
            if form.type is None or form.type in counts
        ],
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


def export(visit: Visit) -> HTTPResponse:
    """A file of all records that fit and that its format can say."""
    form = FORMATS.get(visit.asked("format"))
    if form is None:
        raise Refused(404, "not_found")
    _, wanted = _read(visit)
    found = find_records(visit.desk.knowledge, wanted)
    today = datetime.now(STATE_TIME).date()
    content = form.write([record for record in found if form.type in (None, record.type)], today)
    name = f"missi-{form.type or 'knowledge'}-{today}.{form.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return raw(content, content_type=form.media, headers=headers)


def _read(visit: Visit) -> tuple[dict[str, str], Wanted]:
    """What is looked for, as it was asked, and as records are found by it."""
    given = {name: visit.asked(name) for name in FIELDS}
    ahead = DUE_DAYS.get(given["due"])
    due_by = None if ahead is None else datetime.now(STATE_TIME).date() + timedelta(ahead)
    return given, Wanted(**{name: given[name] for name in FIELDS if name != "due"}, due_by=due_by)
