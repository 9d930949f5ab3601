"""Runs Rasa's checks of the drafts in a process of their own, once for each commit."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.authoring.checks.finding import WRONG, Finding
from bot.settings import ROOT

WORKER = "bot.authoring.checks.rasa"
LONGEST_S = 180.0
KEPT = 8  # commits

Export = Callable[[Path, str], str]
"""Writes the files of a commit to a folder."""


@dataclass(frozen=True)
class Verdict:
    """What is known of a commit: findings, or that they are being looked for."""

    is_done: bool
    findings: tuple[Finding, ...] = ()


class Consistency:
    """The checks of commits; each runs once, in the background, one at a time."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._known: dict[str, Verdict] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def look(self, commit: str) -> Verdict:
        """Return what is known of a commit at once; begins to look when nothing is."""
        with self._lock:
            if commit in self._known:
                return self._known[commit]
            while len(self._known) >= KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[commit] = Verdict(False)
        threading.Thread(target=self._check, args=(commit,), daemon=True).start()
        return Verdict(False)

    def _check(self, commit: str) -> None:
        with self._turn, tempfile.TemporaryDirectory() as folder:
            try:
                self._export(Path(folder), commit)
                findings = tuple(run_checks(Path(folder)))
            except Exception as error:  # whatever failed is told on the page, and looked for again next time
                findings = (Finding(WRONG, f"The check itself failed: {type(error).__name__}."),)
        with self._lock:
            self._known[commit] = Verdict(True, findings)


def run_checks(folder: Path) -> list[Finding]:
    """Return what Rasa finds in a checkout; waits for the process, some ten seconds."""
    done = subprocess.run(
        [sys.executable, "-m", WORKER, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return [Finding(WRONG, f"Rasa cannot read the files: {last}")]
    return [Finding(**found) for found in json.loads(done.stdout.strip().splitlines()[-1])]
