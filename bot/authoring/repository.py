"""A git repository as the drafts use it: reads and writes commits, and touches no file of the checkout.

Commits are made of objects and a throw-away index, so that the files that the assistant runs from, their
index, and whatever a person is doing with them stay as they are.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.errors import AuthoringError

ZERO = "0" * 40
"""What git calls a branch that is not there yet."""
COMMITTER = "Missi console"
MAIL = "console@missi.invalid"
_SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "core.quotePath=false")


@dataclass(frozen=True)
class Author:
    """Who a commit is by."""

    name: str

    @property
    def mail(self) -> str:
        """No address of a person's; git wants one."""
        kept = "".join(c for c in self.name.lower() if c.isascii() and (c.isalnum() or c in "-._"))
        return f"{kept or 'staff'}@missi.invalid"


class Repository:
    """The repository of a checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read = lru_cache(maxsize=64)(self._read)
        self.read_all = lru_cache(maxsize=3)(self._read_all)
        self._blobs: dict[bytes, bytes] = {}

    def run(self, *command: str, data: bytes | None = None, **environment: str) -> bytes:
        """Return what a git command prints; raises AuthoringError with its last line when it fails."""
        try:
            done = subprocess.run(
                ["git", "--no-optional-locks", *_SAFE, *command],
                cwd=self.root,
                input=data,
                capture_output=True,
                env=_ours() | environment,
            )
        except OSError as error:
            raise AuthoringError("git is not installed; staff's changes are kept with it") from error
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
            raise AuthoringError(f"git {command[0]}: {told[-1]}")
        return done.stdout

    def ask(self, *command: str) -> str:
        """Return what a git command prints, as text without its last line end."""
        return self.run(*command).decode("utf-8", "surrogateescape").rstrip("\n")

    def is_so(self, *command: str) -> bool:
        """Whether a git command that only tells succeeds."""
        try:
            self.run(*command)
        except AuthoringError:
            return False
        return True

    def resolve(self, name: str) -> str | None:
        """Return the commit that a name stands for, if there is one."""
        try:
            return self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except AuthoringError:
            return None

    def is_ancestor(self, commit: str, of: str) -> bool:
        """Whether a commit is another one, or stands before it."""
        return self.is_so("merge-base", "--is-ancestor", commit, of)

    def _read(self, commit: str, path: str) -> bytes | None:
        """A file's bytes at a commit; None when it is not there."""
        try:
            return self.run("cat-file", "blob", f"{commit}:{path}")
        except AuthoringError:
            return None

    def _read_all(self, commit: str, *places: str) -> dict[str, bytes]:
        """All files below some places; only those are read that the commit before did not have alike."""
        listed = self.run("ls-tree", "-r", "-z", commit, "--", *places).split(b"\0")
        rows = [row.split(b"\t", 1) for row in listed if row]
        blobs = {name.decode("utf-8", "surrogateescape"): meta.split()[2] for meta, name in rows}
        known = self._blobs
        fresh = self._read_blobs([blob for blob in dict.fromkeys(blobs.values()) if blob not in known])
        kept = {blob: fresh[blob] if blob in fresh else known[blob] for blob in blobs.values()}
        self._blobs = kept  # another thread may put its own there
        return {path: kept[blob] for path, blob in blobs.items()}

    def _read_blobs(self, blobs: Sequence[bytes]) -> dict[bytes, bytes]:
        """The contents of some objects, read by one git."""
        if not blobs:
            return {}
        answer, at, found = self.run("cat-file", "--batch", data=b"\n".join(blobs) + b"\n"), 0, {}
        for blob in blobs:
            stop = answer.index(b"\n", at)
            size = int(answer[at:stop].split()[2])
            found[blob] = answer[stop + 1 : stop + 1 + size]
            at = stop + 1 + size + 1
        return found

    def changed(self, one: str, other: str) -> list[str]:
        """Return the files that differ between two commits."""
        listed = self.run("diff-tree", "-r", "-z", "--no-renames", "--name-only", one, other)
        return [name.decode("utf-8", "surrogateescape") for name in listed.split(b"\0") if name]

    def commit(
        self,
        parents: Sequence[str],
        files: Mapping[str, bytes | None],
        message: str,
        author: Author,
        onto: str | None = None,
    ) -> str:
        """Return a new commit: `onto`, or the first parent, with some files as given (None: taken away)."""
        with tempfile.TemporaryDirectory() as folder:
            index = str(Path(folder) / "index")
            self.run("read-tree", onto or parents[0], GIT_INDEX_FILE=index)
            self.run("update-index", "-z", "--index-info", data=self.index_info(files), GIT_INDEX_FILE=index)
            tree = self.run("write-tree", GIT_INDEX_FILE=index).decode().strip()
        named = [word for parent in parents for word in ("-p", parent)]
        made = self.run(
            *("commit-tree", tree, *named, "-F", "-"),
            data=message.encode(),
            GIT_AUTHOR_NAME=author.name,
            GIT_AUTHOR_EMAIL=author.mail,
            GIT_COMMITTER_NAME=COMMITTER,
            GIT_COMMITTER_EMAIL=MAIL,
        )
        return made.decode().strip()

    def index_info(self, files: Mapping[str, bytes | None]) -> bytes:
        """Return the lines that put files into an index, their contents kept as objects."""
        rows = []
        for path, data in files.items():
            blob = (
                ZERO if data is None else self.run("hash-object", "-w", "--stdin", data=data).decode().strip()
            )
            mode = "0" if data is None else "100644"
            rows.append(f"{mode} {blob}\t{path}".encode() + b"\0")
        return b"".join(rows)

    def point(self, branch: str, commit: str, before: str | None) -> bool:
        """Have a branch stand at a commit, unless it moved meanwhile; tells whether it does."""
        return self.is_so("update-ref", "-m", "console", branch, commit, before or ZERO)


def _ours() -> dict[str, str]:
    """The environment without what a git that calls us (such as for a hook) set for itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
