"""The sentence encoder: text in, unit vectors out. Used by search and by the intent model alike."""

from bot.encoder.model import NAME, WIDTH, Encoder
from bot.encoder.packing import pack_vector, unpack_vector

__all__ = ["NAME", "WIDTH", "Encoder", "pack_vector", "unpack_vector"]
