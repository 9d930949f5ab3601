"""The tokens by which Apple and we know each other: JWT with HS256, keyed by the decoded API secret."""

from __future__ import annotations

import time

import jwt

from bot.channels.apple.settings import AppleSettings
from bot.channels.base.webhook import Rejected

ALGORITHM = "HS256"
LEEWAY_S = 60
LONGEST_S = 3600
"""How old a delivery's token may be, or how far ahead."""


def issue_token(settings: AppleSettings) -> str:
    """Return a token that says who sends."""
    return jwt.encode({"iss": settings.msp_id, "iat": int(time.time())}, settings.secret, algorithm=ALGORITHM)


def require_token(authorization: str | None, settings: AppleSettings) -> None:
    """Raise Rejected 401 when a delivery has no token, 403 when it is not Apple's, not for us, or old."""
    if not authorization:
        raise Rejected(401, "unsigned")
    scheme, _, token = authorization.partition(" ")
    try:
        claims = jwt.decode(
            token if scheme.lower() == "bearer" else "",
            settings.secret,
            algorithms=[ALGORITHM],
            audience=settings.msp_id,
            leeway=LEEWAY_S,
            options={"require": ["aud", "iat"]},
        )
        age_s = time.time() - float(claims["iat"])
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError):  # the latter for what is no token
        raise Rejected(403, "forged") from None
    if abs(age_s) > LONGEST_S:
        raise Rejected(403, "old")
