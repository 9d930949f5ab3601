"""Settings of the web channel: wrong values fail at the start, by name."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from bot.errors import SettingError
from bot.settings import WebSettings, read_settings


def test_everything_has_a_default() -> None:
    assert read_settings({}).web == WebSettings()


def test_lists_have_blanks_between_their_parts() -> None:
    environment = {
        "MISSI_ORIGINS": "https://A.example  http://b.example:81",
        "MISSI_PROXIES": "10.0.0.0/8 ::1",
    }
    web = read_settings(environment).web
    assert web.origins == {"https://a.example", "http://b.example:81"}
    assert web.proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MISSI_SECRET", "short"),
        ("MISSI_ORIGINS", "*"),
        ("MISSI_ORIGINS", "www.example.gov"),
        ("MISSI_ORIGINS", "https://www.example.gov/"),
        ("MISSI_ORIGINS", "https://a.example,https://b.example/x"),
        ("MISSI_PROXIES", "everybody"),
        ("MISSI_IDLE_DAYS", "0"),
        ("MISSI_SESSION_RATE", "-1"),
        ("MISSI_ADDRESS_RATE", "many"),
        ("MISSI_CONSOLE_PORT", "80800"),
        ("MISSI_CONSOLE_URL", "console.example.gov"),
        ("MISSI_OIDC_ISSUER", "http://login.example.gov"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}: expected"):
        read_settings({name: value})
