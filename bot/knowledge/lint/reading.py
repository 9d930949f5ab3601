"""The school grade that a text asks of its reader (Flesch-Kincaid): takes a text, gives a number.

Called by the rule about plain words."""

from __future__ import annotations

import re

import textstat

# A dot inside or after these ends no sentence.
_DOTTED = re.compile(
    r"(?<=\w)\.(?=\w)|(?<=\b[A-Z])\.(?=\s)|(?<=\b(?:St|Jr|Dr|Mr|Ms))\.|(?<=\.m)\.(?=,|;|\)|\s+[a-z0-9])"
)
# Vowels that stand together but sound apart: area, radio, society, being, player, museum, fuel, fluid.
_APART = re.compile(
    r"(?<![cgstx])i(?:a(?!ge)|o(?!n))|[dr]ea(?=s?$|t[eio])|(?<![gp])eo|[^gq]ua|[cdru]iet|[lr]ien[ct]|scien"
    r"|[aeouy]ing|[ou]y[aeo]|aye|eum|uel|uid|oe[mt]"
)
# An e that is written but not heard: home, closed, places, people, handled, settled, statement, safety.
_SILENT = re.compile(
    r"[^aeiouyl]e$|[^aeiouydlt]ed$|[^aeiouycghlsxz]es$|[aeiouy]les?$|[aeiouy]led$|[io]ue$"
    r"|[aeiou][fgmtsv]e(?=ment|ty|wide|time|thing|stead|fore|hold)"
)


def find_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade, the same on every machine."""
    plain = _DOTTED.sub("", text)
    words = textstat.lexicon_count(plain)
    if not words:
        return 0.0
    # textstat's own syllables need a dictionary that it would download when it is first asked.
    syllables = sum(count_syllables(word) for word in plain.split())
    return float(0.39 * words / textstat.sentence_count(plain) + 11.8 * syllables / words - 15.59)


def count_syllables(word: str) -> int:
    """Return how many syllables an English word has, nearly; one for a number."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", letters))
    return max(1, groups + len(_APART.findall(letters)) - len(_SILENT.findall(letters)))
