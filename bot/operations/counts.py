"""The folder that the processes count in, emptied at the start: counts begin with the assistant.

Called by `missi run`; bot/health/metrics.py reads and writes it."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.settings import Settings

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client reads it when it is imported


def empty_counts(settings: Settings) -> Path:
    """Return the folder, there and empty."""
    folder = settings.var.resolve() / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
