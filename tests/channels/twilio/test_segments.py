"""What a text message costs, at the edges where one letter more is another segment."""

from __future__ import annotations

import pytest

from bot.channels.twilio.segments import count_segments, fold


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 0),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # two septets each
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 100, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the pair of septets is not cut
        ("é" * 160, 1),
        ("ñ¿¡Ñüé" * 26, 1),
        ("á" + "a" * 69, 1),  # not in the alphabet: UCS-2
        ("á" + "a" * 70, 2),
        ("á" + "a" * 133, 2),
        ("á" + "a" * 134, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 66, 2),  # 33 of them fit into 67 units
        ("😀" * 67, 3),
    ],
)
def test_segments(text: str, segments: int) -> None:
    assert count_segments(text) == segments


def test_typographic_marks_do_not_cost_half_the_message() -> None:
    text = "“Renew” — it’s $25… • see dl‑renew\u00a0now " * 7
    assert count_segments(text) > 3
    folded = fold(text)
    assert count_segments(folded) == 2
    assert folded.startswith('"Renew" - it\'s $25... - see dl-renew now')


def test_accents_stay() -> None:
    assert (
        fold("¿Dónde está la oficina de Mañana? Sí, señor") == "¿Dónde está la oficina de Mañana? Sí, señor"
    )
