"""What the Apple channel is told by the environment, and the page for registration."""

from __future__ import annotations

import base64
from urllib.parse import urlencode

import pytest

from bot.channels.apple.settings import GATEWAY, read_apple
from bot.errors import SettingError
from bot.settings import read_settings
from tests.channels.apple.conftest import ENVIRONMENT, OPERATOR
from tests.channels.apple.gateway import BUSINESS, SECRET
from tests.channels.served import Served

LANDING = "/webhooks/apple/landing"
SETTINGS = read_settings({})
PRODUCTION = read_settings({"MISSI_PRODUCTION": "1"})


def test_without_any_setting_the_channel_is_off() -> None:
    assert read_apple({}, SETTINGS) is None


def test_the_secret_is_used_decoded() -> None:
    settings = read_apple(ENVIRONMENT, SETTINGS)
    assert settings and settings.secret == SECRET
    assert settings.business_ids == {BUSINESS, "another-invented-business"}


def test_apples_own_gateway_is_the_default() -> None:
    told = {name: value for name, value in ENVIRONMENT.items() if name != "MISSI_APPLE_GATEWAY"}
    settings = read_apple(told, PRODUCTION)
    assert settings and settings.gateway == GATEWAY and settings.verifies


@pytest.mark.parametrize(
    ("changed", "production", "named"),
    [
        ({"MISSI_APPLE_SECRET": ""}, False, "MISSI_APPLE_SECRET"),
        ({"MISSI_APPLE_BUSINESS_IDS": ""}, True, "MISSI_APPLE_BUSINESS_IDS"),
        ({"MISSI_APPLE_SECRET": "not base64!"}, False, "MISSI_APPLE_SECRET"),
        ({"MISSI_APPLE_SECRET": base64.b64encode(b"short").decode()}, False, "MISSI_APPLE_SECRET"),
        ({"MISSI_APPLE_GATEWAY": "nowhere"}, False, "MISSI_APPLE_GATEWAY"),
        ({}, True, "MISSI_APPLE_GATEWAY"),
        ({"MISSI_APPLE_VERIFY": "off"}, True, "MISSI_APPLE_VERIFY"),
    ],
)
def test_what_cannot_be_used_is_named(changed: dict[str, str], production: bool, named: str) -> None:
    with pytest.raises(SettingError, match=named) as error:
        read_apple(ENVIRONMENT | changed, PRODUCTION if production else SETTINGS)
    assert "\n" not in str(error.value)


def test_the_landing_page_escapes_what_it_is_given(served: Served) -> None:
    hostile = '"><script>alert(1)</script>'
    query = urlencode({"id": BUSINESS, "name": hostile, "logo": f"https://example.com/{hostile}"})
    status, page, headers = served.call_fully(f"{LANDING}?{query}", method="GET")
    assert status == 200 and "<script>" not in page and "&lt;script&gt;" in page
    assert "script-src" not in headers["Content-Security-Policy"].replace("default-src 'none'", "")


@pytest.mark.parametrize("logo", ["javascript:alert(1)", "http://example.com/logo", "https://[", "data:x"])
def test_only_a_safe_logo_is_shown(served: Served, logo: str) -> None:
    query = urlencode({"id": BUSINESS, "name": "Tags", "logo": logo})
    assert "<img" not in served.call(f"{LANDING}?{query}", method="GET")[1]


@pytest.mark.parametrize("account", ["", "somebody-elses", "<b>"])
def test_only_our_accounts_are_shown(served: Served, account: str) -> None:
    status, page = served.call(f"{LANDING}?{urlencode({'id': account, 'name': 'Tags'})}", method="GET")
    assert status == 404 and "<form" not in page and "<b>" not in page


@pytest.mark.parametrize(("token", "status"), [(OPERATOR, 200), ("wrong", 403), ("", 403)])
def test_whoever_has_the_token_confirms(served: Served, token: str, status: int) -> None:
    form = urlencode({"id": BUSINESS, "name": "Tags", "token": token}).encode()
    found, page = served.call(LANDING, form)
    assert found == status and ("Confirmed" in page) == (status == 200)


def test_nobody_confirms_a_strangers_account(served: Served) -> None:
    form = urlencode({"id": "somebody-elses", "token": OPERATOR}).encode()
    status, page = served.call(LANDING, form)
    assert status == 404 and "Confirmed" not in page
