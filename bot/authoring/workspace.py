"""The drafts: staff's changes of phrases, sentences, stories, asks, and questions, each a commit on a branch.

The branch is `drafts/<branch of the checkout>`, in the checkout's own repository: it outlives `var/`, and
people at the files see it with `git log`. It has no work tree: commits are made of objects, so that the files
that the assistant runs from change only when drafts are accepted, and two processes never edit one folder.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

from bot.authoring.change import Change, require_line
from bot.authoring.commits import UNDO, Commit, read_commits, write_message
from bot.authoring.files import AUTHORED, Files
from bot.authoring.joining import Contents, accept, join, union
from bot.authoring.merging import merge
from bot.authoring.places import parse
from bot.authoring.repository import Author, Repository
from bot.authoring.trail import Trail
from bot.errors import AuthoringError

NO_HISTORY = "changes cannot be kept here: this folder has no git history (git init, git add, git commit)"
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Nothing of an archive lands outside of its folder; before Python 3.10.12 there is no such choice."""
TRIES = 5  # times that somebody else may be first
UNION = "Take in what was committed at the files"
Write = Callable[[str], Contents]
"""Returns what a change writes over the files of a commit."""


class _Moved(Exception):
    """Somebody else was first."""


class Workspace:
    """The drafts of a checkout.

    Args:
        root: folder of the checkout.
        trail: where each change is told, too; an entry is there if, and only if, the change is.
    """

    def __init__(self, root: Path, trail: Trail | None = None) -> None:
        self.root = root.resolve()
        self.repository = Repository(self.root)
        self._trail = trail
        self._has_history = False

    @property
    def missing(self) -> str | None:
        """What keeps changes from being made here, in a line; None when nothing does, which then stays so."""
        if not self._has_history:
            told = self._look_for_history()
            self._has_history = told is None
            return told
        return None

    def _look_for_history(self) -> str | None:
        try:
            top = self.repository.ask("rev-parse", "--show-toplevel")
        except AuthoringError as error:
            return NO_HISTORY if "not a git repository" in str(error) else f"changes cannot be kept: {error}"
        if Path(top).resolve() != self.root or self.repository.resolve("HEAD") is None:
            return NO_HISTORY
        return None

    @property
    def branch(self) -> str:
        """Where the drafts are kept; raises AuthoringError without history."""
        if self.missing:
            raise AuthoringError(self.missing)
        name = self.repository.ask("rev-parse", "--abbrev-ref", "HEAD")
        return f"refs/heads/drafts/{'detached' if name == 'HEAD' else name}"

    @property
    def base(self) -> str:
        """The commit that the checkout stands at; raises AuthoringError without history."""
        if self.missing:
            raise AuthoringError(self.missing)
        return self.repository.ask("rev-parse", "HEAD")

    @property
    def head(self) -> str:
        """The newest commit of the drafts: the checkout's, when there are none."""
        base, drafts = self.base, self.repository.resolve(self.branch)
        return base if drafts is None or self.repository.is_ancestor(drafts, base) else drafts

    def files(self, commit: str | None = None) -> Files:
        """Return the files of a commit, or of the drafts; those of the folder, without history."""
        if self.missing:
            return Files(_list_folder(self.root), lambda path: (self.root / path).read_bytes())
        at = commit or self.head
        contents = self.repository.read_all(at, *AUTHORED)
        return Files(tuple(contents), contents.__getitem__)

    def apply(self, change: Change, author: str, why: str) -> Commit:
        """Make a change and return it; raises AuthoringError, and then nothing changed."""
        return self._keep(change.summary, author, why, partial(self._written, change))

    def undo(self, id: str, author: str, why: str) -> Commit:
        """Take one change back, whatever came after it; raises AuthoringError when later ones rest on it."""
        found = next((commit for commit in self.pending() if commit.id == id), None)
        if found is None:
            raise AuthoringError("change: not among those that wait; it was published, or never was")
        if found.undone_by and not any(c.id == found.undone_by and c.undone_by for c in self.pending()):
            raise AuthoringError("change: undone already")
        summary = f"{UNDO}{found.summary}"
        return self._keep(summary, author, why, partial(self._reverted, found.id), undoes=id)

    def pending(self, until: str = "") -> list[Commit]:
        """Return the changes up to a commit that the checkout does not have yet, newest first; of all drafts
        by default. None without history."""
        return [] if self.missing else read_commits(self.repository, self.base, until or self.head)

    def diff(self, id: str | None = None) -> str:
        """Return what a change changed, or what all of them did, as a diff of lines."""
        if id is None:
            together = self.repository.ask("merge-base", self.base, self.head)
            return self.repository.ask(
                "diff", "--no-color", "--no-ext-diff", "--no-textconv", together, self.head
            )
        if self.repository.resolve(id) is None or not self.repository.is_ancestor(id, self.head):
            raise AuthoringError("change: there is none like that")
        return self.repository.ask("diff", "--no-color", "--no-ext-diff", "--no-textconv", f"{id}^", id)

    def conflicts(self) -> list[str]:
        """Return the files that drafts and people at the files changed in ways that do not fit together."""
        if self.missing or self.repository.is_ancestor(self.base, self.head):
            return []
        return join(self.repository, self.head, self.base)[1]

    def edited_by_hand(self) -> list[str]:
        """Return the files of the checkout that somebody changed and did not commit."""
        if self.missing:
            return []
        listed = self.repository.run("status", "--porcelain", "-z", "-uall", "--no-renames", "--", *AUTHORED)
        return [row[3:].decode("utf-8", "surrogateescape") for row in listed.split(b"\0") if row]

    def adopt(self, author: str, why: str) -> Commit:
        """Take what somebody changed by hand, and did not commit, into the drafts."""
        return self._keep("Take in what was changed by hand", author, why, self._adopted)

    def export(self, folder: Path, commit: str | None = None) -> str:
        """Write all files of a commit, or of the drafts, to a folder; return the commit."""
        at = commit or self.head
        packed = self.repository.run("archive", "--format=tar", at)
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, **SAFELY)
        return at

    def accept(self, id: str, author: str, why: str) -> str:
        """Bring a commit of the drafts into the checkout, its files too; return the checkout's commit.

        Raises AuthoringError naming the files that people changed otherwise; nothing is changed then.
        """
        who, why = require_line(author, "author", 80), require_line(why, "why", 300)
        if self.repository.resolve(id) is None or not self.repository.is_ancestor(id, self.head):
            raise AuthoringError("change: there is none like that among the drafts")
        with self._telling(who, "training.accept", id, why):
            return accept(self.repository, id, Author(who), why)

    def _keep(self, summary: str, author: str, why: str, write: Write, undoes: str | None = None) -> Commit:
        """Commit what `write` returns for the newest drafts, again when somebody else was first."""
        who, why = require_line(author, "author", 80), require_line(why, "why", 300)
        for _ in range(TRIES):
            before, head = self.repository.resolve(self.branch), self._united()
            files = write(head)
            if not files:
                raise AuthoringError("change: nothing would be different")
            _require_readable(files, self.files(head))
            id = self.repository.commit([head], files, write_message(summary, why, undoes), Author(who))
            with (
                suppress(_Moved),
                self._telling(who, "training.undo" if undoes else "training.change", id, why),
            ):
                if not self.repository.point(self.branch, id, before):
                    raise _Moved
                return read_commits(self.repository, head, id)[0]
        raise AuthoringError("change: others are changing the drafts right now; try again")

    def _telling(self, who: str, action: str, commit: str, why: str) -> AbstractContextManager[None]:
        return self._trail.telling(who, action, commit, why) if self._trail else nullcontext()

    def _united(self) -> str:
        """The drafts with what was committed at the files meanwhile.

        Where that does not fit, the drafts stay as they are: whoever undoes the change in the way mends it.
        """
        head = self.head
        if self.conflicts():
            return head
        message = write_message(UNION, "Joined when the next change was made.")
        return union(self.repository, head, self.base, Author("console"), message)

    def _written(self, change: Change, head: str) -> Contents:
        files = self.files(head)
        change.apply(files)
        return files.written

    def _reverted(self, id: str, head: str) -> Contents:
        read = self.repository.read
        fresh: dict[str, bytes | None] = {}
        for path in self.repository.changed(f"{id}^", id):
            now = read(head, path)
            fits, fresh[path] = merge(read(id, path) or b"", now or b"", read(f"{id}^", path) or b"")
            if not fits:
                raise AuthoringError(f"{path}: a later change rests on this one; undo that first")
            if not fresh[path] and read(f"{id}^", path) is None:
                fresh[path] = None
        return {path: data for path, data in fresh.items() if data != read(head, path)}

    def _adopted(self, head: str) -> Contents:
        fresh: dict[str, bytes | None] = {}
        for path in self.edited_by_hand():
            here = self.root / path
            disk = here.read_bytes() if here.is_file() else None
            fits, fresh[path] = merge(
                self.repository.read(self.base, path), self.repository.read(head, path), disk
            )
            if not fits:
                raise AuthoringError(
                    f"{path}: was changed by hand where a draft changes it, too; undo that first"
                )
        return {path: data for path, data in fresh.items() if data != self.repository.read(head, path)}


def _require_readable(files: Contents, before: Files) -> None:
    """Raise AuthoringError when a file would be no YAML any more, or have lost its beginning."""
    for path, data in files.items():
        if data is None or not path.endswith(".yml"):
            continue
        node = parse(path, Files((path,), {path: data}.__getitem__).read(path))
        if before.has(path) and type(node) is not type(parse(path, before.read(path))):
            raise AuthoringError(f"{path}: would lose its beginning; undo later changes of this file first")


def _list_folder(root: Path) -> tuple[str, ...]:
    """The files of a folder that staff change."""
    found = (path for place in AUTHORED for path in ((root / place), *(root / place).rglob("*.yml")))
    return tuple(sorted(path.relative_to(root).as_posix() for path in found if path.is_file()))
