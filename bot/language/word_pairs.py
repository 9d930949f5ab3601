"""How likely a word is after the word before it: interpolated Kneser-Ney over pairs of words.

Learned from texts that are well spelled; says the natural logarithm of a chance. Pairs stand in two sorted
arrays, which load at once and take 12 bytes each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any

DISCOUNT = 0.75
GENERAL = 0.02
"""How much of the chance of a word without its neighbors comes from English at large."""
UNKNOWN = 1e-8
EDGE = "."
"""Stands before the first word of a text and after its last."""


class WordPairs:
    """The counts; `fit` makes them, `as_data` and `from_data` keep them.

    Args:
        general: how often words stand in English at large, for words that the texts lack.
    """

    def __init__(self, general: Mapping[str, int]) -> None:
        self._general = general
        self._all_general = max(1, sum(general.values()))
        self._number: dict[str, int] = {}
        self._keys, self._counts = array("q"), array("i")
        self._before, self._followers, self._starts = array("i"), array("i"), array("i")

    @classmethod
    def fit(cls, texts: Iterable[Sequence[str]], general: Mapping[str, int]) -> WordPairs:
        """Count the pairs in texts, given as their words in lower case."""
        pairs: Counter[tuple[str, str]] = Counter()
        for words in texts:
            pairs.update(zip((EDGE, *words), (*words, EDGE)))
        numbers = {word: n for n, word in enumerate(sorted({word for pair in pairs for word in pair}))}
        keyed = sorted((numbers[one] * len(numbers) + numbers[two], c) for (one, two), c in pairs.items())
        data = {"words": list(numbers), "keys": [k for k, _ in keyed], "counts": [c for _, c in keyed]}
        return cls.from_data(data, general)

    @classmethod
    def from_data(cls, data: Mapping[str, Any], general: Mapping[str, int]) -> WordPairs:
        """Return the pairs that `as_data` told."""
        pairs = cls(general)
        pairs._number = {word: n for n, word in enumerate(data["words"])}
        pairs._keys, pairs._counts = array("q", data["keys"]), array("i", data["counts"])
        width = len(pairs._number)
        pairs._before, pairs._followers, pairs._starts = (array("i", [0] * width) for _ in range(3))
        for key, count in zip(pairs._keys, pairs._counts):
            one, two = divmod(key, width)
            pairs._before[two] += 1  # different words before it
            pairs._followers[one] += 1
            pairs._starts[one] += count
        return pairs

    def as_data(self) -> dict[str, Any]:
        """What `from_data` reads."""
        return {"words": list(self._number), "keys": list(self._keys), "counts": list(self._counts)}

    def count(self, before: str, word: str) -> int:
        """How often the pair stands in the texts."""
        one, two = self._number.get(before), self._number.get(word)
        return 0 if one is None or two is None else self._count(one, two)

    def chance(self, before: str, word: str) -> float:
        """Return the natural logarithm of the chance of a word after another."""
        alone = self._alone(word)
        one, two = self._number.get(before), self._number.get(word)
        if one is None or not self._starts[one]:
            return log(alone)
        seen = max(0.0, self._count(one, two) - DISCOUNT) if two is not None else 0.0
        return log((seen + DISCOUNT * self._followers[one] * alone) / self._starts[one])

    def _alone(self, word: str) -> float:
        number = self._number.get(word)
        ours = self._before[number] / len(self._keys) if number is not None else 0.0
        return (1 - GENERAL) * ours + GENERAL * self._general.get(word, 0) / self._all_general + UNKNOWN

    def _count(self, one: int, two: int) -> int:
        key = one * len(self._number) + two
        at = bisect_left(self._keys, key)
        return self._counts[at] if at < len(self._keys) and self._keys[at] == key else 0
