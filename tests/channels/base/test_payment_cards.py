"""Card numbers are found however they are written; other long numbers are left alone."""

from __future__ import annotations

import pytest

from bot.channels.base.payment_cards import mask_card_numbers

# Test numbers that the payment networks publish.
CARDS = (
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "5555555555554444",
    "3782 822463 10005",
    "6011.1111.1111.1117",
    "4222222222222",
)
OTHERS = (
    "601-432-8000",
    "4111111111111112",
    "case 20261122-000123456789",
    "1234567890123456",
    "9999999999999995",
    "zip 39201 39202 39203",
    "800-222-1222 and 601-987-1212",
)


@pytest.mark.parametrize("number", CARDS)
def test_a_card_number_is_masked(number: str) -> None:
    assert mask_card_numbers(f"my card {number}, thanks", "[x]") == "my card [x], thanks"


@pytest.mark.parametrize("text", OTHERS)
def test_another_number_is_not(text: str) -> None:
    assert mask_card_numbers(text, "[x]") == text
