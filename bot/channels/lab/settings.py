"""Whether every vendor's channel is to be served for trying it, and with which settings."""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.lab.vendors import MODULES, find_vendor

SWITCH = "MISSI_LAB"


def is_lab(environment: Mapping[str, str]) -> bool:
    """Whether the lab is on."""
    return environment.get(SWITCH, "") not in ("", "0")


def lab_environment() -> Mapping[str, str]:
    """Return the settings that have every channel served for trying it, by variable."""
    told: dict[str, str] = {}
    for channel in MODULES:
        told |= find_vendor(channel).ENVIRONMENT
    return told
