"""Turns the texts of a reply into what a voice says: no address, no markup, three sentences at most."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_SENTENCES = 3
_ADDRESS = re.compile(r"(?:\bMore: *)?\(?\b(?:https?://|www\.)\S*[^\s.,;:!?]", re.IGNORECASE)
_MARKUP = re.compile(r"[*`#>|]+|(?<!\w)_+|_+(?!\w)|[“”]")
_BULLET = re.compile(r"\s*\n\s*(?:[•-]\s*)?")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"')]))\s+(?=[A-Z0-9“\"])")
# Abbreviations whose point ends no sentence.
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|No|U\.S|a\.m|p\.m|E|W|N|S)\.$")


def speak(texts: Sequence[str]) -> str:
    """Return at most three sentences; the first texts carry the answer, the last ones its source."""
    told = " ".join(_plain(text) for text in texts if text)
    return " ".join(_sentences(told)[:MOST_SENTENCES])


def _plain(text: str) -> str:
    text = _MARKUP.sub("", _ADDRESS.sub("", text))
    text = _BULLET.sub(". ", text.strip(" \n•"))
    text = re.sub(r"([:;,.!?])\s*\.(?=\s|$)", r"\1", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip(" :,;")
    return text if not text or text[-1] in ".!?" else text + "."


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    for part in _SENTENCE_END.split(text):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += " " + part
        elif part.strip(". "):
            sentences.append(part)
    return sentences
