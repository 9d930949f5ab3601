"""Whether a request is Amazon's, meant for our skill, and of now."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timezone
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from bot.channels.alexa.certificates import Certificates, Untrusted
from bot.channels.base.webhook import Rejected

ADDRESS_HEADER, SIGNATURE_HEADER = "SignatureCertChainUrl", "Signature-256"
WINDOW_S, EVENT_WINDOW_S = 150, 3600
REFUSED = 400
"""The HTTP status that Amazon's own tests expect, whatever is wrong."""
EVENTS = frozenset(
    f"AlexaSkillEvent.{name}"
    for name in (
        "SkillEnabled",
        "SkillDisabled",
        "SkillPermissionChanged",
        "SkillPermissionAccepted",
        "SkillAccountLinked",
    )
)
"""What Amazon may deliver an hour late."""


def utc_now() -> datetime:
    """The time, of UTC."""
    return datetime.now(timezone.utc)


class Verifier:
    """Checks requests.

    Args:
        certificates: of Amazon; None takes every signature, in tests.
        skills: the ids of our skills.
        now: the time.
    """

    def __init__(
        self,
        certificates: Certificates | None,
        skills: Collection[str],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._certificates = certificates
        self._skills = skills
        self._now = now

    async def check(self, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
        """Return what a body says; raises Rejected. Header names are taken in any case."""
        if self._certificates:
            await self._check_signature(self._certificates, headers, body)
        envelope = _read(body)
        self._check_skill(envelope)
        self._check_time(envelope["request"])
        return envelope

    async def _check_signature(
        self, certificates: Certificates, headers: Mapping[str, str], body: bytes
    ) -> None:
        given = {name.lower(): value for name, value in headers.items()}
        address, signature = (given.get(name.lower()) for name in (ADDRESS_HEADER, SIGNATURE_HEADER))
        if not address or not signature:
            raise Rejected(REFUSED, "header")
        try:
            signer = await certificates.signer(address, self._now())
            key = signer.public_key()
            if not isinstance(key, RSAPublicKey):
                raise Rejected(REFUSED, "key")
            key.verify(base64.b64decode(signature, validate=True), body, PKCS1v15(), SHA256())
        except Untrusted as error:
            raise Rejected(REFUSED, str(error)) from None
        except (InvalidSignature, binascii.Error, ValueError):
            raise Rejected(REFUSED, "signature") from None

    def _check_skill(self, envelope: Mapping[str, Any]) -> None:
        """Whichever places name a skill must name one of ours, and one must."""
        places = (envelope.get("session"), (envelope.get("context") or {}).get("System"))
        named = {skill for place in places if (skill := _skill(place)) is not None}
        if not named or not named <= set(self._skills):
            raise Rejected(REFUSED, "skill")

    def _check_time(self, request: Mapping[str, Any]) -> None:
        try:
            sent = _read_time(request.get("timestamp"))
            off = abs((self._now() - sent).total_seconds())
        except (TypeError, ValueError, OverflowError, OSError):
            raise Rejected(REFUSED, "timestamp") from None
        if off > (EVENT_WINDOW_S if request.get("type") in EVENTS else WINDOW_S):
            raise Rejected(REFUSED, "timestamp")


def _read(body: bytes) -> dict[str, Any]:
    try:
        envelope = json.loads(body)
    except (ValueError, RecursionError):
        raise Rejected(REFUSED, "body") from None
    request = envelope.get("request") if isinstance(envelope, dict) else None
    if not isinstance(request, dict) or not isinstance(request.get("type"), str):
        raise Rejected(REFUSED, "body")
    found: dict[str, Any] = envelope
    if not all(isinstance(found.get(name) or {}, dict) for name in ("session", "context")):
        raise Rejected(REFUSED, "body")
    return found


def _skill(place: Any) -> str | None:
    """The id of the skill that a place of the envelope names, if it does."""
    application = place.get("application") if isinstance(place, dict) else None
    skill = application.get("applicationId") if isinstance(application, dict) else None
    return skill if isinstance(skill, str) else None


def _read_time(value: Any) -> datetime:
    """A moment as ISO 8601 in UTC, or as milliseconds since 1970, which some events have."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return datetime.fromtimestamp(value / 1000, timezone.utc)
    moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
