"""Long texts in parts: nothing is lost, no part is too long, and they end where people would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messaging.splitting import split_text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("short", ["short"]),
        ("One sentence. Another one.", ["One sentence.", "Another one."]),
        ("First part of it\n\nand the rest", ["First part of it", "and the rest"]),
        ("x" * 45, ["x" * 20, "x" * 20, "x" * 5]),
    ],
)
def test_texts_are_split_where_people_would(text: str, parts: list[str]) -> None:
    assert split_text(text, 20) == parts


@given(st.text(max_size=400), st.integers(5, 60))
def test_nothing_is_lost(text: str, most: int) -> None:
    parts = split_text(text.strip(), most)
    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
