"""Splits what is too long for one message, where people would."""

from __future__ import annotations

SEAMS = ("\n\n", "\n", ". ", " ")
"""Where a text is split, the best first."""


def split_text(text: str, most: int) -> list[str]:
    """Return the text in parts of at most so many characters; none for an empty one."""
    parts = []
    while len(text) > most:
        end = next((found for seam in SEAMS if (found := _end_of(text, seam, most))), most)
        parts.append(text[:end].strip())
        text = text[end:].strip()
    return [*parts, text] if text else parts


def _end_of(text: str, seam: str, most: int) -> int:
    """Where the last part that fits ends; 0 when that would leave most of the room empty."""
    end = text.rfind(seam, most // 2, most)
    return end + len(seam) if end > 0 else 0
