"""Numbers so long that they can only be somebody's, whatever they count: nine digits and more.

Gives the recognizers of this kind; called by `masking`.
"""

from __future__ import annotations

import re

from bot.privacy.reading import digits_of
from bot.privacy.recognizer import MARK, Recognizer

FEWEST_DIGITS = 9
YEAR = re.compile(r"(?:19|20)\d\d")
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}([/.\-])\d{1,2}\1\d{2,4}")
_ZIP, _LONG_ZIP = re.compile(r"\d{5}"), re.compile(r"\d{5}-\d{4}")
# A vehicle identification number (ISO 3779): letters and digits, the last four digits.
_VEHICLE = r"(?<![a-z0-9]) (?=[a-z]*\d) (?=\d*[a-z]) [a-hj-npr-z0-9]{13}\d{4} (?![a-z0-9])"


def recognizers() -> tuple[Recognizer, ...]:
    """Those of this kind."""
    in_one = r"(?<![\d$]) (?<!\d[.,]) \d{9,} (?![.,]\d)"
    in_groups = r"(?<![\d$]) \d+ ([ .\-_/*|~+]{1,3}) \d+ (?:\1\d+)+ (?!\d)"
    digit_by_digit = rf"(?<![\d$]) \d (?: {MARK}\d(?!\d) ){{8,}}"
    return (
        Recognizer("number", [in_one, in_groups, digit_by_digit], check=is_long),
        Recognizer("number", [_VEHICLE]),
    )


def is_long(text: str) -> bool:
    """Whether a row of digits is one number, and not dates, years, or ZIP codes one after the other."""
    if DATE.search(text) or _LONG_ZIP.fullmatch(text) or len(digits_of(text)) < FEWEST_DIGITS:
        return False
    groups = re.findall(r"\d+", text)
    return len(groups) == 1 or not all(YEAR.fullmatch(group) or _ZIP.fullmatch(group) for group in groups)
