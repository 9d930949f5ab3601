"""The same question as another hand would type it: slips, capitals, politeness, word order.

Takes a question's text, gives it disturbed in every way that fits, each time alike. None of them changes
what is asked, so that none should change the reply. Called by `steadiness`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from bot.evaluation.slips import Slip, double, drop, hit_neighbor, slip, swap
from bot.evaluation.word_order import reorder

SEED = 1817  # any number, but always the same: every run disturbs alike
OPENINGS = ("Hi, could you please help me?", "Good morning.", "Hello, sorry to bother you.")
OPENINGS_OF_QUESTIONS = ("Hi, could you please tell me:", "Good morning, I would like to know:")
THANKS = ("Thanks.", "Thank you so much!", "Thanks in advance.")
# A dot or comma in a number, an apostrophe or hyphen in a word, and signs that mean something stay.
_PUNCTUATION = re.compile(r"(?<!\d)[.,](?!\d)|(?<=\d)[.,](?!\d)|(?<!\d)[.,](?=\d)|[?!;:\"“”()…]")


def disturb(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind of each disturbance with the disturbed text; kinds that change nothing are left out."""
    text = text.strip()
    for kind, change in KINDS.items():
        changed = change(text, Random(f"{SEED} {kind} {text}"))
        if changed and changed != text:
            yield kind, changed


def _slip(make: Slip, text: str, chance: Random) -> str:
    return slip(text, make, chance)


def _remove_punctuation(text: str, chance: Random) -> str:
    return " ".join(_PUNCTUATION.sub(" ", text).split())


def _open_politely(text: str, chance: Random) -> str:
    openings = OPENINGS_OF_QUESTIONS if text.endswith("?") else OPENINGS
    return f"{chance.choice(openings)} {text}"


def _thank(text: str, chance: Random) -> str:
    ended = text if text[-1] in ".?!" else f"{text}."
    return f"{ended} {chance.choice(THANKS)}"


KINDS: dict[str, Callable[[str, Random], str | None]] = {
    "neighbor key": partial(_slip, hit_neighbor),
    "dropped letter": partial(_slip, drop),
    "doubled letter": partial(_slip, double),
    "swapped letters": partial(_slip, swap),
    "all capitals": lambda text, chance: text.upper(),
    "no capitals": lambda text, chance: text.lower(),
    "no punctuation": _remove_punctuation,
    "polite opening": _open_politely,
    "thanks at the end": _thank,
    "word order": lambda text, chance: reorder(text),
}
"""By name, what makes each disturbance; None where it does not fit."""
