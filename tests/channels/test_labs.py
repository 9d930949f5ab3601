"""What the channel lab sends as Google and Twilio is taken, and what comes back can be shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.base.answer import Answer
from bot.channels.google.connector import GoogleChannel
from bot.channels.lab.vendors import find_vendor
from bot.channels.twilio.phone import PhoneChannel
from bot.channels.twilio.sms import SmsChannel
from tests.channels.conftest import Serve, Served

KINDS: dict[str, Any] = {"google": GoogleChannel, "phone": PhoneChannel, "sms": SmsChannel}


@pytest.mark.parametrize("channel", KINDS)
def test_the_lab_is_answered(served: Serve, channel: str) -> None:
    vendor = find_vendor(channel)

    async def talk(running: Served) -> list[tuple[str, str]]:
        call = vendor.build_request("choose tags taxes", vendor.ENVIRONMENT)
        answer = await running.post(call.path, call.body, call.headers)
        assert answer.status == 200
        reply = answer.body.decode()
        return [
            (one.kind, one.text) for one in vendor.show(json.loads(reply) if channel == "google" else reply)
        ]

    shown = served(KINDS[channel], vendor.ENVIRONMENT, talk)
    assert "About taxes" in str(shown)
    assert {kind for kind, _ in shown} >= {"google": {"written", "choice"}, "phone": {"said", "note"}}.get(
        channel, {"written", "note"}
    )


@pytest.mark.parametrize("channel", KINDS)
def test_an_answer_is_previewed(served: Serve, channel: str) -> None:
    vendor = find_vendor(channel)

    async def talk(running: Served) -> str:
        (reply,) = vendor.preview(Answer.plain("Call 601-432-8000 & ask."), running.door)
        return " ".join(one.text for one in vendor.show(reply))

    assert "Call 601-432-8000 & ask." in served(KINDS[channel], vendor.ENVIRONMENT, talk).replace("and", "&")
