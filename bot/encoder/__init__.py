"""The sentence encoder: text in, unit vectors out. Used by search and by the intent model alike."""

from bot.encoder.model import WIDTH, Encoder

__all__ = ["WIDTH", "Encoder"]
