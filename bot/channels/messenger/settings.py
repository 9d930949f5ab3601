"""What the Messenger channel is told by the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import SettingError
from bot.settings import Settings

NEEDED = ("MISSI_MESSENGER_APP_SECRET", "MISSI_MESSENGER_PAGE_TOKEN", "MISSI_MESSENGER_VERIFY_TOKEN")
GRAPH = "https://graph.facebook.com/v23.0"
"""A version lives about two years; MISSI_MESSENGER_GRAPH names another."""


@dataclass(frozen=True)
class MessengerSettings:
    """Who we are to Meta."""

    app_secret: str
    """What events are signed with."""
    page_token: str
    """What may send in the page's name."""
    verify_token: str
    """What Meta shows once, when the webhook is set up."""
    graph: str = GRAPH
    """Where replies go, without a slash at the end."""
    verifies: bool = True
    """False only in tests: whoever delivers is believed."""


def read_messenger(environment: Mapping[str, str], settings: Settings) -> MessengerSettings | None:
    """Return the channel's settings, None when nothing is set; raises SettingError for half of them."""
    verifies = environment.get("MISSI_MESSENGER_VERIFY") != "off"
    if not verifies and settings.is_production:
        raise SettingError("MISSI_MESSENGER_VERIFY: off is for tests; leave it out in production")
    missing = [name for name in NEEDED if not environment.get(name)]
    if len(missing) == len(NEEDED):
        return None
    if missing:
        raise SettingError(f"{missing[0]}: not set; the Messenger channel needs all of {', '.join(NEEDED)}")
    secret, page_token, verify_token = (environment[name] for name in NEEDED)
    graph = _graph(environment.get("MISSI_MESSENGER_GRAPH") or GRAPH, settings)
    return MessengerSettings(secret, page_token, verify_token, graph, verifies)


def _graph(value: str, settings: Settings) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingError(f"MISSI_MESSENGER_GRAPH: expected an address of the web, got {value!r}")
    if settings.is_production and parts.scheme != "https":
        raise SettingError("MISSI_MESSENGER_GRAPH: expected an https:// address")
    return value.rstrip("/")
