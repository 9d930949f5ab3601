"""Finds phrases that are written twice, in one intent or in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.authoring.phrases import Phrase, key_of


@dataclass(frozen=True)
class Repetition:
    """Phrases of the same words, in the order of the files."""

    phrases: tuple[Phrase, ...]

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents that have them; more than one teach the opposite of each other."""
        return tuple(dict.fromkeys(phrase.intent for phrase in self.phrases))


def find_repetitions(phrases: Sequence[Phrase]) -> list[Repetition]:
    """Return the phrases that are the same but for case, punctuation, and marks; two intents first."""
    by_words: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_words.setdefault(key_of(phrase.text), []).append(phrase)
    found = [Repetition(tuple(same)) for same in by_words.values() if len(same) > 1]
    return sorted(found, key=lambda repetition: -len(repetition.intents))
