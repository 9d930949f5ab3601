"""Drafts: what waits for a second person, what it would change, and what that person decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timezone

from sanic.response import HTTPResponse

from bot.console.guard import Refused
from bot.console.pages import go, show
from bot.console.rooms.knowledge.noting import noted
from bot.console.rooms.knowledge.record import preview
from bot.console.visit import Visit
from bot.errors import KnowledgeError, OversightError
from bot.knowledge.drafts.comparison import compare, shorten
from bot.knowledge.drafts.draft import PUBLISHED, Draft
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.drafts.findings import find_errors
from bot.knowledge.record import Record
from bot.knowledge.store import Store
from bot.settings import STATE_TIME

GOING_OUT = ("submit", "approve")
DONE = {"approve": "draft-approved", "return": "draft-returned", "withdraw": "draft-withdrawn"}


def show_all(visit: Visit) -> HTTPResponse:
    """Every open draft, the newest first."""
    return _show_all(visit)


def approve_chosen(visit: Visit) -> HTTPResponse:
    """Publish several drafts as they were shown, or none of them."""
    drafts, who, why = Drafts(visit.desk.knowledge), visit.me.name, visit.typed("why")
    try:
        seen = _read_chosen(visit.chosen("chosen"))
        found = [require_draft(visit, identity) for identity in seen]
        require_sound(visit, [draft.record for draft in found])
        with noted(visit.desk, who, "approve", [draft.record.id for draft in found], why):
            drafts.approve_all(seen, who, why, now=datetime.now(timezone.utc))
    except (KnowledgeError, OversightError) as error:
        return _show_all(visit, str(error))
    return go("/drafts", "drafts-approved")


def show_one(visit: Visit, identity: int) -> HTTPResponse:
    """What a draft would change, and how it would look and sound."""
    return _show(visit, require_draft(visit, identity))


def submit(visit: Visit, identity: int) -> HTTPResponse:
    """Let a draft wait for a second person."""
    return _do(visit, identity, "submit", lambda drafts, who, why: drafts.submit(identity))


def approve(visit: Visit, identity: int) -> HTTPResponse:
    """Publish what was read, at once or when its moment comes."""

    def approve(drafts: Drafts, who: str, why: str) -> Draft:
        seen = read_seen(visit.typed("seen"))
        return drafts.approve(identity, who, why, seen=seen, now=datetime.now(timezone.utc))

    return _do(visit, identity, "approve", approve)


def send_back(visit: Visit, identity: int) -> HTTPResponse:
    """Give a draft back with what is to be mended."""
    return _do(visit, identity, "return", lambda drafts, who, why: drafts.send_back(identity, who, why))


def withdraw(visit: Visit, identity: int) -> HTTPResponse:
    """Close a draft; it stays readable, and can be begun again from there."""
    return _do(visit, identity, "withdraw", lambda drafts, who, why: drafts.withdraw(identity, who, why))


def require_draft(visit: Visit, identity: int) -> Draft:
    """The draft of this number; raises Refused when there is none."""
    draft = Drafts(visit.desk.knowledge).get(identity)
    if draft is None:
        raise Refused(404, "not_found")
    return draft


def require_sound(visit: Visit, records: Sequence[Record]) -> None:
    """Raise KnowledgeError with the first error that keeps records from going out."""
    today = datetime.now(STATE_TIME).date()
    errors = find_errors(records, Store(visit.desk.knowledge).all(), today)
    if errors:
        first, more = errors[0], f"; {len(errors) - 1} more" if len(errors) > 1 else ""
        raise KnowledgeError(f"{first.record}: must be mended first: {first.field}: {first.message}{more}")


def read_seen(text: str) -> datetime:
    """The `saved_at` of the draft that a page showed; raises KnowledgeError for what is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise KnowledgeError("this page is not whole: open it again") from None


def _read_chosen(chosen: Sequence[str]) -> dict[int, datetime]:
    """The drafts that were ticked, each with its `saved_at`: `12 2026-11-22T14:30:00+00:00`."""
    parts = [text.partition(" ") for text in chosen]
    if not parts:
        raise KnowledgeError("tick the drafts that you want to approve")
    if not all(number.isdecimal() and len(number) < 10 for number, _, _ in parts):
        raise KnowledgeError("this page is not whole: open it again")
    return {int(number): read_seen(seen) for number, _, seen in parts}


def _show_all(visit: Visit, told: str | None = None) -> HTTPResponse:
    drafts = Drafts(visit.desk.knowledge)
    return show(
        visit,
        "knowledge/drafts.html",
        400 if told else 200,
        told=told,
        why=visit.typed("why"),
        chosen=visit.chosen("chosen"),
        drafts=drafts.find(),
        stale=drafts.find_stale(),
    )


def _do(
    visit: Visit, identity: int, action: str, change: Callable[[Drafts, str, str], Draft]
) -> HTTPResponse:
    draft, who = require_draft(visit, identity), visit.me.name
    why = visit.typed("why")
    try:
        if action in GOING_OUT:
            require_sound(visit, [draft.record])
        with noted(visit.desk, who, action, [draft.record.id], why):
            after = change(Drafts(visit.desk.knowledge), who, why)
    except (KnowledgeError, OversightError) as error:
        return _show(visit, draft, str(error))
    done = "draft-published" if after.state == PUBLISHED else DONE.get(action, "draft-waits")
    return go(f"/drafts/{identity}", done)


def _show(visit: Visit, draft: Draft, told: str | None = None) -> HTTPResponse:
    now = Store(visit.desk.knowledge).get(draft.record.id)
    base = Store(visit.desk.knowledge).get(draft.record.id, draft.base)
    return show(
        visit,
        "knowledge/draft.html",
        400 if told else 200,
        told=told,
        draft=draft,
        is_new=now is None,
        is_stale=draft.is_open and draft.base != (now.version if now else 0),
        lines=shorten(compare(now if draft.is_open else base, draft.record)),
        **preview(draft.record),
    )
