"""Suggests what to ask while somebody types: titles and asks with all their words, but for a slip in each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.knowledge.record import Record

MOST = 6
MOST_QUERY = 100  # characters; nobody types more before looking
LONGEST_ASK = 80  # characters; a longer one tells a story
GOOD_ASKS = 4  # the first asks of a record are plain ones, see docs/knowledge.md
SHORTEST_SLIP = 4  # letters; in shorter words a slip is another word
NOT_SUGGESTED = frozenset({"outside"})
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Suggestion:
    """Something to ask, and the record that answers it."""

    text: str
    record: str


class Suggestions:
    """An index over the titles and the first asks of records."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._entries: list[Suggestion] = []
        with_word: dict[str, set[int]] = defaultdict(set)
        for record in records:
            if record.type in NOT_SUGGESTED:
                continue
            short = [ask for ask in record.asks[:GOOD_ASKS] if len(ask) <= LONGEST_ASK]
            for text in (record.title, *short):
                for word in _words(text):
                    with_word[word].add(len(self._entries))
                self._entries.append(Suggestion(text, record.id))
        self._with_word = dict(with_word)
        self._vocabulary = sorted(with_word)
        self._slips: dict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            for slip in _shortened(word):
                self._slips[slip].append(word)

    def find(self, query: str) -> list[Suggestion]:
        """Return up to six, best first, no record twice."""
        words = _words(query[:MOST_QUERY])
        if not words:
            return []
        fitting = set.intersection(*(self._holding(word) for word in words))
        start = " ".join(words)
        ranked = sorted(fitting, key=lambda number: self._rank(number, start))
        found: dict[str, Suggestion] = {}
        for number in ranked:
            found.setdefault(self._entries[number].record, self._entries[number])
            if len(found) == MOST:
                break
        return list(found.values())

    def _rank(self, number: int, start: str) -> tuple[bool, int, int]:
        text = self._entries[number].text
        return not " ".join(_words(text)).startswith(start), len(text), number

    def _holding(self, word: str) -> set[int]:
        """The entries with a word that begins so, or else with one that is a slip away."""
        begun = self._begun(word) or {near for slip in _shortened(word) for near in self._slips.get(slip, ())}
        return set().union(*(self._with_word[known] for known in begun))

    def _begun(self, word: str) -> list[str]:
        start = bisect_left(self._vocabulary, word)
        return self._vocabulary[start : bisect_left(self._vocabulary, word + "\uffff")]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("'", "").replace("’", ""))


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word without each one of its letters: two that share one are a slip or two apart."""
    if len(word) >= SHORTEST_SLIP:
        yield word
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
