"""One record: as citizens get it, its versions, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sanic.response import HTTPResponse

from bot.channels.web.cards import build_card
from bot.console.guard import Refused
from bot.console.pages import go, show
from bot.console.rooms.knowledge.noting import noted
from bot.console.visit import Visit
from bot.errors import KnowledgeError, OversightError
from bot.knowledge.drafts.comparison import compare, shorten
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.history import versions_of
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.settings import STATE_TIME
from bot.voice.forms import spoken_form


def show_one(visit: Visit, name: str) -> HTTPResponse:
    """A record with its versions, and what one of them changed."""
    return _show(visit, name)


def retire(visit: Visit, name: str) -> HTTPResponse:
    """Take a record back at once: a wrong answer does not wait for a second person."""
    require_record(visit, name)
    try:
        with noted(visit.desk, visit.me.name, "retire", [name], visit.typed("why")):
            Drafts(visit.desk.knowledge).retire(name)
    except (KnowledgeError, OversightError) as error:
        return _show(visit, name, str(error))
    return go(f"/knowledge/{name}", "record-retired")


def restore(visit: Visit, name: str) -> HTTPResponse:
    """Begin a draft that says again what an earlier version said."""
    record, typed = require_record(visit, name), visit.typed("version")
    number = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
    before = Store(visit.desk.knowledge).get(name, number)
    if before is None:
        raise Refused(404, "not_found")
    try:
        why = visit.typed("why")
        with noted(visit.desk, visit.me.name, "draft", [name], why):
            draft = Drafts(visit.desk.knowledge).begin(_published(before), record.version, visit.me.name, why)
    except (KnowledgeError, OversightError) as error:
        return _show(visit, name, str(error))
    return go(f"/drafts/{draft.id}", "draft-saved")


def require_record(visit: Visit, name: str) -> Record:
    """The record of this id; raises Refused when there is none."""
    record = Store(visit.desk.knowledge).get(name)
    if record is None:
        raise Refused(404, "not_found")
    return record


def preview(record: Record) -> dict[str, Any]:
    """What citizens get of a record: the widget's card, and what is said on the phone."""
    return {"card": build_card(record, datetime.now(STATE_TIME).date()), "spoken": spoken_form(record)}


def _published(record: Record) -> Record:
    return Record(**(vars(record) | {"status": "published"}))


def _show(visit: Visit, name: str, told: str | None = None) -> HTTPResponse:
    record = require_record(visit, name)
    versions = versions_of(Store(visit.desk.knowledge), name)
    wanted = visit.asked("version")
    shown = next((v for v in versions if str(v.record.version) == wanted), versions[0])
    before = next((v.record for v in versions if v.record.version == shown.record.version - 1), None)
    return show(
        visit,
        "knowledge/one.html",
        400 if told else 200,
        told=told,
        record=record,
        versions=versions,
        shown=shown.record,
        lines=shorten(compare(before, shown.record)),
        drafts=Drafts(visit.desk.knowledge).find(record=name),
        **preview(record),
    )
