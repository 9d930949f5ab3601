"""Mends what people misspell, word by word in the light of the words around it; right words stay.

A message in, the likeliest one that was meant out (Viterbi): `slips.py` says which words may have been meant,
`word_pairs.py` how likely they are in a row. A word that English knows is left alone unless another that
sounds like it is far likelier there ("i no him", "wear do i sine up").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from bot.language.slips import Slips
from bot.language.sounds import sound
from bot.language.vocabulary import WORD
from bot.language.word_pairs import EDGE, WordPairs

OF_PAIRS = 0.5
"""How much the neighbors count against the size of a slip."""
RIGHT_WORD = (8.0, 1.0, -0.5)
"""How unlikely it is that a right word stands for another, after 0, 1, or more misspellings in a message."""
RARE_WORD = 2.5
"""The same besides, for a word that English knows and citizens have not used."""
NAME = 6.0
"""The same for a strange word with a capital within a sentence."""
SPLIT, JOIN = 4.0, 4.0
"""How unlikely it is that people leave a gap out, or put one in."""
PLAIN_SLIP = 4.5
"""A strange word this near to one of ours is taken for a misspelling of it."""
SHORTEST_MENDED = 3
SHORTEST_PART = 3
SHORTEST_JOINED, LONGEST_PART = 6, 3
"""Of two words written for one, one is short: "a nother", "hi way", "be for"."""


class Option(NamedTuple):
    """A way to read one word or more of a message."""

    length: int
    """How many of the message's words it stands for."""
    words: tuple[str, ...]
    """What was meant, in lower case; empty for the word as it stands."""
    size: float


@dataclass(frozen=True)
class Message:
    """A message in words."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Where each word starts and ends."""
    words: tuple[str, ...]
    """In lower case."""

    @classmethod
    def of(cls, text: str) -> Message:
        """Return the message that a text is."""
        spans = tuple(match.span() for match in WORD.finditer(text))
        return cls(text, spans, tuple(text[start:end].lower() for start, end in spans))

    def part(self, at: int, length: int) -> str:
        """So many words from a place on, as they were typed; fewer at the end."""
        last = min(at + length, len(self.words)) - 1
        return self.text[self.spans[at][0] : self.spans[last][1]]

    def is_name(self, at: int) -> bool:
        """Whether a word has a capital within a sentence, or nothing but capitals."""
        typed = self.part(at, 1)
        has_capitals = typed.isupper() or (at > 0 and typed[0].isupper())
        return has_capitals and not self.text.isupper()


class Speller:
    """Mends words of a message.

    Args:
        counts: the words to mend toward, with how often each is used.
        pairs: how likely words are in a row.
        known: other words that are right.
        spellings: what people write for a word or two, by what they write, in lower case.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        pairs: WordPairs,
        known: Collection[str] = (),
        spellings: Mapping[str, str] = MappingProxyType({}),
        sounds: Mapping[str, str] | None = None,
    ) -> None:
        self._counts = counts
        self._pairs = pairs
        self._known = known
        self._spellings = spellings
        self._slips = Slips(sounds or {word: sound(word) for word in counts})

    def mend(self, text: str) -> str:
        """Return the text with its misspelled words mended, everything else as it was."""
        mended, at = [], 0
        for start, end, meant in self.mendings(text):
            mended += [text[at:start], meant]
            at = end
        return "".join([*mended, text[at:]])

    def mendings(self, text: str) -> list[tuple[int, int, str]]:
        """Return what is to be replaced in a text: start, end, and what was meant."""
        message = Message.of(text)
        misspelled = sum(map(self._is_misspelled, message.words))
        mendings, at = [], 0
        for option in self._best(message, misspelled):
            if option.words:
                end = message.spans[at + option.length - 1][1]
                mendings.append((message.spans[at][0], end, " ".join(option.words)))
            at += option.length
        return mendings

    def _options(self, message: Message, at: int, misspelled: int) -> list[Option]:
        for length in (2, 1):
            spelled = self._spellings.get(message.part(at, length).lower())
            if spelled and at + length <= len(message.words):
                return [Option(length, tuple(spelled.split()), 0.0)]
        word = message.words[at]
        slip = RIGHT_WORD[min(misspelled, len(RIGHT_WORD) - 1)]
        near: Mapping[str, float] = {}
        if word in self._counts:
            stays = message.is_name(at) or self._fits(message, at, slip)
            near = {} if stays else self._slips.heard(word)
        elif len(word) >= SHORTEST_MENDED and "'" not in word:
            near = self._slips.meant(word)
            slip = NAME * message.is_name(at) + (RARE_WORD + slip) * (word in self._known)
        options = [Option(1, (), 0.0), *(Option(1, (meant,), slip + size) for meant, size in near.items())]
        if not self._knows(word):
            options += self._splits(word)
        if misspelled and at + 1 < len(message.words):
            options += self._joined(message.part(at, 2))
        return options

    def _fits(self, message: Message, at: int, slip: float) -> bool:
        """Whether a word goes so well with its neighbors that none that costs a slip could go better."""
        before, word, after = (EDGE, *message.words, EDGE)[at : at + 3]
        return -OF_PAIRS * (self._pairs.chance(before, word) + self._pairs.chance(word, after)) <= slip

    def _splits(self, word: str) -> Iterator[Option]:
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            one, two = word[:at], word[at:]
            if self._pairs.count(one, two):
                yield Option(1, (one, two), SPLIT)

    def _joined(self, two_words: str) -> Iterator[Option]:
        one, gap, two = two_words.partition(" ")
        both = one + two
        is_long = len(both) >= SHORTEST_JOINED and min(len(one), len(two)) <= LONGEST_PART
        if not gap or not both.islower() or not is_long:
            return
        if both in self._counts:
            yield Option(2, (both,), JOIN)
        elif not self._knows(both):
            for meant, size in self._slips.heard(both).items():
                yield Option(2, (meant,), JOIN + size)

    def _best(self, message: Message, misspelled: int) -> list[Option]:
        """The options in a row that are likeliest together (Viterbi)."""
        ways: list[dict[str, tuple[float, list[Option]]]] = [{} for _ in range(len(message.words) + 1)]
        ways[0] = {EDGE: (0.0, [])}
        for at, word in enumerate(message.words):
            for option in self._options(message, at, misspelled) if ways[at] else ():
                meant = option.words or (word,)
                cost, path = min(
                    (cost - OF_PAIRS * self._pairs.chance(before, meant[0]), path)
                    for before, (cost, path) in ways[at].items()
                )
                inner = sum(self._pairs.chance(one, two) for one, two in zip(meant, meant[1:]))
                cost += option.size - OF_PAIRS * inner
                reached = ways[at + option.length]
                if meant[-1] not in reached or cost < reached[meant[-1]][0]:
                    reached[meant[-1]] = (cost, [*path, option])
        ends = {cost - OF_PAIRS * self._pairs.chance(w, EDGE): path for w, (cost, path) in ways[-1].items()}
        return ends[min(ends)]

    def _is_misspelled(self, word: str) -> bool:
        """Whether a word is none, and near enough to one of ours that it is no strange name either."""
        if len(word) < SHORTEST_MENDED or self._knows(word):
            return False
        nearest = min(self._slips.meant(word).values(), default=PLAIN_SLIP)
        return word in self._spellings or nearest < PLAIN_SLIP

    def _knows(self, word: str) -> bool:
        """Whether a word is right; one with an apostrophe always is, for nobody writes it by mistake."""
        return "'" in word or word in self._counts or word in self._known
