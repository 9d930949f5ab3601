"""What the Apple channel is told by the environment."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import SettingError
from bot.settings import Settings

NEEDED = ("MISSI_APPLE_MSP_ID", "MISSI_APPLE_SECRET", "MISSI_APPLE_BUSINESS_IDS")
GATEWAY = "https://mspgw.push.apple.com/v1"
SHORTEST_KEY = 32  # bytes; HS256 wants a key as long as its hash (RFC 7518, 3.2)


@dataclass(frozen=True)
class AppleSettings:
    """Who we are to Apple."""

    msp_id: str
    secret: bytes
    """The API secret, decoded: Apple gives it as base64."""
    business_ids: frozenset[str]
    """The business accounts whose messages are for us."""
    gateway: str = GATEWAY
    """Where replies go, without a slash at the end."""
    verifies: bool = True
    """False only in tests: whoever delivers is believed."""


def read_apple(environment: Mapping[str, str], settings: Settings) -> AppleSettings | None:
    """Return the channel's settings, None when nothing is set; raises SettingError for half of them."""
    verifies = environment.get("MISSI_APPLE_VERIFY") != "off"
    if not verifies and settings.is_production:
        raise SettingError("MISSI_APPLE_VERIFY: off is for tests; leave it out in production")
    missing = [name for name in NEEDED if not environment.get(name)]
    if len(missing) == len(NEEDED):
        return None
    if missing:
        raise SettingError(f"{missing[0]}: not set; the Apple channel needs all of {', '.join(NEEDED)}")
    return AppleSettings(
        msp_id=environment["MISSI_APPLE_MSP_ID"],
        secret=_secret(environment["MISSI_APPLE_SECRET"]),
        business_ids=frozenset(environment["MISSI_APPLE_BUSINESS_IDS"].split()),
        gateway=_gateway(environment.get("MISSI_APPLE_GATEWAY") or GATEWAY, settings),
        verifies=verifies,
    )


def _secret(value: str) -> bytes:
    try:
        secret = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) < SHORTEST_KEY:
        raise SettingError(f"MISSI_APPLE_SECRET: expected base64 of {SHORTEST_KEY} bytes or more")
    return secret


def _gateway(value: str, settings: Settings) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingError(f"MISSI_APPLE_GATEWAY: expected an address of the web, got {value!r}")
    if settings.is_production and parts.scheme != "https":
        raise SettingError("MISSI_APPLE_GATEWAY: expected an https:// address")
    return value.rstrip("/")
