"""Reads the environment once into a frozen dataclass; wrong values fail at the start, by name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.errors import SettingError

STATE_TIME = ZoneInfo("America/Chicago")
ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SHORTEST_SECRET = 32  # characters; HS256 wants a key as long as its hash (RFC 7518, 3.2)


@dataclass(frozen=True)
class WebSettings:
    """Who may use the web channel, and how much."""

    secret: str | None = None
    """What session tokens are signed with; None for one of this set-up's own, kept in `var/`."""
    origins: frozenset[str] = frozenset()
    """Other origins whose pages may embed the widget, such as https://www.example.gov."""
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    """Proxies of ours, whose X-Forwarded-For is believed."""
    idle_days: int = 30
    """After so many days without a message, a conversation is deleted."""
    session_rate: int = 30
    """Most messages of one conversation in a minute."""
    address_rate: int = 300
    """Most messages from one network address in a minute; many people may share one."""


@dataclass(frozen=True)
class HandoffSettings:
    """Who may answer citizens in person, when, and how a help desk hears of it."""

    agents: Mapping[str, str] = field(default_factory=dict)
    """The name of each agent, as citizens see it, by token; none means that no person can be reached here."""
    hours: str = "mon-fri 8:00-17:00"
    """When people are there, in the state's time; state holidays are not among it."""
    contact_keys: tuple[str, ...] = ()
    """What contact requests are encrypted with, the newest first; none for one kept in `var/`."""
    contact_days: int = 30
    """After so many days a contact request is deleted."""
    webhook_url: str | None = None
    webhook_secret: str | None = None
    """What messages to the help desk are signed with."""


