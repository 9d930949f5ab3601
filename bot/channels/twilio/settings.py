"""What text messages and phone calls are told by the environment: one Twilio account serves both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import SettingError
from bot.settings import SHORTEST_SECRET, Settings

NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
"""A phone number as E.164 writes it."""
ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
MESSAGING = re.compile(rf"MG[0-9a-f]{{32}}|{NUMBER.pattern}")
API = "https://api.twilio.com"


@dataclass(frozen=True)
class TwilioSettings:
    """The account."""

    public_url: str
    """What Twilio calls us by, over which it signs."""
    token: str = ""
    """The account's auth token, which signs what Twilio sends."""
    verifies: bool = True
    """False only in tests: whoever asks is answered."""
    account: str | None = None
    """The account's id; with it, a person's words can be sent as text messages."""
    sender: str | None = None
    """The number, or the messaging service, that they come from."""
    api: str = API
    dial: str | None = None
    """The number of a person, to whom callers are put through in office hours."""
    confidence: float = 0.4
    """What was made out with less is read back to the caller first; 0 for never."""


def read_twilio(environment: Mapping[str, str], settings: Settings) -> TwilioSettings | None:
    """Return the account, None when there is none; raises SettingError for half of one."""
    verifies = environment.get("MISSI_TWILIO_VERIFY") != "off"
    if not verifies and settings.is_production:
        raise SettingError("MISSI_TWILIO_VERIFY: off is for tests; leave it out in production")
    token = environment.get("MISSI_TWILIO_TOKEN", "")
    if not token and verifies:
        return None
    if token and len(token) < SHORTEST_SECRET:
        raise SettingError(f"MISSI_TWILIO_TOKEN: expected at least {SHORTEST_SECRET} characters")
    if not settings.public_url:
        raise SettingError("MISSI_PUBLIC_URL: not set; Twilio signs the address that it calls")
    account = _matching(environment, "MISSI_TWILIO_ACCOUNT", ACCOUNT, "AC and 32 hexadecimal digits")
    sender = _matching(
        environment, "MISSI_TWILIO_SENDER", MESSAGING, "a number such as +16015550100, or MG..."
    )
    if bool(account) != bool(sender):
        raise SettingError("MISSI_TWILIO_SENDER: expected together with MISSI_TWILIO_ACCOUNT")
    return TwilioSettings(
        public_url=settings.public_url.rstrip("/"),
        token=token,
        verifies=verifies,
        account=account,
        sender=sender,
        api=environment.get("MISSI_TWILIO_API", API).rstrip("/"),
        dial=_matching(environment, "MISSI_TWILIO_DIAL", NUMBER, "a number such as +16015550100"),
        confidence=_share(environment, "MISSI_TWILIO_CONFIDENCE", TwilioSettings.confidence),
    )


def _matching(
    environment: Mapping[str, str], name: str, pattern: re.Pattern[str], expected: str
) -> str | None:
    value = environment.get(name) or None
    if value and not pattern.fullmatch(value):
        raise SettingError(f"{name}: expected {expected}")
    return value


def _share(environment: Mapping[str, str], name: str, default: float) -> float:
    value = environment.get(name) or str(default)
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise SettingError(f"{name}: expected a number from 0 to 1, got {value!r}")
    return share
