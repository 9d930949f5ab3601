"""Counts what a text message costs: the segments that a phone network cuts it into (GSM 03.38, 23.038).

A text of the GSM alphabet alone takes 160 septets, or 153 in each of several segments; with one letter from
elsewhere the whole message goes as UCS-2: 70 code units, or 67 in each.
"""

from __future__ import annotations

import math

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("^{}\\[~]|€\f")
"""Each takes two septets."""
_FOLDED = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "...", "•": "-", "·": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\t": " ", "`": "'", "´": "'",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Return the text with typographic marks as the GSM alphabet has them; letters keep their accents."""
    return text.translate(_FOLDED)


def count_segments(text: str) -> int:
    """Return how many segments a text takes; none for an empty one."""
    if not text:
        return 0
    if all(letter in BASIC or letter in ESCAPED for letter in text):
        septets = [2 if letter in ESCAPED else 1 for letter in text]
        return 1 if sum(septets) <= 160 else _pack(septets, 153)
    # Outside of the basic plane a character is a pair, which no segment ends within.
    units = [2 if ord(letter) > 0xFFFF else 1 for letter in text]
    return 1 if sum(units) <= 70 else _pack(units, 67)


def _pack(sizes: list[int], most: int) -> int:
    """How many segments these need in their order, none of them cut."""
    if max(sizes) == 1:
        return math.ceil(len(sizes) / most)
    segments, used = 1, 0
    for size in sizes:
        if used + size > most:
            segments, used = segments + 1, 0
        used += size
    return segments
