"""What must be said before citizens are let in: with MISSI_PRODUCTION=1 the start refuses defaults.

Takes settings and environment, gives a line for each thing that is wrong. Called by `missi run`.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.channels.alexa.settings import read_alexa
from bot.channels.apple.settings import read_apple
from bot.channels.google.settings import read_google
from bot.channels.lab.settings import SWITCH, is_lab
from bot.channels.messenger.settings import read_messenger
from bot.channels.twilio.settings import read_twilio
from bot.errors import SettingError
from bot.settings import ROOT, Settings

FEWEST_LETTERS = 12
"""Different characters of a secret; a random one of 32 has more nearly always."""
GUESSED = frozenset({"", "missi", "postgres", "password", "secret", "changeme", "admin", "123456"})
OUR_CHANNELS = ("bot.channels.", "bot.health.")
CHANNELS = (read_alexa, read_apple, read_google, read_messenger, read_twilio)
"""What reads the settings of each vendor's channel."""


def require_production(settings: Settings, environment: Mapping[str, str], root: Path = ROOT) -> None:
    """Raise SettingError with a line for each default that production does not take."""
    faults = list(_faults(settings, environment, root)) if settings.is_production else []
    if faults:
        raise SettingError("\n".join(f"MISSI_PRODUCTION: {fault}" for fault in faults))


def _faults(settings: Settings, environment: Mapping[str, str], root: Path) -> Iterator[str]:
    yield from _secrets(settings, environment)
    if is_lab(environment):
        yield f"{SWITCH}: gives every channel secrets that everybody knows; leave it out"
    if not (settings.public_url or "").startswith("https://"):
        yield "MISSI_PUBLIC_URL: expected the https:// address where citizens reach the assistant"
    if settings.console.url and not settings.console.url.startswith("https://"):
        yield f"MISSI_CONSOLE_URL: expected an https:// address, got {settings.console.url}"
    if not settings.web.proxies:
        yield "MISSI_PROXIES: expected the addresses of the web server in front, which ends TLS"
    for origin in sorted(settings.web.origins):
        if not origin.startswith("https://"):
            yield f"MISSI_ORIGINS: expected https:// addresses only, got {origin}"
    yield from _database(settings.database_url)
    yield from _openings(settings, environment, root)
    yield from _channels(settings, environment)


def _secrets(settings: Settings, environment: Mapping[str, str]) -> Iterator[str]:
    """Those that must be said, and those that are said but can be guessed."""
    for name in ("MISSI_SECRET", "MISSI_CONTACT_KEY"):
        if not environment.get(name):
            yield f"{name}: not set; make one with \"openssl rand -base64 32 | tr '+/' '-_'\""
    for name in ("MISSI_SECRET", "MISSI_OPERATIONS_TOKEN", "MISSI_WEBHOOK_SECRET"):
        value = environment.get(name)
        if value and len(set(value)) < FEWEST_LETTERS:
            yield f"{name}: can be guessed; expected one made by chance"
    for token in settings.handoff.agents:
        if len(set(token)) < FEWEST_LETTERS:
            yield f"MISSI_AGENT_TOKENS: the token of {settings.handoff.agents[token]} can be guessed"


def _database(address: str) -> Iterator[str]:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return  # is told when it is opened
    if url.get_backend_name() != "sqlite" and url.host and str(url.password or "") in GUESSED:
        yield "MISSI_DATABASE_URL: expected a password that is no default"


def _openings(settings: Settings, environment: Mapping[str, str], root: Path) -> Iterator[str]:
    """Ways in that go around the front door."""
    if settings.rasa_token:
        yield "MISSI_RASA_TOKEN: Rasa's HTTP API goes around the front door; leave it out"
    host = environment.get("SANIC_HOST", "127.0.0.1")
    if host != "localhost" and not _is_loopback(host):
        yield f"SANIC_HOST: the action server answers anybody who reaches it; expected 127.0.0.1, got {host}"
    configured: Any = yaml.safe_load((root / "credentials.yml").read_text(encoding="utf-8")) or {}
    for channel in configured:
        if not str(channel).startswith(OUR_CHANNELS):
            yield f"credentials.yml: {channel}: goes around the front door; leave it out"
    secrets = root / ".env"
    if secrets.is_file() and secrets.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield ".env: others on this machine may read it; run 'chmod 600 .env'"


def _channels(settings: Settings, environment: Mapping[str, str]) -> Iterator[str]:
    """Vendors' channels that are half set up, or would answer whoever asks."""
    for read in CHANNELS:
        try:
            read(environment, settings)
        except SettingError as error:
            yield str(error)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
