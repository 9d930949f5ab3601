"""What a model replies to the questions, asked of an assistant started for it; kept, so as to ask it once.

The questions are those of `data/eval` and `data/golden`; docs/publishing.md says why not `data/unseen`.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.evaluation.evaluation import hash_records
from bot.evaluation.kept import describe, restore
from bot.evaluation.question import Conversation
from bot.evaluation.questions import read_conversations
from bot.evaluation.run import Result, ask_all
from bot.knowledge.database import insert_into
from bot.operations.database import prepare_store
from bot.operations.model import NAME
from bot.operations.throwaway import throwaway_of
from bot.publishing.tables import EVALUATION
from bot.settings import ROOT, Settings

FOLDERS = ("data/eval", "data/golden")
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Questions:
    """Everything that models are asked; `version` is a hash of it."""

    conversations: tuple[Conversation, ...]
    version: str


@dataclass(frozen=True)
class Measurement:
    """What was asked of which knowledge."""

    questions: str
    knowledge: str


def read_questions(root: Path = ROOT) -> Questions:
    """Return the questions of a folder laid out like the checkout."""
    paths = [root / folder for folder in FOLDERS]
    files = [file for path in paths for file in sorted(path.glob("*.yml"))]
    version = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files))
    return Questions(tuple(read_conversations(*paths)), version.hexdigest())


def read_knowledge(settings: Settings) -> str:
    """Return the version of the published records."""
    return hash_records(prepare_store(settings).all())


def measure(
    settings: Settings, file: Path, conversations: Sequence[Conversation], report: Report
) -> list[Result]:
    """Ask an assistant with this model everything."""
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(file.resolve(), Path(folder, f"{NAME}.tar.gz"))
        with throwaway_of(replace(settings, models=Path(folder))) as assistant:
            return ask_all(conversations, assistant.address, report)


class Measurements:
    """What models replied, in the database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, digest: str, of: Measurement) -> list[Result] | None:
        """Return what a model replied, or None when it was not asked just this."""
        keys = EVALUATION.c
        wanted = (keys.digest == digest, keys.questions == of.questions, keys.knowledge == of.knowledge)
        with self._engine.connect() as connection:
            text = connection.execute(select(keys.results).where(*wanted)).scalar()
        return [restore(item) for item in json.loads(text)] if text else None

    def keep(self, digest: str, of: Measurement, results: Sequence[Result]) -> None:
        """Keep what a model replied; what was kept of the same already stays."""
        told = json.dumps([describe(result) for result in results], ensure_ascii=False)
        row = {"digest": digest, "at": time.time(), "results": told} | vars(of)
        with self._engine.begin() as connection:
            connection.execute(insert_into(self._engine, EVALUATION).values(row).on_conflict_do_nothing())
