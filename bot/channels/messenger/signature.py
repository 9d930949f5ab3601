"""Meta's signatures: HMAC-SHA256 with the app's secret, over the bytes of a body as they came."""

from __future__ import annotations

import hashlib
import hmac

from bot.channels.base.webhook import Rejected

HEADER = "x-hub-signature-256"
PREFIX = "sha256="


def sign(body: bytes, secret: str) -> str:
    """Return the header of a body."""
    return PREFIX + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def require_signature(header: str | None, body: bytes, secret: str) -> None:
    """Raise Rejected 401 for a body without signature, 403 for one that is not Meta's; SHA-1 is no proof."""
    if not header:
        raise Rejected(401, "unsigned")
    if not hmac.compare_digest(header.encode("utf-8", "replace"), sign(body, secret).encode()):
        raise Rejected(403, "forged")


def prove(token: str, secret: str) -> str:
    """Return the `appsecret_proof`: that who uses the page's token has the app's secret, too."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
