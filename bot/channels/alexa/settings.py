"""What the Alexa channel is told by the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import SettingError
from bot.settings import Settings

NAME = "alexa"
SKILL_ID = "MISSI_ALEXA_SKILL_ID"
_SKILL = re.compile(r"amzn1\.ask\.skill\.[0-9A-Za-z-]+")


@dataclass(frozen=True)
class AlexaSettings:
    """Whose requests are answered, and how."""

    skills: frozenset[str]
    """The ids of our skills; a request for another one is refused."""
    elicits: bool = True
    """Whether follow-up questions need no "how do I" or the like (Dialog.ElicitSlot)."""
    verifies: bool = True
    """False only in tests: whoever asks is answered."""


def read_alexa(environment: Mapping[str, str], settings: Settings) -> AlexaSettings | None:
    """Return the channel's settings, None without a skill; raises SettingError for what cannot be used."""
    skills = frozenset(environment.get(SKILL_ID, "").split())
    for skill in skills:
        if not _SKILL.fullmatch(skill):
            raise SettingError(f"{SKILL_ID}: expected ids such as amzn1.ask.skill.1234-5678, got {skill!r}")
    verifies = _is_on(environment, "MISSI_ALEXA_VERIFY")
    if not verifies and settings.is_production:
        raise SettingError("MISSI_ALEXA_VERIFY: off is for tests; leave it out in production")
    if not skills:
        return None
    return AlexaSettings(skills, _is_on(environment, "MISSI_ALEXA_ELICIT"), verifies)


def _is_on(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name) or "on"
    if value not in ("on", "off"):
        raise SettingError(f"{name}: expected on or off, got {value!r}")
    return value == "on"
