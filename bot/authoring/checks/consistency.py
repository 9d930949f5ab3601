"""Runs Rasa's checks of a checkout in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bot.authoring.checks.finding import Finding
from bot.errors import AuthoringError
from bot.settings import ROOT

WORKER = "bot.authoring.checks.rasa"
LONGEST_S = 180.0


def run_checks(folder: Path) -> list[Finding]:
    """Return what Rasa finds in a checkout; waits for the process, some ten seconds.

    Raises AuthoringError when it cannot read the files at all.
    """
    command = [sys.executable, "-m", WORKER, str(folder)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_S)
    except subprocess.TimeoutExpired:
        raise AuthoringError(f"Rasa did not finish its check within {LONGEST_S:.0f} seconds") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise AuthoringError(f"Rasa cannot read the files: {last}")
    return [Finding(**found) for found in json.loads(done.stdout.strip().splitlines()[-1])]
