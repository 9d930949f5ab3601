"""Finds the agencies, counties, cities, topics and officials that a text names, typos included.

Built from the published records (or from the names kept of them); the Rasa extractor calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import spacy
from spacy.pipeline import EntityRuler
from spacy.tokens import Doc

from bot.knowledge.gazetteer.doubt import COUNTIES, COUNTY, DOUBTS, Word
from bot.knowledge.gazetteer.names import Name, Names, names_of
from bot.knowledge.gazetteer.spelling import NameSpeller, nearest
from bot.knowledge.record import Record

FAMILIAR = {
    "&": "and",
    "co": COUNTY,
    "cnty": COUNTY,
    "cty": COUNTY,
    "corp": "corporation",
    "dept": "department",
    "dpt": "department",
    "lt": "lieutenant",
    "saint": "st",
}
"""Other ways of writing a word of a name."""
SILENT = frozenset(["'s", "’s", "'", "’", "`", "-", "–"])
"""Tokens that names are read without: `the governor's office`, `Jefferson-Davis`."""
BEFORE_COUNTY_MIN_LETTERS = 5  # `green county`; shorter words are too near to too much
_INITIALS = re.compile(r"(?:\w\.)+\w?\.?")


class Mention(NamedTuple):
    """A name found: its kind, the slug it stands for (of a city: its name), and where it stands."""

    kind: str
    value: str
    text: str
    start: int
    end: int


class Gazetteer:
    """The names of one set of records, ready to be found.

    Args:
        records: the published records; not needed when `names` made of them are given.
    """

    def __init__(self, records: Sequence[Record] = (), *, names: Names | None = None) -> None:
        names = names or names_of(records)
        self._nlp = spacy.blank("en")
        self._meanings: dict[str, list[Name]] = {}
        vocabulary: set[str] = {COUNTY, COUNTIES}
        of_counties: set[str] = set()
        for name in names.names:
            words = [word.norm for word in self._words(name.text)]
            self._meanings.setdefault(" ".join(words), []).append(name)
            vocabulary.update(words)
            if name.kind == "county":
                of_counties.update(words)
        self._of_counties = sorted(of_counties - {COUNTY, "of"})
        self._speller = NameSpeller(vocabulary, names.ordinary)
        self._ruler = cast(EntityRuler, self._nlp.add_pipe("entity_ruler"))
        self._ruler.add_patterns([{"label": "name", "pattern": phrase} for phrase in self._meanings])

    def find(self, text: str) -> list[Mention]:
        """Return what the text names, in its order; of overlapping names the longest."""
        words = self._spelled(list(self._words(text)))
        doc = self._ruler(Doc(self._nlp.vocab, words=[word.norm for word in words]))
        mentions = []
        for span in doc.ents:
            start, end = words[span.start].start, words[span.end - 1].end
            for name in self._meanings.get(span.text, ()):
                if name.kind and DOUBTS[name.doubt](words, span.start, span.end):
                    mentions.append(Mention(name.kind, name.value, text[start:end], start, end))
                    break
        return mentions

    def _words(self, text: str) -> Iterator[Word]:
        last = ""
        for token in self._nlp.tokenizer(text):
            norm = token.lower_
            if norm.isspace() or norm in SILENT or (norm == "." and last in FAMILIAR):
                continue
            last = norm.replace(".", "") if _INITIALS.fullmatch(norm) else norm.rstrip(".") or norm
            yield Word(FAMILIAR.get(last, last), token.text, token.idx, token.idx + len(token))

    def _spelled(self, words: list[Word]) -> list[Word]:
        mended = [self._speller.mend(word.norm) for word in words]
        for at, word in enumerate(mended[:-1]):
            if mended[at + 1] == COUNTY and len(word) >= BEFORE_COUNTY_MIN_LETTERS:
                mended[at] = nearest(word, self._of_counties)
        return [
            word._replace(norm=norm, of_county=norm in self._of_counties)
            for word, norm in zip(words, mended, strict=True)
        ]
