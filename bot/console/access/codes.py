"""Sign-in codes of an authenticator app (TOTP, RFC 6238): a new secret, showing it, checking a code."""

from __future__ import annotations

import hmac
import time

import pyotp
import segno

ISSUER = "Missi"
STEP_S = 30
DRIFT = 1  # steps that a clock may be off


def new_secret() -> str:
    """Return a secret of 160 bits in base32."""
    return pyotp.random_base32()


def show_secret(secret: str) -> str:
    """Return a secret in groups of four, for typing."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def draw_secret(secret: str, name: str) -> str:
    """Return the QR code that an app reads, as an inline SVG with text for those who cannot see it."""
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
    drawn: str = segno.make(address, error="m").svg_inline(
        scale=5, dark="#000", light="#fff", title="QR code for your authenticator app", omitsize=True
    )
    return drawn


def find_step(secret: str, code: str, last: int | None) -> int | None:
    """Return the time step of a code, or None when it is wrong; only steps later than `last` count."""
    given, now = "".join(code.split()), int(time.time()) // STEP_S
    maker, found = pyotp.TOTP(secret), None
    for step in range(now - DRIFT, now + DRIFT + 1):
        # Every step is compared, so that the time taken tells nothing.
        if hmac.compare_digest(
            maker.generate_otp(step).encode(), given.encode("utf-8", "replace")
        ) and step > (last or 0):
            found = step
    return found
