"""What the environment may say of the Twilio account; half of it is told in one line."""

from __future__ import annotations

import pytest

from bot.channels.twilio.settings import TwilioSettings, read_twilio
from bot.errors import SettingError
from bot.settings import read_settings
from tests.channels.twilio.account import ENVIRONMENT, PUBLIC, TOKEN

ACCOUNT = "AC" + "1" * 32


def read(environment: dict[str, str]) -> TwilioSettings | None:
    return read_twilio(environment, read_settings(environment))


def test_nothing_set_serves_nobody() -> None:
    assert read({}) is None
    assert read({"MISSI_PUBLIC_URL": PUBLIC}) is None


def test_an_account_is_read() -> None:
    assert read(ENVIRONMENT | {"MISSI_PUBLIC_URL": PUBLIC + "/"}) == TwilioSettings(PUBLIC, TOKEN)
    told = {"MISSI_TWILIO_ACCOUNT": ACCOUNT, "MISSI_TWILIO_SENDER": "MG" + "2" * 32}
    told |= {"MISSI_TWILIO_DIAL": "+16015550142", "MISSI_TWILIO_CONFIDENCE": "0.25"}
    chosen = read(ENVIRONMENT | told)
    assert chosen and (chosen.account, chosen.sender) == (ACCOUNT, "MG" + "2" * 32)
    assert (chosen.dial, chosen.confidence) == ("+16015550142", 0.25)


def test_for_tests_nothing_need_be_signed() -> None:
    chosen = read({"MISSI_TWILIO_VERIFY": "off", "MISSI_PUBLIC_URL": PUBLIC})
    assert chosen and not chosen.verifies


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"MISSI_TWILIO_TOKEN": "short"}, "MISSI_TWILIO_TOKEN: expected at least"),
        ({"MISSI_PUBLIC_URL": ""}, "MISSI_PUBLIC_URL: not set"),
        ({"MISSI_TWILIO_ACCOUNT": "AC1"}, "MISSI_TWILIO_ACCOUNT: expected"),
        ({"MISSI_TWILIO_ACCOUNT": ACCOUNT}, "MISSI_TWILIO_SENDER: expected together"),
        ({"MISSI_TWILIO_SENDER": "+16015550100"}, "MISSI_TWILIO_SENDER: expected together"),
        ({"MISSI_TWILIO_DIAL": "601-555-0142"}, "MISSI_TWILIO_DIAL: expected"),
        ({"MISSI_TWILIO_CONFIDENCE": "high"}, "MISSI_TWILIO_CONFIDENCE: expected"),
        ({"MISSI_TWILIO_CONFIDENCE": "2"}, "MISSI_TWILIO_CONFIDENCE: expected"),
        ({"MISSI_TWILIO_VERIFY": "off", "MISSI_PRODUCTION": "1"}, "MISSI_TWILIO_VERIFY: off is for tests"),
    ],
    ids=str,
)
def test_half_an_account_is_refused_in_one_line_without_its_token(told: dict[str, str], fault: str) -> None:
    with pytest.raises(SettingError) as refused:
        read(ENVIRONMENT | told)
    assert str(refused.value).startswith(fault) and "\n" not in str(refused.value)
    assert TOKEN not in str(refused.value)