@dataclass(frozen=True)
class ConsoleSettings:
    """Where the staff console is, and who says that staff are who they say."""

    port: int = 5080
    url: str | None = None
    """Where staff reach it, such as https://console.example.gov; None for this machine only."""
    keys: tuple[str, ...] = ()
    """What the secrets of sign-in codes are encrypted with, the newest first; none for one kept in `var/`."""
    issuer: str | None = None
    """The OpenID Connect provider of the single sign-on; None for passwords only."""
    client: str = ""
    client_secret: str = ""
    checkout: Path = ROOT
    """The checkout whose phrases, sentences, and stories staff change, as drafts in its git repository."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how they are reached."""

    database_url: str
    """SQLAlchemy address; SQLite under `var/` unless MISSI_DATABASE_URL says otherwise."""
    knowledge: Path
    """Folder of the knowledge files that git tracks."""
    var: Path
    """Folder of everything that can be made again: database, encoder, logs."""
    models: Path
    """Folder of trained models."""
    assistant_port: int
    actions_port: int
    operations_token: str | None = None
    """What those who watch the assistant from elsewhere show; from this machine none is needed."""
    rasa_token: str | None = None
    """Turns on Rasa's own HTTP API, which goes around the front door."""
    model_server: str | None = None
    """Where assistants take the live model from; None for the console of this machine."""
    model_token: str | None = None
    """What assistants show there; None for one kept in `var/`."""
    public_url: str | None = None
    """Where citizens reach it, such as https://assistant.example.gov."""
    is_production: bool = False
    """Whether the start refuses defaults."""
    retention_days: int = 90
    """After so many days nothing that was said is kept any more, unless it is held."""
    web: WebSettings = field(default_factory=WebSettings)
    handoff: HandoffSettings = field(default_factory=HandoffSettings)
    console: ConsoleSettings = field(default_factory=ConsoleSettings)

    @property
    def encoder(self) -> Path:
        """The converted sentence encoder."""
        return self.var / "encoder" / "encoder.onnx"

    @property
    def tokenizer(self) -> Path:
        """The word pieces that belong to the encoder."""
        return self.var / "encoder" / "tokenizer.json"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; raises SettingError naming the variable that cannot be used."""
    var = Path(environment.get("MISSI_VAR", ROOT / "var"))
    return Settings(
        database_url=environment.get("MISSI_DATABASE_URL", f"sqlite:///{var / 'missi.db'}"),
        knowledge=Path(environment.get("MISSI_KNOWLEDGE", ROOT / "data" / "knowledge")),
        var=var,
        models=Path(environment.get("MISSI_MODELS", ROOT / "models")),
        assistant_port=_port(environment, "MISSI_PORT", 5005),
        actions_port=_port(environment, "MISSI_ACTIONS_PORT", 5055),
        operations_token=_secret(environment, "MISSI_OPERATIONS_TOKEN"),
        rasa_token=_secret(environment, "MISSI_RASA_TOKEN"),
        model_server=_address(environment, "MISSI_MODEL_SERVER"),
        model_token=_secret(environment, "MISSI_MODEL_TOKEN"),
        public_url=_address(environment, "MISSI_PUBLIC_URL"),
        is_production=environment.get("MISSI_PRODUCTION", "") not in ("", "0"),
        retention_days=_count(environment, "MISSI_RETENTION_DAYS", Settings.retention_days),
        web=_read_web(environment),
        handoff=_read_handoff(environment),
        console=_read_console(environment),
    )


def _read_web(environment: Mapping[str, str]) -> WebSettings:
    return WebSettings(
        secret=_secret(environment, "MISSI_SECRET"),
        origins=frozenset(_origin(word) for word in environment.get("MISSI_ORIGINS", "").split()),
        proxies=tuple(_network(word) for word in environment.get("MISSI_PROXIES", "").split()),
        idle_days=_count(environment, "MISSI_IDLE_DAYS", WebSettings.idle_days),
        session_rate=_count(environment, "MISSI_SESSION_RATE", WebSettings.session_rate),
        address_rate=_count(environment, "MISSI_ADDRESS_RATE", WebSettings.address_rate),
    )


def _read_handoff(environment: Mapping[str, str]) -> HandoffSettings:
    url, secret = (
        environment.get("MISSI_WEBHOOK_URL") or None,
        environment.get("MISSI_WEBHOOK_SECRET") or None,
    )
    if url is not None and urlsplit(url).scheme not in ("http", "https"):
        raise SettingError(f"MISSI_WEBHOOK_URL: expected an address of the web, got {url!r}")
    if url is not None and (secret is None or len(secret) < SHORTEST_SECRET):
        raise SettingError(f"MISSI_WEBHOOK_SECRET: expected at least {SHORTEST_SECRET} characters")
    return HandoffSettings(
        agents=_agents(environment.get("MISSI_AGENT_TOKENS", "")),
        hours=environment.get("MISSI_OFFICE_HOURS", HandoffSettings.hours),
        contact_keys=tuple(environment.get("MISSI_CONTACT_KEY", "").split()),
        contact_days=_count(environment, "MISSI_CONTACT_DAYS", HandoffSettings.contact_days),
        webhook_url=url,
        webhook_secret=secret,
    )


def _read_console(environment: Mapping[str, str]) -> ConsoleSettings:
    issuer, client = _address(environment, "MISSI_OIDC_ISSUER"), environment.get("MISSI_OIDC_CLIENT", "")
    if issuer and urlsplit(issuer).scheme != "https" and urlsplit(issuer).hostname not in LOOPBACK:
        raise SettingError(f"MISSI_OIDC_ISSUER: expected an https:// address, got {issuer!r}")
    if issuer and not client:
        raise SettingError("MISSI_OIDC_CLIENT: expected the name that the provider knows the console by")
    url = _address(environment, "MISSI_CONSOLE_URL")
    return ConsoleSettings(
        port=_port(environment, "MISSI_CONSOLE_PORT", ConsoleSettings.port),
        url=url.rstrip("/") if url else None,
        keys=tuple(environment.get("MISSI_CONSOLE_KEY", "").split()),
        issuer=issuer,
        client=client,
        client_secret=environment.get("MISSI_OIDC_SECRET", ""),
        checkout=Path(environment.get("MISSI_CHECKOUT") or ROOT),
    )


def _agents(value: str) -> dict[str, str]:
    """Read `Ana of ITS:<token>, Ben:<token>`; no error tells a token."""
    agents: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in value.split(","))):
        name, _, token = entry.rpartition(":")
        if not name.strip() or len(token) < SHORTEST_SECRET or token in agents:
            expected = (
                f"expected 'name:token, name:token', each token of its own, {SHORTEST_SECRET} characters"
            )
            raise SettingError(f"MISSI_AGENT_TOKENS: {expected} or more")
        agents[token] = name.strip()
    return agents


def _secret(environment: Mapping[str, str], name: str) -> str | None:
    value = environment.get(name) or None
    if value is not None and len(value) < SHORTEST_SECRET:
        raise SettingError(f"{name}: expected at least {SHORTEST_SECRET} characters")
    return value


def _address(environment: Mapping[str, str], name: str) -> str | None:
    value = environment.get(name) or None
    parts = urlsplit(value or "")
    if value is not None and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise SettingError(f"{name}: expected an address of the web, got {value!r}")
    return value


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or value != f"{parts.scheme}://{parts.netloc}":
        raise SettingError(f"MISSI_ORIGINS: expected origins such as https://www.example.gov, got {value!r}")
    return value.lower()


def _network(value: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(value)
    except ValueError:
        raise SettingError(f"MISSI_PROXIES: expected addresses or networks, got {value!r}") from None


def _count(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name, str(default))
    if not value.isascii() or not value.isdigit() or not int(value):
        raise SettingError(f"{name}: expected a whole number above 0, got {value!r}")
    return int(value)


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name, str(default))
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingError(f"{name}: expected a port between 1 and 65535, got {value!r}")
    return int(value)
