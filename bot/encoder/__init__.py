"""The sentence encoder: text in, its reading out. Used by search and by the intent model alike."""

from bot.encoder.model import NAME, Encoder
from bot.encoder.reading import WIDTH, Reading

__all__ = ["NAME", "WIDTH", "Encoder", "Reading"]
