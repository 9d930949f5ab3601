"""The sentence encoder: text in, unit vectors out. Used by search and by the intent model alike."""

from bot.encoder.model import WIDTH, Encoder
from bot.encoder.packing import pack_vector, unpack_vector

__all__ = ["WIDTH", "Encoder", "pack_vector", "unpack_vector"]
