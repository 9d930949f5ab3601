"""What counts as a good reply."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bench.bots import free_ports
from bot.bench.client import is_good, play


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([{"text": "Hey!"}], True),
        ([{"text": "Renew online."}, {"custom": {"outcome": "answer"}}], True),
        ([{"text": "I can't tell."}, {"custom": {"outcome": "refuse"}}], True),
        ([{"text": "Something failed."}, {"custom": {"outcome": "error"}}], False),
        ([{"text": "Look", "custom": None}], True),
        ([{"image": "https://example.org/cub.jpg"}], False),
        ([], False),
    ],
)
def test_a_good_reply_says_something_and_is_no_excuse(replies: list[dict[str, Any]], expected: bool) -> None:
    assert is_good(replies) is expected


def test_where_nobody_listens_no_turn_is_good() -> None:
    (port,) = free_ports(1)
    assert [turn.is_good for turn in play(port, [("a", "hello"), ("a", "bye")])] == [False, False]
