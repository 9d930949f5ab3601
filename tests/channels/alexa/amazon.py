"""Plays Amazon: an authority of its own, certificates, signatures, and requests as devices make them."""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from bot.channels.alexa.certificates import SIGNER, Certificates
from bot.channels.alexa.verification import Verifier

SKILL = "amzn1.ask.skill.00000000-1111-2222-3333-444444444444"
ADDRESS = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"
NOW = datetime.now(timezone.utc)
DAY = timedelta(days=1)
USAGES = (
    "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign "
    "crl_sign encipher_only decipher_only"
).split()


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*names: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{usage: usage in names for usage in USAGES})


@dataclass
class Amazon:
    """An authority and what it signs."""

    key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65537, 2048))
    signing_key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65537, 2048))
    fetched: list[str] = field(default_factory=list)
    served: bytes | None = None
    """What lies at the address instead of the chain."""

    @cached_property
    def root(self) -> x509.Certificate:
        """The authority's certificate."""
        mine = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        builder = self._builder("Test authority", self.key, NOW - DAY, NOW + DAY)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        builder = builder.add_extension(_usage("key_cert_sign"), critical=True)
        return builder.add_extension(mine, critical=False).sign(self.key, SHA256())

    def leaf(
        self, host: str = SIGNER, begins: datetime = NOW - DAY, ends: datetime = NOW + DAY
    ) -> x509.Certificate:
        """A certificate to sign requests with."""
        key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = self._builder(host, self.signing_key, begins, ends)
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        builder = builder.add_extension(_usage("digital_signature"), critical=True)
        return builder.add_extension(key, critical=False).sign(self.key, SHA256())

    def _builder(
        self, name: str, key: RSAPrivateKey, begins: datetime, ends: datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(_name("Test authority"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
        )

    async def fetch(self, url: str) -> bytes:
        """What lies at an address: the chain."""
        self.fetched.append(url)
        if self.served is not None:
            return self.served
        return self.leaf().public_bytes(Encoding.PEM) + self.root.public_bytes(Encoding.PEM)

    def verifier(self, now: datetime | None = None) -> Verifier:
        """What checks requests by this authority, at a moment or now."""
        certificates = Certificates(self.fetch, [self.root])
        if now is None:
            return Verifier(certificates, {SKILL})
        return Verifier(certificates, {SKILL}, lambda: now)

    def sign(self, body: bytes) -> dict[str, str]:
        """The headers of a request."""
        signature = base64.b64encode(self.signing_key.sign(body, PKCS1v15(), SHA256())).decode()
        return {"SignatureCertChainUrl": ADDRESS, "Signature-256": signature, "Signature": "old"}


@dataclass
class Device:
    """Somebody's speaker, with one session."""

    locale: str = "en-US"
    session: str = field(default_factory=lambda: f"amzn1.echo-api.session.{uuid.uuid4()}")
    user: str = field(default_factory=lambda: f"amzn1.ask.account.{uuid.uuid4().hex.upper()}")
    attributes: dict[str, Any] = field(default_factory=dict)

    def request(self, type: str, **parts: Any) -> dict[str, Any]:
        """An envelope with a request."""
        application = {"applicationId": SKILL}
        request = {
            "type": type,
            "requestId": f"amzn1.echo-api.request.{uuid.uuid4()}",
            "timestamp": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": self.locale,
        }
        session = {
            "new": False,
            "sessionId": self.session,
            "application": application,
            "attributes": self.attributes,
            "user": {"userId": self.user},
        }
        system = {
            "application": application,
            "user": {"userId": self.user},
            "device": {"deviceId": "amzn1.ask.device.D1", "supportedInterfaces": {}},
            "apiEndpoint": "https://api.amazonalexa.com",
            "apiAccessToken": "opaque",
        }
        return {
            "version": "1.0",
            "session": session,
            "context": {"System": system, "Unknown": {"new": [1]}},
            "request": request | parts,
        }

    def launch(self) -> dict[str, Any]:
        """ "Alexa, open ..." """
        return self.request("LaunchRequest")

    def intent(self, name: str, **slots: str | None) -> dict[str, Any]:
        """What Alexa made of words; a slot of None has no value."""
        told = {
            slot: {"name": slot, "confirmationStatus": "NONE"} | ({} if value is None else {"value": value})
            for slot, value in slots.items()
        }
        intent = {"name": name, "confirmationStatus": "NONE", "slots": told}
        return self.request("IntentRequest", dialogState="IN_PROGRESS", intent=intent)

    def asks(self, words: str) -> dict[str, Any]:
        """A question that needs no carrier."""
        return self.intent("FreeTextIntent", query=words)


def dump(envelope: Any) -> bytes:
    """The bytes of an envelope, as Amazon writes them."""
    return json.dumps(envelope, separators=(",", ":")).encode()
