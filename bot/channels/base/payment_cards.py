"""Finds what looks like a payment card number, so that it is never sent on or kept."""

from __future__ import annotations

import re

# 13 to 19 digits, in groups or not (ISO/IEC 7812-1), that begin as the cards of payment networks do.
_CARD = re.compile(r"(?<!\d)[2-6](?:[ .-]?\d){12,18}(?!\d)")


def mask_card_numbers(text: str, mask: str) -> str:
    """Return the text with `mask` for every card number; the text itself when there is none."""
    return _CARD.sub(lambda found: mask if _is_luhn(found[0]) else found[0], text)


def _is_luhn(number: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    digits = [int(digit) for digit in reversed(number) if digit.isdigit()]
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
