"""Personal data, found and masked before anything is stored, logged, or sent on; knows no channel."""

from bot.privacy.kinds import KINDS, PLACEHOLDERS
from bot.privacy.masking import Masked, Masker, mask

__all__ = ["KINDS", "PLACEHOLDERS", "Masked", "Masker", "mask"]
