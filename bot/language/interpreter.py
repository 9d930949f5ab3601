"""Interprets what citizens write: tells the language, and gives the words to go by, English and well spelled.

English is mended (`speller.py`), Spanish glossed (`gloss.py`), any other language left as it is. What it
needs is learned once, by `learn`, and kept as plain data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.language.asides import without_asides
from bot.language.courtesy import without_courtesy
from bot.language.gloss import Gloss, read_gloss
from bot.language.languages import ENGLISH, SPANISH, Languages, read_languages, unaccented
from bot.language.sounds import sound
from bot.language.speller import Speller
from bot.language.vocabulary import count_words, english_words, read_spellings, well_spelled, whole_words
from bot.language.word_pairs import WordPairs

SPELLINGS, SPANISH_WORDS, LANGUAGES = "spellings.yml", "spanish.yml", "languages.yml"
SHORTEST_BORROWED = 4


def learn(texts: Iterable[str], checked: Iterable[str], folder: Path, tokenizer: Path) -> dict[str, Any]:
    """Return all that a Interpreter needs, as JSON can keep it.

    Args:
        texts: how citizens write.
        checked: edited texts, all of whose words are right.
        folder: where the files of spellings, Spanish words, and languages are.
        tokenizer: the word pieces of the encoder.
    """
    written, edited = list(texts), list(checked)
    known = {*english_words(), *whole_words(tokenizer)}
    counts = count_words(written, edited, known)
    spellings, meanings = read_spellings(folder / SPELLINGS), read_gloss(folder / SPANISH_WORDS)
    told = well_spelled([*written, *edited], counts, spellings)
    borrowed = {word: meaning for word, meaning in meanings.items() if _is_borrowed(word, known)}
    return {
        "counts": counts,
        "sounds": {word: sound(word) for word in counts},
        "pairs": WordPairs.fit(told, english_words()).as_data(),
        "spellings": borrowed | spellings,
        "meanings": meanings,
        "languages": read_languages(folder / LANGUAGES),
    }


def _is_borrowed(word: str, known: Iterable[str]) -> bool:
    """Whether a Spanish word is understood within English ("licencia"): not one that English has too."""
    return len(word) >= SHORTEST_BORROWED and word.isascii() and word.isalpha() and word not in known


class Interpreter:
    """Interprets messages.

    Args:
        data: what `learn` gave.
        tokenizer: the word pieces of the encoder.
    """

    def __init__(self, data: Mapping[str, Any], tokenizer: Path) -> None:
        english = english_words()
        known = {*english, *whole_words(tokenizer)}
        pairs = WordPairs.from_data(data["pairs"], english)
        self.speller = Speller(data["counts"], pairs, known, data["spellings"], data["sounds"])
        self._gloss = Gloss(data["meanings"])
        spanish = {unaccented(word) for phrase in data["meanings"] for word in phrase.split()}
        self._languages = Languages(data["languages"], {*known, *data["counts"]}, {SPANISH: spanish})

    def interpret(self, text: str) -> tuple[str, str]:
        """Return the language of a message, and the words to go by."""
        text = without_asides(text)
        language = self._languages.guess(text)
        if language == ENGLISH:
            return language, self.speller.mend(without_courtesy(text))
        if language == SPANISH:
            return language, without_courtesy(self._gloss.put(text))
        return language, text
