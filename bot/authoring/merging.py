"""Merges two texts that come from one: what either side changed is kept, and what both changed is a conflict.

Two lines put in at one place are both kept, which git calls a conflict: a list of phrases has no order. Used
to undo a change below later ones, and to bring together what staff and people at the files wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

Edit = tuple[int, int, tuple[bytes, ...]]
"""Lines from-to (the second one not included) of the base, and what stands there instead."""


def merge(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> tuple[bool, bytes | None]:
    """Return whether two versions fit together, and their merge; None is a file that is not there."""
    if ours == theirs or base == theirs:
        return True, ours
    if base == ours:
        return True, theirs
    if base is None or ours is None or theirs is None:
        return False, None
    merged = merge_lines(base.splitlines(True), ours.splitlines(True), theirs.splitlines(True))
    return merged is not None, None if merged is None else b"".join(merged)


def merge_lines(base: Sequence[bytes], ours: Sequence[bytes], theirs: Sequence[bytes]) -> list[bytes] | None:
    """Return the lines of both; None when both changed the same ones."""
    mine, yours = _edits(base, ours), _edits(base, theirs)
    if any(_collide(a, b) for a in mine for b in yours):
        return None
    edits = sorted({*mine, *yours}, key=lambda e: (e[0], e[1], e not in mine))
    merged: list[bytes] = []
    at = 0
    for start, end, lines in edits:
        merged += base[at:start]
        if merged and lines and not merged[-1].endswith(b"\n"):
            return None  # the last line had no end, and would run into the next
        merged += lines
        at = max(at, end)
    return merged + list(base[at:])


def _edits(base: Sequence[bytes], fresh: Sequence[bytes]) -> list[Edit]:
    matcher = SequenceMatcher(None, base, fresh, autojunk=False)
    blocks = matcher.get_opcodes()
    return [(i, j, tuple(fresh[k:m])) for tag, i, j, k, m in blocks if tag != "equal"]


def _collide(a: Edit, b: Edit) -> bool:
    """Whether two edits want something else of the same lines; touching ends are no collision."""
    if a == b:
        return False
    if a[0] == a[1] or b[0] == b[1]:  # one puts in: only inside of what the other replaces
        spot, other = (a[0], b) if a[0] == a[1] else (b[0], a)
        return other[0] < spot < other[1]
    return a[0] < b[1] and b[0] < a[1]
