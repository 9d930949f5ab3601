"""Keeps the head of the audit log in a file beside the database, so that a log cut short is noticed.

Called by `missi audit verify`, and once an hour by the assistant.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from bot.audit.log import AuditLog, Fault, Head
from bot.errors import OversightError

FILE_NAME = "audit-head"
_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


def verify_from_anchor(log: AuditLog, folder: Path) -> Fault | None:
    """Verify the log, also against the head kept in a folder; when all is well, keep the head it has now."""
    head = log.head()
    fault = log.verify(read_anchor(folder))
    if fault is None:
        _write(folder, head)
    return fault


def read_anchor(folder: Path) -> Head | None:
    """Return the head kept in a folder, or None when none was kept yet."""
    path = folder / FILE_NAME
    return (
        parse_head(path.read_text(encoding="ascii", errors="replace"), str(path)) if path.exists() else None
    )


def parse_head(text: str, where: str) -> Head:
    """Read `<number>:<hash>`; raises OversightError that names where it stands."""
    found = _HEAD.fullmatch(text.strip())
    if not found:
        raise OversightError(f"{where}: expected the head of an audit log, <number>:<hash>")
    return Head(int(found[1]), found[2])


def show_head(head: Head) -> str:
    """Return a head as `parse_head` reads it."""
    return f"{head.seq}:{head.hash}"


def _write(folder: Path, head: Head) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{FILE_NAME}-{os.getpid()}"
    fresh.write_text(show_head(head) + "\n", encoding="ascii")
    fresh.replace(folder / FILE_NAME)  # whole or not at all
