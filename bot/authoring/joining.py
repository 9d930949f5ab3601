"""Brings together what staff and people at the files committed, and hands accepted drafts to the checkout."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.authoring.commits import write_message
from bot.authoring.merging import merge
from bot.authoring.repository import Author, Repository
from bot.errors import AuthoringError

Contents = Mapping[str, bytes | None]
"""Files by path; None is one that is taken away."""


def join(repository: Repository, drafts: str, checkout: str) -> tuple[Contents, list[str]]:
    """Return what the drafts change in the checkout's commit, and the files in which both do not fit."""
    base = repository.ask("merge-base", drafts, checkout)
    merged: dict[str, bytes | None] = {}
    clashing = []
    for path in repository.changed(base, drafts):
        versions = (repository.read(commit, path) for commit in (base, checkout, drafts))
        fits, merged[path] = merge(*versions)
        if not fits:
            clashing.append(path)
    return merged, clashing


def union(repository: Repository, drafts: str, checkout: str, author: Author, message: str) -> str:
    """Return a commit that holds both; raises AuthoringError naming the files that do not fit."""
    if repository.is_ancestor(checkout, drafts):
        return drafts
    if repository.is_ancestor(drafts, checkout):
        return checkout
    merged, clashing = join(repository, drafts, checkout)
    if clashing:
        told = "changed at the files where a draft changes the same lines; undo the draft first"
        raise AuthoringError(f"{', '.join(clashing)}: {told}")
    return repository.commit([drafts, checkout], merged, message, author, onto=checkout)


def accept(repository: Repository, drafts: str, author: Author, why: str) -> str:
    """Have the checkout stand at its own commit joined with that of the drafts; return it.

    What somebody changed in the checkout and did not commit is kept as such. Raises AuthoringError naming the
    files where that does not fit; nothing is changed then.
    """
    before = repository.ask("rev-parse", "HEAD")
    fresh = union(repository, drafts, before, author, write_message("Accept the drafts", why))
    if fresh == before:
        return before
    paths = repository.changed(before, fresh)
    contents = {path: repository.read(fresh, path) for path in paths}
    written = {path: _on_disk(repository, before, path, contents[path]) for path in paths}
    for path, data in written.items():
        _write(repository.root / path, data)
    if not repository.point("HEAD", fresh, before):
        raise AuthoringError("the checkout moved meanwhile; try again")
    repository.run("update-index", "-z", "--index-info", data=repository.index_info(contents))
    return fresh


def _on_disk(repository: Repository, before: str, path: str, fresh: bytes | None) -> bytes | None:
    """What a file of the checkout is to hold: the accepted version with what was changed by hand."""
    here = repository.root / path
    now = here.read_bytes() if here.is_file() else None
    fits, merged = merge(repository.read(before, path), now, fresh)
    if not fits:
        raise AuthoringError(
            f"{path}: was changed by hand where a draft changes it, too; commit or undo that first"
        )
    return merged


def _write(path: Path, data: bytes | None) -> None:
    """Write a file as a whole: a reader finds the old one or the new one."""
    if data is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.fresh")
    fresh.write_bytes(data)
    fresh.replace(path)
