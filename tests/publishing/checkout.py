"""A copy of this checkout's files to train from, with drafts or questions of its own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from bot.publishing.drafts import GIVEN, PROGRAM
from bot.settings import ROOT
from tests.authoring.checkout import git

Questions = Mapping[str, tuple[str, ...]]
"""By folder, the question files that are kept."""


def copy_checkout(folder: Path, questions: Questions) -> Path:
    """The files of this checkout with few questions, without a history.

    Few, so that a test is about training and publishing; the gate has tests of its own.
    """
    folder.mkdir()
    for name in (*GIVEN, *PROGRAM):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    for place, kept in questions.items():
        for file in (folder / place).glob("*.yml"):
            if file.name not in kept:
                file.unlink()
    return folder


def keep_history(folder: Path) -> None:
    """Make the folder a git repository with all of it in one commit."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
