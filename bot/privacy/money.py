"""Payment cards and bank accounts.

Gives the recognizers of these kinds; called by `masking`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from presidio_analyzer import RecognizerResult

from bot.privacy.numbers import DATE, YEAR
from bot.privacy.reading import digits_of
from bot.privacy.recognizer import MARK, NINE_DIGITS, Recognizer, after, phrases

CARD_DIGITS = (16, 15, 19, 18, 17, 14, 13)  # ISO/IEC 7812-1; the usual ones first
ROUTING_WEIGHTS = (3, 7, 1) * 3  # of the check digit, by the American Bankers Association
_ROUTING = phrases("routing|aba|rtn|transit|ruta|enrutamiento")
_ACCOUNT = phrases(
    r"account|acct\.?|bank account|checking account|savings account|iban",
    "cuenta|cuenta bancaria|cuenta de (?:banco|cheques|ahorros)",
)


class CardRecognizer(Recognizer):
    """Payment cards by their check digit, even with a date or more digits right behind them."""

    def __init__(self) -> None:
        # They begin as those of payment networks do.
        super().__init__("card", [rf"(?<!\d) [2-6] (?: (?:{MARK})?\d ){{12,40}}"])

    def analyze(self, text: str, *arguments: Any, **options: Any) -> list[RecognizerResult]:
        """See parent class."""
        found = []
        for result in super().analyze(text, *arguments, **options):
            end = _card_end(text, result.start, result.end)
            if end:
                result.end = end
                found.append(result)
        return found


def recognizers() -> tuple[Recognizer, ...]:
    """Those of these kinds."""
    ends_in = after(rf"{_ACCOUNT} (?:[ ]number)? [ ](?:ends|ending)", r"\d{4}(?!\d)", between="in|with")
    return (
        CardRecognizer(),
        Recognizer("bank_routing", [after(_ROUTING, NINE_DIGITS)], check=is_routing),
        Recognizer(
            "bank_account",
            [after(_ACCOUNT, rf"\d(?:(?:{MARK})?\d){{4,16}}(?!\d)"), ends_in],
            check=_is_account,
        ),
    )


def is_luhn(digits: Sequence[int]) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2])
    return (sum(digits[::-2]) + sum(doubled)) % 10 == 0


def is_routing(text: str) -> bool:
    """Whether nine digits are a bank's routing number, by their check digit."""
    digits = [int(digit) for digit in digits_of(text)]
    return any(digits) and sum(w * d for w, d in zip(ROUTING_WEIGHTS, digits)) % 10 == 0


def _card_end(text: str, start: int, end: int) -> int:
    """Where a card number that begins at `start` ends; 0 when none does."""
    places = [place for place in range(start, end) if text[place].isdigit()]
    for length in CARD_DIGITS:
        if length > len(places):
            continue
        last = places[length - 1] + 1
        if not text[last : last + 1].isdigit() and is_luhn([int(text[place]) for place in places[:length]]):
            return last
    return 0


def _is_account(text: str) -> bool:
    return not YEAR.fullmatch(text) and not DATE.fullmatch(text)
