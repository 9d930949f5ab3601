"""What the environment may say of the Google channel; half a set-up is told in one line."""

from __future__ import annotations

import pytest

from bot.channels.google.settings import GoogleSettings, read_google
from bot.errors import SettingError
from bot.settings import read_settings

SECRET = "s" * 32
PUBLIC = {"MISSI_PUBLIC_URL": "https://assistant.example.gov/"}
ADDRESSES = frozenset(
    {"https://assistant.example.gov/webhooks/google/webhook", "https://assistant.example.gov"}
)


def read(environment: dict[str, str]) -> GoogleSettings | None:
    return read_google(environment, read_settings(environment))


def test_nothing_set_serves_nobody() -> None:
    assert read({}) is None
    assert read({"MISSI_GOOGLE_VERIFY": "on"}) is None


def test_each_proof_is_read() -> None:
    assert read({"MISSI_GOOGLE_BASIC": f"ann:{SECRET}"}) == GoogleSettings(basic=f"ann:{SECRET}")
    assert read({"MISSI_GOOGLE_HEADER": f"X-Key: {SECRET}"}) == GoogleSettings(header=("X-Key", SECRET))
    token = read({"MISSI_GOOGLE_PROJECT": "12"} | PUBLIC)
    assert token == GoogleSettings(project="12", audiences=ADDRESSES)
    named = read({"MISSI_GOOGLE_PROJECT": "12", "MISSI_GOOGLE_AUDIENCE": "https://a.example b"} | PUBLIC)
    assert named and named.audiences == {"https://a.example", "b"}


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"MISSI_GOOGLE_BASIC": "ann:short"}, "MISSI_GOOGLE_BASIC: expected user:password"),
        ({"MISSI_GOOGLE_BASIC": SECRET}, "MISSI_GOOGLE_BASIC: expected user:password"),
        ({"MISSI_GOOGLE_HEADER": f": {SECRET}"}, "MISSI_GOOGLE_HEADER: expected 'Name: value'"),
        ({"MISSI_GOOGLE_HEADER": "X-Key: short"}, "MISSI_GOOGLE_HEADER: expected 'Name: value'"),
        ({"MISSI_GOOGLE_PROJECT": "my-project"}, "MISSI_GOOGLE_PROJECT: expected the project's number"),
        ({"MISSI_GOOGLE_PROJECT": "12"}, "MISSI_GOOGLE_AUDIENCE: expected"),
        ({"MISSI_GOOGLE_CERTIFICATE": "X-Verify: SUCCESS"}, "MISSI_GOOGLE_CERTIFICATE: proves Google"),
        (
            {"MISSI_GOOGLE_CERTIFICATE": "X-Verify: SUCCESS", "MISSI_GOOGLE_HEADER": f"X-Key: {SECRET}"},
            "MISSI_GOOGLE_CERTIFICATE: only a proxy",
        ),
        (
            {"MISSI_GOOGLE_BASIC": f"ann:{SECRET}", "MISSI_GOOGLE_PROJECT": "12"} | PUBLIC,
            "MISSI_GOOGLE_BASIC: excludes",
        ),
        ({"MISSI_GOOGLE_VERIFY": "off", "MISSI_PRODUCTION": "1"}, "MISSI_GOOGLE_VERIFY: off is for tests"),
    ],
)
def test_half_a_set_up_is_refused_in_one_line_without_a_secret(
    environment: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingError) as refused:
        read(environment)
    assert str(refused.value).startswith(told)
    assert SECRET not in str(refused.value) and "short" not in str(refused.value)
    assert "\n" not in str(refused.value)
