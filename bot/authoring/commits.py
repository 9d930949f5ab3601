"""A change as its commit tells it: who, when, what, why, and whether it was undone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.authoring.repository import Repository

_FIELD, _ROW = "\x1f", "\x1e"
_FORMAT = _FIELD.join(("%H", "%an", "%at", "%s", "%b")) + _ROW
_UNDOES = re.compile(r"\n\nUndoes: ([0-9a-f]{40})\Z")
UNDO = "Undo: "
"""What the summary of an undo begins with, and that of no other change: a reason may read as it likes."""
LONGEST = 200  # characters of a subject


@dataclass(frozen=True)
class Commit:
    """A change of the drafts."""

    id: str
    author: str
    at: float
    """In seconds since 1970."""
    summary: str
    why: str
    undoes: str | None = None
    undone_by: str | None = None

    @property
    def short(self) -> str:
        """What people read of the id."""
        return self.id[:10]


def write_message(summary: str, why: str, undoes: str | None = None) -> str:
    """Return the message of a commit: what, why, and what it undoes."""
    summary = " ".join(summary.split())
    what = summary if len(summary) <= LONGEST else summary[: LONGEST - 1] + "…"
    return f"{what}\n\n{why}\n" + (f"\nUndoes: {undoes}\n" if undoes else "")


def read_commits(repository: Repository, since: str, until: str) -> list[Commit]:
    """Return the changes after one commit up to another, newest first; merges are none."""
    told = repository.ask("log", "--no-merges", f"--format={_FORMAT}", f"{since}..{until}")
    found = [_read(row) for row in told.split(_ROW) if row.strip()]
    by = {commit.undoes: commit.id for commit in reversed(found) if commit.undoes}
    return [Commit(**(vars(commit) | {"undone_by": by.get(commit.id)})) for commit in found]


def _read(row: str) -> Commit:
    id, author, at, summary, body = row.strip("\n").split(_FIELD)
    undoes = _UNDOES.search(body.rstrip()) if summary.startswith(UNDO) else None
    why = body.rstrip()[: undoes.start()] if undoes else body
    return Commit(id, author, float(at), summary, why.strip(), undoes[1] if undoes else None)
