"""How much memory a session of processes takes: the sum of their proportional set sizes (PSS).

PSS counts a page shared by n processes as 1/n in each, so that the sum is what the machine really gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bot.errors import ProcessError

PROC = Path("/proc")
_PSS = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)


def measure_pss(sessions: Iterable[int], proc: Path = PROC) -> int:
    """Return the bytes of every process in these sessions, children and their children too."""
    wanted = set(sessions)
    total = 0
    for folder in proc.glob("[0-9]*"):
        try:
            if parse_session((folder / "stat").read_text(errors="replace")) in wanted:
                total += parse_pss((folder / "smaps_rollup").read_text())
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        except PermissionError as error:
            raise ProcessError(f"{error.filename}: not allowed to read the memory of a process") from error
    return total


def parse_session(stat: str) -> int:
    """Return the session of a process from its `stat`; its name may hold blanks and brackets itself."""
    # After "pid (name) ": state, parent, group, session (proc(5)).
    return int(stat[stat.rindex(")") + 1 :].split()[3])


def parse_pss(rollup: str) -> int:
    """Return the bytes that a `smaps_rollup` tells; 0 for a process that is ending."""
    found = _PSS.search(rollup)
    return int(found[1]) * 1024 if found else 0
