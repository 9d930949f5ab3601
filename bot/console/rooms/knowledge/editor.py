"""Writing a record: the form, what is told of it while typing, and keeping it as a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sanic.response import HTTPResponse

from bot.console.pages import go, show
from bot.console.rooms.knowledge.drafts import require_draft
from bot.console.rooms.knowledge.moments import read_moment, write_moment
from bot.console.rooms.knowledge.noting import noted
from bot.console.rooms.knowledge.record import preview, require_record
from bot.console.visit import Visit
from bot.errors import EncoderError, KnowledgeError, OversightError
from bot.knowledge.drafts.draft import Draft
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.drafts.findings import find_alike, find_findings
from bot.knowledge.drafts.form import (
    AS_YAML,
    IN_LINES,
    LINES,
    LISTS,
    SOURCE,
    detail_names,
    read_form,
    write_form,
)
from bot.knowledge.record import AUDIENCES, DATE_DETAILS, TYPES, Record
from bot.knowledge.schema import FIELDS_BY_TYPE
from bot.knowledge.store import Store
from bot.settings import STATE_TIME
from bot.switches.names import read_slugs

MOST_TYPED = 60_000  # characters of a field: some records have many asks
KEPT = ("id", "base", "draft", "seen", "publish_at", "retire_at", "why")
"""What the form carries beside the record."""
Form = dict[str, str]


def show_new(visit: Visit) -> HTTPResponse:
    """Ask what is to be written, then show an empty form for it."""
    kind, slug = visit.asked("type"), visit.asked("slug")
    identity = f"{kind}:{slug}"
    if not slug or kind not in TYPES:
        return show(visit, "knowledge/new.html", types=TYPES, told=None, slug=slug, kind=kind)
    if Store(visit.desk.knowledge).get(identity) is not None:
        told = f"{identity}: there is a record of this id already"
        return show(visit, "knowledge/new.html", 400, types=TYPES, told=told, slug=slug, kind=kind)
    empty = write_form(Record(identity, "", "", checked=True))
    return _show(visit, empty | dict.fromkeys(KEPT, "") | {"id": identity, "base": "0"})


def show_form(visit: Visit, name: str) -> HTTPResponse:
    """The form of a published or retired record."""
    record = require_record(visit, name)
    kept = dict.fromkeys(KEPT, "") | {"id": name, "base": str(record.version)}
    return _show(visit, write_form(record) | kept)


def show_draft(visit: Visit, identity: int) -> HTTPResponse:
    """The form of a draft; it is written on from what is published now."""
    draft = require_draft(visit, identity)
    now = Store(visit.desk.knowledge).get(draft.record.id)
    base = now.version if now else 0
    form = write_form(draft.record) | _kept(draft) | {"base": str(base)}
    return _show(visit, form, is_stale=base != draft.base)


def check(visit: Visit) -> HTTPResponse:
    """What there is to mend in what was typed, and how it would look and sound."""
    form = _typed(visit)
    told = _look(visit, form)
    if visit.is_partial:
        return show(visit, "knowledge/check.html", **told)
    return _show(visit, form, checked=told)


def save(visit: Visit) -> HTTPResponse:
    """Keep what was typed as a draft, and let it wait for a second person when that is wanted."""
    form = _typed(visit)
    record = read_form(form["id"], form)
    if not isinstance(record, Record):
        return _show(visit, form, "The draft is not kept yet: see what there is to mend.")
    is_done = visit.typed("then") == "submit"
    if is_done and any(finding.level == "error" for finding in _findings(visit, record)):
        return _show(visit, form, "This must not go out yet: mend the errors, or keep it as a draft.")
    try:
        with noted(
            visit.desk, visit.me.name, "submit" if is_done else "draft", record.id, visit.typed("why")
        ):
            draft = _keep(visit, form, record)
            if is_done:
                Drafts(visit.desk.knowledge).submit(draft.id)
    except (KnowledgeError, OversightError) as error:
        return _show(visit, form, str(error))
    return go(f"/drafts/{draft.id}", "draft-waits" if is_done else "draft-saved")


def _keep(visit: Visit, form: Form, record: Record) -> Draft:
    drafts, who, why = Drafts(visit.desk.knowledge), visit.me.name, visit.typed("why")
    base = int(form["base"]) if form["base"].isdecimal() else 0
    moments = {name: read_moment(form[name], name) for name in ("publish_at", "retire_at")}
    begins, ends = moments["publish_at"], moments["retire_at"]
    if begins and ends and ends <= begins:
        raise KnowledgeError("retire_at: expected a moment after publish_at")
    if not form["draft"].isdecimal():
        return drafts.begin(record, base, who, why, **moments)
    try:
        seen = datetime.fromisoformat(form["seen"])
    except ValueError:
        raise KnowledgeError("this page is not whole: open the draft again") from None
    return drafts.change(int(form["draft"]), record, base, who, why, seen=seen, **moments)


def _typed(visit: Visit) -> Form:
    kind = visit.typed("id").partition(":")[0]
    details = detail_names(kind) if kind in FIELDS_BY_TYPE else []
    names = [*LISTS, *LINES, *(f"source.{name}" for name in SOURCE), "checked"]
    form = {name: visit.text(name, MOST_TYPED) for name in [*names, *(f"details.{name}" for name in details)]}
    form["audience"] = "\n".join(visit.chosen("audience"))
    return form | {name: visit.typed(name) for name in KEPT}


def _kept(draft: Draft) -> Form:
    moments = {"publish_at": write_moment(draft.publish_at), "retire_at": write_moment(draft.retire_at)}
    kept = {"id": draft.record.id, "draft": str(draft.id), "seen": draft.saved_at.isoformat()}
    return kept | moments | {"why": draft.why}


def _look(visit: Visit, form: Form) -> dict[str, Any]:
    record = read_form(form["id"], form)
    if not isinstance(record, Record):
        return {"faults": record, "findings": [], "card": None, "spoken": []}
    return {"faults": [], "findings": _findings(visit, record), **preview(record)}


def _findings(visit: Visit, record: Record) -> list[Any]:
    others = Store(visit.desk.knowledge).all()
    found = find_findings(record, others, datetime.now(STATE_TIME).date())
    try:
        return found + find_alike(record, others, visit.desk.readings.vectors)
    except EncoderError:
        return found  # without the encoder nothing is known of likeness


def _show(
    visit: Visit,
    form: Form,
    told: str | None = None,
    *,
    checked: dict[str, Any] | None = None,
    is_stale: bool = False,
) -> HTTPResponse:
    kind = form["id"].partition(":")[0]
    details = detail_names(kind) if kind in FIELDS_BY_TYPE else []
    return show(
        visit,
        "knowledge/edit.html",
        400 if told else 200,
        form=form,
        told=told,
        is_stale=is_stale,
        details=[(name, _sort_of(name)) for name in details],
        audiences=AUDIENCES,
        agencies=read_slugs(visit.desk.knowledge, "agency"),
        counties=read_slugs(visit.desk.knowledge, "county"),
        topics=read_slugs(visit.desk.knowledge, "topic"),
        **(checked or _look(visit, form)),
    )


def _sort_of(detail: str) -> str:
    """How a detail is typed."""
    sorts = {"date": DATE_DETAILS, "lines": IN_LINES, "yaml": AS_YAML, "words": {"spoken", "note"}}
    return next((sort for sort, names in sorts.items() if detail in names), "line")
