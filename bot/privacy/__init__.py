"""Personal data, found and masked before anything is stored, logged, or sent on; knows no channel."""

from bot.privacy.masking import KINDS, Masked, Masker, mask

__all__ = ["KINDS", "Masked", "Masker", "mask"]
