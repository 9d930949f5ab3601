"""Changes of the training phrases: add, edit, mark entities, move, remove."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.authoring.change import require_line
from bot.authoring.domain import read_domain
from bot.authoring.files import Files
from bot.authoring.phrases import FOLDER, Block, find_marks, plain, read_blocks, read_phrases, same
from bot.authoring.places import insert
from bot.errors import AuthoringError

LONGEST = 500  # characters of a phrase


@dataclass(frozen=True)
class AddPhrase:
    """Add a phrase to an intent; where its phrases are most, or to the file that is named."""

    intent: str
    phrase: str
    path: str | None = None

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Add to {self.intent}: {self.phrase}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError for an intent that there is not, or a phrase that is there."""
        phrase = require_phrase(files, self.phrase)
        taken = next((p for p in read_phrases(files) if same(p.text, phrase)), None)
        if taken:
            raise AuthoringError(
                f"phrase: there already, as one of {taken.intent} ({taken.path}:{taken.line})"
            )
        block = _find_block(files, self.intent, self.path)
        text = files.read(block.path)
        files.write(block.path, insert(text, block.end, [f"{block.indent}- {phrase}"]))


@dataclass(frozen=True)
class EditPhrase:
    """Put a phrase in other words, or mark its entities; it stays where it is."""

    intent: str
    phrase: str
    fresh: str

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Change in {self.intent}: {self.phrase} → {self.fresh}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError when the phrase is not there, or the new one is."""
        fresh = require_phrase(files, self.fresh)
        others = [p for p in read_phrases(files) if p.text != self.phrase or p.intent != self.intent]
        taken = next((p for p in others if same(p.text, fresh)), None)
        if taken:
            raise AuthoringError(
                f"phrase: there already, as one of {taken.intent} ({taken.path}:{taken.line})"
            )
        path, start, stop = _find_phrase(files, self.intent, self.phrase)
        text = files.read(path)
        line = text[start:stop]
        at = line.index(self.phrase, line.index("-") + 1)
        edited = line[:at] + fresh + line[at + len(self.phrase) :]
        files.write(path, text[:start] + edited + text[stop:])


@dataclass(frozen=True)
class RemovePhrase:
    """Take a phrase away."""

    intent: str
    phrase: str

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Remove from {self.intent}: {self.phrase}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError when the phrase is not there, or the last of its place."""
        path, start, stop = _find_phrase(files, self.intent, self.phrase)
        text = files.read(path)
        block = next(b for b in read_blocks(path, text) if any(s == start for s, _, _ in b.phrases))
        if len(block.phrases) == 1:
            raise AuthoringError(f"phrase: the only one of {self.intent} in {path}; add another one first")
        files.write(path, text[:start] + text[stop:])


@dataclass(frozen=True)
class MovePhrase:
    """Move a phrase to another intent."""

    intent: str
    phrase: str
    to: str

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return f"Move from {self.intent} to {self.to}: {self.phrase}"

    def apply(self, files: Files) -> None:
        """Write it; raises AuthoringError as the removal and the addition do."""
        RemovePhrase(self.intent, self.phrase).apply(files)
        AddPhrase(self.to, self.phrase).apply(files)


def require_phrase(files: Files, phrase: str) -> str:
    """Return a phrase in one line; raises AuthoringError for no words, or an entity that there is not."""
    phrase = require_line(phrase, "phrase", LONGEST)
    if not re.search(r"\w", plain(phrase)):
        raise AuthoringError("phrase: expected words")
    entities = read_domain(files).entities
    for _, entity in find_marks(phrase):
        if entity and not entity.startswith("{") and entity.split(":")[0] not in entities:
            raise AuthoringError(f"entity: expected one of {', '.join(entities)}; got {entity!r}")
    return phrase


def _find_block(files: Files, intent: str, path: str | None) -> Block:
    """The block with most phrases; a file that is named, and its own subject, come first."""
    if intent not in read_domain(files).intents:
        raise AuthoringError(f"intent: there is none called {intent!r}")
    paths = [path] if path else files.find(FOLDER)
    blocks = [b for p in paths for b in read_blocks(p, files.read(p)) if b.intent == intent]
    if not blocks:
        raise AuthoringError(f"intent: {intent} has no phrases in {path or FOLDER} to put another one beside")
    return max(blocks, key=lambda block: len(block.phrases))


def _find_phrase(files: Files, intent: str, phrase: str) -> tuple[str, int, int]:
    for path in files.find(FOLDER):
        for block in read_blocks(path, files.read(path)):
            for start, stop, text in block.phrases:
                if block.intent == intent and text == phrase:
                    return path, start, stop
    raise AuthoringError(f"phrase: {intent} has none like that any more; somebody may have changed it")
