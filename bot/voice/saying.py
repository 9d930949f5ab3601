"""Writes text the way people say it: what is written for the eye becomes words."""

from __future__ import annotations

from bot.voice.sentences import flatten


def say(text: str) -> str:
    """Return written text as sentences to be said: no address, no markup, no bracket."""
    return flatten(text.replace("(", ", ").replace(")", ", "))
