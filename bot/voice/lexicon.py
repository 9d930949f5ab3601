"""How names and acronyms are said, by locale; `lexicons/` has one file for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from bot.voice.breaths import MOST_WORDS
from bot.voice.sentences import split_sentences

AMERICAN = "en-US"
FOLDER = Path(__file__).with_name("lexicons")
_CAPITALS = re.compile(r"(?<![\w.@])(?P<capitals>(?:[A-Z]&?){2,6})(?P<many>s?)(?!\w)")
_HYPHEN = re.compile(r"(?<=\b[A-Z])-(?=[A-Z0-9])|(?<=[A-Z]{2})-(?=[A-Z0-9])|(?<=[0-9])-(?=[A-Z]\b)")
"""Between letters and figures: E-Rate, W-2, MS-ISAC, Suite 201-B."""
_VERB = (
    r"(?:is|are|was|has|can|will|may|must|does|gives|runs|sends|pays|makes|keeps|helps|handles|mails|works|offers"
    r"|takes|lists|posts|checks|collects|issues|serves|provides|reviews|manages|leads|set|uses)\b"
)


@dataclass(frozen=True)
class Lexicon:
    """One locale's."""

    names: Mapping[str, str]
    """Pronunciations in the International Phonetic Alphabet."""
    words: frozenset[str]
    """What is written in capitals and said as a word."""
    said: Mapping[str, str]
    """What is said in its place."""
    expansions: Mapping[str, str]
    """What an acronym stands for."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the names."""
        longest_first = sorted(map(re.escape, self.names), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")

    def spell(self, text: str) -> str:
        """Return the text with its acronyms as they are said; what one stands for is said once."""
        for acronym, meaning in self.expansions.items():
            if acronym in text and meaning not in text:
                text = self._expand_once(text, acronym, meaning)
        return self._spell_out(text)

    def _expand_once(self, text: str, acronym: str, meaning: str) -> str:
        """Say what it means in the first sentence that stays one breath with it."""
        sentences = split_sentences(text)
        for place, sentence in enumerate(sentences):
            longer = _expand(sentence, acronym, meaning)
            if longer != sentence and len(self._spell_out(longer).split()) <= MOST_WORDS:
                return " ".join([*sentences[:place], longer, *sentences[place + 1 :]])
        return text

    def _spell_out(self, text: str) -> str:
        return _CAPITALS.sub(self._letters, _HYPHEN.sub(" ", text))

    def _letters(self, found: re.Match[str]) -> str:
        capitals = found["capitals"]
        if capitals in self.words:
            return found[0]
        said = self.said.get(capitals) or " ".join(capitals).replace("&", "and")
        return f"{said}'s" if found["many"] else said


def _expand(text: str, acronym: str, meaning: str) -> str:
    """Say what it means where the sentence allows it: before a pause, or as the subject of a verb."""
    subject = re.compile(rf"(?:(?<=^)|(?<=[.!?] ))(?:The )?{acronym} (?={_VERB})")
    text, count = subject.subn(f"{acronym}, the {meaning}, ", text, count=1)
    if count:
        return text
    last = re.compile(rf"(?<![\w(-])(?P<the>the )?{acronym}(?=[.;:!?](?:\s|$)|$)")
    return last.sub(f"{acronym}, the {meaning}", text, count=1)


@cache
def read_lexicon(locale: str = AMERICAN) -> Lexicon:
    """Return the lexicon of a locale that has a file."""
    told = yaml.safe_load((FOLDER / f"{locale}.yml").read_text(encoding="utf-8"))
    return Lexicon(told["names"], frozenset(told["words"]), told["said"], told["expansions"])
