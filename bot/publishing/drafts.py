"""Writes what a model is trained from to a folder: the drafts of staff, and the program that runs here."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from bot.authoring.workspace import Workspace
from bot.operations.model import fingerprint
from bot.settings import ROOT, Settings

PROGRAM = ("bot", "actions")
GIVEN = ("config.yml", "domain.yml", "requirements.lock", "data")


@dataclass(frozen=True)
class Drafts:
    """A folder laid out like the checkout, and whose work is in it."""

    folder: Path
    commit: str | None
    contributors: tuple[str, ...]
    settings: Settings
    """Those of this set-up, with the knowledge files of the drafts."""

    @property
    def ingredients(self) -> str:
        """SHA-256 of all that the model depends on."""
        return fingerprint(self.settings, self.folder)


def write_drafts(settings: Settings, folder: Path, root: Path = ROOT) -> Drafts:
    """Write the drafts, or without a git history the checkout as it is.

    The program is always the one that runs here, committed or not: no other may load the model.
    """
    workspace = Workspace(root)
    commit: str | None = None
    contributors: tuple[str, ...] = ()
    if workspace.missing:
        for name in GIVEN:
            _copy(root / name, folder / name)
    else:
        commit = workspace.export(folder)
        contributors = tuple(sorted({change.author for change in workspace.pending()}))
    for name in PROGRAM:
        shutil.rmtree(folder / name, ignore_errors=True)
        _copy(root / name, folder / name)
    own, chosen = Path("data", "knowledge"), settings.knowledge.resolve()
    knowledge = folder / own if chosen == (root / own).resolve() else chosen
    return Drafts(folder, commit, contributors, replace(settings, knowledge=knowledge))


def _copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, if there is one."""
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
