"""All that pages show of the drafts: what there is, read once for each commit, and what checks find."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.authoring.checks.background import Background, Look
from bot.authoring.checks.consistency import run_checks
from bot.authoring.checks.duplicates import Repetition, find_repetitions
from bot.authoring.checks.finding import Finding
from bot.authoring.checks.neighbors import Neighborhood, Stray, Vectors
from bot.authoring.domain import Domain, read_domain
from bot.authoring.files import Files
from bot.authoring.phrases import Phrase, key_of, read_phrases
from bot.authoring.stories import SAYS, Story, read_stories
from bot.authoring.workspace import Workspace

OF_FOLDER = "folder"
"""What stands for a commit where there is no history."""


@dataclass(frozen=True)
class Snapshot:
    """The training data of a commit."""

    commit: str
    domain: Domain
    phrases: tuple[Phrase, ...]
    stories: tuple[Story, ...]

    @cached_property
    def repetitions(self) -> list[Repetition]:
        """Phrases that are written twice."""
        return find_repetitions(self.phrases)

    def phrases_of(self, intent: str) -> list[Phrase]:
        """Return the phrases of an intent."""
        return [phrase for phrase in self.phrases if phrase.intent == intent]

    def stories_of(self, intent: str) -> list[Story]:
        """Return the stories and rules that an intent stands in."""
        return [s for s in self.stories if any(step.kind == SAYS and step.name == intent for step in s.steps)]

    @cached_property
    def unanswered(self) -> list[str]:
        """The intents that no story or rule says anything about: whoever means one gets no answer."""
        known = {step.name for story in self.stories for step in story.steps if step.kind == SAYS}
        return [intent for intent in self.domain.intents if intent not in known]

    def find_phrases(self, words: str) -> list[Phrase]:
        """Return the phrases that hold some words, whatever their case and punctuation."""
        key = key_of(words)
        return [phrase for phrase in self.phrases if key in key_of(phrase.text)] if words.strip() else []


@dataclass(frozen=True)
class Meaning:
    """The phrases of a commit by what they mean."""

    neighborhood: Neighborhood
    strays: tuple[Stray, ...]


class Study:
    """What there is to know of the drafts.

    Args:
        workspace: the drafts.
        open_vectors: opens what makes vectors of texts; may raise EncoderError.
    """

    def __init__(self, workspace: Workspace, open_vectors: Callable[[], Vectors]) -> None:
        self._workspace = workspace
        self._open_vectors = open_vectors
        self._last: Snapshot | None = None
        self._meaning = Background(self._find_meaning)
        self._findings = Background(self._find_findings)

    def now(self) -> Snapshot:
        """Return the newest drafts; raises AuthoringError when a file cannot be read."""
        if self._workspace.missing:
            return _read(OF_FOLDER, self._workspace.files())
        head = self._workspace.head
        if self._last is None or self._last.commit != head:
            self._last = _read(head, self._workspace.files(head))
        return self._last

    def meaning(self) -> Look[Meaning]:
        """Return what is known of the phrases' meaning; the first time takes seconds, in the background."""
        return self._meaning.look(self.now().commit)

    def findings(self) -> Look[list[Finding]]:
        """Return what Rasa finds; it takes ten seconds for each commit, in the background."""
        return self._findings.look(self.now().commit)

    def _find_meaning(self, commit: str) -> Meaning:
        neighborhood = Neighborhood(self._at(commit).phrases, self._open_vectors())
        return Meaning(neighborhood, tuple(neighborhood.find_strays()))

    def _find_findings(self, commit: str) -> list[Finding]:
        if commit == OF_FOLDER:
            return run_checks(self._workspace.root)
        with tempfile.TemporaryDirectory() as folder:
            self._workspace.export(Path(folder), commit)
            return run_checks(Path(folder))

    def _at(self, commit: str) -> Snapshot:
        last = self._last
        if last is not None and last.commit == commit:
            return last
        return _read(commit, self._workspace.files(None if commit == OF_FOLDER else commit))


def _read(commit: str, files: Files) -> Snapshot:
    return Snapshot(commit, read_domain(files), tuple(read_phrases(files)), tuple(read_stories(files)))
