"""The same words in another order, where order carries no meaning: a "please", place, clause or sentence.

Takes a question, gives it reordered, or None where no rule is sure to keep what it means; called by
`disturbance`. The rules are strict, for a swap that changes the meaning would count against the assistant."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

# Words that a sentence may begin with and that are no names, so that they lose their capital further back.
_OPENERS = (
    r"(?:let|tell|give|send|show|help|have|find|get|put|connect|can|could|would|will|where|what|when|how|who|"
    r"which|why|is|are|am|do|does|did|the|a|an|my|our|we|you|there|if|since|because|after|before|while|once|"
    r"now|until|in)\b"
)
_OPENS = re.compile(_OPENERS, re.IGNORECASE)
_END = r"(?P<end>[.?!]*)$"
# A month is no place, and more than a short question may have clauses that the place belongs to.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PLACE = rf"n (?!The\b|(?:{_MONTHS})\b)[A-Z][\w'-]*(?: [A-Z][\w'-]*)*(?: [Cc]ounty)?"
_SHORT = r"(?!.*\b(?:if|when|because|that|who|live|stay)\b)(?P<rest>[^\s.?!,]+(?: [^\s.?!,]+){1,7})"
# At the front and before a comma, "if" and "when" begin a condition; elsewhere perhaps what is asked
# ("see if it is open").
_CONDITION = r"(?:if|when|since|because|after|before|while|once|now that|until)"
# "She said no because ..." may be her reason or what she said.
_REASON = r"(?!.*\b(?:said|says?|told|tells?)\b)(?P<rest>[^.?!,]+?),? (?P<moved>because [^.?!,]+)"
# A question with one of these points back at the sentence before it.
_POINTS_BACK = re.compile(
    r"\b(?:it|its|it's|that|that's|this|these|those|they|them|their|he|him|his|she|her|there|one|ones|so|then|"
    r"and|but|or|either|instead|too|also|anyway)\b",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"(?P<told>[^.?!]+[.!]) (?P<asked>[^.?!]+\?)")


def reorder(text: str) -> str | None:
    """Return the question in another order, by the first rule that fits."""
    return next((changed for rule in RULES if (changed := rule(text.strip()))), None)


def _swap_sentences(text: str) -> str | None:
    found = _TWO_SENTENCES.fullmatch(text)
    if not found or _POINTS_BACK.search(found["asked"]):
        return None
    return f"{found['asked']} {found['told']}"


def _move_back(form: re.Pattern[str], joint: str, text: str) -> str | None:
    found = form.match(text)
    return found and f"{_raise(found['rest'])}{joint}{_lower(found['moved'])}{found['end']}"


def _move_front(form: re.Pattern[str], joint: str, text: str) -> str | None:
    found = form.match(text)
    return found and f"{_raise(found['moved'])}{joint}{_lower(found['rest'])}{found['end']}"


def _form(pattern: str, *, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(f"^{pattern}{_END}", flags)


RULES: tuple[Callable[[str], str | None], ...] = (
    _swap_sentences,
    partial(_move_back, _form(rf"(?P<moved>{_CONDITION} [^.?!,]+), (?P<rest>[^.?!,]+)"), " "),
    partial(_move_front, _form(_REASON), ", "),
    partial(_move_back, _form(r"(?P<moved>please),? (?P<rest>[^.?!]+)"), ", "),
    partial(_move_front, _form(rf"(?P<rest>{_OPENERS}[^.?!]+?),? (?P<moved>please)"), " "),
    partial(_move_back, _form(rf"(?P<moved>[Ii]{_PLACE}),? {_SHORT}", flags=0), " "),
    partial(_move_front, _form(rf"{_SHORT} (?P<moved>i{_PLACE})", flags=0), ", "),
)


def _raise(words: str) -> str:
    return words[0].upper() + words[1:]


def _lower(words: str) -> str:
    return words[0].lower() + words[1:] if _OPENS.match(words) or words == "Please" else words
