"""Cuts what is said into breaths: what somebody can listen to and keep in mind before the next question."""

from __future__ import annotations

import re
from calendar import month_name

from bot.voice.sentences import split_sentences

MOST_SENTENCES = 2
MOST_WORDS = 30
LEAST_WORDS = 6
"""No piece of a long sentence is shorter, if it can be helped."""
_PAUSES = (re.compile(r"[;:]$"), re.compile(r",$"), re.compile(r"$"))
"""Where a long sentence is cut: behind which words, the best first."""
_TIED = re.compile(rf"(?:1[6-9]|20)[0-9]{{2}}\b|Mississippi\b|(?:{'|'.join(month_name[1:])})\b")
"""What is not cut off the day or the town before it."""


def breathe(text: str, words: int = MOST_WORDS, sentences: int = MOST_SENTENCES) -> list[str]:
    """Return breaths of at most so many sentences and words; no word is lost."""
    breaths: list[str] = []
    for piece in (piece for sentence in split_sentences(text) for piece in _shorten(sentence, words)):
        joined = f"{breaths[-1]} {piece}" if breaths else piece
        if breaths and len(joined.split()) <= words and len(split_sentences(joined)) <= sentences:
            breaths[-1] = joined
        else:
            breaths.append(piece)
    return breaths


def _shorten(sentence: str, most: int) -> list[str]:
    """Return the sentence, or, when it is too long for a breath, pieces that end where one may pause."""
    words, pieces = sentence.split(), []
    while len(words) > most:
        place = _pause(words, most)
        pieces.append(" ".join(words[:place]).rstrip(",;:") + ".")
        words = words[place:]
        words[0] = words[0][:1].upper() + words[0][1:]
    return [*pieces, " ".join(words)]


def _pause(words: list[str], most: int) -> int:
    """How many words are said before the pause."""
    places = [place for place in range(most, LEAST_WORDS, -1) if not _TIED.match(words[place])]
    return next(
        (
            place
            for pause in _PAUSES
            for place in places
            if pause.search(words[place - 1]) and len(words) - place >= min(LEAST_WORDS, len(words) - most)
        ),
        most,
    )
