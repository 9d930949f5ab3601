"""The vendors that the lab plays, by the names that citizens' channels have."""

from __future__ import annotations

import importlib
from typing import cast

from bot.channels.lab.vendor import Vendor
from bot.errors import LabError

MODULES = {
    "rest": "bot.channels.lab.rest",
    "alexa": "bot.channels.alexa.lab",
    "google": "bot.channels.google.lab",
    "phone": "bot.channels.twilio.phone_lab",
    "sms": "bot.channels.twilio.sms_lab",
    "apple": "bot.channels.apple.lab",
    "messenger": "bot.channels.messenger.lab",
}
RECEIVER = "http://127.0.0.1:5099"
"""Where a `lab.py` has outgoing calls go, below a path of its own."""


def find_vendor(channel: str) -> Vendor:
    """Return who calls a channel; raises LabError for one that nobody plays."""
    if channel not in MODULES:
        raise LabError(f"channel {channel!r}: expected one of {', '.join(MODULES)}")
    return cast(Vendor, importlib.import_module(MODULES[channel]))
