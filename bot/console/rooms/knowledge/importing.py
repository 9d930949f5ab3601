"""Importing a file: what it would change is shown first; what is kept are drafts."""

from __future__ import annotations

import base64
from datetime import datetime

from sanic.response import HTTPResponse

from bot.console.pages import go, show
from bot.console.rooms.knowledge.noting import noted
from bot.console.visit import Upload, Visit
from bot.errors import KnowledgeError, OversightError
from bot.knowledge.drafts.comparison import compare
from bot.knowledge.drafts.drafts import Drafts
from bot.knowledge.drafts.proposals import Proposals, propose
from bot.settings import STATE_TIME

MOST_BYTES = 1024 * 1024  # of a file
MOST_SENT = 4 * MOST_BYTES  # so that a file that is too large is told so on the page
MOST_COMPARED = 100
"""Records whose lines are shown; of the others only the titles."""
MEANWHILE = "The records were changed meanwhile. This is what the file would change now: look again."


def show_form(visit: Visit) -> HTTPResponse:
    """Ask for a file."""
    return show(visit, "knowledge/import.html", told=None)


def preview(visit: Visit) -> HTTPResponse:
    """What the file would change; nothing is written."""
    try:
        upload = _require_file(visit.file("file"))
        return _show(visit, upload, _propose(visit, upload))
    except KnowledgeError as error:
        return show(visit, "knowledge/import.html", 400, told=str(error))


def keep(visit: Visit) -> HTTPResponse:
    """Keep what was previewed as drafts, and let those without errors wait when that is wanted."""
    try:
        upload = _require_file(_read_carried(visit))
        found = _propose(visit, upload)
    except KnowledgeError as error:
        return show(visit, "knowledge/import.html", 400, told=str(error))
    if found.fingerprint != visit.typed("seen"):
        return _show(visit, upload, found, MEANWHILE)
    is_done, who, why = visit.typed("then") == "submit", visit.me.name, visit.typed("why")
    waiting = {proposal.record.id for proposal in found.sound} if is_done else set()
    counts = {"new": len(found.new), "changed": len(found.changed), "waiting": len(waiting)}
    proposed = [(proposal.record, proposal.base) for proposal in found.proposals]
    try:
        if not proposed:
            raise KnowledgeError(f"{upload.name}: there is nothing to keep")
        with noted(visit.desk, who, "import", [upload.name], why, counts):
            Drafts(visit.desk.knowledge).begin_all(proposed, who, why, waiting=waiting)
    except (KnowledgeError, OversightError) as error:
        return _show(visit, upload, found, str(error))
    return go("/drafts", "drafts-wait" if waiting else "drafts-kept")


def _require_file(upload: Upload | None) -> Upload:
    if upload is None:
        raise KnowledgeError("choose a file first")
    if len(upload.content) > MOST_BYTES:
        raise KnowledgeError(
            f"{upload.name}: expected at most 1 MB, found {len(upload.content) / MOST_BYTES:.1f} MB"
        )
    return upload


def _read_carried(visit: Visit) -> Upload:
    """The file as the preview carries it in its form."""
    try:
        content = base64.b64decode(visit.text("content", 2 * MOST_BYTES), validate=True)
    except ValueError:
        raise KnowledgeError("this page is not whole: choose the file again") from None
    return Upload(visit.typed("name"), content)


def _propose(visit: Visit, upload: Upload) -> Proposals:
    today = datetime.now(STATE_TIME).date()
    return propose(upload.name, upload.content, visit.desk.knowledge, today)


def _show(visit: Visit, upload: Upload, found: Proposals, told: str | None = None) -> HTTPResponse:
    return show(
        visit,
        "knowledge/import_preview.html",
        400 if told else 200,
        told=told,
        name=upload.name,
        content=base64.b64encode(upload.content).decode(),
        why=visit.typed("why"),
        found=found,
        most=MOST_COMPARED,
        compare=compare,
    )
