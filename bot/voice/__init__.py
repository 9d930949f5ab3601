"""What a voice says: written text as people say it, in breaths, and as SSML. No framework."""

from bot.voice.breaths import breathe
from bot.voice.forms import spoken_form
from bot.voice.saying import say
from bot.voice.ssml import to_ssml

__all__ = ["breathe", "say", "spoken_form", "to_ssml"]
