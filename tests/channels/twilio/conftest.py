"""Both channels of the account, served over loopback."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.channels.twilio.phone import PhoneChannel
from bot.channels.twilio.sms import SmsChannel
from tests.channels.conftest import Serve, Served, ServedTalk
from tests.channels.twilio.account import ENVIRONMENT

WORKDAY = datetime(2026, 11, 18, 16, tzinfo=timezone.utc)
NIGHT = datetime(2026, 11, 18, 4, tzinfo=timezone.utc)
Sms = Callable[..., Any]
Phone = Callable[..., Any]


@pytest.fixture
def sms(served: Serve) -> Sms:
    """Runs a talk by text messages."""

    def start(talk: ServedTalk, **environment: str) -> Any:
        return served(SmsChannel, ENVIRONMENT | environment, talk)

    return start


@pytest.fixture
def phone(served: Serve) -> Phone:
    """Runs a talk on the phone; `now` is the time that the office goes by."""

    def start(talk: ServedTalk, now: datetime = WORKDAY, **environment: str) -> Any:
        async def talking(running: Served) -> Any:
            running.door.handoff._now = lambda: now
            return await talk(running)

        return served(PhoneChannel, ENVIRONMENT | environment, talking)

    return start
