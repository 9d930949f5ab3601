"""Session tokens: signed by us, naming a conversation that no client can name by itself."""

from __future__ import annotations

import time

import jwt

ALGORITHM = "HS256"
PREFIX = "web-"  # of the conversation, which the token leaves out
LIFETIME_S = 365 * 86400  # a conversation that goes quiet ends sooner, see `Conversations.is_open`


def issue_token(conversation: str, secret: str) -> str:
    """Return a token for this conversation."""
    now = int(time.time())
    return jwt.encode(
        {"sub": conversation.removeprefix(PREFIX), "iat": now, "exp": now + LIFETIME_S},
        secret,
        algorithm=ALGORITHM,
    )


def read_token(token: str, secret: str) -> str | None:
    """Return the conversation of a token of ours; None for one that is forged, expired, or no token."""
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            # When it was issued is not looked at: a clock that is set back must end no conversation.
            options={"require": ["sub", "iat", "exp"], "verify_iat": False},
        )
    except (jwt.InvalidTokenError, ValueError):  # the latter for bytes that are no text
        return None
    return f"{PREFIX}{claims['sub']}"
