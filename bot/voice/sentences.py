"""Takes written text apart into sentences that can be said: no address, no markup, no lists."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?:\bMore: *)?\(?\b(?:https?://|www\.)\S*[^\s.,;:!?]", re.IGNORECASE)
_MARKUP = re.compile(r"[*`#>|]+|(?<!\w)_+|_+(?!\w)|[“”]")
_BULLET = re.compile(r"\s*\n\s*(?:[•-]\s*)?")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"')]))\s+(?=[A-Z0-9¿¡“\"])")
# Abbreviations whose point ends no sentence.
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|No|U\.S|a\.m|p\.m|E|W|N|S)\.$")


def drop_addresses(text: str) -> str:
    """Leave out the addresses of the web, and the "More:" before them."""
    return _ADDRESS.sub("", text)


def flatten(text: str) -> str:
    """Return the text as sentences in one line, without addresses of the web and without markup."""
    text = _MARKUP.sub("", drop_addresses(text))
    text = _BULLET.sub(". ", text.strip(" \n•"))
    text = re.sub(r"([:;,.!?])\s*\.(?=\s|$)", r"\1", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip(" :,;")
    return text if not text or text[-1] in ".!?" else text + "."


def split_sentences(text: str) -> list[str]:
    """Return the sentences of one line of text; the point of an abbreviation ends none."""
    sentences: list[str] = []
    for part in _SENTENCE_END.split(text):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += " " + part
        elif part.strip(". "):
            sentences.append(part)
    return sentences
