"""What the Google channel is told by the environment: how Dialogflow proves that it is our agent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import SettingError
from bot.settings import SHORTEST_SECRET, Settings

PATH = "/webhooks/google/webhook"
PROOFS = ("MISSI_GOOGLE_BASIC", "MISSI_GOOGLE_HEADER", "MISSI_GOOGLE_PROJECT")


@dataclass(frozen=True)
class GoogleSettings:
    """The proofs; each that is set must hold."""

    basic: str | None = None
    """`user:password` of HTTP Basic."""
    header: tuple[str, str] | None = None
    """Name and value of a header of our choice."""
    project: str | None = None
    """The number of the Google Cloud project, whose Dialogflow service agent signs ID tokens."""
    audiences: frozenset[str] = frozenset()
    """Whom an ID token may be for: our webhook's address, or its origin."""
    certificate: tuple[str, str] | None = None
    """Name and value of the header by which a proxy of ours says that it saw Google's client certificate."""
    verifies: bool = True
    """False only in tests: whoever asks is answered."""


def read_google(environment: Mapping[str, str], settings: Settings) -> GoogleSettings | None:
    """Return the channel's settings, None when nothing is set; raises SettingError for half of them."""
    if environment.get("MISSI_GOOGLE_VERIFY") == "off":
        if settings.is_production:
            raise SettingError("MISSI_GOOGLE_VERIFY: off is for tests; leave it out in production")
        return GoogleSettings(verifies=False)
    found = GoogleSettings(
        basic=_basic(environment),
        header=_header(environment, "MISSI_GOOGLE_HEADER", shortest=SHORTEST_SECRET),
        project=_project(environment),
        audiences=_audiences(environment, settings),
        certificate=_header(environment, "MISSI_GOOGLE_CERTIFICATE", shortest=1),
    )
    if not (found.basic or found.header or found.project):
        if found.certificate:
            raise SettingError(
                "MISSI_GOOGLE_CERTIFICATE: proves Google, not our agent; set one of " + ", ".join(PROOFS)
            )
        return None
    if found.basic and found.project:
        raise SettingError("MISSI_GOOGLE_BASIC: excludes MISSI_GOOGLE_PROJECT, for both use one header")
    if found.project and not found.audiences:
        raise SettingError("MISSI_GOOGLE_AUDIENCE: expected our webhook's address, or set MISSI_PUBLIC_URL")
    if found.certificate and not settings.web.proxies:
        raise SettingError(
            "MISSI_GOOGLE_CERTIFICATE: only a proxy of MISSI_PROXIES is believed; there is none"
        )
    return found


def _basic(environment: Mapping[str, str]) -> str | None:
    value = environment.get("MISSI_GOOGLE_BASIC") or None
    if value and len(value.partition(":")[2]) < SHORTEST_SECRET:
        expected = f"expected user:password, the password of {SHORTEST_SECRET} characters or more"
        raise SettingError(f"MISSI_GOOGLE_BASIC: {expected}")
    return value


def _header(environment: Mapping[str, str], name: str, *, shortest: int) -> tuple[str, str] | None:
    """Read `Name: value`; no error tells the value."""
    line = environment.get(name)
    if not line:
        return None
    header, _, value = (part.strip() for part in line.partition(":"))
    if not header or len(value) < shortest:
        raise SettingError(f"{name}: expected 'Name: value', the value of {shortest} characters or more")
    return header, value


def _project(environment: Mapping[str, str]) -> str | None:
    value = environment.get("MISSI_GOOGLE_PROJECT") or None
    if value and not (value.isascii() and value.isdigit()):
        raise SettingError(f"MISSI_GOOGLE_PROJECT: expected the project's number, got {value!r}")
    return value


def _audiences(environment: Mapping[str, str], settings: Settings) -> frozenset[str]:
    """Those that are named; else our webhook's address and its origin."""
    named = environment.get("MISSI_GOOGLE_AUDIENCE", "").split()
    if named or not settings.public_url:
        return frozenset(named)
    parts = urlsplit(settings.public_url)
    return frozenset({settings.public_url.rstrip("/") + PATH, f"{parts.scheme}://{parts.netloc}"})
