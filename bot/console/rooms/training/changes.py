"""The changes that staff made: who, why, whether they are live, as a diff; undo; what was changed by hand."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.access.roles import TRAINER
from bot.console.guard import Refused
from bot.console.pages import go, show
from bot.console.visit import Visit
from bot.errors import AuthoringError, OversightError

HERE = "/changes"
PAGE = 200  # changes


def show_all(visit: Visit) -> HTTPResponse:
    """Every change that the files do not have yet, the newest first."""
    return _show(visit)


def show_one(visit: Visit, name: str) -> HTTPResponse:
    """One change as a diff; `all` is all of them together."""
    workspace = visit.desk.workspace
    found = next((commit for commit in workspace.pending() if commit.id == name), None)
    if workspace.missing or (found is None and name != "all"):
        raise Refused(404, "not_found")
    return _show_one(visit, name)


def undo(visit: Visit, name: str) -> HTTPResponse:
    """Take one change back."""
    if all(commit.id != name for commit in visit.desk.workspace.pending()):
        raise Refused(404, "not_found")
    try:
        visit.desk.workspace.undo(name, visit.me.name, visit.typed("why"))
    except (AuthoringError, OversightError) as error:
        return _show_one(visit, name, str(error))
    return go(HERE, "undone")


def adopt(visit: Visit) -> HTTPResponse:
    """Take what somebody changed by hand into the drafts."""
    try:
        visit.desk.workspace.adopt(visit.me.name, visit.typed("why"))
    except (AuthoringError, OversightError) as error:
        return _show(visit, str(error))
    return go(HERE, "adopted")


def _show(visit: Visit, told: str | None = None) -> HTTPResponse:
    workspace = visit.desk.workspace
    pending = workspace.pending()
    return show(
        visit,
        "changes/all.html",
        400 if told else 200,
        pending=pending[:PAGE],
        live=visit.desk.live_changes(),
        count=len(pending),
        conflicts=workspace.conflicts(),
        by_hand=workspace.edited_by_hand(),
        missing=workspace.missing,
        may_change=TRAINER in visit.me.roles,
        told=told,
    )


def _show_one(visit: Visit, name: str, told: str | None = None) -> HTTPResponse:
    workspace = visit.desk.workspace
    commit = next((commit for commit in workspace.pending() if commit.id == name), None)
    return show(
        visit,
        "changes/one.html",
        400 if told else 200,
        commit=commit,
        lines=_lines(workspace.diff(commit.id if commit else None)),
        may_change=TRAINER in visit.me.roles,
        told=told,
    )


def _lines(diff: str) -> list[tuple[str, str]]:
    """The lines of a diff with what each is, without git's own."""
    kinds = {"+": "added", "-": "removed", "@": "place"}
    told = []
    for line in diff.splitlines():
        if line.startswith("diff --git "):
            told.append(("file", line.split(" b/", 1)[-1]))
        elif not line.startswith(("index ", "--- ", "+++ ", "new file", "deleted file", "similarity ")):
            told.append((kinds.get(line[:1], "kept"), line))
    return told
