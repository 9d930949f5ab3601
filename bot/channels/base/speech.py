"""Turns the texts of a reply into the contract's `spoken`: no address, no markup, three sentences at most."""

from __future__ import annotations

from collections.abc import Sequence

from bot.voice.sentences import flatten, split_sentences

MOST_SENTENCES = 3


def speak(texts: Sequence[str]) -> str:
    """Return at most three sentences; the first texts carry the answer, the last ones its source."""
    told = " ".join(flatten(text) for text in texts if text)
    return " ".join(split_sentences(told)[:MOST_SENTENCES])
